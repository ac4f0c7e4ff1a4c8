"""What Cafe24 Analytics answers becomes rows of the statistics tables, odd spots included."""

import json
from pathlib import Path

import orjson
import pytest
from analytics_answers import Host, rows

from sheets_bridge.sources.cafe24 import SOURCE, statistics

SAMPLES = json.loads((Path(__file__).parents[1] / "samples/cafe24/analytics.json").read_text(encoding="utf-8"))
OFFICIAL = Path(__file__).parents[3] / "shared/reference/data/cafe24-analytics"
DAY = "2026-03-02"
STREAMS = [stream.id for stream in statistics.STREAMS]
ONE_ROW = ("sales_per_visit", "member_sales")

EXPECTED = {
    "visitors_hourly": [
        {"hour": 0, "visit_count": 4, "first_visit_count": 3, "re_visit_count": 1, "page_view": 9},
        {"hour": 13, "visit_count": 21, "first_visit_count": 14, "re_visit_count": 7, "page_view": 88},
        {"hour": 14, "visit_count": 0, "first_visit_count": 0, "re_visit_count": 0, "page_view": 3},
    ],
    "visit_domains": [
        {"domain": "참조 도메인 없음", "visit_count": 61, "order_count": 0, "order_amount": 0},
        {"domain": "search.sample.example", "visit_count": 34, "order_count": 2, "order_amount": 71000},
    ],
    "visit_urls": [{"url": "search.sample.example/find", "visit_count": 34}],
    "visit_keywords": [
        {"keyword": "에코백", "visit_count": 12, "order_count": 1, "order_amount": 18000},
        {"keyword": "(없음)", "visit_count": 3, "order_count": 0, "order_amount": 0},
    ],
    "keyword_effect": [
        {"keyword": "에코백", "engine": "네이버", "purchase_count": 1, "purchase_rate": 8.33, "order_amount": 18000,
         "order_amount_per_visitor": 1500, "order_amount_per_buyer": 18000},
    ],
    "visit_ads": [
        {"ad": "채널 없음", "visit_count": 61, "order_count": 0, "order_amount": 0},
        {"ad": "SP_BS_PC", "visit_count": 25, "order_count": 2, "order_amount": 71000},
        {"ad": "evening", "visit_count": 0, "order_count": 1, "order_amount": 9900},
    ],
    "ad_keyword_sales": [{"ad": "SP_BS_PC", "keyword": "(없음)", "order_count": 2, "order_amount": 71000}],
    "ad_effect": [{"ad": "SP_BS_PC", "keyword": "봄 코트", "visit_count": 25, "visit_rate": 29.07}],
    "access_sales": [
        {"hour": 9, "buyers_count": 1, "order_count": 1, "order_amount": 18000},
        {"hour": 13, "buyers_count": 1, "order_count": 2, "order_amount": 62900},
    ],
    "payment_sales": [
        {"payment_method": "card", "payment_method_name": "신용카드", "buyers_count": 1, "order_amount": 62900},
        {"payment_method": "moonpay", "payment_method_name": "moonpay", "order_count": 1, "order_amount": 18000},
    ],
    "sales_per_visit": [{"order_amount_per_visitor": 951, "order_amount_per_buyer": 26966}],
    "member_sales": [
        {"member_order_count": 2, "member_order_amount": 62900, "nonmember_order_count": 1,
         "nonmember_order_amount": 18000},
    ],
    "order_sources": [
        {"order_id": "20260302-0000012", "order_date": DAY, "ad": "sample_talk", "medium": "cpc",
         "campaign": "spring26", "keyword": "봄 코트", "content": None, "payment_method_name": "신용카드",
         "order_amount": 53000},
        {"order_id": "20260301-0000090", "order_date": "2026-03-01", "ad": "채널 없음", "medium": None},
    ],
    "product_views": [{"product_no": "417", "product_name": "에코백", "view_count": 40}],
    "product_cart": [{"product_no": "417", "view_count": 40, "add_cart_count": 3, "add_cart_rate": 7.5}],
    "access_product_sales": [{"product_no": "417", "order_count": 1, "order_product_count": 1, "order_amount": 18000}],
    "category_sales": [
        {"category_no": "31", "category_name": "가방", "product_no": "417", "product_code": "P00000QB",
         "order_count": 1, "order_product_count": 1, "order_amount": 18000, "add_cart_count": 3},
    ],
    "page_views": [
        {"url": "/product/detail.html?product_no=417", "page_view": 42, "visit_count": 31, "first_visit_count": 15},
        {"url": "/index.html", "page_view": 50, "visit_count": 41, "first_visit_count": 30},
    ],
}  # fmt: skip


@pytest.mark.parametrize("stream", STREAMS)
def test_a_day_of_answers_becomes_typed_rows_of_that_day(stream):
    made = rows(Host(SAMPLES), stream, DAY)
    assert [{name: row[name] for name in wanted} for row, wanted in zip(made, EXPECTED[stream], strict=True)] == (
        EXPECTED[stream]
    )
    for row in made:
        assert (row["account"], row["shop_no"], row["date"]) == ("samplemall", 1, DAY)
        assert (row["basis"], row["data_status"]) == ("카페24 애널리틱스", "확정")


@pytest.mark.parametrize("stream", STREAMS)
def test_the_host_is_asked_for_the_mall_and_one_day_in_pages_it_takes(stream):
    host = Host(SAMPLES)
    rows(host, stream, DAY)
    for _, asked in host.asked:
        assert (asked["mall_id"], asked["shop_no"], asked["device_type"]) == ("samplemall", "1", "total")
        assert (asked["start_date"], asked["end_date"]) == (DAY, DAY)
        assert asked.get("limit") in (None, "1000")


