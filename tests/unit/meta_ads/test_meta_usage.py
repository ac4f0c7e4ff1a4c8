"""Meta's usage headers: the fullest limit counts, what cannot be read counts nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.sources.meta_ads.usage import limits

BUSINESS, THROTTLE = "X-Business-Use-Case-Usage", "X-FB-Ads-Insights-Throttle"
ACCOUNT, APP = "X-Ad-Account-Usage", "X-App-Usage"


def told(**headers):
    names = {"business": BUSINESS, "throttle": THROTTLE, "account": ACCOUNT, "app": APP}
    return limits({names[name]: json.dumps(value) for name, value in headers.items()})


def case(percent, minutes=0):
    return {"77": [{"type": "ads_insights", "call_count": 1, "total_cputime": percent, "total_time": 2,
                    "estimated_time_to_regain_access": minutes}]}  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "slow", "blocked"),
    [
        ({}, False, 0),
        ({"business": case(12), "throttle": {"app_id_util_pct": 3.2, "acc_id_util_pct": 0}}, False, 0),
        ({"account": {"acc_id_util_pct": 9.67, "reset_time_duration": 100}}, False, 0),
        ({"business": case(76)}, True, 0),
        ({"throttle": {"app_id_util_pct": 1, "acc_id_util_pct": "80.5"}}, True, 0),
        ({"app": {"call_count": 28, "total_time": 25, "total_cputime": 90}}, True, 0),
        ({"business": case(100, 7)}, True, 420),
        ({"business": case(497)}, True, 60),
        ({"throttle": {"acc_id_util_pct": 96}}, True, 60),
        ({"account": {"acc_id_util_pct": 99, "reset_time_duration": 240}}, True, 240),
        ({"business": case(100, 7), "app": {"call_count": 99}}, True, 420),
    ],
)
def test_over_three_quarters_it_goes_slower_and_over_95_it_stops(headers, slow, blocked):
    found = told(**headers)
    assert (found.slow, found.blocked) == (slow, blocked)


def test_each_use_case_of_each_account_counts():
    two = {"77": [case(1)["77"][0], {"type": "ads_management", "estimated_time_to_regain_access": 3}], "78": []}
    assert told(business=two).blocked == 180


@given(st.dictionaries(st.sampled_from([BUSINESS, THROTTLE, ACCOUNT, APP]), st.text(max_size=40)))
def test_a_header_that_cannot_be_read_says_nothing(headers):
    assert limits(headers).blocked >= 0


@given(st.recursive(st.integers() | st.text(max_size=5) | st.none(), lambda inner: st.lists(inner, max_size=2)
                    | st.dictionaries(st.sampled_from(["acc_id_util_pct", "call_count", "77"]), inner), max_leaves=6)
       )  # fmt: skip
def test_a_header_of_another_form_says_nothing(value):
    for name in (BUSINESS, THROTTLE, ACCOUNT, APP):
        assert limits({name: json.dumps(value)}).blocked >= 0
