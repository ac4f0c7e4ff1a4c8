"""Spans of days cut into windows a vendor accepts."""

from collections.abc import Iterator
from datetime import date, timedelta

from sheets_bridge.model import Window


def forwards(first: date, last: date, longest: int) -> Iterator[Window]:
    """`first`..`last` in windows of at most `longest` days, oldest first."""
    while first <= last:
        end = min(last, first + timedelta(days=longest - 1))
        yield Window(first, end)
        first = end + timedelta(days=1)


def backwards(first: date, last: date, longest: int) -> Iterator[Window]:
    """`first`..`last` in windows of at most `longest` days, newest first."""
    while first <= last:
        start = max(first, last - timedelta(days=longest - 1))
        yield Window(start, last)
        last = start - timedelta(days=1)


def halves(window: Window) -> tuple[Window, Window]:
    """A window of two days or more as two."""
    middle = window.first + timedelta(days=window.days // 2 - 1)
    return Window(window.first, middle), Window(middle + timedelta(days=1), window.last)
