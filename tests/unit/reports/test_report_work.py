"""The work of a report grows with the mall and not with its square: counted in steps of SQLite, not in seconds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from reports_bench import Books, order, refund

from sheets_bridge.config import StreamUse

FEW, MANY = 400, 1600
A_STEP = 200
"""So many instructions are one step."""
TABLES = ("orders", "refunds", "access_sales", "visitors", "visitors_hourly", "visit_ads")
GOODS = ("order_items", "order_sources", "product_cart", "category_sales", "products")
REPORTS = (
    "sales_daily", "reconciliation", "summary_daily", "summary_weekly", "summary_monthly", "hourly_weekday",
    "payment_methods", "first_repeat", "purchase_cohorts", "naver_clicks_orders", "product_performance", "brand_funnel",
    "category_funnel",
)  # fmt: skip


def books_of(folder: Path, orders: int) -> Books:
    """Two months of a mall and its ads, with so many orders, refunds and rows of ads."""
    books = Books(folder, ("mall", "ads"))
    ads = replace(books.world.accounts["ads"], advertises={0: ("mall", 1)})
    books.world = replace(books.world, accounts={**books.world.accounts, "ads": ads})
    books.feeds = (*(StreamUse("mall", table) for table in TABLES + GOODS), StreamUse("ads", "ad_stats"))
    days = [(date(2026, 9, 1) + timedelta(n)).isoformat() for n in range(60)]
    at = [(n, days[n % 60]) for n in range(orders)]
    books.land("orders", [order(f"{day.replace('-', '')}-{n:07}", day, 100.0, customer_key=f"k{n % 97}",
                                first_order="TF"[n % 2], payment_method="card") for n, day in at])  # fmt: skip
    books.land("refunds", [refund(f"R{n}", f"{day.replace('-', '')}-{n:07}", day, 10.0) for n, day in at])
    books.land("ad_stats", [
        {"date": day, "medium": "네이버", "campaign_id": "-", "adgroup_id": "-", "ad_id": str(n), "device": "PC",
         "impressions": 9, "clicks": 1, "cost": 5.0, "currency": "KRW", "cost_in_basis": 5.0, "data_status": "확정"}
        for n, day in at
    ], account="ads")  # fmt: skip
    for table in TABLES[2:]:
        books.land(table, [{"date": day, "hour": 9, "ad": "naver", "ad_key": "naver", "visit_count": 3,
                            "order_count": 1, "order_amount": 5.0, "data_status": "확정"} for day in days])  # fmt: skip
    land_goods(books, at)
    return books


def land_goods(books: Books, at: Sequence[tuple[int, str]]) -> None:
    """An item of each order, of one of many products that are looked at; half of the orders came by ads."""
    ids = [(n, day, f"{day.replace('-', '')}-{n:07}") for n, day in at]
    books.land("order_items", [
        {"order_item_code": order_id, "order_id": order_id, "product_no": str(n % 700), "quantity": 1,
         "product_price": 9.0, "currency": "KRW"} for n, _, order_id in ids
    ])  # fmt: skip
    books.land("order_sources", [
        {"date": day, "order_id": order_id, "order_amount": 9.0, "ad": "naver", "ad_key": ("naver", "direct")[n % 2],
         "campaign_key": f"c{n % 40}", "data_status": "확정"} for n, day, order_id in ids
    ])  # fmt: skip
    looks = [{"date": day, "product_no": str(n % 700), "category_no": str(n % 7), "view_count": 9,
              "add_cart_count": n % 3, "data_status": "확정"} for n, day in at]  # fmt: skip
    for table in ("product_cart", "category_sales"):
        books.land(table, looks)
    books.land("products", [{"product_no": str(n), "brand_code": f"B{n % 9}"} for n in range(700)])
    books.land("ad_stats", [
        {"date": day, "medium": "네이버", "campaign_id": f"c{n % 40}", "adgroup_id": "-", "ad_id": f"of {n}",
         "device": "PC", "impressions": 9, "clicks": 1, "cost": 5.0, "currency": "KRW", "cost_in_basis": 5.0,
         "data_status": "확정"} for n, day in at
    ], account="ads")  # fmt: skip


def steps(books: Books, report: str) -> int:
    """How much work its query is."""
    count, reading = 0, books.store.reading

    def step() -> None:
        nonlocal count
        count += 1

    @contextmanager
    def counted() -> Iterator[object]:
        with reading() as connection:
            connection.set_progress_handler(step, A_STEP)
            yield connection

    books.store.reading = counted
    assert books.rows(report)
    books.store.reading = reading
    return count


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Books, Books]]:
    made = books_of(tmp_path_factory.mktemp("few"), FEW), books_of(tmp_path_factory.mktemp("many"), MANY)
    yield made
    for books in made:
        books.store.close()


@pytest.mark.parametrize("report", REPORTS)
def test_four_times_the_rows_are_about_four_times_the_work(two, report):
    few, many = (steps(books, report) for books in two)
    assert many < 6 * few


@pytest.mark.parametrize("report", ["campaign_performance", "ad_performance"])
def test_so_it_is_where_each_of_many_orders_names_one_of_many_ads(tmp_path, report):
    few, many = (_steps_of_ads(tmp_path / str(count), report, count) for count in (FEW, MANY))
    assert many < 6 * few


def _steps_of_ads(folder: Path, report: str, count: int) -> int:
    folder.mkdir()
    books = Books(folder, ("mall", "ads"))
    ads = replace(books.world.accounts["ads"], advertises={0: ("mall", 1)})
    books.world = replace(books.world, accounts={**books.world.accounts, "ads": ads})
    books.feeds = (StreamUse("mall", "order_sources"), StreamUse("ads", "ad_stats"))
    day = "2026-10-10"
    books.land("ad_stats", [
        {"date": day, "medium": "네이버", "campaign_id": f"c{n % 9}", "adgroup_id": "-", "ad_id": f"a{n}",
         "device": "PC", "ad_name": f"ad {n}", "clicks": 1, "cost": 5.0, "currency": "KRW", "cost_in_basis": 5.0,
         "data_status": "확정"}
        for n in range(count)
    ], account="ads")  # fmt: skip
    books.land("order_sources", [
        {"date": day, "order_id": f"20261010-{n:07}", "order_amount": 5.0, "ad": "naver", "ad_key": "naver",
         "content": f"a{n}", "content_key": f"a{n}", "campaign_key": "", "medium_key": "cpc", "data_status": "확정"}
        for n in range(count)
    ])  # fmt: skip
    taken = steps(books, report)
    books.store.close()
    return taken
