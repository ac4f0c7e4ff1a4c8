"""Answers of the Analytics host that are odd, short or refused: never a 0, never a row twice, never in silence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.errors import DataRejected, Incomplete, Refused, Unavailable
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.model import KST, Pull, Step, Window
from sheets_bridge.sources.cafe24 import SOURCE
from sheets_bridge.sources.cafe24.addresses import shown
from sheets_bridge.sources.cafe24.combining import joined
from sheets_bridge.sources.cafe24.connection import Connection

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=KST)
DAY = "2026-03-02"
STEP = Step(Window(date.fromisoformat(DAY), date.fromisoformat(DAY)), "date", None)


class Host:
    """Pages of its rows; an error instead of a path's answer, or from an offset on."""

    def __init__(self, told: Mapping[str, Sequence[Any] | Exception], last_offset: int | None = None) -> None:
        self.told, self.last_offset, self.limits = told, last_offset, list[int]()

    def get(self, path: str, params: Mapping[str, str], **_: Any) -> Any:
        rows = self.told[path]
        if isinstance(rows, Exception):
            raise rows
        limit, offset = int(params.get("limit", len(rows))), int(params.get("offset", 0))
        self.limits.append(limit)
        if self.last_offset is not None and offset > self.last_offset:
            raise Refused(say("offset"), status=422)
        return {path.rsplit("/", 1)[-1]: list(rows[offset : offset + limit])}


def pages(host: Host, stream: str) -> Iterator[Sequence[Mapping[str, Any]]]:
    pull = Pull("samplemall", 1, stream)
    connection = Connection("samplemall", admin=host, analytics=host)  # type: ignore[arg-type]
    return SOURCE.streams[stream].read(connection, pull, STEP)


def rows(host: Host, stream: str) -> list[dict[str, Any]]:
    declared = SOURCE.streams[stream]
    normalize = declared.normalize(Pull("samplemall", 1, stream), Masks(b"k" * 32), NOW)
    (table,) = declared.tables
    made = [row for page in pages(host, stream) for record in page for row in normalize(record)[table.id]]
    return [dict(zip((column.id for column in table.columns), row, strict=True)) for row in made]


def sold(hour: int, amount: object = "100") -> dict[str, Any]:
    return {"hour": hour, "buyers_count": 1, "order_count": 1, "order_amount": amount}


def test_a_day_answered_without_sales_stands_with_zeros():
    (row,) = rows(Host({"/sales/times": []}), "access_sales")
    assert (row["hour"], row["order_count"], row["order_amount"], row["data_status"]) == (0, 0, 0, "확정")
    (row,) = rows(Host({"/members/sales": []}), "member_sales")
    assert (row["member_order_amount"], row["nonmember_order_count"]) == (0, 0)


def test_a_number_that_is_null_is_unknown_and_its_row_says_so():
    known, unknown = rows(Host({"/sales/times": [sold(9), sold(10, None)]}), "access_sales")
    assert (known["order_amount"], known["data_status"]) == (100, "확정")
    assert (unknown["order_amount"], unknown["data_status"]) == (None, "미수집 (일부 수치 없음, 2026-11-01 09:00)")


@pytest.mark.parametrize("odd", [["x"], [{"hour": 9}], [{**sold(9)}, {"hour": 10, "amount": 4}], [{"sales": 1}]])
def test_rows_without_their_numbers_are_refused_naming_the_path(odd):
    with pytest.raises(DataRejected, match="/sales/times answered in a form we do not know"):
        rows(Host({"/sales/times": odd}), "access_sales")


@pytest.mark.parametrize("hour", [None, "", 25, -1, "noon"])
def test_an_hour_that_is_none_is_set_aside(hour):
    with pytest.raises((ValueError, TypeError)):
        rows(Host({"/sales/times": [{**sold(9), "hour": hour}]}), "access_sales")


def test_an_hour_with_visits_and_no_page_views_told_has_an_unknown_number_of_them():
    def visit(hour: int, count: int) -> dict[str, Any]:
        return {"date": DAY, "hour": hour, "visit_count": count, "first_visit_count": count, "re_visit_count": 0}

    host = Host({"/visitors/view": [visit(3, 2), visit(4, 0)], "/visitors/pageview": []})
    busy, quiet = rows(host, "visitors_hourly")
    assert (busy["page_view"], busy["data_status"][:3]) == (None, "미수집")
    assert (quiet["page_view"], quiet["data_status"]) == (0, "확정")


def test_hours_of_another_day_are_refused():
    row = {"date": "2026-03-03", "hour": 1, "visit_count": 1, "first_visit_count": 1, "re_visit_count": 0}
    with pytest.raises(DataRejected, match="sent 2026-03-03 when asked for"):
        rows(Host({"/visitors/view": [row], "/visitors/pageview": []}), "visitors_hourly")


@pytest.mark.parametrize("stream", ["visit_ads", "access_product_sales", "order_sources", "sales_per_visit"])
def test_a_refusal_is_the_missing_permission_whichever_list_meets_it(stream):
    no = Refused(say("no"), status=403)
    told = dict.fromkeys(("/products/sales", "/sales/orderdetails", "/sales/pervisitors", "/visitpaths/adsales"), no)
    with pytest.raises(Refused, match="No statistics permission"):
        rows(Host({**told, "/visitpaths/ads": []}), stream)


