"""Every call of gspread that reference §2.4 lists, made by the real gspread; what it did is read back through it."""

from collections.abc import Callable

import gspread
import pytest
from gspread import Spreadsheet, Worksheet
from gspread.utils import ExportFormat, MergeType, PasteOrientation, PasteType, ValidationConditionType
from sandbox_google_caller import Clock

from sheets_bridge.sandbox.google import Google

Connect = Callable[[], gspread.Client]


@pytest.fixture
def book(connect: Connect, google: Google) -> Spreadsheet:
    return connect().open_by_key(google.spreadsheet_id)


@pytest.fixture
def tab(book: Spreadsheet) -> Worksheet:
    made = book.add_worksheet("주문", rows=20, cols=6)
    made.update([["이름", "수"], ["가", 1], ["나", 2]], "A1")
    return made


def test_opening_tells_the_files_own_properties(book: Spreadsheet, connect: Connect) -> None:
    assert (book.title, book.locale, book.timezone) == ("쇼핑몰 데이터", "ko_KR", "Asia/Seoul")
    assert book.url.endswith(book.id)
    book.update_title("새 이름")
    book.update_locale("en_US")
    book.update_timezone("Etc/GMT")
    again = connect().open_by_key(book.id)
    assert (again.title, again.locale, again.timezone) == ("새 이름", "en_US", "Etc/GMT")


def test_tabs_are_found_every_way(book: Spreadsheet, tab: Worksheet) -> None:
    assert [one.title for one in book.worksheets()] == ["시트1", "주문"]
    assert (book.sheet1.title, book.get_worksheet(1).id) == ("시트1", tab.id)
    assert book.worksheet("주문").id == book.get_worksheet_by_id(tab.id).id == tab.id
    assert (tab.index, tab.row_count, tab.col_count) == (1, 20, 6)
    with pytest.raises(gspread.WorksheetNotFound):
        book.worksheet("없음")


def test_tabs_are_added_copied_ordered_renamed_and_deleted(book: Spreadsheet, tab: Worksheet, connect: Connect) -> None:
    first = book.add_worksheet("맨앞", rows=2, cols=2, index=0)
    copy = tab.duplicate(insert_sheet_index=1, new_sheet_id=77, new_sheet_name="사본")
    assert (copy.id, copy.get("A1:B3")) == (77, tab.get("A1:B3"))
    assert [one.title for one in book.worksheets()] == ["맨앞", "사본", "시트1", "주문"]
    book.reorder_worksheets([tab, copy])
    assert [one.title for one in book.worksheets()] == ["주문", "사본", "맨앞", "시트1"]
    first.update_title("딴것")
    tab.update_index(4)  # counted before the move
    book.del_worksheet(copy)
    book.del_worksheet_by_id(first.id)
    assert [one.title for one in book.worksheets()] == ["시트1", "주문"]
    other = connect().create("다른 문서")
    assert tab.copy_to(other.id)["title"] == "Copy of 주문"
    assert other.worksheet("Copy of 주문").acell("A2").value == "가"


def test_cells_are_read_every_way(tab: Worksheet, book: Spreadsheet) -> None:
    rows = [["이름", "수"], ["가", "1"], ["나", "2"]]
    assert tab.get("A1:C4") == tab.get_values("A1:B3") == tab.get_all_values() == rows
    assert tab.get("B2:B3", value_render_option="UNFORMATTED_VALUE", major_dimension="COLUMNS") == [[1, 2]]
    assert tab.batch_get(["A1", "B2:B3"]) == [[["이름"]], [["1"], ["2"]]]
    assert (tab.col_values(2), tab.row_values(3)) == (["수", "1", "2"], ["나", "2"])
    assert (tab.acell("A2").value, tab.cell(3, 2).numeric_value) == ("가", 2)
    assert tab.get_all_records() == [{"이름": "가", "수": 1}, {"이름": "나", "수": 2}]
    assert [one.address for one in tab.findall("가")] == ["A2"]
    assert [one.value for one in tab.range("A1:B1")] == ["이름", "수"]
    assert tab.get("A5:B9") == [[]]
    assert book.values_get("'주문'!A:A")["range"] == "'주문'!A1:A20"
    assert book.values_batch_get(["주문!A1"])["valueRanges"][0]["values"] == [["이름"]]


