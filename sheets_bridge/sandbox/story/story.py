"""A believable mall from a seed: its orders and its visits as they stand at any moment."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sheets_bridge.sandbox.story.ad_days import AdDays
from sheets_bridge.sandbox.story.annals import Annals
from sheets_bridge.sandbox.story.audience import Audience
from sheets_bridge.sandbox.story.model import DayOfVisits, Order, Shop
from sheets_bridge.sandbox.story.moments import KST, at_hour, at_step
from sheets_bridge.sandbox.story.settling import mornings
from sheets_bridge.sandbox.story.shops import SHOPS, TRADES
from sheets_bridge.sandbox.story.tale import Tale
from sheets_bridge.sandbox.story.twists import NO_TWISTS, Twists


class Story:
    """The life of one mall. It goes on for ever; what is asked for is drawn then, and always comes out the same."""

    def __init__(
        self, mall: str, *, seed: int, start: datetime, days: int, orders_per_day: int, twists: Twists = NO_TWISTS
    ) -> None:
        """Begin the history `days` days before the day of `start` (aware), with `orders_per_day` over all shops."""
        self.mall = mall
        self.shops: tuple[Shop, ...] = SHOPS
        self.first_day = start.astimezone(KST).date() - timedelta(days=days)
        self._tales = {
            shop_no: Tale(seed, twists.of(trade), self.first_day, orders_per_day * trade.share, twists)
            for shop_no, trade in TRADES.items()
        }
        self._audiences = {
            shop_no: Audience(seed, TRADES[shop_no], tale.lives, tale.traffic, self.first_day)
            for shop_no, tale in self._tales.items()
        }
        self.ads = AdDays(seed, self._audiences)
        self.annals = Annals(seed, self._tales)

    def switch(self, shop_no: int, *, active: bool) -> None:
        """Let the mall close a shop, or open it again. Raises KeyError where there is no such shop."""
        if all(shop.shop_no != shop_no for shop in self.shops):
            raise KeyError(shop_no)
        self.shops = tuple(replace(one, active=active) if one.shop_no == shop_no else one for one in self.shops)

    def orders(self, now: datetime, shop_no: int) -> tuple[Order, ...]:
        """Return every order of the shop, earliest first, as it stands at `now` rounded down to 10 minutes."""
        tale = self._tales.get(shop_no)
        return tale.orders(at_step(now)) if tale else ()

    def order(self, now: datetime, order_id: str, shop_no: int) -> Order | None:
        """Return one order of the shop as it stands at `now`, or None where there is none (yet)."""
        tale = self._tales.get(shop_no)
        return tale.by_id(at_step(now)).get(order_id) if tale else None

    def visits(self, now: datetime, shop_no: int, day: date) -> DayOfVisits | None:
        """Return the day's traffic, counting only hours that are over at `now`; None outside the history so far."""
        tale = self._tales.get(shop_no)
        hour = at_hour(now)
        if tale is None or not self.first_day <= day <= hour.date():
            return None
        return tale.traffic(day).until(24 if day < hour.date() else hour.hour, mornings(now, day))

    def audience(self, shop_no: int) -> Audience | None:
        """Return who visits the shop and where they come from; None for a shop without traffic."""
        return self._audiences.get(shop_no)
