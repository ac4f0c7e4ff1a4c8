"""Other people's clients of Google Sheets, unmodified but for the address: google-api-python-client and pygsheets."""

import json
from collections.abc import Iterator
from typing import Any

import pygsheets
import pytest
from google.oauth2.credentials import Credentials
from googleapiclient import discovery
from googleapiclient.errors import HttpError
from pygsheets.client import Client
from sandbox_google_samples import BOOLEAN, SPEC, box

from sheets_bridge.sandbox.google import Google


@pytest.fixture
def api(served: str) -> Iterator[Any]:
    """The official client, built from Google's discovery document, which also checks every name that is sent."""
    service = discovery.build(
        "sheets",
        "v4",
        credentials=Credentials("demo-token"),
        client_options={"api_endpoint": f"{served}/"},
        static_discovery=True,
        cache_discovery=False,
    )
    with service:
        yield service.spreadsheets()


@pytest.fixture
def drive(served: str) -> Iterator[Any]:
    service = discovery.build(
        "drive",
        "v3",
        credentials=Credentials("demo-token"),
        client_options={"api_endpoint": f"{served}/drive/v3/"},
        static_discovery=True,
        cache_discovery=False,
    )
    with service:
        yield service


def test_the_official_client_writes_reads_appends_and_clears(api: Any, google: Google) -> None:
    values, book = api.values(), google.spreadsheet_id
    body = {"values": [["주문", 1], ["=1+1", None]]}
    wrote = values.update(spreadsheetId=book, range="'시트1'!A1", valueInputOption="RAW", body=body).execute()
    assert wrote["updatedCells"] == 3
    how = {"valueInputOption": "USER_ENTERED", "insertDataOption": "INSERT_ROWS"}
    appended = values.append(spreadsheetId=book, range="A1", **how, body={"values": [["=2+2"]]}).execute()
    assert appended["updates"]["updatedRange"] == "'시트1'!A3"
    assert values.get(spreadsheetId=book, range="A:B").execute()["values"] == [["주문", "1"], ["=1+1"], ["4"]]
    many = values.batchGet(spreadsheetId=book, ranges=["A1", "B1"], valueRenderOption="UNFORMATTED_VALUE").execute()
    assert [one["values"] for one in many["valueRanges"]] == [[["주문"]], [[1]]]
    data = [{"range": "C1:D1", "values": [[1, 2]]}, {"range": "C2", "values": [[3]]}]
    values.batchUpdate(spreadsheetId=book, body={"valueInputOption": "RAW", "data": data}).execute()
    values.batchClear(spreadsheetId=book, body={"ranges": ["C1"]}).execute()
    values.clear(spreadsheetId=book, range="A1:B9").execute()
    assert values.get(spreadsheetId=book, range="A1:D2").execute()["values"] == [["", "", "", "2"], ["", "", "3"]]


def test_the_official_client_formats_marks_and_draws(api: Any, google: Google) -> None:
    book = google.spreadsheet_id
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    location = {"dimensionRange": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}}
    metadata = {"metadataKey": "k", "metadataValue": "v", "visibility": "DOCUMENT", "location": location}
    requests = [
        {"addSheet": {"properties": {"sheetId": 5, "title": "새 탭"}}},
        {"repeatCell": {"range": box(0, 1, 0, 2), "cell": bold, "fields": "userEnteredFormat.textFormat.bold"}},
        {"createDeveloperMetadata": {"developerMetadata": metadata}},
        {"setBasicFilter": {"filter": {"range": {"sheetId": 0}}}},
        {"addFilterView": {"filter": {"title": "보기", "range": box(0, 9, 0, 2)}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [box(0, 9, 1, 2)], "booleanRule": BOOLEAN}}},
        {"addChart": {"chart": {"spec": SPEC, "position": {"overlayPosition": {"anchorCell": {"sheetId": 5}}}}}},
    ]
    replies = api.batchUpdate(spreadsheetId=book, body={"requests": requests}).execute()["replies"]
    assert [next(iter(reply), "") for reply in replies] == [
        "addSheet",
        "",
        "createDeveloperMetadata",
        "",
        "addFilterView",
        "",
        "addChart",
    ]
    sheets = api.get(spreadsheetId=book, fields="sheets(properties.title,basicFilter.range,charts.chartId)").execute()
    assert [one["properties"]["title"] for one in sheets["sheets"]] == ["시트1", "새 탭"]
    assert sheets["sheets"][0]["basicFilter"]["range"]["endColumnIndex"] == 26
    assert len(sheets["sheets"][1]["charts"]) == 1
    lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "k"}}]}
    found = api.developerMetadata().search(spreadsheetId=book, body=lookup).execute()["matchedDeveloperMetadata"]
    number = found[0]["developerMetadata"]["metadataId"]
    assert api.developerMetadata().get(spreadsheetId=book, metadataId=number).execute()["metadataValue"] == "v"
    by_filter = api.values().batchGetByDataFilter(spreadsheetId=book, body=lookup).execute()["valueRanges"]
    assert by_filter[0]["valueRange"]["range"] == "'시트1'!A1:A1000"


