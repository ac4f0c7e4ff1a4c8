"""An order item as Cafe24 writes it (reference 6.3): every documented field, dates without zone."""

from typing import Any

from sheets_bridge.sandbox.cafe24.supply import supply_price
from sheets_bridge.sandbox.cafe24.wire import flag, money, zoneless
from sheets_bridge.sandbox.story.model import Item, Order
from sheets_bridge.sandbox.story.status_names import STATUS_NAMES

_DOCUMENTED = """
shop_no item_no order_item_code variant_code product_no product_code internal_product_name custom_product_code
custom_variant_code eng_product_name option_id option_value option_value_default additional_option_value
additional_option_values product_name product_name_default product_price option_price additional_discount_price
coupon_discount_price app_item_discount_amount payment_amount quantity product_tax_type tax_rate supplier_product_name
supplier_transaction_type supplier_id supplier_name tracking_no shipping_code claim_code claim_reason_type claim_reason
refund_bank_name refund_bank_account_no refund_bank_account_holder post_express_flag order_status request_undone
claim_quantity order_status_additional_info status_code status_text open_market_status bundled_shipping_type
shipping_company_id shipping_company_name shipping_company_code product_bundle product_bundle_no product_bundle_name
product_bundle_name_default product_bundle_type was_product_bundle original_bundle_item_no naver_pay_order_id
naver_pay_claim_status individual_shipping_fee shipping_fee_type shipping_fee_type_text shipping_payment_option
payment_info_id original_item_no store_pickup ordered_date shipped_date delivered_date purchaseconfirmation_date
cancel_date return_confirmed_date return_request_date return_collected_date cancel_request_date refund_date
exchange_request_date exchange_date product_material product_material_eng cloth_fabric product_weight volume_size
volume_size_weight clearance_category clearance_category_info clearance_category_code hs_code one_plus_n_event
origin_place origin_place_no made_in_code origin_place_value gift item_granting_gift subscription product_bundle_list
market_cancel_request market_cancel_request_quantity market_fail_reason market_fail_reason_guide
market_fail_reason_type market_item_no market_custom_variant_code option_type options market_discount_amount labels
order_status_before_cs supply_price multi_invoice shipping_expected_date
"""

_SAME_FOR_ALL: dict[str, Any] = dict.fromkeys(_DOCUMENTED.split()) | {
    "custom_product_code": "",
    "custom_variant_code": "",
    "additional_option_value": "",
    "additional_option_values": [],
    "product_tax_type": "A",
    "tax_rate": 10,
    "supplier_product_name": "",
    "supplier_transaction_type": "D",
    "open_market_status": "",
    "bundled_shipping_type": "N",
    "product_bundle": "F",
    "product_bundle_no": "0",
    "individual_shipping_fee": "0.00",
    "shipping_fee_type": "X",
    "shipping_fee_type_text": "기본배송",
    "shipping_payment_option": "P",
    "payment_info_id": "0",
    "store_pickup": "F",
    "product_weight": "1.00",
    "hs_code": "",
    "origin_place": "국내",
    "origin_place_no": 1798,
    "made_in_code": "KR",
    "origin_place_value": "",
    "subscription": "F",
    "market_discount_amount": "0.00",
    "product_bundle_list": [],
    "options": [],
}


def item_code(order: Order, item: Item) -> str:
    """The item's key: order number and two digits."""
    return f"{order.order_id}-{item.item_no:02d}"


def item_body(order: Order, item: Item) -> dict[str, Any]:
    """The item, fields in the documented order."""
    return (
        _SAME_FOR_ALL
        | _what(order, item)
        | _amounts(item)
        | _shipment(order, item)
        | _claim(order, item)
        | _dates(order, item)
        | {"order_status": item.order_status, "status_text": STATUS_NAMES.get(item.order_status, item.order_status)}
    )


def _what(order: Order, item: Item) -> dict[str, Any]:
    return {
        "shop_no": order.shop_no,
        "item_no": item.item_no,
        "order_item_code": item_code(order, item),
        "variant_code": item.variant_code,
        "product_no": item.product_no,
        "product_code": item.product_code,
        "internal_product_name": item.product_name,
        "product_name": item.product_name,
        "product_name_default": item.product_name,
        "option_id": item.variant_code[-4:],
        "option_value": item.option_value,
        "option_value_default": item.option_value,
        "option_type": "T" if item.option_value else "F",
        "quantity": item.quantity,
        "supplier_id": item.supplier_id,
        "supplier_name": item.supplier_name,
        "gift": flag(item.gift),
        "status_code": item.status_code,
    }


def _amounts(item: Item) -> dict[str, Any]:
    return {
        "product_price": money(item.product_price),
        "option_price": money(item.option_price),
        "additional_discount_price": money(item.additional_discount_price),
        "coupon_discount_price": money(item.coupon_discount_price),
        "app_item_discount_amount": money(item.app_item_discount_amount),
        # null unless the mall has 할인금액 자동계산 on
        "payment_amount": None if item.payment_amount is None else money(item.payment_amount),
        "supply_price": money(supply_price(item)),
    }


def _shipment(order: Order, item: Item) -> dict[str, Any]:
    carrier = {"shipping_company_name": item.shipping_company_name, "shipping_company_code": item.shipping_company_id}
    number = {"shipping_company_id": item.shipping_company_id, "tracking_no": item.tracking_no}
    invoice = {
        "type": "M",
        "quantity": item.quantity,
        **carrier,
        **number,
        # A string on the item, an integer here (reference 6.3).
        "shipping_company_id": int(item.shipping_company_id) if item.shipping_company_id.isdigit() else 0,
    }
    parcel = {"shipping_code": f"D-{order.order_id}-00", "multi_invoice": [invoice] if item.tracking_no else []}
    return carrier | number | parcel


def _claim(order: Order, item: Item) -> dict[str, Any]:
    return {
        "claim_code": item.claim_code or None,
        "claim_reason_type": item.claim_reason_type or None,
        "claim_reason": item.claim_reason or None,
        "claim_quantity": item.claim_quantity,
        "refund_bank_name": "",
        "refund_bank_account_no": "",
        "refund_bank_account_holder": "",
        "original_item_no": _replaced(order, item),
    }


def _replaced(order: Order, item: Item) -> list[int]:
    """The exchanged lines of the same product that a replacement line stands for."""
    if item.status_code != "N2":
        return []
    return [other.item_no for other in order.items if other.status_code == "E1" and other.product_no == item.product_no]


def _dates(order: Order, item: Item) -> dict[str, Any]:
    return {
        "ordered_date": zoneless(order.ordered),
        "shipped_date": zoneless(item.shipped),
        "delivered_date": zoneless(item.delivered),
        "purchaseconfirmation_date": zoneless(item.purchase_confirmed),
        "cancel_request_date": zoneless(item.cancel_requested),
        "cancel_date": zoneless(item.canceled),
        "return_request_date": zoneless(item.return_requested),
        "return_confirmed_date": zoneless(item.return_confirmed),
        "exchange_request_date": zoneless(item.exchange_requested),
        "exchange_date": zoneless(item.exchanged),
        "refund_date": zoneless(item.refunded),
    }
