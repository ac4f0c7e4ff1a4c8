"""The truth endpoint's rows: our tables, worked out from the story."""

import json
import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.model import DayOfVisits, Item, Order, Person, Shop
from sheets_bridge.sandbox.truth import truth

KST = timezone(timedelta(hours=9))
START = datetime(2026, 11, 1, 9, 0, tzinfo=KST)
DOCS = Path(__file__).parents[3] / "docs" / "tables.md"
TABLES = ("orders", "order_items", "visitors")
SOMEBODY = Person("bomi1", "김보미", "bomi@example.com", "010-0000-0001", "06000", "서울특별시 강남구 예시로 1", "")


class OneOrder:
    """A story of one order that was written by hand."""

    first_day = date(2022, 12, 31)
    shops = (Shop(1, "가", "USD", "en_US", True), Shop(2, "나", "JPY", "ja_JP", False))

    def __init__(self, *orders):
        self._orders = orders

    def orders(self, now, shop_no):
        assert shop_no == 1
        return self._orders

    def visits(self, now, shop_no, day):
        assert shop_no == 1
        counts = {date(2022, 12, 31): (3, 2, 1, 3, 2, 10), date(2023, 1, 1): (0, 0, 0, 0, 0, 0)}
        return DayOfVisits(day, *counts.get(day, (1, 1, 0, 1, 1, 4)), hours=())


def an_item(number, status, kind="N1", **more):
    return Item(
        item_no=number, product_no=12, product_code="P000000M", variant_code="P000000M000A", product_name="=1+1",
        option_value="", quantity=2, product_price=Decimal("10.50"), option_price=Decimal("0.00"),
        additional_discount_price=Decimal("1.00"), coupon_discount_price=Decimal("0.25"),
        app_item_discount_amount=Decimal("0.00"), payment_amount=None, order_status=status, status_code=kind,
        supplier_id="S0000000", supplier_name="In-house", **more,
    )  # fmt: skip


def an_order(*items, **more):
    facts = {
        "shop_no": 1, "order_id": "20230101-0000013", "ordered": datetime(2023, 1, 1, 0, 0, 5, tzinfo=KST),
        "currency": "USD", "person": SOMEBODY, "receiver": SOMEBODY, "shipping_message": "", "first_order": True,
        "from_mobile": False, "order_place_id": "cafe24", "order_place_name": "PC Shop", "market_id": "self",
        "payment_methods": ("card", "point"), "payment_method_names": ("Credit Card", "Points"),
        "order_price_amount": Decimal("42.00"), "shipping_fee": Decimal("12.50"),
        "points_spent_amount": Decimal("1.00"), "credits_spent_amount": Decimal("0.00"),
        "coupon_discount_price": Decimal("0.50"), "membership_discount_amount": Decimal("0.00"), "naver_point": 0,
        "payment_amount": Decimal("51.00"), "actual_payment_amount": Decimal("51.00"), "paid": "T", "canceled": "F",
        "shipping_status": "X", "paid_at": datetime(2023, 1, 2, 23, 59, 59, tzinfo=KST), "canceled_at": None,
    }  # fmt: skip
    return Order(**(facts | more), items=items)


def only_row(answer):
    assert len(answer["rows"]) == 1
    return dict(zip(answer["columns"], answer["rows"][0], strict=True))


def test_an_order_row_is_as_worked_out_by_hand():
    order = an_order(an_item(1, "N30"), an_item(2, "C40", "C2"), an_item(3, "N30"), canceled="M")
    assert only_row(truth(OneOrder(order), "mymall", "orders", START)) == {
        "account": "mymall", "shop_no": 1, "order_id": "20230101-0000013", "order_date": "2023-01-01",
        "ordered_at": "2023-01-01 00:00:05", "order_status": "N30, C40", "order_status_name": "배송중, 취소완료",
        "paid": "T", "paid_date": "2023-01-02", "paid_at": "2023-01-02 23:59:59", "canceled": "M",
        "canceled_at": None, "shipping_status": "X", "order_place_id": "cafe24", "order_place_name": "PC Shop",
        "market_id": "self", "order_from_mobile": "F", "first_order": "T", "member": "T",
        "payment_method": "card, point", "payment_method_name": "Credit Card, Points", "currency": "USD",
        "order_price_amount": 42, "shipping_fee": 12.5, "points_spent_amount": 1, "credits_spent_amount": 0,
        "coupon_discount_price": 0.5, "membership_discount_amount": 0, "naver_point": 0, "payment_amount": 51,
        "actual_payment_amount": 51, "item_count": 3, "quantity": 6,
    }  # fmt: skip


