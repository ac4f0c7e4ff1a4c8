"""One refund in full (reference 6.5): what goes back, split by where it came from."""

from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.cafe24.ask import Ask, Resource
from sheets_bridge.sandbox.cafe24.item_body import item_body
from sheets_bridge.sandbox.cafe24.listing import Body, found
from sheets_bridge.sandbox.cafe24.refunds import refund_body, refunds_of
from sheets_bridge.sandbox.cafe24.wire import money
from sheets_bridge.sandbox.story.model import Item, Order

_ZEROES = """
naver_cash refund_naver_cash refund_shipping_fee refund_regional_surcharge return_shipping_fee
return_regional_surcharge additional_shipping_fee international_shipping_insurance
international_shipping_additional_fee shipping_fee_discount_amount cod_fees member_group_discount_amount
app_discount_amount product_bundle_discount_amount additional_product_amount manually_input_amount
changed_refund_amount
"""
_AS_LISTED = """
shop_no order_id refund_code currency accepted_refund_date refund_date status refund_bank_name refund_bank_account_no
refund_bank_account_holder refund_methods payment_methods refund_payment_methods include_tax tax cancel_fee_amount
"""


def _one_refund(ask: Ask) -> Body:
    """The refund of the path. Raises Refusal 404."""
    orders = list(ask.mall.story.orders(ask.now, ask.shop_no))
    there = (parts for parts in refunds_of(orders) if parts[1] == ask.parts["refund_code"])
    order, code, items = found(next(there, None))
    embedded = {"items": [item_body(order, one) for one in items]} if ask.query.get("embed") == "items" else {}
    return {"refund": _body(order, code, items) | embedded}


def _body(order: Order, code: str, items: list[Item]) -> dict[str, Any]:
    listed = refund_body(order, code, items)
    return {name: listed[name] for name in _AS_LISTED.split()} | {
        **dict.fromkeys(_ZEROES.split(), "0.00"),
        **_amounts(items),
        "refund_manager": "",
        "refund_reason": items[0].claim_reason,
        "send_sms": "F",
        "send_mail": "F",
    }


def _amounts(items: list[Item]) -> dict[str, str]:
    """The price of what came back, what had been taken off it, and who gets what."""
    bought = sum(((one.product_price + one.option_price) * one.claim_quantity for one in items), Decimal(0))
    taken = {
        "product_discount_amount": "additional_discount_price",
        "app_item_discount_amount": "app_item_discount_amount",
        "coupon_discount_amount": "coupon_discount_price",
        "points_spent_amount": "refund_points",
        "credits_spent_amount": "refund_credits",
        "naver_point": "refund_naver_points",
        "refund_point": "refund_points",
        "refund_credit": "refund_credits",
        "refund_naver_point": "refund_naver_points",
        "refund_amount": "refund_amount",
    }
    sums = {field: sum((getattr(one, source) for one in items), Decimal(0)) for field, source in taken.items()}
    return {"product_price": money(bought), "shipping_fee": "0.00"} | {name: money(one) for name, one in sums.items()}


RESOURCES = {"refunds/{refund_code}": Resource("mall.read_order", _one_refund)}
