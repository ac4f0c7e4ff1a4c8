"""What the mall's own sales statistics count, hour by hour, from orders as they stand (reference cafe24-analytics C.1).

Payments count in the hour of the payment, refunds in the hour they were completed; orders from outside markets count
like the mall's own (the reference does not say); nothing counts before it was paid.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sheets_bridge.sandbox.story.model import Item, Order

Slot = tuple[date, int]
_NONE = Decimal(0)
EVENTS = ("settled", "refunded", "exchanged", "canceled", "returned")


@dataclass
class HourOfSales:
    """The sales of one hour of one shop; amounts in its currency, refunds with the points and credits given back."""

    orders: int = 0
    items: int = 0
    price: Decimal = _NONE
    shipping: Decimal = _NONE
    discount: Decimal = _NONE
    coupon: Decimal = _NONE
    paid: Decimal = _NONE
    """결제합계: money, points, credits and Naver points together."""
    points: Decimal = _NONE
    credits: Decimal = _NONE
    naver: Decimal = _NONE
    refund: Decimal = _NONE
    """환불합계: money, points and credits; the formula names no Naver points here."""
    refund_points: Decimal = _NONE
    refund_credits: Decimal = _NONE
    refund_naver: Decimal = _NONE

    @property
    def sales(self) -> Decimal:
        """통계 순매출."""
        return self.paid - self.refund


@dataclass
class HourOfVariant:
    """What became of one variant in one hour, in pieces."""

    price: Decimal = _NONE
    option_price: Decimal = _NONE
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EVENTS, 0))


VariantSlot = tuple[date, int, int, str]


def sales_by_hour(orders: Iterable[Order]) -> dict[Slot, HourOfSales]:
    """Return the hours in which anything was paid or paid back."""
    hours: dict[Slot, HourOfSales] = defaultdict(HourOfSales)
    for order in orders:
        if order.paid_at is None:
            continue
        _add_payment(hours[_slot(order.paid_at)], order)
        for item in order.items:
            if item.refunded and item.refund_code:
                _add_refund(hours[_slot(item.refunded)], item)
    return hours


def variants_by_hour(orders: Iterable[Order]) -> dict[VariantSlot, HourOfVariant]:
    """Return the hours in which anything happened to a variant that was paid for."""
    hours: dict[VariantSlot, HourOfVariant] = defaultdict(HourOfVariant)
    for order in orders:
        for item in order.items if order.paid_at else ():
            for event, moment in _events(order, item):
                hour = hours[*_slot(moment), item.product_no, item.variant_code]
                hour.price, hour.option_price = item.product_price, item.option_price
                hour.counts[event] += item.quantity
    return hours


def _slot(moment: datetime) -> Slot:
    return moment.date(), moment.hour


def _add_payment(hour: HourOfSales, order: Order) -> None:
    paid = order.payment_amount + order.points_spent_amount + order.credits_spent_amount + order.naver_point
    hour.orders += 1
    hour.items += sum(item.status_code != "N2" for item in order.items)
    hour.price += order.order_price_amount
    hour.shipping += order.shipping_fee
    hour.coupon += order.coupon_discount_price
    hour.discount += order.order_price_amount + order.shipping_fee - order.coupon_discount_price - paid
    hour.paid += paid
    hour.points += order.points_spent_amount
    hour.credits += order.credits_spent_amount
    hour.naver += order.naver_point


def _add_refund(hour: HourOfSales, item: Item) -> None:
    hour.refund += item.refund_amount + item.refund_points + item.refund_credits
    hour.refund_points += item.refund_points
    hour.refund_credits += item.refund_credits
    hour.refund_naver += item.refund_naver_points


def _events(order: Order, item: Item) -> Iterator[tuple[str, datetime]]:
    """What happened to a line; one that replaces another was never settled by itself."""
    settled = order.paid_at if item.status_code != "N2" else None
    moments = (settled, item.refunded, item.exchanged, item.canceled, item.return_confirmed)
    for event, moment in zip(EVENTS, moments, strict=True):
        if moment is not None:
            yield event, moment
