"""One order as it came → one order row and its item rows. Pure; personal data is masked here, before it rests."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sheets_bridge import values
from sheets_bridge.api.body import Form
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Record, Value
from sheets_bridge.normalizing import Field, compiled, read_all
from sheets_bridge.source import Normalize, Rows
from sheets_bridge.sources.cafe24.statuses import claim, meaning
from sheets_bridge.tables import ORDER_ITEMS, ORDERS

_ORDER: Mapping[str, Field] = {
    "order_id": (values.required, "order_id"),
    "order_date": (values.day, "order_date"),
    "ordered_at": (values.moment, "order_date"),
    "paid": (values.text, "paid"),
    "paid_date": (values.day, "payment_date"),
    "paid_at": (values.moment, "payment_date"),
    "canceled": (values.text, "canceled"),
    "canceled_at": (values.moment, "cancel_date"),
    "shipping_status": (values.text, "shipping_status"),
    "order_place_id": (values.text, "order_place_id"),
    "order_place_name": (values.text, "order_place_name"),
    "market_id": (values.text, "market_id"),
    "order_from_mobile": (values.text, "order_from_mobile"),
    "first_order": (values.text, "first_order"),
    "payment_method": (values.joined, "payment_method"),
    "payment_method_name": (values.joined, "payment_method_name"),
    "currency": (values.text, "currency"),
    "naver_point": (values.money, "naver_point"),
    "payment_amount": (values.money, "payment_amount"),
}

_AS_ORDERED: Mapping[str, Field] = {
    name: (values.money, name)
    for name in (
        "order_price_amount",
        "shipping_fee",
        "points_spent_amount",
        "credits_spent_amount",
        "coupon_discount_price",
        "membership_discount_amount",
    )
}
"""From `initial_order_amount`."""

_ACTUAL: Mapping[str, Field] = {"actual_payment_amount": (values.money, "payment_amount")}
"""From `actual_order_amount`."""

_OF_ITEMS = ("order_status", "order_status_name", "item_count", "quantity")
_OF_PEOPLE = (
    "member", "customer_key", "buyer_name", "buyer_email", "buyer_cellphone",
    "receiver_name", "receiver_cellphone", "receiver_area", "email_key", "cellphone_key", "receiver_key",
)  # fmt: skip
_MASKED = _OF_PEOPLE[2:8]
_OF_ITS_ORDER = ("order_id", "order_date", "ordered_at", "currency", "market_id")

_ITEM: Mapping[str, Field] = {
    "order_item_code": (values.required, "order_item_code"),
    "product_no": (values.text, "product_no"),
    "product_code": (values.text, "product_code"),
    "variant_code": (values.text, "variant_code"),
    "product_name": (values.text, "product_name"),
    "option_value": (values.text, "option_value"),
    "quantity": (values.integer, "quantity"),
    "product_price": (values.money, "product_price"),
    "option_price": (values.money, "option_price"),
    "additional_discount_price": (values.money, "additional_discount_price"),
    "coupon_discount_price": (values.money, "coupon_discount_price"),
    "app_item_discount_amount": (values.money, "app_item_discount_amount"),
    "payment_amount": (values.money, "payment_amount"),
    "order_status": (values.text, "order_status"),
    "order_status_name": (lambda code: meaning(code) if code else None, "order_status"),
    "status_code": (values.text, "status_code"),
    "claim_code": (values.text, "claim_code"),
    "claim_reason_type": (values.text, "claim_reason_type"),
    "claim_quantity": (values.integer, "claim_quantity"),
    "supplier_id": (values.text, "supplier_id"),
    "supplier_name": (values.text, "supplier_name"),
    "gift": (values.text, "gift"),
    "tracking_no": (values.text, "tracking_no"),
    "shipping_company_name": (values.text, "shipping_company_name"),
    "shipped_at": (values.moment, "shipped_date"),
    "delivered_at": (values.moment, "delivered_date"),
    "purchase_confirmed_at": (values.moment, "purchaseconfirmation_date"),
    "cancel_requested_at": (values.moment, "cancel_request_date"),
    "canceled_at": (values.moment, "cancel_date"),
    "return_requested_at": (values.moment, "return_request_date"),
    "return_confirmed_at": (values.moment, "return_confirmed_date"),
    "exchange_requested_at": (values.moment, "exchange_request_date"),
    "exchanged_at": (values.moment, "exchange_date"),
    "refunded_at": (values.moment, "refund_date"),
    "claim_kind": (claim, "order_status"),
    "return_collected_at": (values.moment, "return_collected_date"),
    "original_item_nos": (values.joined, "original_item_no"),
}


def _fields(of: Mapping[str, Field], **others: Form) -> Mapping[str, Form]:
    return {name: None for _, name in of.values()} | others


WANTED: Form = _fields(
    _ORDER,
    shop_no=None,
    initial_order_amount=_fields(_AS_ORDERED),
    actual_order_amount=_fields(_ACTUAL),
    items=[_fields(_ITEM)],
    member_id=None,
    member_email=None,
    buyer=None,
    receivers=None,
)
"""The fields of an order that its rows are made of."""

_order_row = compiled(ORDERS, ("account", "shop_no", *_AS_ORDERED, *_ACTUAL, *_OF_ITEMS, *_OF_PEOPLE), _ORDER)
_item_row = compiled(ORDER_ITEMS, ("account", "shop_no", *_OF_ITS_ORDER), _ITEM)
_places_of_its_order = [ORDERS.position(column) for column in _OF_ITS_ORDER]


def normalize(pull: Pull, masks: Masks, _now: datetime) -> Normalize:
    """The normalizer of a pull.

    A record whose key is missing or whose fields have a wrong type raises ValueError or TypeError, whole: a half order
    would be a lie.
    """
    whose = (pull.account, pull.shop_no)
    people = _people(pull, masks)

    def rows(record: Record) -> Rows:
        if values.integer(record.get("shop_no")) not in (pull.shop_no, None):
            raise ValueError("shop_no")
        items = _items(record)
        own = (*whose, *_amounts(record), *_summary(items), *people(record))
        order = _order_row(record, own)
        of_order = (*whose, *(order[place] for place in _places_of_its_order))
        return {ORDERS.id: [order], ORDER_ITEMS.id: [_item_row(item, of_order) for item in items or ()]}

    return rows


def _items(record: Record) -> Sequence[Record] | None:
    """The embedded items; None where they were not asked for."""
    items = record.get("items")
    if items is not None and not (isinstance(items, list) and all(isinstance(item, dict) for item in items)):
        raise TypeError("items")
    return items


def _amounts(record: Record) -> list[Value]:
    ordered, actual = record.get("initial_order_amount") or {}, record.get("actual_order_amount") or {}
    if not isinstance(ordered, dict) or not isinstance(actual, dict):
        raise TypeError("initial_order_amount")
    return read_all(_AS_ORDERED, ordered) + read_all(_ACTUAL, actual)


def _summary(items: Sequence[Record] | None) -> Sequence[Value]:
    """What the items together say of their order (`_OF_ITEMS`); blank where there are none to ask."""
    if not items:
        return (None, None, None, None)
    codes = dict.fromkeys(code for item in items if (code := values.text(item.get("order_status"))))
    quantity = sum(values.integer(item.get("quantity")) or 0 for item in items)
    return (", ".join(codes) or None, ", ".join(map(meaning, codes)) or None, len(items), quantity)


def _people(pull: Pull, masks: Masks) -> Callable[[Record], Sequence[Value]]:
    """What may rest of the people behind an order (`_OF_PEOPLE`)."""
    worn = masks.of(ORDERS, _MASKED)
    without = (None,) * len(_MASKED)

    def people(record: Record) -> Sequence[Value]:
        member_id = values.text(record.get("member_id"))
        known = ("T" if member_id else "F", masks.customer_key(pull.account, member_id))
        # The list names a member's e-mail address by itself (reference: cafe24-admin 6.2), a guest's only with buyer.
        address = values.text(record.get("member_email"))
        if "buyer" not in record and "receivers" not in record:
            return (*known, *without, masks.email_key(pull.account, address), None, None)
        buyer, receiver = _first(record.get("buyer")), _first(record.get("receivers"))
        raw = _raw(buyer, receiver)
        keys = (
            masks.email_key(pull.account, raw[1] or address),
            masks.phone_key(pull.account, raw[2] or values.text(buyer.get("phone"))),
            masks.phone_key(pull.account, raw[4] or values.text(receiver.get("phone"))),
        )
        return (*known, *(mask(text) for mask, text in zip(worn, raw, strict=True)), *keys)

    return people


def _raw(buyer: Record, receiver: Record) -> Sequence[str | None]:
    """The columns of `_MASKED` before their masks."""
    of_buyer = [values.text(buyer.get(name)) for name in ("name", "email", "cellphone")]
    return [*of_buyer, *(values.text(receiver.get(name)) for name in ("name", "cellphone", "address1"))]


def _first(embedded: Any) -> Record:
    """`buyer` is an object and `receivers` a list, but clients have met either as the other (reference: §6.3)."""
    one = embedded[0] if isinstance(embedded, list) and embedded else embedded
    return one if isinstance(one, dict) else {}
