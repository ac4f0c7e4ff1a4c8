"""A tab that formulas draw is a worksheet that shows the same: values, looks, sizes, what is hidden, charts."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from export_bench import Book, thing
from snapshot_bench import BOARD, FIRST_DAY, combined, data, line, ring, sheet, snapshot

from sheets_bridge.export import write_workbook
from sheets_bridge.spreadsheet.snapshots import Snapshot, understand

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAME = "대시보드"


def made(folder: Path, *tabs: Any) -> Book:
    assert write_workbook(folder / "out.xlsx", tabs) == []
    return Book(folder / "out.xlsx")


@pytest.fixture
def board(tmp_path: Path) -> Book:
    return made(tmp_path, snapshot(combined(), ring(), line()))


def test_what_formulas_came_to_stands_there_as_values(board):
    rows = board.sheet(NAME).iter(f"{NS}row")
    assert [row.get("r") for row in rows][:3] == ["1", "2", "3"]
    texts = cells(board)
    assert texts["B1"] == NAME
    assert (texts["B4"], texts["B5"], texts["B7"]) == (7_350_000.0, 0.123, float(FIRST_DAY))
    assert board.sheet(NAME).find(f".//{NS}f") is None


def test_a_text_is_no_formula_and_no_link_an_error_is_what_it_shows_and_a_tick_is_true(board):
    texts = cells(board)
    assert (texts["E5"], texts["F5"], texts["C5"], texts["D5"]) == ("=1+1", "https://example.com/?a=1", "#N/A", 1.0)
    assert not any("hyperlink" in name for name in board.part_names())
    assert 't="b"' in re.search(r'<c r="D5"[^>]*>', board.part("xl/worksheets/sheet1.xml"))[0]


def test_a_blank_that_a_formula_left_is_no_cell(board):
    assert "M9" not in cells(board)
    assert cells(board)["M7"] == FIRST_DAY + 5


def cells(book: Book) -> dict[str, Any]:
    """Place → what stands there; shared texts looked up."""
    shared = [one.findtext(".//{*}t") for one in ET.fromstring(book.part("xl/sharedStrings.xml"))]
    found = {}
    for one in book.sheet(NAME).iter(f"{NS}c"):
        value = one.findtext(f"{NS}v")
        if value is not None:
            found[str(one.get("r"))] = shared[int(value)] if one.get("t") == "s" else float(value)
    return found


def test_it_looks_as_it_does_on_the_sheet(board):
    xml, styles = board.part("xl/worksheets/sheet1.xml"), board.part("xl/styles.xml")
    assert '<mergeCell ref="B3:C3"/><mergeCell ref="B4:C4"/>' in xml
    assert re.search(r'<row r="4"[^>]* ht="25.5" customHeight="1"', xml)
    assert re.search(r'<row r="38"[^>]* hidden="1"', xml)
    assert re.search(r'<col min="13" max="20"[^>]* hidden="1"', xml)
    assert not re.search(r'<col min="2" max="12"[^>]* hidden="1"', xml)
    assert 'showGridLines="0"' in xml
    assert '<tabColor rgb="FF4285F4"/>' in xml
    assert 'ySplit="1"' in xml
    assert ('rgb="FFF8F9FA"' in styles, '<sz val="18"/>' in styles, 'rgb="FF1A73E8"' in styles) == (True, True, True)


def test_numbers_look_as_they_do_and_signs_are_quoted_as_excel_wants(board):
    assert board.patterns(NAME, 5)["B"] == '"▲" 0.0%;"▼" 0.0%;0.0%'
    assert board.patterns(NAME, 7)["B"] == "yyyy-mm-dd (ddd)"
    assert board.patterns(NAME, 4)["B"] == "#,##0"


def test_a_definition_comes_along_as_a_note(board):
    notes = board.part("xl/comments1.xml")
    assert ("카페24가 집계한 순매출." in notes, notes.count("<comment ")) == (True, 1)


def test_simple_rules_of_colour_go_on(board):
    xml = board.part("xl/worksheets/sheet1.xml")
    assert "<formula>AND(ISNUMBER(B5),B5&gt;0)</formula>" in xml
    assert re.search(r'sqref="B8:F8"><cfRule type="colorScale"', xml)


@pytest.mark.parametrize("formula", ["=QUERY(A:A,1)>0", "=AND(ISNUMBER(B5),C5>0)", '=HYPERLINK("x")'])
def test_a_formula_that_people_colour_by_is_none_of_the_workbook(tmp_path, formula):
    rule = {"condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}, "format": {}}
    rules = [{"ranges": [{"sheetId": BOARD}], "booleanRule": rule}]
    xml = made(tmp_path, snapshot(conditionalFormats=rules)).part("xl/worksheets/sheet1.xml")
    assert "conditionalFormatting" not in xml


def test_columns_and_a_line_on_the_right_axis_are_drawn_of_the_hidden_cells(board):
    chart = board.part("xl/charts/chart1.xml")
    assert ("<c:barChart>" in chart, "<c:lineChart>" in chart, chart.count("<c:valAx>")) == (True, True, 2)
    assert f"<c:f>{NAME}!$N$2:$N$7</c:f>" in chart, "what holds nothing is not drawn"
    assert f"<c:f>{NAME}!$P$1</c:f>" in chart
    assert ('<c:plotVisOnly val="1"/>' in chart, 'val="1A73E8"' in chart) == (False, True)
    assert "<a:t>순매출 × 광고비 × ROAS</a:t>" in chart
    assert "<c:dateAx>" in chart


def test_a_ring_and_a_line_are_drawn(board):
    ring_, line_ = (board.part(f"xl/charts/chart{n}.xml") for n in (2, 3))
    assert ("<c:doughnutChart>" in ring_, '<c:holeSize val="50"/>' in ring_) == (True, True)
    assert f"<c:f>{NAME}!$R$2:$R$4</c:f>" in ring_
    assert ("<c:lineChart>" in line_, f"<c:f>{NAME}!$N$2:$N$7</c:f>" in line_) == (True, True)


def test_charts_stand_where_they_stand_on_the_sheet(board):
    drawing = board.part("xl/drawings/drawing1.xml")
    corners = re.findall(r"<xdr:from><xdr:col>(\d+)</xdr:col>.*?<xdr:row>(\d+)</xdr:row>", drawing)
    assert corners == [("1", "9"), ("1", "22"), ("1", "35")]


@pytest.mark.parametrize(("spec", "words"), [
    ({"title": "막대", "histogramChart": {}}, "of a kind"),
    ({"title": "남의 탭", "pieChart": {"domain": data(1, 4, 0, 5), "series": data(1, 4, 1, 5)}}, "of another tab"),
    ({"title": "빈 차트", "pieChart": {"domain": data(20, 24, 2), "series": data(20, 24, 3)}}, "nothing to show yet"),
])  # fmt: skip
def test_a_chart_that_cannot_be_drawn_is_named(tmp_path, spec, words):
    (note,) = write_workbook(tmp_path / "out.xlsx", [snapshot(spec)])
    assert (spec["title"] in str(note), words in str(note)) == (True, True)
    assert not any("chart" in name for name in Book(tmp_path / "out.xlsx").part_names())


def test_a_title_that_looks_like_a_reference_is_a_title(tmp_path):
    assert "<a:t> =A1</a:t>" in made(tmp_path, snapshot(line("=A1"))).part("xl/charts/chart1.xml")


def test_it_stands_among_the_tabs_of_the_store_and_these_stay_as_they_were(shelf, tmp_path):
    tab = shelf.tab([thing("2026-11-02", amount=1.0), thing("2026-11-01", amount=2.0)], "일별 매출")
    book = made(tmp_path, snapshot(ring()), tab)
    assert book.names == [NAME, "일별 매출"]
    assert [row["G"] for row in book.cells("일별 매출")[1:]] == [2.0, 1.0]


def test_a_tab_somebody_emptied_is_an_empty_worksheet(tmp_path):
    bare = {"properties": {"sheetId": BOARD, "title": NAME}, "data": [{}]}
    assert isinstance(understand(bare), Snapshot)
    assert cells_of(made(tmp_path, understand(bare))) == []


def cells_of(book: Book) -> list[Any]:
    return list(book.sheet(NAME).iter(f"{NS}c"))


def test_what_a_person_has_not_coloured_bears_no_colour(tmp_path):
    one = sheet()
    assert understand(one).look(0, 1).ink == "#1A73E8"
    assert understand(one).look(30, 1).paper == ""
