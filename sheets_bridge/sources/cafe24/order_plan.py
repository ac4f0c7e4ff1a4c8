"""Which stretches of orders to read so that a pull is complete. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sheets_bridge import windows
from sheets_bridge.day_plan import NEWEST_FIRST_DAYS, believable
from sheets_bridge.model import Cursor, Step, Window
from sheets_bridge.sources.cafe24.history import LONGEST_WINDOW

_DAILY_REREAD_DAYS, _WEEKLY_REREAD_DAYS = 35, 100

CHANGES = (
    "order_date", "pay_date", "place_date", "shipbegin_date", "shipend_date", "purchaseconfirmation_date",
    "cancel_date", "cancel_request_date", "cancel_accept_date", "cancel_complete_date",
    "exchange_request_date", "exchange_accept_date", "exchange_complete_date",
    "return_request_date", "return_accept_date", "return_complete_date",
)  # fmt: skip
"""Every `date_type` that can mark a change: orders have no modified date."""

REFUNDS = ("refund_date", "accepted_refund_date")
"""The `date_type`s of `/refunds`: a refund changes an order long after its last date of the list above."""


def plan(cursor: Cursor, now: datetime, history: date | None) -> Sequence[Step]:
    """The steps that make orders complete up to `now`: what changed, what must be re-read, what history is missing.

    A history that begins in the future has no steps yet.
    """
    begins = history or cursor.origin or now.date()
    return list(_steps(believable(cursor, now), now, begins)) if begins <= now.date() else []


def asked(first: date, last: date) -> Sequence[Step]:
    """A stretch asked for by hand, by order date; moves no cursor."""
    return [Step(window, "order_date", None, count=True) for window in windows.backwards(first, last, LONGEST_WINDOW)]


def _steps(cursor: Cursor, now: datetime, history: date) -> Iterator[Step]:
    today = now.date()
    if cursor.since is None or cursor.until is None:
        newest = Window(max(history, today - timedelta(days=NEWEST_FIRST_DAYS - 1)), today)
        cursor = replace(cursor, since=newest.first, until=now, daily=today, weekly=today)
        yield Step(newest, "order_date", cursor, count=True)
    else:
        yield from _sweep(cursor.until.date() - timedelta(days=1), today, replace(cursor, until=now))
        cursor = replace(cursor, until=now)
        for step in _reread(cursor, today):
            cursor = step.then or cursor
            yield step
    yield from _history(cursor, history)


def _sweep(first: date, last: date, then: Cursor) -> Iterator[Step]:
    """Every date that can mark a change since the last run with a day's overlap; the cursor moves with the last."""
    steps = [
        Step(window, by, None)
        for window in windows.forwards(first, last, LONGEST_WINDOW)
        for by in (*CHANGES, *REFUNDS)
    ]
    yield from steps[:-1]
    yield replace(steps[-1], then=then)


def _reread(cursor: Cursor, today: date) -> Iterator[Step]:
    """Changes without a date (preparing states, tracking numbers): 35 days once a day, 100 days once a week."""
    weekly = cursor.weekly is None or today - cursor.weekly >= timedelta(days=7)
    if not weekly and cursor.daily == today:
        return
    days = _WEEKLY_REREAD_DAYS if weekly else _DAILY_REREAD_DAYS
    then = replace(cursor, daily=today, weekly=today if weekly else cursor.weekly)
    first = max(cursor.since or today, today - timedelta(days=days - 1))
    stretch = list(windows.backwards(first, today, LONGEST_WINDOW))
    for window in stretch[:-1]:
        yield Step(window, "order_date", None, count=True)
    yield Step(stretch[-1], "order_date", then, count=True)


def _history(cursor: Cursor, history: date) -> Iterator[Step]:
    """What is older than the oldest day that landed, newest first; the cursor goes back window by window."""
    if cursor.since is None or cursor.since <= history:
        return
    for window in windows.backwards(history, cursor.since - timedelta(days=1), LONGEST_WINDOW):
        cursor = replace(cursor, since=window.first)
        yield Step(window, "order_date", cursor, count=True)
