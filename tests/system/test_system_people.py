"""People work in the sheet between two runs: the next run puts ours right and leaves theirs where it was."""

from collections.abc import Callable

import pytest
from system_mall import ITEMS, ORDERS, VISITORS, Mall
from system_sheet import Sheet

Deed = Callable[[Sheet], None]


def rob(sheet: Sheet) -> None:
    """Delete the first row, two in the middle and the last."""
    last = len(sheet.values(ORDERS)) - 1
    sheet.delete_rows(ORDERS, [1, 5, 6, last])


def swap_columns(sheet: Sheet) -> None:
    """Move the order number to the far left."""
    sheet_id = sheet.properties()[ORDERS]["sheetId"]
    at = sheet.values(ORDERS)[0].index("주문번호")
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    sheet.batch({"moveDimension": {"source": span, "destinationIndex": 0}})


def empty_a_row(sheet: Sheet) -> None:
    """Clear all cells of a row, ours included, and leave the row."""
    properties = sheet.properties()[ORDERS]
    area = {"sheetId": properties["sheetId"], "startRowIndex": 4, "endRowIndex": 5}
    sheet.batch({"updateCells": {"range": area, "fields": "userEnteredValue"}})


DEEDS: dict[str, Deed] = {
    "sorted": lambda sheet: sheet.sort(ORDERS, "결제금액"),
    "robbed of rows": rob,
    "given a row twice": lambda sheet: sheet.copy_row_to_the_end(ORDERS, 3),
    "deleted": lambda sheet: sheet.delete_tab(ORDERS),
    "given a column of theirs first": lambda sheet: sheet.insert_columns(ORDERS, 0),
    "with its columns moved": swap_columns,
    "with a row emptied": empty_a_row,
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
def test_a_tab_is_right_after_the_next_run_whether_orders_changed_or_not(
    filled: Mall, sheet: Sheet, deed: Deed
) -> None:
    deed(sheet)
    filled.ran()
    assert sheet.wrong_tabs() == {}
    deed(sheet)
    filled.advance(days=2)
    filled.ran()
    assert sheet.wrong_tabs() == {}


def test_a_renamed_tab_is_found_again_and_keeps_its_new_title(filled: Mall, sheet: Sheet) -> None:
    before = sheet.properties()[ORDERS]["sheetId"]
    sheet.rename(ORDERS, "우리 주문")
    filled.advance(days=1)
    filled.ran()
    assert sheet.properties()["우리 주문"]["sheetId"] == before
    assert ORDERS not in sheet.properties()
    assert sheet.differences("우리 주문", "orders") == []


def test_everything_at_once_leaves_every_note_beside_its_order(filled: Mall, sheet: Sheet) -> None:
    middle = sheet.add_notes(ORDERS, 4, "메모")
    right = sheet.add_notes(ORDERS, len(sheet.values(ORDERS)[0]), "담당")
    sheet.sort(ORDERS, "결제금액")
    robbed = [sheet.records(ORDERS)[row - 1]["주문번호"] for row in (2, 7)]
    sheet.delete_rows(ORDERS, [2, 7])
    sheet.rename(ORDERS, "주문 모음")
    filled.advance(days=3)
    filled.ran()
    assert sheet.differences("주문 모음", "orders") == []
    for label, notes in (("메모", middle), ("담당", right)):
        left = {order_id: note for order_id, note in notes.items() if order_id not in robbed}
        assert sheet.notes("주문 모음", label) == left


def test_a_row_standing_twice_with_a_note_beside_it_keeps_the_note_and_is_reported(filled: Mall, sheet: Sheet) -> None:
    at = len(sheet.values(ORDERS)[0])
    sheet.insert_columns(ORDERS, at)
    sheet.write(ORDERS, {(0, at): "메모"})
    sheet.copy_row_to_the_end(ORDERS, 3)
    double = len(sheet.values(ORDERS)) - 1
    sheet.write(ORDERS, {(double, at): "두 번째"})
    told = filled.ran("orders")
    row = sheet.values(ORDERS)[double]
    assert [cell for cell in row if cell != ""] == ["두 번째"]
    assert [record["주문번호"] for record in sheet.records(ORDERS)].count("") == 1
    assert told["jobs"][0]["tabs"][0]["removed"] == 1
    assert str(double + 1) in " ".join(told["jobs"][0]["tabs"][0]["notes"])
    filled.advance(days=1)
    filled.ran()
    assert sheet.notes(ORDERS, "메모") == {"": "두 번째"}


def test_a_persons_formulas_formats_and_other_tabs_survive(filled: Mall, sheet: Sheet) -> None:
    at = len(sheet.values(VISITORS)[0])
    sheet.insert_columns(VISITORS, at)
    sheet_id = sheet.properties()[VISITORS]["sheetId"]
    formula = {"userEnteredValue": {"formulaValue": "=SUM(D2:D5)"}}
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    own = {"addSheet": {"properties": {"title": "내 메모", "sheetId": 4242}}}
    sheet.batch(
        {"updateCells": {"start": {"sheetId": sheet_id, "rowIndex": 1, "columnIndex": at},
                         "rows": [{"values": [formula]}], "fields": "userEnteredValue"}},
        {"updateCells": {"start": {"sheetId": sheet_id, "rowIndex": 2, "columnIndex": 3},
                         "rows": [{"values": [bold]}], "fields": "userEnteredFormat.textFormat.bold"}},
        own,
    )  # fmt: skip
    sheet.write("내 메모", {(0, 0): "지우지 마세요"})
    filled.advance(days=9)
    filled.ran()
    asked = {"ranges": VISITORS, "fields": "sheets.data.rowData.values(userEnteredValue,userEnteredFormat)"}
    rows = sheet.asked("GET", "", params=asked)["sheets"][0]["data"][0]["rowData"]
    assert rows[1]["values"][at]["userEnteredValue"] == formula["userEnteredValue"]
    assert rows[2]["values"][3]["userEnteredFormat"]["textFormat"]["bold"] is True
    assert sheet.values("내 메모") == [["지우지 마세요"]]


def test_a_relabelled_header_is_kept_and_its_column_goes_on(filled: Mall, sheet: Sheet) -> None:
    header = sheet.values(ITEMS)[0]
    at = header.index("상품명")
    sheet.write(ITEMS, {(0, at): "우리 상품"})
    filled.advance(days=2)
    filled.ran()
    names = {row["우리 상품"] for row in sheet.records(ITEMS)}
    assert names == {row["product_name"] for row in filled.truth("order_items")}


def test_a_column_of_ours_that_was_deleted_stops_only_its_tab_and_names_the_column(filled: Mall, sheet: Sheet) -> None:
    sheet_id = sheet.properties()[ORDERS]["sheetId"]
    at = sheet.values(ORDERS)[0].index("결제금액")
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    sheet.batch({"deleteDimension": {"range": span}})
    filled.advance(days=1)
    told = filled.run()
    assert told.exit_code == 65
    assert "결제금액" in told.text
    assert set(sheet.wrong_tabs()) == {ORDERS}
