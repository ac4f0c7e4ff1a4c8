"""Faults over real sockets."""

import time

import pytest
import requests


def test_a_status_fault_answers_as_told(sandbox):
    sandbox.fault(action="status", status=503, headers={"Retry-After": "7"}, body={"error": {"code": 503}})
    answer = sandbox.get()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")
    assert answer.json() == {"error": {"code": 503}}
    assert sandbox.get().status_code == 200


def test_a_status_fault_without_a_body_answers_an_error_object(sandbox):
    sandbox.fault(action="status", status=504)
    assert sandbox.get().json() == {"error": {"code": 504, "message": "Gateway Timeout"}}


def test_text_is_sent_as_a_page_and_json_text_as_json(sandbox):
    sandbox.fault(action="status", status=200, body="<html>점검 중</html>")
    sandbox.fault(action="status", status=200, body='{"shops": "?"}', nth=2)
    page, text = sandbox.get(), sandbox.get()
    assert page.headers["Content-Type"].startswith("text/html")
    assert "점검 중" in page.content.decode()
    assert text.json() == {"shops": "?"}


def test_nth_and_times_choose_the_calls_counted_from_when_it_was_set(sandbox):
    sandbox.get()
    sandbox.fault(action="status", status=500, nth=2, times=2)
    assert [sandbox.get().status_code for _ in range(4)] == [200, 500, 500, 200]


def test_method_and_path_choose_the_calls(sandbox):
    sandbox.fault(action="status", status=500, method="POST", path="*")
    sandbox.fault(action="status", status=502, method="*", path="*/orders", times=9)
    assert sandbox.get("shops").status_code == 200
    assert sandbox.get("orders").status_code == 502
    assert sandbox.get("orders/count").status_code == 200


def test_a_delay_answers_truly_but_late(sandbox):
    sandbox.fault(action="delay", seconds=0.1)
    began = time.monotonic()
    assert sandbox.get().status_code == 200
    assert time.monotonic() - began >= 0.1


def test_a_cut_sends_headers_and_half_the_body(sandbox):
    whole = sandbox.get().content
    sandbox.fault(action="cut", times=2)
    address = f"{sandbox.root}/cafe24/samplemall/api/v2/admin/shops"
    headers = {"Authorization": f"Bearer {sandbox.token}"}
    with sandbox.web.get(address, headers=headers, stream=True, timeout=5) as answer:
        assert answer.status_code == 200
        assert int(answer.headers["Content-Length"]) == len(whole)
        half = answer.raw.read(decode_content=False, amt=len(whole) // 2)
    assert half == whole[: len(whole) // 2]
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        sandbox.get()
    assert sandbox.get().content == whole


def test_a_reset_is_an_rst_and_applies_nothing(sandbox):
    sandbox.fault(action="reset", method="POST", path="*/oauth/token")
    with pytest.raises(requests.exceptions.ConnectionError) as failed:
        sandbox.refresh(sandbox.refresh_token)
    assert "reset by peer" in str(failed.value)
    assert sandbox.refresh(sandbox.refresh_token).status_code == 200


def test_a_lost_answer_is_applied_all_the_same(sandbox):
    sandbox.fault(action="lost_answer", method="POST", path="*/oauth/token")
    with pytest.raises(requests.exceptions.ConnectionError) as failed:
        sandbox.refresh(sandbox.refresh_token)
    assert "without response" in str(failed.value)
    assert sandbox.refresh(sandbox.refresh_token).json()["error"] == "invalid_grant"


def test_faults_can_be_lifted_even_when_everything_fails(sandbox):
    sandbox.fault(action="reset", method="*", path="*", times=100)
    with pytest.raises(requests.exceptions.ConnectionError):
        sandbox.get()
    assert sandbox.control("DELETE", "faults").status_code == 200
    assert sandbox.get().status_code == 200


def test_the_first_fault_whose_turn_it_is_wins_and_all_count(sandbox):
    sandbox.fault(action="status", status=500)
    sandbox.fault(action="status", status=502, times=2)
    assert [sandbox.get().status_code for _ in range(3)] == [500, 502, 200]


@pytest.mark.parametrize(
    "body",
    [
        {"path": "*"},
        {"action": "reset"},
        {"path": "*", "action": "explode"},
        {"path": "*", "action": "status"},
        {"path": "*", "action": "delay"},
        {"path": "*", "action": "reset", "nth": 0},
        {"path": "*", "action": "reset", "times": True},
        {"path": "*", "action": "status", "status": "503"},
        {"path": "*", "action": "status", "status": 503, "headers": {"Connection": "close"}},
        {"path": "*", "action": "status", "status": 503, "headers": {"X": "a\r\nb"}},
        {"path": "*", "action": "delay", "seconds": -1},
        {"path": "*", "action": "reset", "when": "now"},
        ["path"],
    ],
)
def test_a_malformed_fault_is_422_and_sets_nothing(sandbox, body):
    answer = sandbox.control("POST", "faults", body)
    assert answer.status_code == 422
    assert answer.json()["error"]
    assert sandbox.control("GET", "faults").json() == []


class Sheet:
    """The ready spreadsheet of a running sandbox, as the client of a test sees it."""

    def __init__(self, sandbox):
        self.sandbox, self.id = sandbox, sandbox.running.spreadsheet_id
        self.root = f"{sandbox.root}/google/v4/spreadsheets/{self.id}"

    def send(self, method, path, body=None, **query):
        bearer = {"Authorization": f"Bearer {self.sandbox.running.google_token}"}
        return self.sandbox.web.request(method, self.root + path, json=body, params=query, headers=bearer, timeout=5)

    def read(self, text):
        return self.send("GET", f"/values/{text}").json().get("values", [])


@pytest.fixture
def sheet(sandbox):
    made = Sheet(sandbox)
    yield made
    made.send("POST", "/values/A1:Z100:clear")


def test_a_person_acts_just_before_the_nth_matching_call_is_answered(sandbox, sheet):
    does = [{"values": {"range": "A1", "values": [["사람", "=1+1"]]}}]
    sandbox.fault(action="person", path="*/values/A1*", nth=2, spreadsheet=sheet.id, does=does)
    assert [sheet.read("A1:B1") for _ in range(3)] == [[], [["사람", "2"]], [["사람", "2"]]]


def test_what_a_person_does_is_no_call_and_spends_no_quota(sandbox, sheet):
    rename = {"properties": {"title": "이름 바뀜"}, "fields": "title"}
    back = {"properties": {"title": "시트1"}, "fields": "title"}
    does = [{"batchUpdate": {"requests": [{"updateSheetProperties": rename}]}}, {"clear": {"range": "A1:B2"}}]
    does += [{"batchUpdate": [{"updateSheetProperties": back}]}] + [{"clear": {"range": "A1"}}] * 70
    sandbox.fault(action="person", path="*/google/*", spreadsheet=sheet.id, does=does)
    sandbox.control("POST", "limits", {"enabled": True})
    sandbox.control("POST", "advance", {"hours": 0.02})
    assert sheet.send("GET", "").json()["sheets"][0]["properties"]["title"] == "시트1"
    assert sheet.send("PUT", "/values/A1", {"values": [[1]]}, valueInputOption="RAW").status_code == 200
    assert [call["method"] for call in sandbox.calls()] == ["GET", "PUT"]


def test_a_person_may_act_while_another_vendor_is_called(sandbox, sheet):
    does = [{"values": {"range": "C3", "values": [[7]], "valueInputOption": "RAW"}}]
    sandbox.fault(action="person", spreadsheet=sheet.id, does=does)
    assert sandbox.get().status_code == 200
    assert sheet.read("C3") == [["7"]]


def test_what_a_person_cannot_do_refuses_the_call_and_says_why(sandbox, sheet):
    sandbox.fault(action="person", path="*", spreadsheet=sheet.id, does=[{"clear": {"range": "없는탭!A1"}}])
    answer = sheet.send("GET", "")
    assert answer.status_code == 400
    assert "Unable to parse range: 없는탭!A1" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"does": [{"clear": {"range": "A1"}}]},
        {"spreadsheet": "1x"},
        {"spreadsheet": "1x", "does": []},
        {"spreadsheet": "1x", "does": [{"dance": {}}]},
        {"spreadsheet": "1x", "does": [{"values": {"range": "A1"}}]},
        {"spreadsheet": "1x", "does": [{"clear": {"range": "A1"}, "values": {"range": "A1", "values": []}}]},
    ],
)
def test_a_person_needs_a_spreadsheet_and_something_to_do(sandbox, wrong):
    answer = sandbox.control("POST", "faults", {"path": "*", "action": "person", **wrong})
    assert answer.status_code == 422
    assert sandbox.control("GET", "faults").json() == []


