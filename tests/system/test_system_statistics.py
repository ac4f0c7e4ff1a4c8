"""Every stream of Cafe24 Analytics, from the pretend mall to its tab: the figures agree with one another."""

from collections import Counter
from typing import Any

import pytest
from system_mall import VISITORS, Mall
from system_sheet import Sheet

from sheets_bridge.sources.cafe24 import statistics

STREAMS = [stream.id for stream in statistics.STREAMS]
Day = tuple[int, int]
"""Shop number and day."""


@pytest.fixture
def told(mall: Mall) -> Mall:
    """A mall whose job of visitors reads all there is."""
    streams = ", ".join(f"samplemall.{name}" for name in ("visitors", *STREAMS))
    mall.edit("streams: [samplemall.visitors]", f"streams: [{streams}]")
    tabs = "".join(f"\n      {name}: {{table: {name}}}" for name in STREAMS)
    mall.edit("RAW_방문: {table: visitors}", "RAW_방문: {table: visitors}" + tabs)
    mall.ran("visitors")
    return mall


def sums(sheet: Sheet, title: str, *labels: str) -> Counter[Day]:
    """The columns of a tab added up by shop and day; days of nothing left out."""
    found: Counter[Day] = Counter()
    for row in sheet.records(title):
        found[row["쇼핑몰 번호"], row["날짜"]] += sum(row[label] for label in labels)
    return +found


def test_every_stream_stands_on_its_tab_with_figures_that_agree(told: Mall, sheet: Sheet) -> None:
    assert sheet.differences(VISITORS, "visitors") == []
    assert all(sheet.records(name) for name in STREAMS)
    assert sums(sheet, "visitors_hourly", "방문자수") == sums(sheet, VISITORS, "방문자수")
    assert sums(sheet, "visitors_hourly", "페이지뷰") == sums(sheet, VISITORS, "페이지뷰")
    for name in ("visit_ads", "visit_domains"):
        assert sums(sheet, name, "방문자수") == sums(sheet, VISITORS, "방문자수")
    sales = sums(sheet, "access_sales", "접속통계 매출액")
    assert sales
    for name in ("payment_sales", "order_sources", "visit_ads", "visit_domains"):
        assert sums(sheet, name, "매출액") == sales
    assert sums(sheet, "member_sales", "회원 매출액", "비회원 매출액") == sales
    assert sums(sheet, "product_cart", "조회수") == sums(sheet, "product_views", "조회수")


def test_a_second_run_at_the_same_hour_changes_nothing_and_days_grow_old(told: Mall, sheet: Sheet) -> None:
    def landed(run: Any) -> dict[str, int]:
        return {stream["stream"]: stream["landed"] for job in run["jobs"] for stream in job["streams"]}

    assert set(landed(told.ran("visitors")).values()) == {0}
    told.advance(days=8)
    told.ran("visitors")
    oldest = min(row["날짜"] for row in sheet.records("access_sales"))
    states = {row["날짜"] - oldest: row["집계 상태"] for row in sheet.records("access_sales")}
    assert states == {day: "확정" if day < 8 else "집계중" for day in range(15)}
