"""Which days of a stream's history are in the store, and which are missing: told by the cursors, asking nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sheets_bridge.config import StreamUse, TabUse
from sheets_bridge.model import KST, Cursor, Window
from sheets_bridge.source import Stream
from sheets_bridge.store import Store, landing, life

_WISH = "history {job}"


@dataclass(frozen=True)
class Reach:
    """How far one pull has come. Of one that never landed nothing is `left`: its newest days come first."""

    shop_no: int
    cursor: Cursor
    left: tuple[Window, ...]

    @property
    def landed(self) -> bool:
        """Whether its newest days are there."""
        return self.cursor.since is not None and self.cursor.until is not None


@dataclass(frozen=True)
class Covered:
    """The days a tab shows of all its shops; `since` is None before all of them have landed something."""

    title: str
    since: date | None
    until: date | None
    wanted: date | None
    """The first day it shall reach back to, where days before `since` are still to come."""
    whole: bool = False
    """Whether it shows all there is, whatever the day: then `since` says nothing."""


def first_wanted(cursor: Cursor, scheduled: date | None, wished: date | None) -> date | None:
    """The first day wanted of a pull: the schedule's (None for the first order), or an earlier one somebody wished."""
    known = scheduled or cursor.origin
    return scheduled if wished is None else min(wished, known or wished)


def told_since(stream: Stream, wanted: date | None, now: datetime) -> date | None:
    """The first day wanted of a stream, no earlier than its vendor tells; `now` in KST."""
    if stream.reach is None:
        return wanted
    earliest = now.date() - timedelta(days=stream.reach)
    return max(wanted, earliest) if wanted else None


def reaches(
    store: Store, stream: Stream, use: StreamUse, scheduled: date | None, now: datetime, wished: date | None = None
) -> list[Reach]:
    """How far each pull of a stream has come; only pulls that ever ran."""
    numbers = landing.pulls_by_shop(store, use.pull(0))
    cursors = {shop_no: landing.cursor(store, number) for shop_no, number in numbers.items()}
    return [
        Reach(shop_no, cursor, _left(stream, cursor, scheduled, wished, now.astimezone(KST)))
        for shop_no, cursor in cursors.items()
    ]


def covered(tab: TabUse, found: Iterable[Reach], now: datetime) -> Covered:
    """What a tab covers, told by the pulls that fill it."""
    pulls = list(found)
    if not pulls or not all(one.landed for one in pulls):
        return Covered(tab.title, None, None, None)
    kept = now.astimezone(KST).date() - timedelta(days=tab.keep - 1) if tab.keep else date.min
    since = max(kept, *(one.cursor.since or kept for one in pulls))
    missing = [window.first for one in pulls for window in one.left if window.last >= kept]
    until = min(one.cursor.until.astimezone(KST).date() for one in pulls if one.cursor.until)
    if all(one.cursor.since == date.min for one in pulls):
        return Covered(tab.title, date.min, until, None, whole=True)
    return Covered(tab.title, since, until, max(kept, min(missing)) if missing else None)


def wish(store: Store, job: str, first: date, at: datetime) -> None:
    """Note how far back somebody wants a job's history, whatever becomes of the run that loads it."""
    life.beat(store, _WISH.format(job=job), at, {"from": first.isoformat()})


def wished(store: Store, job: str) -> date | None:
    """How far back somebody wanted a job's history last."""
    sign = life.sign(store, _WISH.format(job=job))
    return date.fromisoformat(sign.told["from"]) if sign else None


def _left(
    stream: Stream, cursor: Cursor, scheduled: date | None, wished: date | None, now: datetime
) -> tuple[Window, ...]:
    if cursor.since is None:
        return ()
    first = first_wanted(cursor, told_since(stream, scheduled, now), told_since(stream, wished, now))
    steps: Sequence[Window] = [step.window for step in stream.plan(cursor, stream.upto(now), first)]
    # A window that is read by several dates is one window.
    return tuple(dict.fromkeys(window for window in steps if window.last < cursor.since))
