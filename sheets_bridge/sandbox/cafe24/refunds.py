"""The refund list of the Admin API (reference 6.5)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.cafe24 import asked
from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.asked import Query
from sheets_bridge.sandbox.cafe24.item_body import item_code
from sheets_bridge.sandbox.cafe24.orders import unpromised
from sheets_bridge.sandbox.cafe24.refusal import unprocessable
from sheets_bridge.sandbox.cafe24.wire import flag, money, zoned
from sheets_bridge.sandbox.story.model import Item, Order

LARGEST_PAGE = 500

_DATE_TYPES = {"refund_date": "refunded", "accepted_refund_date": "refund_accepted"}


def list_refunds(ask: Ask) -> dict[str, Any]:
    """One page of refunds; this list has no links. Raises Refusal."""
    query, shop_no, page = ask.query, ask.shop_no, asked.paging(ask.query, LARGEST_PAGE)
    date_type = query.get("date_type", "refund_date")
    if date_type not in _DATE_TYPES:
        raise unprocessable("[date_type] is not a valid value.", "date_type")
    span = asked.required_days(query)
    orders = unpromised(list(ask.mall.story.orders(ask.now, shop_no)), ask)
    refunds = [
        refund_body(order, code, items)
        for order, code, items in refunds_of(orders)
        if (moment := _moment(items, _DATE_TYPES[date_type])) and moment.date() in span
    ]
    return {"refunds": [refund for refund in refunds if _meant(refund, query)][page.slice]}


def refunds_of(orders: list[Order]) -> Iterator[tuple[Order, str, list[Item]]]:
    """Every refund with its order, number and items."""
    for order in orders:
        by_code: dict[str, list[Item]] = defaultdict(list)
        for item in order.items:
            if item.refund_code and item.refund_accepted:
                by_code[item.refund_code].append(item)
        for code, items in by_code.items():
            yield order, code, items


def _moment(items: list[Item], field: str) -> datetime | None:
    return max((moment for item in items if (moment := getattr(item, field))), default=None)


def _meant(refund: dict[str, Any], query: Query) -> bool:
    order_ids, states = asked.listed(query, "order_id"), asked.listed(query, "refund_status")
    people = ("member_id", "member_email", "buyer_email")
    if any(name in query and refund[name] != query[name] for name in people):
        return False
    return (not order_ids or refund["order_id"] in order_ids) and (not states or refund["status"] in states)


def refund_body(order: Order, code: str, items: list[Item]) -> dict[str, Any]:
    """A refund as the list shows it."""
    refunded = _moment(items, "refunded")
    return {
        "shop_no": order.shop_no,
        "member_id": order.person.member_id,
        "member_email": order.person.email if order.person.member_id else "",
        "buyer_email": order.person.email,
        "order_date": zoned(order.ordered),
        "accepted_refund_date": zoned(_moment(items, "refund_accepted")),
        "refund_date": zoned(refunded),
        "order_id": order.order_id,
        "refund_code": code,
        "order_item_code": [item_code(order, item) for item in items],
        "quantity": sum(item.claim_quantity for item in items),
        "actual_refund_amount": money(sum((item.refund_amount for item in items), Decimal(0))),
        "used_points": money(sum((item.refund_points for item in items), Decimal(0))),
        "used_credits": money(sum((item.refund_credits for item in items), Decimal(0))),
        "currency": order.currency,
        "status": flag(refunded is not None),
        **_paid_back(order, refunded),
    }


def _paid_back(order: Order, refunded: datetime | None) -> dict[str, Any]:
    methods = list(order.payment_methods)
    gateways = [method for method in methods if method not in ("cash", "point", "credit", "coupon")] if refunded else []
    return {
        "payment_methods": methods,
        "refund_payment_methods": methods,
        "payment_gateway_cancel_statuses": [{"payment_method": m, "cancel_status": "T"} for m in gateways],
        "payment_gateway_cancel_dates": [{"payment_method": m, "cancel_date": zoned(refunded)} for m in gateways],
        "refund_methods": [f"{name} 환불" for name in order.payment_method_names],
        "refund_bank_name": "",
        "refund_bank_account_no": "",
        "refund_bank_account_holder": "",
        "include_tax": "T",
        "tax": [],
        "cancel_fee_amount": None,
    }


RESOURCES = {"refunds": Resource("mall.read_order", list_refunds)}
