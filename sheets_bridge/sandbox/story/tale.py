"""One shop's part of a story, drawn day by day as it is asked for."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from sheets_bridge.sandbox.story.catalogue import catalogue_of
from sheets_bridge.sandbox.story.day import lives_of
from sheets_bridge.sandbox.story.demand import Crowd, crowd_on
from sheets_bridge.sandbox.story.life import Life
from sheets_bridge.sandbox.story.model import Order
from sheets_bridge.sandbox.story.shops import Trade
from sheets_bridge.sandbox.story.standing import order_at
from sheets_bridge.sandbox.story.twists import Twists
from sheets_bridge.sandbox.story.visits import Traffic, traffic_of


class Tale:
    """One shop's part of the story, with what has been drawn of it so far."""

    def __init__(self, seed: int, trade: Trade, first_day: date, orders_per_day: float, twists: Twists) -> None:
        """Draw nothing yet; `orders_per_day` is this shop's yearly average."""
        self._seed, self._per_day, self._twists = seed, orders_per_day, twists
        self.trade, self.first_day, self.goods = trade, first_day, catalogue_of(seed, trade)
        self.crowd: Callable[[date], Crowd] = lru_cache(maxsize=None)(self._crowd)
        self.lives: Callable[[date], tuple[Life, ...]] = lru_cache(maxsize=None)(self._lives)
        self.traffic: Callable[[date], Traffic] = lru_cache(maxsize=None)(self._traffic)
        self._done: dict[str, Order] = {}
        self.orders: Callable[[datetime], tuple[Order, ...]] = lru_cache(maxsize=2)(self._orders)
        self.by_id: Callable[[datetime], dict[str, Order]] = lru_cache(maxsize=2)(self._by_id)

    def _crowd(self, day: date) -> Crowd:
        if day in self._twists.rushes:
            orders = round(self._twists.rushes[day] * self.trade.share)
            return Crowd(orders, orders * 2 // 5)
        crowd = crowd_on(self._seed, self.trade, day, self._per_day)
        # a history begins with an order, so that "from the first order on" and "from the first day on" are the same
        return Crowd(1, 1) if day == self.first_day and not crowd.orders and self._per_day else crowd

    def _lives(self, day: date) -> tuple[Life, ...]:
        return lives_of(self._seed, self.trade, self.goods, day, self.crowd)

    def _traffic(self, day: date) -> Traffic:
        by_hour = [0] * 24
        for life in self.lives(day):
            by_hour[life.order.ordered.hour] += 1
        return traffic_of(self._seed, self.trade, day, self._per_day, by_hour)

    def days(self, last: date) -> Iterator[date]:
        """Every day from the first to `last`."""
        return (self.first_day + timedelta(days=past) for past in range((last - self.first_day).days + 1))

    def _orders(self, now: datetime) -> tuple[Order, ...]:
        lives = (life for day in self.days(now.date()) for life in self.lives(day))
        return tuple(self._standing(life, now) for life in lives if life.order.ordered <= now)

    def _by_id(self, now: datetime) -> dict[str, Order]:
        return {order.order_id: order for order in self.orders(now)}

    def _standing(self, life: Life, now: datetime) -> Order:
        """Return the order at `now`; one to which nothing more can happen is worked out only once."""
        if now < life.last:
            return order_at(life, now)
        if life.order.order_id not in self._done:
            self._done[life.order.order_id] = order_at(life, now)
        return self._done[life.order.order_id]
