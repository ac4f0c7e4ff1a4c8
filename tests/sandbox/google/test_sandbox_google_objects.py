"""What is drawn over the cells: filter views, bands, rules, charts and tables, and how they follow their cells."""

from typing import Any

import pytest
from sandbox_google_caller import Caller
from sandbox_google_samples import BOOLEAN, READY, RED, SAMPLES, SPEC, VALUES, box, span

Json = dict[str, Any]


@pytest.fixture
def ready(call: Caller) -> Caller:
    call.write("A1", VALUES)
    call.batch(*READY)
    return call


def tab(call: Caller, at: int = 0) -> Json:
    found: Json = call.good("GET", "")["sheets"][at]
    return found


def refused(call: Caller, kind: str, **request: Any) -> str:
    return call.bad("POST", ":batchUpdate", {"requests": [{kind: request}]})


def shown(place: Json) -> Json:
    """A range of tab 0 as answers show it."""
    return {name: value for name, value in place.items() if name != "sheetId"}


def test_objects_show_in_get_with_their_ids_and_ranges(ready: Caller) -> None:
    sheet = tab(ready)
    assert sheet["filterViews"] == [{"filterViewId": 12, "title": "보기", "range": shown(box(0, 5, 0, 2))}]
    band = sheet["bandedRanges"][0]
    assert (band["bandedRangeId"], band["rowProperties"]["firstBandColorStyle"]) == (13, {"rgbColor": RED})
    assert sheet["conditionalFormats"][0]["ranges"] == [shown(box(1, 5, 1, 2))]
    chart = sheet["charts"][0]
    assert (chart["chartId"], chart["spec"]["title"]) == (14, "매출")
    assert chart["position"]["overlayPosition"] == {"anchorCell": {}, "widthPixels": 600, "heightPixels": 371}
    assert sheet["tables"][0]["columnProperties"] == [{"columnName": "열 1"}, {"columnName": "열 2", "columnIndex": 1}]
    assert ready.read("E11:F11") == [["열 1", "열 2"]]


