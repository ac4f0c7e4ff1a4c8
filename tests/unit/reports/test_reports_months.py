"""Months: the sums of all days there are, computed here once more by hand; blank and named where a day is missing."""

from collections import defaultdict
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports_bench import Books, order

DAYS = st.dates(date(2026, 9, 1), date(2026, 11, 19))
AMOUNTS = st.integers(0, 10**6).map(float)
SOLD = st.dictionaries(st.tuples(DAYS, st.integers(0, 23)), st.tuples(st.integers(0, 90), AMOUNTS), max_size=30)


def sold(books: Books, told: dict) -> None:
    """The hours of a mall's days."""
    books.land("access_sales", [
        {"date": day.isoformat(), "hour": hour, "buyers_count": count, "order_count": count, "order_amount": amount,
         "data_status": "확정"}
        for (day, hour), (count, amount) in told.items()
    ])  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(SOLD)
def test_a_month_is_the_sum_of_its_days_told_apart_as_its_table_is(tmp_path_factory, told):
    books = Books(tmp_path_factory.mktemp("books"))
    sold(books, told)
    wanted: dict = defaultdict(lambda: [0, 0.0, set()])
    for (day, hour), (count, amount) in told.items():
        of = wanted[day.replace(day=1).isoformat(), hour]
        of[0], of[1] = of[0] + count, of[1] + amount
        of[2].add(day)
    found = {
        (row["month"], row["hour"]): [row["order_count"], row["order_amount"], row["row_count"], row["day_count"]]
        for row in books.rows("access_sales_monthly")
    }
    books.store.close()
    assert found == {key: [count, amount, len(days), len(days)] for key, (count, amount, days) in wanted.items()}


def test_months_stand_newest_first_and_the_last_one_is_not_final(books):
    sold(books, {(date(2026, month, 5), 9): (1, 100.0) for month in (9, 10, 11)})
    found = [(row["month"], row["data_status"]) for row in books.rows("access_sales_monthly")]
    assert found == [("2026-11-01", "집계중"), ("2026-10-01", "확정"), ("2026-09-01", "확정")]


def test_a_month_that_history_begins_in_says_from_which_day_it_counts(books):
    books.land("orders", [order("20261012-0000001", "2026-10-12", 100.0, actual_payment_amount=70.0, item_count=1,
                                quantity=1, order_price_amount=100.0, shipping_fee=0.0)],
               since=date(2026, 10, 12))  # fmt: skip
    (row,) = books.rows("orders_monthly")
    assert (row["data_status"], row["payment_amount"], row["actual_payment_amount"]) == (
        "확정 (10-12부터)",
        100.0,
        70.0,
    )


def test_a_month_with_a_day_that_was_not_collected_is_blank_and_says_so(books):
    sold(books, {(date(2026, month, 5), 9): (1, 100.0) for month in (9, 10)})
    books.miss("access_sales", "2026-10-06", "응답 없음, 2026-10-07 09:00")
    books.miss("access_sales", "2026-10-07", "응답 없음, 2026-10-08 09:00")
    blank, whole = books.rows("access_sales_monthly")
    assert (blank["month"], blank["hour"], blank["order_amount"], blank["row_count"]) == ("2026-10-01", 9, None, 1)
    assert blank["data_status"] == "미수집 (2일)"
    assert (whole["order_amount"], whole["data_status"]) == (100.0, "확정")


def test_a_month_of_which_nothing_was_collected_stands_as_such(books):
    books.land("access_sales", [])
    books.miss("access_sales", "2026-10-06", "권한 없음")
    (row,) = books.rows("access_sales_monthly")
    assert (row["month"], row["hour"], row["order_amount"], row["day_count"]) == ("2026-10-01", "", None, 0)
    assert row["data_status"] == "미수집 (1일)"


def ad(day, campaign, **told):
    usual = {"date": day, "medium": "naver", "ad_product": "파워링크", "account_id": "1", "account_name": "우리 광고",
             "campaign_id": campaign, "campaign_name": f"캠페인 {campaign}", "adgroup_id": "g", "ad_id": "a",
             "device": "mobile", "impressions": 1000, "clicks": 10, "cost_in_basis": 5000.0, "conversions": 2.0,
             "value_in_basis": 40000.0, "data_status": "확정"}  # fmt: skip
    return usual | told


def test_ratios_come_of_the_sums_and_are_blank_where_nothing_divides_them(books):
    books.fed_by("ad_stats")
    books.land("ad_stats", [ad("2026-10-01", "c1"), ad("2026-10-02", "c1", impressions=3000, clicks=50),
                            ad("2026-10-02", "c2", impressions=0, clicks=0, conversions=0.0)])  # fmt: skip
    one, none = books.rows("ad_stats_monthly")
    assert (one["campaign_name"], one["impressions"], one["clicks"], one["cost_in_basis"]) == (
        "캠페인 c1",
        4000,
        60,
        1e4,
    )
    assert (one["ctr"], one["cpm"], one["roas"]) == (0.015, 2500.0, 8.0)
    assert one["cpc"] == 10000 / 60
    assert (none["ctr"], none["cpc"], none["cpm"], none["cvr"], none["cpa"]) == (None,) * 5


def test_a_cost_that_one_row_does_not_tell_is_in_no_sum(books):
    books.fed_by("ad_stats")
    books.land("ad_stats", [ad("2026-10-01", "c1"), ad("2026-10-02", "c1", cost_in_basis=None)])
    (row,) = books.rows("ad_stats_monthly")
    assert (row["cost_in_basis"], row["clicks"], row["cpc"], row["roas"]) == (None, 20, None, None)
