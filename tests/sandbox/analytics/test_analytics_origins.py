"""Which ad led to which order is a known truth, and the statistics say as much of it as the tags allow."""

from collections import Counter, defaultdict
from datetime import date

import pytest
from analytics_bench import day, make_bench

from sheets_bridge.sandbox.story.campaign_list import CAMPAIGNS
from sheets_bridge.sandbox.story.campaigns import MEDIA
from sheets_bridge.sandbox.story.origins import CHANNELS, ORIGINS
from sheets_bridge.sandbox.story.tags import UNTAGGED, Tag, tag_of

MONTH, YESTERDAY = day(29), day()


def details(bench):
    return {row["order_id"]: row for row in bench.every("sales/orderdetails", MONTH, YESTERDAY)}


def origins(bench, shop_no=1):
    return {row["order_id"]: row for row in bench.truth("order_origins") if row["shop_no"] == shop_no}


def test_every_own_order_has_one_origin_and_no_order_of_an_external_market_has_any(bench):
    for shop_no in (1, 2):
        orders = bench.story.orders(bench.clock.now(), shop_no)
        assert origins(bench, shop_no).keys() == {order.order_id for order in orders if order.market_id == "self"}
    assert {row["channel"] for row in bench.truth("order_origins")} == set(CHANNELS)


def test_the_tag_of_an_order_is_that_of_the_ad_it_came_by(bench):
    told = origins(bench)
    for order_id, row in details(bench).items():
        truth = told[order_id]
        assert row["ad"] == (truth["tagged_ad"] or "채널 없음")
        assert row["keyword"] == (truth["tagged_keyword"] or "")
        for name in ("medium", "campaign", "content"):
            assert row[name] == (truth[f"tagged_{name}"] or "")


def test_tags_are_as_people_write_them(bench):
    """One brand's Naver has many spellings, some campaigns are missing, some hold what was meant to be content."""
    told, seen = origins(bench), details(bench)
    spellings, campaigns = defaultdict(set), defaultdict(set)
    for order_id, row in seen.items():
        spellings[told[order_id]["medium"]].add(row["ad"])
        campaigns[told[order_id]["campaign_name"]].add(row["campaign"])
    assert {"naver", "NAVER", "Naver", "네이버", "NV_BS_MO"} <= spellings["naver"]
    assert campaigns["META_리타겟팅_카탈로그"] == {""}
    assert campaigns["KK_비즈보드_세일"] == {"sale_50?utm_content=b1"}
    assert campaigns["01_파워링크_브랜드키워드"] == {"cmp-a001-01-000000000003101"}


def test_a_tag_behind_a_second_question_mark_is_lost_with_the_ad_it_names():
    bench = make_bench(days=12, orders_per_day=150)
    lost = [row["order_id"] for row in bench.truth("order_origins") if row["campaign_name"] == "META_신제품_런칭"]
    seen = details(bench)
    rows = [seen[order_id] for order_id in lost if order_id in seen]
    assert rows
    assert all((row["ad"], row["campaign"]) == ("채널 없음", "") for row in rows)


def test_a_channel_day_has_the_visits_and_sales_of_the_statistics(bench):
    visits, orders, amounts = Counter(), Counter(), Counter()
    for row in bench.truth("channel_days"):
        if row["shop_no"] == 1:
            visits[row["date"]] += row["visit_count"]
            orders[row["date"]] += row["order_count"]
            amounts[row["date"]] += row["order_amount"]
    for row in bench.rows("visitors/view", MONTH, YESTERDAY):
        assert int(row["visit_count"]) == visits[row["date"][:10]]
    for back in (1, 2, 15):
        one = day(back)
        assert bench.total("sales/times", "order_count", one) == orders[one.isoformat()]
        assert bench.total("sales/times", "order_amount", one) == amounts[one.isoformat()]