def test_the_official_client_creates_copies_tabs_and_deletes_files(api: Any, drive: Any, google: Google) -> None:
    wanted = {"properties": {"title": "새 문서"}, "sheets": [{"properties": {"title": "하나"}}]}
    made = api.create(body=wanted).execute()
    assert [one["properties"]["title"] for one in made["sheets"]] == ["하나"]
    target = {"destinationSpreadsheetId": made["spreadsheetId"]}
    copy = api.sheets().copyTo(spreadsheetId=google.spreadsheet_id, sheetId=0, body=target).execute()
    assert copy["title"] == "Copy of 시트1"
    listed = drive.files().list(q="name = '새 문서'", fields="files(id)").execute()["files"]
    assert listed == [{"id": made["spreadsheetId"]}]
    drive.files().delete(fileId=made["spreadsheetId"]).execute()
    with pytest.raises(HttpError) as gone:
        api.get(spreadsheetId=made["spreadsheetId"]).execute()
    assert gone.value.status_code == 404


def test_the_official_client_shares_renames_copies_and_exports_files(api: Any, drive: Any) -> None:
    kind = "application/vnd.google-apps.spreadsheet"
    made = drive.files().create(body={"name": "문서", "mimeType": kind}).execute()["id"]
    api.values().update(spreadsheetId=made, range="A1", valueInputOption="RAW", body={"values": [["값", 1]]}).execute()
    given = {"type": "user", "role": "writer", "emailAddress": "person@example.com"}
    permission = drive.permissions().create(fileId=made, body=given).execute()["id"]
    fields = "permissions(emailAddress,role)"
    assert len(drive.permissions().list(fileId=made, fields=fields).execute()["permissions"]) == 2
    drive.permissions().delete(fileId=made, permissionId=permission).execute()
    (owner,) = drive.permissions().list(fileId=made, fields=fields).execute()["permissions"]
    assert owner["role"] == "owner"
    assert drive.files().update(fileId=made, body={"name": "딴 이름"}).execute()["name"] == "딴 이름"
    copy = drive.files().copy(fileId=made, body={"name": "사본"}).execute()["id"]
    assert drive.files().get(fileId=copy, fields="name,mimeType").execute() == {"name": "사본", "mimeType": kind}
    assert drive.files().export(fileId=copy, mimeType="text/csv").execute().decode() == "값,1"
    drive.comments().create(fileId=copy, body={"content": "쪽지"}, fields="id").execute()
    told = drive.comments().list(fileId=copy, fields="comments(content)").execute()["comments"]
    assert told == [{"content": "쪽지"}]
    with pytest.raises(HttpError) as gone:
        drive.files().get(fileId="1nowhere").execute()
    assert (gone.value.status_code, gone.value.reason) == (404, "File not found: 1nowhere.")


def test_the_official_client_understands_refusals(api: Any, google: Google) -> None:
    with pytest.raises(HttpError) as refused:
        api.values().get(spreadsheetId=google.spreadsheet_id, range="없는탭!A1").execute()
    assert (refused.value.status_code, refused.value.reason) == (400, "Unable to parse range: 없는탭!A1")


