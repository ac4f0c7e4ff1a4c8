"""Which days to read of a list that may change for some days after: those again, then the history. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sheets_bridge import windows
from sheets_bridge.model import Cursor, Step, Window

NEWEST_FIRST_DAYS = 30
FINAL, PROVISIONAL = "확정", "집계중"

_CLOCK_SLACK_DAYS = 1


def settled(day: str, now: datetime, days: int) -> str:
    """What the 집계 상태 of a collected day says; `days` is how many, today included, may still change."""
    return PROVISIONAL if day >= (now.date() - timedelta(days=days - 1)).isoformat() else FINAL


def believable(cursor: Cursor, now: datetime) -> Cursor:
    """The cursor, or a fresh one where it claims the future (a clock was wrong): reading again loses nothing."""
    today = now.date()
    ahead = cursor.until is not None and (cursor.until.date() - today).days > _CLOCK_SLACK_DAYS
    if ahead or (cursor.since is not None and cursor.since > today):
        return Cursor(origin=cursor.origin)
    return cursor


def partly(now: datetime) -> str:
    """What it says of a day of which a number was not told."""
    return f"미수집 (일부 수치 없음, {now:%Y-%m-%d %H:%M})"


@dataclass(frozen=True)
class DayPlan:
    """How the days of a list are read."""

    restated: int
    """So many days back from the day of the last reading may still have changed."""
    longest: int
    """So many days at most are asked for at once."""
    replaces: bool = False
    """Whether a reading holds all there is of its days."""
    daily: int = 0
    """So many days back are read again once a day, for changes that nothing dates."""
    weekly: int = 0
    """So many once a week."""
    by: str = "date"
    """Which date of a record its days go by."""
    also: tuple[str, ...] = ()
    """Other dates that tell of a change. A reading by them is never all there is, and comes before the one that is."""

    def plan(self, cursor: Cursor, now: datetime, history: date | None) -> Sequence[Step]:
        """The last days again (they may have changed), then the history that is missing, newest first.

        A history that begins in the future has no steps yet.
        """
        begins = history or cursor.origin or now.date()
        return list(self._steps(believable(cursor, now), now, begins)) if begins <= now.date() else []

    def asked(self, first: date, last: date) -> Sequence[Step]:
        """A stretch asked for by hand; moves no cursor."""
        stretch = list(windows.backwards(first, last, self.longest))
        return [*self._changes(stretch), *(self._step(window, None) for window in stretch)]

    def _steps(self, cursor: Cursor, now: datetime, history: date) -> Iterator[Step]:
        cursor, first = self._newest(cursor, now, history)
        stretch = list(windows.forwards(first, now.date(), self.longest))
        yield from self._changes(stretch)
        yield from (self._step(window, None) for window in stretch[:-1])
        yield self._step(stretch[-1], cursor)
        if cursor.since and cursor.since > history:
            for window in windows.backwards(history, cursor.since - timedelta(days=1), self.longest):
                cursor = replace(cursor, since=window.first)
                yield from self._changes([window])
                yield self._step(window, cursor)

    def _newest(self, cursor: Cursor, now: datetime, history: date) -> tuple[Cursor, date]:
        """Where the cursor stands once the newest days are read, and the first of them."""
        today = now.date()
        daily, weekly = today if self.daily else None, today if self.weekly else None
        if cursor.since is None or cursor.until is None:
            first = max(history, today - timedelta(days=NEWEST_FIRST_DAYS - 1))
            return replace(cursor, since=first, until=now, daily=daily, weekly=weekly), first
        back = [cursor.until.date() - timedelta(days=self.restated)]
        if self.daily and not _within(cursor.daily, today, 1):
            back.append(today - timedelta(days=self.daily))
        if self.weekly and not _within(cursor.weekly, today, 7):
            back.append(today - timedelta(days=self.weekly))
        else:
            weekly = cursor.weekly
        return replace(cursor, until=now, daily=daily, weekly=weekly), max(cursor.since, min(back))

    def _changes(self, stretch: Sequence[Window]) -> Iterator[Step]:
        return (Step(window, by, None) for by in self.also for window in stretch)

    def _step(self, window: Window, then: Cursor | None) -> Step:
        return Step(window, self.by, then, replaces=self.replaces)


def _within(last: date | None, today: date, days: int) -> bool:
    """Whether the last reading is less than so many days ago."""
    return last is not None and today - last < timedelta(days=days)


def whole(_cursor: Cursor, now: datetime, _history: date | None) -> Sequence[Step]:
    """The plan of a list without days: all of it, every time."""
    today = now.date()
    return [Step(Window(today, today), "whole", Cursor(since=date.min, until=now), replaces=True)]


def whole_asked(_first: date, last: date) -> Sequence[Step]:
    """By hand it is the same, and moves no cursor."""
    return [Step(Window(last, last), "whole", None, replaces=True)]


def snapshot(cursor: Cursor, now: datetime, _history: date | None) -> Sequence[Step]:
    """The plan of what only tells how things stand now: today, and never what is gone."""
    today = now.date()
    return [Step(Window(today, today), "now", replace(cursor, since=cursor.since or today, until=now))]


def snapshot_asked(_first: date, last: date) -> Sequence[Step]:
    """By hand it is the same, and moves no cursor."""
    return [Step(Window(last, last), "now", None)]
