"""Lists that only approved apps may read: unpaid orders, and the day's sales as the payment gateways see them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sheets_bridge.sandbox.cafe24 import asked
from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.filters import among, shared
from sheets_bridge.sandbox.cafe24.item_body import item_code
from sheets_bridge.sandbox.cafe24.listing import Body, Listing, Pages
from sheets_bridge.sandbox.cafe24.wire import money, zoned
from sheets_bridge.sandbox.story.model import Order

_BY_TRANSFER = frozenset({"cash", "icash"})
_BY_GATEWAY = frozenset({"card", "tcash", "icash", "cell"})


def _unpaid(ask: Ask) -> list[Order]:
    """Orders of the days asked for that wait for a transfer, newest first unless asked otherwise."""
    span = asked.required_days(ask.query)
    orders = ask.mall.story.orders(ask.now, ask.shop_no)
    waiting = [one for one in orders if one.paid != "T" and one.canceled != "T" and one.ordered.date() in span]
    there = [one for one in waiting if one.payment_methods[0] in _BY_TRANSFER]
    return there if ask.query.get("order") == "asc" else there[::-1]


def _unpaid_body(ask: Ask, order: Order) -> Body:
    """The amount has no decimals here, unlike everywhere else."""
    return {
        "shop_no": ask.shop_no,
        "order_id": order.order_id,
        "order_item_code": [item_code(order, item) for item in order.items],
        "order_date": zoned(order.ordered),
        "buyer_name": order.person.name,
        "billing_name": order.person.name,
        "bank_code": "bank_00",
        "bank_name": "견본은행",
        "unpaid_amount": f"{order.payment_amount:.0f}",
        "accounts": "000-000000-00-000",
        "payment_method": order.payment_methods[0],
        "settle_type": "S",
        "payment_no": 1,
    }


UNPAID: Listing[Order] = Listing(
    envelope="unpaidorders",
    facts=_unpaid,
    body=_unpaid_body,
    filters=(among("payment_method", lambda order: order.payment_methods[0]), shared("settle_type", "S")),
    pages=Pages(largest=500, furthest=15000),
)


def _daily(ask: Ask) -> Body:
    """Sales by day of what a payment gateway carried in the mall itself: Naver Pay and other markets are not in it."""
    span = asked.required_days(ask.query)
    days: dict[date, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0), Decimal(0)])
    for day, at, amount in _booked(ask):
        if day in span:
            days[day][at] += amount
            days[day][2] += at == 0
    return {
        "dailysales": [
            {
                "shop_no": ask.shop_no,
                "date": day.isoformat(),
                "payment_amount": money(paid),
                "refund_amount": money(back),
                "sales_count": int(count),
            }
            for day, (paid, back, count) in sorted(days.items())
        ]
    }


def _booked(ask: Ask) -> Iterator[tuple[date, int, Decimal]]:
    """What was paid (0) and paid back (1), by day."""
    wanted = ask.query.get("payment_method")
    for order in ask.mall.story.orders(ask.now, ask.shop_no):
        method = order.payment_methods[0]
        own = order.market_id == "self" and order.order_place_id != "NCHECKOUT" and method in _BY_GATEWAY
        if order.paid_at and own and wanted in (None, method):
            yield order.paid_at.date(), 0, order.payment_amount
            yield from ((item.refunded.date(), 1, item.refund_amount) for item in order.items if item.refunded)


RESOURCES = {
    "unpaidorders": Resource("mall.read_order", UNPAID.page, restricted=True),
    "financials/dailysales": Resource("mall.read_salesreport", _daily, restricted=True),
}
