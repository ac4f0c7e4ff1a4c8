"""The kinds of batchUpdate that write cells, shape tabs and mark ranges: what a reader finds after each."""

from typing import Any

import pytest
from sandbox_google_caller import Caller
from sandbox_google_samples import BOOLEAN, READY, RED, VALUES, box, span

Json = dict[str, Any]


@pytest.fixture
def ready(call: Caller) -> Caller:
    call.write("A1", VALUES)
    call.batch(*READY)
    return call


def tab(call: Caller, at: int = 0) -> Json:
    found: Json = call.good("GET", "")["sheets"][at]
    return found


def cells(call: Caller, text: str, part: str) -> list[list[Any]]:
    """One part of the cells of a range, row by row; None where a cell has none."""
    data = call.good("GET", "", fields=f"sheets.data.rowData.values.{part}", ranges=text)["sheets"][0]["data"][0]
    return [[one.get(part) for one in row.get("values", [])] for row in data.get("rowData", [])]


def refused(call: Caller, kind: str, **request: Any) -> str:
    message = call.bad("POST", ":batchUpdate", {"requests": [{kind: request}]})
    start = f"Invalid requests[0].{kind}: "
    assert message.startswith(start)
    return message.removeprefix(start)


def resized(**grid: int) -> Json:
    return {"properties": {"sheetId": 0, "gridProperties": grid}, "fields": f"gridProperties({','.join(grid)})"}


# cells


def entered(*values: Json) -> list[Json]:
    return [{"values": [{"userEnteredValue": one} for one in values]}]


def test_cells_are_entered_by_kind_and_text_is_never_a_formula(call: Caller) -> None:
    given = entered({"stringValue": "=1+1"}, {"formulaValue": "=1+1"}, {"numberValue": 2.5}, {"boolValue": False})
    call.batch({"updateCells": {"start": {"sheetId": 0}, "rows": given, "fields": "userEnteredValue"}})
    assert call.read("A1:D1") == [["=1+1", "2", "2.5", "FALSE"]]
    assert cells(call, "A1:D1", "userEnteredValue") == [
        [{"stringValue": "=1+1"}, {"formulaValue": "=1+1"}, {"numberValue": 2.5}, {"boolValue": False}]
    ]


@pytest.mark.parametrize("kind", ["updateCells", "repeatCell", "appendCells"])
def test_a_write_of_cells_must_name_its_fields(call: Caller, kind: str) -> None:
    request = {"repeatCell": {"range": box(0, 1, 0, 1), "cell": {}}, "updateCells": {"start": {}}}.get(kind, {})
    assert "At least one field must be listed in 'fields'" in refused(call, kind, **request)


def test_appended_cells_go_below_everything_on_the_tab_and_it_grows(call: Caller) -> None:
    call.write("D7", [["맨 아래"]])
    call.batch({"appendCells": {"sheetId": 0, "rows": entered({"numberValue": 1}), "fields": "userEnteredValue"}})
    assert call.read("A8:D8") == [["1"]]
    call.batch(
        {"updateSheetProperties": resized(rowCount=8)},
        {"appendCells": {"sheetId": 0, "rows": entered({"numberValue": 2}), "fields": "*"}},
    )
    assert call.read("A9") == [["2"]]
    assert tab(call)["properties"]["gridProperties"]["rowCount"] == 9


def test_cells_appended_to_a_table_stay_in_its_body_and_push_down_what_is_below(ready: Caller) -> None:
    ready.write("E12", [["가"]])
    ready.write("E15:E15", [["아래"]])
    one, two = entered({"stringValue": "나"}), entered({"stringValue": "다"}) + entered({"stringValue": "라"})
    for rows in (one, two):
        ready.batch({"appendCells": {"sheetId": 0, "tableId": "t1", "rows": rows, "fields": "userEnteredValue"}})
    assert ready.read("E11:E16", majorDimension="COLUMNS") == [["열 1", "가", "나", "다", "라", "아래"]]
    assert tab(ready)["tables"][0]["range"]["endRowIndex"] == 15
    wide = entered(*[{"numberValue": 1}] * 3)
    assert "beyond the last column" in refused(ready, "appendCells", tableId="t1", rows=wide, fields="*")


