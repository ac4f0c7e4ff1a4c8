"""Meta and Google Ads within the whole sandbox: over HTTP, with its faults, its list of calls, their rules."""

import pytest
import requests

from sheets_bridge.sandbox.ad_rules import GoogleRules, MetaRules, Unruled, change, told
from sheets_bridge.sandbox.ad_troubles import ad_trouble
from sheets_bridge.sandbox.server import Settings, start

KR, MANAGER = "102938475610293", "7712098840"
DAYS = {"level": "ad", "time_increment": 1, "date_preset": "yesterday", "limit": 1}


@pytest.fixture(scope="module")
def running():
    sandbox = start(Settings(days=3, orders_per_day=20))
    yield sandbox
    sandbox.stop()


@pytest.fixture(scope="module")
def web():
    session = requests.Session()
    session.trust_env = False
    return session


@pytest.fixture
def control(running, web):
    def send(name, body, method="POST"):
        return web.request(method, f"http://127.0.0.1:{running.port}/sandbox/{name}", json=body, timeout=5)

    send("calls", None, "DELETE")
    yield send
    send("faults", None, "DELETE")


def insights(running, web, **asked):
    bearer = {"Authorization": f"Bearer {running.ads.doors.meta_token}"}
    address = f"{running.ad_endpoints['meta_ads']}/v26.0/act_{KR}/insights"
    return web.get(address, params={**DAYS, **asked}, headers=bearer, timeout=5)


def campaigns(running, web, method="searchStream"):
    doors = running.ads.doors
    form = {
        "grant_type": "refresh_token",
        "client_id": doors.google_client_id,
        "client_secret": doors.google_client_secret,
        "refresh_token": doors.google_refresh_token,
    }
    token = web.post(running.ad_endpoints["google_oauth"], data=form, timeout=5).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "login-customer-id": MANAGER, "developer-token": "ignored"}
    number = next(iter(running.ads.of("google_ads")))
    address = f"{running.ad_endpoints['google_ads']}/v26/customers/{number}/googleAds:{method}"
    return web.post(address, json={"query": "SELECT campaign.id FROM campaign"}, headers=headers, timeout=5)


def test_both_media_answer_over_http_and_the_next_page_of_one_leads_back_to_it(running, web):
    page = insights(running, web).json()
    further = web.get(page["paging"]["next"], timeout=5).json()
    assert further["data"]
    assert further["data"] != page["data"]
    assert len(campaigns(running, web).json()[0]["results"]) == 2


def test_calls_are_listed_by_medium_and_kind(running, web, control):
    insights(running, web)
    campaigns(running, web)
    calls = [(call["vendor"], call["kind"]) for call in control("calls", None, "GET").json()]
    assert calls == [("meta_ads", "read"), ("google_oauth", "token"), ("google_ads", "read")]


def test_a_rule_is_set_by_its_control(running, web, control):
    assert insights(running, web).status_code == 200
    answer = control("ads/rules", {"medium": "meta_ads", "most_rows": 1, "barred": []}).json()
    assert answer["most_rows"] == 1
    assert "exchanged" not in answer
    assert insights(running, web).json()["error"]["error_subcode"] == 1487534
    control("ads/rules", {"medium": "meta_ads", "most_rows": 5000})
    assert control("ads/rules", {"medium": "google_ads", "project": "SERVICE_DISABLED"}).status_code == 200
    assert campaigns(running, web).status_code == 403
    control("ads/rules", {"medium": "google_ads", "project": ""})
    assert campaigns(running, web).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"medium": "naver_ads", "most_rows": 1},
        {"most_rows": 1},
        {"medium": []},
        {"medium": "meta_ads", "colour": 1},
        {"medium": "meta_ads", "most_rows": 0},
        {"medium": "meta_ads", "proof_required": 1},
        {"medium": "meta_ads", "exchanged": {}},
        {"medium": "google_ads", "barred": "all"},
    ],
)
def test_a_rule_that_there_is_not_is_refused(control, wrong):
    assert control("ads/rules", wrong).status_code == 422


def test_rules_are_set_all_or_none():
    rules = MetaRules()
    with pytest.raises(Unruled):
        change(rules, {"most_rows": 7, "reports": "many"})
    assert rules == MetaRules()
    change(rules, {"barred": [1], "failing_runs": 0})
    assert rules.barred == {"1"}
    assert "service_accounts" not in told(GoogleRules())


@pytest.mark.parametrize("status", [400, 401, 403, 429, 500, 503])
def test_a_fault_of_a_bare_status_speaks_as_the_medium_does(running, web, control, status):
    for path in ("/meta-ads/*", "/google-ads/*"):
        control("faults", {"path": path, "action": "status", "status": status, "times": 2})
    answer = insights(running, web)
    assert (answer.status_code, answer.json()["error"]["fbtrace_id"]) == (status, "AFAULT")
    (wrapped,), whole = (campaigns(running, web, method).json() for method in ("searchStream", "search"))
    for body in (wrapped, whole):
        assert body["error"]["code"] == status
        assert body["error"]["details"][0]["errors"][0]["errorCode"]


def test_what_is_no_mediums_has_no_words_of_theirs():
    assert ad_trouble(503, "/google/v4/spreadsheets") is None
    assert ad_trouble(418, "/meta-ads/v26.0/me") is None
