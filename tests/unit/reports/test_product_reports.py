"""Which product an ad's cost is of, what is blank where something was not collected, and what was merely looked at."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ads_bench import DAY, MALL, META, NAVER, NEXT_DAY, TODAY, AdBooks
from hypothesis import given, settings
from hypothesis import strategies as st

REPORT = "product_performance"
UNASSIGNED, LOOKS_ALONE = "(상품 미지정)", "(조회만 된 상품)"


class GoodsBooks(AdBooks):
    """Books in which orders have items, and products are looked at."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        for table in ("order_items", "product_cart", "category_sales"):
            self.covers(table, MALL, 1)
        self.items = 0

    def buys(self, *items: tuple[str, float] | dict[str, Any], day: str = DAY, **tag: str | None) -> None:
        """A paid order of products (number, price each of one piece), and its tag."""
        self._sold(self.sells(1.0, day, **tag), items, day)

    def buys_by_nobody_knows_what(self, *items: tuple[str, float]) -> None:
        """A paid order of which statistics tell nothing."""
        self._sold(f"{DAY.replace('-', '')}-9999999", items, DAY)

    def _sold(self, order_id: str, items: Iterable[tuple[str, float] | dict[str, Any]], day: str) -> None:
        self.land("orders", [{"order_id": order_id, "ordered_at": f"{day} 10:00:00", "currency": "KRW", "paid": "T",
                              "paid_date": day, "market_id": "self"}])  # fmt: skip
        for item in items:
            self.items += 1
            told = item if isinstance(item, dict) else {"product_no": item[0], "product_price": item[1]}
            self.land("order_items", [{"order_item_code": f"{order_id}-{self.items}", "order_id": order_id,
                                       "quantity": 1, "status_code": "N1", "currency": "KRW", **told}])  # fmt: skip

    def looked_at(self, product: str, views: int, carts: int = 0, day: str = DAY) -> None:
        """Looks of a day."""
        self.land("product_cart", [{"date": day, "product_no": product, "product_name": f"상품 {product}",
                                    "view_count": views, "add_cart_count": carts, "data_status": "확정"}])  # fmt: skip

    def costs(self, day: str = DAY) -> dict[str, float | None]:
        """Product or line → its part of the cost."""
        return {row["product_line"]: row["ad_cost"] for row in self.rows(REPORT) if row["date"] == day}


@pytest.fixture
def books(tmp_path: Path) -> Iterator[GoodsBooks]:
    made = GoodsBooks(tmp_path)
    yield made
    made.store.close()


def test_a_cost_is_shared_out_by_what_the_orders_of_its_campaign_bought_that_day(books):
    books.advertises(NAVER, "C-1", 1000)
    books.advertises(META, "C-2", 500)
    books.buys(("31", 300.0), ("32", 100.0), source="naver", campaign="C-1")
    books.buys(("32", 9000.0))
    books.buys(("33", 50.0), day=NEXT_DAY, source="meta", campaign="C-2")
    assert books.costs() == {"31": 750, "32": 250, UNASSIGNED: 500}
    assert books.costs(NEXT_DAY) == {"33": 0}
    row = books.row(REPORT, product_no="31")
    assert [row[name] for name in ("sold_amount", "ad_sold_amount", "naver_sold_amount", "meta_sold_amount")] == [
        300, 300, 300, 0
    ]  # fmt: skip
    assert (row["real_roas"], row["ad_share"], row["data_status"]) == (0.4, 1, "확정")
    assert books.row(REPORT, product_no="32")["ad_share"] == pytest.approx(100 / 9100)


def test_the_products_somebody_typed_bear_the_cost_alike_before_anything_that_is_found(books):
    books.advertises(NAVER, "C-1", 1000, name="봄 세일", landing_product_no="99")
    books.buys(("31", 300.0), source="naver", campaign="C-1")
    books.types("campaign_map", {"utm_campaign": "봄  세일", "product_no": "41"},
                {"campaign_id": "c-1", "medium": "네이버", "product_no": "42"})  # fmt: skip
    assert books.costs() == {"31": 0, "41": 500, "42": 500}


def test_a_product_typed_for_a_tag_is_of_the_campaign_that_another_line_says_the_tag_means(books):
    books.advertises(META, "C-2", 600)
    books.types("campaign_map", {"utm_campaign": "launch", "product_no": "41"},
                {"utm_campaign": "Launch", "campaign_id": "C-2"})  # fmt: skip
    assert books.costs() == {"41": 600}


