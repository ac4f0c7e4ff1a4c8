"""Where a mall's history begins."""

from collections.abc import Callable
from datetime import date, datetime

from sheets_bridge import windows
from sheets_bridge.model import Cursor, Window

LONGEST_WINDOW = 89
"""Days. One call may not span three months (reference: cafe24-admin §6.1); the shortest three months have 89."""

NEWEST_FIRST_DAYS = 30
_EMPTY_DAYS_BEFORE_THE_FIRST = 2 * 365
_CAFE24_BEGAN = date(2000, 1, 1)
_CLOCK_SLACK_DAYS = 1


def first_day(today: date, has_records: Callable[[Window], bool]) -> date:
    """The first day worth reading: walks back window by window until two years hold nothing."""
    empty, first = 0, today
    for window in windows.backwards(_CAFE24_BEGAN, today, LONGEST_WINDOW):
        if has_records(window):
            empty, first = 0, window.first
        else:
            empty += window.days
        if empty > _EMPTY_DAYS_BEFORE_THE_FIRST:
            break
    return first


def believable(cursor: Cursor, now: datetime) -> Cursor:
    """The cursor, or a fresh one where it claims the future (a clock was wrong): reading again loses nothing."""
    if cursor.until is not None and (cursor.until.date() - now.date()).days > _CLOCK_SLACK_DAYS:
        return Cursor(origin=cursor.origin)
    return cursor
