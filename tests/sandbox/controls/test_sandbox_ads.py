"""The controls of the ad media, and what they should have told: every ad-day and keyword-day."""

import base64
import hmac
from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from sheets_bridge.sandbox.ad_accounts import market_of
from sheets_bridge.sandbox.ads_truth import ads_truth
from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.story import Story

START = datetime(2026, 4, 2, 3, 30, tzinfo=KST)
"""Three days after Naver's reports began to include VAT, half an hour before yesterday is ready there."""
TODAY = START.date()


@pytest.fixture(scope="module")
def story():
    return Story("demo", seed=5, start=START, days=12, orders_per_day=60)


def market(story, now=START):
    return market_of(story, lambda: now, Switch())


def rows(story, now=START, table="ad_stats", **match):
    told = ads_truth(market(story, now), story.first_day, table)
    every = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
    assert len({tuple(row[name] for name in told["key"]) for row in every}) == len(every)
    return [row for row in every if all(row[name] == value for name, value in match.items())]


def days(told):
    return {row["date"] for row in told}


def total(told, *columns):
    return tuple(sum(Decimal(str(row[column])) for row in told) for column in columns)


def test_each_medium_tells_up_to_the_day_it_would_have_told(story):
    today, yesterday, before = ((TODAY - timedelta(days=n)).isoformat() for n in range(3))
    last = {medium: max(days(rows(story, medium=medium))) for medium in ("naver_ads", "meta_ads", "google_ads")}
    assert last == {"naver_ads": before, "meta_ads": today, "google_ads": today}
    assert {max(days(rows(story, medium=medium))) for medium in ("kakao_keyword", "kakao_moment")} == {yesterday}
    assert max(days(rows(story, START + timedelta(minutes=30), medium="naver_ads"))) == yesterday


def cost_on(story, day):
    """What Naver told of a day row by row; in all; and in truth without VAT."""
    told = rows(story, medium="naver_ads", date=day.isoformat())
    campaigns = {row["campaign_id"] for row in told}
    plain = sum(one.cost for id_ in campaigns for one in story.ads.tallies(START, id_, day))
    return told, *total(told, "cost"), plain


def test_naver_tells_cost_without_vat_and_with_decimals_until_the_29th_of_march(story):
    told, reported, plain = cost_on(story, date(2026, 3, 29))
    assert {row["vat_included"] for row in told} == {"F"}
    assert reported == plain
    assert any(isinstance(row["cost"], float) for row in told)


def test_naver_tells_cost_with_vat_in_whole_won_from_the_30th_of_march(story):
    told, reported, plain = cost_on(story, date(2026, 3, 30))
    assert {row["vat_included"] for row in told} == {"T"}
    assert abs(reported / plain - Decimal("1.1")) < Decimal("0.001")
    assert all(isinstance(row["cost"], int) for row in told)


def test_conversions_are_dated_as_each_medium_dates_them(story):
    """Naver and Meta by the purchase, Google and Kakao by the click; all of them purchases known by now."""
    now = START + timedelta(days=20)
    day = date(2026, 3, 30)
    for account in market(story).accounts:
        told = rows(story, now, account=account.number, date=day.isoformat())
        by = {
            "purchase": [one for id_ in ids(account) for one in story.ads.claims_by_purchase(now, id_, day)],
            "click": [one for id_ in ids(account) for one in story.ads.claims_by_click(now, id_, day)],
        }
        basis = "purchase" if account.medium in ("naver_ads", "meta_ads") else "click"
        assert total(told, "conversions", "conversion_value") == (len(by[basis]), sum(one.value for one in by[basis]))


def ids(account):
    return [campaign.campaign_id for campaign in account.campaigns]


def test_a_late_purchase_makes_a_row_where_the_ad_was_not_even_shown(story):
    alone = [row for row in rows(story, START + timedelta(days=20)) if row["conversions"] and not row["impressions"]]
    assert alone
    assert all((row["clicks"], row["cost"]) == (0, 0) for row in alone)


def test_performance_max_stands_at_campaign_level_and_has_no_keywords(story):
    told = rows(story, ad_product="실적최대화")
    assert {(row["adgroup_id"], row["ad_id"], row["ad_name"]) for row in told} == {("-", "-", None)}
    assert sum(row["clicks"] for row in told) > 0
    assert {row["device"] for row in told} == {"pc", "mobile"}
    assert not rows(story, table="ad_keyword_stats", ad_product="실적최대화")


def test_keywords_add_up_to_their_ads_wherever_words_are_bid_on(story):
    words = rows(story, table="ad_keyword_stats")
    assert {row["ad_product"] for row in words} == {"파워링크", "브랜드검색", "검색", "키워드광고"}
    columns = ("impressions", "clicks", "cost", "conversions", "conversion_value")
    for campaign_id in {row["campaign_id"] for row in words}:
        of_ads = rows(story, campaign_id=campaign_id)
        assert total(of_ads, *columns) == total([row for row in words if row["campaign_id"] == campaign_id], *columns)


def test_accounts_are_told_with_their_numbers_and_campaigns_and_no_credential(sandbox):
    told = sandbox.control("GET", "ads").json()
    media = [account["medium"] for account in told["accounts"]]
    assert sorted(media) == sorted(
        ["naver_ads", *["meta_ads"] * 2, *["google_ads"] * 2, "kakao_keyword", "kakao_moment"]
    )
    assert {account["number"] for account in told["accounts"]} == {one.number for one in sandbox.running.ads.accounts}
    assert all(account["number"].isdigit() and account["campaigns"] for account in told["accounts"])
    assert {(one["shop_no"], one["currency"]) for one in told["accounts"]} == {(1, "KRW"), (2, "USD")}
    assert sandbox.running.ads.doors.naver_secret not in repr(told)
    assert sandbox.running.ads.doors.naver_secret not in repr(sandbox.running)


