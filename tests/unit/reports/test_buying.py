"""Hours and weekdays, ways to pay, first and repeat orders, cohorts, Naver: each equals what the pretend mall knows."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from buying_by_hand import Rows, cohorts, first_repeat, hours, naver, payment_methods
from reports_bench import NOW, Books, order
from story_books import TODAY, StoryBooks, Tale
from test_summaries import same

from sheets_bridge.reports import REPORTS

UNSEEN = {(2, "2026-10-14"): "통계 권한 없음, 2026-10-14 09:00"}
UNTOLD = {"2026-11-19": "매체 집계 전, 2026-11-20 03:00", TODAY.isoformat(): "매체 집계 전"}
LAST_SUNDAY = date(2026, 11, 15)
PERIODS = {
    "최근 4주": lambda day: LAST_SUNDAY - timedelta(27) <= day <= LAST_SUNDAY,
    "2026-09": lambda day: day.month == 9,
    "2026-10": lambda day: day.month == 10,
    "2026-11": lambda day: day.month == 11,
}
BEGINS = {"최근 4주": "2026-10-19", "2026-09": "2026-09-01", "2026-10": "2026-10-01", "2026-11": "2026-11-01"}


def told_of(folder: Path, tale: Tale) -> StoryBooks:
    books = StoryBooks(folder, tale).fill()
    books.lose("visitors_hourly", 2, "2026-10-14", UNSEEN[2, "2026-10-14"])
    books.fail_day("naver_ads", "2026-11-19", UNTOLD["2026-11-19"])
    return books


@pytest.fixture(scope="module")
def tale() -> Tale:
    return Tale(days=80, orders_per_day=8, seed=4)


@pytest.fixture(scope="module")
def story(tale: Tale, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoryBooks]:
    books = told_of(tmp_path_factory.mktemp("story"), tale)
    yield books
    books.store.close()


def differences(books: Books, report: str, key: Sequence[str], expected: Rows, *also: str) -> list[Any]:
    """Where a report is not as expected, which tells all its columns but its key, the money's name and `also`."""
    kinds = {column.id: column.kind for column in REPORTS[report].table.columns}
    rows = books.rows(report)
    found = {tuple(row[name] for name in key): row for row in rows}
    assert len(found) == len(rows) > 0
    wrong: list[Any] = [(at, at in found, at in expected) for at in found.keys() ^ expected.keys()]
    for at in found.keys() & expected.keys():
        assert found[at].keys() - {"account", "shop_no", "currency", *key, *also} == expected[at].keys()
        assert found[at]["currency"] == ("KRW" if found[at]["shop_no"] == 1 else "USD")
        wrong += [(at, name, found[at][name], value) for name, value in expected[at].items()
                  if not same(found[at][name], value, kinds[name])]  # fmt: skip
    return sorted(wrong, key=repr)


def check_all(books: StoryBooks, tale: Tale) -> None:
    """All five."""
    shop_month = ("shop_no", "date")
    assert differences(books, "payment_methods", (*shop_month, "payment_method"), payment_methods(tale)) == []
    assert differences(books, "first_repeat", (*shop_month, "kind"), first_repeat(tale)) == []
    assert differences(books, "purchase_cohorts", (*shop_month, "elapsed"), cohorts(tale)) == []
    assert differences(books, "naver_clicks_orders", shop_month, naver(tale, UNTOLD)) == []


def test_ways_to_pay_first_orders_cohorts_and_naver_are_what_the_mall_knows(story, tale):
    check_all(story, tale)
    rows = story.rows("naver_clicks_orders")
    assert any(row["order_count"] == 0 and row["clicks"] and row["cost_per_order"] is None for row in rows)
    assert any(row["elapsed"] == 2 for row in story.rows("purchase_cohorts"))


def test_hours_of_weekdays_are_those_of_visits_and_payments(story, tale):
    expected = hours(tale, UNSEEN, PERIODS)
    missing = {at for at, row in expected.items() if row.pop("missing")}
    key = ("shop_no", "period", "weekday_no", "hour")
    assert differences(story, "hourly_weekday", key, expected, "date", "data_status") == []
    rows = story.rows("hourly_weekday")
    assert {row["period"]: row["date"] for row in rows} == BEGINS
    lost = {tuple(row[name] for name in key) for row in rows if row["data_status"].startswith("미수집")}
    assert lost == missing
    assert {at[:3] for at in lost} == {(2, "2026-10", 3)}
    (status,) = {row["data_status"] for row in rows if row["period"] == "2026-10" and row["weekday_no"] == 3
                 and row["shop_no"] == 2}  # fmt: skip
    assert status == f"미수집 (방문 1일: {UNSEEN[2, '2026-10-14']})"


