"""The traffic of one shop on one day, hour by hour, in numbers that fit its orders."""

import math
from dataclasses import dataclass
from datetime import date

from sheets_bridge.sandbox.story.chance import chance, often, poisson
from sheets_bridge.sandbox.story.demand import HOURS, interest, silent
from sheets_bridge.sandbox.story.model import DayOfVisits, HourOfVisits
from sheets_bridge.sandbox.story.settling import STEPS, Unrest, unrest
from sheets_bridge.sandbox.story.shops import Trade

_QUIET_HOURS = range(2, 6)
_QUIET_SHARE = 0.08
NEW_BASIS_FROM = date(2023, 1, 1)
_OLD_BASIS = 1.15
"""접속통계, from which days before 2023 are told, counts more visits (its sessions are shorter)."""


@dataclass(frozen=True)
class Hour:
    """One hour as it stands in the end, with how it gets there."""

    settled: HourOfVisits
    orders: int
    unrest: Unrest

    def humans(self, step: int) -> int:
        """How many visits of people are counted after `step` corrections; the first ones, orders among them."""
        visits = self.settled.visits
        return max(self.orders, visits - self.unrest.missing(visits, step))

    def robots(self, step: int) -> int:
        """How many robots' visits are still counted after `step` corrections: first visits of one page."""
        return self.unrest.untrue(self.settled.visits, step)

    def first(self, humans: int) -> int:
        """How many of the first `humans` visits are first visits: they lie evenly among the others."""
        return humans * self.settled.first_visits // self.settled.visits if humans else 0

    def pages(self, humans: int) -> int:
        """How many pages the first `humans` visits saw."""
        return humans * self.settled.page_views // self.settled.visits if humans else 0

    def at(self, step: int) -> HourOfVisits:
        """The hour as it is counted after `step` corrections."""
        humans, robots = self.humans(step), self.robots(step)
        first = self.first(humans)
        return HourOfVisits(
            self.settled.day,
            self.settled.hour,
            visits=humans + robots,
            first_visits=first + robots,
            re_visits=humans - first,
            page_views=self.pages(humans) + robots,
        )


@dataclass(frozen=True)
class Traffic:
    """The whole day's hours, with the shares of its visits that are different addresses and different people."""

    day: date
    hours: tuple[Hour, ...]
    unique_share: float
    active_share: float

    def until(self, hours_over: int, step: int = STEPS) -> DayOfVisits:
        """Return the day as counted when `hours_over` (0-24) of its hours are over, after `step` corrections."""
        hours = tuple(hour.at(step) for hour in self.hours[:hours_over])
        return self.summed(hours)

    def summed(self, hours: tuple[HourOfVisits, ...]) -> DayOfVisits:
        """Return a day made of `hours`; different addresses and people are its own and never a sum."""
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
    luck = chance(seed, trade.shop.shop_no, day, "settling")
    first, depth = rng.uniform(0.52, 0.72), rng.uniform(3.4, 6.8)
    mean = 0.0 if silent(seed, trade, day) else orders_per_day / trade.conversion * interest(seed, day) / sum(HOURS)
    mean *= _OLD_BASIS if day < NEW_BASIS_FROM else 1
    hours = []
    for hour, (weight, orders) in enumerate(zip(HOURS, orders_by_hour, strict=True)):
        quiet = hour in _QUIET_HOURS and often(rng, _QUIET_SHARE)
        visits = max(orders, 0 if quiet else poisson(rng, mean * weight))
        first_visits = min(visits, round(visits * first + rng.random() - 0.5)) if visits else 0
        page_views = max(visits, round(visits * depth * rng.uniform(0.92, 1.08)))
        settled = HourOfVisits(day, hour, visits, first_visits, visits - first_visits, page_views)
        hours.append(Hour(settled, orders, unrest(luck)))
    return Traffic(day, tuple(hours), rng.uniform(0.72, 0.88), rng.uniform(0.9, 0.99))