def test_an_item_row_is_as_worked_out_by_hand():
    returned = datetime(2023, 2, 1, 10, 0, tzinfo=KST)
    item = an_item(
        7, "R41", "C3", claim_code="R20230131-0000013", claim_reason_type="P", claim_quantity=2, tracking_no="0012",
        shipping_company_name="DHL", return_requested=returned - timedelta(days=1), return_confirmed=returned,
    )  # fmt: skip
    row = only_row(truth(OneOrder(an_order(item)), "mymall", "order_items", START))
    assert {name: value for name, value in row.items() if value is not None} == {
        "account": "mymall", "shop_no": 1, "order_item_code": "20230101-0000013-07", "order_id": "20230101-0000013",
        "order_date": "2023-01-01", "ordered_at": "2023-01-01 00:00:05", "currency": "USD", "product_no": "12",
        "product_code": "P000000M", "variant_code": "P000000M000A", "product_name": "=1+1", "quantity": 2,
        "product_price": 10.5, "option_price": 0, "additional_discount_price": 1, "coupon_discount_price": 0.25,
        "app_item_discount_amount": 0, "order_status": "R41", "order_status_name": "반품완료 - 환불전",
        "status_code": "C3", "claim_kind": "반품", "market_id": "self",
        "claim_code": "R20230131-0000013", "claim_reason_type": "P", "claim_quantity": 2,
        "supplier_id": "S0000000", "supplier_name": "In-house", "gift": "F", "tracking_no": "0012",
        "shipping_company_name": "DHL", "return_requested_at": "2023-01-31 10:00:00",
        "return_confirmed_at": "2023-02-01 10:00:00",
    }  # fmt: skip


def test_visitor_rows_are_as_worked_out_by_hand():
    now = datetime(2023, 1, 7, 0, 10, tzinfo=KST)
    rows = truth(OneOrder(), "mymall", "visitors", now)["rows"]
    assert rows[0] == ["mymall", 1, "2022-12-31", 3, 2, 1, 3, 2, 10, 3.3333, "접속통계", "확정"]
    assert rows[1] == ["mymall", 1, "2023-01-01", 0, 0, 0, 0, 0, 0, None, "카페24 애널리틱스", "집계중"]
    assert [row[2] for row in rows] == ["2022-12-31", *(f"2023-01-0{day}" for day in range(1, 8))]
    assert {row[-1] for row in rows[1:]} == {"집계중"}


def test_an_order_of_a_guest_that_is_not_paid_has_blanks():
    order = an_order(an_item(1, "N00"), person=Person("", "", "", "", "", "", ""), paid="F", paid_at=None)
    row = only_row(truth(OneOrder(order), "mymall", "orders", START))
    assert (row["member"], row["paid_date"], row["paid_at"]) == ("F", None, None)


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_of_the_documentation_in_its_order(table):
    section = next(part for part in DOCS.read_text("utf-8").split("\n## ") if part.startswith(f"{table}:"))
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    named = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    answer = truth(Story("demo", seed=1, start=START, days=1, orders_per_day=1), "demo", table, START)
    assert answer["columns"] == [name for name in named if not name.endswith("_key")]
    key = re.search(r"key `([^`]+)`", section)
    assert key is not None
    assert answer["key"] == key[1].split(", ")


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_both_active_shops_come_sorted_by_key_each_key_once(table):
    answer = truth(Story("demo", seed=3, start=START, days=30, orders_per_day=30), "demo", table, START)
    keys = [tuple(row[answer["columns"].index(name)] for name in answer["key"]) for row in answer["rows"]]
    assert keys == sorted(set(keys))
    assert {key[1] for key in keys} == {1, 2}
    assert json.loads(json.dumps(answer)) == answer


def test_there_is_a_row_for_every_order_item_and_day():
    told = Story("demo", seed=3, start=START, days=30, orders_per_day=30)
    orders = told.orders(START, 1) + told.orders(START, 2)
    assert len(truth(told, "demo", "orders", START)["rows"]) == len(orders)
    assert len(truth(told, "demo", "order_items", START)["rows"]) == sum(len(order.items) for order in orders)
    assert len(truth(told, "demo", "visitors", START)["rows"]) == 2 * 31


def test_an_unknown_table_is_refused():
    with pytest.raises(KeyError):
        truth(Story("demo", seed=1, start=START, days=1, orders_per_day=1), "demo", "nothing", START)