def test_all_ranges_move_with_inserted_rows(ready: Caller) -> None:
    ready.batch({"insertDimension": {"range": span("ROWS", 0, 10)}})
    sheet = tab(ready)
    assert sheet["filterViews"][0]["range"] == shown(box(10, 15, 0, 2))
    assert sheet["bandedRanges"][0]["range"] == shown(box(10, 15, 0, 2))
    assert sheet["conditionalFormats"][0]["ranges"] == [shown(box(11, 15, 1, 2))]
    assert sheet["tables"][0]["range"] == shown(box(20, 24, 4, 6))
    chart = sheet["charts"][0]
    assert chart["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 10}
    sources = chart["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"]
    assert sources == [shown(box(10, 15, 1, 2))]


def test_a_chart_on_another_tab_follows_its_data(ready: Caller) -> None:
    ready.batch(
        {"updateEmbeddedObjectPosition": SAMPLES["updateEmbeddedObjectPosition"]},
        {"moveDimension": {"source": span("COLUMNS", 1, 2), "destinationIndex": 5}},
    )
    chart = tab(ready, 1)["charts"][0]
    assert chart["position"]["overlayPosition"]["anchorCell"] == {"sheetId": 5, "rowIndex": 2}
    assert chart["spec"]["basicChart"]["series"][0]["series"]["sourceRange"]["sources"] == [shown(box(0, 5, 4, 5))]
    assert "charts" not in tab(ready)


def test_objects_whose_rows_are_all_deleted_are_gone_and_others_shrink(ready: Caller) -> None:
    ready.batch({"deleteDimension": {"range": span("ROWS", 1, 5)}})
    sheet = tab(ready)
    assert "conditionalFormats" not in sheet
    assert sheet["bandedRanges"][0]["range"] == shown(box(0, 1, 0, 2))
    ready.batch({"deleteDimension": {"range": span("ROWS", 0, 1)}})
    assert "bandedRanges" not in tab(ready)
    assert "filterViews" not in tab(ready)


def test_sorting_leaves_the_ranges_where_they_are(ready: Caller) -> None:
    before = tab(ready)
    ready.batch({"sortRange": SAMPLES["sortRange"]})
    assert tab(ready) == before
    assert ready.read("B2:B5") == [["3"], ["3"], ["2"], ["1"]]


def test_filtered_columns_follow_moved_columns(ready: Caller) -> None:
    ready.batch({"updateFilterView": SAMPLES["updateFilterView"]})
    ready.batch({"insertDimension": {"range": span("COLUMNS", 0, 2)}})
    view = tab(ready)["filterViews"][0]
    assert view["filterSpecs"] == [{"columnIndex": 3, "filterCriteria": {"hiddenValues": ["1"]}}]
    assert view["criteria"] == {"3": {"hiddenValues": ["1"]}}
    ready.batch({"deleteDimension": {"range": span("COLUMNS", 3, 4)}})
    assert "filterSpecs" not in tab(ready)["filterViews"][0]


def test_filter_views_are_named_duplicated_and_deleted(ready: Caller) -> None:
    replies = ready.batch({"addFilterView": SAMPLES["addFilterView"]}, {"duplicateFilterView": {"filterId": 12}})
    assert replies[0]["addFilterView"]["filter"]["title"] == "필터 1"
    copy = replies[1]["duplicateFilterView"]["filter"]
    assert (copy["title"], copy["range"]) == ("보기의 사본", shown(box(0, 5, 0, 2)))
    assert ready.batch({"deleteFilterView": {"filterId": copy["filterViewId"]}}) == [{}]
    assert [one["title"] for one in tab(ready)["filterViews"]] == ["보기", "필터 1"]
    assert "No filter view with id: 99" in refused(ready, "deleteFilterView", filterId=99)


def test_bands_do_not_overlap(ready: Caller) -> None:
    banded = {"range": box(4, 6, 1, 2), "rowProperties": {"firstBandColor": RED}}
    assert refused(ready, "addBanding", bandedRange=banded) == (
        "Invalid requests[0].addBanding: You cannot add alternating background colors to a range that already has "
        "alternating background colors."
    )
    ready.batch({"deleteBanding": {"bandedRangeId": 13}}, {"addBanding": {"bandedRange": banded}})


def test_an_id_is_given_once(ready: Caller) -> None:
    banded = {"bandedRangeId": 14, "range": box(30, 31, 0, 1), "rowProperties": {"firstBandColor": RED}}
    assert "already in use" in refused(ready, "addBanding", bandedRange=banded)


def test_rules_are_replaced_moved_and_deleted_by_their_place(ready: Caller) -> None:
    first = {"ranges": [box(0, 9, 3, 4)], "booleanRule": BOOLEAN}
    assert ready.batch({"addConditionalFormatRule": {"rule": first}}) == [{}]
    moved = ready.batch({"updateConditionalFormatRule": {"sheetId": 0, "index": 0, "newIndex": 1}})[0]
    assert moved["updateConditionalFormatRule"]["oldIndex"] == 0
    assert [one["ranges"][0]["startColumnIndex"] for one in tab(ready)["conditionalFormats"]] == [1, 3]
    gone = ready.batch({"deleteConditionalFormatRule": {"index": 0}})[0]["deleteConditionalFormatRule"]["rule"]
    assert gone["ranges"] == [shown(box(1, 5, 1, 2))]
    assert "No conditional format at index: 1" in refused(ready, "deleteConditionalFormatRule", index=1)


def test_a_chart_may_have_a_tab_of_its_own_which_goes_with_it(ready: Caller) -> None:
    reply = ready.batch({"addChart": SAMPLES["addChart"]})[0]["addChart"]["chart"]
    own = tab(ready, 2)
    assert own["properties"]["sheetType"] == "OBJECT"
    assert own["properties"]["sheetId"] == reply["position"]["sheetId"]
    ready.batch({"deleteEmbeddedObject": {"objectId": reply["chartId"]}})
    assert len(ready.good("GET", "")["sheets"]) == 2


def test_a_new_specification_replaces_the_old_one(ready: Caller) -> None:
    ready.batch({"updateChartSpec": {"chartId": 14, "spec": {**SPEC, "title": "둘째"}}})
    assert tab(ready)["charts"][0]["spec"]["title"] == "둘째"
    assert "Exactly one kind of chart" in refused(ready, "updateChartSpec", chartId=14, spec={"title": "x"})


def test_a_column_inserted_into_a_table_becomes_a_column_of_it(ready: Caller) -> None:
    ready.batch({"insertDimension": {"range": span("COLUMNS", 5, 6)}})
    table = tab(ready)["tables"][0]
    assert table["range"] == shown(box(10, 14, 4, 7))
    assert [one["columnName"] for one in table["columnProperties"]] == ["열 1", "열 3", "열 2"]
    ready.batch({"deleteDimension": {"range": span("COLUMNS", 4, 5)}})
    assert [one.get("columnIndex", 0) for one in tab(ready)["tables"][0]["columnProperties"]] == [0, 1]


def test_tables_have_their_own_names_and_places(ready: Caller) -> None:
    assert "already exists" in refused(ready, "addTable", table={"name": "표", "range": box(0, 5, 0, 2)})
    assert "overlap" in refused(ready, "addTable", table={"range": box(13, 16, 5, 8)})
    reply = ready.batch({"addTable": {"table": {"range": box(0, 5, 0, 2)}}})[0]["addTable"]["table"]
    assert [one["columnName"] for one in reply["columnProperties"]] == ["이름", "수"]
    ready.batch({"deleteTable": {"tableId": reply["tableId"]}})
    assert ready.read("A1:B5") == []


def test_a_copied_tab_has_its_own_objects(ready: Caller) -> None:
    ready.batch({"duplicateSheet": {"sourceSheetId": 0, "newSheetId": 7, "insertSheetIndex": 2}})
    copy = tab(ready, 2)
    assert copy["conditionalFormats"][0]["ranges"][0]["sheetId"] == 7
    assert copy["charts"][0]["spec"]["basicChart"]["domains"][0]["domain"]["sourceRange"]["sources"][0]["sheetId"] == 7
    assert copy["bandedRanges"][0]["bandedRangeId"] != 13
    ready.batch({"insertDimension": {"range": {**span("ROWS", 0, 1), "sheetId": 7}}})
    assert tab(ready)["bandedRanges"][0]["range"] == shown(box(0, 5, 0, 2))


def test_inserted_cells_shift_what_is_below_them_and_nothing_beside(ready: Caller) -> None:
    ready.write("C1", [["옆"], ["옆2"]])
    ready.batch({"insertRange": {"range": box(0, 2, 0, 2), "shiftDimension": "ROWS"}})
    assert ready.read("A1:C4") == [["", "", "옆"], ["", "", "옆2"], ["이름", "수"], ["가", "3"]]
    assert tab(ready)["bandedRanges"][0]["range"] == shown(box(2, 7, 0, 2))
    ready.batch({"deleteRange": {"range": box(0, 2, 0, 2), "shiftDimension": "ROWS"}})
    assert ready.read("A1:C2") == [["이름", "수", "옆"], ["가", "3", "옆2"]]
    assert tab(ready)["bandedRanges"][0]["range"] == shown(box(0, 5, 0, 2))


def test_cells_are_inserted_and_deleted_sideways_with_their_looks(ready: Caller) -> None:
    bold = {"cell": {"userEnteredFormat": {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}}}
    ready.batch({"repeatCell": {"range": box(1, 2, 1, 2), **bold, "fields": "userEnteredFormat.numberFormat"}})
    ready.batch({"insertRange": {"range": box(1, 2, 0, 1), "shiftDimension": "COLUMNS"}})
    assert ready.read("A1:C3") == [["이름", "수"], ["", "가", "300%"], ["나 ", "1"]]
    ready.batch({"deleteRange": {"range": box(1, 2, 0, 1), "shiftDimension": "COLUMNS"}})
    assert ready.read("A2:C2") == [["가", "300%"]]


def test_a_full_tab_grows_rather_than_lose_shifted_cells(call: Caller) -> None:
    call.write("A1000", [["끝"]])
    call.batch({"insertRange": {"range": box(0, 3, 0, 1), "shiftDimension": "ROWS"}})
    assert call.read("A1003") == [["끝"]]


def test_cleaning_requests_count_what_they_changed(ready: Caller) -> None:
    replies = ready.batch(
        {"deleteDuplicates": {"range": box(0, 5, 0, 2)}},
        {"trimWhitespace": {"range": box(0, 5, 0, 2)}},
        {"textToColumns": {"source": box(0, 5, 0, 1), "delimiterType": "AUTODETECT"}},
    )
    assert replies == [
        {"deleteDuplicates": {"duplicatesRemovedCount": 1}},
        {"trimWhitespace": {"cellsChangedCount": 1}},
        {},
    ]
    assert ready.read("A1:B5") == [["이름", "수"], ["가", "3"], ["나", "1"], ["a", "b"]]


def test_filling_goes_on_with_even_steps_and_repeats_the_rest(call: Caller) -> None:
    call.write("A1", [[1, "가", 10], [3, "나", 20]])
    call.batch({"autoFill": {"range": box(0, 4, 0, 3)}})
    assert call.read("A3:C4") == [["5", "가", "30"], ["7", "나", "40"]]
    up = {"source": box(2, 4, 0, 1), "dimension": "ROWS", "fillLength": -2}
    call.batch({"autoFill": {"sourceAndDestination": up}})
    assert call.read("A1:A4") == [["1"], ["3"], ["5"], ["7"]]


def test_pasted_text_is_taken_as_typed(call: Caller) -> None:
    call.batch({"pasteData": {"coordinate": {"rowIndex": 1}, "data": '"a;b";=1+1\n50%;', "delimiter": ";"}})
    assert call.read("A2:B3") == [["a;b", "2"], ["50%"]]


def groups(reply: Json) -> list[tuple[int, int, int]]:
    found = next(iter(reply.values())).get("dimensionGroups", [])
    return [(one["range"]["startIndex"], one["range"]["endIndex"], one["depth"]) for one in found]


@pytest.mark.parametrize(
    ("first", "then", "made"),
    [
        ((2, 4), (1, 5), [(1, 5, 1), (2, 4, 2)]),  # around a group: that one goes deeper
        ((1, 5), (2, 4), [(1, 5, 1), (2, 4, 2)]),
        ((1, 4), (2, 5), [(1, 5, 1), (2, 4, 2)]),  # across its edge: union and intersection
        ((1, 3), (6, 8), [(1, 3, 1), (6, 8, 1)]),
        ((1, 5), (1, 5), [(1, 5, 1), (1, 5, 2)]),
    ],
)
def test_groups_nest_as_the_reference_of_google_says(
    call: Caller, first: tuple[int, int], then: tuple[int, int], made: list[tuple[int, int, int]]
) -> None:
    requests = ({"addDimensionGroup": {"range": span("COLUMNS", *one)}} for one in (first, then))
    assert groups(call.batch(*requests)[1]) == made


def test_deleting_part_of_a_group_cuts_it_short(call: Caller) -> None:
    spans = (span("COLUMNS", 1, 5), span("COLUMNS", 2, 4))
    call.batch(*({"addDimensionGroup": {"range": one}} for one in spans))
    (reply,) = call.batch({"deleteDimensionGroup": {"range": span("COLUMNS", 3, 5)}})
    assert groups(reply) == [(1, 4, 1), (2, 3, 2)]
    assert "There is no group" in refused(call, "deleteDimensionGroup", range=span("ROWS", 3, 5))


def test_a_collapsed_group_hides_its_rows_until_it_is_expanded(call: Caller) -> None:
    def collapse(collapsed: bool) -> list[Json]:
        group = {"range": span("ROWS", 1, 3), "depth": 1, "collapsed": collapsed}
        call.batch({"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}})
        found = call.good("GET", "", fields="sheets(data.rowMetadata.hiddenByUser,rowGroups.collapsed)")["sheets"][0]
        return [found["rowGroups"][0], *found["data"][0]["rowMetadata"][:4]]

    call.batch({"addDimensionGroup": {"range": span("ROWS", 1, 3)}})
    assert collapse(True) == [{"collapsed": True}, {}, {"hiddenByUser": True}, {"hiddenByUser": True}, {}]
    assert collapse(False) == [{}, {}, {}, {}, {}]
