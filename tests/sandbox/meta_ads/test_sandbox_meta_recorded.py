"""The pretend Meta held against the samples after its official shapes."""

import json
from pathlib import Path

import pytest
from meta_bench import KR, START, back, make_bench, span

from sheets_bridge.sandbox.meta_ads.login import proof

DATA = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads" / "meta"

pytestmark = [
    pytest.mark.recorded,
    pytest.mark.skipif(not DATA.is_dir(), reason="the samples do not stand beside the checkout"),
]
FIELDS = (
    "account_id,account_currency,campaign_id,campaign_name,adset_id,adset_name,ad_id,ad_name,impressions,clicks,"
    "inline_link_clicks,spend,actions,action_values,attribution_setting"
)
ASKED = {"level": "ad", "time_increment": 1, "fields": FIELDS, "time_range": span(back(9), back(2))}


def sample(name):
    return json.loads((DATA / name).read_text("utf-8"))


def shape(value):
    """Keys and kinds, without the values; of a list the first."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(value[0])] if isinstance(value, list) else type(value).__name__


def test_a_page_of_insights_has_the_shape_of_the_sample(bench):
    ours, official = bench.ok(f"v26.0/act_{KR}/insights", limit=2, **ASKED), sample("insights_ad_daily.response.json")
    bought = next(row for row in bench.rows(**ASKED) if "action_values" in row)
    assert shape({**ours, "data": [bought]}) == shape(official)
    assert list(bought) == list(official["data"][0])
    types = {one["action_type"] for row in official["data"] for one in row.get("actions", [])}
    assert {one["action_type"] for one in bought["actions"]} == types


def test_a_run_has_the_shape_of_the_samples(bench):
    begun = bench.ok(f"v26.0/act_{KR}/insights", method="POST", **ASKED)
    assert shape(begun) == shape(sample("async_create.response.json"))
    assert shape(bench.ok(f"v26.0/{begun['report_run_id']}")) == shape(sample("async_status.response.json"))


def test_usage_headers_have_the_shape_of_the_sample(bench):
    headers = bench.call(f"v26.0/act_{KR}/insights", **ASKED).headers
    for name, text in sample("headers.example.json").items():
        ours, official = json.loads(headers[name]), json.loads(text)
        if name == "X-Business-Use-Case-Usage":
            (ours,), (official,) = ours.values(), official.values()
            ours, official = ours[0], official[0]
        assert ours.keys() == official.keys()


def errors(bench):
    """Each sample's error brought about: its name and what was answered."""
    path = f"v26.0/act_{KR}/insights"
    bench.market.doors.meta.most_rows = 1
    yield "error_100_too_much_data.json", bench.call(path, **ASKED)
    bench.market.switch.enabled, bench.market.doors.meta.insights_calls = True, 1
    bench.call(path, **ASKED)
    yield "error_80000_rate.json", bench.call(path, **ASKED)
    bench.market.doors.meta_token_ends = START
    yield "error_190_token_expired.json", bench.call(path, **ASKED)


def test_errors_have_the_codes_and_keys_of_the_samples(meta_story):
    for name, answer in errors(make_bench(meta_story)):
        ours, official = answer.get_json()["error"], sample(name)["error"]
        assert {"code": ours["code"], "sub": ours["error_subcode"]} == {
            "code": official["code"],
            "sub": official["error_subcode"],
        }
        assert official.keys() <= ours.keys()


def test_the_proof_is_that_of_the_vector():
    vector = sample("appsecret_proof_test_vector.json")
    assert proof(vector["app_secret"], vector["access_token"]) == vector["appsecret_proof"]
