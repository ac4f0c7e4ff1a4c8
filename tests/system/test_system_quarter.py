"""Every declared stream over a quarter in which late changes hit orders up to a hundred days old."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from system_facts import fact_differences
from system_mall import EARLY, Mall, opened
from system_sheet import Sheet, same_cell, sheet_cell

from sheets_bridge.sandbox.cafe24.standing import Standing
from sheets_bridge.sandbox.story.twists import Twists
from sheets_bridge.source import Stream
from sheets_bridge.sources.cafe24 import SOURCE, statistics
from sheets_bridge.tables import TABLES

DAILY, HISTORY = 35, 14
"""Days that the daily re-read goes back; days of history before the quarter."""
OF_DAYS = {"visitors", *(stream.id for stream in statistics.STREAMS)}
"""Streams that ask for each day by itself: they run in a job of their own. Any new stream belongs to the others."""
EVERYTHING = Standing(scopes=frozenset({"mall.read_privacy"}), restricted=True)
BEGINS = f"{EARLY - timedelta(days=HISTORY):%Y-%m-%d}"
"""The first day that the schedule asks for."""
PRODUCT_BOARDS, OTHER_BOARDS = frozenset({"4", "6"}), frozenset({"1", "9"})
TAGS = ("medium", "campaign", "content")
SEED, ORDERS_PER_DAY = 86, 8
"""A story with changes of every kind within the five days that are looked at closely; the test says so itself."""


class Facts(NamedTuple):
    """What a tab is compared with: a kind of truth, which of our columns shows each of its facts."""

    kind: str
    columns: Mapping[str, str]
    only: Mapping[str, Any] = {}


def same(*names: str, **others: str) -> dict[str, str]:
    """Mall and shop, facts that our columns have under their own names, and others."""
    return {name: name for name in ("account", "shop_no", *names)} | others


ARTICLE = same("board_no", "article_no", "order_id", "secret", "reply_status",
               "parent_article_no", "product_no", created_date="created_at")  # fmt: skip
COMPARED: Mapping[str, Facts] = {
    "refunds": Facts("refunds", same("refund_code", "order_id", "quantity", "actual_refund_amount", "used_points",
                                     "used_credits", "currency", "status", accepted_refund_date="accepted_at",
                                     refund_date="refunded_at", order_item_code="order_item_codes")),
    "products": Facts("products", same("product_no", "product_code", "product_name", "price", "retail_price",
                                       "supply_price", "display", "selling", "sold_out", "brand_code", "supplier_code",
                                       created_date="created_at", updated_date="updated_at")),
    "variants": Facts("variants", same("variant_code", "product_no", "additional_amount", "use_inventory", "quantity",
                                       "safety_inventory")),
    "categories": Facts("categories", same("category_no", "category_name", "parent_category_no", "category_depth",
                                           "use_display")),
    "brands": Facts("brands", same("brand_code", "brand_name", "use_brand", "product_count",
                                   created_date="created_at")),
    "coupons": Facts("coupons", same("coupon_no", "coupon_name", "benefit_price", "benefit_percentage", "issue_type",
                                     "deleted", created_date="created_at")),
    "coupon_issues": Facts("coupon_issues", same("coupon_no", "issue_no", issued_date="issued_at",
                                                 expiration_date="expires_at", used_coupon="used", used_date="used_at",
                                                 related_order_id="order_id"),
                           {"issued_date": BEGINS.__le__}),
    "customer_groups": Facts("customer_groups", same("group_no", "group_name", "group_description")),
    "boards": Facts("boards", same("board_no", "board_name")),
    "reviews": Facts("articles", ARTICLE, {"board_no": PRODUCT_BOARDS.__contains__}),
    "articles": Facts("articles", ARTICLE, {"board_no": OTHER_BOARDS.__contains__}),
    "shops": Facts("shops", same("shop_name", "currency_code", "language_code", "active"), {"active": "T"}),
}  # fmt: skip

Order = tuple[int, str]
"""Shop number and order number."""


@pytest.fixture
def quarter(tmp_path: Path, in_no_time: None) -> Iterator[Mall]:
    """A mall before the quarter, approved for all there is, whose two jobs name every declared stream."""
    mall = opened(tmp_path / "work", days=HISTORY, orders_per_day=ORDERS_PER_DAY, seed=SEED,
                  twists=Twists(undated_days=99), standing=EVERYTHING)  # fmt: skip
    with_jobs(mall, lists=[one for one in SOURCE.streams.values() if one.id not in OF_DAYS],
              days=[one for one in SOURCE.streams.values() if one.id in OF_DAYS])  # fmt: skip
    assert mall.connect().exit_code == 0
    yield mall
    mall.close()
    assert mall.leaks() == []


def with_jobs(mall: Mall, **jobs: list[Stream]) -> None:
    """Write jobs in place of the ready ones, a tab a table, titled by the table's id."""
    head, rest = mall.schedule.read_text("utf-8").split("jobs:\n")
    end = rest[rest.index("endpoints:\n") :]
    mall.schedule.write_text(f"{head}jobs:\n" + "".join(job(mall, *one) for one in jobs.items()) + end, "utf-8")


