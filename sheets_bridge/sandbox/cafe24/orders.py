"""The order lists of the Admin API: /orders and /orders/count."""

from collections.abc import Callable
from typing import Any

from sheets_bridge.sandbox.cafe24 import asked
from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.asked import Query
from sheets_bridge.sandbox.cafe24.claims_body import KINDS, claim_body, claims_of
from sheets_bridge.sandbox.cafe24.item_body import item_body
from sheets_bridge.sandbox.cafe24.listing import next_link
from sheets_bridge.sandbox.cafe24.order_body import order_body
from sheets_bridge.sandbox.cafe24.order_filter import wanted
from sheets_bridge.sandbox.cafe24.people_body import buyer_body, receiver_bodies
from sheets_bridge.sandbox.cafe24.wire import dice
from sheets_bridge.sandbox.story.model import Order

LARGEST_PAGE = 1000


def _claims(letter: str) -> Callable[[Order], list[Any]]:
    return lambda order: [claim_body(order, code, items) for code, items in claims_of(order, letter).items()]


EMBEDS: dict[str, Callable[[Order], Any]] = {
    "items": lambda order: [item_body(order, item) for item in order.items],
    "receivers": receiver_bodies,
    "buyer": buyer_body,
    # No sample shows how these look inside an order; taken to be arrays of the claims themselves (reference 6.3).
    **{name: _claims(letter) for letter, name in KINDS.items()},
}
"""What can be embedded in an order, by name."""


def list_orders(ask: Ask) -> dict[str, Any]:
    """One page of orders. Raises Refusal."""
    shop_no, page = ask.shop_no, asked.paging(ask.query, LARGEST_PAGE)
    orders = unpromised(wanted(ask.query, ask.mall.story.orders(ask.now, shop_no)), ask)
    bodies = [_body(order, ask.query) for order in orders[page.slice]]
    return {"orders": bodies, "links": next_link(ask, page, len(orders))}


def count_orders(ask: Ask) -> dict[str, int] | list[Any]:
    """How many orders the filters mean. Cafe24 answers [] when the call carries embed or fields."""
    shop_no = ask.shop_no
    if "embed" in ask.query or "fields" in ask.query:
        return []
    return {"count": len(wanted(ask.query, ask.mall.story.orders(ask.now, shop_no)))}


def unpromised(orders: list[Order], ask: Ask) -> list[Order]:
    """The orders in the order of this sandbox day: no date order, and stable while one pages, unless a test shifts
    the rows between two pages."""
    day = ask.now.date()
    rows = sorted(orders, key=lambda order: (dice(day, order.order_id), order.order_id))
    ahead = ask.mall.drift.rows % len(rows) if rows else 0
    return rows[ahead:] + rows[:ahead]


def _body(order: Order, query: Query) -> dict[str, Any]:
    body, fields = order_body(order), asked.listed(query, "fields")
    if fields:
        body = {name: value for name, value in body.items() if name in fields}
    embeds = asked.listed(query, "embed")
    return body | {name: write(order) for name, write in EMBEDS.items() if name in embeds}


RESOURCES = {
    "orders": Resource("mall.read_order", list_orders),
    "orders/count": Resource("mall.read_order", count_orders),
}
