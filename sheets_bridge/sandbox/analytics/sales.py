"""접속통계 매출: by hour, payment method and order, per visitor, of members and guests. Totals over the days asked for.

An order counts on the day its payment was completed, for what was paid with points, credits and shipping; what is given
back later is never taken off, and orders of external markets are not in it (reference cafe24-analytics C.2).
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sheets_bridge.sandbox.analytics.figures import CENT, amount, text
from sheets_bridge.sandbox.analytics.paths import NO_AD
from sheets_bridge.sandbox.analytics.question import Question, seen_by
from sheets_bridge.sandbox.analytics.resource import Resource, Row
from sheets_bridge.sandbox.story.audience import Sale
from sheets_bridge.sandbox.story.payment import NAVER_PLACE_IDS


def _total(sales: Iterable[Sale]) -> Decimal:
    return sum((sale.amount for sale in sales), Decimal(0))


def _buyers(sales: Iterable[Sale]) -> int:
    """A member who buys twice is one buyer; each order of a guest is one."""
    return len({sale.order.person.member_id or sale.order.order_id for sale in sales})


def _method(sale: Sale) -> str:
    """The code of what paid the order; Naver Pay is one of its own here."""
    return "naverpay" if sale.order.order_place_id in NAVER_PLACE_IDS else sale.order.payment_methods[0]


def _times(question: Question) -> Iterator[Row]:
    """One row for every hour of the day that is over on any of the days, also where nobody bought."""
    sales = list(question.sales())
    for hour in range(_hours(question)):
        sold = [sale for sale in sales if sale.paid_at.hour == hour]
        yield {
            "hour": hour,
            "buyers_count": _buyers(sold),
            "order_count": len(sold),
            "order_amount": text(_total(sold)),
        }


def _hours(question: Question) -> int:
    return max((audience.hours_over(question.now, day) for audience, day in question.ready()), default=0)


def _paymethods(question: Question) -> Iterator[Row]:
    sales = list(question.sales())
    for method in sorted({_method(sale) for sale in sales}):
        sold = [sale for sale in sales if _method(sale) == method]
        yield {
            "payment_method": method,
            "buyers_count": _buyers(sold),
            "order_count": len(sold),
            "order_amount": amount(_total(sold)),
        }


def _pervisitors(question: Question) -> Iterator[Row]:
    sales, visits = list(question.sales()), seen_by(question.visits()).visits
    if any(question.ready()):
        yield {
            "order_amount_per_visitor": _average(question, _total(sales), visits),
            "order_amount_per_buyer": _average(question, _total(sales), _buyers(sales)),
        }


def _average(question: Question, total: Decimal, count: int) -> int | str:
    """Whole numbers, as documented; money with cents keeps them."""
    cents = CENT if question.shop.currency == "USD" else Decimal(1)
    return amount((total / count if count else Decimal(0)).quantize(cents))


def _orderdetails(question: Question) -> Iterator[Row]:
    """One row per order, dated by the day it is counted on (as the documented example, later than its number)."""
    for sale in question.sales():
        tag = sale.origin.tag
        if question.order_id in ("", sale.order.order_id):
            yield {
                "order_date": sale.paid_at.date().isoformat(),
                "order_id": sale.order.order_id,
                "ad": tag.ad or NO_AD,
                "keyword": tag.keyword,
                "medium": tag.medium,
                "campaign": tag.campaign,
                "content": tag.content,
                "payment_method": _method(sale),
                "order_amount": amount(sale.amount),
            }


def _members(question: Question) -> Iterator[Row]:
    sales = list(question.sales())
    members = [sale for sale in sales if sale.order.person.member_id]
    guests = [sale for sale in sales if not sale.order.person.member_id]
    if any(question.ready()):
        yield {
            "member_order_count": len(members),
            "member_order_amount": text(_total(members)),
            "nonmember_order_count": len(guests),
            "nonmember_order_amount": text(_total(guests)),
        }


RESOURCES = {
    "sales/times": Resource(_times, ("hour", "buyers_count", "order_count", "order_amount")),
    "sales/paymethods": Resource(
        _paymethods, ("order_amount", "payment_method", "buyers_count", "order_count"), "desc"
    ),
    "sales/pervisitors": Resource(_pervisitors),
    "sales/orderdetails": Resource(_orderdetails, ("order_id", "ad", "keyword", "payment_method", "order_amount")),
    "members/sales": Resource(_members),
}
