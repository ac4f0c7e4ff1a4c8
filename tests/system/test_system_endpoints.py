"""Endpoints nobody declared, from `schedule.yaml` alone to the tab: it shows what Cafe24 answers anybody who asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from system_mall import Mall, opened
from system_sheet import Sheet

from sheets_bridge.tokens import Vault

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """A stream of one's own: its description, the lists that feed it, its own, and what its tab shows of a record."""

    name: str
    description: str
    lists: tuple[tuple[str, str], ...]
    """Path and envelope, the last one its own."""
    shown: Mapping[str, str]
    """Header → field."""
    asked: Mapping[str, str] | None = None
    each_shop: bool = True


SUPPLIERS = Wanted(
    "suppliers",
    "{path: suppliers, key: supplier_code, columns: {supplier_code: 공급사 코드, supplier_name: 공급사}}",
    (("suppliers", "suppliers"),),
    {"공급사 코드": "supplier_code", "공급사": "supplier_name"},
)
ORIGINS = Wanted(
    "origins",
    "{path: shippingorigins, key: origin_code, columns: {origin_code: 출고지 코드, origin_name: 출고지}}",
    (("shippingorigins", "shippingorigins"),),
    {"출고지 코드": "origin_code", "출고지": "origin_name"},
    each_shop=False,
)
ISSUES = Wanted(
    "issued_coupons",
    "{path: 'coupons/{coupon_no}/issues', key: issue_no, "
    "columns: {issue_no: 발급번호, coupon_no: 쿠폰번호, used_coupon: 사용}}",
    (("coupons", "coupons"), ("coupons/{coupon_no}/issues", "issues")),
    {"발급번호": "issue_no", "쿠폰번호": "coupon_no", "사용": "used_coupon"},
)
COMMENTS = Wanted(
    "board_comments",
    "{path: 'boards/{board_no}/articles/{article_no}/comments', key: [board_no, article_no, comment_no], "
    "columns: {board_no: 게시판, article_no: 글, comment_no: 댓글, rating: 평점}}",
    (
        ("boards", "boards"),
        ("boards/{board_no}/articles", "articles"),
        ("boards/{board_no}/articles/{article_no}/comments", "comments"),
    ),
    {"게시판": "board_no", "글": "article_no", "댓글": "comment_no", "평점": "rating"},
)
GROUPS = Wanted(
    "groups",
    "{path: customergroups, key: group_no, columns: {group_no: 등급 번호, group_name: 등급}}",
    (("customergroups", "customergroups"),),
    {"등급 번호": "group_no", "등급": "group_name"},
)
SHOPS = Wanted(
    "currencies",
    "{path: shops, key: currency_code, columns: {currency_code: 통화, shop_name: 쇼핑몰}}",
    (("shops", "shops"),),
    {"통화": "currency_code", "쇼핑몰": "shop_name"},
    each_shop=False,
)
PAID = Wanted(
    "paid_orders",
    "{path: orders, key: order_id, columns: {order_id: 주문, payment_amount: 금액}, asked: {date_type: pay_date}, "
    "days: {first: start_date, last: end_date, field: payment_date}}",
    (("orders", "orders"),),
    {"주문": "order_id", "금액": "payment_amount"},
    {"start_date": "2026-10-26", "end_date": "2026-11-01", "date_type": "pay_date", "limit": "1000"},
)
PAGE = {"limit": "100"}
NUMBERS = ("평점", "금액")


def describe(mall: Mall, wanted: Wanted) -> None:
    """Write the stream into the schedule, with a job of its own."""
    mall.edit("jobs:\n", f"streams:\n  {wanted.name}: {wanted.description}\njobs:\n"
              f"  own:\n    every: 1 day\n    streams: [{mall.name}.{wanted.name}]\n"
              f"    tabs: {{Own: {{table: {wanted.name}}}}}\n")  # fmt: skip


def asked(mall: Mall, path: str, under: str, **parameters: str) -> list[Record]:
    """What the pretend Cafe24 answers when asked by hand."""
    chain = Vault(mall.credentials, mall.name).read()
    assert chain is not None
    bearer = {"Authorization": f"Bearer {chain.current.access_token}"}
    address = f"{mall.root}/cafe24/{mall.name}/api/v2/admin/{path}"
    answer = mall.web.get(address, params=parameters, headers=bearer, timeout=30)
    assert answer.status_code == 200, answer.text
    found: list[Record] = answer.json()[under]
    return found


