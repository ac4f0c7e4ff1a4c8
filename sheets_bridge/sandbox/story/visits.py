"""The traffic of one shop on one day, hour by hour, in numbers that fit its orders."""

import math
from dataclasses import dataclass
from datetime import date

from sheets_bridge.sandbox.story.chance import chance, often, poisson
from sheets_bridge.sandbox.story.demand import HOURS, interest, silent
from sheets_bridge.sandbox.story.model import DayOfVisits, HourOfVisits
from sheets_bridge.sandbox.story.shops import Trade

_QUIET_HOURS = range(2, 6)
_QUIET_SHARE = 0.08


@dataclass(frozen=True)
class Traffic:
    """The whole day's hours, with the shares of its visits that are different addresses and different people."""

    day: date
    hours: tuple[HourOfVisits, ...]
    unique_share: float
    active_share: float

    def until(self, hours_over: int) -> DayOfVisits:
        """Return the day as counted when `hours_over` (0-24) of its hours are over."""
        hours = self.hours[:hours_over]
        visits = sum(hour.visits for hour in hours)
        unique = math.ceil(visits * self.unique_share)
        return DayOfVisits(
            day=self.day,
            visits=visits,
            first_visits=sum(hour.first_visits for hour in hours),
            re_visits=sum(hour.re_visits for hour in hours),
            unique_visitors=unique,
            active_users=math.ceil(unique * self.active_share),
            page_views=sum(hour.page_views for hour in hours),
            hours=hours,
        )


def traffic_of(seed: int, trade: Trade, day: date, orders_per_day: float, orders_by_hour: list[int]) -> Traffic:
    """Draw the traffic of `day`; there is at least one visit for every order of the hour (`orders_by_hour`, 24)."""
    rng = chance(seed, trade.shop.shop_no, day, "visits")
    first, depth = rng.uniform(0.52, 0.72), rng.uniform(3.4, 6.8)
    mean = 0.0 if silent(seed, trade, day) else orders_per_day / trade.conversion * interest(seed, day) / sum(HOURS)
    hours = []
    for hour, (weight, orders) in enumerate(zip(HOURS, orders_by_hour, strict=True)):
        quiet = hour in _QUIET_HOURS and often(rng, _QUIET_SHARE)
        visits = max(orders, 0 if quiet else poisson(rng, mean * weight))
        first_visits = min(visits, round(visits * first + rng.random() - 0.5)) if visits else 0
        page_views = max(visits, round(visits * depth * rng.uniform(0.92, 1.08)))
        hours.append(HourOfVisits(day, hour, visits, first_visits, visits - first_visits, page_views))
    return Traffic(day, tuple(hours), rng.uniform(0.72, 0.88), rng.uniform(0.9, 0.99))
