"""batchUpdate: atomic, in order, and everything that is tied to rows and columns stays tied."""

from typing import Any

import pytest
from sandbox_google_caller import Caller


def _tie(dimension: str, index: int, key: str) -> dict[str, Any]:
    span = {"sheetId": 0, "dimension": dimension, "startIndex": index, "endIndex": index + 1}
    one = {"metadataKey": key, "metadataValue": key, "visibility": "DOCUMENT", "location": {"dimensionRange": span}}
    return {"createDeveloperMetadata": {"developerMetadata": one}}


def _places(call: Caller) -> dict[str, int]:
    """Where the columns' metadata stand now, read as the writer reads them."""
    fields = "sheets.data.columnMetadata.developerMetadata"
    columns = call.good("GET", "", fields=fields)["sheets"][0]["data"][0]["columnMetadata"]
    return {one["metadataKey"]: at for at, column in enumerate(columns) for one in column.get("developerMetadata", [])}


def _found(call: Caller, **lookup: Any) -> list[str]:
    body = {"dataFilters": [{"developerMetadataLookup": lookup}]}
    answer = call.good("POST", "/developerMetadata:search", body)
    return [one["developerMetadata"]["metadataKey"] for one in answer.get("matchedDeveloperMetadata", [])]


def test_a_refused_request_undoes_the_ones_before_it(call: Caller) -> None:
    requests = [
        {"addSheet": {"properties": {"title": "새 탭"}}},
        {"updateCells": {"start": {}, "rows": [{"values": [{"userEnteredValue": {"numberValue": 1}}]}], "fields": "*"}},
        {"addSheet": {"properties": {"title": "새 탭"}}},
    ]
    message = call.bad("POST", ":batchUpdate", {"requests": requests})
    assert message == (
        'Invalid requests[2].addSheet: A sheet with the name "새 탭" already exists. Please enter another name.'
    )
    assert len(call.good("GET", "")["sheets"]) == 1
    assert call.read("A1") == []


def test_column_metadata_follow_inserted_moved_and_deleted_columns(call: Caller) -> None:
    call.batch(_tie("COLUMNS", 0, "id"), _tie("COLUMNS", 1, "name"), _tie("COLUMNS", 2, "amount"))
    columns = {"sheetId": 0, "dimension": "COLUMNS"}
    call.batch({"insertDimension": {"range": {**columns, "startIndex": 1, "endIndex": 3}}})
    assert _places(call) == {"id": 0, "name": 3, "amount": 4}
    call.batch({"moveDimension": {"source": {**columns, "startIndex": 3, "endIndex": 4}, "destinationIndex": 0}})
    assert _places(call) == {"name": 0, "id": 1, "amount": 4}
    call.batch({"moveDimension": {"source": {**columns, "startIndex": 0, "endIndex": 2}, "destinationIndex": 5}})
    assert _places(call) == {"amount": 2, "name": 3, "id": 4}
    call.batch({"deleteDimension": {"range": {**columns, "startIndex": 3, "endIndex": 4}}})
    assert _places(call) == {"amount": 2, "id": 3}
    assert _found(call, metadataKey="name") == []


def test_metadata_die_with_their_tab_and_survive_its_new_name(call: Caller) -> None:
    call.batch({"addSheet": {"properties": {"sheetId": 5, "title": "둘"}}})
    one = {"metadataKey": "tab", "visibility": "DOCUMENT", "location": {"sheetId": 5}}
    call.batch({"createDeveloperMetadata": {"developerMetadata": one}})
    rename = {"properties": {"sheetId": 5, "title": "셋"}, "fields": "title"}
    call.batch({"updateSheetProperties": rename})
    assert _found(call, metadataKey="tab", locationType="SHEET") == ["tab"]
    shown = call.good("GET", "", fields="sheets(properties.title,developerMetadata.metadataKey)")["sheets"]
    assert shown[1] == {"properties": {"title": "셋"}, "developerMetadata": [{"metadataKey": "tab"}]}
    call.batch({"deleteSheet": {"sheetId": 5}})
    assert _found(call, metadataKey="tab") == []


