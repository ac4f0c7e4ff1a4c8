"""What the reports of the pretend Moment and Keyword Ad count, in each one's spelling."""

from datetime import date, datetime, timedelta
from functools import reduce
from operator import add

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kakao_ads_bench import DAY, HOUR, KEYWORD, MOMENT, QUIET, WORDS, days, told

from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.kakao_ads.sums import split


def by(rows, key, metric):
    """A metric of the rows by what stands in their dimensions."""
    return {row["dimensions"][key]: row["metrics"][metric] for row in rows}


def test_a_creative_of_a_day_in_moments_spelling(bench):
    bench.days.show(0, 20133, 188, 56430)
    bench.days.buy(0, 2 * HOUR, 39000)
    bench.days.buy(0, 48 * HOUR, 42000)
    (row,) = bench.moment_rows(creativeId="9000001")
    assert (row["start"], row["end"]) == ("20260614", "20260614")
    assert row["dimensions"] == {
        "ad_account_id": MOMENT,
        "campaign_id": "7000001",
        "ad_group_id": "8000001",
        "creative_id": "9000001",
    }
    some = {"imp": 20133, "click": 188, "ctr": 0.93, "cost": 56430, "conv_cmpt_reg_7d": 0}
    once = {"conv_purchase_1d": 1, "conv_purchase_p_1d": 39000}
    week = {"conv_purchase_7d": 2, "conv_purchase_p_7d": 81000}
    assert row["metrics"].items() >= (some | once | week).items()


def test_a_keyword_of_a_day_in_keyword_ads_spelling(bench):
    bench.days.show(0, 412, 13, 7150, campaign=WORDS)
    bench.days.buy(0, 30 * HOUR, 42000, campaign=WORDS)
    (row,) = bench.keyword_rows(campaignId="5000001")
    assert (row["start"], row["end"]) == ("20260614", "20260614")
    assert row["dimensions"] == {"campaignId": "5000001", "adGroupId": "5100001", "keywordId": "5200001"}
    some = {"imp": 412, "click": 13, "spending": 7150, "ctr": 3.16, "ppc": 550}
    assert row["metrics"].items() >= (some | {"conv_purchase_1d": 0, "conv_purchase_p_7d": 42000}).items()
    assert "cost" not in row["metrics"]


def test_a_purchase_after_the_seventh_day_is_nobodys(bench):
    bench.now += timedelta(days=20)
    bench.days.buy(0, 7 * 24 * HOUR, 10000)
    bench.days.buy(0, 7 * 24 * HOUR + 1, 20000)
    (row,) = bench.moment_rows(creativeId="9000001")
    assert (row["metrics"]["conv_purchase_7d"], row["metrics"]["conv_purchase_p_7d"]) == (1, 10000)
    assert row["metrics"]["imp"] == 0


def test_purchases_stand_on_the_day_of_the_click_and_come_late(bench):
    bench.days.buy(0, 72 * HOUR, 10000)
    assert bench.moment_rows(creativeId="9000001") == []
    bench.now += timedelta(days=3)
    (row,) = bench.moment_rows(creativeId="9000001")
    assert (row["start"], row["metrics"]["conv_purchase_7d"]) == ("20260614", 1)


@pytest.mark.parametrize(
    ("path", "ids", "level", "key", "expected"),
    [
        ("creatives", {"creativeId": "9000001,9000003"}, None, "creative_id", {"9000001": 10, "9000003": 30}),
        ("adGroups", {"adGroupId": "8000001,8000002"}, None, "ad_group_id", {"8000001": 30, "8000002": 30}),
        ("adGroups", {"adGroupId": "8000001"}, "CREATIVE", "creative_id", {"9000001": 10, "9000002": 20}),
        ("campaigns", {"campaignId": "7000001"}, None, "campaign_id", {"7000001": 60}),
        ("campaigns", {"campaignId": "7000001"}, "AD_GROUP", "ad_group_id", {"8000001": 30, "8000002": 30}),
        ("adAccounts", {"adAccountId": MOMENT}, None, "ad_account_id", {MOMENT: 100}),
        ("adAccounts", {"adAccountId": MOMENT}, "CAMPAIGN", "campaign_id", {"7000001": 60, "7000002": 40}),
        (
            "adAccounts",
            {"adAccountId": MOMENT},
            "CREATIVE",
            "creative_id",
            {"9000001": 10, "9000002": 20, "9000003": 30, "9000004": 40},
        ),
    ],
)
def test_moment_counts_at_the_level_asked_for_below_the_ids(bench, path, ids, level, key, expected):
    for nth, cost in enumerate((10, 20, 30)):
        bench.days.show(nth, 100, 1, cost)
    bench.days.show(0, 100, 1, 40, campaign=QUIET)
    rows = bench.moment_rows(path, **ids, **({"level": level} if level else {}))
    assert by(rows, key, "cost") == expected


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("adAccounts", {"adAccountId"}),
        ("campaigns", {"adAccountId", "campaignId"}),
        ("adGroups", {"campaignId", "adGroupId"}),
        ("keywords", {"campaignId", "adGroupId", "keywordId"}),
        ("creatives", {"campaignId", "adGroupId", "creativeId"}),
    ],
)
def test_keyword_ad_counts_the_same_money_at_every_level(bench, path, keys):
    bench.days.show(0, 100, 2, 100, campaign=WORDS)
    bench.days.show(1, 100, 2, 230, campaign=WORDS, mobile=False)
    rows = bench.keyword_rows(path, campaignId="5000001")
    assert all(row["dimensions"].keys() == keys for row in rows)
    assert sum(row["metrics"]["spending"] for row in rows) == 330