def test_a_status_that_comes_after_the_deed_is_applied_all_the_same(sandbox):
    sandbox.fault(action="status", status=503, applied=True, method="POST", path="*/oauth/token")
    assert sandbox.refresh(sandbox.refresh_token).status_code == 503
    assert sandbox.refresh(sandbox.refresh_token).json()["error"] == "invalid_grant"


def test_an_altered_text_is_what_the_vendor_takes(sandbox):
    sandbox.fault(action="alter", find="refresh_token=", put="refresh_tokens=", method="POST", path="*/oauth/token")
    assert sandbox.refresh(sandbox.refresh_token).status_code == 400
    assert sandbox.refresh(sandbox.refresh_token).status_code == 200


@pytest.mark.parametrize(
    ("status", "said", "message"),
    [
        (401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
        (403, "PERMISSION_DENIED", "The caller does not have permission"),
        (404, "NOT_FOUND", "Requested entity was not found."),
        (409, "ABORTED", "The operation was aborted."),
        (429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per"),
        (500, "INTERNAL", "Internal error encountered."),
        (503, "UNAVAILABLE", "The service is currently unavailable."),
    ],
)
def test_a_status_on_a_sheet_carries_googles_own_body(sandbox, sheet, status, said, message):
    sandbox.fault(action="status", status=status, path="/google/*")
    answer = sheet.send("GET", "")
    assert answer.status_code == status
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (status, said)
    assert error["message"].startswith(message)


def test_a_spent_quota_names_writes_where_something_is_written(sandbox, sheet):
    sandbox.fault(action="status", status=429, method="POST", path="/google/*")
    error = sheet.send("POST", ":batchUpdate").json()["error"]
    assert error["details"][0]["metadata"]["quota_limit"] == "WriteRequestsPerMinutePerUser"


def test_a_gateways_error_is_a_page(sandbox, sheet):
    sandbox.fault(action="status", status=502, path="/google/*")
    answer = sheet.send("GET", "")
    assert (answer.status_code, answer.headers["Content-Type"]) == (502, "text/html")
    assert "<title>Error 502" in answer.text


def test_a_status_on_a_file_carries_drives_reasons(sandbox):
    sandbox.fault(action="status", status=503, path="/google/*")
    answer = requests.get(f"{sandbox.root}/google/drive/v3/files", timeout=5)
    assert answer.json() == {
        "error": {
            "errors": [
                {
                    "domain": "global",
                    "reason": "backendError",
                    "message": "The service is currently unavailable.",
                }
            ],
            "code": 503,
            "message": "The service is currently unavailable.",
        }
    }
