"""Google's error answers, and what we tell about them."""

import json

import pytest

from sheets_bridge.errors import DataRejected, Refused, Unavailable
from sheets_bridge.spreadsheet.refusals import decipher

WHO = "bridge@shop.iam.gserviceaccount.com"


def body(message, **more):
    return json.dumps({"error": {"message": message, **more}}).encode()


def info(reason, **metadata):
    return {"details": [{"@type": "x/google.rpc.ErrorInfo", "reason": reason, "metadata": metadata}]}


CASES = [
    (403, body("The caller does not have permission"), Refused, WHO),
    (404, body("Requested entity was not found."), Refused, "not shared with " + WHO),
    (404, body("Requested entity was not found."), Refused, "`spreadsheet:` is wrong"),
    (
        403,
        body(
            "Google Sheets API has not been used",
            **info("SERVICE_DISABLED", activationUrl="https://console.example/on"),
        ),
        Refused,
        "https://console.example/on",
    ),
    (403, body("Request had insufficient authentication scopes."), Refused, "auth/spreadsheets"),
    (401, body("Request had invalid authentication credentials."), Refused, "new key"),
    (400, body("You are trying to edit a protected cell or object."), Refused, "protected"),
    (400, body("This action would increase … above the limit of 10000000 cells."), DataRejected, "10,000,000"),
    (400, body("This operation is not supported for this document"), Refused, "xlsx"),
    (400, body("Unable to parse range: 'x'!A1"), Unavailable, "changed while"),
    (400, body("Invalid requests[0].updateCells: No grid with id: 7"), Unavailable, "changed while"),
    (400, body("range.startIndex[9] is after last column in sheet[8]"), Unavailable, "changed while"),
    (400, body("Invalid requests[0].updateSheetProperties: No sheet with id: 7"), Unavailable, "changed while"),
    (400, body("No developer metadata matches the requested data filters."), Unavailable, "changed while"),
    (503, body("The service is currently unavailable."), Unavailable, "503"),
    (502, b"<html>Bad gateway</html>", Unavailable, "not JSON"),
    (403, b"<html>Proxy says no</html>", Unavailable, "not JSON"),
    (400, b'{"error": "invalid_grant"}', Refused, "invalid_grant"),
    (500, b"[]", Unavailable, "500"),
]


@pytest.mark.parametrize(("status", "answer", "kind", "words"), CASES)
def test_an_error_answer_is_understood_and_names_the_fix(status, answer, kind, words):
    error = decipher(status, {}, answer, WHO)
    assert isinstance(error, kind)
    assert words in str(error.message)
    assert error.status == status


def test_after_a_quota_answer_the_next_minute_is_waited_for():
    error = decipher(429, {}, body("Quota exceeded for quota metric 'Write requests'"), WHO)
    assert isinstance(error, Unavailable)
    assert error.wait == 61


def test_a_told_wait_is_kept():
    error = decipher(429, {"Retry-After": "7"}, b"", WHO)
    assert isinstance(error, Unavailable)
    assert error.wait == 7


def test_what_google_quotes_of_our_cells_is_not_repeated():
    error = decipher(400, {}, body("Invalid value at 'data.values', \"홍길동 010-1234-5678\""), WHO)
    assert "홍길동" not in str(error.message)
