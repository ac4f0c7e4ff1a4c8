"""An order as Cafe24 lists it (reference 6.2): every documented field of the list."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.cafe24.item_body import item_code
from sheets_bridge.sandbox.cafe24.supply import total_supply_price
from sheets_bridge.sandbox.cafe24.wire import dice, flag, money, zoned
from sheets_bridge.sandbox.story.model import Item, Order

_DOCUMENTED = """
shop_no currency order_id market_id market_order_no member_id member_email member_authentication initial_order_amount
actual_order_amount billing_name bank_code bank_code_name payment_method payment_method_name payment_gateway_names
sub_payment_method_name sub_payment_method_code transaction_ids paid canceled order_date first_order payment_date
order_from_mobile use_escrow bank_account_no bank_account_owner_name market_seller_id payment_amount cancel_date
order_place_name order_place_id payment_confirmation commission postpay admin_additional_amount
additional_shipping_fee international_shipping_insurance additional_handling_fee shipping_type shipping_type_text
shipping_status shipping_fee_detail regional_surcharge_detail wished_delivery_date wished_delivery_time
wished_carrier_id wished_carrier_name return_confirmed_date total_supply_price naver_point additional_order_info_list
store_pickup easypay_name loan_status subscription multiple_addresses exchange_rate first_payment_methods
naverpay_payment_information market_discount_info include_tax tax_detail service_type service_data
show_shipping_address social_member_code social_name
"""

_ZERO = "0.00"

_SAME_FOR_ALL: dict[str, Any] = dict.fromkeys(_DOCUMENTED.split()) | {
    "sub_payment_method_name": "",
    "sub_payment_method_code": "",
    "use_escrow": "F",
    "commission": _ZERO,
    "postpay": "F",
    "admin_additional_amount": _ZERO,
    "additional_shipping_fee": _ZERO,
    "international_shipping_insurance": _ZERO,
    "additional_handling_fee": _ZERO,
    "shipping_type": "A",
    "shipping_type_text": "국내배송",
    "regional_surcharge_detail": [],
    "wished_delivery_date": "",
    "additional_order_info_list": [],
    "store_pickup": "F",
    "easypay_name": "",
    "subscription": "F",
    "multiple_addresses": "F",
    "exchange_rate": "1.0000",
    "include_tax": "T",
    "tax_detail": [],
    "service_data": [],
    "show_shipping_address": "T",
}

_GONE = frozenset({"C1", "C2", "C3"})


def order_body(order: Order) -> dict[str, Any]:
    """The order without embeds, fields in the documented order."""
    return _SAME_FOR_ALL | _who(order) | _where(order) | _state(order) | _payment(order) | _amounts(order)


def _who(order: Order) -> dict[str, Any]:
    member = order.person.member_id
    return {
        # A guest's member_id comes as "" on some orders, as null on others (reference 6.2: "empty/null").
        "member_id": member or ("" if dice("guest", order.order_id) % 2 else None),
        "member_email": order.person.email if member else "",
        "member_authentication": "T" if member else "",
        "first_order": flag(order.first_order),
        "billing_name": order.person.name,
    }


def _where(order: Order) -> dict[str, Any]:
    return {
        "shop_no": order.shop_no,
        "currency": order.currency,
        "order_id": order.order_id,
        "market_id": order.market_id,
        "order_place_id": order.order_place_id,
        "order_place_name": order.order_place_name,
        "order_from_mobile": flag(order.from_mobile),
    }


def _state(order: Order) -> dict[str, Any]:
    return {
        "paid": order.paid,
        "canceled": order.canceled,
        "shipping_status": order.shipping_status,
        "order_date": zoned(order.ordered),
        "payment_date": zoned(order.paid_at),
        "cancel_date": zoned(order.canceled_at),
        "return_confirmed_date": zoned(_last_return(order)),
    }


def _last_return(order: Order) -> datetime | None:
    return max((item.return_confirmed for item in order.items if item.return_confirmed), default=None)


def _payment(order: Order) -> dict[str, Any]:
    bank = "cash" in order.payment_methods
    return {
        "payment_method": list(order.payment_methods),
        "payment_method_name": list(order.payment_method_names),
        "first_payment_methods": list(order.payment_methods),
        "bank_code": "bank_00" if bank else "",
        "bank_code_name": "견본은행" if bank else "",
        "bank_account_no": "000-000000-00-000" if bank else "",
        "bank_account_owner_name": "견본상점" if bank else "",
        "naverpay_payment_information": "N" if order.order_place_id == "NCHECKOUT" else None,
    }


def _amounts(order: Order) -> dict[str, Any]:
    return {
        "initial_order_amount": _initial(order),
        "actual_order_amount": _actual(order),
        "payment_amount": money(order.payment_amount),
        "naver_point": order.naver_point,
        "total_supply_price": total_supply_price(order),
        "shipping_fee_detail": _shipping_fee_detail(order),
    }


def _initial(order: Order) -> dict[str, str]:
    due = order.payment_amount if order.paid != "T" and order.canceled != "T" else Decimal(0)
    return {
        "order_price_amount": money(order.order_price_amount),
        "shipping_fee": money(order.shipping_fee),
        "points_spent_amount": money(order.points_spent_amount),
        "credits_spent_amount": money(order.credits_spent_amount),
        "coupon_discount_price": money(order.coupon_discount_price),
        "coupon_shipping_fee_amount": _ZERO,
        "membership_discount_amount": money(order.membership_discount_amount),
        "shipping_fee_discount_amount": _ZERO,
        "set_product_discount_amount": _ZERO,
        "app_discount_amount": _ZERO,
        "point_incentive_amount": _ZERO,
        "total_amount_due": money(due),
        "payment_amount": money(order.payment_amount),
        "market_other_discount_amount": _ZERO,
        "tax": _ZERO,
    }


def _actual(order: Order) -> dict[str, str]:
    """The amounts now: what was cancelled or returned is gone from price and payment."""
    if order.canceled == "T":
        return dict.fromkeys(_initial(order), _ZERO) | {"payment_amount": money(order.actual_payment_amount)}
    gone = sum((_price(item) for item in order.items if item.status_code in _GONE), Decimal(0))
    return _initial(order) | {
        "order_price_amount": money(max(Decimal(0), order.order_price_amount - gone)),
        "payment_amount": money(order.actual_payment_amount),
    }


def _price(item: Item) -> Decimal:
    return (item.product_price + item.option_price) * (item.claim_quantity or item.quantity)


def _shipping_fee_detail(order: Order) -> list[dict[str, Any]]:
    return [
        {
            "shipping_group_code": 1,
            "supplier_code": order.items[0].supplier_id if order.items else "S0000000",
            "shipping_fee": money(order.shipping_fee),
            "cancel_shipping_fee": _ZERO,
            "additional_shipping_fee": _ZERO,
            "refunded_shipping_fee": _ZERO,
            "return_shipping_fee": _ZERO,
            "items": [item_code(order, item) for item in order.items],
        }
    ]
