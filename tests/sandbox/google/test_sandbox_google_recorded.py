"""The server against Google: its own schemas, and recordings of its real answers."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sandbox_google_caller import Caller
from sandbox_google_recordings import ROOT, Replay, response_schemas, runs

pytestmark = pytest.mark.recorded

# What is recorded there is not ours to repeat: another person's private file, a listing of that account's files
# (ours has ready ones), a run that deletes a file of the run before, and the measured width of a font.
_NOT_REPEATED = {
    "ClientTest.test_access_private_spreadsheet",
    "ClientTest.test_open_all_has_metadata",
    "ClientTest.test_openall",
    "ClientTest.test_create",
    "WorksheetTest.test_auto_resize_columns",
}


def _cassettes() -> list[Path]:
    return sorted(one for one in (ROOT / "gspread-cassettes").glob("*.json") if one.stem not in _NOT_REPEATED)


@pytest.mark.parametrize("path", _cassettes(), ids=lambda path: path.stem)
def test_every_recorded_answer_is_given_again(app: Flask, path: Path) -> None:
    recorded = runs(path)
    assert recorded
    assert [line for run in recorded for line in Replay(app.test_client()).differences(run)] == []


def test_the_recordings_are_there() -> None:
    assert len(_cassettes()) > 50


def _check(schemas: dict[str, Any], name: str, answer: Any) -> None:
    import jsonschema

    jsonschema.validate(answer, {"$ref": f"#/definitions/{name}", **schemas})


def test_answers_have_the_shape_of_googles_schemas(call: Caller) -> None:
    schemas = response_schemas()
    values = [["이름", "주소"], ["가", "https://example.com"], [1.5, True]]
    body = {
        "valueInputOption": "USER_ENTERED",
        "includeValuesInResponse": True,
        "data": [{"range": "A1:B3", "values": values}],
    }
    _check(schemas, "BatchUpdateValuesResponse", call.good("POST", "/values:batchUpdate", body))
    box = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    span = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    metadata = {"metadataKey": "k", "visibility": "DOCUMENT", "location": {"dimensionRange": span}}
    requests = [
        {"addSheet": {"properties": {"title": "탭", "tabColor": {"red": 0.49}}}},
        {"duplicateSheet": {"sourceSheetId": 0}},
        {"createDeveloperMetadata": {"developerMetadata": metadata}},
        {"addNamedRange": {"namedRange": {"name": "n", "range": box}}},
        {"addProtectedRange": {"protectedRange": {"range": box, "warningOnly": True}}},
        {"setBasicFilter": {"filter": {"range": box}}},
        {"mergeCells": {"range": {**box, "endRowIndex": 1}, "mergeType": "MERGE_ALL"}},
        {"addDimensionGroup": {"range": span}},
        {"findReplace": {"find": "가", "replacement": "나", "sheetId": 0}},
        {"updateDimensionProperties": {"range": span, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}},
    ]
    answer = call.good("POST", ":batchUpdate", {"requests": requests, "includeSpreadsheetInResponse": True})
    _check(schemas, "BatchUpdateSpreadsheetResponse", answer)
    _check(schemas, "Spreadsheet", call.good("GET", "", includeGridData="true", ranges="A1:C5"))
    search = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "k"}}]}
    _check(schemas, "SearchDeveloperMetadataResponse", call.good("POST", "/developerMetadata:search", search))
    filters = {"dataFilters": [{"a1Range": "A1:B2"}]}
    _check(
        schemas,
        "BatchGetValuesByDataFilterResponse",
        call.good("POST", "/values:batchGetByDataFilter", filters),
    )
    appended = call.good("POST", "/values/A1:append", {"values": [[1]]}, valueInputOption="RAW")
    _check(schemas, "AppendValuesResponse", appended)
