"""Who may call the pretend Naver, and how it says no."""

import base64
import json
from pathlib import Path

import pytest

from sheets_bridge.sandbox.naver_ads.door import signature

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads" / "naver_sa"
PROBLEM = "urn:naver:api:problem:"


def refused(answer, kind):
    body = answer.get_json()
    assert (answer.status_code, body["status"], body["type"]) == (403, 403, PROBLEM + kind)
    assert answer.mimetype == "application/problem+json"
    return body


@pytest.mark.recorded
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples do not stand beside the checkout")
def test_signatures_are_those_of_the_test_vectors():
    vectors = json.loads((SAMPLES / "signature_test_vectors.json").read_text("utf-8"))
    assert len(vectors) >= 5
    for one in vectors:
        assert signature(one["secret"], one["timestamp"], one["method"], one["path"]) == one["signature"]


def test_a_signed_call_is_answered_and_can_be_traced(bench):
    answer = bench.call("GET", "/ncc/campaigns")
    assert answer.status_code == 200
    assert len(answer.headers["X-Transaction-ID"]) == 16


def test_the_query_is_not_signed_but_method_and_path_are(bench):
    assert bench.call("GET", "/ncc/campaigns", {"recordSize": 1}).status_code == 200
    for method, path in (("POST", "/ncc/campaigns"), ("GET", "/ncc/adgroups"), ("GET", "/ncc/campaigns?recordSize=1")):
        answer = bench.web.get("/naver-ads/ncc/campaigns?recordSize=1", headers=bench.headers(method, path))
        refused(answer, "invalid-signature")


def test_the_path_may_be_signed_with_its_mount_as_on_a_host_of_its_own(bench):
    headers = bench.headers("GET", "/naver-ads/ncc/campaigns")
    assert bench.web.get("/naver-ads/ncc/campaigns", headers=headers).status_code == 200


def test_a_wrong_secret_is_a_wrong_signature_and_comes_back_in_the_body(bench):
    headers = bench.headers("GET", "/ncc/campaigns") | {"X-Signature": base64.b64encode(b"x" * 32).decode()}
    body = refused(bench.web.get("/naver-ads/ncc/campaigns", headers=headers), "invalid-signature")
    assert body["signature"] == headers["X-Signature"]
    renewed = bench.headers("GET", "/ncc/campaigns")
    bench.market.doors.naver_secret = "renewed"
    refused(bench.web.get("/naver-ads/ncc/campaigns", headers=renewed), "invalid-signature")


def test_a_licence_or_a_customer_that_nobody_knows_is_403(bench):
    refused(bench.call("GET", "/ncc/campaigns", **{"X-API-KEY": "unknown"}), "invalid-apikey")
    refused(bench.call("GET", "/ncc/campaigns", **{"X-Customer": "999"}), "auth-failed")
    refused(bench.web.get("/naver-ads/ncc/campaigns"), "invalid-apikey")


@pytest.mark.parametrize("off", [-61_000, 61_000])
def test_a_timestamp_a_minute_off_has_expired(bench, off):
    stamp = str(int(bench.now.timestamp() * 1000) + off)
    body = refused(bench.call("GET", "/ncc/campaigns", **{"X-Timestamp": stamp}), "invalid-timestamp")
    assert body["timestamp"] == stamp
    near = str(int(bench.now.timestamp() * 1000) + off // 2)
    assert bench.call("GET", "/ncc/campaigns", **{"X-Timestamp": near}).status_code == 200


@pytest.mark.parametrize("stamp", ["", "soon", "1775088000"])
def test_a_timestamp_must_be_unix_milliseconds(bench, stamp):
    refused(bench.call("GET", "/ncc/campaigns", **{"X-Timestamp": stamp}), "invalid-timestamp")


def test_while_the_medium_is_closed_every_signature_is_wrong(bench):
    bench.market.doors.closed.add("naver_ads")
    for path in ("/ncc/campaigns", "/ad-accounts", "/stat-reports", "/report-download"):
        refused(bench.call("GET", path), "invalid-signature")
    bench.market.doors.closed.clear()
    assert bench.call("GET", "/ncc/campaigns").status_code == 200


def test_too_many_calls_in_a_second_are_429_and_reports_are_slower_still(bench):
    bench.market.switch.enabled = True
    codes = [bench.call("GET", "/ncc/campaigns").status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]
    assert bench.call("GET", "/ncc/campaigns").get_json() == {"code": 429, "message": "Too Many Requests"}
    assert [bench.call("GET", "/stat-reports").status_code for _ in range(11)] == [200] * 10 + [429]
    bench.advance(seconds=1)
    assert bench.call("GET", "/ncc/campaigns").status_code == 200
    bench.market.switch.enabled = False
    assert {bench.call("GET", "/ncc/campaigns").status_code for _ in range(30)} == {200}
