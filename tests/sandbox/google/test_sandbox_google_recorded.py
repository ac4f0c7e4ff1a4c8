"""The server against Google: its own schemas, and recordings of its real answers."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sandbox_google_caller import Caller, Clock
from sandbox_google_recordings import ROOT, Replay, listed, response_schemas, runs
from sandbox_google_schemas import faults_of

from sheets_bridge.sandbox.google import Google

pytestmark = pytest.mark.recorded

# Google's answer for the file of somebody else, which the recording account never had a share of.
_PRIVATE = "1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc"
_RECORDER = "tester@example.iam.gserviceaccount.com"
_CASSETTES = sorted((ROOT / "gspread-cassettes").glob("*.json"))


@pytest.mark.parametrize("path", _CASSETTES, ids=lambda path: path.stem)
def test_every_recorded_answer_is_given_again(app: Flask, google: Google, clock: Clock, path: Path) -> None:
    del google.library.entries[google.spreadsheet_id]  # the recording account has its own files only
    client = app.test_client()
    replay = Replay(client, {_PRIVATE: google.unshared_id, _RECORDER: google.service_account_email})
    recorded = runs(path)
    assert recorded
    for run in recorded:
        for file in listed(run):
            if file["id"] not in replay.known:
                clock.advance(seconds=1)
                replay.known[file["id"]] = _create(client, file["name"])
        clock.advance(seconds=1)
        assert replay.differences(run) == []


def _create(client: FlaskClient, title: str) -> str:
    headers = {"Authorization": "Bearer demo-token"}
    answer = client.post("/google/drive/v3/files", json={"name": title}, headers=headers)
    made: str = answer.get_json()["id"]
    return made


def test_the_recordings_are_all_there() -> None:
    assert len(_CASSETTES) == 62
    recorded = [json.loads(path.read_text(encoding="utf-8"))["interactions"] for path in _CASSETTES]
    assert sum(map(len, recorded)) == sum(len(run) for path in _CASSETTES for run in runs(path))


@pytest.mark.parametrize(
    ("path", "body", "fault"),
    [
        ("/google/v4/spreadsheets/1x:batchUpdate", {"replies": [{"addChart": {"made": 1}}]}, "'made' was unexpected"),
        ("/google/v4/spreadsheets/1x/values:batchUpdate", {"totalUpdatedRows": "1"}, "not of type 'integer'"),
        ("/google/v4/spreadsheets/1x:undo", {}, "Google has no such method"),
        ("/google/drive/v3/files", {"kind": "drive#file", "title": "x"}, "'title' was unexpected"),
        ("/google/drive/v3/files/1x/permissions", {"role": 1}, "not of type 'string'"),
    ],
)
def test_the_judge_of_all_answers_here_is_strict(app: Flask, path: str, body: Any, fault: str) -> None:
    with app.app_context():
        (found,) = faults_of("POST", path, app.json.response(body))
    assert fault in found


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
