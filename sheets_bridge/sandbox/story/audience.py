"""One shop's visits by where they came from, and which of them led to which order.

An order of the mall's own happens within a visit of its hour. External markets have no visit here at all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from sheets_bridge.sandbox.story.browsing import Browsing
from sheets_bridge.sandbox.story.chance import chance
from sheets_bridge.sandbox.story.life import Life
from sheets_bridge.sandbox.story.model import DayOfVisits, HourOfVisits, Item, Order
from sheets_bridge.sandbox.story.moments import at_hour
from sheets_bridge.sandbox.story.origins import DIRECT, Mix, Origin, mix_on
from sheets_bridge.sandbox.story.payment import APP_PLACE_ID
from sheets_bridge.sandbox.story.settling import mornings
from sheets_bridge.sandbox.story.shops import Trade
from sheets_bridge.sandbox.story.visits import Hour, Traffic

OWN_MARKET = "self"
_DAYS_UNTIL_PAID = 7
"""A transfer comes within a week, see `fate.transferred`."""


@dataclass(frozen=True)
class Visits:
    """Visits of one hour that are alike in origin and device."""

    hour: int
    origin: Origin
    mobile: bool
    visits: int
    first_visits: int
    page_views: int


@dataclass(frozen=True)
class Sale:
    """One paid order of the mall's own. `amount` is what 접속통계 매출 counts, at `paid_at`, whatever is given back
    later: paid, with points, credits and shipping; discounts are not in it (reference C.2; Naver points are not named
    there and stay out)."""

    order: Order
    items: tuple[Item, ...]
    paid_at: datetime
    amount: Decimal
    origin: Origin


class Audience:
    """The visits of one shop; what is asked for is drawn then and kept for a while."""

    def __init__(
        self,
        seed: int,
        trade: Trade,
        lives: Callable[[date], tuple[Life, ...]],
        traffic: Callable[[date], Traffic],
        first_day: date,
    ) -> None:
        self._seed, self._shop_no, self._first_day = seed, trade.shop.shop_no, first_day
        self._lives, self._traffic = lives, traffic
        self.browsing = Browsing(seed, trade)
        self._crowd = lru_cache(maxsize=800)(self._draw)
        self._origins: Callable[[date], Mapping[str, Origin]] = lru_cache(maxsize=None)(self._of_orders)
        self._sold: Callable[[date], tuple[Sale, ...]] = lru_cache(maxsize=None)(self._sales)

    def ready(self, now: datetime, day: date) -> bool:
        """Tell whether anything of `day` has been counted: its first hour is over, and the history had begun."""
        return self.hours_over(now, day) > 0

    def visits(self, now: datetime, day: date) -> tuple[Visits, ...]:
        """Return the day's visits as counted at `now`; their sums are those of `Story.visits`."""
        over = self.hours_over(now, day)
        return self._crowd(day, over, mornings(now, day)) if over else ()

    def day_on(self, now: datetime, day: date, *, mobile: bool) -> DayOfVisits | None:
        """Return the day's traffic of one kind of device; None where nothing has been counted."""
        over = self.hours_over(now, day)
        if not over:
            return None
        seen = [part for part in self.visits(now, day) if part.mobile == mobile]
        hours = (_hour(day, hour, [part for part in seen if part.hour == hour]) for hour in range(over))
        return self._traffic(day).summed(tuple(hours))

    def sales(self, now: datetime, day: date) -> tuple[Sale, ...]:
        """Return the orders whose payment was completed on `day`, earliest first, in hours that are over at `now`."""
        over = self.hours_over(now, day)
        return tuple(sale for sale in self._sold(day) if sale.paid_at.hour < over)

    def origin(self, order: Order) -> Origin | None:
        """Return where the visit came from in which `order` was placed; None for an order of an external market."""
        return self._origins(order.ordered.date()).get(order.order_id)

    def hours_over(self, now: datetime, day: date) -> int:
        """How many hours of `day` (0-24) have been counted at `now`; none before the history began."""
        hour = at_hour(now)
        if not self._first_day <= day <= hour.date():
            return 0
        return 24 if day < hour.date() else hour.hour

    def _own(self, day: date) -> Iterator[tuple[int, list[Life]]]:
        """The orders of the mall's own, hour by hour, earliest first."""
        own = (life for life in self._lives(day) if life.order.market_id == OWN_MARKET)
        for hour, lives in groupby(own, key=lambda life: life.order.ordered.hour):
            yield hour, list(lives)

    def _of_orders(self, day: date) -> Mapping[str, Origin]:
        mix = mix_on(self._seed, self._shop_no, day)
        found: dict[str, Origin] = {}
        for hour, lives in self._own(day):
            rng = chance(self._seed, self._shop_no, day, hour, "orders")
            for life in lives:
                found[life.order.order_id] = _origin_of(life.order, mix, rng.random())
        return found

    def _draw(self, day: date, over: int, step: int) -> tuple[Visits, ...]:
        mix, own = mix_on(self._seed, self._shop_no, day), dict(self._own(day))
        hours = self._traffic(day).hours[:over]
        return tuple(part for hour in hours for part in self._in_hour(mix, hour, own.get(hour.settled.hour, []), step))

    def _in_hour(self, mix: Mix, hour: Hour, own: list[Life], step: int) -> Iterator[Visits]:
        humans, robots = hour.humans(step), hour.robots(step)
        counts: dict[tuple[Origin, bool], list[int]] = {}
        first = pages = 0
        for index, kind in enumerate(self._kinds(mix, hour, own, humans), 1):
            first_so_far, pages_so_far = hour.first(index), hour.pages(index)
            count = counts.setdefault(kind, [0, 0, 0])
            count[0] += 1
            count[1] += first_so_far - first
            count[2] += pages_so_far - pages
            first, pages = first_so_far, pages_so_far
        if robots:
            yield Visits(hour.settled.hour, DIRECT, False, robots, robots, robots)
        yield from (Visits(hour.settled.hour, *kind, *count) for kind, count in counts.items())

    def _kinds(self, mix: Mix, hour: Hour, own: list[Life], visits: int) -> Iterator[tuple[Origin, bool]]:
        """Origin and device (phone or not) of each visit of people: first those that led to an order."""
        origins = self._origins(hour.settled.day)
        yield from ((origins[life.order.order_id], life.order.from_mobile) for life in own)
        draw = chance(self._seed, self._shop_no, hour.settled.day, hour.settled.hour, "visits").random
        for _ in range(visits - len(own)):
            origin = mix.of_a_visit(draw())
            yield origin, draw() < origin.mobile

    def _sales(self, day: date) -> tuple[Sale, ...]:
        days = (day - timedelta(days=past) for past in range(_DAYS_UNTIL_PAID, -1, -1))
        sales = [
            _sale(life, self._origins(ordered)[life.order.order_id], life.paid_at)
            for ordered in days
            if ordered >= self._first_day
            for life in self._lives(ordered)
            if life.paid_at and life.paid_at.date() == day and life.order.market_id == OWN_MARKET
        ]
        return tuple(sorted(sales, key=lambda sale: (sale.paid_at, sale.order.order_id)))


def _origin_of(order: Order, mix: Mix, at: float) -> Origin:
    """The brand's app opens by itself; everything else comes by the day's mix."""
    return DIRECT if order.order_place_id == APP_PLACE_ID else mix.of_an_order(at)


def _hour(day: date, hour: int, parts: list[Visits]) -> HourOfVisits:
    visits, first = sum(part.visits for part in parts), sum(part.first_visits for part in parts)
    return HourOfVisits(day, hour, visits, first, visits - first, sum(part.page_views for part in parts))


def _sale(life: Life, origin: Origin, paid_at: datetime) -> Sale:
    order = life.order
    amount = order.payment_amount + order.points_spent_amount + order.credits_spent_amount
    bought = tuple(line.item for line in life.lines if line.appears == order.ordered)
    return Sale(replace(order, paid_at=paid_at), bought, paid_at, amount, origin)
