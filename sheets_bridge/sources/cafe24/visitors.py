"""Visits, unique visitors, active users and page views of a day in one row (reference: cafe24-analytics A.3-A.6)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from sheets_bridge import values, windows
from sheets_bridge.day_plan import DayPlan, partly, settled
from sheets_bridge.errors import DataRejected, Refused
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Row, Step, Value, Window
from sheets_bridge.source import Normalize, Page, Rows
from sheets_bridge.sources.cafe24 import answers
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.history import LONGEST_WINDOW, PROVISIONAL_DAYS, first_day
from sheets_bridge.tables import VISITORS

DAYS = DayPlan(restated=PROVISIONAL_DAYS, longest=LONGEST_WINDOW)

_PAGE = 1000
_NEW_BASIS = "2023-01-01"

_COUNTS: Mapping[str, Sequence[str]] = {
    "/visitors/view": ("visit_count", "first_visit_count", "re_visit_count"),
    "/visitors/unique": ("unique_visit_count",),
    "/visitors/dailyactive": ("user_count",),
    "/visitors/pageview": ("page_view",),
}
_NAMES = [name for names in _COUNTS.values() for name in names]
_VISITS, _VIEWS = _NAMES.index("visit_count"), _NAMES.index("page_view")
_DAY_OR_HOUR = ("/visitors/view", "/visitors/pageview")


def read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """One page: a record a day of the window, with the counts of every path that has a row for that day.

    Raises: Refused where the statistics permission is missing: never read as 0; DataRejected for an answer of a form
    we do not know.
    """
    days: dict[str, dict[str, Any]] = {day.isoformat(): {"date": day.isoformat()} for day in step.window}
    for path, names in _COUNTS.items():
        for row in _range(connection, pull, path, step.window):
            if not row.keys() >= {"date", *names}:
                raise answers.unknown_form(pull.account, path)
            day = str(row["date"])[:10]
            if day not in days:
                raise _outside(pull, path, day, step.window)
            if names[0] in days[day]:
                # Twice the same day (rows of hours, say): which of them is the day's count, nobody knows.
                raise answers.unknown_form(pull.account, path)
            days[day].update({name: row[name] for name in names})
    yield list(days.values())


def origin(connection: Connection, pull: Pull, now: datetime) -> date:
    """The first day with a visit."""
    view = "/visitors/view"
    return first_day(
        now.date(),
        lambda window: any(values.integer(row.get("visit_count")) for row in _range(connection, pull, view, window)),
    )


def probe(connection: Connection, pull: Pull, day: date) -> None:
    """The visits of one day."""
    _range(connection, pull, "/visitors/view", Window(day, day))


def _range(connection: Connection, pull: Pull, path: str, window: Window) -> Sequence[Record]:
    """The rows of a window; no limit of days is documented, so a server that refuses them is asked for halves."""
    try:
        return _rows(connection, pull, path, window)
    except Refused as error:
        if error.status == HTTPStatus.FORBIDDEN:
            raise answers.no_statistics(pull.account, path) from error
        if error.status != HTTPStatus.UNPROCESSABLE_ENTITY or window.days == 1:
            raise
    return [row for half in windows.halves(window) for row in _range(connection, pull, path, half)]


def _rows(connection: Connection, pull: Pull, path: str, window: Window) -> Sequence[Record]:
    # One page holds every day of a window; the vendor's own default of 100 rows would not.
    asked_for = {
        "mall_id": pull.account, "shop_no": str(pull.shop_no), "device_type": "total",
        "start_date": window.first.isoformat(), "end_date": window.last.isoformat(),
        **({"format_type": "day"} if path in _DAY_OR_HOUR else {}), "limit": str(_PAGE), "offset": "0",
    }  # fmt: skip
    return answers.listed(pull.account, path, connection.analytics.get(path, asked_for), path.rsplit("/", 1)[-1])


def basis(day: str) -> str:
    """Which statistics of Cafe24's a day's numbers come from: what is counted changed then (reference: A.3)."""
    return "접속통계" if day[:10] < _NEW_BASIS else "카페24 애널리틱스"


def normalize(pull: Pull, _masks: Masks, now: datetime) -> Normalize:
    """The normalizer of a pull: a combined record of a day → one row."""
    missing = partly(now)

    def rows(record: Record) -> Rows:
        day = record["date"]
        counts = _counts(record)
        status = missing if None in counts else settled(day, now, PROVISIONAL_DAYS)
        return {VISITORS.id: [row(pull, day, counts, basis(day), status)]}

    return rows


def row(pull: Pull, day: str, counts: Sequence[int | None], basis: str, status: str) -> Row:
    """The row of a day; counts in the table's order."""
    visits, views = counts[_VISITS], counts[_VIEWS]
    per_visit = round(views / visits, 4) if visits and views is not None else None
    return (pull.account, pull.shop_no, day, *counts, per_visit, basis, status)


def _counts(record: Record) -> Sequence[int | None]:
    """The counts of a day in the table's order.

    A path without a row for the day means 0 only where no other path saw traffic on it; else its count is unknown.
    """
    told = {name: values.integer(record[name]) for name in _NAMES if name in record}
    untold = None if any(told.values()) else 0
    return [told.get(name, untold) for name in _NAMES]


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
