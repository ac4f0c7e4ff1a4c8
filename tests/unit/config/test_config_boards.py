"""Tabs that are drawn once: where they stand by themselves, how they are named and turned off."""

from pathlib import Path

import pytest

from sheets_bridge.config import Schedule, load
from sheets_bridge.errors import ConfigError
from sheets_bridge.inputs import INPUTS
from sheets_bridge.messages import translation
from sheets_bridge.reports import REPORTS
from sheets_bridge.sources import discover
from sheets_bridge.tables import TABLES

FINE = """\
spreadsheets:
  sales: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ
  other: 1bBcDeFgHiJkLmNoPqRsTuVwXyZ
google: credentials/google.json
accounts:
  mall: {source: cafe24, client: credentials/client.json}
jobs:
  orders:
    every: 1 hour
    streams: [mall.orders, mall.order_sources]
    tabs:
      일별 종합: {table: summary_daily, on: sales}
      큰 날만: {table: summary_daily, on: sales, where: "net_sales > 1000"}
      UTM 점검: {table: utm_check, on: other}
      캠페인별 성과: {table: campaign_performance, on: other}
"""


def read(folder: Path, text: str) -> Schedule:
    path = folder / "schedule.yaml"
    path.write_text(text, encoding="utf-8")
    tables = TABLES | {id_: one.table for id_, one in REPORTS.items()} | {id_: one.table for id_, one in INPUTS.items()}
    return load(path, environment={}, sources=discover(), tables=tables, reports=REPORTS, inputs=INPUTS)


def problems(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as raised:
        read(folder, text)
    return raised.value.message.render(translation("en"))


def test_they_stand_by_themselves_beside_the_report_they_are_of(tmp_path: Path) -> None:
    boards = read(tmp_path, FINE).boards
    assert [(one.kind, one.title, one.spreadsheet) for one in boards] == [
        ("dashboard", "대시보드", "sales"), ("utm_builder", "UTM 만들기", "other"),
    ]  # fmt: skip
    assert {table: tab.title for table, tab in boards[0].reports.items()} == {
        "summary_daily": "일별 종합",
        "control_tabs": "연동 현황 (탭별)",
    }


def test_they_are_named_otherwise_and_turned_off(tmp_path: Path) -> None:
    named = read(tmp_path, FINE + "dashboard: 오늘의 숫자\nutm_builder: off\n").boards
    assert [one.title for one in named] == ["오늘의 숫자"]
    assert read(tmp_path, FINE + "dashboard: off\nutm_builder: no\n").boards == ()


def test_a_title_that_a_tab_bears_or_that_cannot_be_is_told_with_its_line(tmp_path: Path) -> None:
    told = problems(tmp_path, FINE + "dashboard: 일별 종합\nutm_builder: 'a/b'\n")
    assert ":16" in told
    assert '"일별 종합" is what the tab of dashboard: is called' in told
    assert ":17" in told
    assert "a tab's title holds none of" in told


def test_an_english_sheet_has_english_ones(tmp_path: Path) -> None:
    assert [one.title for one in read(tmp_path, FINE + "language: en\n").boards] == ["Dashboard", "UTM builder"]
