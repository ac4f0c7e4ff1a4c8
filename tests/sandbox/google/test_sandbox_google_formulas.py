"""Formulas through the API: render options, arrays that fill cells, what is worked out again and when."""

import time
from typing import Any

from sandbox_google_caller import Caller, Clock

from sheets_bridge.sandbox.google import Google
from sheets_bridge.sandbox.google.looking import Looking

UNFORMATTED = {"valueRenderOption": "UNFORMATTED_VALUE"}
TYPED = "USER_ENTERED"


def read(call: Caller, text: str) -> Any:
    return call.read(text, **UNFORMATTED)


def add_tab(call: Caller, title: str, **grid: int) -> int:
    (reply,) = call.batch({"addSheet": {"properties": {"title": title, "gridProperties": grid}}})
    sheet_id: int = reply["addSheet"]["properties"]["sheetId"]
    return sheet_id


def test_each_render_option_shows_its_side_of_a_formula(call: Caller) -> None:
    call.write("A1:A2", [[0.5], ["=A1/2"]], TYPED)
    percent = {"userEnteredFormat": {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}}
    place = {"startRowIndex": 1, "endRowIndex": 2, "endColumnIndex": 1}
    call.batch({"repeatCell": {"cell": percent, "range": place, "fields": "userEnteredFormat.numberFormat"}})
    assert call.read("A2") == [["25%"]]
    assert read(call, "A2") == [[0.25]]
    assert call.read("A2", valueRenderOption="FORMULA") == [["=A1/2"]]


def test_grid_data_tells_formula_result_and_error_apart(call: Caller) -> None:
    call.write("A1", [["={1;2}", "=1/0"]], TYPED)
    sheet = call.good("GET", "", ranges="A1:B2", fields="sheets.data.rowData.values(userEnteredValue,effectiveValue)")
    first, second = sheet["sheets"][0]["data"][0]["rowData"]
    assert first["values"][0] == {
        "userEnteredValue": {"formulaValue": "={1;2}"},
        "effectiveValue": {"numberValue": 1},
    }
    assert first["values"][1]["effectiveValue"]["errorValue"]["type"] == "DIVIDE_BY_ZERO"
    assert second["values"] == [{"effectiveValue": {"numberValue": 2}}]


def test_text_that_looks_like_a_formula_stays_text(call: Caller) -> None:
    call.write("A1", [["=1+1"]])
    call.write("B1", [["=A1&1"]], TYPED)
    assert read(call, "A1:B1") == [["=1+1", "=1+11"]]


def test_a_formula_reads_other_tabs_and_sees_what_changes_there(call: Caller) -> None:
    add_tab(call, "매출 원본")
    call.write("'매출 원본'!A1:A2", [[1], [2]])
    call.write("A1", [["=SUM('매출 원본'!A:A)"]], TYPED)
    assert read(call, "A1") == [[3]]
    call.write("'매출 원본'!A9", [[10]])
    assert read(call, "A1") == [[13]]
    assert call.write("B1", [["=A1*2"]], TYPED)["updatedCells"] == 1
    assert read(call, "B1") == [[26]]


def test_an_array_fills_cells_that_hold_nothing_themselves(call: Caller) -> None:
    call.write("B2", [["={1,2;3,4}"]], TYPED)
    call.write("A5", [["=SUM(B2:C3)"], ["=C3+1"], ["=SUM(C:C)"]], TYPED)
    assert read(call, "A1:C7") == [[], ["", 1, 2], ["", 3, 4], [], [10], [5], [6]]
    assert call.read("B2:C3", valueRenderOption="FORMULA") == [["={1,2;3,4}", 2], [3, 4]]
    call.write("B2", [[""]])
    assert read(call, "A1:C7") == [[], [], [], [], [0], [1], [0]]


def test_an_array_whose_way_is_blocked_shows_an_error_and_fills_nothing(call: Caller) -> None:
    call.write("A1", [["={1,2;3,4}"]], TYPED)
    call.write("B2", [["mine"]])
    assert read(call, "A1:B2") == [["#REF!"], ["", "mine"]]
    call.write("B2", [[""]])
    assert read(call, "A1:B2") == [[1, 2], [3, 4]]
    call.write("Z1000", [["={1,2}"]], TYPED)  # there is no column to its right
    assert read(call, "Z1000") == [["#REF!"]]