def test_cells_are_written_every_way(tab: Worksheet, book: Spreadsheet) -> None:
    assert tab.update([["0042"]], "C1", raw=True)["updatedCells"] == 1
    tab.update_acell("D1", "0042")
    tab.update_cell(2, 4, "=1+1")
    assert tab.get("C1:D2") == [["0042", "42"], ["", "2"]]
    assert tab.acell("D2", value_render_option="FORMULA").value == "=1+1"
    tab.batch_update([{"range": "E1:F1", "values": [["x", "y"]]}, {"range": "E2", "values": [["z"]]}])
    cells = tab.range("E3:F3")
    cells[0].value, cells[1].value = "p", "q"
    tab.update_cells(cells)
    assert tab.get("E1:F3") == [["x", "y"], ["z"], ["p", "q"]]
    taken = {"valueInputOption": "RAW", "includeValuesInResponse": "true"}
    wrote = book.values_update("주문!E4", params=taken, body={"values": [["=r"]]})
    assert wrote["updatedData"]["values"] == [["=r"]]


def test_rows_are_appended_inserted_and_deleted(tab: Worksheet) -> None:
    assert tab.append_rows([["다", 3]])["updates"]["updatedRange"] == "'주문'!A4:B4"
    tab.insert_rows([["앞", 0], ["앞2", 0]], row=2)
    tab.insert_cols([["왼쪽"]], col=1)
    assert tab.col_values(2) == ["이름", "앞", "앞2", "가", "나", "다"]
    assert tab.acell("A1").value == "왼쪽"
    tab.delete_rows(2, 3)
    tab.delete_columns(1)
    assert tab.get_all_values() == [["이름", "수"], ["가", "1"], ["나", "2"], ["다", "3"]]
    tab.add_rows(5)
    tab.add_cols(1)
    tab.resize(rows=8)
    assert (tab.spreadsheet.worksheet("주문").row_count, tab.spreadsheet.worksheet("주문").col_count) == (8, 7)


def test_values_are_cleared(tab: Worksheet) -> None:
    tab.batch_clear(["A2", "B3:B9"])
    assert tab.get_all_values() == [["이름", "수"], ["", "1"], ["나", ""]]
    assert tab.clear() == {"spreadsheetId": tab.spreadsheet.id, "clearedRange": "'주문'!A1:F20"}
    assert tab.get_all_values() == [[]]


def _grid(tab: Worksheet) -> dict[str, object]:
    found: dict[str, object] = tab.spreadsheet.worksheet(tab.title)._properties["gridProperties"]
    return found


def test_the_look_of_a_tab_is_set(tab: Worksheet) -> None:
    tab.freeze(rows=1, cols=2)
    tab.hide_gridlines()
    tab.update_tab_color("#ff7700")
    assert _grid(tab) == {
        "rowCount": 20,
        "columnCount": 6,
        "frozenRowCount": 1,
        "frozenColumnCount": 2,
        "hideGridlines": True,
    }
    assert tab.get_tab_color() == "#FF7700"
    tab.show_gridlines()
    tab.clear_tab_color()
    assert "hideGridlines" not in _grid(tab)
    assert tab.get_tab_color() is None
    tab.hide()
    assert tab.spreadsheet.worksheet("주문").isSheetHidden
    tab.show()
    tab.update([["A" * 40]], "C1", raw=True)
    tab.columns_auto_resize(2, 3)
    fields = "sheets(properties.title,data.columnMetadata.pixelSize)"
    shown = tab.spreadsheet.fetch_sheet_metadata({"fields": fields})["sheets"][1]["data"][0]["columnMetadata"]
    assert [one["pixelSize"] for one in shown[:4]] == [100, 100, 346, 100]


def test_formats_change_what_is_shown(tab: Worksheet) -> None:
    tab.format("B2:B3", {"numberFormat": {"type": "NUMBER", "pattern": "0.00"}, "textFormat": {"bold": True}})
    tab.batch_format([{"range": "A1", "format": {"horizontalAlignment": "CENTER"}}])
    assert tab.get("B2:B3") == [["1.00"], ["2.00"]]
    fields = "sheets.data.rowData.values.userEnteredFormat"
    asked = {"fields": fields, "ranges": "주문!A1:B2"}
    rows = tab.spreadsheet.fetch_sheet_metadata(asked)["sheets"][0]["data"][0]["rowData"]
    assert rows[0]["values"][0] == {"userEnteredFormat": {"horizontalAlignment": "CENTER"}}
    assert rows[1]["values"][1]["userEnteredFormat"]["textFormat"] == {"bold": True}


