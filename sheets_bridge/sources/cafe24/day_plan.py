"""Which days to read of a list that may change for some days after: those again, then the history. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sheets_bridge import windows
from sheets_bridge.model import Cursor, Step, Window
from sheets_bridge.sources.cafe24.history import LONGEST_WINDOW, NEWEST_FIRST_DAYS, believable

PROVISIONAL_DAYS = 7
"""Of statistics, today and the six days before it may still change at Cafe24."""
FINAL, PROVISIONAL = "확정", "집계중"


def settled(day: str, now: datetime) -> str:
    """What the 집계 상태 of a collected day says."""
    return PROVISIONAL if day >= (now.date() - timedelta(days=PROVISIONAL_DAYS - 1)).isoformat() else FINAL


def partly(now: datetime) -> str:
    """What it says of a day of which a number was not told."""
    return f"미수집 (일부 수치 없음, {now:%Y-%m-%d %H:%M})"


@dataclass(frozen=True)
class DayPlan:
    """How the days of a list are read."""

    restated: int
    """So many days back from the day of the last reading may still have changed."""
    replaces: bool = False
    """Whether a reading holds all there is of its days."""
    longest: int = LONGEST_WINDOW

    def plan(self, cursor: Cursor, now: datetime, history: date | None) -> Sequence[Step]:
        """The last days again (they may have changed), then the history that is missing, newest first.

        A history that begins in the future has no steps yet.
        """
        begins = history or cursor.origin or now.date()
        return list(self._steps(believable(cursor, now), now, begins)) if begins <= now.date() else []

    def asked(self, first: date, last: date) -> Sequence[Step]:
        """A stretch asked for by hand; moves no cursor."""
        return [self._step(window, None) for window in windows.backwards(first, last, self.longest)]

    def _steps(self, cursor: Cursor, now: datetime, history: date) -> Iterator[Step]:
        today = now.date()
        if cursor.since is None or cursor.until is None:
            first = max(history, today - timedelta(days=NEWEST_FIRST_DAYS - 1))
            cursor = replace(cursor, since=first)
        else:
            first = max(cursor.since, cursor.until.date() - timedelta(days=self.restated))
        stretch = list(windows.forwards(first, today, self.longest))
        cursor = replace(cursor, until=now)
        yield from (self._step(window, None) for window in stretch[:-1])
        yield self._step(stretch[-1], cursor)
        if cursor.since and cursor.since > history:
            for window in windows.backwards(history, cursor.since - timedelta(days=1), self.longest):
                cursor = replace(cursor, since=window.first)
                yield self._step(window, cursor)

    def _step(self, window: Window, then: Cursor | None) -> Step:
        return Step(window, "date", then, replaces=self.replaces)


def whole(_cursor: Cursor, now: datetime, _history: date | None) -> Sequence[Step]:
    """The plan of a list without days: all of it, every time."""
    today = now.date()
    return [Step(Window(today, today), "whole", Cursor(since=date.min, until=now), replaces=True)]


def whole_asked(_first: date, last: date) -> Sequence[Step]:
    """By hand it is the same, and moves no cursor."""
    return [Step(Window(last, last), "whole", None, replaces=True)]
