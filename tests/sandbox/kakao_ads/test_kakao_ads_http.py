"""The pretend Kakao within the whole sandbox: over HTTP, on the story's own campaigns, held against its truth."""

from collections import defaultdict
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.server import Settings, start

LAST = date(2026, 11, 1)
SCOPES = "moment_management,keyword_management"


@pytest.fixture(scope="module")
def running():
    sandbox = start(Settings(seed=4, days=12, orders_per_day=30, start=datetime(2026, 11, 2, 7, 30, tzinfo=KST)))
    sandbox.ads.switch.enabled = False
    yield sandbox
    sandbox.stop()


@pytest.fixture(scope="module")
def web():
    session = requests.Session()
    session.trust_env = False
    return session


@pytest.fixture(scope="module")
def token(running, web):
    """By the way a person goes."""
    doors, root = running.ads.doors, running.ad_endpoints["kakao_auth"]
    app = {"client_id": doors.kakao_rest_key, "redirect_uri": doors.kakao_redirect_uri}
    asked = {**app, "response_type": "code", "scope": SCOPES, "state": "s"}
    page = web.get(f"{root}/oauth/business/authorize", params=asked, timeout=5)
    assert "동의" in page.text
    back = web.post(f"{root}/oauth/business/authorize", data=asked, allow_redirects=False, timeout=5)
    code = parse_qs(urlsplit(back.headers["Location"]).query)["code"][0]
    form = {**app, "client_secret": doors.kakao_client_secret, "grant_type": "authorization_code", "code": code}
    return web.post(f"{root}/oauth/business/token", data=form, timeout=5).json()["access_token"]


@pytest.fixture
def get(running, web, token):
    """Call an address of one of Kakao's hosts."""

    def call(host, path, **query):
        medium = host if host in ("kakao_moment", "kakao_keyword") else "kakao_moment"
        (account,) = running.ads.of(medium)
        headers = {"Authorization": f"Bearer {token}", "adAccountId": account}
        return web.get(f"{running.ad_endpoints[host]}/{path}", params=query, headers=headers, timeout=10)

    return call


def control(running, web, name, body):
    answer = web.post(f"http://127.0.0.1:{running.port}/sandbox/{name}", json=body, timeout=5)
    assert answer.status_code == 200, answer.text


def truth(running, web, table, medium):
    """What the sandbox says each day of an ad or keyword must come to, devices together."""
    told = web.get(f"http://127.0.0.1:{running.port}/sandbox/truth/{table}", timeout=20).json()
    sums = defaultdict(lambda: [0, 0, 0, 0, 0])
    for values in told["rows"]:
        row = dict(zip(told["columns"], values, strict=True))
        if row["medium"] == medium:
            figures = [row[name] for name in ("impressions", "clicks", "cost", "conversions", "conversion_value")]
            key = row["date"].replace("-", ""), row.get("ad_id") or row.get("keyword_id")
            sums[key] = [mine + more for mine, more in zip(sums[key], figures, strict=True)]
    return dict(sums)


def figures(rows, key, cost):
    """What a report told, the same way."""
    names = ("imp", "click", cost, "conv_purchase_7d", "conv_purchase_p_7d")
    return {(row["start"], row["dimensions"][key]): [row["metrics"][name] for name in names] for row in rows}


def moment_rows(running, get, **more):
    (account,) = running.ads.of("kakao_moment")
    query = {"adAccountId": account, "level": "CREATIVE", "metricsGroup": "BASIC,PIXEL_SDK_CONVERSION"}
    answer = get("kakao_moment", "openapi/v4/adAccounts/report", **query, start="20261021", end="20261101", **more)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def keyword_rows(get, path):
    query = {"metricsGroups": "BASIC,PIXEL_SDK_CONVERSION", "timeUnit": "DAY", "campaignId": "1204601"}
    answer = get("kakao_keyword", f"openapi/v1/{path}/report", **query, start="20261021", end="20261101")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_moment_tells_what_the_truth_says_before_and_after_a_day_is_final(running, web, get):
    before = figures(moment_rows(running, get), "creative_id", "cost")
    assert before == truth(running, web, "ad_stats", "kakao_moment")
    assert {day for day, _ in before} >= {"20261031", "20261101"}
    assert sum(values[3] for values in before.values()) > 0
    control(running, web, "advance", {"hours": 1})
    after = figures(moment_rows(running, get), "creative_id", "cost")
    assert after == truth(running, web, "ad_stats", "kakao_moment")
    changed = {day for day, id_ in after if after[day, id_][:3] != before[day, id_][:3]}
    assert changed == {"20261101"}


def test_devices_add_up_to_the_same(running, get):
    cut = moment_rows(running, get, dimension="DEVICE_TYPE")
    whole = figures(moment_rows(running, get), "creative_id", "cost")
    sums = defaultdict(lambda: [0, 0, 0, 0, 0])
    for row in cut:
        for key, values in figures([row], "creative_id", "cost").items():
            sums[key] = [mine + more for mine, more in zip(sums[key], values, strict=True)]
    assert dict(sums) == whole


def test_keyword_ad_tells_what_the_truth_says_of_keywords_and_of_ads(running, web, get):
    words = figures(keyword_rows(get, "keywords"), "keywordId", "spending")
    assert words == truth(running, web, "ad_keyword_stats", "kakao_keyword")
    assert len({id_ for _, id_ in words}) == 3
    ads = figures(keyword_rows(get, "creatives"), "creativeId", "spending")
    assert ads == truth(running, web, "ad_stats", "kakao_keyword")


def test_a_renamed_campaign_is_called_so_in_the_list(running, web, get):
    control(running, web, "ads/rename", {"id": "1204501", "name": "새 비즈보드"})
    names = {one["id"]: one["name"] for one in get("kakao_moment", "openapi/v4/campaigns").json()["content"]}
    assert names[1204501] == "새 비즈보드"


def test_credentials_taken_for_expired_close_one_medium(running, web, get):
    control(running, web, "ads/close", {"medium": "kakao_moment"})
    closed = get("kakao_moment", "openapi/v4/campaigns")
    assert (closed.status_code, closed.json()["code"]) == (401, -401)
    assert get("kakao_keyword", "openapi/v1/campaigns").status_code == 200
    control(running, web, "ads/open", {"medium": "kakao_moment"})
    assert get("kakao_moment", "openapi/v4/campaigns").status_code == 200
    assert get("kakao_api", "v1/business/tokeninfo").json()["scopes"] == SCOPES.split(",")


@pytest.mark.parametrize(("status", "code"), [(503, -9798), (429, -813), (400, -10), (403, -5), (401, -401)])
def test_a_fault_speaks_as_kakao_does(running, web, get, status, code):
    fault = {"path": "/kakao-moment/*", "action": "status", "status": status, "method": "GET"}
    control(running, web, "faults", fault)
    answer = get("kakao_moment", "openapi/v4/campaigns")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    web.delete(f"http://127.0.0.1:{running.port}/sandbox/faults", timeout=5)
    assert get("kakao_moment", "openapi/v4/campaigns").status_code == 200


def test_calls_are_listed_as_what_they_are_and_hold_no_token(running, web, get, token):
    get("kakao_moment", "openapi/v4/campaigns")
    calls = web.get(f"http://127.0.0.1:{running.port}/sandbox/calls", timeout=5)
    kinds = {(call["vendor"], call["kind"]) for call in calls.json() if call["vendor"].startswith("kakao")}
    assert kinds >= {("kakao_moment", "read"), ("kakao_auth", "token")}
    assert not any(call["path"].endswith("/authorize") for call in calls.json())
    assert token not in calls.text
