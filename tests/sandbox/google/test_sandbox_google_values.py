"""Reading and writing values through the API."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from flask import Flask
from sandbox_google_caller import Caller

from sheets_bridge.sandbox.google import Google


def test_an_empty_range_has_no_values_and_shows_its_clipped_range(call: Caller) -> None:
    assert call.good("GET", "/values/A1:D4") == {"range": "'시트1'!A1:D4", "majorDimension": "ROWS"}
    assert call.good("GET", "/values/A2:C")["range"] == "'시트1'!A2:C1000"
    assert call.good("GET", "/values/D4:A1")["range"] == "'시트1'!A1:D4"
    assert call.good("GET", "/values/2:2")["range"] == "'시트1'!A2:Z2"


def test_what_is_written_raw_is_read_back_as_it_was(call: Caller) -> None:
    rows = [["=1+1", "0012", 3, 2.5, True], ["2020-01-01", "'x", -7, 1e300, False]]
    call.write("A1", rows)
    assert call.read("A1:E2", valueRenderOption="UNFORMATTED_VALUE") == rows
    assert call.read("A1:E2", valueRenderOption="FORMULA") == rows


def test_trailing_empties_are_dropped_and_inner_ones_kept(call: Caller) -> None:
    call.write("B1", [["x", "", "y", ""], [], ["z"], [""]])
    assert call.read("A1:Z10") == [["", "x", "", "y"], [], ["", "z"]]
    assert call.read("A1:Z10", majorDimension="COLUMNS") == [[], ["x", "", "z"], [], ["y"]]


def test_null_leaves_a_cell_alone_and_an_empty_text_clears_it(call: Caller) -> None:
    call.write("A1", [["a", "b", "c"]])
    answer = call.write("A1", [[None, "", "C"]])
    assert answer["updatedCells"] == 2
    assert answer["updatedColumns"] == 2
    assert call.read("A1:C1") == [["a", "", "C"]]


def test_only_the_corners_of_a_block_count_but_the_range_is_the_block(call: Caller) -> None:
    rows = [["x", None, None, None], *[[None] * 4] * 4, [None, None, None, "y"]]
    answer = call.write("A1:D6", rows)
    assert (answer["updatedRange"], answer["updatedRows"], answer["updatedColumns"], answer["updatedCells"]) == (
        "'시트1'!A1:D6",
        2,
        2,
        2,
    )


def test_batch_totals_count_distinct_rows_and_columns(call: Caller) -> None:
    data = [{"range": "A1:D1", "values": [[1, 2, 3, 4]]}, {"range": "A4:D4", "values": [[1, 2, 3, 4]]}]
    answer = call.good("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "data": data})
    totals = {name: value for name, value in answer.items() if name.startswith("total")}
    assert totals == {
        "totalUpdatedRows": 2,
        "totalUpdatedColumns": 4,
        "totalUpdatedCells": 8,
        "totalUpdatedSheets": 1,
    }
    assert [one["updatedRange"] for one in answer["responses"]] == ["'시트1'!A1:D1", "'시트1'!A4:D4"]


def test_a_batch_with_one_bad_range_writes_nothing(call: Caller) -> None:
    data = [{"range": "A1", "values": [[1]]}, {"range": "없는탭!A1", "values": [[1]]}]
    message = call.bad("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "data": data})
    assert message == "Invalid data[1]: Unable to parse range: 없는탭!A1"
    data[1] = {"range": "A2", "values": [["x" * 50_001]]}
    message = call.bad("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "data": data})
    assert message == "Your input contains more than the maximum of 50000 characters in a single cell."
    assert call.read("A1") == []
    call.write("A1", [[1]])
    cleared = call.bad("POST", "/values:batchClear", {"ranges": ["A1", "AA1"]})
    assert cleared == "Invalid range[1]: Range ('시트1'!AA1) exceeds grid limits. Max rows: 1000, max columns: 26"
    assert call.read("A1") == [["1"]]


def test_values_written_come_back_with_the_response_render_options(call: Caller) -> None:
    body = {
        "valueInputOption": "RAW",
        "includeValuesInResponse": True,
        "responseValueRenderOption": "UNFORMATTED_VALUE",
        "data": [{"range": "A1:B2", "values": [[1, "둘"], [3.5, ""]]}],
    }
    answer = call.good("POST", "/values:batchUpdate", body)
    assert answer["responses"][0]["updatedData"] == {
        "range": "'시트1'!A1:B2",
        "majorDimension": "ROWS",
        "values": [[1, "둘"], [3.5]],
    }


@pytest.mark.parametrize(
    ("text", "rows", "message"),
    [
        ("A1:B2", [[1], [2], [3]], "tried writing to row [3]"),
        ("A1:B2", [[1, 2, 3]], "tried writing to column [C]"),
        ("A1000", [[1], [2]], "exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("AA1", [[1]], "exceeds grid limits"),
        ("A1", [["x" * 50_001]], "more than the maximum of 50000 characters in a single cell"),
        ("A1", [[{"a": 1}]], "struct_value"),
        ("A1", ["x"], "Invalid value at 'data.values'"),
    ],
)
def test_a_write_that_does_not_fit_is_refused_whole(
    call: Caller, text: str, rows: list[list[object]], message: str
) -> None:
    assert message in call.bad("PUT", f"/values/{text}", {"values": rows}, valueInputOption="RAW")
    assert call.read("A1:Z") == []


def test_the_input_option_is_mandatory(call: Caller) -> None:
    assert call.bad("PUT", "/values/A1", {"values": [[1]]}) == "'valueInputOption' is required but not specified"


@pytest.mark.parametrize("title", ["주문: 7월", "합계:clear", "그녀's 탭", "Q3", "A1", "a'!b", "한/글", "a//b", "50%"])
def test_titles_that_look_like_something_else_work_when_quoted(call: Caller, title: str) -> None:
    call.batch({"addSheet": {"properties": {"title": title}}})
    text = quote("'" + title.replace("'", "''") + "'!A1:B2", safe="")
    call.write(text, [["값", 1]])
    assert call.read(text) == [["값", "1"]]
    call.good("POST", f"/values/{text}:append", {"values": [["또"]]}, valueInputOption="RAW")
    assert call.read(quote("'" + title.replace("'", "''") + "'", safe="")) == [["값", "1"], ["또"]]
    call.good("POST", f"/values/{text}:clear")
    assert call.read(text) == []


@pytest.mark.parametrize(
    ("typed", "shown", "stored"),
    [
        ("=1+1", "2", 2),
        ("= 1 / 1024", "0.0009765625", 0.0009765625),
        ("0042", "42", 42),
        ("2,000,000.01", "2,000,000.01", 2_000_000.01),
        ("2020-01-01", "2020-01-01", 43831),
        ("9/27/2026", "9/27/2026", 46292),
        ("50%", "50%", 0.5),
        ("$1,234.50", "$1,234.50", 1234.5),
        ("3.00", "3", 3),
        ("3_1_0", "3_1_0", "3_1_0"),
        ("'0012", "0012", "0012"),
        ("TRUE", "TRUE", True),
        ("false", "FALSE", False),
        ("메모", "메모", "메모"),
        ("10%", "10%", 0.1),
        ("2026-09-27 10:30:15", "2026-09-27 10:30:15", 46292.43767361111),
        ("2026-09-27T10:30:15", "2026-09-27T10:30:15", "2026-09-27T10:30:15"),
        # what follows nobody has seen: the reference's guesses
        ("1e5", "1.00E+05", 100000),
        ("-1", "-1", -1),
        ("+1", "1", 1),
        ("+821012345678", "821012345678", 821012345678),
        ("+Dri7x", "#NAME?", "#NAME?"),
        ("-abc", "#NAME?", "#NAME?"),
        ("- memo", "#NAME?", "#NAME?"),
        ("@x", "@x", "@x"),
        ("₩1,000", "₩1,000", 1000),
    ],
)
def test_typed_texts_become_what_google_makes_of_them(call: Caller, typed: str, shown: str, stored: object) -> None:
    call.write("A1", [[typed]], "USER_ENTERED")
    assert call.read("A1") == [[shown]]
    assert call.read("A1", valueRenderOption="UNFORMATTED_VALUE") == [[stored]]


def test_the_date_option_writes_dates_as_shown_and_leaves_numbers(call: Caller) -> None:
    call.write("A1", [["2026-09-27 10:30:15", 5]], "USER_ENTERED")
    query = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "FORMATTED_STRING"}
    assert call.read("A1:B1", **query) == [["2026-09-27 10:30:15", 5]]


def test_append_takes_the_last_table_of_a_tab_but_the_named_one_of_a_cell(call: Caller) -> None:
    call.write("A1", [["x", "", "z"]])
    path = "/values/{}:append"
    first = call.good("POST", path.format("A1:Z1000"), {"values": [[1, 2, 3]]}, valueInputOption="RAW")
    assert (first["tableRange"], first["updates"]["updatedRange"]) == ("'시트1'!C1", "'시트1'!C2:E2")
    second = call.good("POST", path.format("A1"), {"values": [[1, 2]]}, valueInputOption="RAW")
    assert second["tableRange"] == "'시트1'!A1"
    assert second["updates"]["updatedRange"] == "'시트1'!A2:B2"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("시트1", "B7"),
        ("B4", "B7"),
        ("C5:D5", "B7"),
        ("B2:D4", "B7"),
        ("A3:G10", "B7"),
        ("A1", "A3"),
        ("E4", "E4"),
        ("A4", "A4"),
    ],
)
def test_append_finds_the_table_as_googles_guide_shows(call: Caller, text: str, written: str) -> None:
    call.write("A1", [["x"] * 3] * 2)
    call.write("B4", [["y"] * 3] * 3)
    answer = call.good("POST", f"/values/{text}:append", {"values": [["neu"]]}, valueInputOption="RAW")
    assert answer["updates"]["updatedRange"] == f"'시트1'!{written}"
    assert call.read(written) == [["neu"]]


def test_append_writes_over_what_is_below_or_pushes_it_down(call: Caller) -> None:
    call.write("A1", [["머리"], ["값"], [], ["아래"]])
    how = {"valueInputOption": "RAW", "insertDataOption": "INSERT_ROWS"}
    call.good("POST", "/values/A1:append", {"values": [["하나"], ["둘"]]}, **how)
    assert call.read("A1:A9", majorDimension="COLUMNS") == [["머리", "값", "하나", "둘", "", "아래"]]
    call.good("POST", "/values/A1:append", {"values": [["셋"], ["넷"]]}, valueInputOption="RAW")
    assert call.read("A1:A9", majorDimension="COLUMNS") == [["머리", "값", "하나", "둘", "셋", "넷"]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("CRM26", "Range ('시트1'!CRM26) exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("없는탭", "Unable to parse range: 없는탭"),
        ("시트1!A1:B2:C3", "Unable to parse range: 시트1!A1:B2:C3"),
        ("A0", "Unable to parse range: A0"),
    ],
)
def test_a_range_that_means_nothing_is_said_as_google_says_it(call: Caller, text: str, message: str) -> None:
    call.batch({"addSheet": {"properties": {"title": "CRM26"}}})
    status, answer = call("GET", f"/values/{text}")
    assert (status, answer) == (400, {"error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}})
    assert call.good("GET", "/values/'CRM26'!A1:B2")["range"] == "'CRM26'!A1:B2"


@pytest.mark.parametrize(
    ("render", "dates", "shown"),
    [
        ("FORMATTED_VALUE", "SERIAL_NUMBER", ["2020-01-01", "1,234.50", "3", "TRUE", "=x"]),
        ("FORMATTED_VALUE", "FORMATTED_STRING", ["2020-01-01", "1,234.50", "3", "TRUE", "=x"]),
        ("UNFORMATTED_VALUE", "SERIAL_NUMBER", [43831, 1234.5, 3, True, "=x"]),
        ("UNFORMATTED_VALUE", "FORMATTED_STRING", ["2020-01-01", 1234.5, 3, True, "=x"]),
        ("FORMULA", "SERIAL_NUMBER", [43831, 1234.5, "=1+2", True, "=x"]),
        ("FORMULA", "FORMATTED_STRING", ["2020-01-01", 1234.5, "=1+2", True, "=x"]),
    ],
)
def test_render_options_decide_how_values_are_read(call: Caller, render: str, dates: str, shown: list[object]) -> None:
    call.write("A1", [["2020-01-01", "1,234.50", "=1+2", True, "'=x"]], "USER_ENTERED")
    how = {"valueRenderOption": render, "dateTimeRenderOption": dates}
    assert call.read("A1:E1", **how) == [shown]
    assert call.good("GET", "/values:batchGet", ranges="A1:E1", **how)["valueRanges"][0]["values"] == [shown]
    filters = {"dataFilters": [{"a1Range": "A1:E1"}], **how}
    answer = call.good("POST", "/values:batchGetByDataFilter", filters)
    assert answer["valueRanges"][0]["valueRange"]["values"] == [shown]


def test_append_grows_the_grid_and_an_empty_tab_has_no_table(call: Caller) -> None:
    answer = call.good("POST", "/values/A1:append", {"values": [[1]] * 1003}, valueInputOption="RAW")
    assert "tableRange" not in answer
    assert call.good("GET", "", fields="sheets.properties.gridProperties.rowCount") == {
        "sheets": [{"properties": {"gridProperties": {"rowCount": 1003}}}]
    }


def test_an_address_that_fills_a_cell_is_linked_even_raw_and_updatecells_takes_the_link_off(call: Caller) -> None:
    call.write("A1", [["https://example.com/a"], ["example.com"], ["보라 https://example.com"], ["a@example.com"]])
    fields = "sheets.data.rowData.values.hyperlink"
    rows = call.good("GET", "", fields=fields, ranges="A1:A4")["sheets"][0]["data"][0]["rowData"]
    assert rows == [
        {"values": [{"hyperlink": "https://example.com/a"}]},
        {"values": [{"hyperlink": "http://example.com"}]},
    ]
    cells = [{"values": [{"userEnteredValue": {"stringValue": "https://example.com/b"}}]}]
    mask = "userEnteredValue,userEnteredFormat.textFormat.link"
    call.batch({"updateCells": {"start": {"sheetId": 0}, "rows": cells, "fields": mask}})
    rows = call.good("GET", "", fields=fields, ranges="A1")["sheets"][0]["data"][0]
    assert rows == {}
    assert call.read("A1") == [["https://example.com/b"]]


def test_data_filters_read_and_write_what_they_name(call: Caller) -> None:
    call.write("A1", [["id", "name"], ["1", "하나"], ["2", "둘"]])
    filters = [
        {"gridRange": {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 2, "endColumnIndex": 1}},
        {"a1Range": "B3"},
    ]
    answer = call.good("POST", "/values:batchGetByDataFilter", {"dataFilters": filters})
    assert [one["valueRange"]["values"] for one in answer["valueRanges"]] == [[["1"]], [["둘"]]]
    assert [one["dataFilters"] for one in answer["valueRanges"]] == [[filters[0]], [filters[1]]]
    data = [{"dataFilter": filters[1], "values": [["셋"]]}]
    body = {"valueInputOption": "RAW", "data": data, "includeValuesInResponse": True}
    wrote = call.good("POST", "/values:batchUpdateByDataFilter", body)
    assert wrote["responses"][0]["updatedData"]["values"] == [["셋"]]
    assert call.read("B3") == [["셋"]]


def test_clearing_leaves_the_formats(call: Caller) -> None:
    call.write("A1", [["50%"]], "USER_ENTERED")
    assert call.good("POST", "/values:batchClear", {"ranges": ["A1:B2"]})["clearedRanges"] == ["'시트1'!A1:B2"]
    call.write("A1", [[0.25]])
    assert call.read("A1") == [["25%"]]


def test_many_threads_that_append_lose_nothing(app: Flask, google: Google) -> None:
    def some(thread: int) -> None:
        call = Caller(app, google.spreadsheet_id)
        for number in range(20):
            body = {"values": [[f"{thread}-{number}"]]}
            call.good("POST", "/values/A1:append", body, valueInputOption="RAW")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(some, range(6)))
    found = [row[0] for row in Caller(app, google.spreadsheet_id).read("A:A")]
    assert sorted(found) == sorted(f"{thread}-{number}" for thread in range(6) for number in range(20))