def test_all_rows_of_a_long_day_come_page_by_page():
    words = [{"keyword": f"w{n:05}", "visit_count": 1} for n in range(2_500)]
    host = Host({"/visitpaths/keywords": words, "/visitpaths/keywordsales": []})
    assert len(rows(host, "visit_keywords")) == 2_500
    assert set(host.limits) == {1_000}


def test_what_lies_behind_an_offset_the_server_refuses_is_said_to_be_missing():
    products = [{"product_no": n, "product_name": "x", "count": 1} for n in range(1, 3_000)]
    came = []
    reading = pages(Host({"/products/view": products}, last_offset=1_000), "product_views")
    with pytest.raises(Incomplete, match="incomplete: /products/view lists no more than 2000 rows"):
        came.extend(record["product_no"] for page in reading for record in page)
    assert came == list(range(1, 2_001))


def test_a_probe_asks_for_as_few_rows_as_the_host_allows():
    host = Host({"/products/view": []})
    connection = Connection("samplemall", admin=host, analytics=host)  # type: ignore[arg-type]
    probe = SOURCE.streams["product_views"].probe
    assert probe is not None
    probe(connection, Pull("samplemall", 1, "product_views"), date.fromisoformat(DAY))
    assert host.limits == [50]


def test_a_trouble_of_the_network_is_no_empty_day():
    with pytest.raises(Unavailable):
        rows(Host({"/visitpaths/ads": [], "/visitpaths/adsales": Unavailable(say("down"))}), "visit_ads")


by_ad = joined({"ad": lambda raw: str(raw or "").strip() or "-"}, ("visits", "orders"))
LIST = st.lists(st.builds(lambda ad, n: {"ad": ad, "n": n}, st.sampled_from("abc "), st.integers(0, 9)), max_size=9)


@given(visits=LIST, orders=LIST)
def test_joined_lists_name_everything_once_and_lose_no_count(visits, orders):
    told = [
        [{"ad": row["ad"], name: row["n"]} for row in {row["ad"]: row for row in rows_}.values()]
        for name, rows_ in (("visits", visits), ("orders", orders))
    ]
    made = by_ad(told)
    assert sorted(row["ad"] for row in made) == sorted({row["ad"].strip() or "-" for part in told for row in part})
    assert sum(row["visits"] for row in made) == sum(row["visits"] for row in told[0])
    assert sum(row["orders"] for row in made) == sum(row["orders"] for row in told[1])


def test_names_that_read_alike_are_added_up_and_a_row_on_two_pages_counts_once():
    rows_ = [{"ad": "x", "visits": 3}, {"ad": "x ", "visits": "4"}, {"ad": "x", "visits": 3}]
    assert [(row["ad"], row["visits"]) for row in by_ad([rows_])] == [("x", 7)]
    (row,) = by_ad([[{"ad": "x", "visits": 3}, {"ad": "x ", "visits": None}]])
    assert row["visits"] is None


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("/product/list.html?cate_no=24&page=2", "/product/list.html?cate_no=24"),
        ("https://shop.example/a?who=dalbit07#x", "https://shop.example/a"),
        ("//user:word@shop.example/a", "//shop.example/a"),
        ("https://user:word@shop.example/a", "https://shop.example/a"),
        ("mail.example/read?product_no=abc", "mail.example/read"),
        ("/board/@notice/1", "/board/@notice/1"),
    ],
)
def test_of_an_address_only_which_page_it_is_is_kept(sent, kept):
    assert shown(sent) == kept


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_no_parameter_survives_but_numbers_of_pages(page, name, value):
    query = shown(f"{page}?{name}={value}").partition("?")[2]
    assert re.fullmatch(r"(?:(?:product_no|cate_no|board_no|no|display_group)=\d+&?)*", query)


def effect(keyword: str, visits: int, purchases: int = 1) -> dict[str, Any]:
    return {"keyword": keyword, "engine": "naver", "visit_count": visits, "purchase_count": purchases,
            "purchase_rate": "2.5", "order_amount": "100", "order_amount_per_visitor": "10",
            "order_amount_per_buyer": "50"}  # fmt: skip


def test_searched_words_lose_what_looks_like_a_person_and_rows_that_then_read_alike_are_added_up():
    told = [effect("010-1234-5678", 3), effect("달빛 머그", 5), effect("who@example.com", 4)]
    found = {row["keyword"]: row for row in rows(Host({"/visitpaths/keyworddetails": told}), "keyword_effect")}
    assert found.keys() == {"***", "달빛 머그"}
    gone = found["***"]
    assert (gone["visit_count"], gone["purchase_count"], gone["order_amount"]) == (7, 2, 200)
    # A rate of both together nobody told.
    assert (gone["purchase_rate"], gone["order_amount_per_visitor"]) == (None, None)
    assert (found["달빛 머그"]["visit_count"], found["달빛 머그"]["purchase_rate"]) == (5, 2.5)


def test_words_in_links_lose_what_looks_like_a_person():
    order = {"order_id": "20260302-0000011", "order_date": DAY, "order_amount": "100", "payment_method": "card",
             "ad": "newsletter", "medium": "mail", "campaign": "to who@example.com", "keyword": "010 1234 5678",
             "content": "홍보 02-123-4567"}  # fmt: skip
    (row,) = rows(Host({"/sales/orderdetails": [order]}), "order_sources")
    assert [row[name] for name in ("order_id", "ad", "medium", "campaign", "keyword", "content")] == [
        "20260302-0000011", "newsletter", "mail", "to ***", "***", "홍보 ***",
    ]  # fmt: skip