def test_a_repeat_over_an_empty_range_does_nothing(call: Caller) -> None:
    cell = {"cell": {"note": "x"}, "fields": "note"}
    call.batch({"repeatCell": {"range": box(2, 2, 0, 5), **cell}}, {"repeatCell": {"range": box(5, 9, 3, 3), **cell}})
    assert cells(call, "A1:F9", "note") == []


def test_a_validation_is_set_over_a_range_and_lifted_again(call: Caller) -> None:
    rule = {
        "condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "가"}]},
        "strict": True,
        "showCustomUi": True,
    }
    call.batch({"setDataValidation": {"range": box(0, 2, 0, 1), "rule": rule}})
    assert cells(call, "A1:A3", "dataValidation") == [[rule], [rule]]
    call.batch({"setDataValidation": {"range": box(0, 1, 0, 1)}})
    assert cells(call, "A1:A3", "dataValidation") == [[], [rule]]


def test_borders_lie_on_the_edges_and_between(call: Caller) -> None:
    thin, none = {"style": "SOLID"}, {"style": "NONE"}
    call.batch({"updateBorders": {"range": box(0, 2, 0, 2), "top": thin, "innerVertical": thin}})
    shown = cells(call, "A1:B2", "userEnteredFormat")
    assert shown == [
        [{"borders": {"top": thin, "right": thin}}, {"borders": {"top": thin}}],
        [{"borders": {"right": thin}}],
    ]
    call.batch({"updateBorders": {"range": box(0, 2, 0, 2), "innerVertical": none}})
    assert cells(call, "A1:B2", "userEnteredFormat") == [[{"borders": {"top": thin}}, {"borders": {"top": thin}}]]


@pytest.mark.parametrize(
    ("kind", "pattern", "value", "shown"),
    [
        ("NUMBER", "#,##0", 1234567.6, "1,234,568"),
        ("NUMBER", "0.00", 2, "2.00"),
        ("NUMBER", '#,##0"건"', 1200, "1,200건"),
        ("NUMBER", "#,##0;(#,##0);-", -1200, "(1,200)"),
        ("NUMBER", "#,##0;(#,##0);-", 0, "-"),
        ("NUMBER", "[<10000]#,##0.00;#,##0", 9999.5, "9,999.50"),
        ("NUMBER", "[<10000]#,##0.00;#,##0", 1234567.5, "1,234,568"),
        ("NUMBER", "[<10000]#,##0.00;#,##0", -3.5, "-3.50"),
        ("NUMBER", '[>=100000000]0.0,,"백만";[=0]"없음";#,##0', 0, "없음"),
        ("CURRENCY", "[$₩]#,##0", 15000, "₩15,000"),
        ("CURRENCY", "", 15000, "₩15,000"),
        ("PERCENT", "0.0%", 0.1234, "12.3%"),
        ("DATE", "yyyy-mm-dd", 43831, "2020-01-01"),
        ("DATE", "yyyy. m. d", 46292, "2026. 9. 27"),
        ("DATE_TIME", "yyyy-mm-dd h:mm:ss", 46292.99999999, "2026-09-28 0:00:00"),
        ("TIME", "hh:mm", 0.75, "18:00"),
        ("SCIENTIFIC", "0.00E+00", 100000, "1.00E+05"),
        ("TEXT", "@", 12, "12"),
    ],
)
def test_a_number_format_decides_what_is_shown_and_nothing_else(
    call: Caller, kind: str, pattern: str, value: float, shown: str
) -> None:
    call.write("A1", [[value]])
    given = {"numberFormat": {"type": kind, **({"pattern": pattern} if pattern else {})}}
    cell = {"cell": {"userEnteredFormat": given}, "fields": "userEnteredFormat.numberFormat"}
    call.batch({"repeatCell": {"range": box(0, 1, 0, 1), **cell}})
    assert call.read("A1") == [[shown]]
    assert call.read("A1", valueRenderOption="UNFORMATTED_VALUE") == [[value]]


