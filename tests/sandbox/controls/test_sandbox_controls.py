"""Clock, calls, limits and truth over real HTTP."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import requests


def now(sandbox):
    return datetime.fromisoformat(sandbox.control("GET", "clock").json()["now"])


def test_the_clock_is_korean_and_advances_by_hours(sandbox):
    before = now(sandbox)
    assert before.utcoffset() == timedelta(hours=9)
    told = sandbox.control("POST", "advance", {"hours": 1.5})
    assert told.status_code == 200
    assert timedelta(0) <= now(sandbox) - before - timedelta(hours=1.5) < timedelta(seconds=5)
    assert told.json().keys() == {"now"}


@pytest.mark.parametrize("body", [{}, {"hours": -1}, {"hours": "1"}, {"hours": True}, {"hours": 1e9}, [1], "text"])
def test_a_malformed_advance_is_422_and_moves_nothing(sandbox, body):
    before = now(sandbox)
    assert sandbox.control("POST", "advance", body).status_code == 422
    assert now(sandbox) - before < timedelta(seconds=5)


def test_calls_are_listed_with_vendor_kind_and_status(sandbox):
    sandbox.get("orders", limit=5, start_date="2026-10-20", end_date="2026-10-21")
    sandbox.refresh("spent")
    sandbox.web.get(f"{sandbox.root}/cafe24-analytics/visitors/view", timeout=5)
    sandbox.get("nothing")
    calls = sandbox.calls()
    assert [call["n"] for call in calls] == [1, 2, 3, 4]
    assert [(call["vendor"], call["kind"], call["method"], call["status"]) for call in calls] == [
        ("cafe24", "read", "GET", 200),
        ("cafe24", "token", "POST", 400),
        ("cafe24_analytics", "read", "GET", 401),
        ("cafe24", "read", "GET", 404),
    ]
    assert calls[0]["path"] == "/cafe24/samplemall/api/v2/admin/orders"
    assert calls[0]["query"] == "limit=5&start_date=2026-10-20&end_date=2026-10-21"
    assert abs(datetime.fromisoformat(calls[0]["at"]) - now(sandbox)) < timedelta(seconds=5)


def test_google_calls_are_reads_writes_and_tokens(sandbox):
    sheet = f"{sandbox.root}/google/v4/spreadsheets/{sandbox.running.spreadsheet_id}"
    sandbox.web.get(sheet, timeout=5)
    sandbox.web.post(f"{sheet}/values:batchGetByDataFilter", json={}, timeout=5)
    sandbox.web.post(f"{sheet}:batchUpdate", json={}, timeout=5)
    sandbox.web.put(f"{sheet}/values/A1", json={}, timeout=5)
    sandbox.web.post(f"{sandbox.root}/google/token", data={}, timeout=5)
    calls = sandbox.calls()
    assert {call["vendor"] for call in calls} == {"google"}
    assert [call["kind"] for call in calls] == ["read", "read", "write", "write", "token"]


def test_a_call_tells_how_many_bytes_it_sent(sandbox):
    sheet = f"{sandbox.root}/google/v4/spreadsheets/{sandbox.running.spreadsheet_id}"
    sandbox.web.get(sheet, timeout=5)
    sandbox.web.put(f"{sheet}/values/A1", data="한".encode() * 100, timeout=5)
    assert [call["sent"] for call in sandbox.calls()] == [0, 300]


def test_controls_pages_and_consent_are_not_listed(sandbox):
    sandbox.connect()
    sandbox.control("DELETE", "calls")
    sandbox.web.get(f"{sandbox.root}/", timeout=5)
    sandbox.web.get(f"{sandbox.root}/cafe24/samplemall/api/v2/oauth/authorize", timeout=5)
    now(sandbox)
    assert sandbox.calls() == []


def test_deleting_the_calls_starts_at_one_again(sandbox):
    sandbox.get()
    sandbox.control("DELETE", "calls")
    sandbox.get()
    assert [call["n"] for call in sandbox.calls()] == [1]


def test_a_call_that_a_fault_killed_is_listed_without_a_status(sandbox):
    sandbox.fault(action="lost_answer", method="POST", path="*/oauth/token")
    with pytest.raises(OSError, match="without response"):
        sandbox.refresh("spent")
    assert [(call["kind"], call["status"]) for call in sandbox.calls()] == [("token", None)]


def test_limits_are_switched_on_and_off(sandbox):
    assert {sandbox.get().status_code for _ in range(15)} == {200}
    assert sandbox.control("POST", "limits", {"enabled": True}).json() == {"enabled": True}
    statuses = {sandbox.get().status_code for _ in range(60)}
    assert 429 in statuses
    assert sandbox.control("POST", "limits", {"enabled": "no"}).status_code == 422


def test_the_truth_is_told_by_table(sandbox):
    truth = sandbox.control("GET", "truth/orders").json()
    assert truth["table"] == "orders"
    assert truth["key"] == ["account", "shop_no", "order_id"]
    assert {len(row) for row in truth["rows"]} == {len(truth["columns"])}
    assert sandbox.control("GET", "truth/nonsense").status_code == 404


def test_every_true_order_can_be_read_over_the_wire(sandbox):
    truth = sandbox.control("GET", "truth/orders").json()
    numbers, shops = (truth["columns"].index(name) for name in ("order_id", "shop_no"))
    told = {(row[shops], row[numbers]) for row in truth["rows"]}
    query = {"start_date": "2026-10-01", "end_date": "2026-12-20", "limit": 1000}
    read = {
        (shop_no, order["order_id"])
        for shop_no in (1, 2)
        for order in sandbox.get("orders", shop_no=shop_no, **query).json()["orders"]
    }
    assert told
    assert read == told


def test_the_endpoints_answer_where_they_say(sandbox):
    endpoints = sandbox.running.endpoints
    assert endpoints.keys() == {"cafe24", "cafe24_analytics", "google", "clock"}
    assert sandbox.web.get(endpoints["clock"], timeout=5).status_code == 200
    assert sandbox.web.get(f"{endpoints['cafe24']}/samplemall/api/v2/admin/shops", timeout=5).status_code == 401
    assert sandbox.web.get(f"{endpoints['cafe24_analytics']}/visitors/view", timeout=5).status_code == 401


def test_another_mall_is_not_here(sandbox):
    answer = sandbox.web.get(f"{sandbox.running.endpoints['cafe24']}/othermall/api/v2/admin/shops", timeout=5)
    assert (answer.status_code, answer.json()["error"]["message"]) == (404, "No API found.")


def test_of_four_refreshes_at_once_one_wins(sandbox):
    client, address = sandbox.running.client, f"{sandbox.root}/cafe24/samplemall/api/v2/oauth/token"
    form = {"grant_type": "refresh_token", "refresh_token": sandbox.refresh_token}
    auth = (client.client_id, client.client_secret)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: requests.post(address, data=form, auth=auth, timeout=5), range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]


@pytest.mark.parametrize("table", ["order_origins", "channel_days", "campaign_days"])
def test_what_is_known_of_the_ads_is_told_as_well(sandbox, table):
    truth = sandbox.control("GET", f"truth/{table}").json()
    assert truth["table"] == table
    assert truth["rows"]
    assert {len(row) for row in truth["rows"]} == {len(truth["columns"])}
    keys = [tuple(row[: len(truth["key"])]) for row in truth["rows"]]
    assert keys == sorted(set(keys))


def test_a_mall_may_stop_using_analytics(sandbox):
    def asked():
        days = {"mall_id": sandbox.running.mall, "start_date": "2026-10-30", "end_date": "2026-10-30"}
        bearer = {"Authorization": f"Bearer {sandbox.token}"}
        return sandbox.web.get(f"{sandbox.root}/cafe24-analytics/sales/times", params=days, headers=bearer, timeout=5)

    assert len(asked().json()["times"]) == 24
    assert sandbox.control("POST", "analytics", {"enabled": False}).json() == {"enabled": False}
    assert asked().status_code == 403
    assert sandbox.control("POST", "analytics", {"enabled": True}).status_code == 200
    assert asked().status_code == 200
