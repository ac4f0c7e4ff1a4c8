"""A small declared source, a small valid schedule, and how texts are read as schedules."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sheets_bridge.config import Schedule, load
from sheets_bridge.masking import Masks
from sheets_bridge.model import Cursor, Pull, Step
from sheets_bridge.source import Normalize, OAuthAddresses, Page, Shop, Source, Stream
from sheets_bridge.tables import ORDER_ITEMS, ORDERS, TABLES, VISITORS

Reads = Callable[..., Schedule]
Mistakes = Callable[..., list[str]]


def _plan(_cursor: Cursor, _now: datetime, _first: date | None) -> list[Step]:
    return []


def _windows(_since: date, _until: date) -> list[Step]:
    return []


def _read(_connection: Any, _pull: Pull, _step: Step) -> Iterator[Page]:
    return iter(())


def _normalize(_pull: Pull, _masks: Masks, _now: datetime) -> Normalize:
    return lambda _record: {}


def _shops(_connection: Any) -> list[Shop]:
    return []


ORDER_STREAM = Stream(
    id="orders",
    ko="주문",
    tables=(ORDERS, ORDER_ITEMS),
    scopes=(),
    plan=_plan,
    windows=_windows,
    read=_read,
    normalize=_normalize,
    embeds=frozenset({"items", "buyer", "receivers"}),
    default_embed=("items",),
    filters=frozenset({"order_status", "member_type"}),
    fields=True,
)
VISITOR_STREAM = Stream(
    id="visitors",
    ko="통계",
    tables=(VISITORS,),
    scopes=(),
    plan=_plan,
    windows=_windows,
    read=_read,
    normalize=_normalize,
)
MALLS = Source(
    id="cafe24",
    label="Cafe24",
    endpoints={"cafe24": "https://mall.example", "cafe24_analytics": "https://analytics.example"},
    streams={"orders": ORDER_STREAM, "visitors": VISITOR_STREAM},
    connect=lambda: None,
    oauth=lambda _account, _endpoints: OAuthAddresses("https://mall.example", "https://mall.example"),
    shops=_shops,
)
SOURCES = {"cafe24": MALLS}

SMALL = """\
spreadsheet: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ
google: credentials/google.json
accounts:
  mymall:
    source: cafe24
    client: credentials/cafe24-client.json
jobs:
  orders:
    every: 15 minutes
    streams: [mymall.orders]
    tabs:
      Orders: {table: orders}
"""


def read(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> Schedule:
    """`text` as a schedule file of `folder`, loaded."""
    path = folder / "schedule.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, environment=environment or {}, sources=SOURCES, tables=TABLES)
