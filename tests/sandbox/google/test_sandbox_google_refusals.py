"""The error bodies of reference §3.7 whole, and which quota each method spends."""

from typing import Any

import pytest
from flask import Flask
from sandbox_google_caller import Caller, Clock

from sheets_bridge.sandbox.google import Google

Json = dict[str, Any]
NO_TOKEN = (
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
    "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
)


def error(code: int, message: str, status: str) -> tuple[int, Json]:
    return code, {"error": {"code": code, "message": message, "status": status}}


def test_the_sheets_api_says_no_as_google_does(app: Flask, google: Google, call: Caller) -> None:
    assert Caller(app, google.unshared_id)("GET", "") == error(
        403, "The caller does not have permission", "PERMISSION_DENIED"
    )
    assert Caller(app, "1nowhere")("GET", "/values/A1") == error(404, "Requested entity was not found.", "NOT_FOUND")
    assert call("GET", "/values/주문!A1:B2") == error(400, "Unable to parse range: 주문!A1:B2", "INVALID_ARGUMENT")
    call.headers = {"Authorization": "Bearer stale"}
    assert call("GET", "") == error(401, NO_TOKEN, "UNAUTHENTICATED")


def drive(call: Caller, method: str, path: str, **more: Any) -> tuple[int, Json]:
    answer = call.client.open(f"/google/drive/v3/files{path}", method=method, headers=call.headers, **more)
    return answer.status_code, answer.get_json()


def drive_error(code: int, message: str, reason: str, **place: str) -> tuple[int, Json]:
    one = {"domain": "global", "reason": reason, "message": message, **place}
    return code, {"error": {"errors": [one], "code": code, "message": message}}


def test_drive_says_no_with_reasons(call: Caller, google: Google) -> None:
    missing = drive_error(404, "File not found: 1nowhere.", "notFound", locationType="parameter", location="fileId")
    assert drive(call, "GET", "/1nowhere") == missing
    assert drive(call, "GET", f"/{google.unshared_id}")[0] == 404
    message = "The user does not have sufficient permissions for this file."
    assert drive(call, "DELETE", f"/{google.spreadsheet_id}") == drive_error(
        403, message, "insufficientFilePermissions"
    )
    assert drive(call, "POST", "", data=b"{")[1]["error"]["errors"][0]["reason"] == "badRequest"
    call.headers = {}
    whose = {"locationType": "header", "location": "Authorization"}
    assert drive(call, "GET", "") == drive_error(401, NO_TOKEN, "authError", **whose)


def test_errors_are_laid_out_over_lines_and_say_what_they_are(call: Caller) -> None:
    answer = call.client.get(f"{call.root}/values/없는탭", headers=call.headers)
    assert answer.content_type == "application/json; charset=UTF-8"
    assert answer.get_data(as_text=True).startswith('{\n  "error": {\n    "code": 400,')
    assert answer.get_data(as_text=True).endswith("}\n")
    refused = call.client.get(call.root)
    assert "Bearer" in refused.headers["WWW-Authenticate"]


METADATA = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "k"}}]}
AREA = {"dataFilters": [{"a1Range": "A1"}]}
TYPED = {"valueInputOption": "RAW", "data": []}
READS: list[tuple[str, str, Any]] = [
    ("GET", "", None),
    ("GET", "/values/A1", None),
    ("GET", "/values:batchGet?ranges=A1", None),
    ("GET", "/developerMetadata/5", None),
    ("POST", ":getByDataFilter", AREA),
    ("POST", "/values:batchGetByDataFilter", AREA),
    ("POST", "/developerMetadata:search", METADATA),
]
WRITES: list[tuple[str, str, Any]] = [
    ("PUT", "/values/A1?valueInputOption=RAW", {"values": [[1]]}),
    ("POST", "/values/A1:append?valueInputOption=RAW", {"values": [[1]]}),
    ("POST", "/values/A1:clear", None),
    ("POST", "/values:batchUpdate", TYPED),
    ("POST", "/values:batchUpdateByDataFilter", TYPED),
    ("POST", "/values:batchClear", {"ranges": ["A1"]}),
    ("POST", "/values:batchClearByDataFilter", AREA),
    ("POST", ":batchUpdate", {"requests": [{"clearBasicFilter": {}}]}),
    ("POST", "/sheets/0:copyTo", {}),
]


def made(call: Caller, method: str, path: str, body: Any) -> tuple[int, Json]:
    if path.endswith("copyTo"):
        body = {"destinationSpreadsheetId": call.root.rpartition("/")[2]}
    answer = call.client.open(call.root + path, method=method, json=body, headers=call.headers)
    return answer.status_code, answer.get_json()


def quota_error(kind: str, per_user: bool) -> Json:
    user, name = (" per user", "PerUser") if per_user else ("", "")
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests per minute{user}' of service "
        "'sheets.googleapis.com' for consumer 'project_number:100000000001'."
    )
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "consumer": "projects/100000000001",
            "service": "sheets.googleapis.com",
            "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
            "quota_limit": f"{kind}RequestsPerMinute{name}",
        },
    }
    return {"error": {"code": 429, "message": message, "status": "RESOURCE_EXHAUSTED", "details": [info]}}


@pytest.mark.parametrize(("kind", "spent", "spared"), [("Read", READS, WRITES), ("Write", WRITES, READS)])
def test_a_spent_minute_stops_every_call_of_its_kind_and_no_other(
    call: Caller, clock: Clock, kind: str, spent: list[tuple[str, str, Any]], spared: list[tuple[str, str, Any]]
) -> None:
    clock.limits = True
    assert {made(call, *spent[1])[0] for _ in range(60)} == {200}
    for one in spent:
        assert made(call, *one) == (429, quota_error(kind, per_user=True)), one
    assert 429 not in {made(call, *one)[0] for one in spared}
    assert drive(call, "GET", "")[0] == 200
    clock.advance(minutes=1)
    assert made(call, *spent[1])[0] == 200


@pytest.mark.parametrize(("kind", "one"), [("Read", READS[1]), ("Write", WRITES[0])])
def test_five_busy_accounts_spend_the_minute_of_the_project(
    app: Flask, google: Google, clock: Clock, kind: str, one: tuple[str, str, Any]
) -> None:
    clock.limits = True
    entry = google.library.entries[google.spreadsheet_id]
    entry.permissions.append({"type": "anyone", "id": "any", "role": "writer"})
    callers = [Caller(app, google.spreadsheet_id) for _ in range(6)]
    for number, caller in enumerate(callers):
        token = google.accounts.token_for(f"robot-{number}@example.com")
        caller.headers = {"Authorization": f"Bearer {token}"}
    for caller in callers[:5]:
        assert {made(caller, *one)[0] for _ in range(60)} == {200}
    assert made(callers[0], *one) == (429, quota_error(kind, per_user=True))
    assert made(callers[5], *one) == (429, quota_error(kind, per_user=False))


def test_creating_a_spreadsheet_is_a_write(call: Caller, clock: Clock) -> None:
    clock.limits = True
    for _ in range(60):
        call.write("A1", [[1]])
    answer = call.client.post("/google/v4/spreadsheets", json={}, headers=call.headers)
    assert (answer.status_code, answer.get_json()) == (429, quota_error("Write", per_user=True))


def test_a_batch_is_one_call_however_much_is_in_it(call: Caller, clock: Clock) -> None:
    clock.limits = True
    requests = [{"clearBasicFilter": {}}] * 100
    assert {call("POST", ":batchUpdate", {"requests": requests})[0] for _ in range(60)} == {200}
