"""Formulas follow what they point at: rows, columns and tabs that move, and copies of themselves."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sandbox_google_caller import Caller

from sheets_bridge.sandbox.google.formulas.references import read
from sheets_bridge.sandbox.google.shifts import Deleted, Inserted, Moved, Shift

TYPED = "USER_ENTERED"
TAB = 7
CELL = {"sheetId": TAB, "startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 1, "endColumnIndex": 2}


@pytest.fixture
def pointing(call: Caller) -> Caller:
    """The tab 자료 with a table, and on the first tab formulas that point at it."""
    call.batch({"addSheet": {"properties": {"sheetId": TAB, "title": "자료"}}})
    call.write("자료!A1:C4", [["이름", "수", "합"], ["가", 1, "=B2*2"], ["나", 2, "=B3*2"], ["다", 3, "=B4*2"]], TYPED)
    call.write("A1", [["=SUM(자료!B2:B4)"], ["=자료!$B$3"], ["=SUM('자료'!B:B)"], ['="자료!B2"']], TYPED)
    return call


def texts(call: Caller, text: str = "A1:A4") -> list[Any]:
    rows = call.read(text, valueRenderOption="FORMULA")
    return [row[0] if row else "" for row in rows]


def values(call: Caller, text: str = "A1:A4") -> list[Any]:
    return [row[0] if row else "" for row in call.read(text, valueRenderOption="UNFORMATTED_VALUE")]


def rows(start: int, end: int, dimension: str = "ROWS") -> dict[str, Any]:
    return {"sheetId": TAB, "dimension": dimension, "startIndex": start, "endIndex": end}


FOLLOWED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "rows come in": (
        {"insertDimension": {"range": rows(2, 4)}},
        ["=SUM('자료'!B2:B6)", "='자료'!$B$5", "=SUM('자료'!B:B)"],
    ),
    "columns come in": (
        {"insertDimension": {"range": rows(0, 1, "COLUMNS")}},
        ["=SUM('자료'!C2:C4)", "='자료'!$C$3", "=SUM('자료'!C:C)"],
    ),
    "a row goes": (
        {"deleteDimension": {"range": rows(1, 2)}},
        ["=SUM('자료'!B2:B3)", "='자료'!$B$2", "=SUM('자료'!B:B)"],
    ),
    "the cell itself goes": (
        {"deleteDimension": {"range": rows(2, 3)}},
        ["=SUM('자료'!B2:B3)", "=#REF!", "=SUM('자료'!B:B)"],
    ),
    "the column goes": (
        {"deleteDimension": {"range": rows(1, 2, "COLUMNS")}},
        ["=SUM(#REF!)", "=#REF!", "=SUM(#REF!)"],
    ),
    "a row moves": (
        {"moveDimension": {"source": rows(2, 3), "destinationIndex": 6}},
        ["=SUM('자료'!B2:B3)", "='자료'!$B$6", "=SUM('자료'!B:B)"],
    ),
    "the tab gets another name": (
        {"updateSheetProperties": {"properties": {"sheetId": TAB, "title": "it's"}, "fields": "title"}},
        ["=SUM('it''s'!B2:B4)", "='it''s'!$B$3", "=SUM('it''s'!B:B)"],
    ),
    "the tab goes": ({"deleteSheet": {"sheetId": TAB}}, ["=SUM(#REF!)", "=#REF!", "=SUM(#REF!)"]),
    "cells come in": (
        {"insertRange": {"range": CELL, "shiftDimension": "ROWS"}},
        ["=SUM('자료'!B3:B5)", "='자료'!$B$4", "=SUM('자료'!B:B)"],
    ),
}


@pytest.mark.parametrize("change", FOLLOWED)
def test_references_follow(pointing: Caller, change: str) -> None:
    request, expected = FOLLOWED[change]
    before = values(pointing)
    pointing.batch(request)
    assert [text.replace("자료!", "'자료'!") for text in texts(pointing, "A1:A3")] == expected
    assert texts(pointing)[3] == '="자료!B2"'  # a text is no reference
    if not any("#REF!" in text or "B3)" in text for text in expected):
        assert values(pointing) == before


def test_formulas_that_move_keep_pointing_at_their_row(pointing: Caller) -> None:
    pointing.batch({"insertDimension": {"range": rows(1, 3)}})
    assert texts(pointing, "자료!C4:C6") == ["=B4*2", "=B5*2", "=B6*2"]
    assert values(pointing, "자료!C4:C6") == [2, 4, 6]


def test_sorted_rows_take_their_formulas_along_and_others_keep_their_address(pointing: Caller) -> None:
    area = {"sheetId": TAB, "startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 3}
    pointing.batch({"sortRange": {"range": area, "sortSpecs": [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}]}})
    assert values(pointing, "자료!A2:A4") == ["다", "나", "가"]
    assert texts(pointing, "자료!C2:C4") == ["=B2*2", "=B3*2", "=B4*2"]
    assert values(pointing, "자료!C2:C4") == [6, 4, 2]
    assert texts(pointing, "A2") == ["=자료!$B$3"]


def test_a_copy_points_as_far_away_as_the_first_one_did(pointing: Caller) -> None:
    pointing.write("C1", [["=자료!B2+$A1+A$1+$A$1"]], TYPED)
    source = {"startColumnIndex": 2, "endColumnIndex": 3, "endRowIndex": 1}
    target = {"startRowIndex": 4, "endRowIndex": 6, "startColumnIndex": 3, "endColumnIndex": 4}
    pointing.batch({"copyPaste": {"source": source, "destination": target}})
    assert texts(pointing, "D5:D6") == ["='자료'!C6+$A5+B$1+$A$1", "='자료'!C7+$A6+B$1+$A$1"]


def test_what_is_cut_out_points_where_it_did(pointing: Caller) -> None:
    source = {"startColumnIndex": 0, "endColumnIndex": 1, "endRowIndex": 1}
    pointing.batch({"cutPaste": {"source": source, "destination": {"rowIndex": 8, "columnIndex": 5}}})
    assert texts(pointing, "F9") == ["=SUM(자료!B2:B4)"]


def test_what_points_at_cells_that_are_cut_out_follows_them(pointing: Caller) -> None:
    source = {"sheetId": TAB, "startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 1, "endColumnIndex": 2}
    pointing.batch({"cutPaste": {"source": source, "destination": {"rowIndex": 9, "columnIndex": 5}}})
    assert texts(pointing) == ["=SUM('시트1'!F10:F12)", "='시트1'!$F$11", "=SUM('자료'!B:B)", '="자료!B2"']
    assert texts(pointing, "자료!C2:C4") == ["='시트1'!F10*2", "='시트1'!F11*2", "='시트1'!F12*2"]
    assert values(pointing) == [6, 2, 0, "자료!B2"]


def test_one_formula_over_a_range_and_a_filled_series_go_row_by_row(pointing: Caller) -> None:
    area = {"sheetId": TAB, "startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 3, "endColumnIndex": 4}
    cell = {"userEnteredValue": {"formulaValue": "=B2&A2"}}
    pointing.batch({"repeatCell": {"range": area, "cell": cell, "fields": "userEnteredValue"}})
    assert values(pointing, "자료!D2:D4") == ["1가", "2나", "3다"]
    pointing.write("자료!E2", [["=B2+1"]], TYPED)
    first = {**area, "startColumnIndex": 4, "endColumnIndex": 5, "endRowIndex": 2}
    pointing.batch({"autoFill": {"sourceAndDestination": {"source": first, "dimension": "ROWS", "fillLength": 2}}})
    assert texts(pointing, "자료!E2:E4") == ["=B2+1", "=B3+1", "=B4+1"]


def test_the_copy_of_a_tab_works_out_its_own_cells(pointing: Caller) -> None:
    pointing.batch({"duplicateSheet": {"sourceSheetId": TAB, "newSheetName": "사본"}})
    pointing.write("사본!B2", [[50]])
    assert values(pointing, "사본!C2") == [100]
    assert values(pointing, "자료!C2") == [2]


CELLS = st.tuples(st.integers(0, 30), st.integers(0, 5))
LINES = st.integers(0, 30)


def shifts(draw: Any) -> Shift:
    start, count = draw(LINES), draw(st.integers(1, 4))
    kind = draw(st.sampled_from(["in", "out", "move"]))
    if kind == "in":
        return Inserted("ROWS", start, count)
    if kind == "out":
        return Deleted("ROWS", start, start + count)
    target = draw(LINES.filter(lambda at: not start < at < start + count))
    return Moved("ROWS", start, start + count, target)


@given(st.data(), CELLS)
def test_a_cell_is_pointed_at_wherever_it_goes(data: st.DataObject, cell: tuple[int, int]) -> None:
    row, column = cell
    shift = shifts(data.draw)
    lines: list[int | None] = list(range(40))
    if isinstance(shift, Inserted):
        lines[shift.at : shift.at] = [None] * shift.count
    else:
        moving = lines[shift.start : shift.end]
        del lines[shift.start : shift.end]
        if isinstance(shift, Moved):
            at = shift.target if shift.target <= shift.start else shift.target - len(moving)
            lines[at:at] = moving
    reference = read(f"{'ABCDEF'[column]}${row + 1}")
    assert reference is not None
    there = f"{'ABCDEF'[column]}${lines.index(row) + 1}" if row in lines else "#REF!"
    assert reference.followed(shift) == there
