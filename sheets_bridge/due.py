"""When jobs are due: their slots, moments of the schedule in Korean time. Pure; APScheduler reads the patterns.

It stands beside the daemon and not in it: `jobs` shows next times without loading what runs jobs.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice

from apscheduler.triggers.base import BaseTrigger  # type: ignore[import-untyped]
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

from sheets_bridge.config import Job
from sheets_bridge.model import KST

_GRID = datetime(2020, 1, 5, tzinfo=KST)
"""`every` counts from a midnight: 15 minutes are the quarters of the hour, whenever the daemon was started."""

_LOOK_BACK = tuple(timedelta(hours=hours) for hours in (1, 24, 8 * 24, 32 * 24, 400 * 24, 9 * 366 * 24))
"""How far back the newest slot is looked for, step by step: a cron line may mean 29 February."""

_TICK = timedelta(microseconds=1)


@lru_cache(maxsize=256)
def trigger_of(job: Job) -> BaseTrigger:
    """What APScheduler wakes by for a job."""
    if job.every:
        return IntervalTrigger(seconds=int(job.every.total_seconds()), start_date=_GRID, timezone=KST)
    if job.at:
        return CronTrigger(hour=job.at.hour, minute=job.at.minute, timezone=KST)
    return CronTrigger.from_crontab(job.cron, timezone=KST)


def next_slots(job: Job, after: datetime, count: int) -> list[datetime]:
    """The first slots of a job after a moment, as KST; fewer for a line that means nothing any more."""
    return list(islice(_slots(job, after + _TICK), count))


def newest_slot(job: Job, now: datetime) -> datetime | None:
    """The last slot that has come, `now` included; None for a line that never meant anything."""
    if job.every:
        return now.astimezone(KST) - (now - _GRID) % job.every
    for back in _LOOK_BACK:
        newest = None
        for slot in _slots(job, now - back):
            if slot > now:
                break
            newest = slot
        if newest:
            return newest
    return None


def _slots(job: Job, since: datetime) -> Iterator[datetime]:
    """The slots of a job from a moment on, itself included."""
    return _every(job.every, since) if job.every else _patterned(trigger_of(job), since.astimezone(KST))


def _every(span: timedelta, since: datetime) -> Iterator[datetime]:
    # Counted in whole microseconds: APScheduler divides seconds as floats, and a moment on the grid may lie beside it.
    slot = since.astimezone(KST) + (_GRID - since) % span
    while True:
        yield slot
        slot += span


def _patterned(trigger: BaseTrigger, since: datetime) -> Iterator[datetime]:
    slot = trigger.get_next_fire_time(None, since)
    while slot:
        yield slot
        slot = trigger.get_next_fire_time(slot, slot + _TICK)