def test_devices_of_moment_are_three_that_add_up(bench):
    bench.days.show(0, 101, 11, 1001)
    bench.days.show(0, 50, 5, 500, mobile=False)
    bench.days.buy(0, 100, 10000)
    bench.days.buy(0, 101, 20000)
    rows = bench.moment_rows(creativeId="9000001", dimension="DEVICE_TYPE")
    assert by(rows, "device_type", "imp") == {"ANDROID": 51, "IOS": 50, "PC": 50}
    assert by(rows, "device_type", "click") == {"ANDROID": 6, "IOS": 5, "PC": 5}
    assert by(rows, "device_type", "cost") == {"ANDROID": 501, "IOS": 500, "PC": 500}
    assert by(rows, "device_type", "conv_purchase_p_7d") == {"ANDROID": 10000, "IOS": 20000, "PC": 0}


def test_devices_of_keyword_ad_are_two(bench):
    bench.days.show(0, 101, 11, 1001, campaign=WORDS)
    bench.days.show(0, 50, 5, 500, campaign=WORDS, mobile=False)
    rows = bench.keyword_rows(campaignId="5000001", dimension="DEVICE")
    assert by(rows, "device", "spending") == {"MOBILE": 1001, "PC": 500}


def test_moment_tells_each_day_and_keyword_ad_the_whole_time_unless_told_otherwise(bench):
    two_days = days(DAY - timedelta(days=1), DAY)
    for campaign in (None, WORDS):
        where = {"campaign": campaign} if campaign else {}
        bench.days.show(0, 100, 1, 10, day=DAY - timedelta(days=1), **where)
        bench.days.show(0, 100, 1, 30, **where)
    moment = bench.moment_rows(creativeId="9000001", **two_days)
    assert [(row["start"], row["metrics"]["cost"]) for row in moment] == [("20260613", 10), ("20260614", 30)]
    (whole,) = bench.keyword_rows(campaignId="5000001", timeUnit="NONE", **two_days)
    assert (whole["start"], whole["end"], whole["metrics"]["spending"]) == ("20260613", "20260614", 40)
    usual = told(bench.keyword("keywords/report", campaignId="5000001", metricsGroups="BASIC", **two_days))
    assert usual["data"][0]["end"] == "20260614"
    assert usual["data"][0]["start"] == "20260613"


def test_moment_without_metrics_group_tells_no_metrics(bench):
    bench.days.show(0, 100, 1, 10)
    body = told(bench.moment("creatives/report", creativeId="9000001", **days()))
    assert [row["metrics"] for row in body["data"]] == [{}]


@pytest.mark.parametrize("groups", ["BASIC,PIXEL_SDK_CONVERSION", "PIXEL_SDK_CONVERSION,BASIC"])
def test_moments_conversions_alone_tell_no_cost(bench, groups):
    bench.days.show(0, 100, 1, 10)
    bench.days.buy(0, HOUR, 10000)
    (alone,) = bench.moment_rows(creativeId="9000001", metricsGroup="PIXEL_SDK_CONVERSION")
    assert (alone["metrics"]["imp"], alone["metrics"]["cost"], alone["metrics"]["conv_purchase_7d"]) == (0, 0, 1)
    (both,) = bench.moment_rows(creativeId="9000001", metricsGroup=groups)
    assert (both["metrics"]["imp"], both["metrics"]["cost"], both["metrics"]["conv_purchase_7d"]) == (100, 10, 1)


