"""How a day's statistics settle: some visits are counted late, some turn out to be robots and are taken out again.

No vendor statement tells how Cafe24's figures settle (reference cafe24-analytics A.9: clients read the last three to
seven days again); here they move at six in the morning, for the last time on the sixth day.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sheets_bridge.sandbox.story.moments import midnight

STEPS = 6
"""After so many mornings a day stands."""
_MORNING = timedelta(hours=6)
_LATE = (0.045, 0.02, 0.012, 0.007, 0.004, 0.002, 0.0)
_ROBOTS = (0.02, 0.02, 0.012, 0.005, 0.0, 0.0, 0.0)


def mornings(now: datetime, day: date) -> int:
    """How many of its corrections `day` has seen at `now`, 0 to `STEPS`."""
    first = midnight(day) + timedelta(days=1) + _MORNING
    return max(0, min(STEPS, (now - first) // timedelta(days=1) + 1))


@dataclass(frozen=True)
class Unrest:
    """One hour's own luck in rounding; the same draw at each step, so that what is late only ever comes in."""

    late: float
    robots: float

    def missing(self, visits: int, step: int) -> int:
        """How many of the hour's `visits` are not counted yet."""
        return int(visits * _LATE[step] + self.late) if _LATE[step] else 0

    def untrue(self, visits: int, step: int) -> int:
        """How many robots are still counted beside them."""
        return int(visits * _ROBOTS[step] + self.robots) if _ROBOTS[step] else 0


def unrest(rng: Random) -> Unrest:
    """Draw an hour's luck."""
    return Unrest(rng.random(), rng.random())
