"""One order as Cafe24 sends it becomes one order row and its item rows, odd spots included."""

import copy
import json
from datetime import datetime
from pathlib import Path

import orjson
import pytest

from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.model import KST, Pull, Table
from sheets_bridge.sources.cafe24 import SOURCE
from sheets_bridge.tables import ORDER_ITEMS, ORDERS

SAMPLE = Path(__file__).parents[1] / "samples" / "cafe24" / "orders.json"
OFFICIAL = (
    Path(__file__).parents[3]
    / "shared/reference/data/cafe24/samples/02_orders_list_embed_items_receivers_buyer.COMPOSED.json"
)
PULL = Pull("samplemall", 1, "orders")
NOW = datetime(2026, 2, 20, 9, 0, tzinfo=KST)
normalize = SOURCE.streams["orders"].normalize(PULL, Masks(b"k" * 32), NOW)


def cells(table: Table, row: tuple) -> dict:
    return dict(zip((column.id for column in table.columns), row, strict=True))


def records() -> list[dict]:
    return json.loads(SAMPLE.read_text(encoding="utf-8"))["orders"]


def test_an_order_becomes_one_row_with_its_values_typed():
    order = cells(ORDERS, normalize(records()[0])["orders"][0])
    expected = {
        "account": "samplemall",
        "shop_no": 1,
        "order_id": "20260214-0000031",
        "order_date": "2026-02-14",
        "ordered_at": "2026-02-14 23:59:58",
        "order_status": "N30, C40",
        "order_status_name": "배송중, 취소완료",
        "paid": "T",
        "paid_date": "2026-02-15",
        "paid_at": "2026-02-15 00:00:03",
        "canceled": "M",
        "canceled_at": None,
        "payment_method": "card, point",
        "payment_method_name": "신용카드, 적립금",
        "order_price_amount": 48000.0,
        "membership_discount_amount": 1000.0,
        "payment_amount": 47500.0,
        "actual_payment_amount": 29500.0,
        "item_count": 2,
        "quantity": 3,
        "member": "T",
    }
    assert {name: order[name] for name in expected} == expected


def test_each_item_becomes_a_row_and_blank_stays_blank():
    first, second = (cells(ORDER_ITEMS, row) for row in normalize(records()[0])["order_items"])
    assert (first["payment_amount"], second["payment_amount"]) == (17000.0, None)
    assert (second["product_price"], second["option_price"]) == (15000.0, 1500.0)
    assert (second["shipped_at"], second["tracking_no"]) == (None, None)
    assert second["refunded_at"] == "2026-02-15 11:30:45"
    assert second["order_status_name"] == "취소완료"
    assert (first["product_no"], first["ordered_at"]) == ("417", "2026-02-14 23:59:58")
    assert second["product_name"] == '=HYPERLINK("x") 에코백'


def test_a_guest_who_has_not_paid_has_no_key_and_no_pay_date():
    order = cells(ORDERS, normalize(records()[1])["orders"][0])
    assert (order["member"], order["customer_key"], order["paid_at"]) == ("F", None, None)
    assert (order["order_place_name"], order["market_id"], order["naver_point"]) == (None, None, 1200.0)


PEOPLE = ("하늘별", "010-0000-1234", "dalbit07", "견본로", "101호")


def shown(profile: str, *unmasked: str) -> dict:
    masks = Masks(b"k" * 32, Privacy(profile, frozenset(unmasked)))
    return cells(ORDERS, SOURCE.streams["orders"].normalize(PULL, masks, NOW)(records()[0])["orders"][0])


def test_by_default_nothing_of_a_person_leaves_but_the_province():
    everything = str(normalize(records()[0])) + str(normalize(records()[1]))
    assert [secret for secret in (*PEOPLE, "하*별", "010-0000-****") if secret in everything] == []
    order = cells(ORDERS, normalize(records()[0])["orders"][0])
    assert (order["buyer_name"], order["buyer_email"], order["buyer_cellphone"]) == (None, None, None)
    assert order["receiver_area"] == "서울특별시"


def test_for_operations_people_are_masked():
    order = shown("operations")
    assert [secret for secret in PEOPLE if secret in str(order)] == []
    assert (order["buyer_name"], order["buyer_cellphone"]) == ("하*별", "010-0000-****")
    assert (order["buyer_email"], order["receiver_area"]) == ("da***@example.com", "서울특별시 마포구")


