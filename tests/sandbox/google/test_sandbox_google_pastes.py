"""What each paste type brings along, what a cut leaves behind, what find and replace counts, how cells merge."""

from typing import Any

import pytest
from sandbox_google_caller import Caller
from sandbox_google_samples import BOOLEAN, box

Json = dict[str, Any]
PERCENT = {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}
LINE = {"style": "SOLID"}
LIST = {"condition": {"type": "NOT_BLANK"}}


@pytest.fixture
def ready(call: Caller) -> Caller:
    """A1 with a formula, a format, a border, a note, a validation and a rule; A1:B1 merged; C5 with a border."""
    call.write("A1", [["=1/2"]], "USER_ENTERED")
    call.write("A2", [["아래", "옆"]])
    cell = {"userEnteredFormat": PERCENT, "note": "쪽지", "dataValidation": LIST}
    call.batch(
        {"repeatCell": {"range": box(0, 1, 0, 1), "cell": cell, "fields": "userEnteredFormat,note,dataValidation"}},
        {"updateBorders": {"range": box(0, 1, 0, 1), "bottom": LINE}},
        {"updateBorders": {"range": box(4, 5, 2, 3), "top": LINE}},
        {"addConditionalFormatRule": {"rule": {"ranges": [box(0, 1, 0, 1)], "booleanRule": BOOLEAN}}},
        {"mergeCells": {"range": box(0, 1, 0, 2), "mergeType": "MERGE_ALL"}},
    )
    return call


def paste(call: Caller, kind: str, place: Json | None = None, **more: Any) -> None:
    request = {"source": box(0, 1, 0, 1), "destination": place or box(4, 5, 2, 3), "pasteType": kind, **more}
    call.batch({"copyPaste": request})


def cell(call: Caller, text: str = "C5") -> Json:
    fields = "sheets.data.rowData.values(userEnteredValue,userEnteredFormat,note,dataValidation)"
    data = call.good("GET", "", fields=fields, ranges=text)["sheets"][0]["data"][0]
    found: Json = data["rowData"][0]["values"][0] if "rowData" in data else {}
    return found


def tab(call: Caller) -> Json:
    found: Json = call.good("GET", "")["sheets"][0]
    return found


FORMULA = {"formulaValue": "=1/2"}
SOURCE_BORDERS = {"bottom": LINE}
OWN_BORDERS = {"top": LINE}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "PASTE_NORMAL",
            {
                "userEnteredValue": FORMULA,
                "userEnteredFormat": {**PERCENT, "borders": SOURCE_BORDERS},
                "note": "쪽지",
                "dataValidation": LIST,
            },
        ),
        (
            "PASTE_NO_BORDERS",
            {
                "userEnteredValue": FORMULA,
                "userEnteredFormat": {**PERCENT, "borders": OWN_BORDERS},
                "note": "쪽지",
                "dataValidation": LIST,
            },
        ),
        ("PASTE_VALUES", {"userEnteredValue": {"numberValue": 0.5}, "userEnteredFormat": {"borders": OWN_BORDERS}}),
        ("PASTE_FORMULA", {"userEnteredValue": FORMULA, "userEnteredFormat": {"borders": OWN_BORDERS}}),
        ("PASTE_FORMAT", {"userEnteredFormat": {**PERCENT, "borders": SOURCE_BORDERS}}),
        ("PASTE_DATA_VALIDATION", {"userEnteredFormat": {"borders": OWN_BORDERS}, "dataValidation": LIST}),
        ("PASTE_CONDITIONAL_FORMATTING", {"userEnteredFormat": {"borders": OWN_BORDERS}}),
    ],
)
def test_a_paste_type_brings_what_it_says_and_nothing_else(ready: Caller, kind: str, expected: Json) -> None:
    paste(ready, kind)
    assert cell(ready) == expected
    covered = [one["endRowIndex"] for one in tab(ready)["conditionalFormats"][0]["ranges"]]
    assert covered == ([1, 5] if kind == "PASTE_CONDITIONAL_FORMATTING" else [1])


def test_a_rule_pasted_on_another_tab_is_a_rule_of_that_tab(ready: Caller) -> None:
    ready.batch({"addSheet": {"properties": {"sheetId": 5, "title": "둘"}}})
    paste(ready, "PASTE_CONDITIONAL_FORMATTING", box(2, 4, 1, 2, sheet=5))
    (rule,) = ready.good("GET", "")["sheets"][1]["conditionalFormats"]
    assert [(one["sheetId"], one["startRowIndex"]) for one in rule["ranges"]] == [(5, 2), (5, 3)]
    assert rule["booleanRule"] == tab(ready)["conditionalFormats"][0]["booleanRule"]


def test_merges_come_along_with_a_whole_paste_and_repeat_with_it(ready: Caller) -> None:
    ready.batch({"mergeCells": {"range": box(9, 11, 4, 5), "mergeType": "MERGE_ALL"}})
    request = {"source": box(0, 1, 0, 2), "destination": box(9, 11, 4, 6)}
    ready.batch({"copyPaste": request})
    assert tab(ready)["merges"] == [
        {"startRowIndex": row, "endRowIndex": row + 1, "startColumnIndex": left, "endColumnIndex": left + 2}
        for row, left in ((0, 0), (9, 4), (10, 4))
    ]
    ready.batch({"copyPaste": {**request, "destination": box(20, 21, 0, 2), "pasteType": "PASTE_VALUES"}})
    assert len(tab(ready)["merges"]) == 3


