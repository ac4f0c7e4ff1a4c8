"""The export holds what only the sheet has, 대시보드 and 연동 현황, as anybody sees it there; and goes on without."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from system_mall import Mall, Told, opened
from system_sheet import Sheet

BOARD, DAILY, JOBS, BY_TAB = "대시보드", "일별 종합", "연동 현황", "연동 현황 (탭별)"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    """A small mall that is to have a dashboard; nothing ran yet."""
    made = opened(tmp_path_factory.mktemp("drawn") / "work", days=3, orders_per_day=3, control=True)
    made.edit("shops: active", "shops: [1]")
    made.edit("RAW_방문: {table: visitors}", "RAW_방문: {table: visitors}\n      일별 종합: {table: summary_daily}")
    assert made.connect().exit_code == 0
    yield made
    made.close()
    assert made.leaks() == []


@pytest.fixture(scope="module")
def before(new: Mall) -> Told:
    """What an export said before the first run."""
    return new.command("export", "--xlsx", str(new.folder / "before.xlsx"))


@pytest.fixture(scope="module")
def mall(new: Mall, before: Told) -> Mall:
    """The mall after its first run. Tests leave the sheet as it is."""
    new.ran()
    return new


@pytest.fixture
def sheet(mall: Mall) -> Sheet:
    return Sheet(mall)


def names(path: Path) -> list[str]:
    """The worksheets of a workbook, in their order."""
    with zipfile.ZipFile(path) as book:
        return re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())


def values(path: Path, title: str) -> list[list[Any]]:
    """The cells of a worksheet's rows, blanks left out."""
    with zipfile.ZipFile(path) as book:
        shared = [one.findtext(".//{*}t") for one in ET.fromstring(book.read("xl/sharedStrings.xml"))]
        number = names(path).index(title) + 1
        rows = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{MAIN}row")
        return [[_value(cell, shared) for cell in row if cell.find(f"{MAIN}v") is not None] for row in rows]


def _value(cell: ET.Element, shared: list[str | None]) -> Any:
    text = cell.findtext(f"{MAIN}v") or ""
    return {"s": lambda: shared[int(text)], "b": lambda: text == "1"}.get(cell.get("t") or "", lambda: float(text))()


def test_all_tabs_stand_in_the_workbook_as_on_the_sheet_the_dashboard_first(
    mall: Mall, sheet: Sheet, tmp_path: Path
) -> None:
    file = tmp_path / "all.xlsx"
    told = mall.command("export", "--xlsx", str(file), "--json")
    assert told.exit_code == 0, told.text
    shown = [title for title, one in sheet.properties().items() if not one.get("hidden")]
    found = [name for name in names(file) if name != "차트"]
    assert found == [title for title in shown if title in found]
    assert found[0] == BOARD
    assert {BOARD, JOBS, BY_TAB, DAILY} <= set(found)
    assert set(told.json["from_the_sheet"]) == {BOARD, JOBS, BY_TAB}


def test_the_jobs_stand_there_as_they_stand_on_the_sheet(mall: Mall, sheet: Sheet, tmp_path: Path) -> None:
    file = tmp_path / "jobs.xlsx"
    assert mall.command("export", "--xlsx", str(file), "--tab", JOBS).exit_code == 0
    assert names(file) == [JOBS]
    on_sheet = [[cell for cell in row if cell != ""] for row in sheet.values(JOBS)]
    assert values(file, JOBS)[: len(on_sheet)] == on_sheet
    assert on_sheet[0][0] == "작업"


def test_one_call_reads_all_such_tabs_after_a_look(mall: Mall, tmp_path: Path) -> None:
    mall.forget_calls()
    mall.command("export", "--xlsx", str(tmp_path / "calls.xlsx"))
    calls = mall.control("GET", "calls")
    assert [(one["vendor"], one["kind"]) for one in calls] == [("google", "read")] * 2


def test_renamed_it_comes_by_its_new_name(mall: Mall, sheet: Sheet, tmp_path: Path) -> None:
    number = sheet.properties()[BOARD]["sheetId"]
    file = tmp_path / "renamed.xlsx"
    sheet.batch(_titled(number, "한눈에"))
    mall.command("export", "--xlsx", str(file), "--tab", BOARD)
    sheet.batch(_titled(number, BOARD))
    assert names(file) == ["한눈에"]


def _titled(number: int, title: str) -> dict[str, Any]:
    return {"updateSheetProperties": {"properties": {"sheetId": number, "title": title}, "fields": "title"}}


def test_where_google_says_no_the_rest_is_exported_and_what_to_do_is_said(
    mall: Mall, tmp_path: Path, in_no_time: None
) -> None:
    mall.fault("/google/v4/spreadsheets/*", action="status", status=503, times=50)
    told = mall.command("export", "--xlsx", str(tmp_path / "off.xlsx"), "--json")
    mall.lift_faults()
    assert told.exit_code == 0
    assert f"{BOARD} 탭은 빠졌습니다" in told.text
    assert DAILY in names(tmp_path / "off.xlsx")
    assert BOARD not in names(tmp_path / "off.xlsx")
    assert told.json["from_the_sheet"] == []


def test_without_a_key_the_rest_is_exported(mall: Mall, tmp_path: Path) -> None:
    key = next(path for path in mall.credentials.iterdir() if "google" in path.name)
    kept = key.rename(key.with_suffix(".away"))
    told = mall.command("export", "--xlsx", str(tmp_path / "keyless.xlsx"))
    kept.rename(key)
    assert told.exit_code == 0
    assert f"{BOARD} 탭은 빠졌습니다" in told.text
    assert DAILY in names(tmp_path / "keyless.xlsx")


def test_tables_alone_are_csv_files(mall: Mall, tmp_path: Path) -> None:
    mall.forget_calls()
    assert mall.command("export", "--csv", str(tmp_path / "csv")).exit_code == 0
    assert f"{BOARD}.csv" not in {path.name for path in (tmp_path / "csv").iterdir()}
    assert mall.control("GET", "calls") == []
    told = mall.command("export", "--csv", str(tmp_path / "csv"), "--tab", BOARD)
    assert told.exit_code == 2


def test_a_dashboard_that_is_not_there_yet_is_said(before: Told) -> None:
    assert before.exit_code == 0
    assert all(f"{title} 탭은 아직 시트에 없어서" in before.text for title in (BOARD, JOBS, BY_TAB))