def test_a_campaign_day_is_what_its_orders_say(bench):
    """A campaign's orders counted one by one, on the day of their payment."""
    told, counted = origins(bench), Counter()
    for order_id, row in details(bench).items():
        if told[order_id]["campaign_id"]:
            counted[told[order_id]["campaign_id"], row["order_date"]] += 1
    days = {
        (row["campaign_id"], row["date"]): row["order_count"]
        for row in bench.truth("campaign_days")
        if row["shop_no"] == 1 and MONTH.isoformat() <= row["date"] <= YESTERDAY.isoformat()
    }
    assert {key: count for key, count in days.items() if count} == counted


def test_visits_of_a_campaign_only_ever_come_in(bench):
    """So that the clicks a medium tells of a day may be drawn once and never be fewer than the visits."""
    moving = make_bench()
    before = {(row["date"], row["campaign_id"]): row["visit_count"] for row in moving.truth("campaign_days")}
    moving.clock.advance(24 * 8)
    after = {(row["date"], row["campaign_id"]): row["visit_count"] for row in moving.truth("campaign_days")}
    assert all(after[key] >= count for key, count in before.items())
    assert any(after[key] > count for key, count in before.items() if key[0] < YESTERDAY.isoformat())


def test_a_campaign_that_is_switched_off_brings_no_visit(bench):
    told = {(row["campaign_name"], row["date"]) for row in bench.truth("campaign_days") if row["visit_count"]}
    launch = {date.fromisoformat(when).weekday() for name, when in told if name == "META_신제품_런칭"}
    assert launch == {0, 1, 2, 3, 4}
    sale = {when for name, when in told if name == "KK_비즈보드_세일"}
    assert "2026-11-11" in sale
    assert 0 < len(sale) < 15


def test_campaigns_are_whole_and_their_ids_their_own():
    assert {campaign.medium for campaign in CAMPAIGNS} == set(MEDIA)
    naver = {campaign.ad_product for campaign in CAMPAIGNS if campaign.medium == "naver"}
    assert naver == {"파워링크", "쇼핑검색", "브랜드검색"}
    groups = [group for campaign in CAMPAIGNS for group in campaign.groups]
    for ids in (
        [campaign.campaign_id for campaign in CAMPAIGNS],
        [group.group_id for group in groups],
        [ad.ad_id for group in groups for ad in group.ads],
        [keyword.keyword_id for group in groups for keyword in group.keywords],
    ):
        assert len(ids) == len(set(ids)) > 0
    assert all(campaign.daily_budget > 0 for campaign in CAMPAIGNS)


def test_no_macro_is_left_in_an_address_somebody_lands_on():
    landings = [origin.landing for shop in ORIGINS.values() for origin in shop if origin.landing]
    assert len(landings) > 30
    assert not [landing for landing in landings if "{" in landing]


@pytest.mark.parametrize(
    ("landing", "tag"),
    [
        ("https://a.example/?utm_source=NAVER&utm_medium=cpc&utm_term=%EB%A6%BD+%ED%8B%B4%ED%8A%B8",
         Tag("NAVER", "립 틴트", "cpc")),
        ("https://a.example/?product_no=3&utm_source=meta&utm_medium=cpc&utm_campaign=x&utm_content=y",
         Tag("meta", "", "cpc", "x", "y")),
        ("https://a.example/?product_no=3?utm_source=meta&utm_medium=cpc", UNTAGGED),
        ("https://a.example/?utm_source=kakao&utm_medium=bb&utm_campaign=x?utm_content=y",
         Tag("kakao", "", "bb", "x?utm_content=y")),
        ("https://a.example/?n_media=1&n_query=%EC%85%94%EC%B8%A0", Tag("네이버", "셔츠")),
        ("https://a.example/?gad_source=1&gad_campaignid=2", UNTAGGED),
        ("https://a.example/", UNTAGGED),
        ("", UNTAGGED),
    ],
)  # fmt: skip
def test_a_tag_is_read_off_the_address_as_it_stands(landing, tag):
    assert tag_of(landing) == tag
