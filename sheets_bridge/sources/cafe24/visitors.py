"""Visits, unique visitors, active users and page views of a day in one row (reference: cafe24-analytics A.3-A.6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any

from sheets_bridge import paging, values, windows
from sheets_bridge.errors import DataRejected, Refused
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.model import Cursor, Pull, Record, Step, Value, Window
from sheets_bridge.source import Normalize, Page, Rows
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.history import LONGEST_WINDOW, NEWEST_FIRST_DAYS, believable, first_day
from sheets_bridge.tables import VISITORS

PROVISIONAL_DAYS = 7
"""Today and the six days before it may still change at Cafe24."""

FINAL, PROVISIONAL = "확정", "집계중"
_PAGE = 1000
_NEW_BASIS = "2023-01-01"

_COUNTS: Mapping[str, Sequence[str]] = {
    "/visitors/view": ("visit_count", "first_visit_count", "re_visit_count"),
    "/visitors/unique": ("unique_visit_count",),
    "/visitors/dailyactive": ("user_count",),
    "/visitors/pageview": ("page_view",),
}
_DAY_OR_HOUR = ("/visitors/view", "/visitors/pageview")


def plan(cursor: Cursor, now: datetime, history: date | None) -> Sequence[Step]:
    """The last days again (they may have changed), then the history that is missing, newest first."""
    return list(_steps(believable(cursor, now), now, history or cursor.origin or now.date()))


def asked(first: date, last: date) -> Sequence[Step]:
    """A stretch asked for by hand; moves no cursor."""
    return [Step(window, "date", None) for window in windows.backwards(first, last, LONGEST_WINDOW)]


def _steps(cursor: Cursor, now: datetime, history: date) -> Iterator[Step]:
    today = now.date()
    if cursor.since is None or cursor.until is None:
        first = max(history, today - timedelta(days=NEWEST_FIRST_DAYS - 1))
        cursor = replace(cursor, since=first)
    else:
        first = max(cursor.since, cursor.until.date() - timedelta(days=PROVISIONAL_DAYS))
    stretch = list(windows.forwards(first, today, LONGEST_WINDOW))
    cursor = replace(cursor, until=now)
    yield from (Step(window, "date", None) for window in stretch[:-1])
    yield Step(stretch[-1], "date", cursor)
    if cursor.since and cursor.since > history:
        for window in windows.backwards(history, cursor.since - timedelta(days=1), LONGEST_WINDOW):
            cursor = replace(cursor, since=window.first)
            yield Step(window, "date", cursor)


def read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """One page: a record a day of the window, its four counts joined.

    A day that the range did not mention had no traffic: 0, because the range was answered.
    Raises: Refused where the statistics permission is missing: never read as 0.
    """
    days: dict[str, dict[str, Any]] = {day.isoformat(): {"date": day.isoformat()} for day in step.window}
    for path, names in _COUNTS.items():
        counted = {str(row.get("date"))[:10]: row for row in _range(connection, pull, path, step.window)}
        strange = counted.keys() - days.keys()
        if strange:
            raise _outside(pull, path, min(strange), step.window)
        for day, record in days.items():
            row = counted.get(day)
            record.update({name: row.get(name) if row else 0 for name in names})
    yield list(days.values())


def origin(connection: Connection, pull: Pull, now: datetime) -> date:
    """The first day worth reading: the first window with a visit."""
    view = "/visitors/view"
    return first_day(
        now.date(),
        lambda window: any(values.integer(row.get("visit_count")) for row in _range(connection, pull, view, window)),
    )


def _range(connection: Connection, pull: Pull, path: str, window: Window) -> Sequence[Record]:
    """The rows of a window; no limit of days is documented, so a server that refuses them is asked for halves."""
    try:
        return _rows(connection, pull, path, window)
    except Refused as error:
        if error.status == HTTPStatus.FORBIDDEN:
            raise _forbidden(pull, path) from error
        if error.status != HTTPStatus.UNPROCESSABLE_ENTITY or window.days == 1:
            raise
    return [row for half in windows.halves(window) for row in _range(connection, pull, path, half)]


def _rows(connection: Connection, pull: Pull, path: str, window: Window) -> Sequence[Record]:
    asked_for = {
        "mall_id": pull.account, "shop_no": str(pull.shop_no), "device_type": "total",
        "start_date": window.first.isoformat(), "end_date": window.last.isoformat(),
        **({"format_type": "day"} if path in _DAY_OR_HOUR else {}),
    }  # fmt: skip
    name = path.rsplit("/", 1)[-1]

    def fetch(offset: int, limit: int) -> Sequence[Record]:
        answer = connection.analytics.get(path, {**asked_for, "limit": str(limit), "offset": str(offset)})
        rows = answer.get(name) if isinstance(answer, dict) else None
        if not isinstance(rows, list):
            raise DataRejected(
                say(
                    "Cafe24 {who}: {path} answered in a form we do not know. Update sheets_bridge, or report it.",
                    who=pull.account,
                    path=path,
                )
            )
        return rows

    return [row for page in paging.by_offset(fetch, limit=_PAGE) for row in page]


def normalize(pull: Pull, _masks: Masks, now: datetime) -> Normalize:
    """The normalizer of a pull: a combined record of a day → one row."""
    oldest_provisional = (now.date() - timedelta(days=PROVISIONAL_DAYS - 1)).isoformat()

    def rows(record: Record) -> Rows:
        day = record["date"]
        visits, first, again, unique, active, views = (
            values.integer(record[name]) for names in _COUNTS.values() for name in names
        )
        per_visit = round(views / visits, 4) if visits and views is not None else None
        basis = "접속통계" if day < _NEW_BASIS else "카페24 애널리틱스"
        status = PROVISIONAL if day >= oldest_provisional else FINAL
        row = (pull.account, pull.shop_no, day, visits, first, again, unique, active, views, per_visit, basis, status)
        return {VISITORS.id: [row]}

    return rows


def _forbidden(pull: Pull, path: str) -> Refused:
    refusal = say(
        "No statistics permission: Cafe24 {who} does not let us read {path} (403). Tick "
        "mall.read_analytics in the app's settings, make sure the mall uses Cafe24 Analytics, then "
        "connect again: sheets-bridge connect cafe24 {who}",
        who=pull.account,
        path=path,
    )
    return Refused(refusal, status=HTTPStatus.FORBIDDEN)


def _outside(pull: Pull, path: str, day: Value, window: Window) -> DataRejected:
    return DataRejected(
        say(
            "{pull}: {path} sent {day} when asked for {window}; nothing of that answer was taken. "
            "Run again; if it repeats, report it.",
            pull=pull.name,
            path=path,
            day=day,
            window=str(window),
        )
    )
