"""Bodies and masks that do not fit: Google's 400 with the place, and never a failure of the server."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sandbox_google_caller import Caller
from sandbox_google_samples import READY, SAMPLES, VALUES
from sandbox_google_schemas import ERROR_BODY

from sheets_bridge.sandbox.google import Google
from sheets_bridge.sandbox.google.batch import KINDS


@pytest.fixture
def ready(call: Caller) -> Caller:
    """The spreadsheet the samples are good for."""
    call.write("A1", VALUES)
    call.batch(*READY)
    return call


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_request_is_answered(ready: Caller, kind: str) -> None:
    body = {"requests": [{kind: SAMPLES[kind]}], "includeSpreadsheetInResponse": True}
    answer = ready.good("POST", ":batchUpdate", body)
    assert len(answer["replies"]) == 1
    assert answer["replies"][0].keys() <= {kind}
    ready.good("GET", "", includeGridData="true", ranges="A1:H60")


_REFUSAL = jsonschema.Draft7Validator(ERROR_BODY)
_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 2000),
    st.sampled_from([2**31, -(2**31) - 1, 1e300, 2**63, 0.5]),
    st.sampled_from(["", "x", "5", "ROWS", "*", "a(", "A1:B2", "='", "NaN", "가" * 60]),
    st.sampled_from([[], [None], [[]], {}, {"x": 1}, {"sheetId": 5}, [{"values": None}]]),
)


_LIKE: dict[type, Any] = {
    int: st.one_of(st.integers(-2, 8), st.sampled_from([14, 999, 1000, 5000, 2**31 - 1])),
    str: st.sampled_from(["", "x", "*", "=1+", "a(b", "가", "title", "range", "values", "t1", "n1", "COLUMNS"]),
    bool: st.booleans(),
    list: st.just([]),
    dict: st.sampled_from([{}, {"sheetId": 5}, {"startRowIndex": 3, "endRowIndex": 1}, {"sheetId": 0}]),
}
"""Values that pass the shape and may trip what comes after it."""


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of a JSON value."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in parts:
        yield from _places(one, (*path, name))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        value = value[name]
    return value


def _changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The value with the part at `path` replaced; absent where `new` is `...`."""
    if not path:
        return new
    name, *rest = path
    copy = list(value) if isinstance(value, list) else dict(value)
    if new is ... and not rest:
        del copy[name]
    else:
        copy[name] = _changed(value[name], tuple(rest), new)
    return copy


@st.composite
def _mutants(draw: st.DrawFn) -> Any:
    kind = draw(st.sampled_from(sorted(SAMPLES)))
    body: Any = {"requests": [{kind: SAMPLES[kind]}]}
    for _ in range(draw(st.integers(1, 2))):
        places = list(_places(body))[4:]
        if places:
            path = draw(st.sampled_from(places))
            alike = _LIKE.get(type(_at(body, path)), _ODD)
            body = _changed(body, path, draw(st.one_of(alike, alike, alike, st.just(...), _ODD)))
    return body


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=_mutants())
def test_no_body_makes_the_server_fail(ready: Caller, google: Google, body: Any) -> None:
    book = google.library.entries[google.spreadsheet_id].book
    before = book.fork()
    status, answer = ready("POST", ":batchUpdate", body)
    assert status in (200, 400)
    if status == 400:
        _REFUSAL.validate(answer)
    first = ready.good("GET", "", fields="sheets.properties")["sheets"][0]["properties"]["title"]
    quoted = first.replace("'", "''")
    ready.good("GET", "", includeGridData="true", ranges=f"'{quoted}'!A1:H60")
    book.adopt(before)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(["", ":append"]), name=st.sampled_from(["values", "majorDimension", "range", "x"]), odd=_ODD
)
def test_no_values_body_makes_the_server_fail(call: Caller, path: str, name: str, odd: Any) -> None:
    body = {"values": [["a", 1]], name: odd}
    method = "POST" if path else "PUT"
    assert call(method, f"/values/A1{path}", body, valueInputOption="RAW")[0] in (200, 400)
    data = {"valueInputOption": "RAW", "data": [{"range": "A1", **body}]}
    for sent in (data, {**data, "data": odd}, {**data, "valueInputOption": odd}, {name: odd}):
        for route in ("/values:batchUpdate", "/values:batchGetByDataFilter", "/values:batchClear", ":getByDataFilter"):
            status, answer = call("POST", route, sent)
            assert status in (200, 400)
            if status == 400:
                _REFUSAL.validate(answer)


@pytest.mark.parametrize(
    ("request_", "field", "message"),
    [
        (
            {"addSheet": {"properties": {"gridProperties": {"rowCount": "x"}}}},
            "requests[0].add_sheet.properties.grid_properties.row_count",
            "Invalid value at 'requests[0].add_sheet.properties.grid_properties.row_count' (TYPE_INT32), \"x\"",
        ),
        (
            {"deleteSheet": {"sheet": 1}},
            "requests[0].delete_sheet",
            "Invalid JSON payload received. Unknown name \"sheet\" at 'requests[0].delete_sheet': Cannot find field.",
        ),
        (
            {"appendDimension": {"dimension": "UP"}},
            "requests[0].append_dimension.dimension",
            "Invalid value at 'requests[0].append_dimension.dimension' "
            '(type.googleapis.com/google.apps.sheets.v4.Dimension), "UP"',
        ),
        (
            {"addSheet": [1]},
            "requests[0].add_sheet",
            "Invalid JSON payload received. Unknown name \"add_sheet\" at 'requests[0]': "
            "Proto field is not repeating, cannot start list.",
        ),
    ],
)
def test_a_misfit_is_told_with_its_place(call: Caller, request_: Any, field: str, message: str) -> None:
    status, answer = call("POST", ":batchUpdate", {"requests": [{"clearBasicFilter": {}}, request_][1:]})
    assert (status, answer["error"]["message"]) == (400, message)
    assert answer["error"]["details"][0]["fieldViolations"] == [{"field": field, "description": message}]


def test_what_proto_json_allows_is_taken(call: Caller) -> None:
    request = {"append_dimension": {"sheet_id": "0", "dimension": "ROWS", "length": 2.0}}
    call.good("POST", ":batchUpdate", {"requests": request, "responseRanges": None})
    assert call.good("GET", "")["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 1002


def test_an_unknown_name_in_an_answer_mask_is_400(call: Caller) -> None:
    status, answer = call("GET", "", fields="sheets.properties(title,colour)")
    assert (status, answer["error"]["message"]) == (400, "Request contains an invalid argument.")
    violation = answer["error"]["details"][0]["fieldViolations"][0]
    assert violation["field"] == "sheets.properties.colour"
    assert "Cannot find matching fields for path 'sheets.properties.colour'" in violation["description"]
    assert call("GET", "/values/A1", fields="values")[0] == 200
    assert call("GET", "/values/A1", fields="cells")[0] == 400


def test_an_unknown_name_in_an_update_mask_is_400(call: Caller) -> None:
    repeat = {"range": {"sheetId": 0}, "cell": {}, "fields": "userEnteredFormat.textFormat.fat"}
    message = call.bad("POST", ":batchUpdate", {"requests": [{"repeatCell": repeat}]})
    assert message == "Invalid requests[0].repeatCell: Invalid field: user_entered_format.text_format.fat"