# rows, columns and tabs


@pytest.mark.parametrize(("before", "shown"), [(True, "10%"), (False, "1000%")])
def test_inserted_rows_look_like_those_before_or_after_but_have_no_notes_of_theirs(
    call: Caller, before: bool, shown: str
) -> None:
    looks = [("0%", "위"), ("00%", "아래")]
    for row, (pattern, note) in enumerate(looks):
        given = {"userEnteredFormat": {"numberFormat": {"type": "PERCENT", "pattern": pattern}}, "note": note}
        cell = {"cell": given, "fields": "userEnteredFormat,note"}
        call.batch({"repeatCell": {"range": box(row, row + 1, 0, 1), **cell}})
    call.batch({"insertDimension": {"range": span("ROWS", 1, 2), "inheritFromBefore": before}})
    call.write("A2", [[0.1 if before else 10]])
    assert call.read("A2") == [[shown]]
    assert cells(call, "A1:A3", "note") == [["위"], [], ["아래"]]


def test_inserting_needs_both_ends_and_something_before_to_inherit_from(call: Caller) -> None:
    open_end = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1}
    assert "endIndex must be specified" in refused(call, "insertDimension", range=open_end)
    assert "index 0" in refused(call, "insertDimension", range=span("ROWS", 0, 1), inheritFromBefore=True)


def test_moved_rows_take_their_values_along(call: Caller) -> None:
    call.write("A1", [["a"], ["b"], ["c"], ["d"]])
    call.batch({"moveDimension": {"source": span("ROWS", 0, 2), "destinationIndex": 3}})
    assert call.read("A1:A4", majorDimension="COLUMNS") == [["c", "a", "b", "d"]]
    call.batch({"moveDimension": {"source": span("ROWS", 2, 3), "destinationIndex": 0}})
    assert call.read("A1:A4", majorDimension="COLUMNS") == [["b", "c", "a", "d"]]
    after = refused(call, "moveDimension", source=span("ROWS", 1, 2), destinationIndex=1001)
    assert after == "destinationIndex[1001] is after last row[1000]"


def test_the_cell_limit_counts_new_rows_with_the_old_columns(call: Caller) -> None:
    both = resized(rowCount=500_000, columnCount=10)
    limit = "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
    assert refused(call, "updateSheetProperties", **both) == limit
    call.batch({"updateSheetProperties": resized(columnCount=10)}, {"updateSheetProperties": resized(rowCount=500_000)})
    grid = tab(call)["properties"]["gridProperties"]
    assert (grid["rowCount"], grid["columnCount"]) == (500_000, 10)


def test_not_every_row_can_be_frozen(call: Caller) -> None:
    frozen = "You can't freeze all visible {} on the sheet."
    assert refused(call, "updateSheetProperties", **resized(frozenRowCount=1000)) == frozen.format("rows")
    assert refused(call, "updateSheetProperties", **resized(frozenColumnCount=26)) == frozen.format("columns")
    call.batch({"updateSheetProperties": resized(frozenRowCount=999)})


def test_hiding_sizing_and_showing_columns(call: Caller) -> None:
    given = {"range": span("COLUMNS", 1, 3), "properties": {"pixelSize": 40, "hiddenByUser": True}}
    call.batch({"updateDimensionProperties": {**given, "fields": "pixelSize,hiddenByUser"}})
    call.batch({"updateDimensionProperties": {"range": span("COLUMNS", 2, 3), "fields": "hiddenByUser"}})
    fields = "sheets.data.columnMetadata(pixelSize,hiddenByUser)"
    columns = call.good("GET", "", fields=fields)["sheets"][0]["data"][0]["columnMetadata"]
    assert columns[:4] == [{"pixelSize": 100}, {"pixelSize": 40, "hiddenByUser": True}, {"pixelSize": 40}, *columns[:1]]


