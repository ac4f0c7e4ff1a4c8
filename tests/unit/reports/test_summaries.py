"""일별, 주간, 월별 종합 equal what comes of the pretend mall's own knowledge, added up by hand."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from story_books import MEDIA, TODAY, StoryBooks, Tale
from summary_by_hand import CURRENCIES, Day, Happened, by_hand, daily, month, periods, week

from sheets_bridge.model import KST, Kind
from sheets_bridge.reports import REPORTS

LOST, EARLY = "로그인 필요, 2026-11-18 06:00", "매체 집계 전"
READ_LAST = datetime(2026, 11, 16, 6, tzinfo=KST)
FAILED = ("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")
HAPPENED = Happened(
    untold={
        **{("meta_ads", day): LOST for day in FAILED},
        # read at six in the morning and never again: the day has figures, and not all of them
        ("meta_ads", "2026-11-16"): "수집되지 않음",
        ("kakao_moment", "2026-11-19"): "매체 집계 전, 2026-11-20 03:00",
        **{(login, TODAY.isoformat()): EARLY for login in ("naver_ads", "kakao_keyword", "kakao_moment")},
    },
    unseen={(2, "2026-10-14"): "통계 권한 없음, 2026-10-14 09:00"},
    goals={(1, "2026-11"): (12_000_000.0, 3_000_000.0), (2, "2026-10"): (3_000.0, None)},
    outside={"2026-11-02": (350_000.0, 7), "2026-11-09": (120_000.0, 2)},
)  # fmt: skip
GOALS = (
    {"row_no": 1, "month": "2026-11-01", "medium": "전체", "sales_goal": 12_000_000.0},
    {"row_no": 2, "month": "2026-11-01", "medium": "네이버", "ad_budget": 1_800_000.0},
    {"row_no": 3, "month": "2026-11-01", "medium": "메타", "ad_budget": 1_200_000.0},
    {"row_no": 4, "month": "2026-10-01", "medium": None, "sales_goal": 3_000.0, "mall": "mall", "mall_shop_no": 2},
)
OUTSIDE = (
    {"row_no": 1, "date": "2026-11-02", "mall_name": "스마트스토어", "sales": 300_000.0, "order_count": 6},
    {"row_no": 2, "date": "2026-11-02", "mall_name": "쿠팡", "sales": 50_000.0, "order_count": 1},
    {"row_no": 3, "date": "2026-11-09", "mall_name": "쿠팡", "sales": 120_000.0, "order_count": 2},
)


def told_of(folder: Path, tale: Tale) -> StoryBooks:
    """Books of a tale in which all of HAPPENED happened."""
    books = StoryBooks(folder, tale).fill(but=("meta_ads",))
    books.land_ads("meta_ads", until=READ_LAST)
    books.fail_ads("meta_ads", FAILED, LOST)
    books.fail_day("kakao_moment", "2026-11-19", "매체 집계 전, 2026-11-20 03:00")
    books.lose("visitors", 2, "2026-10-14", "통계 권한 없음, 2026-10-14 09:00")
    books.land("goals", GOALS)
    books.land("outside_sales", OUTSIDE)
    return books


def differences(report: str, rows: list[dict[str, Any]], expected: Mapping[tuple[int, str], Day]) -> list[Any]:
    """Where rows are not as expected: (shop, day, column, what stands, what should)."""
    kinds = {column.id: column.kind for column in REPORTS[report].table.columns}
    found = {(row["shop_no"], row["date"]): row for row in rows}
    assert len(found) == len(rows)
    assert {(row["account"], row["currency"], row["shop_no"]) for row in rows} == {
        ("mall", currency, shop) for shop, currency in CURRENCIES.items()
    }
    wrong = [(key, "row", key in found, key in expected) for key in found.keys() ^ expected.keys()]
    for key in found.keys() & expected.keys():
        known = set(found[key]) - {"account", "shop_no", "date", "currency", "sales_goal", "ad_budget", "roas_goal"}
        assert known == set(expected[key])
        wrong += [(key, name, found[key][name], expected[key][name]) for name in known
                  if not same(found[key][name], expected[key][name], kinds[name])]  # fmt: skip
    return sorted(wrong, key=repr)


def same(cell: Any, value: Any, kind: Kind) -> bool:
    if isinstance(value, str) or value is None or cell is None:
        return bool(cell == value)
    return bool(abs(cell - value) < (2e-6 if kind is Kind.RATIO else 0.011))


@pytest.fixture(scope="module")
def tale() -> Tale:
    """Eighty days up to noon of 20 November 2026: a whole October in both shops."""
    return Tale(days=80, orders_per_day=8)


@pytest.fixture(scope="module")
def story(tale: Tale, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoryBooks]:
    books = told_of(tmp_path_factory.mktemp("story"), tale)
    yield books
    books.store.close()


@pytest.fixture(scope="module")
def days(tale: Tale) -> Mapping[Any, Day]:
    return by_hand(tale, HAPPENED)


def test_each_day_is_what_the_mall_and_its_media_know(story, tale, days):
    rows = story.rows("summary_daily")
    assert differences("summary_daily", rows, daily(days, tale, HAPPENED)) == []
    assert len(rows) == 2 * 81
    # the tale has what is hard: days without visits, without orders, with more refunds than sales
    assert any(row["visit_count"] == 0 and row["purchase_rate"] is None for row in rows)
    assert any(row["order_count"] == 0 and row["sales_per_order"] is None for row in rows)
    assert any(row["market_net_sales"] for row in rows)
    assert any(row["net_sales"] != row["own_net_sales"] for row in rows)


def test_weeks_from_monday_are_their_days_added_up(story, tale, days):
    assert differences("summary_weekly", story.rows("summary_weekly"), periods(days, tale, HAPPENED, week)) == []


def test_months_are_their_days_added_up(story, tale, days):
    rows = story.rows("summary_monthly")
    assert differences("summary_monthly", rows, periods(days, tale, HAPPENED, month)) == []
    november = next(row for row in rows if (row["shop_no"], row["date"]) == (1, "2026-11-01"))
    assert (november["sales_goal"], november["ad_budget"], november["days"]) == (12_000_000, 3_000_000, 19)


def test_a_medium_that_told_nothing_blanks_what_needs_it_and_is_named(story):
    row = next(row for row in story.rows("summary_daily") if (row["shop_no"], row["date"]) == (1, "2026-11-18"))
    assert row["data_status"].startswith(f"미수집 (메타 광고: {LOST})")
    blank = ("ad_cost", "ad_cost_meta", "impressions", "clicks", "medium_sales", "medium_roas", "blended_roas",
             "cost_share", "new_customer_cost", "budget_rate")  # fmt: skip
    assert {row[name] for name in blank} == {None}
    assert row["ad_cost_naver"] > 0
    assert row["net_sales"] > 0


def test_a_medium_that_changes_a_day_for_weeks_is_named_long_after_the_mall_is_settled(story):
    row = next(row for row in story.rows("summary_daily") if (row["shop_no"], row["date"]) == (1, "2026-10-28"))
    assert row["data_status"] == "집계중 (광고: 메타, 구글)"


def test_newest_stand_first(story):
    for report in ("summary_daily", "summary_weekly", "summary_monthly"):
        listed = [row["date"] for row in story.rows(report)]
        assert listed == sorted(listed, reverse=True)


@pytest.mark.long
@pytest.mark.parametrize("seed", [5, 6])
def test_a_quarter_of_a_larger_mall_is_what_it_knows(tmp_path, seed):
    tale = Tale(days=125, orders_per_day=60, seed=seed)
    books, days = told_of(tmp_path, tale), by_hand(tale, HAPPENED)
    assert differences("summary_daily", books.rows("summary_daily"), daily(days, tale, HAPPENED)) == []
    for report, span in (("summary_weekly", week), ("summary_monthly", month)):
        assert differences(report, books.rows(report), periods(days, tale, HAPPENED, span)) == []
    books.store.close()


assert date(2026, 11, 20) == TODAY
assert "kakao_moment" in MEDIA
