"""The days of the ads: what they showed and cost fits the visits; what is claimed is more than was led to."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.campaign_list import CAMPAIGNS, KAKAO

KST = timezone(timedelta(hours=9))
START = datetime(2026, 11, 1, 14, 20, tzinfo=KST)
TODAY = START.date()
LONG_AFTER = START + timedelta(days=30)
DAYS = [date(2026, 10, 2) + timedelta(days=n) for n in range(30)]
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def story():
    return Story("demo", seed=7, start=START, days=40, orders_per_day=40)


def grain(place, mobile):
    return place.ad.ad_id, place.keyword and place.keyword.keyword_id, mobile


def visits(story, now, day):
    """The visits of a day by ad, keyword and device."""
    counts = Counter()
    for shop_no in (1, 2):
        for part in story.audience(shop_no).visits(now, day):
            if part.origin.placement:
                counts[grain(part.origin.placement, part.mobile)] += part.visits
    return counts


def tallies(story, now, day):
    return [one for campaign in CAMPAIGNS for one in story.ads.tallies(now, campaign.campaign_id, day)]


def claims(story, now=LONG_AFTER, days=DAYS, by="purchase"):
    ask = {"purchase": story.ads.claims_by_purchase, "click": story.ads.claims_by_click}[by]
    return [one for campaign in CAMPAIGNS for day in days for one in ask(now, campaign.campaign_id, day)]


def sales(story, days=DAYS):
    return [sale for shop in (1, 2) for day in days for sale in story.audience(shop).sales(LONG_AFTER, day)]


def test_no_visit_came_without_a_click_at_any_hour_of_the_day_nor_when_all_is_counted(story):
    for day in DAYS[-3:]:
        for now in (datetime(day.year, day.month, day.day, hour, 30, tzinfo=KST) for hour in (1, 9, 14, 23)):
            clicks = {grain(one.placement, one.mobile): one.clicks for one in tallies(story, now, day)}
            assert all(clicks[what] >= count for what, count in visits(story, now, day).items())
    came = lost = 0
    for day in DAYS:
        clicks = {grain(one.placement, one.mobile): one.clicks for one in tallies(story, LONG_AFTER, day)}
        seen = visits(story, LONG_AFTER, day)
        assert all(clicks[what] >= count for what, count in seen.items())
        came, lost = came + seen.total(), lost + sum(clicks.values()) - seen.total()
    assert 0.04 < lost / came < 0.2


def test_a_day_only_grows_while_it_goes_on_and_counts_hours_that_are_over(story):
    before = {}
    for hour in range(1, 24):
        now = {grain(one.placement, one.mobile): one for one in tallies(story, START.replace(hour=hour), TODAY)}
        for what, one in before.items():
            later = now[what]
            assert (later.impressions, later.clicks, later.cost) >= (one.impressions, one.clicks, one.cost)
        before = now
    assert not tallies(story, START.replace(hour=0, minute=59), TODAY)
    assert not tallies(story, START, TODAY + DAY)
    assert not tallies(story, START, story.first_day - DAY)


def test_a_few_clicks_too_many_are_taken_back_48_hours_after_the_day(story):
    day = DAYS[10]
    last = datetime(day.year, day.month, day.day, tzinfo=KST) + 3 * DAY - timedelta(seconds=1)
    counted, in_the_end = tallies(story, last, day), tallies(story, last + timedelta(seconds=1), day)
    for column in ("impressions", "clicks", "cost"):
        first, then = (sum(getattr(one, column) for one in seen) for seen in (counted, in_the_end))
        assert then < first < then * Decimal("1.08"), column
    assert not story.ads.settled(last, day)
    assert in_the_end == tallies(story, LONG_AFTER, day)


def test_money_is_in_the_accounts_currency_and_within_reason_of_the_budget():
    busy = Story("demo", seed=7, start=START, days=4, orders_per_day=900)
    for campaign in CAMPAIGNS:
        for day in (TODAY - 2 * DAY, TODAY - DAY):
            seen = busy.ads.tallies(START, campaign.campaign_id, day)
            cost = sum(one.cost for one in seen)
            assert bool(seen) == campaign.running(7, day)
            assert cost <= campaign.daily_budget * Decimal("1.11")
            finest = Decimal("0.01") if campaign.shop_no == 2 else Decimal("0.1") if campaign.medium == "naver" else 1
            assert all(one.cost % finest == 0 and (one.cost > 0) == (one.clicks > 0) for one in seen)


def test_brand_search_is_clicked_often_and_display_hardly_ever_and_some_ads_not_at_all(story):
    shown, clicked = Counter(), Counter()
    unclicked = 0
    for day in DAYS:
        for one in tallies(story, LONG_AFTER, day):
            shown[one.placement.campaign.ad_product] += one.impressions
            clicked[one.placement.campaign.ad_product] += one.clicks
            unclicked += one.impressions > 0 == one.clicks
    rates = {product: clicked[product] / shown[product] for product in shown}
    assert rates["브랜드검색"] > 0.15 > rates["파워링크"] > 0.03 > rates["전환"] > rates["비즈보드"] > 0.003
    assert unclicked > 20


def test_every_order_an_ad_led_to_is_claimed_once_by_its_medium_on_the_orders_day(story):
    led = {
        (grain(sale.origin.placement, sale.order.from_mobile), sale.order.ordered.date(), sale.paid_at.date(), value)
        for sale in sales(story)
        if sale.origin.placement
        for value in [sale.order.payment_amount]
    }
    claimed = {(grain(one.placement, one.mobile), one.clicked_on, one.bought_on, one.value) for one in claims(story)}
    assert len(led) > 200
    assert led <= claimed
    late = [one for one in claims(story) if one.bought_on > one.clicked_on]
    assert len(late) > 20


def test_the_media_claim_some_sales_that_came_by_themselves(story):
    """By a click of a day on which the ad was clicked, up to six days before; Meta also by a sight."""
    led = Counter(sale.origin.placement.campaign.medium for sale in sales(story) if sale.origin.placement)
    by_themselves = [sale for sale in sales(story) if sale.origin.channel in ("direct", "organic")]
    claimed = Counter(one.placement.campaign.medium for one in claims(story))
    for medium in ("naver", "meta", "google", "kakao"):
        assert led[medium] < claimed[medium] < led[medium] + 0.25 * len(by_themselves)
    assert {one.placement.campaign.medium for one in claims(story) if one.viewed} == {"meta"}
    for one in claims(story):
        assert 0 < one.seconds <= (86_400 if one.viewed else 7 * 86_400)
        if one.clicked_on in DAYS:
            seen = story.ads.tallies(LONG_AFTER, one.placement.campaign.campaign_id, one.clicked_on)
            counts = {grain(tally.placement, tally.mobile): tally for tally in seen}[grain(one.placement, one.mobile)]
            assert counts.impressions if one.viewed else counts.clicks


def test_both_datings_of_claims_tell_the_same_purchases(story):
    middle = DAYS[8:-8]
    by_click = [one for one in claims(story, by="click") if one.bought_on in middle]
    by_purchase = [one for one in claims(story) if one.bought_on in middle]
    assert len(by_purchase) > 100
    assert sorted(map(repr, by_click)) == sorted(map(repr, by_purchase))


def test_a_purchase_is_known_once_its_hour_is_over(story):
    known = claims(story, now=START, days=[TODAY])
    assert known
    now = START.replace(hour=23, minute=59)
    assert len(known) < len(claims(story, now=now, days=[TODAY])) <= len(claims(story, days=[TODAY]))
    assert not claims(story, now=START.replace(hour=0, minute=40), days=[TODAY])
    clicked_then = claims(story, now=START, days=DAYS[-7:-1], by="click")
    assert 20 < len(clicked_then) < len(claims(story, days=DAYS[-7:-1], by="click"))


def test_the_days_come_out_the_same_whatever_was_asked_first(story):
    again = Story("demo", seed=7, start=START, days=40, orders_per_day=40)
    for day in reversed(DAYS[-5:]):
        assert claims(again, days=[day]) == claims(story, days=[day])
        assert tallies(again, LONG_AFTER, day) == tallies(story, LONG_AFTER, day)
    other = Story("demo", seed=8, start=START, days=40, orders_per_day=40)
    assert tallies(other, LONG_AFTER, DAYS[0]) != tallies(story, LONG_AFTER, DAYS[0])


def test_kakao_has_a_keyword_campaign_beside_its_display(story):
    products = defaultdict(list)
    for campaign in KAKAO:
        products[campaign.ad_product].append(campaign)
    (one,) = products["키워드광고"]
    assert all(place.keyword and place.keyword.keyword_id.isdigit() for place in one.places())
    assert sum(tally.clicks for tally in story.ads.tallies(START, one.campaign_id, DAYS[0]))
    assert story.ads.tallies(START, "nobody's", DAYS[0]) == ()