def test_a_column_unmasked_by_name_shows_all_and_no_other_does():
    order = shown("marketer", "orders.buyer_cellphone")
    assert (order["buyer_cellphone"], order["buyer_name"], order["receiver_cellphone"]) == ("010-0000-1234", None, None)


def test_the_keys_of_a_person_are_the_same_however_phone_and_address_are_written():
    masks, record = Masks(b"k" * 32), records()[0]
    order = shown("marketer")
    assert order["email_key"] == masks.email_key("samplemall", f" {record['buyer']['email'].upper()} ")
    assert order["cellphone_key"] == masks.phone_key("samplemall", "+82 10 0000 1234")
    assert order["cellphone_key"] != masks.phone_key("samplemall", "010-0000-1235")


def test_the_same_customer_has_the_same_key_and_another_installation_another_one():
    elsewhere = SOURCE.streams["orders"].normalize(PULL, Masks(b"x" * 32), NOW)
    keys = [cells(ORDERS, made["orders"][0])["customer_key"] for made in map(normalize, [records()[0], records()[0]])]
    assert keys[0] == keys[1]
    assert keys[0] != cells(ORDERS, elsewhere(records()[0])["orders"][0])["customer_key"]


def test_without_items_what_only_items_know_is_blank():
    record = {name: value for name, value in records()[0].items() if name != "items"}
    made = normalize(record)
    order = cells(ORDERS, made["orders"][0])
    assert made["order_items"] == []
    assert (order["item_count"], order["quantity"], order["order_status"]) == (None, None, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("order_id", None),
        ("payment_amount", "a lot"),
        ("payment_amount", {"krw": 1}),
        ("order_date", "yesterday"),
        ("items", {"0": {}}),
        ("initial_order_amount", ["0"]),
        ("shop_no", 2),
        ("payment_amount", "1e400"),
        ("paid", True),
    ],
)
def test_a_record_of_a_wrong_type_is_refused_whole_and_names_the_field(field, value):
    record = copy.deepcopy(records()[0])
    record[field] = value
    with pytest.raises((ValueError, TypeError), match=field):
        normalize(record)


def test_unknown_status_codes_and_new_fields_pass():
    record = copy.deepcopy(records()[0])
    record["items"][0]["order_status"] = "Z99"
    record["brand_new_field"] = {"a": 1}
    assert cells(ORDERS, normalize(record)["orders"][0])["order_status_name"] == "Z99, 취소완료"


@pytest.mark.recorded
def test_the_official_sample_passes_with_the_right_values():
    orders = orjson.loads(OFFICIAL.read_bytes())["orders"]
    first, second = (cells(ORDERS, normalize(record)["orders"][0]) for record in orders)
    assert (first["order_id"], first["payment_method"], first["payment_amount"]) == (
        "20170710-0000013",
        "card, cash",
        30000.0,
    )
    assert (second["shipping_status"], second["canceled_at"], second["payment_amount"]) == ("M", None, 10000.0)
    items = [cells(ORDER_ITEMS, row) for row in normalize(orders[0])["order_items"]]
    assert [item["purchase_confirmed_at"] for item in items] == ["2017-07-10 15:58:07"] * 2
    assert items[0]["payment_amount"] == 29000.0


def test_an_item_says_which_claim_it_is_in_and_of_which_market_it_is():
    record = copy.deepcopy(records()[0])
    old, new = record["items"]
    record["market_id"] = "coupang"
    old.update(status_code="E1", order_status="E40", claim_code="E20260215-0000001")
    new.update(status_code="N2", order_status="N20", original_item_no=[242, 473])
    first, second = (cells(ORDER_ITEMS, row) for row in normalize(record)["order_items"])
    told = ("claim_kind", "claim_code", "status_code", "original_item_nos", "market_id")
    assert [first[name] for name in told] == ["교환", "E20260215-0000001", "E1", None, "coupang"]
    assert [second[name] for name in ("claim_kind", *told[2:])] == [None, "N2", "242, 473", "coupang"]


@pytest.mark.parametrize(
    ("status", "kind"), [("C40", "취소"), ("R12", "반품"), ("E31", "교환"), ("N40", None), (None, None)]
)
def test_a_claim_is_known_by_the_first_letter_of_the_status(status, kind):
    record = copy.deepcopy(records()[0])
    record["items"][0]["order_status"] = status
    assert cells(ORDER_ITEMS, normalize(record)["order_items"][0])["claim_kind"] == kind
