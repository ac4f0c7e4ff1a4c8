"""Which orders a call to /orders means: date types and filters, meanings as documented (reference 6.1)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from sheets_bridge.sandbox.cafe24.asked import Days, Query, days, listed, under_three_months
from sheets_bridge.sandbox.cafe24.refusal import unprocessable
from sheets_bridge.sandbox.cafe24.wire import dice
from sheets_bridge.sandbox.story.club import group_of
from sheets_bridge.sandbox.story.model import Order

Moments = Iterable[datetime | None]
Test = Callable[[Order], bool]

_MEMBER_TYPES = {"2": True, "3": False}
_ASKED_AS = {"prepaid": "point", "point": "mileage", "credit": "deposit", "cod": "deferpay"}
"""Payment methods are asked for by other codes than they are answered with (reference 6.1, 6.2)."""


def _of_items(field: str) -> Callable[[Order], Moments]:
    return lambda order: (getattr(item, field) for item in order.items)


DATE_TYPES: dict[str, Callable[[Order], Moments]] = {
    "order_date": lambda order: (order.ordered,),
    "pay_date": lambda order: (order.paid_at,),
    "cancel_date": lambda order: (order.canceled_at,),
    "shipbegin_date": _of_items("shipped"),
    "shipend_date": _of_items("delivered"),
    "place_date": _of_items("placed"),
    "cancel_request_date": _of_items("cancel_requested"),
    "cancel_accept_date": _of_items("cancel_accepted"),
    "cancel_complete_date": _of_items("canceled"),
    "exchange_request_date": _of_items("exchange_requested"),
    "exchange_accept_date": _of_items("exchange_accepted"),
    "exchange_complete_date": _of_items("exchanged"),
    "return_request_date": _of_items("return_requested"),
    "return_accept_date": _of_items("return_accepted"),
    "return_complete_date": _of_items("return_confirmed"),
    "purchaseconfirmation_date": _of_items("purchase_confirmed"),
}
"""Which moments each date_type looks at; an order is meant if any of them lies in the days asked for."""


def wanted(query: Query, orders: Iterable[Order]) -> list[Order]:
    """The orders a query means, in the order given. Raises Refusal 422 for a bad date, date_type or list."""
    tests = list(_tests(query))
    return [order for order in orders if all(test(order) for test in tests)]


def payment_status(order: Order) -> str:
    """The code of the payment_status filter: each order has exactly one, so that counts over all codes add up."""
    if order.paid != "T":
        return order.paid
    if "cash" in order.payment_methods:
        return "T" if dice("confirmed by hand", order.order_id) % 4 == 0 else "A"
    return "P"


def _tests(query: Query) -> Iterator[Test]:
    date_type = query.get("date_type", "order_date")
    if date_type not in DATE_TYPES:
        raise unprocessable("[date_type] is not a valid value.", "date_type")
    span = days(query)
    if span is not None:
        under_three_months(span)
        yield _in_days(DATE_TYPES[date_type], span)
    for name, values_of in _LISTS.items():
        if chosen := listed(query, name):
            yield _any_of(values_of, chosen)
    if query.get("member_type") in _MEMBER_TYPES:
        member = _MEMBER_TYPES[query["member_type"]]
        yield lambda order: bool(order.person.member_id) is member


_LISTS: dict[str, Callable[[Order], Iterable[str]]] = {
    "order_id": lambda order: (order.order_id,),
    "order_status": lambda order: (item.order_status for item in order.items),
    "order_place_id": lambda order: (order.order_place_id,),
    "payment_status": lambda order: (payment_status(order),),
    "first_order": lambda order: ("T" if order.first_order else "F",),
    "product_no": lambda order: (str(item.product_no) for item in order.items),
    "product_code": lambda order: (item.product_code for item in order.items),
    "supplier_id": lambda order: (item.supplier_id for item in order.items),
    "member_id": lambda order: (order.person.member_id,),
    "member_email": lambda order: (order.person.email,) if order.person.member_id else (),
    "group_no": lambda order: (str(group_of(order.person)),) if order.person.member_id else (),
    "buyer_name": lambda order: (order.person.name,),
    "buyer_cellphone": lambda order: (order.person.cellphone,),
    "buyer_email": lambda order: (order.person.email,),
    "receiver_name": lambda order: (order.receiver.name,),
    "payment_method": lambda order: (_ASKED_AS.get(code, code) for code in order.payment_methods),
    "discount_method": lambda order: _discounts(order),
    "refund_status": lambda order: ("T" if item.refunded else "F" for item in order.items if item.refund_accepted),
    "carrier_id": lambda order: (item.shipping_company_id for item in order.items if item.tracking_no),
    "subscription": lambda _: ("F",),
    "multiple_addresses": lambda _: ("F",),
    "market_cancel_request": lambda _: ("F",),
    "market_order_no": lambda _: (),
    "market_seller_id": lambda _: (),
}
"""The filters that are lists of values; an order is meant if it has any of them."""


def _discounts(order: Order) -> Iterator[str]:
    amounts = (order.points_spent_amount, order.credits_spent_amount, order.coupon_discount_price)
    return (name for name, amount in zip(("point", "credit", "coupon"), amounts, strict=True) if amount)


def _in_days(moments: Callable[[Order], Moments], span: Days) -> Test:
    return lambda order: any(moment is not None and moment.date() in span for moment in moments(order))


def _any_of(values_of: Callable[[Order], Iterable[str]], chosen: frozenset[str]) -> Test:
    return lambda order: not chosen.isdisjoint(values_of(order))
