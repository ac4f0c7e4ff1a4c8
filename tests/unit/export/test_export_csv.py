"""CSV files: the values of the tab, Korean readable in Excel, and no text that a spreadsheet would run."""

import csv
from pathlib import Path

import pytest
from export_bench import THINGS, Shelf, thing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_bridge.export import Taken, write_files
from sheets_bridge.export.titles import file_names, worksheet_names

NAME = 4
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def rows(folder: Path, tab: Taken) -> list[list[str]]:
    (path,) = write_files(folder / "csv", [tab])
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_values_are_written_as_they_read(shelf, tmp_path):
    row = thing("2026-11-02", "가나다", at="2026-11-02 06:30:00", amount=-1234.0, pieces=-12, roas=0.125)
    assert rows(tmp_path, shelf.tab([row])) == [
        [column.ko for column in THINGS.columns],
        ["mall", "1", "2026-11-02", "KRW", "가나다", "2026-11-02 06:30:00", "-1234", "-12", "0.125"],
    ]
    assert rows(tmp_path, shelf.tab([thing("2026-11-02", None)]))[1][NAME:] == [""] * 5


def test_the_file_begins_with_the_mark_that_excel_reads_korean_by(shelf, tmp_path):
    (path,) = write_files(tmp_path, [shelf.tab([], "일별 매출")])
    assert path.name == "일별 매출.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+82", "-1", "@SUM", "\tx", "=cmd|' /C calc'!A0"])
def test_a_text_that_begins_like_a_formula_is_guarded(shelf, tmp_path, text):
    assert rows(tmp_path, shelf.tab([thing("2026-11-02", text)]))[1][NAME] == f"'{text}"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=20))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_and_none_begins_a_formula(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("csv")
    shelf = Shelf(folder)
    cell = rows(folder, shelf.tab([thing("2026-11-02", text)]))[1][NAME]
    assert not cell.startswith(FORMULAS)
    assert cell.removeprefix("'") == text.removeprefix("'")
    shelf.store.close()


def test_a_failed_export_leaves_the_file_that_stood_there(shelf, tmp_path):
    (tmp_path / "탭.csv").write_text("yesterday's")
    tab = shelf.tab([thing("2026-11-02")])
    shelf.store.close()
    with pytest.raises(Exception, match="closed"):
        write_files(tmp_path, [tab])
    assert (tmp_path / "탭.csv").read_text() == "yesterday's"
    assert not list(tmp_path.glob("*.part"))
    shelf.__init__(tmp_path)  # type: ignore[misc]  # its fixture closes it once more


TITLES = st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=50), max_size=8)


@given(TITLES)
@settings(max_examples=100, deadline=None)
def test_any_titles_become_names_that_excel_takes(titles):
    names = list(worksheet_names(titles))
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert name.casefold() != "history"


@given(TITLES)
@settings(max_examples=100, deadline=None)
def test_any_titles_become_files_that_every_system_takes(titles):
    names = list(file_names(titles))
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert name
        assert not set(name) & set('<>:"/\\|?*')
        assert name.casefold() not in ("con", "nul", "com1")
        assert not name.startswith(".")


def test_titles_that_are_fine_stay_and_long_ones_are_told_apart():
    long = "아주아주아주아주아주아주아주아주아주아주아주아주아주아주아주 긴 이름"
    assert list(worksheet_names(["일별 매출", "일별 매출", long, long])) == [
        "일별 매출", "일별 매출 (2)", long[:30], long[:27] + " (2)",
    ]  # fmt: skip
    assert list(file_names(["a/b", "CON", "..", "일별 매출"])) == ["a_b", "_CON", "_", "일별 매출"]
