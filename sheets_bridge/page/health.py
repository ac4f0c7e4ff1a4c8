"""Whether all is well, as short codes that tell nothing private. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sheets_bridge.config import Job
from sheets_bridge.due import newest_slot
from sheets_bridge.page.runs import last_news, last_success
from sheets_bridge.page.seen import Seen

Code = Literal["heartbeat", "schedule", "login_missing", "login_lost", "login_ending", "job_late", "job_failed"]

FRESH = timedelta(seconds=120)
"""A life sign older than this comes from a daemon that hangs or is gone."""

_LIFE_LEFT = timedelta(hours=24)
_TICK = timedelta(microseconds=1)
_PRIVATE: tuple[Code, ...] = ("schedule", "job_failed")
"""Worth a word on the page, but the daemon is well: it goes on with the schedule before, and tries the job again."""


@dataclass(frozen=True)
class Trouble:
    """One thing that is not well; `of` is the job or the account."""

    code: Code
    of: str = ""


def troubles(seen: Seen) -> list[Trouble]:
    """All that is not well, the gravest first."""
    return [*_daemon(seen), *_logins(seen), *_jobs(seen)]


def reasons(found: list[Trouble]) -> list[str]:
    """What `/healthz` says of them, to anybody who asks."""
    return list(dict.fromkeys(trouble.code for trouble in found if trouble.code not in _PRIVATE))


def beats(seen: Seen) -> bool:
    """Whether the daemon left a life sign just now. A clock that was set back does not make an old one new."""
    return seen.daemon is not None and abs(seen.now - seen.daemon.at) < FRESH


def _daemon(seen: Seen) -> Iterator[Trouble]:
    if not beats(seen):
        yield Trouble("heartbeat")
    if seen.daemon and seen.daemon.told.get("schedule_error"):
        yield Trouble("schedule")


def _logins(seen: Seen) -> Iterator[Trouble]:
    for name, login in seen.logins.items():
        if not login.here:
            yield Trouble("login_missing", name)
        elif login.lost is not None:
            yield Trouble("login_lost", name)
        elif login.until is not None and login.until - seen.now <= _LIFE_LEFT:
            yield Trouble("login_ending", name)


def _jobs(seen: Seen) -> Iterator[Trouble]:
    for job in seen.schedule.jobs.values():
        if _is_late(seen, job):
            yield Trouble("job_late", job.name)
        elif (last := last_news(seen, job.name)) and last.state in ("failed", "partial"):
            yield Trouble("job_failed", job.name)


def _is_late(seen: Seen, job: Job) -> bool:
    """Whether two periods went by without a success: none since the slot before the newest.

    Slots, not hours: a job of Mondays to Fridays is not late on Monday morning. One that never went well yet has two
    periods from when it can be expected. One that is paused is never late, and has two periods when it goes on again.
    """
    pause = seen.pauses.get(job.name)
    if pause and pause.until is None:
        return False
    newest = newest_slot(job, seen.now)
    before = newest_slot(job, newest - _TICK) if newest else None
    since = last_success(seen, job.name) or _expected_since(seen, job.name)
    if since and pause and pause.until:
        since = max(since, pause.until)
    return before is not None and (since is None or since < before)


def _expected_since(seen: Seen, job: str) -> datetime | None:
    """Since when runs of a job can be expected: the daemon's beginning, or its first slot where it is newer."""
    told = seen.daemon.told.get("started") if seen.daemon else None
    began = [datetime.fromisoformat(told)] if told else []
    return max([*began, *(slot for slot, _ in seen.slots.get(job, ())[-1:])], default=None)
