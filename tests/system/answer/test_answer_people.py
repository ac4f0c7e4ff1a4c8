"""What people do to the answer: they say what a tag means; and a medium that fails is told from one that is free."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import answer_mall
import pytest
from system_mall import Mall
from system_sheet import Sheet

from sheets_bridge.sandbox.clock import KST

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=KST)
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's serial numbers count wall time
CHANNELS, CAMPAIGNS = "채널 매핑", "캠페인·상품 매핑"
BRAND_SEARCH = "cmp-a001-01-000000000003104"


@pytest.fixture
def mall(tmp_path: Path) -> Iterator[Mall]:
    """Three busy days."""
    made = answer_mall.opened(tmp_path / "work", now=NOW, days=3, orders_per_day=60)
    with answer_mall.no_waits():
        made.ran("collect")
        made.ran("answer")
        yield made
    made.close()
    assert made.leaks() == []


@pytest.fixture
def sheet(mall: Mall) -> Sheet:
    return Sheet(mall)


def sums(sheet: Sheet, title: str, by: str, column: str = "매출(환불 전)") -> dict[str, float]:
    """A column of a report added up by another."""
    found: dict[str, float] = {}
    for row in sheet.records(title):
        if row[column] not in ("", 0):
            found[row[by]] = found.get(row[by], 0) + row[column]
    return found


def test_a_line_typed_into_the_mappings_moves_the_orders_and_taken_out_gives_them_back(
    mall: Mall, sheet: Sheet
) -> None:
    lost = "(미매칭) 브랜드검색"
    before, media = sums(sheet, "캠페인별 성과", "캠페인"), sums(sheet, "매체별 성과", "매체")
    assert before[lost] > 0
    assert media["미매핑"] > 0
    campaign = [row["캠페인"] for row in sheet.records("캠페인별 성과") if row["캠페인 ID"] == BRAND_SEARCH][0]  # noqa: RUF015
    sheet.write(CAMPAIGNS, {(1, 0): " 브랜드검색", (1, 2): BRAND_SEARCH})
    sheet.write(CHANNELS, {(1, 0): "SNS", (1, 2): "인플루언서", (1, 3): "협찬"})
    mall.ran("answer")
    after, moved = sums(sheet, "캠페인별 성과", "캠페인"), sums(sheet, "매체별 성과", "매체")
    assert lost not in after
    assert after[campaign] == before.get(campaign, 0) + before[lost]
    assert {row["매칭 방식"] for row in sheet.records("캠페인별 성과")
            if row["캠페인"] == campaign and row["구매건수"]} == {"직접 지정"}  # fmt: skip
    assert (moved.get("미매핑", 0), moved["인플루언서"]) == (0, media["미매핑"])
    assert {row["확인"] for title in (CHANNELS, CAMPAIGNS) for row in sheet.records(title)} == {"✓"}
    sheet.write(CAMPAIGNS, {(1, 0): "", (1, 2): ""})
    sheet.write(CHANNELS, {(1, 0): "", (1, 2): "", (1, 3): ""})
    mall.ran("answer")
    assert sums(sheet, "캠페인별 성과", "캠페인") == before
    assert sums(sheet, "매체별 성과", "매체") == media


def test_channels_that_nothing_maps_list_themselves_beneath_and_count_once_completed(mall: Mall, sheet: Sheet) -> None:
    sheet.insert_columns(CHANNELS, 5)
    sheet.write(CHANNELS, {(3, 0): "criteo_kr", (3, 2): "크리테오", (6, 5): "우리 메모"})
    mall.ran("answer")
    mall.ran("answer")
    lines = {n: row for n, row in enumerate(sheet.values(CHANNELS)) if n and any(row)}
    asked = "… 채워 주세요: 매체을(를) 적으면 반영됩니다"
    assert lines == {
        3: ["criteo_kr", "", "크리테오", "", "✓"],
        6: ["", "", "", "", "", "우리 메모"],
        7: ["sns", "profile", "", "", asked],
    }
    sheet.write(CHANNELS, {(7, 2): "비광고"})
    sheet.write(CAMPAIGNS, {(1, 0): "브랜드검색"})
    mall.ran("answer")
    (line,) = sheet.records(CAMPAIGNS)
    assert line["확인"].startswith("✗ 매체, 캠페인 ID, 상품번호 중 하나는")
    assert "미매핑" not in sums(sheet, "매체별 성과", "매체")
    assert [row["확인"] for row in sheet.records(CHANNELS) if row["매체"]] == ["✓", "✓"]


def test_a_medium_that_fails_is_blank_with_the_reason_and_the_others_go_on(mall: Mall, sheet: Sheet) -> None:
    mall.running.ads.doors.closed.add("meta_ads")
    mall.advance(hours=48)
    assert mall.run("collect").exit_code == 77
    mall.ran("answer")
    day = (NOW + timedelta(days=1)).date()
    rows = [row for row in sheet.records("매체별 성과")
            if (row["쇼핑몰 번호"], (EPOCH + timedelta(row["날짜"])).date()) == (1, day)]  # fmt: skip
    by_medium: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_medium.setdefault(row["매체"], []).append(row)
    assert {(row["광고비"], row["ROAS"], row["실ROAS"]) for row in by_medium["메타"]} == {("", "", "")}
    assert all(row["집계 상태"].startswith("미수집 (메타 광고비: 로그인 필요, 2026-11-28") for row in by_medium["메타"])
    assert all("미수집" not in row["집계 상태"] for name in ("네이버", "구글", "카카오") for row in by_medium[name])
    assert all(sum(row["광고비"] or 0 for row in by_medium[name]) > 0 for name in ("네이버", "구글", "카카오"))
    whole = [row for row in sheet.records("캠페인별 성과") if row["캠페인"] == "(매체 전체)"]
    assert {row["매체"] for row in whole} == {"메타"}