def test_titles_that_differ_in_case_only_are_the_same(call: Caller) -> None:
    call.batch({"addSheet": {"properties": {"title": "Orders"}}})
    taken = 'A sheet with the name "orders" already exists. Please enter another name.'
    assert refused(call, "addSheet", properties={"title": "orders"}) == taken
    renamed = {"properties": {"sheetId": 0, "title": "orders"}, "fields": "title"}
    assert refused(call, "updateSheetProperties", **renamed) == taken


def test_a_tab_copied_keeps_its_values_and_looks(ready: Caller) -> None:
    (reply,) = ready.batch({"duplicateSheet": {"sourceSheetId": 0, "newSheetName": "사본", "insertSheetIndex": 1}})
    shown = reply["duplicateSheet"]["properties"]
    assert (shown["title"], shown["index"], shown["gridProperties"]["rowCount"]) == ("사본", 1, 1000)
    assert ready.read("사본!A1:B5") == ready.read("시트1!A1:B5")
    ready.write("사본!A1", [["neu"]])
    assert ready.read("시트1!A1") == [["이름"]]


# marks

NAMED, TABLE = (0, 5, 0, 2), (10, 14, 4, 6)


@pytest.mark.parametrize("name", ["A1", "두 낱말", "1번", "", "R1C1"])
def test_a_named_range_needs_a_name_that_is_no_cell(call: Caller, name: str) -> None:
    named = {"name": name, "range": box(0, 1, 0, 1)}
    assert "name of the named range is invalid" in refused(call, "addNamedRange", namedRange=named)


def test_named_ranges_are_changed_and_deleted(ready: Caller) -> None:
    changed = {"namedRangeId": "n1", "name": "새이름", "range": box(1, 3, 0, 1)}
    ready.batch({"updateNamedRange": {"namedRange": changed, "fields": "name,range"}})
    assert ready.read("새이름") == [["가"], ["나 "]]
    assert "Unable to parse range: 이름표" in ready.bad("GET", "/values/이름표")
    twice = {"name": "새이름", "range": box(0, 1, 0, 1)}
    assert "already exists" in refused(ready, "addNamedRange", namedRange=twice)
    ready.batch({"deleteNamedRange": {"namedRangeId": "n1"}})
    assert "namedRanges" not in ready.good("GET", "")


@pytest.mark.parametrize(
    ("missing", "said"),
    [("visibility", "visibility"), ("metadataKey", "metadataKey"), ("location", "location")],
)
def test_metadata_need_a_key_a_place_and_a_visibility(call: Caller, missing: str, said: str) -> None:
    whole = {"metadataKey": "k", "visibility": "DOCUMENT", "location": {"sheetId": 0}}
    given = {name: one for name, one in whole.items() if name != missing}
    assert said in refused(call, "createDeveloperMetadata", developerMetadata=given)
    wide = {**whole, "location": {"dimensionRange": span("COLUMNS", 0, 2)}}
    assert "exactly one" in refused(call, "createDeveloperMetadata", developerMetadata=wide)


def test_metadata_are_found_by_everything_they_say(call: Caller) -> None:
    places: list[Json] = [{"spreadsheet": True}, {"sheetId": 0}, {"dimensionRange": span("ROWS", 4, 5)}]
    for number, place in enumerate(places):
        visibility = "PROJECT" if number else "DOCUMENT"
        one = {"metadataKey": "k", "metadataValue": str(number), "visibility": visibility, "location": place}
        call.batch({"createDeveloperMetadata": {"developerMetadata": one}})

    def found(**lookup: Any) -> list[str]:
        body = {"dataFilters": [{"developerMetadataLookup": lookup}]}
        matched = call.good("POST", "/developerMetadata:search", body).get("matchedDeveloperMetadata", [])
        return [one["developerMetadata"]["metadataValue"] for one in matched]

    assert found(metadataKey="k") == ["0", "1", "2"]
    assert found(metadataValue="1") == ["1"]
    assert found(visibility="DOCUMENT") == ["0"]
    assert found(locationType="ROW") == ["2"]
    exact = {"locationMatchingStrategy": "EXACT_LOCATION", "metadataLocation": {"sheetId": 0}}
    assert found(**exact) == ["1"]
    assert found(metadataKey="other") == []
    assert call.good("GET", "")["developerMetadata"][0]["metadataValue"] == "0"