@pytest.fixture
def sheets(served: str, monkeypatch: pytest.MonkeyPatch) -> Client:
    """pygsheets has no setting for its address: it is changed in the discovery documents it brings along."""
    build = discovery.build_from_document

    def elsewhere(document: dict[str, Any], **given: Any) -> Any:
        path = document.get("servicePath", "")
        moved = {**document, "rootUrl": f"{served}/", "baseUrl": f"{served}/{path}"}
        return build(json.dumps(moved), **given)

    monkeypatch.setattr(discovery, "build_from_document", elsewhere)
    return pygsheets.authorize(custom_credentials=Credentials("demo-token"))


# pygsheets cannot append to a tab whose title Google quotes, so the tab has an English one.
def test_pygsheets_writes_reads_and_formats(sheets: Client, google: Google) -> None:
    tab = sheets.open_by_key(google.spreadsheet_id).add_worksheet("Orders", rows=20, cols=5)
    tab.update_values("A1", [["이름", "수"], ["나", 2], ["가", 1]])
    assert tab.get_values("A1", "B3") == [["이름", "수"], ["나", "2"], ["가", "1"]]
    tab.sort_range("A2", "B3", basecolumnindex=1)
    assert tab.get_all_records() == [{"이름": "가", "수": 1}, {"이름": "나", "수": 2}]
    tab.append_table([["다", 3]])
    assert tab.get_col(1, include_tailing_empty=False) == ["이름", "가", "나", "다"]
    tab.apply_format(["B1:B4"], {"numberFormat": {"type": "NUMBER", "pattern": "0.0"}})
    assert tab.get_value("B4") == "3.0"
    cell = tab.cell("A1")
    cell.set_text_format("bold", True)
    cell.fetch()
    assert cell.text_format["bold"] is True
    tab.replace("다", "라")
    tab.frozen_rows = 1
    tab.delete_rows(2)
    tab.refresh()
    assert (tab.rows, tab.frozen_rows, tab.get_value("A3")) == (20, 1, "라")


def test_pygsheets_marks_filters_and_draws(sheets: Client, google: Google) -> None:
    book = sheets.open_by_key(google.spreadsheet_id)
    tab = book.add_worksheet("표시", rows=10, cols=4)
    tab.update_values("A1", [["이름", "수"], ["가", 1], ["나", 2]])
    tab.set_basic_filter(start="A1", end="B3", filter_column_index=1, hidden_values=["1"])
    tab.add_conditional_formatting("B2", "B3", "NUMBER_GREATER", {"backgroundColor": {"red": 1}}, ["1"])
    tab.merge_cells("C1", "D1")
    tab.create_named_range("이름표", "A1", "B3", returnas="json")  # the other form reads its own answer wrongly
    tab.create_protected_range("A1", "A1", returnas="json")
    tab.create_developer_metadata("key", "value")
    tab.add_chart(("A1", "A3"), [("B1", "B3")], "그림")
    shown = sheets.sheet.get(book.id)["sheets"][1]
    assert shown["merges"]
    assert shown["conditionalFormats"][0]["booleanRule"]["condition"]["values"] == [{"userEnteredValue": "1"}]
    assert shown["basicFilter"]["filterSpecs"] == [{"columnIndex": 1, "filterCriteria": {"hiddenValues": ["1"]}}]
    assert [one.title for one in tab.get_charts()] == ["그림"]
    assert [(one.key, one.value) for one in tab.get_developer_metadata("key")] == [("key", "value")]
    assert tab.get_named_range("이름표").range == "A1:B3"
    book.del_worksheet(tab)
    assert [one.title for one in book.worksheets()] == ["시트1"]


def test_pygsheets_creates_opens_by_title_and_deletes(sheets: Client) -> None:
    sheets.create("피그")
    found = sheets.open("피그")
    assert found.sheet1.title == "Sheet1"
    found.delete()
    with pytest.raises(pygsheets.SpreadsheetNotFound):
        sheets.open("피그")
