"""일별, 주간, 월별 종합 out of real streams and media; goals that somebody types on a tab of the sheet."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import answer_mall
import pytest
from story_books import Tale
from summary_by_hand import Day, Happened, by_hand, daily, month, periods, week
from system_mall import EARLY, Mall
from system_sheet import Sheet

from sheets_bridge.model import KST, Kind
from sheets_bridge.reports import REPORTS

TABS = {"일별 종합": "summary_daily", "주간 종합": "summary_weekly", "월별 종합": "summary_monthly"}
GOALS, OUTSIDE = "목표·예산", "외부몰 매출"
EPOCH = date(1899, 12, 30)
NOW = datetime(2026, 12, 1, 5, 30, tzinfo=KST)
"""Past the hour from which Naver tells yesterday."""
DAYS, ORDERS_PER_DAY = 30, 12
TODAY = "2026-12-01"
HAPPENED = Happened(
    untold={(login, TODAY): "매체 집계 전" for login in ("naver_ads", "kakao_keyword", "kakao_moment")},
    goals={(1, "2026-11"): (30_000_000.0, 5_000_000.0)},
    outside={"2026-11-03": (1_250_000.0, 32)},
)


def tabs(indent: str = "      ") -> str:
    named = {**TABS, GOALS: "goals", OUTSIDE: "outside_sales"}
    return "".join(f"{indent}{title}: {{table: {table}}}\n" for title, table in named.items())


def type_goals(sheet: Sheet, budget: str = "5,000,000") -> None:
    """As somebody types them."""
    sheet.write(GOALS, {(1, 0): "2026년 11월", (1, 1): "전체", (1, 2): "30,000,000원", (1, 3): budget})
    sheet.write(OUTSIDE, {(1, 0): "2026.11.3", (1, 1): "스마트스토어", (1, 2): "1,250,000", (1, 3): 32})


def rows_of(sheet: Sheet, title: str) -> dict[tuple[int, str], dict[str, Any]]:
    """The rows of a tab by shop and day, under the ids of its columns; days as text, blanks None."""
    columns = {column.ko: column for column in REPORTS[TABS[title]].table.columns}
    found = [{columns[label].id: _cell(cell, columns[label].kind) for label, cell in row.items() if label in columns}
             for row in sheet.records(title)]  # fmt: skip
    return {(row["shop_no"], row["date"]): row for row in found}


def _cell(cell: Any, kind: Kind) -> Any:
    if cell == "":
        return None
    return (EPOCH + timedelta(cell)).isoformat() if kind is Kind.DAY else cell


def test_a_goal_that_is_typed_on_its_tab_shows_how_far_the_month_is(mall: Mall, sheet: Sheet) -> None:
    mark = "      RAW_주문품목: {table: order_items}\n"
    mall.edit(mark, mark + tabs())
    mall.edit("      - {stream: samplemall.orders, embed: [items]}\n",
              "      - {stream: samplemall.orders, embed: [items]}\n      - samplemall.refunds\n")  # fmt: skip
    mall.ran("orders")
    mall.advance(hours=72)
    mall.ran("orders")
    assert {row["goal_rate"] for row in rows_of(sheet, "일별 종합").values()} == {None}
    type_goals(sheet, budget="많이")
    mall.ran("orders")
    # the whole line waits until it is mended
    assert sheet.records(GOALS)[0]["확인"] == "✗ 광고비 예산: 금액이 아닙니다(예: 1,200,000)"
    assert rows_of(sheet, "일별 종합")[1, "2026-11-03"]["goal_rate"] is None
    sheet.write(GOALS, {(1, 3): "5,000,000"})
    mall.ran("orders")
    row = rows_of(sheet, "일별 종합")[1, "2026-11-03"]
    sold = sum(
        order["payment_amount"] + order["points_spent_amount"] + order["credits_spent_amount"] + order["naver_point"]
        for order in mall.truth("orders")
        if order["shop_no"] == 1 and order["paid"] != "F" and order["market_id"] == "self"
        and "2026-11-01" <= (order["paid_date"] or "") <= "2026-11-03"
    )  # fmt: skip
    back = sum(
        refund["actual_refund_amount"] + refund["used_points"] + refund["used_credits"]
        for refund in mall.truth("refunds")
        if refund["shop_no"] == 1 and refund["status"] == "T" and "2026-11-01" <= refund["refund_date"] <= "2026-11-04"
    )
    assert sold > 0
    assert row["net_sales_month"] == pytest.approx(sold - back)
    assert row["goal_rate"] == pytest.approx((sold - back) / 30_000_000, abs=1e-6)
    assert (row["budget_rate"], row["outside_sales"], row["outside_orders"]) == (None, 1_250_000, 32)
    assert sheet.records(GOALS)[0]["확인"] == sheet.records(OUTSIDE)[0]["확인"] == "✓"
    assert rows_of(sheet, "월별 종합")[1, "2026-11-01"]["sales_goal"] == 30_000_000
    header = sheet.values("일별 종합")[0]
    assert header[:5] == ["몰 아이디", "쇼핑몰 번호", "일자", "요일", "통화"]
    assert EARLY.date() == date(2026, 11, 1)


@pytest.fixture
def everything(tmp_path: Path) -> Iterator[Mall]:
    """A month of a mall with every medium."""
    made = answer_mall.opened(tmp_path / "work", now=NOW, days=DAYS, orders_per_day=ORDERS_PER_DAY)
    made.edit("      - samplemall.refunds\n", "      - samplemall.refunds\n      - samplemall.visitors\n")
    made.edit("      UTM 점검: {table: utm_check}\n", "      UTM 점검: {table: utm_check}\n" + tabs())
    yield made
    made.close()
    assert made.leaks() == []


@pytest.mark.long
def test_a_month_through_every_medium_is_on_the_sheet_what_the_mall_and_its_media_know(everything: Mall) -> None:
    sheet = Sheet(everything)
    with answer_mall.no_waits():
        everything.ran("collect")
        everything.ran("answer")
        type_goals(sheet)
        everything.ran("answer")
    tale = Tale(days=DAYS, orders_per_day=ORDERS_PER_DAY, seed=1, now=NOW)
    days = by_hand(tale, HAPPENED)
    for day in days.values():
        # nobody pulls Cafe24's own sales report here, nor members
        day["net_sales"], day["new_member_count"] = day["payment_total"] - day["refund_total"], None
    wrong = [
        *differences(sheet, "일별 종합", daily(days, tale, HAPPENED)),
        *differences(sheet, "주간 종합", periods(days, tale, HAPPENED, week)),
        *differences(sheet, "월별 종합", periods(days, tale, HAPPENED, month)),
    ]
    assert wrong == []


def differences(sheet: Sheet, title: str, expected: Mapping[tuple[int, str], Day]) -> list[Any]:
    kinds = {column.id: column.kind for column in REPORTS[TABS[title]].table.default_columns}
    rows = rows_of(sheet, title)
    assert rows.keys() == expected.keys()
    estimated = {"net_sales_basis": "추정"}
    return [
        (title, key, name, rows[key][name], value)
        for key, of in expected.items()
        for name, value in {**of, **estimated}.items()
        if name in kinds and not same(rows[key][name], value, kinds[name])
    ]


def same(cell: Any, value: Any, kind: Kind) -> bool:
    if isinstance(value, str) or value is None or cell is None:
        return bool(cell == value)
    return bool(abs(cell - value) < (2e-6 if kind is Kind.RATIO else 0.011))