def job(mall: Mall, name: str, streams: list[Stream]) -> str:
    """A job as it stands in the schedule."""
    tabs = "".join(f"      {table}: {{table: {table}}}\n" for table in tables(streams))
    named = ", ".join(f"{mall.name}.{stream.id}" for stream in streams)
    return f"  {name}:\n    every: 1 day\n    streams: [{named}]\n    tabs:\n{tabs}"


def tables(streams: Iterable[Stream]) -> list[str]:
    """The ids of the tables that streams fill."""
    return [table.id for stream in streams for table in stream.tables]


def ran(mall: Mall, name: str) -> None:
    """Run a job; each of its streams is complete, each of its tabs verified and filled."""
    told = mall.ran(name)
    (done,) = told["jobs"]
    assert told["verified"]
    assert {one["state"] for one in done["streams"]} == {"complete"}
    assert [tab["title"] for tab in done["tabs"] if not tab["verified"] or not tab["rows"]] == []


def labels(table: str) -> dict[str, str]:
    """Column id → header."""
    return {column.id: column.ko for column in TABLES[table].columns}


def wrong(sheet: Sheet) -> dict[str, list[str]]:
    """Where the tabs of the lists do not show what is true."""
    found = {table: sheet.differences(table, table) for table in ("orders", "order_items")}
    for table, facts in COMPARED.items():
        headers = {fact: labels(table)[column] for fact, column in facts.columns.items()}
        found[table] = fact_differences(sheet, table, facts.kind, headers, **facts.only)
    return {table: told for table, told in found.items() if told}


def lives(mall: Mall) -> dict[Order, list[dict[str, Any]]]:
    """Each order with its items, as they are in truth."""
    found: dict[Order, list[dict[str, Any]]] = {}
    for table in ("orders", "order_items"):
        for row in mall.truth(table):
            found.setdefault((row["shop_no"], row["order_id"]), []).append(row)
    return found


def dates(rows: list[dict[str, Any]]) -> list[tuple[str, str, Any]]:
    """Every moment an order and its items tell of."""
    return [(row.get("order_item_code", ""), name, value) for row in rows for name, value in row.items()
            if name.endswith("_at")]  # fmt: skip


def behind(sheet: Sheet) -> set[Order]:
    """Orders that the sheet shows otherwise than they are."""
    found = set()
    for table in ("orders", "order_items"):
        names, key = labels(table), TABLES[table].key[2]
        shown = {(row[names["shop_no"]], row[names[key]]): row for row in sheet.records(table)}
        for row in sheet.mall.truth(table):
            cells = shown.get((row["shop_no"], row[key]), {})
            if not all(same_cell(cells.get(names[name]), sheet_cell(value)) for name, value in row.items()):
                found.add((row["shop_no"], row["order_id"]))
    return found


@pytest.mark.long
def test_late_changes_stand_after_the_next_run_or_the_next_reading(quarter: Mall) -> None:
    sheet = Sheet(quarter)
    ran(quarter, "lists")
    for _ in range(6):
        quarter.advance(days=13)
        ran(quarter, "lists")
        assert wrong(sheet) == {}
    before = lives(quarter)
    # Five days later the last 35 days are read again, and what dates tell of; the hundred days have been read already.
    quarter.advance(days=5)
    ran(quarter, "lists")
    now = lives(quarter)
    age = ages(quarter, now)
    changed = {order for order in before if before[order] != now[order]}
    dated = {order for order in changed if dates(before[order]) != dates(now[order])}
    late = {order for order in changed - dated if age[order] >= DAILY}
    assert min(max(age[order] for order in dated), max(age[order] for order in late)) > 50
    # What no date tells of may wait for the weekly reading, unless something else had the order read; nothing else may.
    assert behind(sheet) <= late
    quarter.advance(days=8)
    ran(quarter, "lists")
    latest, age = lives(quarter), ages(quarter, now)
    assert max(age[order] for order in now if now[order] != latest[order]) > 80
    assert behind(sheet) == set()
    assert wrong(sheet) == {}
    assert members(sheet) == joined(quarter)
    assert {row["평점"] for row in sheet.records("reviews")} == {"", 1, 2, 3, 4, 5}
    assert paid_pieces(sheet, "hourly_product_sales") == paid_pieces(sheet, "sales_volume") == settled(quarter)
    assert by_day(sheet, "hourly_sales", "sales") == figures(quarter, "net_sales")