def test_a_protection_is_changed_and_lifted(ready: Caller) -> None:
    given = {"protectedRangeId": 11, "range": box(0, 3, 0, 1), "description": "왜"}
    ready.batch({"updateProtectedRange": {"protectedRange": given, "fields": "range,description"}})
    (kept,) = tab(ready)["protectedRanges"]
    assert (kept["description"], kept["warningOnly"], kept["range"]["endRowIndex"]) == ("왜", True, 3)
    ready.batch({"deleteProtectedRange": {"protectedRangeId": 11}})
    assert "protectedRanges" not in tab(ready)
    assert "No protected range with id: 11" in refused(ready, "deleteProtectedRange", protectedRangeId=11)


def test_a_filter_set_anew_forgets_the_criteria_before(ready: Caller) -> None:
    hidden = {"columnIndex": 1, "filterCriteria": {"hiddenValues": ["1"]}}
    ready.batch({"setBasicFilter": {"filter": {"range": box(0, 5, 0, 2), "filterSpecs": [hidden]}}})
    assert tab(ready)["basicFilter"]["criteria"] == {"1": {"hiddenValues": ["1"]}}
    ready.batch({"setBasicFilter": {"filter": {"range": {"sheetId": 0}}}})
    shown = {"startRowIndex": 0, "endRowIndex": 1000, "startColumnIndex": 0, "endColumnIndex": 26}
    assert tab(ready)["basicFilter"] == {"range": shown}
    ready.batch({"clearBasicFilter": {"sheetId": 0}})
    assert "basicFilter" not in tab(ready)


def test_filters_and_protections_may_be_backed_by_a_table_or_a_named_range(ready: Caller) -> None:
    ready.batch(
        {"setBasicFilter": {"filter": {"tableId": "t1"}}},
        {"addFilterView": {"filter": {"title": "표 보기", "tableId": "t1"}}},
        {"addFilterView": {"filter": {"title": "이름 보기", "namedRangeId": "n1"}}},
        {"addProtectedRange": {"protectedRange": {"namedRangeId": "n1", "warningOnly": True}}},
    )
    table, named = ({name: at for name, at in box(*one).items() if name != "sheetId"} for one in (TABLE, NAMED))
    shown = tab(ready)
    assert shown["basicFilter"] == {"range": table, "tableId": "t1"}
    assert [view["range"] for view in shown["filterViews"]] == [named, table, named]
    assert shown["protectedRanges"][1]["range"] == named
    both = {"range": box(0, 1, 0, 1), "tableId": "t1"}
    assert refused(ready, "setBasicFilter", filter=both) == "Only one of range or tableId may be set."
    assert "No table with id: t9" in refused(ready, "setBasicFilter", filter={"tableId": "t9"})


def test_two_views_of_a_tab_have_two_titles(ready: Caller) -> None:
    view = {"title": "보기", "range": box(0, 2, 0, 2)}
    assert "already exists" in refused(ready, "addFilterView", filter=view)
    assert "already in use" in refused(ready, "addFilterView", filter={**view, "title": "딴", "filterViewId": 12})


def test_a_filter_view_is_changed_field_by_field(ready: Caller) -> None:
    given = {"filterViewId": 12, "title": "새 보기", "range": box(0, 3, 0, 2)}
    ready.batch({"updateFilterView": {"filter": given, "fields": "title"}})
    (view,) = tab(ready)["filterViews"]
    assert (view["title"], view["range"]["endRowIndex"]) == ("새 보기", 5)


