"""일별 종합 where money is of several kinds, media are half there, and people type goals: computed by hand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from reports_bench import NOW, Books, Told, order

from sheets_bridge.config import StreamUse

DAY = "2026-10-05"
"""A Monday."""
TABLES = ("orders", "refunds", "visitors", "visit_ads", "goals", "outside_sales", "channel_map")


@pytest.fixture
def books(tmp_path):
    """A mall with one order of 100,000 on DAY and two logins that advertise its first shop."""
    made = Books(tmp_path, ("mall", "ads", "more"))
    accounts = {
        name: replace(one, advertises={} if name == "mall" else {0: ("mall", 1)})
        for name, one in made.world.accounts.items()
    }
    made.world = replace(made.world, accounts=accounts)
    feeds = [StreamUse("mall", table) for table in TABLES]
    made.feeds = (*feeds, StreamUse("ads", "ad_stats"), StreamUse("more", "ad_stats"))
    made.land("orders", [order("20261005-0000001", DAY, 100_000.0, customer_key="a", first_order="T")])
    made.land("refunds", [])
    yield made
    made.store.close()


def ad(campaign: str, cost: float, day: str = DAY, **more: Any) -> Told:
    """A row of an ad in won, on the basis of totals already."""
    usual = {
        "date": day, "medium": "메타", "campaign_id": campaign, "adgroup_id": "-", "ad_id": "-", "device": "PC",
        "impressions": 1_000, "clicks": 10, "currency": "KRW", "cost": cost, "cost_own_currency": cost,
        "cost_in_basis": cost, "conversion_value": 0.0, "value_in_basis": 0.0, "data_status": "확정",
    }  # fmt: skip
    return {**usual, **more}


def day_of(books: Books, day: str = DAY, report: str = "summary_daily", **where: Any) -> dict[str, Any]:
    return books.day(day, report, shop_no=1, **where)


def test_without_an_ad_account_costs_are_blank_and_nothing_is_said_to_be_missing(books):
    row = day_of(books)
    assert {row[name] for name in row if name.startswith("ad_cost")} == {None}
    assert (row["blended_roas"], row["own_net_sales"], row["data_status"]) == (None, 100_000, "확정")


def test_costs_of_several_media_add_up_and_what_no_name_fits_is_other(books):
    books.land("ad_stats", [ad("1", 10_000.0), ad("2", 5_000.0, medium="네이버 검색광고"),
                            ad("3", 2_000.0, medium="당근")], account="ads")  # fmt: skip
    books.land("ad_stats", [ad("4", 3_000.0, medium="네이버")], account="more")
    row = day_of(books)
    media = {name: row[f"ad_cost_{name}"] for name in ("naver", "meta", "google", "kakao", "other")}
    assert media == {"naver": 8_000, "meta": 10_000, "google": None, "kakao": None, "other": 2_000}
    assert (row["ad_cost"], row["blended_roas"], row["cost_share"]) == (20_000, 5.0, 0.2)
    # the day after nothing ran: that is known, and 0
    after = day_of(books, "2026-10-06")
    assert (after["ad_cost"], after["ad_cost_naver"], after["clicks"], after["blended_roas"]) == (0, 0, 0, None)


def test_a_cost_in_a_currency_without_a_rate_blanks_the_total_and_says_why(books):
    books.land("ad_stats", [ad("1", 10_000.0), ad("2", 30.0, medium="구글", currency="USD", cost_in_basis=None,
                                                  value_in_basis=None)], account="ads")  # fmt: skip
    row = day_of(books)
    assert (row["ad_cost"], row["ad_cost_meta"], row["ad_cost_google"], row["clicks"]) == (None, 10_000, None, 20)
    assert row["data_status"] == "미수집 (구글 광고: 환율이 없는 통화 USD)"


def test_an_account_in_another_currency_that_cost_nothing_that_day_blanks_nothing(books):
    books.land("ad_stats", [ad("1", 10_000.0), ad("2", 0.0, currency="USD", cost_in_basis=None, value_in_basis=None)],
               account="ads")  # fmt: skip
    assert (day_of(books)["ad_cost"], day_of(books)["data_status"]) == (10_000, "확정")


def test_a_shop_in_dollars_takes_costs_in_dollars_and_no_others(books):
    dollars = order("20261006-0000002", "2026-10-06", 50.0, currency="USD", first_order="F")
    books.land("orders", [dollars], shop=2)
    books.land("refunds", [], shop=2)
    world = books.world
    ads = {name: replace(world.accounts[name], advertises={0: ("mall", 2)}) for name in ("ads", "more")}
    books.world = replace(world, accounts={**world.accounts, **ads})
    cents = {"currency": "USD", "cost_own_currency": 20.0, "cost_in_basis": 26_000.0}
    books.land("ad_stats", [ad("1", 20.0, "2026-10-06", conversion_value=60.0, value_in_basis=78_000.0, **cents)],
               account="ads")  # fmt: skip
    row = books.day("2026-10-06", "summary_daily", shop_no=2)
    assert (row["currency"], row["ad_cost"], row["medium_sales"], row["blended_roas"]) == ("USD", 20, 60, 2.5)
    books.land("ad_stats", [ad("9", 7_000.0, "2026-10-06", medium="네이버")], account="more")
    row = books.day("2026-10-06", "summary_daily", shop_no=2)
    assert (row["ad_cost"], row["ad_cost_meta"], row["ad_cost_naver"]) == (None, 20, None)
    assert row["data_status"] == "미수집 (네이버 광고: 쇼핑몰 통화가 아님 (KRW))"


def test_a_typed_cost_without_clicks_counts_as_cost(books):
    blank = dict.fromkeys(("impressions", "clicks", "conversion_value", "value_in_basis"))
    books.land("ad_stats", [ad("1", 10_000.0, conversion_value=40_000.0, value_in_basis=40_000.0),
                            ad("2", 90_000.0, medium="옥외", **blank)], account="ads")  # fmt: skip
    row = day_of(books)
    assert (row["ad_cost"], row["ad_cost_other"], row["clicks"], row["data_status"]) == (100_000, 90_000, 10, "확정")
    assert (row["medium_sales"], row["medium_roas"]) == (40_000, 0.4)


def test_days_before_a_medium_was_read_and_after_it_stopped_are_not_0(books):
    books.land("ad_stats", [ad("1", 10_000.0)], account="ads", since=date(2026, 10, 3), until=NOW - timedelta(days=4))
    assert day_of(books, "2026-10-02")["data_status"] == "미수집 (메타 광고: 2026-10-03부터 수집)"
    assert day_of(books, "2026-10-03")["ad_cost"] == 0
    for day in ("2026-11-16", "2026-11-18"):
        row = day_of(books, day)
        assert (row["ad_cost"], row["data_status"]) == (None, "미수집 (메타 광고: 수집되지 않음) · 집계중")


def test_a_login_that_never_told_anything_is_named_too(books):
    books.land("ad_stats", [], account="ads", since=None, until=None)
    row = day_of(books)
    assert (row["ad_cost"], row["data_status"]) == (None, "미수집 (기타 광고: 수집되지 않음)")


def test_what_needs_refunds_is_blank_without_them(books):
    books.feeds = tuple(use for use in books.feeds if use.stream != "refunds")
    books.land("ad_stats", [ad("1", 10_000.0)], account="ads")
    row = day_of(books)
    assert (row["net_sales"], row["own_net_sales"], row["blended_roas"], row["cost_share"]) == (None,) * 4
    assert (row["payment_total"], row["ad_cost"], row["data_status"]) == (100_000, 10_000, "미수집 (환불)")


def test_a_ratio_to_what_is_0_or_less_is_blank(books):
    books.land("ad_stats", [ad("1", 10_000.0, "2026-10-06")], account="ads")
    row = day_of(books, "2026-10-06")
    assert (row["blended_roas"], row["cost_share"], row["new_customer_cost"], row["sales_per_order"]) == (
        0.0, None, None, None)  # fmt: skip
    assert day_of(books, "2026-10-12")["net_sales_change"] == -1.0
    assert day_of(books, "2026-10-13")["net_sales_change"] is None


def test_a_partly_told_day_of_visits_shows_what_is_known(books):
    books.land("visitors", [{"date": DAY, "visit_count": 50, "unique_visit_count": None, "page_view": 300,
                             "data_status": "미수집 (일부 수치 없음, 2026-10-06 07:00)"}])  # fmt: skip
    row = day_of(books)
    assert (row["visit_count"], row["unique_visit_count"], row["page_view"], row["purchase_rate"]) == (
        50, None, 300, 0.02)  # fmt: skip
    assert row["data_status"] == "미수집 (방문: 일부 수치 없음, 2026-10-06 07:00)"


def test_where_a_shop_changed_its_currency_each_day_has_its_visits_once(books):
    books.land("orders", [
        order("20261007-0000003", "2026-10-07", 30.0, currency="USD"),
        order("20261008-0000004", "2026-10-08", 9_000.0),
        order("20261008-0000005", "2026-10-08", 40.0, currency="USD"),
    ])  # fmt: skip
    books.land("visitors", [{"date": f"2026-10-0{day}", "visit_count": 10, "data_status": "확정"} for day in (5, 7, 8)])
    told = {(row["date"], row["currency"]): row["visit_count"] for row in books.rows("summary_daily")
            if row["visit_count"] is not None}  # fmt: skip
    assert told == {(DAY, "KRW"): 10, ("2026-10-07", "USD"): 10, ("2026-10-08", "USD"): 10}


GOAL = {"row_no": 1, "month": "2026-10-01", "medium": "전체", "sales_goal": 400_000.0, "ad_budget": 50_000.0}


def test_goals_and_budgets_are_held_against_the_month_so_far(books):
    books.land("goals", [GOAL])
    books.land("ad_stats", [ad("1", 10_000.0), ad("2", 15_000.0, "2026-10-20")], account="ads")
    assert (day_of(books, "2026-10-04")["goal_rate"], day_of(books)["goal_rate"]) == (0, 0.25)
    assert (day_of(books)["budget_rate"], day_of(books, "2026-10-31")["budget_rate"]) == (0.2, 0.5)
    month = day_of(books, "2026-10-01", "summary_monthly")
    assert (month["sales_goal"], month["goal_rate"], month["budget_rate"], month["ad_cost"]) == (
        400_000, 0.25, 0.5, 25_000)  # fmt: skip
    assert day_of(books, "2026-11-02")["goal_rate"] is None


def test_a_goal_without_a_mall_is_nobodys_where_there_are_several(books):
    books.land("goals", [GOAL, {**GOAL, "row_no": 2, "mall": "other", "sales_goal": 50.0}])
    assert day_of(books)["goal_rate"] == 0.25
    books.feeds = (*books.feeds, StreamUse("more", "orders"))
    books.land("orders", [order("20261005-0000001", DAY, 10.0)], account="more")
    assert books.day(DAY, "summary_daily", account="mall")["goal_rate"] is None


def test_a_channel_that_people_say_is_naver_counts_as_naver(books):
    books.land("ad_stats", [ad("1", 10_000.0, medium="네이버 검색광고")], account="ads")
    came = {"date": DAY, "order_count": 1, "order_amount": 1_000.0, "data_status": "확정"}
    books.land("visit_ads", [{**came, "ad": "NV_BS_MO", "ad_key": "nv_bs_mo", "visit_count": 5},
                             {**came, "ad": "Blog-A", "ad_key": "blog-a", "visit_count": 3}])  # fmt: skip
    assert day_of(books, report="naver_clicks_orders")["visit_count"] == 5
    books.land("channel_map", [{"row_no": 1, "utm_source": "Blog-A", "medium": "네이버"}])
    row = day_of(books, report="naver_clicks_orders")
    assert (row["visit_count"], row["order_amount"], row["visit_rate"], row["roas"]) == (8, 2_000, 0.8, 0.2)


def test_a_day_of_visits_by_channel_that_was_refused_is_blank_and_named(books):
    books.land("ad_stats", [ad("1", 10_000.0, medium="네이버 검색광고")], account="ads")
    books.land("visit_ads", [])
    books.miss("visit_ads", DAY, "통계 권한 없음, 2026-10-06 07:00")
    row = day_of(books, report="naver_clicks_orders")
    assert (row["clicks"], row["visit_count"], row["order_count"], row["visit_rate"]) == (10, None, None, None)
    assert row["data_status"] == "미수집 (유입: 통계 권한 없음, 2026-10-06 07:00)"
    assert day_of(books, "2026-10-06", "naver_clicks_orders")["visit_count"] == 0
