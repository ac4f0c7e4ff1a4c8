"""One order, drawn: who buys what, where, how it is paid, and all that will happen to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from sheets_bridge.sandbox.story.basket import Basket, Choice, basket_of
from sheets_bridge.sandbox.story.catalogue import Catalogue
from sheets_bridge.sandbox.story.chance import below, one_of
from sheets_bridge.sandbox.story.course import Bought, Course, courses_of
from sheets_bridge.sandbox.story.fate import paid_at_once, transferred
from sheets_bridge.sandbox.story.life import NOTHING_BACK, Back, Life, Line, Parcel
from sheets_bridge.sandbox.story.model import Item, Order, Person
from sheets_bridge.sandbox.story.payment import Place, methods_of, names_of, paid_later
from sheets_bridge.sandbox.story.people import receiver_for
from sheets_bridge.sandbox.story.shops import Trade

_KOREAN_CARRIERS = (("0019", "CJ대한통운"), ("0013", "롯데택배"), ("0012", "우체국택배"))
_GLOBAL_CARRIERS = (("0020", "DHL"), ("0021", "EMS"))
_MESSAGES = ("", "", "", "문 앞에 놓아 주세요", "배송 전 연락 바랍니다", "경비실에 맡겨 주세요 🙏", "=부재시 전화+문자")


@dataclass(frozen=True)
class Occasion:
    """What is settled before the customer chooses: the moment, the number, the person and the place."""

    ordered: datetime
    number: str
    """The seven digits after the day in the order number."""
    buyer: Person
    first_order: bool
    place: Place

    @property
    def order_id(self) -> str:
        """The order number."""
        return f"{self.ordered:%Y%m%d}-{self.number}"


def life_of(rng: Random, seed: int, trade: Trade, goods: Catalogue, occasion: Occasion) -> Life:
    """Draw an order with its whole life."""
    member = bool(occasion.buyer.member_id)
    basket = basket_of(rng, seed, trade, goods, occasion.ordered.date(), occasion.place, member=member)
    methods = methods_of(
        rng, trade, occasion.place, due=basket.due + basket.naver_point, points=basket.points, credit=basket.credits
    )
    order = _order(rng, trade, occasion, basket, methods)
    payment = (transferred if paid_later(methods) else paid_at_once)(rng, occasion.ordered)
    courses = courses_of(rng, trade, Bought(occasion.ordered, occasion.number, basket.choices), payment)
    lines = _lines(rng, trade, basket, courses, appears=occasion.ordered)
    return Life(order, lines, payment.paid_at, payment.partly_paid)


def _order(rng: Random, trade: Trade, occasion: Occasion, basket: Basket, methods: tuple[str, ...]) -> Order:
    place, due = occasion.place, trade.money(basket.due)
    return Order(
        shop_no=trade.shop.shop_no,
        order_id=occasion.order_id,
        ordered=occasion.ordered,
        currency=trade.shop.currency,
        person=occasion.buyer,
        receiver=receiver_for(rng, trade, occasion.buyer),
        shipping_message=one_of(rng, _MESSAGES) if trade.korean else "",
        first_order=occasion.first_order,
        from_mobile=rng.random() < place.mobile,
        order_place_id=place.order_place_id,
        order_place_name=place.korean if trade.korean else place.english,
        market_id=place.market_id,
        payment_methods=methods,
        payment_method_names=names_of(methods, korean=trade.korean),
        order_price_amount=trade.money(basket.price),
        shipping_fee=trade.money(basket.shipping_fee),
        points_spent_amount=trade.money(basket.points),
        credits_spent_amount=trade.money(basket.credits),
        coupon_discount_price=trade.money(basket.coupon),
        membership_discount_amount=trade.money(basket.membership),
        naver_point=basket.naver_point,
        payment_amount=due,
        actual_payment_amount=due,
        paid="F",
        canceled="F",
        shipping_status="X",
        paid_at=None,
        canceled_at=None,
    )


def _lines(
    rng: Random, trade: Trade, basket: Basket, courses: Sequence[Course], *, appears: datetime
) -> tuple[Line, ...]:
    """Make the order's lines: one for each choice, and one more for each course that replaces an exchanged line."""
    company = one_of(rng, _KOREAN_CARRIERS if trade.korean else _GLOBAL_CARRIERS)
    parcels = [_parcel(rng, company) for _ in range(len(courses) - len(basket.choices) + 1)]
    parts = zip(basket.choices, basket.coupon_parts(), _backs(trade, basket), courses, strict=False)
    lines = [
        Line(_item(trade, number, one, coupon), appears, course.moments, back, parcels[0], course.claim)
        for number, (one, coupon, back, course) in enumerate(parts, 1)
    ]
    if all("canceled" in line.moments for line in lines):
        back = replace(lines[0].back, money=lines[0].back.money + trade.money(basket.shipping_fee))
        lines[0] = replace(lines[0], back=back)
    for course, parcel in zip(courses[len(lines) :], parcels[1:], strict=True):
        lines.append(_replacement(lines, course, parcel))
    return tuple(lines)


def _backs(trade: Trade, basket: Basket) -> list[Back]:
    shares = (basket.shares(), *map(basket.parts, (basket.points, basket.credits, basket.naver_point)))
    return [Back(*map(trade.money, parts)) for parts in zip(*shares, strict=True)]


def _replacement(lines: list[Line], course: Course, parcel: Parcel) -> Line:
    """Make the line that replaces an exchanged one: it comes onto the order once the mall accepts the exchange."""
    original = next(line for line in lines if "exchange_accepted" in line.moments)
    item = replace(original.item, item_no=len(lines) + 1, order_status="N01", status_code="N2")
    return Line(item, original.moments["exchange_accepted"], course.moments, NOTHING_BACK, parcel)


def _parcel(rng: Random, company: tuple[str, str]) -> Parcel:
    digits = f"{10**11 + below(rng, 9 * 10**11)}"
    return Parcel(*company, tracking_no=digits, first_no=digits[:-1])


def _item(trade: Trade, number: int, choice: Choice, coupon: int) -> Item:
    product, option = choice.product, choice.option
    return Item(
        item_no=number,
        product_no=product.product_no,
        product_code=product.product_code,
        variant_code=option.variant_code,
        product_name=product.name,
        option_value=option.text,
        quantity=choice.quantity,
        product_price=trade.money(product.price),
        option_price=trade.money(option.surcharge),
        additional_discount_price=trade.money(choice.additional_discount),
        coupon_discount_price=trade.money(coupon),
        app_item_discount_amount=trade.money(choice.app_discount),
        # only a mall that has 할인금액 자동계산 on knows this amount; the second shop has it off
        payment_amount=trade.money(choice.net - coupon) if trade.korean else None,
        order_status="N00",
        status_code="N1",
        supplier_id=product.supplier_id,
        supplier_name=product.supplier_name,
        gift=choice.gift,
    )
