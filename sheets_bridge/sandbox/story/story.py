"""A believable mall from a seed: its orders and its visits as they stand at any moment."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

from sheets_bridge.sandbox.story.audience import Audience
from sheets_bridge.sandbox.story.catalogue import catalogue_of
from sheets_bridge.sandbox.story.day import lives_of
from sheets_bridge.sandbox.story.demand import Crowd, crowd_on
from sheets_bridge.sandbox.story.life import Life
from sheets_bridge.sandbox.story.model import DayOfVisits, Order, Shop
from sheets_bridge.sandbox.story.moments import KST, at_hour, at_step
from sheets_bridge.sandbox.story.settling import mornings
from sheets_bridge.sandbox.story.shops import SHOPS, TRADES, Trade
from sheets_bridge.sandbox.story.standing import order_at
from sheets_bridge.sandbox.story.visits import Traffic, traffic_of


class Story:
    """The life of one mall. It goes on for ever; what is asked for is drawn then, and always comes out the same."""

    def __init__(self, mall: str, *, seed: int, start: datetime, days: int, orders_per_day: int) -> None:
        """Begin the history `days` days before the day of `start` (aware), with `orders_per_day` over all shops."""
        self.mall = mall
        self.shops: tuple[Shop, ...] = SHOPS
        self.first_day = start.astimezone(KST).date() - timedelta(days=days)
        self._tales = {
            shop_no: _Tale(seed, trade, self.first_day, orders_per_day * trade.share)
            for shop_no, trade in TRADES.items()
        }
        self._audiences = {
            shop_no: Audience(seed, TRADES[shop_no], tale.lives, tale.traffic, self.first_day)
            for shop_no, tale in self._tales.items()
        }

    def orders(self, now: datetime, shop_no: int) -> tuple[Order, ...]:
        """Return every order of the shop, earliest first, as it stands at `now` rounded down to 10 minutes."""
        tale = self._tales.get(shop_no)
        return tale.orders(at_step(now)) if tale else ()

    def order(self, now: datetime, order_id: str, shop_no: int) -> Order | None:
        """Return one order of the shop as it stands at `now`, or None where there is none (yet)."""
        tale = self._tales.get(shop_no)
        return tale.by_id(at_step(now)).get(order_id) if tale else None

    def visits(self, now: datetime, shop_no: int, day: date) -> DayOfVisits | None:
        """Return the day's traffic, counting only hours that are over at `now`; None outside the history so far.

        It settles in the mornings after (see `settling`).
        """
        tale = self._tales.get(shop_no)
        hour = at_hour(now)
        if tale is None or not self.first_day <= day <= hour.date():
            return None
        return tale.traffic(day).until(24 if day < hour.date() else hour.hour, mornings(now, day))

    def audience(self, shop_no: int) -> Audience | None:
        """Return who visits the shop and where they come from; None for a shop without traffic."""
        return self._audiences.get(shop_no)


class _Tale:
    """One shop's part of the story, with what has been drawn of it so far."""

    def __init__(self, seed: int, trade: Trade, first_day: date, orders_per_day: float) -> None:
        self._seed, self._trade, self._first_day, self._per_day = seed, trade, first_day, orders_per_day
        self._goods = catalogue_of(seed, trade)
        self.crowd: Callable[[date], Crowd] = lru_cache(maxsize=None)(self._crowd)
        self.lives: Callable[[date], tuple[Life, ...]] = lru_cache(maxsize=None)(self._lives)
        self.traffic: Callable[[date], Traffic] = lru_cache(maxsize=None)(self._traffic)
        self._done: dict[str, Order] = {}
        self.orders: Callable[[datetime], tuple[Order, ...]] = lru_cache(maxsize=2)(self._orders)
        self.by_id: Callable[[datetime], dict[str, Order]] = lru_cache(maxsize=2)(self._by_id)

    def _crowd(self, day: date) -> Crowd:
        crowd = crowd_on(self._seed, self._trade, day, self._per_day)
        # a history begins with an order, so that "from the first order on" and "from the first day on" are the same
        return Crowd(1, 1) if day == self._first_day and not crowd.orders and self._per_day else crowd

    def _lives(self, day: date) -> tuple[Life, ...]:
        return lives_of(self._seed, self._trade, self._goods, day, self.crowd)

    def _traffic(self, day: date) -> Traffic:
        by_hour = [0] * 24
        for life in self.lives(day):
            by_hour[life.order.ordered.hour] += 1
        return traffic_of(self._seed, self._trade, day, self._per_day, by_hour)

    def _orders(self, now: datetime) -> tuple[Order, ...]:
        days = (now.date() - self._first_day).days + 1
        lives = (life for past in range(days) for life in self.lives(self._first_day + timedelta(days=past)))
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