def ages(mall: Mall, orders: Mapping[Order, list[dict[str, Any]]]) -> dict[Order, int]:
    """How many days ago each was ordered."""
    today = datetime.fromisoformat(mall.control("GET", "clock")["now"]).date()
    return {order: (today - date.fromisoformat(rows[0]["order_date"])).days for order, rows in orders.items()}


def members(sheet: Sheet) -> list[tuple[Any, ...]]:
    """Shop, moment and group of whoever joined: who it was nobody can tell."""
    names = labels("members")
    return sorted((row[names["shop_no"]], round(row[names["joined_at"]], 5), row[names["group_no"]])
                  for row in sheet.records("members"))  # fmt: skip


def joined(mall: Mall) -> list[tuple[Any, ...]]:
    """The same in truth."""
    return sorted((one["shop_no"], round(sheet_cell(one["created_date"]), 5), one["group_no"])
                  for one in mall.truth("members"))  # fmt: skip


def by_day(sheet: Sheet, table: str, column: str) -> Counter[tuple[int, float]]:
    """A figure added up by shop and day; days of nothing left out."""
    names = labels(table)
    found: Counter[tuple[int, float]] = Counter()
    for row in sheet.records(table):
        found[row[names["shop_no"]], row[names["date"]]] += row[names[column]]
    return Counter({day: round(value, 2) for day, value in found.items() if round(value, 2)})


def figures(mall: Mall, name: str) -> Counter[tuple[int, float]]:
    """One of the two sales figures in truth, by shop and day."""
    return Counter({(one["shop_no"], sheet_cell(one["date"])): round(one[name], 2)
                    for one in mall.truth("daily_sales") if round(one[name], 2)})  # fmt: skip


def paid_pieces(sheet: Sheet, table: str) -> Counter[tuple[int, str]]:
    """Pieces paid of each variant."""
    names = labels(table)
    found: Counter[tuple[int, str]] = Counter()
    for row in sheet.records(table):
        found[row[names["shop_no"]], row[names["variant_code"]]] += row[names["settle_count"]]
    return +found


def settled(mall: Mall) -> Counter[tuple[int, str]]:
    """The same in truth."""
    found: Counter[tuple[int, str]] = Counter()
    for one in mall.truth("product_sales"):
        found[one["shop_no"], one["variants_code"]] += one["settle_count"]
    return +found


@pytest.mark.long
def test_statistics_of_a_quarter_stand_after_one_run_though_the_login_was_lost_meanwhile(quarter: Mall) -> None:
    sheet = Sheet(quarter)
    ran(quarter, "days")
    quarter.advance(days=91)
    assert quarter.run("days").exit_code == 77
    assert quarter.connect().exit_code == 0
    ran(quarter, "days")
    assert sheet.differences("visitors", "visitors") == []
    assert by_day(sheet, "access_sales", "order_amount") == figures(quarter, "access_sales")
    assert len({row["날짜"] for row in sheet.records("access_sales")}) == HISTORY + 91 + 1
    assert tags(sheet) == tagged(quarter, {row["주문번호"] for row in sheet.records("order_sources")})


def tags(sheet: Sheet) -> dict[Order, tuple[str, ...]]:
    """Which link led to each order, as the sheet tells."""
    names = labels("order_sources")
    return {(row[names["shop_no"]], row["주문번호"]): tuple(row[names[name]] for name in TAGS)
            for row in sheet.records("order_sources")}  # fmt: skip


def tagged(mall: Mall, orders: set[str]) -> dict[Order, tuple[str, ...]]:
    """The same in truth."""
    return {(one["shop_no"], one["order_id"]): tuple(one[f"tagged_{name}"] or "" for name in TAGS)
            for one in mall.truth("order_origins") if one["order_id"] in orders}  # fmt: skip
