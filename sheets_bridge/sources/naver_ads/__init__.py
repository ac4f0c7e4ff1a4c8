"""Naver Search Ads (네이버 검색광고): ads and keywords by day and device, from its daily reports."""

from collections.abc import Iterator
from datetime import date, datetime, time

from sheets_bridge import ads
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.model import Pull, Step
from sheets_bridge.source import Page, Source, Stream
from sheets_bridge.sources.naver_ads import accounts, rows
from sheets_bridge.sources.naver_ads.connection import ENDPOINTS, HOST, KEYS, Connection, connect
from sheets_bridge.sources.naver_ads.lines import KINDS, summed
from sheets_bridge.sources.naver_ads.stat_reports import stat_reports

_READY_FROM = time(5)
"""Yesterday is there after some 3 to 4 hours (issue 1509); a report ordered before that may say there is nothing."""
_REACH_DAYS = 365
"""Older days are refused (code 10004)."""
_ROLE = "READ_ONLY"
"""The least a member of an ad account may be (`roleName`): 운영조회."""
_PLAN = DayPlan(restated=rows.RESTATED_DAYS, longest=7, replaces=True)
"""A report is of one day; so many days are built side by side."""


def _read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    with stat_reports(connection, pull.shop_no) as reports:
        reports.ahead([*step.window])
        for day in step.window:
            day_is = summed(connection.account, day, {kind: reports.file(kind, day) for kind in KINDS})
            connection.names.learn(pull.shop_no, rows.ids(day_is))
            yield from rows.pages(day, day_is, connection.names)


def _upto(now: datetime) -> datetime:
    return ads.end_of(now, 1 if now.time() >= _READY_FROM else 2)


def _probe(connection: Connection, pull: Pull, _day: date) -> None:
    accounts.check(connection, pull.shop_no)


SOURCE = Source(
    id=HOST,
    label="네이버 검색광고",
    endpoints=ENDPOINTS,
    connect=connect,
    shops=accounts.shops,
    keys=KEYS,
    streams={
        "ads": Stream(
            id="ads",
            ko="네이버 검색광고",
            tables=rows.TABLES,
            scopes=(_ROLE,),
            plan=_PLAN.plan,
            windows=_PLAN.asked,
            read=_read,
            normalize=rows.normalize,
            origin=ads.origin,
            probe=_probe,
            right="네이버 검색광고",
            upto=_upto,
            reach=_REACH_DAYS,
            marks={"medium": rows.MEDIUM.label},
            derive=ads.derivation,
        )
    },
)