def test_a_new_name_is_told_from_then_on_and_also_of_days_before(sandbox):
    account = sandbox.running.ads.of("meta_ads")["102938475610293"]
    campaign = account.campaigns[0]
    try:
        for id_ in (campaign.campaign_id, campaign.groups[0].group_id, campaign.groups[0].ads[0].ad_id):
            assert sandbox.control("POST", "ads/rename", {"id": id_, "name": f"새 {id_}"}).status_code == 200
        told = sandbox.control("GET", "truth/ad_stats").json()
        columns = told["columns"]
        seen = [row for row in told["rows"] if row[columns.index("campaign_id")] == campaign.campaign_id]
        assert {row[columns.index("campaign_name")] for row in seen} == {f"새 {campaign.campaign_id}"}
        names = {row[columns.index("ad_id")]: row[columns.index("ad_name")] for row in seen}
        assert names == {ad.ad_id: sandbox.running.ads.name_of(ad.ad_id, ad.name) for ad in campaign.groups[0].ads}
        assert names[campaign.groups[0].ads[0].ad_id].startswith("새 ")
    finally:
        sandbox.running.ads.names.clear()


def test_a_medium_is_closed_and_opened_and_a_token_runs_out(sandbox):
    assert sandbox.control("POST", "ads/close", {"medium": "meta_ads"}).json()["closed"] == ["meta_ads"]
    assert sandbox.running.ads.doors.closed == {"meta_ads"}
    assert sandbox.control("POST", "ads/open", {"medium": "meta_ads"}).json()["closed"] == []
    ends = sandbox.control("POST", "ads/token", {"days": 3}).json()["meta_token_ends"]
    wait = datetime.fromisoformat(ends) - datetime.fromisoformat(sandbox.control("GET", "clock").json()["now"])
    assert timedelta(days=2, hours=23) < wait <= timedelta(days=3)
    assert sandbox.running.ads.doors.meta_token_ends == datetime.fromisoformat(ends)
    sandbox.running.ads.doors.meta_token_ends = None


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("ads/rename", {"id": "nobody", "name": "x"}),
        ("ads/rename", {"id": "1204501"}),
        ("ads/rename", {"id": [], "name": "x"}),
        ("ads/close", {"medium": "tiktok"}),
        ("ads/open", {}),
        ("ads/token", {"days": "3"}),
        ("ads/token", [3]),
    ],
)
def test_what_cannot_be_understood_is_422_and_changes_nothing(sandbox, name, body):
    before = sandbox.control("GET", "ads").json()
    assert sandbox.control("POST", name, body).status_code == 422
    assert sandbox.control("GET", "ads").json() == before


def naver(sandbox, method, path, **sent):
    """A signed call; `path` may be a whole address."""
    doors, address = sandbox.running.ads.doors, path if path.startswith("http") else f"{sandbox.root}/naver-ads{path}"
    moment = datetime.fromisoformat(sandbox.control("GET", "clock").json()["now"])
    stamp = str(int(moment.timestamp() * 1000))
    signed = f"{stamp}.{method}.{urlsplit(address).path}".encode()
    digest = hmac.digest(doors.naver_secret.encode(), signed, "sha256")
    headers = {"X-Timestamp": stamp, "X-API-KEY": doors.naver_licence, "X-Customer": "1207345"}
    headers["X-Signature"] = base64.b64encode(digest).decode()
    return sandbox.web.request(method, address, headers=headers, timeout=5, **sent)


def test_a_report_is_fetched_from_the_host_it_was_ordered_at(sandbox):
    job = naver(sandbox, "POST", "/stat-reports", json={"reportTp": "AD", "statDt": "20261025"}).json()
    while job["status"] != "BUILT":
        job = naver(sandbox, "GET", f"/stat-reports/{job['reportJobId']}").json()
    assert job["downloadUrl"].startswith(f"{sandbox.root}/naver-ads/report-download?")
    lines = naver(sandbox, "GET", job["downloadUrl"]).text.splitlines()
    assert {line.split("\t")[1] for line in lines} == {"1207345"}
    assert naver(sandbox, "DELETE", f"/stat-reports/{job['reportJobId']}").status_code == 204
    assert {call["vendor"] for call in sandbox.calls()} == {"naver_ads"}


def test_a_call_of_each_medium_is_listed_under_its_name(sandbox):
    kinds = []
    for name, address in sandbox.running.ad_endpoints.items():
        sandbox.web.get(address, timeout=5)
        # Google's consent page would stand at the same host as its tokens.
        assert sandbox.calls()[-1]["vendor"] == name.replace("consent", "oauth")
        kinds.append(sandbox.calls()[-1]["kind"])
    assert kinds.count("token") == 1  # google_oauth
    sandbox.web.post(f"{sandbox.running.ad_endpoints['naver_ads']}/stat-reports", json={}, timeout=5)
    sandbox.web.post(f"{sandbox.running.ad_endpoints['google_ads']}/v26/customers/1/googleAds:searchStream", timeout=5)
    sandbox.web.get(f"{sandbox.running.ad_endpoints['kakao_auth']}/oauth/business/authorize", timeout=5)
    assert [call["kind"] for call in sandbox.calls()[-2:]] == ["read", "read"]
