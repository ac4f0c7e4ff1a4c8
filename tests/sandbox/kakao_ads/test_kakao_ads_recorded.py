"""The pretend Kakao held against the samples after the official shapes."""

import json
from pathlib import Path

import pytest
from kakao_ads_bench import MOMENT, WORDS, days, refused, told

from sheets_bridge.sandbox.kakao_ads.refusal import USUAL

DATA = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads"

pytestmark = [
    pytest.mark.recorded,
    pytest.mark.skipif(not DATA.is_dir(), reason="the samples do not stand beside the checkout"),
]


def sample(name):
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def form(value):
    """What a value is made of, down to the types of its leaves; a list by its first item."""
    if isinstance(value, dict):
        return {name: form(one) for name, one in value.items()}
    if isinstance(value, list):
        return [form(value[0])] if value else []
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__


def holds(answer, official):
    """Whether everything of the official form stands in the answer's form; more may stand there."""
    if isinstance(official, dict):
        return isinstance(answer, dict) and all(
            name in answer and holds(answer[name], one) for name, one in official.items()
        )
    if isinstance(official, list):
        return isinstance(answer, list) and all(map(holds, answer, official)) and len(answer) == len(official)
    return answer == official


def test_the_sample_judge_can_say_no():
    official = form(sample("kakao_moment/campaigns.response"))
    assert not holds({"content": [{"id": "str"}]}, official)
    assert not holds({"content": []}, official)


def test_lists_of_moment(bench):
    accounts = told(bench.moment("adAccounts/pages", account=None))
    assert holds(form(accounts), form(sample("kakao_moment/adaccounts_pages.response")))
    assert accounts.keys() == sample("kakao_moment/adaccounts_pages.response").keys()
    campaigns = told(bench.moment("campaigns"))
    assert form(campaigns) == form(sample("kakao_moment/campaigns.response"))
    official = sample("kakao_moment/campaigns.response")["content"][0]["campaignTypeGoal"]
    assert campaigns["content"][0]["campaignTypeGoal"] == official


def test_a_report_of_moment(bench):
    official = sample("kakao_moment/adgroups_report_BASIC_PIXEL.response")
    bench.days.show(0, 100, 1, 10)
    bench.days.buy(0, 60, 1000)
    query = {"adGroupId": "8000001", "metricsGroup": "BASIC,PIXEL_SDK_CONVERSION", **days()}
    answer = told(bench.moment("adGroups/report", **query))
    assert {name: answer[name] for name in ("code", "message")} == {"code": 0, "message": "Success"}
    assert holds(form(answer), form(official))
    assert answer["data"][0]["dimensions"].keys() == official["data"][0]["dimensions"].keys()


def test_keyword_ad(bench):
    official = sample("kakao_keyword/keywords_report_BASIC_PIXEL.response")
    bench.days.show(0, 100, 1, 10, campaign=WORDS)
    query = {"campaignId": "5000001", "metricsGroups": "BASIC,PIXEL_SDK_CONVERSION", "timeUnit": "DAY", **days()}
    answer = told(bench.keyword("keywords/report", **query))
    assert holds(form(answer), form(official))
    assert answer.keys() == official.keys()
    assert answer["data"][0]["dimensions"].keys() == official["data"][0]["dimensions"].keys()
    words = told(bench.keyword("keywords", adGroupId="5100001"))
    assert form(words) == form(sample("kakao_keyword/keywords_list.response"))


def test_a_business_token(bench):
    assert form(bench.granted()) == form(sample("kakao_moment/oauth_business_token.response"))


def test_refusals(bench):
    dead = refused(bench.moment("campaigns", token="guessed"), 401, -401)
    assert form(dead) == form(sample("kakao_moment/error_401"))
    token = bench.granted(scope="keyword_management")["access_token"]
    scope = refused(bench.call("/kakao-moment/openapi/v4/campaigns", account=MOMENT, token=token), 403, -402)
    official = sample("kakao_moment/error_403_scope")
    assert scope.keys() == official.keys()
    assert scope["required_scopes"] == official["required_scopes"]
    assert form(USUAL[400].body()) == form(sample("kakao_moment/error_400_quota"))
    assert USUAL[400].code == sample("kakao_moment/error_400_quota")["code"]