def test_payments_of_the_month_by_way_and_by_kind_add_up_to_the_months_payments(story):
    months = {(row["shop_no"], row["date"]): row for row in story.rows("summary_monthly")}
    for report in ("payment_methods", "first_repeat"):
        rows = story.rows(report)
        for (shop, month), whole in months.items():
            of_month = [row for row in rows if (row["shop_no"], row["date"]) == (shop, month)]
            if month != "2026-11-01":
                assert sum(row["payment_total"] for row in of_month) == pytest.approx(whole["payment_total"])
                assert sum(row["order_share"] for row in of_month) == pytest.approx(1, abs=1e-4)


@pytest.fixture
def some(books: Books) -> Books:
    books.fed_by("orders")
    return books


def member(order_id: str, paid_on: str, who: str | None, amount: float | None = 100.0, first: str = "F") -> Any:
    return order(order_id, paid_on, amount, customer_key=who, first_order=first, payment_method="card",
                 payment_method_name="신용카드")  # fmt: skip


def test_whoever_bought_before_anything_was_collected_is_in_no_cohort(some):
    some.land("orders", [
        member("20260905-0000001", "2026-09-05", "new", first="T"),
        member("20261003-0000002", "2026-10-03", "new"),
        member("20261004-0000003", "2026-10-04", "old"),
        member("20261004-0000004", "2026-10-04", None),
        # a first order nobody paid: buying began with the next
        order("20261005-0000005", None, 100.0, customer_key="late", first_order="T"),
        member("20261102-0000006", "2026-11-02", "late"),
    ])  # fmt: skip
    rows = some.rows("purchase_cohorts")
    told = {(row["date"], row["elapsed"]): (row["cohort_size"], row["buyer_count"], row["repeat_rate"]) for row in rows}
    assert told == {
        ("2026-09-01", 0): (1, 1, None), ("2026-09-01", 1): (1, 1, 1.0), ("2026-09-01", 2): (1, 0, 0.0),
        ("2026-11-01", 0): (1, 1, None),
    }  # fmt: skip


def test_an_order_without_its_amount_leaves_money_blank_from_then_on_and_is_named(some):
    some.land("orders", [
        member("20260905-0000001", "2026-09-05", "a", first="T"),
        member("20261003-0000002", "2026-10-03", "a", None),
        member("20261103-0000003", "2026-11-03", "a"),
    ])  # fmt: skip
    rows = {row["elapsed"]: row for row in some.rows("purchase_cohorts")}
    assert [rows[n]["payment_total"] for n in (0, 1, 2)] == [100, None, 100]
    assert [rows[n]["payment_total_so_far"] for n in (0, 1, 2)] == [100, None, None]
    assert rows[1]["data_status"] == "미수집 (금액 없는 주문 1건)"
    (october,) = [row for row in some.rows("payment_methods") if row["date"] == "2026-10-01"]
    assert (october["payment_total"], october["order_count"], october["data_status"]) == (
        None, 1, "미수집 (금액 없는 주문 1건)")  # fmt: skip


def test_how_far_orders_were_read_is_said_and_what_was_paid_outside_of_it_counts_nowhere(some):
    some.land("orders", [
        member("20260901-0000001", "2026-09-10", "a"),
        member("20260915-0000002", "2026-09-15", "b"),
        member("20261118-0000003", "2026-11-18", "c"),
    ], since=date(2026, 9, 12), until=NOW - timedelta(days=2))  # fmt: skip
    rows = {row["date"]: row for row in some.rows("first_repeat") if row["kind"] == "재구매"}
    assert rows["2026-09-01"]["order_count"] == 1
    assert rows["2026-09-01"]["data_status"] == "확정 · 2026-09-12부터"
    assert "2026-11-01" not in rows
    some.land("orders", [member("20261117-0000004", "2026-11-17", "c")], since=date(2026, 9, 12),
              until=NOW - timedelta(days=2))  # fmt: skip
    november = next(row for row in some.rows("first_repeat") if row["date"] == "2026-11-01" and row["kind"] == "재구매")
    assert (november["order_count"], november["data_status"]) == (1, "집계중 · 2026-11-17까지")


@pytest.mark.long
def test_a_quarter_of_a_larger_mall_is_what_it_knows(tmp_path):
    tale = Tale(days=125, orders_per_day=60, seed=8)
    books = told_of(tmp_path, tale)
    check_all(books, tale)
    books.store.close()