def test_filters_are_set_and_cleared(tab: Worksheet) -> None:
    tab.set_basic_filter("A1:B3")
    tab.set_basic_filter()
    shown = tab.spreadsheet.fetch_sheet_metadata()["sheets"][1]["basicFilter"]["range"]
    assert (shown["endRowIndex"], shown["endColumnIndex"]) == (20, 6)
    tab.clear_basic_filter()
    assert "basicFilter" not in tab.spreadsheet.fetch_sheet_metadata()["sheets"][1]


def test_protected_and_named_ranges_are_listed(tab: Worksheet, book: Spreadsheet, google: Google) -> None:
    tab.add_protected_range("A1:B1", description="머리글", warning_only=True)
    (kept,) = book.list_protected_ranges(tab.id)
    assert (kept["description"], kept["warningOnly"], kept["range"]["endRowIndex"]) == ("머리글", True, 1)
    assert book.list_protected_ranges(0) == []
    tab.delete_protected_range(kept["protectedRangeId"])
    assert book.list_protected_ranges(tab.id) == []
    assert book.list_named_ranges() == []
    tab.define_named_range("A1:B3", "주문표")
    (named,) = book.list_named_ranges()
    assert (named["name"], tab.get("주문표")) == ("주문표", [["이름", "수"], ["가", "1"], ["나", "2"]])
    tab.delete_named_range(named["namedRangeId"])
    assert book.list_named_ranges() == []


def test_metadata_go_through_batch_update_and_a_bare_request(tab: Worksheet, book: Spreadsheet) -> None:
    span = {"sheetId": tab.id, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    one = {"metadataKey": "열", "visibility": "DOCUMENT", "location": {"dimensionRange": span}}
    made = book.batch_update({"requests": [{"createDeveloperMetadata": {"developerMetadata": one}}]})
    assert made["replies"][0]["createDeveloperMetadata"]["developerMetadata"]["location"]["locationType"] == "COLUMN"
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}/developerMetadata:search"
    lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "열"}}]}
    found = book.client.request("post", url, json=lookup).json()["matchedDeveloperMetadata"]
    assert [match["developerMetadata"]["location"]["dimensionRange"] for match in found] == [span]


def test_notes_are_put_read_and_cleared(tab: Worksheet) -> None:
    tab.insert_note("B2", "쪽지")
    tab.update_notes({"A1": "하나", "C3": "셋"})
    assert (tab.get_note("B2"), tab.get_note("F9")) == ("쪽지", "")
    assert tab.get_notes() == [["하나"], ["", "쪽지"], ["", "", "셋"]]
    tab.clear_note("B2")
    assert tab.get_notes(grid_range="A1:B2") == [["하나"]]
    assert tab.acell("B2").value == "1"