def test_a_typed_name_of_two_campaigns_decides_nothing_unless_it_says_the_medium(books):
    books.advertises(NAVER, "C-1", 1000, name="상시")
    books.advertises(META, "C-2", 500, name="상시")
    books.types("campaign_map", {"utm_campaign": "상시", "product_no": "41"})
    assert books.costs() == {UNASSIGNED: 1500}
    books.types("campaign_map", {"utm_campaign": "상시", "medium": "메타", "product_no": "41"})
    assert books.costs() == {UNASSIGNED: 1000, "41": 500}


def test_the_product_in_an_ads_address_bears_its_cost_and_other_ads_of_the_campaign_go_by_sales(books):
    books.advertises(NAVER, "C-1", 1000, ad_id="A-1", landing_product_no="31")
    books.advertises(NAVER, "C-1", 300, ad_id="A-2")
    books.buys(("32", 10.0), source="naver", campaign="C-1")
    assert books.costs() == {"31": 1000, "32": 300}


def test_a_missing_medium_leaves_every_products_cost_blank_and_says_why_while_sales_stay(books):
    books.advertises(NAVER, "C-1", 1000)
    books.advertises(META, "C-2", 500, NEXT_DAY)
    books.misses(META, DAY)
    books.buys(("31", 300.0), source="naver", campaign="C-1")
    row = books.row(REPORT, product_no="31")
    assert [row[name] for name in ("sold_amount", "ad_sold_amount", "ad_cost", "real_roas")] == [300, 300, None, None]
    assert row["data_status"] == "미수집 (메타 광고비: 로그인 필요, 2026-10-11 07:00)"
    nothing_else = books.row(REPORT, product_line=UNASSIGNED)
    assert (nothing_else["ad_cost"], nothing_else["data_status"]) == (None, row["data_status"])


def test_a_day_whose_ways_of_orders_are_missing_has_sales_and_knows_not_which_came_by_ads(books):
    books.advertises(NAVER, "C-1", 1000)
    books.buys_by_nobody_knows_what(("31", 300.0))
    books.lacks("order_sources", DAY, "통계 권한 없음, 2026-10-11 07:00")
    row = books.row(REPORT, product_no="31")
    assert [row[name] for name in ("sold_amount", "ad_sold_count", "ad_sold_amount", "ad_cost", "real_roas")] == [
        300, None, None, None, None
    ]  # fmt: skip
    assert row["data_status"] == "미수집 (유입 주문: 통계 권한 없음, 2026-10-11 07:00)"
    assert books.costs()[UNASSIGNED] == 1000


def test_orders_whose_items_were_not_asked_for_are_not_taken_for_no_sales(books):
    books.advertises(NAVER, "C-1", 1000)
    books.buys(("31", 300.0))
    books.buys()
    row = books.row(REPORT, product_no="31")
    assert (row["sold_count"], row["sold_amount"]) == (None, None)
    assert row["data_status"] == "미수집 (품목을 모르는 주문 1건)"


def test_what_was_given_back_stands_on_the_day_of_the_sale_and_gifts_and_replacements_are_no_sales(books):
    sold = {"product_no": "31", "product_price": 100.0, "option_price": 20.0, "quantity": 3,
            "coupon_discount_price": 60.0, "additional_discount_price": 0.0}  # fmt: skip
    books.buys(
        {**sold, "status_code": "C3", "claim_quantity": 1, "return_confirmed_at": "2026-11-15 10:00:00"},
        {**sold, "status_code": "N2"},
        {**sold, "gift": "T"},
        {**sold, "status_code": "C1"},
        {**sold, "status_code": "C2", "claim_quantity": 3},
        source="naver",
    )
    row = books.row(REPORT, product_no="31")
    names = ("sold_count", "sold_amount", "back_count", "back_amount", "net_amount", "ad_back_amount")
    assert [row[name] for name in names] == [6, 600, 1, 100, 500, 100]


def test_an_item_without_its_price_leaves_the_amounts_blank(books):
    books.buys(("31", 300.0), {"product_no": "31", "product_price": None})
    row = books.row(REPORT, product_no="31")
    assert [row[name] for name in ("sold_count", "sold_amount", "net_amount")] == [2, None, None]
    assert row["data_status"] == "미수집 (금액을 모르는 품목 1개)"


def test_products_that_were_merely_looked_at_share_one_row_a_day(books):
    books.looked_at("31", 7, carts=1)
    for number in range(100, 120):
        books.looked_at(str(number), 3)
    rows = {row["product_line"]: row for row in books.rows(REPORT)}
    assert {line: (row["view_count"], row["add_cart_count"]) for line, row in rows.items()} == {
        "31": (7, 1),
        LOOKS_ALONE: (60, 0),
    }
    assert rows["31"]["product_name"] == "상품 31"
    assert (rows[LOOKS_ALONE]["product_no"], rows[LOOKS_ALONE]["sold_count"]) == (None, None)


