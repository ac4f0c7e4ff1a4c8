"""Every list of the mall as Cafe24 sends it becomes rows with their values typed, nobody's data left readable."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.model import KST, Pull
from sheets_bridge.sources.cafe24 import SOURCE, boards, goods, malls, people, promotions, refunds, reports
from sheets_bridge.tables import TABLES

SAMPLES = Path(__file__).parents[1] / "samples" / "cafe24" / "lists.json"
OFFICIAL = Path(__file__).parents[3] / "shared/reference/data/cafe24/admin-2026-03-01.get.json"
NOW = datetime(2026, 2, 20, 9, 0, tzinfo=KST)
OPERATIONS, MARKETER = Privacy("operations"), Privacy()

PATHS = {
    "refunds": "/refunds",
    "products": "/products",
    "categories": "/categories",
    "brands": "/brands",
    "coupons": "/coupons",
    "coupon_issues": "/coupons/{coupon_no}/issues",
    "members": "/customersprivacy",
    "customer_groups": "/customergroups",
    "boards": "/boards",
    "reviews": "/boards/{board_no}/articles",
    "articles": "/boards/{board_no}/articles",
    "shops": "/shops/{shop_no}",
    "store": "/store",
    "dashboard": "/dashboard",
    "sales_volume": "/reports/salesvolume",
    "hourly_sales": "/reports/hourlysales",
    "hourly_product_sales": "/reports/productsales",
}
"""Stream → what it reads."""

EXPECTED: Mapping[str, Mapping[str, Any]] = {
    "refunds": {
        "refund_code": "C20260215-0000002", "order_id": "20260214-0000031", "accepted_date": "2026-02-15",
        "refund_date": "2026-02-16", "refunded_at": "2026-02-16 11:30:45", "actual_refund_amount": 16500.0,
        "order_item_codes": "20260214-0000031-02", "payment_methods": "card, point", "cancel_fee_amount": None,
    },
    "products": {"product_no": "417", "price": 17000.0, "custom_product_code": None,
                 "updated_at": "2026-02-01 09:30:00"},
    "variants": {"variant_code": "P00000QB000A", "product_name": "달빛 머그", "option_value": "색상=빨강, 크기=큰 것",
                 "quantity": 6, "additional_amount": 1500.0},
    "categories": {"category_no": "27", "category_path": "그릇 > 머그", "category_depth": 2,
                   "parent_category_no": "24"},
    "brands": {"brand_code": "B000000A", "product_count": 2},
    "coupons": {"coupon_no": "6000000000000000033", "benefit_percentage": 20.0, "issued_count": 12,
                "available_end_at": "2026-12-31 23:00:00", "benefit_price": None},
    "coupon_issues": {"issue_no": "6000000000000000132", "issued_date": "2026-02-01", "used": "F", "used_at": None,
                      "order_id": None, "expires_at": "2026-03-01 23:59:59"},
    "members": {"joined_date": "2025-12-24", "group_no": "2", "available_points": 1000.0, "area": "서울특별시 마포구",
                "name": "하*별", "email": "da***@example.com", "cellphone": "010-0000-****"},
    "customer_groups": {"group_no": "2", "discount": 5.0, "discount_unit": "P", "points": 500.0, "points_unit": "W"},
    "boards": {"board_no": "4", "board_type_name": "상품", "board_name": "상품 사용후기"},
    "reviews": {"article_no": "88", "rating": 5, "writer": "하*별", "title": None, "content": None,
                "product_no": "417", "created_at": "2026-02-14 20:15:30"},
    "articles": {"article_no": "88", "order_id": "20260214-0000031"},
    "shops": {"is_default": "T", "currency_code": "KRW", "shop_name": "달빛상점"},
    "store": {"company_name": "달빛 주식회사", "sales_product_categories": "Kitchen, Living"},
    "dashboard": {"date": "2026-02-20", "new_members_count": 4, "data_status": "집계중"},
    "dashboard_sales": {"date": "2026-02-19", "paid_price": 47500.0, "paid_count": 1, "canceled_count": 1},
    "sales_volume": {"date": "2026-02-14", "hour": 23, "settle_count": 2, "exchange_product_count": 1,
                     "counted_at": "2026-02-15 00:51:00", "data_status": "집계중"},
    "hourly_sales": {"hour": 9, "sales": 31000.0, "refund_amount": 16500.0, "order_count": 2},
    "hourly_product_sales": {"hour": 0, "variant_code": "P00000QB000A", "total_sale_count": 12, "sale_count": 1},
}  # fmt: skip
"""Table → of its first row."""

SECRETS = ("dalbit07", "하늘별", "0000-1234", "000-1234", "견본로", "101호", "1990", "192.0.2.7", "000-11", "연락")


def rows_of(
    stream: str, record: Mapping[str, Any], embed: tuple[str, ...] | None = None, privacy: Privacy = OPERATIONS
) -> dict[str, list[dict]]:
    """The rows by table, cells by column."""
    pull = Pull("samplemall", 1, stream, embed=embed)
    made = SOURCE.streams[stream].normalize(pull, Masks(b"k" * 32, privacy), NOW)(record)
    return {
        table: [dict(zip((column.id for column in TABLES[table].columns), row, strict=True)) for row in rows]
        for table, rows in made.items()
    }


def listed(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = next(value for name, value in answer.items() if name != "links")
    return found if isinstance(found, list) else [found]


def sample(stream: str) -> Mapping[str, Any]:
    return listed(json.loads(SAMPLES.read_text(encoding="utf-8"))[PATHS[stream]])[0]


def test_every_list_has_its_sample():
    rooms = (refunds, goods, promotions, people, boards, malls, reports)
    assert {stream.id for room in rooms for stream in room.STREAMS} == PATHS.keys()


@pytest.mark.parametrize("stream", PATHS)
def test_a_record_becomes_its_rows_with_their_values_typed(stream):
    made = rows_of(stream, sample(stream))
    assert made.keys() == {table.id for table in SOURCE.streams[stream].tables}
    for table, rows in made.items():
        assert {name: rows[0][name] for name in EXPECTED[table]} == EXPECTED[table]


@pytest.mark.parametrize("stream", PATHS)
def test_nobody_s_data_rests_readable(stream):
    for privacy, embed in ((MARKETER, ("title", "content")), (OPERATIONS, None)):
        everything = str(rows_of(stream, sample(stream), embed, privacy))
        assert [secret for secret in SECRETS if secret in everything] == []


def test_by_default_of_members_the_province_shows_and_of_writers_nothing():
    (member,) = rows_of("members", sample("members"), privacy=MARKETER)["members"]
    assert [member[name] for name in ("name", "email", "cellphone", "area")] == [None, None, None, "서울특별시"]
    (review,) = rows_of("reviews", sample("reviews"), ("title", "content"), MARKETER)["reviews"]
    assert [review[name] for name in ("writer", "title", "content")] == [None, None, None]


def test_a_single_column_unmasked_by_table_and_name_is_whole():
    shown = Privacy(unmasked=frozenset({"members.cellphone", "reviews.content"}))
    (member,) = rows_of("members", sample("members"), privacy=shown)["members"]
    assert (member["cellphone"], member["email"]) == (sample("members")["cellphone"], None)
    (review,) = rows_of("reviews", sample("reviews"), ("title", "content"), shown)["reviews"]
    assert (review["content"], review["title"]) == ("010-0000-1234로 연락 주세요", None)


def test_a_member_is_told_by_e_mail_and_phone_as_a_buyer_is():
    masks, told = Masks(b"k" * 32), sample("members")
    (member,) = rows_of("members", told)["members"]
    assert member["email_key"] == masks.email_key("samplemall", told["email"].upper())
    assert member["cellphone_key"] == masks.phone_key("samplemall", told["cellphone"].replace("-", " "))


def test_what_somebody_wrote_rests_where_it_was_asked_for():
    (review,) = rows_of("reviews", sample("reviews"), embed=("content",))["reviews"]
    assert (review["title"], review["content"]) == (None, "***로 연락 주세요")


def test_the_same_member_has_the_same_key_wherever_they_are():
    keys = {rows_of(stream, sample(stream))[stream][0]["customer_key"]
            for stream in ("refunds", "coupon_issues", "members", "reviews")}  # fmt: skip
    assert len(keys) == 1
    assert keys != {None}


def test_an_hour_whose_sales_cafe24_does_not_tell_makes_its_day_uncollected_and_no_smaller():
    (row,) = rows_of("hourly_sales", {**sample("hourly_sales"), "sales": None})["hourly_sales"]
    assert row["sales"] is None
    assert row["data_status"].startswith("미수집")


def test_a_product_without_options_or_stock_keeps_them_apart():
    second = rows_of("products", sample("products"))["variants"][1]
    assert (second["option_value"], second["quantity"], second["product_no"]) == (None, 0, "417")


class Noting(dict):
    """A record that notes which fields it was asked for in vain."""

    missed: set[str]

    def get(self, name: str, default: Any = None) -> Any:
        if name not in self:
            self.missed.add(name)
        return super().get(name, default)


def official() -> Iterator[tuple[str, Mapping[str, Any]]]:
    described = json.loads(OFFICIAL.read_text(encoding="utf-8"))["resources"]
    told = {one["path"].removeprefix("/api/v2/admin"): one.get("response_example")
            for resource in described for one in resource["operations"]}  # fmt: skip
    return ((stream, record) for stream, path in PATHS.items() for record in listed(told[path]))


NOT_CAFE24_S_OWN = {
    "reviews": {"board_name"}, "articles": {"board_name"}, "coupon_issues": {"coupon_name"},
    "products": {"variants"}, "sales_volume": {"exchange_product_count"},
}  # fmt: skip
"""What the list they are read for tells, what comes only where it is asked for, and what is spelt wrong there."""


@pytest.mark.recorded
def test_every_official_sample_is_taken_and_every_field_read_is_one_of_its():
    streams = set()
    for stream, record in official():
        noting = Noting(record)
        noting.missed = set()
        made = rows_of(stream, noting)
        assert made[SOURCE.streams[stream].tables[0].id], stream
        assert noting.missed - NOT_CAFE24_S_OWN.get(stream, set()) == set(), stream
        streams.add(stream)
    assert streams == PATHS.keys()


@pytest.mark.parametrize(
    ("stream", "field"),
    [("refunds", "refund_code"), ("products", "product_no"), ("coupon_issues", "issue_no"), ("members", "member_id"),
     ("reviews", "article_no"), ("hourly_product_sales", "variants_code"), ("categories", "category_no"),
     ("hourly_sales", "collection_hour"), ("sales_volume", "collection_date")],
)  # fmt: skip
def test_a_record_without_its_key_is_refused(stream, field):
    with pytest.raises((ValueError, TypeError)):
        rows_of(stream, {**sample(stream), field: None})


@pytest.mark.parametrize(
    ("stream", "field", "value"),
    [("refunds", "actual_refund_amount", "a lot"), ("members", "created_date", "yesterday"),
     ("products", "variants", {"0": {}}), ("hourly_sales", "sales", {"krw": 1}), ("reviews", "writer", ["x"])],
)  # fmt: skip
def test_a_record_of_a_wrong_type_is_refused_and_its_content_is_not_told(stream, field, value):
    with pytest.raises((ValueError, TypeError)) as refused:
        rows_of(stream, {**sample(stream), field: value})
    assert "yesterday" not in str(refused.value)
    assert "a lot" not in str(refused.value)