def test_merges_sorting_copies_cuts_and_validation(tab: Worksheet) -> None:
    tab.merge_cells("A5:B6", MergeType.merge_rows)
    assert len(tab.spreadsheet.fetch_sheet_metadata()["sheets"][1]["merges"]) == 2
    tab.unmerge_cells("A5:B6")
    assert "merges" not in tab.spreadsheet.fetch_sheet_metadata()["sheets"][1]
    tab.sort((2, "des"), range="A2:B3")
    assert tab.col_values(1) == ["이름", "나", "가"]
    tab.copy_range("A1:B3", "A10:A12", PasteType.values, PasteOrientation.transpose)
    assert tab.get("A10:C11") == [["이름", "나", "가"], ["수", "2", "1"]]
    tab.cut_range("A2:B2", "D1")
    assert tab.get("A2:E2") == [[]]
    assert tab.get("D1:E1") == [["나", "2"]]
    tab.add_validation("F1", ValidationConditionType.one_of_list, ["가", "나"], strict=True)
    asked = {"fields": "sheets.data.rowData.values.dataValidation", "ranges": "주문!F1"}
    rule = tab.spreadsheet.fetch_sheet_metadata(asked)["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    assert [one["userEnteredValue"] for one in rule["dataValidation"]["condition"]["values"]] == ["가", "나"]


def test_rows_and_columns_are_hidden_and_grouped(tab: Worksheet) -> None:
    tab.hide_rows(1, 3)
    tab.hide_columns(0, 1)
    tab.unhide_rows(2, 3)
    tab.add_dimension_group_rows(4, 8)
    tab.add_dimension_group_columns(2, 4)
    assert [group["range"]["endIndex"] for group in tab.list_dimension_group_rows()] == [8]
    tab.delete_dimension_group_rows(4, 8)
    assert tab.list_dimension_group_rows() == []
    assert len(tab.list_dimension_group_columns()) == 1
    fields = "sheets.data(rowMetadata.hiddenByUser,columnMetadata.hiddenByUser)"
    data = tab.spreadsheet.fetch_sheet_metadata({"fields": fields})["sheets"][1]["data"][0]
    assert data["rowMetadata"][:4] == [{}, {"hiddenByUser": True}, {}, {}]
    assert data["columnMetadata"][:2] == [{"hiddenByUser": True}, {}]


def test_files_are_shared_with_people_domains_and_everybody(book: Spreadsheet) -> None:
    book.share("person@example.com", perm_type="user", role="writer", notify=False)
    book.share("example.com", perm_type="domain", role="reader")
    book.share("", perm_type="anyone", role="reader", with_link=True)
    given = {(one["type"], one["role"]): one for one in book.list_permissions()}
    assert given["user", "writer"]["emailAddress"]
    assert given["domain", "reader"]["domain"] == "example.com"
    assert ("anyone", "reader") in given
    assert len(book.remove_permissions("person@example.com", role="writer")) == 1
    assert "person@example.com" not in {one.get("emailAddress") for one in book.list_permissions()}


def test_files_are_created_listed_copied_and_deleted(connect: Connect, clock: Clock) -> None:
    client = connect()
    made = client.create("문서", folder_id="folder-1")
    made.sheet1.update([["값"]], "A1")
    made.share("person@example.com", perm_type="user", role="reader", notify=False)
    comments = f"https://www.googleapis.com/drive/v3/files/{made.id}/comments"
    client.http_client.request("post", comments, json={"content": "쪽지"}, params={"fields": "id"})
    copy = client.copy(made.id, title="사본", copy_permissions=False)
    assert (copy.title, copy.sheet1.acell("A1").value) == ("사본", "값")
    there = f"https://www.googleapis.com/drive/v3/files/{copy.id}/comments"
    told = client.http_client.request("get", there, params={"fields": "comments/content"}).json()
    assert told == {"comments": [{"content": "쪽지"}]}
    assert {one["name"] for one in client.list_spreadsheet_files()} >= {"문서", "사본", "쇼핑몰 데이터"}
    assert [one["id"] for one in client.list_spreadsheet_files(folder_id="folder-1")] == [made.id]
    assert [one.id for one in client.openall("사본")] == [copy.id]
    before = made.get_lastUpdateTime()
    clock.advance(seconds=1)
    made.sheet1.update([["neu"]], "A1")
    assert made.get_lastUpdateTime() > before == made.creationTime
    client.del_spreadsheet(copy.id)
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open("사본")


def test_a_long_list_of_files_comes_in_pages(connect: Connect) -> None:
    client = connect()
    made = {client.create(f"문서 {number}").id for number in range(3)}
    url, found, token = "https://www.googleapis.com/drive/v3/files", [], ""
    while token is not None:
        asked = {"pageSize": 2, "fields": "nextPageToken,files(id)", **({"pageToken": token} if token else {})}
        page = client.http_client.request("get", url, params=asked).json()
        assert len(page["files"]) <= 2
        found += [one["id"] for one in page["files"]]
        token = page.get("nextPageToken")
    assert made < set(found)
    assert len(found) == len(set(found)) == 4


def test_a_csv_goes_out_and_comes_in(connect: Connect) -> None:
    client = connect()
    made = client.create("표")
    made.sheet1.update([["a", "b,c"], [1]], "A1")
    assert made.export(ExportFormat.CSV) == b'a,"b,c"\r\n1,'
    made.add_worksheet("둘", 5, 5)
    client.import_csv(made.id, "이름,수\n가,=1+1\n")
    assert [one.title for one in made.worksheets()] == ["표"]
    assert made.sheet1.get_all_values() == [["이름", "수"], ["가", "2"]]