def test_metadata_are_updated_and_deleted_by_lookup(call: Caller) -> None:
    call.batch(_tie("ROWS", 3, "mark"))
    lookup = {"developerMetadataLookup": {"metadataKey": "mark"}}
    change = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": "new"}, "fields": "metadataValue"}
    reply = call.batch({"updateDeveloperMetadata": change})[0]["updateDeveloperMetadata"]
    changed = reply["developerMetadata"][0]
    assert changed["metadataValue"] == "new"
    assert changed["location"]["dimensionRange"] == {"dimension": "ROWS", "startIndex": 3, "endIndex": 4}
    assert call.good("GET", f"/developerMetadata/{changed['metadataId']}") == changed
    call.batch({"deleteDeveloperMetadata": {"dataFilter": lookup}})
    assert call("GET", f"/developerMetadata/{changed['metadataId']}")[0] == 404


def test_a_data_filter_reads_the_column_its_metadata_is_on(call: Caller) -> None:
    call.write("A1", [["id", "v"], ["a", 1], ["b", 2]])
    call.batch(_tie("COLUMNS", 0, "id"))
    columns = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    call.batch({"moveDimension": {"source": columns, "destinationIndex": 2}})
    body = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "id"}}], "majorDimension": "COLUMNS"}
    answer = call.good("POST", "/values:batchGetByDataFilter", body)
    assert answer["valueRanges"][0]["valueRange"]["values"] == [["id", "a", "b"]]


def test_protections_names_filters_and_merges_follow_inserted_rows(call: Caller) -> None:
    box = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 5, "startColumnIndex": 0, "endColumnIndex": 2}
    call.batch(
        {"addProtectedRange": {"protectedRange": {"range": box, "warningOnly": True}}},
        {"addNamedRange": {"namedRange": {"name": "주문표", "range": box}}},
        {"setBasicFilter": {"filter": {"range": box}}},
        {"mergeCells": {"range": box, "mergeType": "MERGE_ALL"}},
        {"insertDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 10}}},
    )
    shown = call.good("GET", "")
    sheet = shown["sheets"][0]
    expected = {"startRowIndex": 11, "endRowIndex": 15, "startColumnIndex": 0, "endColumnIndex": 2}
    assert sheet["protectedRanges"][0]["range"] == expected
    assert sheet["protectedRanges"][0]["warningOnly"] is True
    assert shown["namedRanges"][0]["range"] == expected
    assert sheet["basicFilter"]["range"] == expected
    assert sheet["merges"] == [expected]


def test_update_cells_over_a_range_blanks_what_its_rows_do_not_cover(call: Caller) -> None:
    call.write("A1", [["a", "b"], ["c", "d"], ["e", "f"]])
    box = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 1}
    rows = [{"values": [{"userEnteredValue": {"stringValue": "=1+1"}}]}]
    call.batch({"updateCells": {"range": box, "rows": rows, "fields": "userEnteredValue"}})
    assert call.read("A1:B3", valueRenderOption="FORMULA") == [["=1+1", "b"], ["", "d"], ["", "f"]]


def test_formats_of_whole_columns_show_in_values_and_stay_with_rows_that_are_sorted(call: Caller) -> None:
    call.write("A1", [["날", "값"], [46000, 0.5], [45000, 0.25], ["", 1234567]])
    box = {"sheetId": 0, "startRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}
    day = {"userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}}}
    call.batch({"repeatCell": {"range": box, "cell": day, "fields": "userEnteredFormat.numberFormat"}})
    one = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 1, "endColumnIndex": 2}
    percent = {"userEnteredFormat": {"numberFormat": {"type": "PERCENT", "pattern": "0.00%"}}}
    call.batch({"repeatCell": {"range": one, "cell": percent, "fields": "userEnteredFormat(numberFormat)"}})
    assert call.read("A1:B4") == [["날", "값"], ["2025-12-09", "50.00%"], ["2023-03-15", "0.25"], ["", "1234567"]]
    sort = {"range": {"sheetId": 0, "startRowIndex": 1}, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]}
    call.batch({"sortRange": sort})
    assert call.read("A2:B4") == [["2023-03-15", "0.25"], ["2025-12-09", "50.00%"], ["", "1234567"]]


def test_sorting_part_of_a_tab_leaves_the_other_columns_where_they_are(call: Caller) -> None:
    call.write("A1", [[3, "x", "p"], [1, "y", "q"], [2, "z", "r"]])
    box = {"sheetId": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    call.batch({"sortRange": {"range": box, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]}})
    assert call.read("A1:C3") == [["3", "x", "p"], ["2", "z", "q"], ["1", "y", "r"]]