@pytest.mark.parametrize("stream", [name for name in STREAMS if name not in ("visitors_hourly", *ONE_ROW)])
def test_pages_come_in_an_order_that_today_s_counts_do_not_shift(stream):
    host = Host(SAMPLES)
    rows(host, stream, DAY)
    for _, asked in host.asked:
        assert asked["order"] == "asc"
        assert asked["sort"] in (*SOURCE.streams[stream].tables[0].key, "product_name")


@pytest.mark.parametrize("stream", [name for name in STREAMS if name != "visitors_hourly"])
def test_rows_without_a_date_are_never_asked_for_over_several_days(stream):
    host = Host(SAMPLES)
    made = rows(host, stream, DAY, "2026-03-04")
    assert {row["date"] for row in made} == {DAY, "2026-03-03", "2026-03-04"}
    assert all(asked["start_date"] == asked["end_date"] for _, asked in host.asked)


@pytest.mark.parametrize("stream", STREAMS)
def test_the_key_of_every_row_is_there_and_its_own(stream):
    made = rows(Host(SAMPLES), stream, DAY)
    keys = [tuple(row[column] for column in SOURCE.streams[stream].tables[0].key) for row in made]
    assert None not in [value for key in keys for value in key]
    assert len(set(keys)) == len(keys)


def test_what_a_shopper_carries_in_an_address_stays_out():
    shown = str([rows(Host(SAMPLES), stream, DAY) for stream in ("visit_urls", "page_views")])
    for secret in ("dalbit07", "query", "who", "coat"):
        assert secret not in shown


def test_days_before_the_break_of_2023_are_marked_and_the_last_week_is_provisional():
    by_day = {"/sales/paymethods": SAMPLES["/sales/paymethods"]}
    old = rows(Host(by_day), "payment_sales", "2022-12-31")[0]
    assert (old["basis"], old["data_status"]) == ("접속통계", "확정")
    statuses = [row["data_status"] for row in rows(Host(by_day), "payment_sales", "2026-10-25", "2026-10-26")]
    assert statuses == ["확정", "확정", "집계중", "집계중"]


FILES = {
    "visitors_hourly": {"/visitors/view": "visitors/view_hour_1d", "/visitors/pageview": "visitors/pageview_hour_1d"},
    "visit_domains": {
        "/visitpaths/domains": "visitpaths/domains_1d", "/visitpaths/domainsales": "visitpaths/domainsales_1d"
    },
    "visit_urls": {"/visitpaths/urls": "visitpaths/urls_1d"},
    "keyword_effect": {"/visitpaths/keyworddetails": "visitpaths/keyworddetails_1d"},
    "visit_ads": {"/visitpaths/ads": "visitpaths/ads_1d", "/visitpaths/adsales": "visitpaths/adsales_1d"},
    "ad_effect": {"/adeffect/addetails": "misc/adeffect_addetails_1d"},
    "access_sales": {"/sales/times": "sales/times_1d"},
    "payment_sales": {"/sales/paymethods": "sales/paymethods_1d"},
    "sales_per_visit": {"/sales/pervisitors": "sales/pervisitors_1d"},
    "order_sources": {"/sales/orderdetails": "sales/orderdetails_1d"},
    "member_sales": {"/members/sales": "misc/members_sales_1d"},
    "product_views": {"/products/view": "products/view_1d"},
    "product_cart": {"/carts/action": "products/carts_action_1d"},
    "access_product_sales": {"/products/sales": "products/sales_1d"},
    "category_sales": {"/products/categorydetails": "products/categorydetails_1d"},
    "page_views": {"/pages/view": "misc/pages_view_1d"},
}  # fmt: skip
SUMS = {
    "visitors_hourly": ("visit_count", "view"), "visit_domains": ("visit_count", "domains"),
    "visit_ads": ("order_amount", "adsales"), "access_sales": ("order_amount", "times"),
    "payment_sales": ("order_amount", "paymethods"), "order_sources": ("order_amount", "orderdetails"),
    "access_product_sales": ("order_amount", "sales"), "product_cart": ("add_cart_count", "action"),
}  # fmt: skip


def official(stream: str) -> dict[str, dict]:
    return {path: orjson.loads((OFFICIAL / f"{name}.json").read_bytes()) for path, name in FILES[stream].items()}


@pytest.mark.recorded
@pytest.mark.parametrize("stream", FILES)
def test_the_official_samples_pass_with_every_number(stream):
    told = official(stream)
    made = rows(Host(told), stream, "2025-11-03")
    assert len(made) >= max(len(next(iter(answer.values()))) for answer in told.values())
    assert all(row["data_status"] == "확정" for row in made)
    if stream in SUMS:
        column, under = SUMS[stream]
        sent = next(answer[under] for answer in told.values() if under in answer)
        assert sum(row[column] for row in made) == sum(float(row[column]) for row in sent)


@pytest.mark.recorded
def test_the_form_of_the_documentation_is_taken_where_it_differs_from_the_wire():
    told = {"/products/view": orjson.loads((OFFICIAL / "products/view_docs_shape.json").read_bytes())}
    (row,) = rows(Host(told), "product_views", "2025-11-03")
    assert (row["product_no"], row["view_count"]) == ("98766789", 3)


@pytest.mark.recorded
def test_every_field_the_streams_wait_for_is_one_of_the_documented():
    documented = orjson.loads((OFFICIAL / "endpoints.json").read_bytes())
    for listing in [one for _, main in statistics.LISTINGS.values() for one in (main, *main.beside)]:
        assert listing.must <= set(documented[listing.path]["row_fields_doc_types"])
        params = documented[listing.path]["params"]
        assert set(listing.asked) <= set(params)
        assert listing.asked.get("sort") in (None, *params.get("sort", {}).get("allowed", ()))
