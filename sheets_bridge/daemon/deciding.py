"""What a beat does about each job and each login, decided without doing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sheets_bridge.config import Job
from sheets_bridge.due import newest_slot

What = Literal["queued", "running", "waiting", "login", "before", "paused"]
"""What is noted of a slot: queued; or skipped, because the job still ran or waited, its login is lost or somebody
paused it; or it came before the daemon first saw a job that had been run by hand."""

JUMP = timedelta(seconds=30)
"""More drift than this between the wall clock and the monotonic one means that it was set, or the machine slept."""

_RENEW_AHEAD = timedelta(minutes=15)
_WORK_WITHIN = timedelta(hours=2)
_IDLE = timedelta(days=3)
_NO_TIME = timedelta(0)

_OTHER_WORK = frozenset({"since", "until", "dry_run"})
"""What an entry may ask that leaves the news of its job uncollected."""


@dataclass(frozen=True)
class Noted:
    """A slot that was answered, and how."""

    slot: datetime
    what: str


def missed(job: Job, last: Noted | None, now: datetime) -> datetime | None:
    """The slot to answer now. Missed slots come to one, the newest; None where that is answered already.

    One that was skipped for a lost login is still to be answered: it runs once somebody has logged in again.
    """
    slot = newest_slot(job, now)
    if last is None or slot is None or slot > last.slot:
        return slot
    return last.slot if last.what == "login" else None


def answer(job: Job, last: Noted | None, *, busy: str | None, lost: bool, landed: bool, paused: bool = False) -> What:
    """What to do about a slot that has come.

    `busy` is what an entry of this job does that collects its news (running, waiting), `lost` whether no account of it
    can log in, `landed` whether anything of it was ever collected. A job never seen before begins at once, unless it
    has its moment of the day and was run by hand already. One that is `paused` leaves its slots out, and after that
    begins with the next that comes.
    """
    if paused:
        return "paused"
    if last is None and landed and not job.every:
        return "before"
    if busy == "running":
        return "running"
    if busy == "waiting":
        return "waiting"
    return "login" if lost else "queued"


def collects_news(ask: Mapping[str, Any]) -> bool:
    """Whether a run that is asked this makes its job's streams complete up to now."""
    return ask.get("part", "all") != "history" and not _OTHER_WORK & ask.keys()


def jumped(wall: timedelta, monotonic: timedelta) -> timedelta | None:
    """By how much the clock was set, or the machine slept, between two beats; None for an ordinary beat."""
    drift = wall - monotonic
    return drift if abs(drift) > JUMP else None


def least_life(
    now: datetime, access_until: datetime, refresh_until: datetime, next_due: datetime | None
) -> timedelta | None:
    """How much life to demand of an access token now, None to leave it alone.

    Renewed ahead of its end where a job is due within the next two hours. One that has ended is renewed just in time,
    by the job itself: each renewal is a risk. An idle login is renewed after three days, for a fortnight unused is its
    end (DESIGN 6); sooner where the whole of it is shorter, but never at once again.
    """
    soon = next_due is not None and next_due - now <= _WORK_WITHIN
    if soon and _NO_TIME < access_until - now <= _RENEW_AHEAD:
        return _RENEW_AHEAD
    rest = min(_IDLE, (refresh_until - access_until) / 2)
    return _RENEW_AHEAD if now - access_until >= max(rest, _RENEW_AHEAD) else None


def due_by_account(jobs: Iterable[Job], next_of: Mapping[str, datetime]) -> dict[str, datetime]:
    """For each account the moment the first of its jobs is due."""
    soonest: dict[str, datetime] = {}
    for job in jobs:
        for account in {use.account for use in job.streams}:
            if job.name in next_of:
                soonest[account] = min(next_of[job.name], soonest.get(account, next_of[job.name]))
    return soonest