def test_a_day_changes_until_eight_the_next_morning_and_then_no_more(bench):
    bench.days.invalid = 5
    bench.days.show(0, 100, 10, 1000)
    clicks = []
    for hour in ((15, 7), (15, 8), (16, 7), (20, 0)):
        bench.now = datetime(2026, 6, *hour, 30, tzinfo=KST)
        (row,) = bench.moment_rows(creativeId="9000001")
        clicks.append(row["metrics"]["click"])
    assert clicks == [15, 10, 10, 10]


def test_today_is_to_be_had_by_its_name(bench):
    bench.days.show(0, 100, 10, 1000, day=bench.now.date())
    rows = bench.moment_rows(creativeId="9000001", start="", end="", datePreset="TODAY")
    assert [row["start"] for row in rows] == ["20260616"]
    assert bench.keyword("keywords/report", campaignId="5000001", metricsGroups="BASIC").status_code == 200


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        ("YESTERDAY", date(2026, 6, 15), date(2026, 6, 15)),
        ("LAST_7DAY", date(2026, 6, 9), date(2026, 6, 15)),
        ("LAST_14DAY", date(2026, 6, 2), date(2026, 6, 15)),
        ("LAST_30DAY", date(2026, 5, 17), date(2026, 6, 15)),
        ("THIS_MONTH", date(2026, 6, 1), date(2026, 6, 15)),
        ("LAST_MONTH", date(2026, 5, 1), date(2026, 5, 31)),
    ],
)
def test_the_other_presets_leave_today_out(bench, preset, first, last):
    for ahead in range(50):
        bench.days.show(0, 100, 1, 10, day=date(2026, 4, 28) + timedelta(days=ahead))
    told_days = [row["start"] for row in bench.moment_rows(creativeId="9000001", start="", datePreset=preset)]
    assert (told_days[0], told_days[-1]) == (f"{first:%Y%m%d}", f"{last:%Y%m%d}")
    assert len(told_days) == (last - first).days + 1


def test_names_are_in_the_lists_alone_and_change_there(bench):
    bench.days.show(0, 100, 1, 10)
    before = bench.moment("adAccounts/report", adAccountId=MOMENT, metricsGroup="BASIC", level="CREATIVE", **days())
    bench.market.names.update({"7000001": "새 이름", "8000001": "새 그룹", "9000001": "새 소재", "5000001": "새 낱말"})
    campaigns = told(bench.moment("campaigns"))["content"]
    assert [(one["id"], one["name"]) for one in campaigns] == [(7000001, "새 이름"), (7000002, "캠페인 7000002")]
    groups = told(bench.moment("adGroups", campaignId="7000001"))["content"]
    assert [one["name"] for one in groups] == ["새 그룹", "그룹 둘"]
    creatives = told(bench.moment("creatives", adGroupId="8000001"))["content"]
    assert [one["name"] for one in creatives] == ["새 소재", "소재 둘"]
    assert told(bench.keyword("campaigns"))[0]["name"] == "새 낱말"
    after = bench.moment("adAccounts/report", adAccountId=MOMENT, metricsGroup="BASIC", level="CREATIVE", **days())
    assert before.data == after.data


def test_keyword_ads_lists_are_bare_and_hold_the_words(bench):
    (campaign,) = told(bench.keyword("campaigns"))
    (group,) = told(bench.keyword("adGroups", campaignId=campaign["id"]))
    words = told(bench.keyword("keywords", adGroupId=group["id"]))
    assert [(one["id"], one["text"]) for one in words] == [(5200001, "첫말"), (5200002, "둘째말")]
    assert [one["name"] for one in told(bench.keyword("creatives", adGroupId=group["id"]))] == ["글"]


def test_the_accounts_come_in_pages_and_need_no_account(bench):
    first = told(bench.moment("adAccounts/pages", account=None, size=1))
    second = told(bench.moment("adAccounts/pages", account=None, size=1, page=1))
    assert [one["content"][0]["id"] for one in (first, second)] == [99001, 99002]
    assert [(one["first"], one["last"], one["totalPages"]) for one in (first, second)] == [
        (True, False, 2),
        (False, True, 2),
    ]
    keyword = told(bench.keyword("adAccounts/pages", account=None))["content"]
    assert [one["id"] for one in keyword] == [int(KEYWORD)]


@given(st.integers(0, 10**9), st.integers(1, 5))
def test_parts_add_up_to_the_whole(number, parts):
    cut = split(number, parts)
    assert len(cut) == parts
    assert reduce(add, cut) == number
    assert max(cut) - min(cut) < parts
