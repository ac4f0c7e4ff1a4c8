"""Reports against the sandbox: 일별 매출 on the sheet is what the story itself comes to, and stays quiet when idle."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

import pytest
from system_mall import EARLY, Mall
from system_sheet import Sheet

TITLE, CHECK = "일별 매출", "숫자 대조"
OWN = ("self", None)
PAID, COUNT, ACCESS, MARKET = "결제합계 (추정)", "결제 주문수", "접속통계 매출액", "외부 마켓 결제합계"
DAY_ZERO = EARLY.replace(year=1899, month=12, day=30, hour=0, minute=0, tzinfo=None)


@pytest.fixture
def reported(mall: Mall) -> Mall:
    """The mall with both reports in its job of orders."""
    text = mall.schedule.read_text(encoding="utf-8")
    tabs = f"      {TITLE}: {{table: sales_daily}}\n      {CHECK}: {{table: reconciliation, keep: 3 days}}\n"
    mark = "      RAW_주문품목: {table: order_items}\n"
    assert mark in text
    mall.schedule.write_text(text.replace(mark, mark + tabs), encoding="utf-8")
    return mall


def from_the_story(mall: Mall) -> dict[tuple[int, str, str], dict[str, float]]:
    """(shop, day, currency) → figures, summed here from the orders of the sandbox's truth."""
    told: dict[tuple[int, str, str], dict[str, float]] = defaultdict(
        lambda: dict.fromkeys((PAID, COUNT, ACCESS, MARKET), 0)
    )
    for order in mall.truth("orders"):
        if order["paid"] == "F" or not order["paid_date"]:
            continue
        day = told[order["shop_no"], order["paid_date"], order["currency"]]
        amount = order["payment_amount"] + order["points_spent_amount"] + order["credits_spent_amount"]
        if order["market_id"] in OWN:
            day[PAID] += amount + (order["naver_point"] or 0)
            day[ACCESS] += amount
            day[COUNT] += 1
        else:
            day[MARKET] += amount + (order["naver_point"] or 0)
    return told


def shown(sheet: Sheet) -> list[dict[str, Any]]:
    header, *rows = sheet.values(TITLE)
    return [dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=True)) for row in rows]


def day_of(serial: float) -> str:
    return (DAY_ZERO + timedelta(days=serial)).date().isoformat()


def test_the_days_of_the_sheet_are_those_of_the_story(reported: Mall, sheet: Sheet) -> None:
    told = reported.ran()
    assert told["verified"], told
    rows, expected = shown(sheet), from_the_story(reported)
    found = {(row["쇼핑몰 번호"], day_of(row["날짜"]), row["통화"]): row for row in rows}
    first = min(day for _, day, _ in found)
    wanted = {key: day for key, day in expected.items() if key[1] >= first}
    assert len(wanted) > 8
    for key, day in wanted.items():
        assert {name: round(found[key][name], 2) for name in day} == {name: round(day[name], 2) for name in day}, key
    rest = [row for key, row in found.items() if key not in wanted]
    assert {row[PAID] for row in rest} <= {0}
    # nobody collects refunds here: what needs them is blank, and says so
    assert {(row["환불합계 (추정)"], row["통계 순매출"]) for row in rows} == {("", "")}
    assert {row["집계 상태"] for row in rows} == {"미수집 (환불)"}


def test_newest_days_stand_first_and_a_day_later_still(reported: Mall, sheet: Sheet) -> None:
    reported.ran()
    before = [row["날짜"] for row in shown(sheet)]
    assert before == sorted(before, reverse=True)
    reported.advance(hours=24)
    reported.ran()
    after = [row["날짜"] for row in shown(sheet)]
    assert after == sorted(after, reverse=True)
    assert max(after) == max(before) + 1


def test_a_run_without_news_writes_nothing_to_a_report(reported: Mall) -> None:
    reported.ran()
    reported.forget_calls()
    told = reported.ran()
    tabs = [tab for job in told["jobs"] for tab in job["tabs"] if tab["title"] in (TITLE, CHECK)]
    assert [(tab["inserted"], tab["updated"], tab["removed"]) for tab in tabs] == [(0, 0, 0), (0, 0, 0)]
    assert told["calls"]["google_write"] == 0


def test_a_report_keeps_its_window_and_loses_days_that_left_it(reported: Mall, sheet: Sheet) -> None:
    reported.ran()
    reported.advance(hours=48)
    reported.ran()
    header, *rows = sheet.values(CHECK)
    assert len({row[header.index("날짜")] for row in rows}) == 3


def test_a_deleted_report_is_rebuilt_from_the_store(reported: Mall, sheet: Sheet) -> None:
    reported.ran()
    before = shown(sheet)
    sheet.delete_tab(TITLE)
    reported.forget_calls()
    reported.ran()
    assert shown(sheet) == before


def test_a_cell_typed_over_is_healed_from_the_store(reported: Mall, sheet: Sheet) -> None:
    reported.ran()
    before = shown(sheet)
    sheet.write(TITLE, {(1, 5): 123456789})
    assert shown(sheet) != before
    reported.ran("--heal")
    assert shown(sheet) == before


def test_status_says_which_days_a_report_covers(reported: Mall) -> None:
    reported.ran()
    told = reported.command("status", "--json").json
    tabs = {tab["tab"]: tab for job in told["jobs"] for tab in job["covered"]}
    assert tabs[TITLE]["until"] == EARLY.date().isoformat()
    assert tabs[TITLE]["since"] == tabs["RAW_주문"]["since"]


def test_what_a_report_needs_and_no_job_pulls_is_refused_before_anything_is_asked(reported: Mall) -> None:
    reported.edit("{stream: samplemall.orders, embed: [items]}", "samplemall.visitors")
    reported.forget_calls()
    told = reported.run()
    assert told.exit_code == 78
    assert "samplemall.orders" in told.text
    assert reported.calls("cafe24", "read") == []