def test_formulas_that_wait_for_each_other_are_errors_and_others_are_not(call: Caller) -> None:
    call.write("A1", [["=B1+1", "=C1", "=IFERROR(A1,0)", "=IFERROR(A1,7)", "=SUM(E1:E3)", "=1+1"]], TYPED)
    assert read(call, "A1:F1") == [["#REF!", "#REF!", "#REF!", 7, "#REF!", 2]]


def test_long_chains_come_to_their_end_whichever_way_they_run(call: Caller) -> None:
    call.write("A1:B1", [[1, "=B2+1"]], TYPED)
    call.write("A2", [[f"=A{row}+1", f"=B{row + 2}+1"] for row in range(1, 900)], TYPED)
    call.write("B901", [[1]])
    assert read(call, "A900:B900") == [[900, 2]]
    assert read(call, "B1") == [[901]]
    call.write("B901", [["=B1"]], TYPED)  # now the chain is a ring
    assert read(call, "B1") == read(call, "B450") == [["#REF!"]]


def test_today_follows_the_clock_in_the_zone_of_the_spreadsheet(call: Caller, clock: Clock) -> None:
    call.write("A1", [['=TEXT(TODAY(),"yyyy-mm-dd")']], TYPED)
    assert call.read("A1") == [["2026-11-01"]]
    clock.advance(hours=14)
    assert call.read("A1") == [["2026-11-01"]]
    clock.advance(hours=1)
    assert call.read("A1") == [["2026-11-02"]]
    properties = {"properties": {"timeZone": "America/New_York"}, "fields": "timeZone"}
    call.batch({"updateSpreadsheetProperties": properties})
    assert call.read("A1") == [["2026-11-01"]]


def test_a_named_range_is_a_name_in_formulas(call: Caller) -> None:
    place = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 1}
    call.batch({"addNamedRange": {"namedRange": {"name": "목표", "range": place}}})
    call.write("A1:B2", [[3, "=SUM(목표)"], [4, "=없는이름"]], TYPED)
    assert read(call, "B1:B2") == [[7], ["#NAME?"]]


def test_values_of_formulas_are_what_is_sorted_by_appended_below_and_pasted(call: Caller) -> None:
    call.write("A1", [["={3;1}"]], TYPED)
    assert call.good("POST", "/values/A1:append", {"values": [["x"]]}, valueInputOption="RAW")["tableRange"] == (
        "'시트1'!A1:A2"
    )
    source = {"endRowIndex": 2, "endColumnIndex": 1}
    target = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 3, "endColumnIndex": 4}
    call.batch({"copyPaste": {"source": source, "destination": target, "pasteType": "PASTE_VALUES"}})
    assert call.read("D1:D2", valueRenderOption="FORMULA") == [[3], [1]]


def test_the_page_shows_results_and_the_rows_that_a_formula_fills(call: Caller, google: Google) -> None:
    call.write("A1", [["={1;2;3}", "=A3*2"]], TYPED)
    page = Looking(google.library, google.spreadsheet_id)
    (tab,) = page.outline()["tabs"]
    assert tab["filled"] == 3
    shown = page.rows(tab["id"], 0, 10)
    assert shown is not None
    assert shown["rows"] == [["1", "6"], ["2"], ["3"]]


def test_hundreds_of_totals_over_a_long_tab_take_a_moment_and_a_second_read_none(call: Caller) -> None:
    add_tab(call, "긴", rowCount=20_000, columnCount=3)
    call.write("'긴'!A1", [[46_000 + row % 365, f"m{row % 5}", row % 100] for row in range(20_000)])
    totals = [f'=SUMIFS(긴!C:C,긴!A:A,">="&{46_000 + day},긴!B:B,"m{day % 5}")' for day in range(100)]
    call.write("A1", [[one] for one in totals], TYPED)
    started = time.perf_counter()
    found = read(call, "A1:A100")
    first = time.perf_counter() - started
    assert found[99] == [sum(row % 100 for row in range(20_000) if row % 365 >= 99 and row % 5 == 4)]
    started = time.perf_counter()
    assert read(call, "A1:A100") == found
    assert first < 5
    assert time.perf_counter() - started < first / 5