def truth(mall: Mall, wanted: Wanted, shop: str) -> list[Record]:
    """The records of the last list, each fed by a row of the one before."""
    rows: list[Record] = [{}]
    for path, under in wanted.lists:
        more = {**PAGE, **(wanted.asked or {}), "shop_no": shop}
        rows = [{**row, **one} for row in rows for one in asked(mall, path.format_map(row), under, **more)]
    return rows


def cells(record: Record, wanted: Wanted) -> Iterator[str | float]:
    for header, field in wanted.shown.items():
        value = record.get(field)
        yield "" if value is None else float(value) if header in NUMBERS else str(value)


def check_it_stands(mall: Mall, wanted: Wanted) -> None:
    """Describe, connect, run, compare; and a second run that finds no news writes nothing."""
    sheet = Sheet(mall)
    describe(mall, wanted)
    # It needs a permission of its own.
    assert mall.connect().exit_code == 0
    shops = [str(shop["shop_no"]) for shop in asked(mall, "shops", "shops") if shop["active"] == "T"]
    expected = [
        tuple(cells(record, wanted))
        for shop in (shops if wanted.each_shop else shops[:1])
        for record in truth(mall, wanted, shop)
        if wanted.name != "currencies" or str(record["shop_no"]) in shops
    ]
    told = mall.ran("own")
    shown = [
        tuple(row[header] if header in NUMBERS else str(row[header]) for header in wanted.shown)
        for row in sheet.records("Own")
    ]
    assert expected
    assert sorted(shown, key=str) == sorted(expected, key=str)
    assert told["verified"]
    mall.forget_calls()
    again = mall.ran("own")
    assert mall.calls("google", "write") == []
    assert [tab["unchanged"] for job in again["jobs"] for tab in job["tabs"]] == [len(expected)]


@pytest.mark.parametrize("wanted", [SUPPLIERS, ORIGINS, ISSUES, GROUPS, SHOPS, PAID], ids=lambda wanted: wanted.name)
def test_an_endpoint_named_in_the_schedule_alone_stands_on_a_tab(mall: Mall, wanted: Wanted) -> None:
    check_it_stands(mall, wanted)


@pytest.mark.usefixtures("in_no_time")
def test_comments_are_fed_by_the_articles_of_every_board(tmp_path: Path) -> None:
    """Of a mall old enough that somebody has commented."""
    mall = opened(tmp_path / "work", days=60, orders_per_day=6)
    try:
        assert mall.connect().exit_code == 0
        check_it_stands(mall, COMMENTS)
        assert mall.leaks() == []
    finally:
        mall.close()


def test_jobs_lists_the_streams_there_are_and_those_the_schedule_describes(unconnected: Mall) -> None:
    describe(unconnected, SUPPLIERS)
    told = unconnected.command("jobs", "--streams", "--json")
    assert told.exit_code == 0
    streams = told.json["streams"]
    assert all(one.keys() == {"source", "stream", "table", "key", "scope", "login", "title"} for one in streams)
    assert {"source": "cafe24", "stream": "suppliers", "table": "suppliers", "scope": "mall.read_supply",
            "login": "consent", "key": ["account", "shop_no", "supplier_code"],
            "title": "공급사"} in streams  # fmt: skip
    assert {(one["stream"], one["table"]) for one in streams} >= {("orders", "orders"), ("orders", "order_items")}


def test_a_misspelt_word_is_refused_before_anything_is_asked(unconnected: Mall) -> None:
    describe(unconnected, SUPPLIERS)
    unconnected.edit("supplier_name: 공급사", "suplier_name: 공급사")
    told = unconnected.command("jobs")
    assert told.exit_code == 78
    assert '"suplier_name"' in told.text
    assert '"supplier_name"' in told.text
    # What is declared is listed all the same, and what is wrong is told.
    listed = unconnected.command("jobs", "--streams", "--json")
    assert (listed.exit_code, "suplier_name" in listed.err) == (78, True)
    assert "orders" in {one["stream"] for one in listed.json["streams"]}


def test_endpoints_are_found_by_a_word_and_shown_with_all_that_can_be_asked(unconnected: Mall) -> None:
    listed = unconnected.command("jobs", "--endpoints", "공급사", "--json").json["endpoints"]
    assert {"suppliers", "suppliers/users"} <= {one["path"] for one in listed}
    told = unconnected.command("jobs", "--endpoints", "orders")
    for words in (
        "mall.read_order",
        "1,000",
        "15,000",
        "date_type: order_date, pay_date",
        "receivers",
        "payment_amount",
    ):
        assert words in told.text
    unknown = unconnected.command("jobs", "--endpoints", "supliers")
    assert (unknown.exit_code, "suppliers" in unknown.text) == (2, True)
