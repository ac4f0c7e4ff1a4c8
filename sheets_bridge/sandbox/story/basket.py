"""What an order contains and what it costs: lines, discounts, shipping (all in the smallest unit of the currency)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from random import Random

from sheets_bridge.sandbox.story.catalogue import Catalogue, Option, Product
from sheets_bridge.sandbox.story.chance import Odds, below, often, one_of, pick
from sheets_bridge.sandbox.story.demand import sale_day
from sheets_bridge.sandbox.story.payment import APP_PLACE_ID, NAVER_PLACE_IDS, Place
from sheets_bridge.sandbox.story.shops import Trade

_LINES = Odds((1, 58), (2, 23), (3, 11), (4, 5), (5, 3))
_QUANTITIES = Odds((1, 78), (2, 15), (3, 5), (4, 2))


@dataclass(frozen=True)
class Choice:
    """One line of a basket with the discounts of its own."""

    product: Product
    option: Option
    quantity: int
    additional_discount: int
    app_discount: int
    gift: bool = False

    @property
    def price(self) -> int:
        """What the line costs before any discount."""
        return (self.product.price + self.option.surcharge) * self.quantity

    @property
    def net(self) -> int:
        """What the line costs after the discounts of its own."""
        return self.price - self.additional_discount - self.app_discount


@dataclass(frozen=True)
class Basket:
    """The lines of an order with everything that adds to or takes from their price."""

    choices: tuple[Choice, ...]
    coupon: int
    membership: int
    points: int
    credits: int
    naver_point: int
    shipping_fee: int

    @property
    def price(self) -> int:
        """The sum of the lines before any discount."""
        return sum(choice.price for choice in self.choices)

    @property
    def goods(self) -> int:
        """The money paid for the lines, without shipping. Naver points pay a part that is no money of the shop's own
        books: payment amounts leave them out (reference cafe24-analytics C.1 adds them to 실결제금액)."""
        nets = sum(choice.net for choice in self.choices)
        return nets - self.coupon - self.membership - self.points - self.credits - self.naver_point

    @property
    def due(self) -> int:
        """The money paid in all."""
        return self.goods + self.shipping_fee

    def coupon_parts(self) -> list[int]:
        """Spread the coupon over the lines."""
        return spread(self.coupon, [choice.net for choice in self.choices])

    def parts(self, amount: int) -> list[int]:
        """Spread points or the like over the lines, as they go back with them."""
        return spread(amount, [choice.net for choice in self.choices])

    def shares(self) -> list[int]:
        """Spread what is paid for the lines over them: what each one gives back when it is cancelled or returned."""
        return spread(self.goods, [choice.net for choice in self.choices])


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """Spread `amount` (no more than the sum of `weights`) so that the parts add up and none exceeds its weight."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    marks = [amount * weight // total for weight in accumulate(weights)]
    return [after - before for before, after in pairwise([0, *marks])]


def basket_of(
    rng: Random, seed: int, trade: Trade, goods: Catalogue, day: date, place: Place, *, member: bool
) -> Basket:
    """Draw what one customer buys on `day`."""
    sale = 0.6 if sale_day(seed, day) else 0.13
    app = place.order_place_id == APP_PLACE_ID
    choices = [_choice(rng, trade, product, sale, app=app) for product in goods.choose(rng, pick(rng, _LINES))]
    nets = sum(choice.net for choice in choices)
    taken = _taken(rng, trade, nets) if member else (0, 0, 0, 0)
    due = nets - sum(taken)
    price = sum(choice.price for choice in choices)
    shipping = 0 if price >= trade.free_shipping_from or not due else trade.shipping_fee
    if price >= 2 * trade.free_shipping_from and often(rng, 0.5):
        choices.append(Choice(goods.gift, goods.gift.options[0], 1, 0, 0, gift=True))
    naver = (1 + below(rng, 30)) * 100 if place.order_place_id in NAVER_PLACE_IDS and often(rng, 0.25) else 0
    return Basket(tuple(choices), *taken, naver_point=min(naver, due), shipping_fee=shipping)


def _choice(rng: Random, trade: Trade, product: Product, sale: float, *, app: bool) -> Choice:
    option, quantity = one_of(rng, product.options), pick(rng, _QUANTITIES)
    price = (product.price + option.surcharge) * quantity
    discount = trade.even(price * one_of(rng, (5, 10, 15, 20)) // 100) if often(rng, sale) else 0
    return Choice(product, option, quantity, discount, trade.even(price // 50) if app and often(rng, 0.15) else 0)


def _taken(rng: Random, trade: Trade, left: int) -> tuple[int, int, int, int]:
    """Take coupon, membership discount, points and credits, in this order, from what is left to pay."""
    taken = []
    for draw in (_coupon, _membership, _points, _credits):
        taken.append(min(draw(rng, trade, left), left))
        left -= taken[-1]
    coupon, membership, points, credits_ = taken
    return coupon, membership, points, credits_


def _coupon(rng: Random, trade: Trade, left: int) -> int:
    if not often(rng, 0.18):
        return 0
    fixed = one_of(rng, (1_000, 2_000, 3_000, 5_000)) if trade.decimals == 0 else one_of(rng, (100, 300, 500))
    return fixed if often(rng, 0.6) else trade.even(left // 10)


def _membership(rng: Random, trade: Trade, left: int) -> int:
    return trade.even(left * one_of(rng, (1, 2, 3)) // 100) if often(rng, 0.3) else 0


def _points(rng: Random, trade: Trade, left: int) -> int:
    if often(rng, 0.01):
        return left
    return trade.even(left * (2 + below(rng, 13)) // 100) if often(rng, 0.2) else 0


def _credits(rng: Random, trade: Trade, left: int) -> int:
    return trade.even(left // 2) if often(rng, 0.03) else 0
