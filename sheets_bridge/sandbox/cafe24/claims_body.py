"""Cancellations, returns and exchanges as Cafe24 writes them (reference 6.5): a header and the items it is about."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.cafe24.item_body import item_body
from sheets_bridge.sandbox.cafe24.wire import money, zoned
from sheets_bridge.sandbox.story.model import Item, Order, Person

KINDS = {"C": "cancellation", "R": "return", "E": "exchange"}
"""Which resource a claim number belongs to, by its first letter."""

_ZERO = "0.00"
_NOT_IN_CLAIMS = """
internal_product_name payment_amount product_tax_type tax_rate request_undone purchaseconfirmation_date
origin_place_no made_in_code origin_place_value subscription market_fail_reason_type
"""
_LEFT_OUT = frozenset(_NOT_IN_CLAIMS.split())
"""Fields of an item that it lacks inside a claim."""
_FEES: dict[str, Any] = dict.fromkeys(
    ("defer_commission", "partner_discount_amount", "add_discount_amount", "shipping_discount_amount"), _ZERO
)
_UNDONE: dict[str, Any] = {
    "undone": "F",
    "undone_reason_type": None,
    "undone_reason": None,
    "expose_order_detail": None,
    "exposed_undone_reason": None,
}
_INVOICE: dict[str, Any] = {"carrier_id": None, "return_invoice_success": None, "return_invoice_fail_reason": None}
_NO_PICKUP: dict[str, Any] = {"use_pickup": "F"} | dict.fromkeys(
    ("same_address", "name", "phone", "cellphone", "zipcode", "address")
)


def claims_of(order: Order, kind: str) -> dict[str, list[Item]]:
    """The items of each claim of one kind (a first letter), by claim number."""
    by_code: dict[str, list[Item]] = defaultdict(list)
    for item in order.items:
        if item.claim_code.startswith(kind):
            by_code[item.claim_code].append(item)
    return by_code


def claim_body(order: Order, code: str, items: list[Item]) -> dict[str, Any]:
    """One claim; what stands in it depends on its kind."""
    more = {"C": _cancellation, "R": _return, "E": _exchange}[code[0]](order, items)
    return _header(order, code, items) | more | {"items": [_item(order, one) for one in items]}


def _header(order: Order, code: str, items: list[Item]) -> dict[str, Any]:
    price = sum(((one.product_price + one.option_price) * one.claim_quantity for one in items), Decimal(0))
    return {
        "shop_no": order.shop_no,
        "order_id": order.order_id,
        "claim_code": code,
        "claim_reason_type": items[0].claim_reason_type,
        "claim_reason": items[0].claim_reason,
        "refund_methods": [f"{name} 환불" for name in order.payment_method_names],
        "refund_reason": "",
        "order_price_amount": money(price),
        **_money_back(order, items),
        "shipping_fee": _ZERO,
        "return_ship_type": "",
        **_FEES,
        "member_grade_discount_amount": _ZERO,
        "coupon_discount_amount": money(sum((one.coupon_discount_price for one in items), Decimal(0))),
        **_UNDONE,
        "include_tax": "T",
        "tax": [],
        "cancel_fee_amount": None,
    }


def _money_back(order: Order, items: list[Item]) -> dict[str, Any]:
    """What goes back, as far as it has been accepted; points and credits with a minus, as in the official sample."""
    back = sum((one.refund_amount for one in items), Decimal(0))
    return {
        "refund_amounts": [{"payment_method": order.payment_methods[0], "amount": money(back)}],
        "point_used": money(-sum((one.refund_points for one in items), Decimal(0))),
        "credit_used": money(-sum((one.refund_credits for one in items), Decimal(0))),
    }


def _cancellation(order: Order, items: list[Item]) -> dict[str, Any]:
    del order, items
    return {}


def _return(order: Order, items: list[Item]) -> dict[str, Any]:
    person = order.receiver
    where = {"zipcode": person.zipcode, "address1": person.address1, "address2": person.address2}
    codes = [f"{order.order_id}-{one.item_no:02d}" for one in items]
    names = (
        "refund_shipping_fee refund_regional_surcharge return_shipping_fee return_regional_surcharge "
        "additional_shipping_fee international_shipping_insurance international_shipping_additional_fee"
    )
    return {
        "claim_due_date": None,
        "return_address": {**where, "items": codes},
        "pickup": _NO_PICKUP,
        "return_invoice_no": None,
        "return_shipping_company_name": None,
        "pickup_request_state": "E",
        **dict.fromkeys(names.split(), _ZERO),
        "return_shipping_fee_detail": [],
        "return_regional_surcharge_detail": [],
        **_INVOICE,
    }


def _exchange(order: Order, items: list[Item]) -> dict[str, Any]:
    exchanged = {one.product_no for one in items}
    added = [one for one in order.items if one.status_code == "N2" and one.product_no in exchanged]
    return {
        "claim_due_date": None,
        "receiver": _sent_to(order.receiver),
        "reshipping_detail": _sent_to(order.receiver),
        "pickup": _NO_PICKUP,
        "additional_payment": None,
        "return_invoice_no": None,
        "return_shipping_company_name": None,
        "exchanged_items": [_item(order, one) for one in added],
        **_INVOICE,
    }


def _sent_to(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "phone": "",
        "cellphone": person.cellphone,
        "zipcode": person.zipcode,
        "address": f"{person.address1} {person.address2}".strip(),
        "shipping_message": "",
    }


def _item(order: Order, item: Item) -> dict[str, Any]:
    """An item as it stands inside a claim: fewer fields, and its moments with a zone."""
    body = {name: value for name, value in item_body(order, item).items() if name not in _LEFT_OUT}
    moments = {
        "ordered_date": order.ordered,
        "shipped_date": item.shipped,
        "delivered_date": item.delivered,
        "cancel_request_date": item.cancel_requested,
        "cancel_date": item.canceled,
        "return_request_date": item.return_requested,
        "return_confirmed_date": item.return_confirmed,
        "exchange_request_date": item.exchange_requested,
        "exchange_date": item.exchanged,
        "refund_date": item.refunded,
    }
    extra = {"market_item_sequence": None, "dropshipping_type": None}
    return body | {name: zoned(moment) for name, moment in moments.items()} | extra
