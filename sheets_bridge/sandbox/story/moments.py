"""Moments of the story: Korean time, steps of the mall's clock, and when people work."""

from datetime import date, datetime, timedelta, timezone
from random import Random

from sheets_bridge.sandbox.story.chance import below

KST = timezone(timedelta(hours=9), "KST")
"""Korea has no summer time (since 1988), so a fixed offset says it all."""

FINDABLE_WITHOUT_A_DATE = timedelta(days=29)
"""A change that leaves no date behind happens this soon after its order, or no client could ever notice it."""


def at_step(now: datetime) -> datetime:
    """Return `now` in KST, rounded down to whole 10 minutes: orders move in these steps."""
    local = now.astimezone(KST)
    return local.replace(minute=local.minute // 10 * 10, second=0, microsecond=0)


def at_hour(now: datetime) -> datetime:
    """Return `now` in KST, rounded down to the whole hour: visits are counted hour by hour."""
    return now.astimezone(KST).replace(minute=0, second=0, microsecond=0)


def midnight(day: date) -> datetime:
    """Return the first moment of `day` in KST."""
    return datetime(day.year, day.month, day.day, tzinfo=KST)


def later(rng: Random, after: datetime, *, hours: float) -> datetime:
    """Return a moment after `after`, at any time of day, `hours` away on average."""
    return after + timedelta(seconds=60 + int(rng.expovariate(1 / (hours * 3600))))


def at_office(rng: Random, after: datetime, *, days: int = 0) -> datetime:
    """Return a moment after `after` in office hours (Mon-Fri, 9-18), at least `days` days on."""
    return _in_hours(rng, after, days, first_hour=9, hours=9, workdays=5)


def at_the_door(rng: Random, after: datetime, *, days: int) -> datetime:
    """Return a moment after `after` when a courier rings (Mon-Sat, 10-20), at least `days` days on."""
    return _in_hours(rng, after, days, first_hour=10, hours=10, workdays=6)


def _in_hours(rng: Random, after: datetime, days: int, *, first_hour: int, hours: int, workdays: int) -> datetime:
    day = midnight(after.date()) + timedelta(days=days)
    while True:
        moment = day + timedelta(hours=first_hour, seconds=below(rng, hours * 3600))
        if day.weekday() < workdays and moment > after:
            return moment
        day += timedelta(days=1)
