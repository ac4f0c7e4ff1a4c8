"""The real gspread against the real server."""

from collections.abc import Callable

import gspread
import pytest

from sheets_bridge.sandbox.google import Google

Connect = Callable[[], gspread.Client]


def test_gspread_writes_formats_and_reads_a_korean_tab(connect: Connect, google: Google) -> None:
    book = connect().open_by_key(google.spreadsheet_id)
    tab = book.add_worksheet("주문: '7월' 100%", rows=20, cols=4)
    tab.update([["주문번호", "금액"], ["0012", 15000], ["=A1", 2500.5]], "A1", value_input_option="RAW")
    tab.format("B2:B20", {"numberFormat": {"type": "NUMBER", "pattern": "#,##0"}})
    tab.freeze(rows=1)
    assert tab.get("A1:B3") == [["주문번호", "금액"], ["0012", "15,000"], ["=A1", "2,501"]]
    assert tab.append_row(["0013", 1], table_range="A1")["updates"]["updatedRange"].endswith("!A4:B4")
    assert tab.col_values(1) == ["주문번호", "0012", "=A1", "0013"]
    tab.clear()
    assert tab.get_all_values() == [[]]


def test_gspread_resizes_sorts_and_deletes(connect: Connect, google: Google) -> None:
    book = connect().open_by_key(google.spreadsheet_id)
    tab = book.add_worksheet("임시", rows=5, cols=3)
    tab.update([["나", 2], ["가", 1]], "A1", value_input_option="RAW")
    tab.sort((1, "asc"))
    assert tab.get("A1:B2") == [["가", "1"], ["나", "2"]]
    tab.resize(rows=2, cols=2)
    with pytest.raises(gspread.exceptions.APIError, match="exceeds grid limits"):
        tab.update([[1]], "C1", value_input_option="RAW")
    book.del_worksheet(tab)
    assert [one.title for one in book.worksheets()] == ["시트1"]


def test_gspread_tells_an_unshared_file_from_an_unknown_one(connect: Connect, google: Google) -> None:
    client = connect()
    with pytest.raises(PermissionError):
        client.open_by_key(google.unshared_id)
    with pytest.raises(gspread.exceptions.SpreadsheetNotFound):
        client.open_by_key("1unknown")


def test_gspread_opens_by_title_and_creates(connect: Connect) -> None:
    client = connect()
    made = client.create("새 문서")
    assert client.open("새 문서").id == made.id
    assert made.sheet1.title == "Sheet1"
    client.del_spreadsheet(made.id)
    with pytest.raises(gspread.exceptions.SpreadsheetNotFound):
        client.open("새 문서")
