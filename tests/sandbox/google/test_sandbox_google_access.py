"""Who may call, how often, and what the files are: tokens, sharing, quotas, Drive."""

from typing import Any

import pytest
from flask import Flask
from sandbox_google_caller import Caller, Clock

from sheets_bridge.sandbox.google import Google


def test_a_missing_or_unknown_token_is_401(call: Caller) -> None:
    for headers in ({}, {"Authorization": "Bearer other"}, {"Authorization": "Basic x"}):
        call.headers = headers
        status, answer = call("GET", "")
        assert status == 401
        assert answer["error"]["status"] == "UNAUTHENTICATED"


def test_a_granted_token_works_for_an_hour(call: Caller, clock: Clock) -> None:
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "a.b.c"}
    answer = call.client.post("/google/token", data=form).get_json()
    assert (answer["expires_in"], answer["token_type"]) == (3600, "Bearer")
    call.headers = {"Authorization": f"Bearer {answer['access_token']}"}
    call.good("GET", "")
    clock.advance(minutes=61)
    assert call("GET", "")[0] == 401


def test_the_unshared_file_is_403_and_an_unknown_one_404(app: Flask, google: Google) -> None:
    assert Caller(app, google.unshared_id)("GET", "") == (
        403,
        {"error": {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}},
    )
    assert Caller(app, "1nowhere")("GET", "")[1]["error"]["message"] == "Requested entity was not found."


def test_a_reader_may_read_but_not_write(app: Flask, google: Google) -> None:
    entry = google.library.entries[google.unshared_id]
    entry.permissions.append(
        {"type": "user", "id": "1", "emailAddress": google.service_account_email, "role": "reader"}
    )
    call = Caller(app, google.unshared_id)
    call.good("GET", "")
    assert call("PUT", "/values/A1", {"values": [[1]]}, valueInputOption="RAW")[0] == 403


def test_limits_that_are_off_count_nothing(call: Caller, clock: Clock) -> None:
    assert {call("GET", "/values/A1")[0] for _ in range(70)} == {200}
    clock.limits = True
    call.good("GET", "/values/A1")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "Invalid JSON payload received"),
        (b"[]", "must be an object"),
        (b" " * 10_485_761, "payload size exceeds"),
    ],
)
def test_a_body_google_cannot_read_is_400(call: Caller, body: bytes, message: str) -> None:
    answer = call.client.post(f"{call.root}:batchUpdate", data=body, headers=call.headers)
    assert answer.status_code == 400
    assert message in answer.get_json()["error"]["message"]


def test_files_are_created_listed_copied_shared_and_deleted(call: Caller) -> None:
    def drive(method: str, path: str, body: Any = None) -> Any:
        url = f"/google/drive/v3/files{path}"
        return call.client.open(url, method=method, json=body, headers=call.headers)

    made = drive("POST", "", {"name": "그녀's"}).get_json()
    assert made["mimeType"] == "application/vnd.google-apps.spreadsheet"
    query = '?q=name = "그녀\'s"&fields=files(id,name)'
    assert drive("GET", query).get_json() == {"files": [{"id": made["id"], "name": "그녀's"}]}
    copy = drive("POST", f"/{made['id']}/copy", {"name": None}).get_json()
    assert copy["name"] == "Copy of 그녀's"
    given = {"type": "user", "role": "writer", "emailAddress": "person@example.com"}
    unasked = drive("GET", f"/{copy['id']}/comments").get_json()["error"]
    assert (unasked["code"], unasked["errors"][0]["location"]) == (400, "fields")
    permission = drive("POST", f"/{copy['id']}/permissions", given).get_json()
    assert drive("DELETE", f"/{copy['id']}/permissions/{permission['id']}").status_code == 204
    assert drive("DELETE", f"/{copy['id']}").status_code == 204
    assert drive("GET", f"/{copy['id']}").get_json()["error"]["errors"][0]["reason"] == "notFound"


def test_the_ready_file_is_empty_and_korean(call: Caller, google: Google) -> None:
    shown = call.good("GET", "")
    assert len(google.spreadsheet_id) == 44
    assert (shown["properties"]["locale"], shown["properties"]["timeZone"]) == ("ko_KR", "Asia/Seoul")
    assert shown["sheets"] == [
        {
            "properties": {
                "sheetId": 0,
                "title": "시트1",
                "index": 0,
                "sheetType": "GRID",
                "gridProperties": {"rowCount": 1000, "columnCount": 26},
            }
        }
    ]