def test_bands_are_changed_field_by_field(ready: Caller) -> None:
    given = {"bandedRangeId": 13, "rowProperties": {"firstBandColorStyle": {"rgbColor": {"green": 1}}}}
    mask = "rowProperties.firstBandColorStyle"
    (reply,) = ready.batch({"updateBanding": {"bandedRange": given, "fields": mask}})
    (band,) = tab(ready)["bandedRanges"]
    assert reply == {}
    assert band["rowProperties"]["firstBandColor"] == {"green": 1}
    assert band["rowProperties"]["secondBandColor"] == {"blue": 1}
    ready.batch({"deleteBanding": {"bandedRangeId": 13}})
    assert "bandedRanges" not in tab(ready)


def test_a_replaced_rule_is_told_with_the_one_it_replaces(ready: Caller) -> None:
    gradient = {"minpoint": {"type": "MIN", "color": RED}, "maxpoint": {"type": "MAX", "color": {"blue": 1}}}
    rule = {"ranges": [box(0, 5, 0, 1)], "gradientRule": gradient}
    (reply,) = ready.batch({"updateConditionalFormatRule": {"index": 0, "rule": rule}})
    told = reply["updateConditionalFormatRule"]
    assert told["oldRule"]["booleanRule"]["condition"] == BOOLEAN["condition"]
    assert told["newRule"]["gradientRule"]["minpoint"]["colorStyle"] == {"rgbColor": RED}
    assert tab(ready)["conditionalFormats"] == [told["newRule"]]


def test_a_charts_border_is_changed(ready: Caller) -> None:
    border = {"border": {"color": RED}, "fields": "color"}
    ready.batch({"updateEmbeddedObjectBorder": {"objectId": 14, **border}})
    assert tab(ready)["charts"][0]["border"] == {"color": RED, "colorStyle": {"rgbColor": RED}}


def test_a_table_is_named_and_its_columns_typed(ready: Caller) -> None:
    columns = [{"columnIndex": 0, "columnName": "날짜", "columnType": "DATE"}, {"columnIndex": 1, "columnName": "금액"}]
    given = {"tableId": "t1", "name": "새 표", "columnProperties": columns}
    (reply,) = ready.batch({"updateTable": {"table": given, "fields": "name,columnProperties"}})
    (table,) = tab(ready)["tables"]
    assert reply == {}
    assert (table["name"], table["columnProperties"][0]["columnType"]) == ("새 표", "DATE")
    assert ready.read("E11:F11") == [["날짜", "금액"]]


def test_rows_put_in_random_order_are_the_same_rows(call: Caller) -> None:
    rows = [[str(number), f"{number}-b"] for number in range(30)]
    call.write("A1", rows)
    call.batch({"randomizeRange": {"range": box(0, 30, 0, 2)}})
    found = call.read("A1:B30")
    assert found != rows
    assert sorted(found) == sorted(rows)


def test_white_space_is_trimmed_inside_too_and_leaves_text_text(call: Caller) -> None:
    call.write("A1", [["  a \t b\n c "], [" =1+1"], ["d"], ["   "]])
    (reply,) = call.batch({"trimWhitespace": {"range": box(0, 4, 0, 1)}})
    assert reply == {"trimWhitespace": {"cellsChangedCount": 3}}
    assert call.read("A1:A4", valueRenderOption="FORMULA") == [["a b c"], ["=1+1"], ["d"]]


def test_duplicates_are_told_by_the_columns_that_are_named(call: Caller) -> None:
    call.write("A1", [["a", 1, "x"], ["A", 2, "y"], ["b", 1, "z"], ["b", 1, "w"]])
    area = {"range": box(0, 4, 0, 2)}
    (reply,) = call.batch({"deleteDuplicates": {**area, "comparisonColumns": [span("COLUMNS", 0, 1)]}})
    assert reply == {"deleteDuplicates": {"duplicatesRemovedCount": 2}}
    assert call.read("A1:C4") == [["a", "1", "x"], ["b", "1", "y"], ["", "", "z"], ["", "", "w"]]
    assert call.batch({"deleteDuplicates": area}) == [{"deleteDuplicates": {}}]
