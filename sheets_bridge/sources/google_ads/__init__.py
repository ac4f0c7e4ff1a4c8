"""Google Ads (API v26): ads by day and device, what campaigns have beside them, keywords."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sheets_bridge import ads
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.masking import Masks
from sheets_bridge.messages import Message
from sheets_bridge.model import Pull, Step, Table
from sheets_bridge.source import Normalize, Page, Source, Stream
from sheets_bridge.sources.google_ads import reading, rows
from sheets_bridge.sources.google_ads.accounts import shops
from sheets_bridge.sources.google_ads.connection import ENDPOINTS, Connection, connect
from sheets_bridge.sources.google_ads.consent import KEYS
from sheets_bridge.tables import AD_KEYWORD_STATS, AD_STATS

_DAYS = DayPlan(restated=rows.RESTATED_DAYS, longest=31, replaces=True)
"""As many days as are read again every time are one step: three or so calls for a small account."""


def _notices(connection: Connection) -> Sequence[Message]:
    return tuple(connection.notes.values())


def _stream(
    id_: str,
    ko: str,
    table: Table,
    read: Callable[[Connection, Pull, Step], Iterator[Page]],
    normalize: Callable[[Pull, Masks, datetime], Normalize],
) -> Stream:
    return Stream(
        id=id_,
        ko=ko,
        tables=(table,),
        scopes=("adwords",),
        plan=_DAYS.plan,
        windows=_DAYS.asked,
        read=read,
        normalize=normalize,
        origin=ads.origin,
        probe=reading.probe,
        marks={"medium": rows.MEDIUM.label},
        derive=ads.derivation,
    )


SOURCE = Source(
    id="google_ads",
    label="Google Ads",
    endpoints=ENDPOINTS,
    connect=connect,
    shops=shops,
    keys=KEYS,
    notices=_notices,
    streams={
        one.id: one
        for one in (
            _stream("ads", "구글 광고", AD_STATS, reading.read_ads, rows.of_ads),
            _stream("keywords", "구글 키워드", AD_KEYWORD_STATS, reading.read_keywords, rows.of_keywords),
        )
    },
)