def test_a_small_destination_takes_the_whole_source_and_a_large_one_is_filled(ready: Caller) -> None:
    source = {"source": box(1, 2, 0, 2)}
    ready.batch({"copyPaste": {**source, "destination": box(5, 6, 0, 1)}})
    ready.batch({"copyPaste": {**source, "destination": box(6, 8, 0, 4)}})
    ready.batch({"copyPaste": {**source, "destination": box(9, 10, 0, 1), "pasteOrientation": "TRANSPOSE"}})
    assert ready.read("A6:D11") == [
        ["아래", "옆"],
        ["아래", "옆", "아래", "옆"],
        ["아래", "옆", "아래", "옆"],
        [],
        ["아래"],
        ["옆"],
    ]


def test_a_cut_moves_values_looks_and_merges(ready: Caller) -> None:
    ready.batch({"cutPaste": {"source": box(0, 2, 0, 2), "destination": {"sheetId": 0, "rowIndex": 5}}})
    assert cell(ready, "A1") == {}
    assert ready.read("A1:B7", valueRenderOption="FORMULA") == [[], [], [], [], [], ["=1/2"], ["아래", "옆"]]
    assert cell(ready, "A6")["userEnteredFormat"] == {**PERCENT, "borders": SOURCE_BORDERS}
    assert [one["startRowIndex"] for one in tab(ready)["merges"]] == [5]
    values = {"destination": {"sheetId": 0, "rowIndex": 9}, "pasteType": "PASTE_VALUES"}
    ready.batch({"cutPaste": {"source": box(5, 6, 0, 1), **values}})
    assert cell(ready, "A10") == {"userEnteredValue": {"numberValue": 0.5}}


FOUND = [["Aa", "=1+10"], ["aaa", "a"]]


@pytest.mark.parametrize(
    ("how", "counts", "after"),
    [
        ({}, (3, 6, 2), [["xx", "=1+10"], ["xxx", "x"]]),
        ({"matchCase": True}, (3, 5, 2), [["Ax", "=1+10"], ["xxx", "x"]]),
        ({"matchEntireCell": True}, (1, 1, 1), [["Aa", "=1+10"], ["aaa", "x"]]),
        ({"searchByRegex": True, "find": "a+"}, (3, 3, 2), [["x", "=1+10"], ["x", "x"]]),
        ({"range": box(1, 2, 0, 2)}, (2, 4, 1), [["Aa", "=1+10"], ["xxx", "x"]]),
    ],
)
def test_find_and_replace_counts_cells_occurrences_and_rows(
    call: Caller, how: Json, counts: tuple[int, int, int], after: list[list[str]]
) -> None:
    call.write("A1", FOUND, "USER_ENTERED")
    where = {} if "range" in how else {"sheetId": 0}
    (reply,) = call.batch({"findReplace": {"find": "a", "replacement": "x", **where, **how}})
    cells, occurrences, rows = counts
    assert reply["findReplace"] == {
        "valuesChanged": cells,
        "occurrencesChanged": occurrences,
        "rowsChanged": rows,
        "sheetsChanged": 1,
    }
    assert call.read("A1:B2", valueRenderOption="FORMULA") == after


def test_formulas_are_searched_only_where_asked_for(call: Caller) -> None:
    call.write("A1", [["=1+10", "1"]], "USER_ENTERED")
    every = {"find": "1", "replacement": "2", "allSheets": True}
    call.batch({"addSheet": {"properties": {"title": "leer"}}})
    (reply,) = call.batch({"findReplace": {**every, "includeFormulas": True}})
    assert reply["findReplace"] == {
        "valuesChanged": 1,
        "formulasChanged": 1,
        "occurrencesChanged": 3,
        "rowsChanged": 1,
        "sheetsChanged": 1,
    }
    assert call.read("A1:B1", valueRenderOption="FORMULA") == [["=2+20", 2]]
    assert call.read("A1") == [["22"]]
    assert call.batch({"findReplace": {**every, "find": "없는"}}) == [{"findReplace": {}}]


@pytest.mark.parametrize(
    ("kind", "merges", "kept"),
    [
        ("MERGE_ALL", [(0, 2, 0, 2)], [["a"]]),
        ("MERGE_ROWS", [(0, 1, 0, 2), (1, 2, 0, 2)], [["a"], ["c"]]),
        ("MERGE_COLUMNS", [(0, 2, 0, 1), (0, 2, 1, 2)], [["a", "b"]]),
    ],
)
def test_a_merge_keeps_the_first_cell_of_each(
    call: Caller, kind: str, merges: list[tuple[int, int, int, int]], kept: list[list[str]]
) -> None:
    call.write("A1", [["a", "b"], ["c", "d"]])
    call.batch({"mergeCells": {"range": box(0, 2, 0, 2), "mergeType": kind}})
    expected = [{name: at for name, at in box(*one).items() if name != "sheetId"} for one in merges]
    assert tab(call)["merges"] == expected
    assert call.read("A1:B2") == kept
    cut = call.bad("POST", ":batchUpdate", {"requests": [{"unmergeCells": {"range": box(0, 1, 0, 1)}}]})
    assert cut == (
        "Invalid requests[0].unmergeCells: You must select all cells in a merged range to merge or unmerge them."
    )
    call.batch({"unmergeCells": {"range": box(0, 2, 0, 2)}})
    assert "merges" not in tab(call)
    assert call.read("A1:B2") == kept
