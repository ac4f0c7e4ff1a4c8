"""Protected ranges: whom they stop, whom they let through, and what they say."""

from typing import Any

import pytest
from flask import Flask
from sandbox_google_caller import Caller
from sandbox_google_samples import box, span

from sheets_bridge.sandbox.google import Google

REFUSED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
    "if you need to edit."
)


@pytest.fixture
def owner(app: Flask, google: Google) -> Caller:
    """The person whose spreadsheet it is; `call` is the service account that may write to it."""
    caller = Caller(app, google.spreadsheet_id)
    caller.headers = {"Authorization": f"Bearer {google.owner_token}"}
    return caller


def protect(caller: Caller, **protection: Any) -> Any:
    given = {"range": box(1, 4, 0, 2), **protection}
    return caller.batch({"addProtectedRange": {"protectedRange": given}})[0]["addProtectedRange"]["protectedRange"]


WRITES: list[tuple[str, str, dict[str, Any]]] = [
    ("PUT", "/values/B2", {"values": [[1]]}),
    ("PUT", "/values/A1:C9", {"values": [["a"], ["b"]]}),
    ("POST", "/values/A2:append", {"values": [[1]]}),
    ("POST", "/values/A:A:clear", {}),
    ("POST", "/values:batchClear", {"ranges": ["A1", "B3"]}),
    ("POST", "/values:batchUpdate", {"valueInputOption": "RAW", "data": [{"range": "A3", "values": [[1]]}]}),
]
CELL = {"rows": [{"values": [{}]}], "fields": "note"}
REQUESTS: list[dict[str, Any]] = [
    {"updateCells": {"start": {"sheetId": 0, "rowIndex": 2}, **CELL}},
    {"repeatCell": {"range": {"sheetId": 0}, "cell": {}, "fields": "note"}},
    {"setDataValidation": {"range": box(2, 3, 0, 1)}},
    {"deleteDimension": {"range": span("ROWS", 0, 2)}},
    {"moveDimension": {"source": span("COLUMNS", 1, 2), "destinationIndex": 5}},
    {"sortRange": {"range": box(0, 9, 0, 3), "sortSpecs": [{"dimensionIndex": 0}]}},
    {"copyPaste": {"source": box(8, 9, 0, 1), "destination": box(1, 2, 0, 1)}},
    {"cutPaste": {"source": box(1, 2, 0, 1), "destination": {"sheetId": 0, "rowIndex": 20}}},
    {"mergeCells": {"range": box(0, 2, 0, 1), "mergeType": "MERGE_ALL"}},
    {"findReplace": {"find": "건드리지", "replacement": "x", "allSheets": True}},
    {"insertRange": {"range": box(0, 1, 0, 1), "shiftDimension": "ROWS"}},
    {"deleteRange": {"range": box(0, 1, 0, 1), "shiftDimension": "ROWS"}},
    {"trimWhitespace": {"range": box(0, 5, 0, 2)}},
    {"updateBorders": {"range": box(0, 5, 0, 2), "top": {"style": "SOLID"}}},
    {"deleteSheet": {"sheetId": 0}},
    {
        "updateSheetProperties": {
            "properties": {"sheetId": 0, "gridProperties": {"rowCount": 2}},
            "fields": "gridProperties.rowCount",
        }
    },
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES, ids=[path for _, path, _ in WRITES])
def test_a_protected_range_stops_writes_of_values_by_others(
    call: Caller, owner: Caller, method: str, path: str, body: dict[str, Any]
) -> None:
    owner.write("A1", [["a"], ["건드리지"], ["마세요"]])
    protect(owner)
    query = {} if "batch" in path or "clear" in path else {"valueInputOption": "RAW"}
    status, answer = call(method, path, body, **query)
    assert status == 400
    assert answer["error"]["status"] == "INVALID_ARGUMENT"
    assert answer["error"]["message"].endswith(REFUSED)
    assert owner.read("A1:B9") == [["a"], ["건드리지"], ["마세요"]]
    owner.good(method, path, body, **query)


@pytest.mark.parametrize("request_", REQUESTS, ids=[next(iter(one)) for one in REQUESTS])
def test_a_protected_range_stops_requests_by_others(call: Caller, owner: Caller, request_: dict[str, Any]) -> None:
    owner.batch({"addSheet": {"properties": {"title": "또"}}})
    owner.write("'시트1'!A2", [["건드리지"]])
    protect(owner)
    kind = next(iter(request_))
    message = call.bad("POST", ":batchUpdate", {"requests": [request_]})
    assert message == f"Invalid requests[0].{kind}: {REFUSED}"
    owner.batch(request_)


def test_what_lies_beside_a_protected_range_is_free(call: Caller, owner: Caller) -> None:
    protect(owner)
    call.write("C2", [["옆"]])
    call.write("A1", [["위", "위"]])
    call.batch({"insertDimension": {"range": span("ROWS", 0, 1)}})
    assert "protected" in call.bad("PUT", "/values/A4", {"values": [[1]]}, valueInputOption="RAW")
    call.write("A2", [["이제 위"]])


def test_a_warning_never_blocks_and_names_who_set_it_alone(call: Caller, owner: Caller, google: Google) -> None:
    reply = protect(owner, warningOnly=True, editors={"users": ["a@example.com"]})
    assert (reply["editors"], reply["requestingUserCanEdit"]) == ({}, True)
    call.write("A2", [["x"]])
    theirs = call.good("GET", "")["sheets"][0]["protectedRanges"][0]
    assert (theirs["editors"], theirs["requestingUserCanEdit"]) == ({"users": [google.owner_email]}, True)


def test_editors_and_whoever_protected_it_may_write(call: Caller, owner: Caller, google: Google) -> None:
    protect(owner, editors={"users": [google.service_account_email]})
    call.write("A2", [["x"]])
    protect(call, range=box(5, 6, 0, 1))
    call.write("A6", [["x"]])
    owner.write("A6", [["y"]])


def test_the_editors_show_who_protected_it_and_who_may_edit(call: Caller, owner: Caller, google: Google) -> None:
    reply = protect(owner)
    assert (reply["requestingUserCanEdit"], reply["editors"]) == (True, {})
    theirs = owner.good("GET", "")["sheets"][0]["protectedRanges"][0]
    assert (theirs["requestingUserCanEdit"], theirs["editors"]) == (True, {"users": [google.owner_email]})
    assert "requestingUserCanEdit" not in call.good("GET", "")["sheets"][0]["protectedRanges"][0]


def test_holes_in_the_protection_of_a_whole_tab_are_free(call: Caller, owner: Caller) -> None:
    protect(owner, range={"sheetId": 0}, unprotectedRanges=[box(1, 3, 0, 2)])
    call.write("A2:B3", [[1, 2], [3, 4]])
    assert REFUSED in call.bad("PUT", "/values/A2:C2", {"values": [[1, 2, 3]]}, valueInputOption="RAW")


def test_others_cannot_lift_or_change_a_protection(call: Caller, owner: Caller) -> None:
    number = protect(owner)["protectedRangeId"]
    change = {"protectedRange": {"protectedRangeId": number, "warningOnly": True}, "fields": "warningOnly"}
    for request in ({"deleteProtectedRange": {"protectedRangeId": number}}, {"updateProtectedRange": change}):
        assert REFUSED in call.bad("POST", ":batchUpdate", {"requests": [request]})
    owner.batch({"updateProtectedRange": change})
    call.write("A2", [["x"]])
