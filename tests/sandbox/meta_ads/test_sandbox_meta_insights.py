"""Insights of the pretend Meta: numbers as texts, what is 0 left out, purchases under three names, the truth in sum."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import orjson
import pytest
from meta_bench import KR, START, US, HandMade, back, make_bench, span

from sheets_bridge.sandbox.ads_truth import ads_truth
from sheets_bridge.sandbox.story.ad_days import Claim, Tally
from sheets_bridge.sandbox.story.campaign_list import META

DAY = back(3)
PURCHASES = ("omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase")
VIDEO, IMAGE = META[0].places()


def tally(place, *, impressions, clicks, cost, mobile=False):
    return DAY.date(), Tally(place, mobile, impressions, clicks, Decimal(cost))


def claim(place, value, *, bought=0, seconds=100, mobile=False):
    bought_on = DAY.date() + timedelta(days=bought)
    return Claim(place, mobile, DAY.date(), bought_on, seconds, Decimal(value))


def actions(row, field="actions"):
    return {one["action_type"]: one["value"] for one in row.get(field, [])}


def test_a_row_has_every_number_as_text_and_each_purchase_under_three_names():
    story = HandMade([tally(VIDEO, impressions=4000, clicks=100, cost=30000)], [claim(VIDEO, 19900), claim(VIDEO, 100)])
    (row,) = make_bench(story).rows(time_range=span(DAY))
    assert row == {
        "account_id": KR,
        "campaign_id": "120210345678900101",
        "campaign_name": "META_ASC_전환_상시",
        "adset_id": "120210345678900201",
        "ad_id": "120210345678900301",
        "ad_name": "영상_사용후기_15초",
        "impressions": "4000",
        "clicks": "135",
        "inline_link_clicks": "100",
        "spend": "30000",
        "actions": [
            {"action_type": "link_click", "value": "100"},
            {"action_type": "landing_page_view", "value": "80"},
            {"action_type": "omni_add_to_cart", "value": "6"},
            *({"action_type": name, "value": "2"} for name in PURCHASES),
        ],
        "action_values": [{"action_type": name, "value": "20000"} for name in PURCHASES],
        "date_start": DAY.date().isoformat(),
        "date_stop": DAY.date().isoformat(),
    }


def test_what_is_zero_is_left_out():
    (row,) = make_bench(HandMade([tally(IMAGE, impressions=90, clicks=0, cost=0)])).rows(time_range=span(DAY))
    assert row["impressions"] == "90"
    assert row.keys().isdisjoint({"clicks", "inline_link_clicks", "spend", "actions", "action_values"})


def test_a_purchase_stands_on_its_own_day_though_nothing_was_shown_then():
    """Who filters by impressions does not see it."""
    bench = make_bench(HandMade([tally(VIDEO, impressions=100, clicks=9, cost=900)], [claim(VIDEO, 5000, bought=2)]))
    shown, bought = bench.rows(time_range=span(DAY, back(0)))
    assert "action_values" not in shown
    assert (bought["date_start"], bought.get("impressions")) == (back(1).date().isoformat(), None)
    assert actions(bought)["omni_purchase"] == "1"
    condition = [{"field": "ad.impressions", "operator": "GREATER_THAN", "value": 0}]
    assert bench.rows(time_range=span(DAY, back(0)), filtering=orjson.dumps(condition).decode()) == [shown]


def test_kinds_of_device_add_up_to_the_whole():
    story = HandMade(
        [
            tally(VIDEO, impressions=1001, clicks=33, cost=7777, mobile=True),
            tally(VIDEO, impressions=9, clicks=2, cost=50),
        ],
        [claim(VIDEO, 500, mobile=True, seconds=second) for second in range(5)],
    )
    bench = make_bench(story)
    (whole,) = bench.rows(time_range=span(DAY))
    for breakdown, devices in {
        "impression_device": {"desktop", "android_smartphone", "iphone"},
        "device_platform": {"desktop", "mobile_app", "mobile_web"},
    }.items():
        parts = bench.rows(time_range=span(DAY), breakdowns=breakdown)
        assert {part[breakdown] for part in parts} == devices
        bought = {part[breakdown]: int(actions(part).get("purchase", 0)) for part in parts}
        assert sorted(bought.values()) == [0, 2, 3]
        for number in ("impressions", "clicks", "inline_link_clicks", "spend"):
            assert sum(Decimal(part[number]) for part in parts) == Decimal(whole[number])
        assert sum(int(actions(part, "action_values").get("purchase", 0)) for part in parts) == 2500


def test_dollars_have_cents(bench):
    rows = bench.rows(US, time_range=span(back(9), back(2)), fields="spend,account_currency")
    assert rows
    for row in rows:
        assert row["account_currency"] == "USD"
        assert Decimal(row["spend"]).as_tuple().exponent == -2


def test_all_clicks_are_more_than_those_that_led_to_the_mall(bench):
    rows = bench.rows(time_range=span(back(9), back(2)))
    assert any("inline_link_clicks" in row for row in rows)
    for row in rows:
        links, every = int(row.get("inline_link_clicks", 0)), int(row.get("clicks", 0))
        assert links < every <= int(row["impressions"]) or (links, every) == (0, 0)


@pytest.mark.parametrize("account", [KR, US])
def test_the_rows_of_all_days_are_the_truth_in_sum(bench, meta_story, account):
    """Also today, of which some hours are over, and by device."""
    told = ads_truth(bench.market, meta_story.first_day, "ad_stats")
    truth = Counter()
    for values in told["rows"]:
        row = dict(zip(told["columns"], values, strict=True))
        if row["account"] == account:
            key = (row["date"], row["ad_id"], row["device"])
            for name in ("impressions", "clicks", "cost", "conversions", "conversion_value"):
                truth[*key, name] += Decimal(str(row[name]))
    seen = Counter()
    for row in bench.rows(account, time_range=span(back(20), back(0)), breakdowns="impression_device"):
        device = "pc" if row["impression_device"] == "desktop" else "mobile"
        key = (row["date_start"], row["ad_id"], device)
        seen[*key, "impressions"] += Decimal(row.get("impressions", 0))
        seen[*key, "clicks"] += Decimal(row.get("inline_link_clicks", 0))
        seen[*key, "cost"] += Decimal(row.get("spend", 0))
        seen[*key, "conversions"] += Decimal(actions(row).get("omni_purchase", 0))
        seen[*key, "conversion_value"] += Decimal(actions(row, "action_values").get("omni_purchase", 0))
    assert sum(truth.values()) > 0
    assert seen == truth


def test_a_renamed_campaign_has_its_new_name_on_old_days_too(bench):
    bench.market.names["120210345678900101"] = "전환_봄"
    names = {row["campaign_name"] for row in bench.rows(time_range=span(back(12), back(0)))}
    assert "전환_봄" in names
    assert "META_ASC_전환_상시" not in names


def test_upper_levels_and_longer_steps_are_sums(bench):
    fields = "impressions,campaign_id,ad_id"
    week = {"time_range": span(back(9), back(3)), "fields": fields}
    ads = bench.rows(**week)
    campaigns = bench.rows(level="campaign", time_increment="all_days", **week)
    pairs = bench.rows(level="account", time_increment=2, **week)
    assert len({row["campaign_id"] for row in campaigns}) == len(campaigns)
    assert [row["date_start"] for row in pairs] == [back(days).date().isoformat() for days in (9, 7, 5, 3)]
    assert pairs[-1]["date_stop"] == back(3).date().isoformat()
    assert not any("ad_id" in row for row in campaigns + pairs)
    sums = {sum(int(row.get("impressions", 0)) for row in rows) for rows in (ads, campaigns, pairs)}
    assert len(sums) == 1


def test_pages_hold_a_cursor_and_a_next_address_with_the_token(bench):
    query = {"level": "ad", "time_increment": 1, "fields": "ad_id", "limit": 3, "time_range": span(back(9), back(2))}
    page = bench.ok(f"v26.0/act_{KR}/insights", **query)
    assert len(page["data"]) == 3
    assert f"access_token={bench.market.doors.meta_token}" in page["paging"]["next"]
    further = bench.ok(f"v26.0/act_{KR}/insights", **query, after=page["paging"]["cursors"]["after"])
    by_address = bench.web.get(page["paging"]["next"]).get_json()
    assert further["data"] == by_address["data"]
    assert further["data"] != page["data"]
    assert len(bench.rows(**query)) == len(bench.rows(**{**query, "limit": 500}))


def test_after_the_last_row_there_is_neither_cursor_nor_next(bench):
    last = bench.ok(f"v26.0/act_{KR}/insights", time_range=span(back(2)), limit=500)
    assert "next" not in last["paging"]
    assert bench.ok(f"v26.0/act_{KR}/insights", time_range=span(back(500), back(400))) == {"data": []}


def test_too_many_rows_at_once_are_refused(bench):
    days = {"level": "ad", "time_increment": 1, "limit": 1}
    bench.market.doors.meta.most_rows = 12
    assert bench.refused(f"v26.0/act_{KR}/insights", time_range=span(back(9), back(2)), **days) == (100, 1487534)
    assert bench.ok(f"v26.0/act_{KR}/insights", time_range=span(back(2)), **days)["data"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"fields": "impressions,colour"}, 100),
        ({"level": "keyword"}, 100),
        ({"breakdowns": "weather"}, 100),
        ({"breakdowns": "impression_device,device_platform"}, 100),
        ({"time_increment": "0"}, 100),
        ({"limit": "many"}, 100),
        ({"after": "nowhere"}, 100),
        ({"after": "어디"}, 100),
        ({"date_preset": "soon"}, 100),
        ({"time_range": "yesterday"}, 100),
        ({"time_range": span(back(1), back(2))}, 100),
        ({"time_range": span(back(1500), back(2))}, 3018),
        ({"filtering": '[{"field": "ad.weather", "operator": "EQUAL", "value": 1}]'}, 100),
        ({"filtering": '[{"field": "ad.id", "operator": "LIKE", "value": 1}]'}, 100),
    ],
)
def test_what_graph_does_not_know_is_refused(bench, wrong, code):
    assert bench.refused(f"v26.0/act_{KR}/insights", **wrong)[0] == code


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ({"field": "ad.id", "operator": "IN", "value": ["120210345678900302"]}, {"120210345678900302"}),
        ({"field": "ad.id", "operator": "NOT_IN", "value": ["120210345678900302"]}, {"120210345678900301"}),
        ({"field": "ad.name", "operator": "CONTAIN", "value": "영상"}, {"120210345678900301"}),
        ({"field": "spend", "operator": "LESS_THAN_OR_EQUAL", "value": "7.0"}, {"120210345678900302"}),
        ({"field": "campaign.id", "operator": "NOT_EQUAL", "value": "120210345678900101"}, set()),
    ],
)
def test_conditions_choose_rows(condition, ids):
    story = HandMade(
        [tally(VIDEO, impressions=99, clicks=9, cost=8), tally(IMAGE, impressions=99, clicks=9, cost=7)],
    )
    rows = make_bench(story).rows(time_range=span(DAY), filtering=orjson.dumps([condition]).decode())
    assert {row["ad_id"] for row in rows} == ids


def test_a_day_that_is_not_over_grows(bench):
    before = bench.rows(time_range=span(START))
    bench.time.pass_by(hours=6)
    after = bench.rows(time_range=span(START))
    assert sum(int(row["impressions"]) for row in before) < sum(int(row["impressions"]) for row in after)


def test_a_deleted_ad_has_a_row_only_where_its_state_is_asked_for_and_counts_in_all_above_it():
    shown = [tally(place, impressions=100, clicks=10, cost=500) for place in (VIDEO, IMAGE)]
    bench = make_bench(HandMade(shown))
    bench.market.doors.meta.deleted.add(VIDEO.ad.ad_id)

    def ads(*states):
        condition = {"field": "ad.effective_status", "operator": "IN", "value": list(states)}
        asked = {"filtering": orjson.dumps([condition]).decode()} if states else {}
        return {row["ad_id"] for row in bench.rows(time_range=span(DAY), **asked)}

    assert ads() == ads("ACTIVE", "PAUSED") == {IMAGE.ad.ad_id}
    assert ads("DELETED", "ARCHIVED") == {VIDEO.ad.ad_id}
    assert ads("ACTIVE", "DELETED") == {VIDEO.ad.ad_id, IMAGE.ad.ad_id}
    (account,) = bench.rows(time_range=span(DAY), level="account")
    assert account["impressions"] == "200"