def test_a_repeat_that_starts_off_the_grid_is_refused_and_one_that_ends_off_it_is_clipped(call: Caller) -> None:
    bold = {"cell": {"userEnteredFormat": {"textFormat": {"bold": True}}}, "fields": "userEnteredFormat.textFormat"}
    off = {"sheetId": 0, "startRowIndex": 1000, "endColumnIndex": 2}
    message = call.bad("POST", ":batchUpdate", {"requests": [{"repeatCell": {"range": off, **bold}}]})
    assert message.startswith("Invalid requests[0].repeatCell: Range ('시트1'!A1001:B) exceeds grid limits.")
    beside = {"sheetId": 0, "startColumnIndex": 26, "endRowIndex": 2}
    message = call.bad("POST", ":batchUpdate", {"requests": [{"repeatCell": {"range": beside, **bold}}]})
    assert message == (
        "Invalid requests[0].repeatCell: Range ('시트1'!AA1:2) exceeds grid limits. Max rows: 1000, max columns: 26"
    )
    over = {"sheetId": 0, "startRowIndex": 999, "endRowIndex": 5000, "endColumnIndex": 1}
    call.batch({"repeatCell": {"range": over, **bold}})


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"deleteSheet": {"sheetId": 0}}, "You can't remove all the sheets in a document."),
        ({"deleteSheet": {"sheetId": 9}}, "No grid with id: 9"),
        (
            {"updateSheetProperties": {"properties": {"hidden": True}, "fields": "hidden"}},
            "You can't hide all the sheets in a document.",
        ),
        (
            {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 400_000}},
            "This action would increase the number of cells in the workbook above the limit of 10000000 cells.",
        ),
        (
            {"addSheet": {"properties": {"gridProperties": {"rowCount": 1, "columnCount": 18_279}}}},
            "This action would increase the number of columns above the limit of 18278 columns.",
        ),
        (
            {
                "moveDimension": {
                    "source": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 3},
                    "destinationIndex": 1,
                }
            },
            "destinationIndex[1] must be outside the requested range[0-2]",
        ),
    ],
)
def test_refusals_say_what_google_says(call: Caller, request_: dict[str, Any], message: str) -> None:
    status, answer = call("POST", ":batchUpdate", {"requests": [{"clearBasicFilter": {}}, request_]})
    kind = next(iter(request_))
    assert (status, answer["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert answer["error"]["message"] == f"Invalid requests[1].{kind}: {message}"


def test_a_kind_that_is_none_is_an_unknown_name(call: Caller) -> None:
    message = call.bad("POST", ":batchUpdate", {"requests": [{"clearBasicFilter": {}}, {"madeUp": {}}]})
    assert message == "Invalid JSON payload received. Unknown name \"madeUp\" at 'requests[1]': Cannot find field."


def test_unfreezing_and_shrinking_in_one_request_fails_but_works_in_two(call: Caller) -> None:
    def shape(fields: str, **grid: int) -> dict[str, Any]:
        return {"updateSheetProperties": {"properties": {"sheetId": 0, "gridProperties": grid}, "fields": fields}}

    call.batch(shape("gridProperties.frozenRowCount", frozenRowCount=2))
    both = shape("gridProperties/rowCount,gridProperties/frozenRowCount", rowCount=1, frozenRowCount=0)
    assert "delete all non-frozen rows" in call.bad("POST", ":batchUpdate", {"requests": [both]})
    call.batch(shape("gridProperties.frozenRowCount", frozenRowCount=0), shape("gridProperties.rowCount", rowCount=1))


def test_copied_values_leave_the_formats_of_where_they_go(call: Caller) -> None:
    call.write("A1", [["10%"]], "USER_ENTERED")
    copy = {
        "source": {"sheetId": 0, "endRowIndex": 1, "endColumnIndex": 1},
        "destination": {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3, "endColumnIndex": 1},
        "pasteType": "PASTE_VALUES",
    }
    call.batch({"copyPaste": copy})
    assert call.read("A1:A4") == [["10%"], ["0.1"], ["0.1"]]


def test_row_deletion_and_find_replace_count_what_they_did(call: Caller) -> None:
    call.write("A1", [["가"], ["나"], ["가나"]])
    rows = {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    replies = call.batch(
        {"deleteDimension": {"range": rows}},
        {"findReplace": {"find": "나", "replacement": "다", "allSheets": True}},
    )
    assert replies[0] == {}
    assert replies[1]["findReplace"] == {
        "valuesChanged": 2,
        "rowsChanged": 2,
        "sheetsChanged": 1,
        "occurrencesChanged": 2,
    }
    assert call.read("A1:A5") == [["다"], ["가다"]]


def test_a_mask_in_any_spelling_selects_the_same(call: Caller) -> None:
    for fields in ("sheets.properties(sheetId,title)", "sheets/properties/sheetId,sheets/properties/title"):
        assert call.good("GET", "", fields=fields) == {"sheets": [{"properties": {"sheetId": 0, "title": "시트1"}}]}
    assert call.good("GET", "", fields="namedRanges") == {}
    assert call.good("GET", "", fields="sheets.properties.tabColorStyle") == {"sheets": [{"properties": {}}]}
    assert "spreadsheetUrl" in call.good("GET", "", fields="*")


def test_a_pattern_is_replaced_with_its_groups(call: Caller) -> None:
    call.write("A1", [["2026-11"], ["\\1"]])
    by_pattern = {"find": "([0-9]+)-([0-9]+)", "replacement": "$2/$1$7\\", "searchByRegex": True, "allSheets": True}
    call.batch({"findReplace": by_pattern}, {"findReplace": {"find": "\\1", "replacement": "\\2$1", "sheetId": 0}})
    assert call.read("A1:A2") == [["11/2026\\"], ["\\2$1"]]


@pytest.mark.parametrize("place", [{"rowIndex": -1}, {"columnIndex": -1}, {"rowIndex": 1000}, {"columnIndex": 26}])
def test_a_place_off_the_grid_is_refused(call: Caller, place: dict[str, int]) -> None:
    cell = {"rows": [{"values": [{"note": "x"}]}], "fields": "note"}
    source = {"sheetId": 0, "endRowIndex": 1, "endColumnIndex": 1}
    for request in (
        {"updateCells": {"start": place, **cell}},
        {"cutPaste": {"source": source, "destination": place}},
        {"pasteData": {"coordinate": place, "data": "a", "delimiter": ","}},
    ):
        assert call("POST", ":batchUpdate", {"requests": [request]})[0] == 400


def test_columns_are_as_wide_as_their_longest_text_as_it_is_shown(call: Caller) -> None:
    call.write("A1", [["A" * 100, 1234567], ["B"]])
    won = {"userEnteredFormat": {"numberFormat": {"type": "NUMBER", "pattern": '#,##0"AAAAAAAA"'}}}
    column = {"sheetId": 0, "startColumnIndex": 1, "endColumnIndex": 2}
    call.batch({"repeatCell": {"range": column, "cell": won, "fields": "userEnteredFormat.numberFormat"}})
    call.batch({"autoResizeDimensions": {"dimensions": {"sheetId": 0, "dimension": "COLUMNS"}}})
    fields = "sheets.data.columnMetadata.pixelSize"
    pixels = [one["pixelSize"] for one in call.good("GET", "", fields=fields)["sheets"][0]["data"][0]["columnMetadata"]]
    # 100 x 1336/2048 x 13 + 7; 7 digits of 1151, 2 commas of 403, 8 letters; the empty column keeps its width
    assert pixels[:3] == [855, 131, 100]


def test_a_colour_is_one_of_256_steps_and_a_style_without_one_is_none(call: Caller) -> None:
    def coloured(style: Any) -> Any:
        call.batch({"updateSheetProperties": {"properties": {"tabColorStyle": style}, "fields": "tabColorStyle"}})
        return call.good("GET", "", fields="sheets.properties(tabColor,tabColorStyle)")["sheets"][0]["properties"]

    pink = {"red": 1, "blue": 0.49803922}
    assert coloured({"rgbColor": {"red": 1, "green": 0, "blue": 0.5}}) == {
        "tabColor": pink,
        "tabColorStyle": {"rgbColor": pink},
    }
    assert coloured({"rgbColor": {}}) == {"tabColor": {}, "tabColorStyle": {"rgbColor": {}}}
    assert coloured({"rgbColor": None}) == {}