def test_looks_that_could_not_be_read_are_blank_with_the_cause(books):
    books.buys(("31", 300.0))
    books.lacks("product_cart", DAY, "통계 권한 없음, 2026-10-11 07:00")
    row = books.row(REPORT, product_no="31")
    assert (row["view_count"], row["data_status"]) == (None, "미수집 (조회·담기: 통계 권한 없음, 2026-10-11 07:00)")


def test_a_mall_that_never_reads_looks_is_not_reminded_of_them(books):
    books.buys(("31", 300.0))
    books.reaches = [one for one in books.reaches if one.table != "product_cart"]
    row = books.row(REPORT, product_no="31")
    assert (row["view_count"], row["sold_count"], row["data_status"]) == (None, 1, "확정")


def test_the_latest_name_of_a_product_stands_on_all_its_days(books):
    books.buys({"product_no": "31", "product_price": 1.0, "product_name": "옛 이름"})
    assert books.row(REPORT, product_no="31")["product_name"] == "옛 이름"
    books.land("products", [{"product_no": "31", "product_name": "새 이름"}])
    assert books.row(REPORT, product_no="31")["product_name"] == "새 이름"


def test_an_order_with_two_products_of_a_brand_is_one_order_and_a_product_in_two_categories_is_in_both(books):
    books.land("products", [{"product_no": "31", "brand_code": "B1"}, {"product_no": "32", "brand_code": "B1"}])
    books.land("brands", [{"brand_code": "B1", "brand_name": "모람"}])
    books.land("category_sales", [
        {"date": day, "category_no": category, "product_no": "31", "category_name": f"분류 {category}",
         "data_status": "확정"} for day, category in ((DAY, "5"), (NEXT_DAY, "7"), (NEXT_DAY, "8"))
    ])  # fmt: skip
    books.looked_at("31", 10, carts=4)
    books.looked_at("32", 10, carts=1)
    books.looked_at("99", 5)
    books.buys(("31", 100.0), ("32", 50.0))
    names = ("view_count", "add_cart_count", "order_count", "sold_count", "sold_amount", "cart_rate", "order_rate")
    brand = books.row("brand_funnel", brand_name="모람")
    assert [brand[name] for name in names] == [20, 5, 1, 2, 150, 0.25, 0.05]
    assert brand["order_per_cart"] == 0.2
    none = books.row("brand_funnel", brand_code="(브랜드 없음)")
    assert [none[name] for name in names] == [5, 0, 0, 0, 0, 0, 0]
    assert none["order_per_cart"] is None
    found = {row["category_name"]: row["view_count"] for row in books.rows("category_funnel")}
    assert found == {"분류 7": 10, "분류 8": 10, "(분류 없음)": 15}


def test_a_funnel_is_still_counted_for_a_week_and_blank_where_looks_are_missing(books):
    books.land("products", [{"product_no": "31", "brand_code": "B1"}])
    books.looked_at("31", 10, day=TODAY.isoformat())
    assert books.row("brand_funnel", date=TODAY.isoformat())["data_status"] == "집계중"
    books.buys(("31", 100.0))
    books.lacks("product_cart", DAY, "통계 권한 없음, 2026-10-11 07:00")
    row = books.row("brand_funnel")
    assert [row[name] for name in ("view_count", "order_count", "order_rate")] == [None, 1, None]
    assert row["data_status"] == "미수집 (조회·담기: 통계 권한 없음, 2026-10-11 07:00)"


@settings(max_examples=5)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["C-1", "C-2", "C-3", None]),
            st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9999)), max_size=3),
        ),
        max_size=6,
    ),
    st.lists(st.tuples(st.sampled_from(["C-1", "C-2"]), st.sampled_from("xyz")), max_size=3, unique=True),
)
def test_costs_of_products_always_add_up_to_the_cost_of_the_day(tmp_path_factory, orders, typed):
    books = GoodsBooks(tmp_path_factory.mktemp("books"))
    for campaign, cost in (("C-1", 1000), ("C-2", 333.33), ("C-3", 7)):
        books.advertises(NAVER, campaign, cost, landing_product_no="31" if campaign == "C-3" else None)
    for campaign, items in orders:
        if items:
            books.buys(*items, source="naver", campaign=campaign)
    books.types("campaign_map", *({"campaign_id": campaign, "product_no": product} for campaign, product in typed))
    assert sum(cost for cost in books.costs().values() if cost) == pytest.approx(1340.33, abs=0.05)
    books.store.close()
