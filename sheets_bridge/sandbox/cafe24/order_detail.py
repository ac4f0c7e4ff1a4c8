"""Single orders, their items and their claims (reference 6.2, 6.3, 6.5): claims have no list of their own."""

from collections.abc import Callable
from typing import Any

from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.claims_body import KINDS, claim_body, claims_of
from sheets_bridge.sandbox.cafe24.item_body import item_body
from sheets_bridge.sandbox.cafe24.listing import Body, found
from sheets_bridge.sandbox.cafe24.order_body import order_body
from sheets_bridge.sandbox.cafe24.orders import EMBEDS
from sheets_bridge.sandbox.cafe24.people_body import buyer_body, receiver_bodies
from sheets_bridge.sandbox.story.club import group_of
from sheets_bridge.sandbox.story.model import Order
from sheets_bridge.sandbox.story.status_names import STATUS_NAMES

_SCOPE = "mall.read_order"
_LIST_ONLY = ("member_email", "market_discount_info")


def _order(ask: Ask) -> Order:
    """The order of the path. Raises Refusal 404."""
    orders = ask.mall.story.orders(ask.now, ask.shop_no)
    return found(next((one for one in orders if one.order_id == ask.parts["order_id"]), None))


def _one_order(ask: Ask) -> Body:
    """One order: the group it was placed in instead of two fields of the list."""
    order = _order(ask)
    body = {name: value for name, value in order_body(order).items() if name not in _LIST_ONLY}
    group = group_of(order.person) if order.person.member_id else None
    embeds = {name: write(order) for name, write in EMBEDS.items() if name in ask.query.get("embed", "").split(",")}
    return {"order": body | {"customer_group_no_when_ordering": group} | embeds}


def _items(ask: Ask) -> Body:
    order = _order(ask)
    return {"items": [item_body(order, item) for item in order.items]}


def _claim(letter: str) -> Callable[[Ask], Body]:
    def answer(ask: Ask) -> Body:
        """One claim by its number. Raises Refusal 404."""
        code = ask.parts["claim_code"]
        for order in ask.mall.story.orders(ask.now, ask.shop_no):
            items = claims_of(order, letter).get(code)
            if items:
                return {KINDS[letter]: claim_body(order, code, items)}
        return found(None)

    return answer


def _statuses(ask: Ask) -> dict[str, Any]:
    """What the mall calls the order statuses: here nobody has renamed any."""
    del ask
    return {
        "status": [
            {
                "status_name_id": number,
                "status_type": "P",
                "basic_name": name,
                "custom_name": name,
                "reservation_custom_name": name,
            }
            for number, name in enumerate(STATUS_NAMES.values(), 1)
        ]
    }


RESOURCES = {
    "orders/status": Resource("mall.read_store", _statuses),
    "orders/{order_id}": Resource(_SCOPE, _one_order),
    "orders/{order_id}/items": Resource(_SCOPE, _items),
    "orders/{order_id}/buyer": Resource(_SCOPE, lambda ask: {"buyer": buyer_body(_order(ask))}),
    "orders/{order_id}/receivers": Resource(_SCOPE, lambda ask: {"receivers": receiver_bodies(_order(ask))}),
    **{f"{name}/{{claim_code}}": Resource(_SCOPE, _claim(letter)) for letter, name in KINDS.items()},
}
