"""Days of an ad account read from Insights: as many at once as an answer bears, and by a report run where not one."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sheets_bridge.errors import Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step, Window
from sheets_bridge.source import Page
from sheets_bridge.sources.meta_ads import pages
from sheets_bridge.sources.meta_ads.connection import Connection
from sheets_bridge.sources.meta_ads.faults import RunFailed, TooMuch
from sheets_bridge.sources.meta_ads.rows import BREAKDOWN, FIELDS, gathered, lean

_PAGE_ROWS = "500"
_FIRST_DAYS = 2
_WANTED_ROWS = 2500
"""So many rows at once: a small account's fortnight is one call, a large one's day is not held beside another."""

# Without this a deleted or archived ad has no row, and what it cost would be gone from its days when they are read
# again (developers.facebook.com: Manage your ad object's status, 2025-11-10). All states there are: no row is left out.
_ANY_STATE = json.dumps([{
    "field": "ad.effective_status",
    "operator": "IN",
    "value": [
        "ACTIVE", "PAUSED", "DELETED", "PENDING_REVIEW", "DISAPPROVED", "PREAPPROVED", "PENDING_BILLING_INFO",
        "CAMPAIGN_PAUSED", "ARCHIVED", "ADSET_PAUSED", "IN_PROCESS", "WITH_ISSUES",
    ],
}])  # fmt: skip

_RUNS = 2
"""A run that failed is begun once more."""
_WAITS = (2.0, 3.0, 5.0, 10.0, *(20.0,) * 90)
"""Seconds before each look at a run: half an hour in all."""
_DONE, _WHOLE, _FAILED = "Job Completed", 100, ("Job Failed", "Job Skipped")


def read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Pages of what makes a row, each of whole days. Raises: as calls do, DataRejected."""
    connection.read.add(pull.shop_no)
    first, days, most = step.window.first, _FIRST_DAYS, step.window.days
    while first <= step.window.last:
        window = Window(first, min(step.window.last, first + timedelta(days=min(days, most) - 1)))
        try:
            records = list(_at_once(connection, pull, window))
        except TooMuch:
            most = max(1, window.days // 2)
            if window.days > 1:
                continue
            records = list(_by_run(connection, pull, window))
        yield gathered(records)
        first, days = window.last + timedelta(days=1), _fitting(window.days, len(records))


def probe(connection: Connection, pull: Pull, day: date) -> object:
    """One row of a day. Raises as `read` does."""
    asked = {**_asked(Window(day, day)), "limit": "1"}
    return connection.get(_path(pull), asked, pull.shop_no)


def _fitting(days: int, rows: int) -> int:
    """How many days have about as many rows as are wanted at once."""
    return max(1, _WANTED_ROWS * days // max(1, rows))


def _path(pull: Pull) -> str:
    return f"/act_{pull.shop_no}/insights"


def _asked(window: Window) -> Mapping[str, str]:
    return {
        "level": "ad",
        "time_increment": "1",
        "time_range": json.dumps({"since": window.first.isoformat(), "until": window.last.isoformat()}),
        "fields": ",".join(FIELDS),
        "breakdowns": BREAKDOWN,
        "filtering": _ANY_STATE,
    }


def _at_once(connection: Connection, pull: Pull, window: Window) -> Iterator[Record]:
    """The rows of a window, asked for and answered."""
    return _rows(connection, pull, _path(pull), _asked(window))


def _rows(connection: Connection, pull: Pull, path: str, params: Mapping[str, str]) -> Iterator[Record]:
    def ask(more: Mapping[str, str]) -> Any:
        return connection.get(path, {**params, "limit": _PAGE_ROWS, **more}, pull.shop_no)

    return map(lean, pages.of(connection.account, path, ask))


def _by_run(connection: Connection, pull: Pull, window: Window) -> Iterator[Record]:
    """The rows of a window out of a report that Meta makes meanwhile. Raises Unavailable where it makes none."""
    for _ in range(_RUNS):
        begun = connection.post(_path(pull), _asked(window), pull.shop_no)
        run = begun.get("report_run_id") if isinstance(begun, dict) else None
        if not run:
            raise pages.unknown_form(connection.account, _path(pull), "report_run_id")
        if _succeeded(connection, pull, f"/{run}"):
            return _rows(connection, pull, f"/{run}/insights", {})
    raise _unmade(connection, pull)


def _succeeded(connection: Connection, pull: Pull, path: str) -> bool:
    """Wait for a run. It is over when its state says so and all of it is done: the one comes before the other."""
    for wait in _WAITS:
        connection.sleep(wait)
        try:
            told = connection.get(path, {}, pull.shop_no)
        except RunFailed:
            return False
        if told.get("async_status") in _FAILED:
            return False
        if told.get("async_status") == _DONE and int(told.get("async_percent_completion") or 0) == _WHOLE:
            return True
    raise _unmade(connection, pull)


def _unmade(connection: Connection, pull: Pull) -> Unavailable:
    return Unavailable(say("Meta {who}: the report of ad account {number} was begun, and Meta did not finish it. The "
                           "next run asks again by itself.", who=connection.account, number=pull.shop_no)
                       )  # fmt: skip
