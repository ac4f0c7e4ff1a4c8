"""The order lists of the Admin API: /orders and /orders/count."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from sheets_bridge.sandbox.cafe24 import asked
from sheets_bridge.sandbox.cafe24.asked import Paging, Query
from sheets_bridge.sandbox.cafe24.item_body import item_body
from sheets_bridge.sandbox.cafe24.order_body import order_body
from sheets_bridge.sandbox.cafe24.order_filter import wanted
from sheets_bridge.sandbox.cafe24.people_body import buyer_body, receiver_bodies
from sheets_bridge.sandbox.cafe24.wire import dice
from sheets_bridge.sandbox.mall import Mall
from sheets_bridge.sandbox.story.model import Order

LARGEST_PAGE = 1000

_EMBEDS: dict[str, Callable[[Order], Any]] = {
    "items": lambda order: [item_body(order, item) for item in order.items],
    "receivers": receiver_bodies,
    "buyer": buyer_body,
}


def list_orders(mall: Mall, query: Query, address: str) -> dict[str, Any]:
    """One page of orders; `address` is this call's own, for the link to the next page. Raises Refusal."""
    shop_no, page = asked.shop_no(query, mall), asked.paging(query, LARGEST_PAGE)
    now = mall.now()
    orders = unpromised(wanted(query, mall.story.orders(now, shop_no)), now)
    bodies = [_body(order, query) for order in orders[page.slice]]
    return {"orders": bodies, "links": _links(query, page, len(orders), address)}


def count_orders(mall: Mall, query: Query, address: str) -> dict[str, int] | list[Any]:
    """How many orders the filters mean. Cafe24 answers [] when the call carries embed or fields."""
    del address
    shop_no = asked.shop_no(query, mall)
    if "embed" in query or "fields" in query:
        return []
    return {"count": len(wanted(query, mall.story.orders(mall.now(), shop_no)))}


def unpromised(orders: list[Order], now: datetime) -> list[Order]:
    """The orders in the order of this sandbox day: stable while one pages, and no date order."""
    day = now.date()
    return sorted(orders, key=lambda order: (dice(day, order.order_id), order.order_id))


def _body(order: Order, query: Query) -> dict[str, Any]:
    body, fields = order_body(order), asked.listed(query, "fields")
    if fields:
        body = {name: value for name, value in body.items() if name in fields}
    embeds = asked.listed(query, "embed")
    return body | {name: write(order) for name, write in _EMBEDS.items() if name in embeds}


def _links(query: Query, page: Paging, total: int, address: str) -> list[dict[str, str]]:
    following = page.offset + page.limit
    if following >= total:
        return []
    next_page = {**query, "limit": page.limit, "offset": following}
    return [{"rel": "next", "href": f"{address}?{urlencode(next_page)}"}]
