"""How many operations the pretend Google Ads lets pass: so many a day, not too many at once (reference §4.4)."""

import threading

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.google_ads.refusal import day_spent, too_fast
from sheets_bridge.sandbox.limits import LeakyBucket, Usage

_DAY = 86_400.0
_A_SECOND = 10.0


class Quotas:
    """Operations of the project, counted on the sandbox's clock; while the switch is off nothing is counted."""

    def __init__(self, market: AdMarket) -> None:
        self._market = market
        self._lock = threading.Lock()
        self._day: dict[int, Usage] = {}
        self._burst: dict[int, LeakyBucket] = {}

    def spend(self) -> None:
        """Count one operation; what is refused does not count. Raises Refusal 429."""
        if not self._market.switch.enabled:
            return
        rules, at = self._market.doors.google, self._market.now().timestamp()
        with self._lock:
            day = self._day.setdefault(rules.daily_operations, Usage(rules.daily_operations, _DAY))
            if wait := day.remain(at):
                raise day_spent(wait)
            if not self._burst.setdefault(rules.burst, LeakyBucket(rules.burst, _A_SECOND)).take(at):
                raise too_fast()
            day.add(at)
