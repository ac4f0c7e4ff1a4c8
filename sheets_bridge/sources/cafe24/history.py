"""Where a mall's history begins."""

from collections.abc import Callable
from datetime import date

from sheets_bridge import windows
from sheets_bridge.model import Window

LONGEST_WINDOW = 89
"""Days. One call may not span three months (reference: cafe24-admin §6.1); the shortest three months have 89."""

PROVISIONAL_DAYS = 7
"""Of statistics, today and the six days before it may still change at Cafe24."""

_EMPTY_DAYS_BEFORE_THE_FIRST = 2 * 365
_CAFE24_BEGAN = date(2000, 1, 1)


def first_day(today: date, has_records: Callable[[Window], bool]) -> date:
    """The first day that has records: walks back window by window until two years hold nothing, then narrows by halves.

    A day before it would stand in a day table as a day without traffic, where in truth there was no mall yet.
    """
    empty, oldest = 0, Window(today, today)
    for window in windows.backwards(_CAFE24_BEGAN, today, LONGEST_WINDOW):
        if has_records(window):
            empty, oldest = 0, window
        else:
            empty += window.days
        if empty > _EMPTY_DAYS_BEFORE_THE_FIRST:
            break
    while oldest.days > 1:
        older, newer = windows.halves(oldest)
        oldest = older if has_records(older) else newer
    return oldest.first
