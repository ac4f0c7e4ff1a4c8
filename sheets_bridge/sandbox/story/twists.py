"""What a test may want different from the usual story: rushes of orders, changes that nobody dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sheets_bridge.sandbox.story.moments import FINDABLE_WITHOUT_A_DATE
from sheets_bridge.sandbox.story.shops import Trade


@dataclass(frozen=True)
class Twists:
    """`rushes`: orders of the whole mall on a day, instead of what the season brings. `undated_days`: how many days
    after its order something may still change that leaves no date behind (a usual story: soon, so that the daily
    re-read of a client finds it; up to 99 for those who read again further back now and then)."""

    rushes: Mapping[date, int] = field(default_factory=dict)
    undated_days: int = FINDABLE_WITHOUT_A_DATE.days

    def of(self, trade: Trade) -> Trade:
        """The trade with what is different about it."""
        return replace(trade, findable_undated=timedelta(days=self.undated_days))


NO_TWISTS = Twists()
