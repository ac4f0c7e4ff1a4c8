"""What the pretend Moment and Keyword Ad refuse, and in which words."""

from datetime import timedelta

import pytest
from kakao_ads_bench import DAY, MOMENT, days, refused, told

CREATIVE = {"creativeId": "9000001", "metricsGroup": "BASIC", **days()}
WORDS = {"campaignId": "5000001", "metricsGroups": "BASIC", **days()}


def without(query, *names):
    return {name: value for name, value in query.items() if name not in names}


@pytest.mark.parametrize("path", ["campaigns", "adGroups", "creatives", "creatives/report", "adAccounts/report"])
def test_an_account_must_be_named_by_its_digits(bench, path):
    query = CREATIVE | {"campaignId": "7000001", "adGroupId": "8000001", "adAccountId": MOMENT}
    missing = refused(bench.moment(path, account=None, **query), 400, -813)
    assert "adAccountId" in missing["extras"]["detailMsg"]
    refused(bench.moment(path, account="K99001", **query), 400, -2)
    unknown = refused(bench.moment(path, account="12345", **query), 400, -813)
    assert (unknown["msg"], unknown["extras"]["detailCode"]) == ("KakaoMomentException", 21006)
    assert told(bench.moment(path, **query))


def test_keyword_ad_has_words_of_its_own(bench):
    refused(bench.keyword("campaigns", account=None), 400, -2)
    refused(bench.keyword("campaigns", account="K77001"), 400, -2)
    assert refused(bench.keyword("campaigns", account="12345"), 400, -820)["msg"] == "KakaoKeywordAdException"


@pytest.mark.parametrize(
    ("path", "name", "most"),
    [("adAccounts", "adAccountId", 5), ("campaigns", "campaignId", 5), ("adGroups", "adGroupId", 40),
     ("creatives", "creativeId", 100)],
)  # fmt: skip
def test_so_many_ids_and_no_more(bench, path, name, most):
    ids = [MOMENT] * most
    query = {"metricsGroup": "BASIC", **days()}
    assert told(bench.moment(f"{path}/report", **query, **{name: ",".join(ids)}))
    assert told(bench.moment(f"{path}/report", **query, **{name: ids}))
    refused(bench.moment(f"{path}/report", **query, **{name: ",".join([*ids, "1"])}), 400, -2)
    refused(bench.moment(f"{path}/report", **query, **{name: "cmp-1"}), 400, -2)
    refused(bench.moment(f"{path}/report", **query), 400, -813)


def test_several_accounts_at_once_need_no_header_and_one_does(bench):
    query = {"metricsGroup": "BASIC", **days()}
    assert told(bench.moment("adAccounts/report", account=None, adAccountId=f"{MOMENT},99002", **query))
    refused(bench.moment("adAccounts/report", account=None, adAccountId=MOMENT, **query), 400, -813)
    refused(bench.moment("adAccounts/report", account="99002", adAccountId=MOMENT, **query), 403, -813)


@pytest.mark.parametrize(
    "wrong",
    [
        days(DAY - timedelta(days=31), DAY),
        days(DAY, DAY - timedelta(days=1)),
        days(DAY, DAY + timedelta(days=2)),
        days(DAY + timedelta(days=30)),
        days(DAY - timedelta(days=3 * 365)),
        {"start": "2026-06-14"},
        {"start": "20260631"},
        {"start": "", "datePreset": "LAST_YEAR"},
        {"dimension": "COLOUR"},
        {"timeUnit": "WEEK"},
    ],
)
def test_a_parameter_out_of_its_bounds_is_refused_by_both(bench, wrong):
    refused(bench.moment("creatives/report", **(CREATIVE | wrong)), 400, -2)
    refused(bench.keyword("keywords/report", **(WORDS | wrong)), 400, -2)


def test_thirty_one_days_are_still_told(bench):
    whole = days(DAY - timedelta(days=30), DAY)
    assert told(bench.moment("creatives/report", **(CREATIVE | whole)))
    assert told(bench.keyword("keywords/report", **(WORDS | whole)))


def test_a_level_above_the_ids_and_an_unknown_group_are_refused(bench):
    refused(bench.moment("creatives/report", **CREATIVE, level="CAMPAIGN"), 400, -2)
    refused(bench.moment("creatives/report", **(CREATIVE | {"metricsGroup": "BASIC,COST"})), 400, -2)
    refused(bench.keyword("keywords/report", **(WORDS | {"metricsGroups": "BASIC,COST"})), 400, -2)


def test_each_of_the_two_wants_its_own_spelling(bench):
    refused(bench.keyword("keywords/report", **without(WORDS, "metricsGroups"), metricsGroup="BASIC"), 400, -2)
    refused(bench.keyword("keywords/report", **without(WORDS, "campaignId")), 400, -2)
    refused(bench.moment("creatives/report", **without(CREATIVE, "start", "end")), 400, -813)
    bench.days.show(0, 100, 1, 10)
    body = told(bench.moment("creatives/report", **without(CREATIVE, "metricsGroup"), metricsGroups="BASIC"))
    assert body["data"][0]["metrics"] == {}


@pytest.mark.parametrize("path", ["adGroups", "creatives"])
def test_lists_below_something_unknown_are_refused(bench, path):
    refused(bench.moment(path, campaignId="1", adGroupId="1"), 400, -813)
    refused(bench.moment(path), 400, -813)
    refused(bench.keyword(path, campaignId="1", adGroupId="1"), 400, -820)


@pytest.mark.parametrize("wrong", [{"size": 0}, {"size": "all"}, {"page": -1}])
def test_pages_out_of_bounds_are_refused(bench, wrong):
    refused(bench.moment("adAccounts/pages", account=None, **wrong), 400, -2)


@pytest.mark.parametrize(
    ("path", "ids", "seconds"),
    [
        ("adAccounts", {"adAccountId": MOMENT}, 5),
        ("campaigns", {"campaignId": "7000001"}, 5),
        ("creatives", {"creativeId": "9000001"}, 5),
        ("adGroups", {"adGroupId": "8000001"}, 1),
    ],
)
def test_a_report_may_be_called_once_in_so_many_seconds(bench, path, ids, seconds):
    bench.switch.enabled = True
    query = {"metricsGroup": "BASIC", **days(), **ids}
    assert told(bench.moment(f"{path}/report", **query))
    bench.now += timedelta(seconds=seconds - 0.1)
    refused(bench.moment(f"{path}/report", **query), 429, -813)
    bench.now += timedelta(seconds=0.1)
    assert told(bench.moment(f"{path}/report", **query))


def test_each_report_and_account_has_a_pace_of_its_own_and_lists_have_none(bench):
    bench.switch.enabled = True
    query = {"metricsGroup": "BASIC", **days()}
    both = f"{MOMENT},99002"
    assert told(bench.moment("creatives/report", **CREATIVE))
    assert told(bench.moment("creatives/report", account="99002", **CREATIVE))
    assert told(bench.moment("campaigns/report", campaignId="7000001", **query))
    assert told(bench.moment("adAccounts/report", adAccountId=MOMENT, **query))
    assert told(bench.moment("adAccounts/report", adAccountId=both, **query))
    refused(bench.moment("adAccounts/report", account="99002", adAccountId=both, **query), 429, -813)
    assert told(bench.keyword("keywords/report", **WORDS))
    refused(bench.keyword("keywords/report", **WORDS), 429, -813)
    for _ in range(3):
        assert told(bench.moment("campaigns"))
