"""Who may call the pretend Meta: tokens and their ends, the proof, versions, which accounts are the token's."""

import hashlib
import hmac
from datetime import timedelta

import pytest
from meta_bench import KR, US, make_bench

ME = "v26.0/me/adaccounts"


def proof_of(bench, token):
    return hmac.new(bench.market.doors.meta_app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def app_token(bench):
    return f"{bench.market.doors.meta.app_id}|{bench.market.doors.meta_app_secret}"


def test_a_token_is_taken_from_the_header_or_from_the_parameters(bench):
    token = bench.market.doors.meta_token
    assert bench.ok(ME) == bench.ok(ME, token="", access_token=token)


@pytest.mark.parametrize(
    ("token", "refusal"), [("", (2500, 0)), ("somebody", (190, 0))], ids=["no token", "a token nobody gave out"]
)
def test_without_a_good_token_nothing_is_told(bench, token, refusal):
    for path in (ME, "v26.0/me", f"v26.0/act_{KR}/insights", "v26.0/6000000000001"):
        assert bench.refused(path, token=token) == refusal


def test_a_token_ends_when_it_ends_or_when_the_medium_is_closed(bench):
    doors = bench.market.doors
    doors.meta_token_ends = bench.time.at + timedelta(days=3)
    assert bench.call(ME).status_code == 200
    bench.time.pass_by(days=3)
    assert bench.refused(ME) == (190, 463)
    doors.meta_token_ends = None
    assert bench.call(ME).status_code == 200
    doors.closed.add("meta_ads")
    assert bench.refused(ME) == (190, 463)


def test_a_proof_is_checked_whenever_it_comes_and_missed_where_the_app_asks_for_it(bench):
    token = bench.market.doors.meta_token
    assert bench.call(ME, appsecret_proof=proof_of(bench, token)).status_code == 200
    assert bench.refused(ME, appsecret_proof=proof_of(bench, "another")) == (100, 0)
    assert bench.refused(ME, appsecret_proof="") == (100, 0)
    bench.market.doors.meta.proof_required = True
    assert bench.refused(ME) == (100, 0)
    assert bench.call(ME, appsecret_proof=proof_of(bench, token)).status_code == 200


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("v24.0/me", 2635),
        ("me", 2635),
        ("me/adaccounts", 2635),
        ("v99.0/me", 2500),
        ("v26.0/me/weather", 2500),
        ("v26.0", 2500),
    ],
)
def test_a_version_that_is_over_and_a_path_that_leads_nowhere_are_refused(bench, path, code):
    assert bench.refused(path)[0] == code


def test_an_older_living_version_is_answered_by_the_newest(bench):
    answer = bench.call("v25.0/me")
    assert (answer.status_code, answer.headers["facebook-api-version"]) == (200, "v26.0")


def test_the_tokens_accounts_are_listed_page_by_page(bench):
    wanted = {"fields": "name,currency,timezone_name,account_status", "limit": 1}
    first = bench.ok(ME, **wanted)
    second = bench.ok(ME, **wanted, after=first["paging"]["cursors"]["after"])
    assert "next" in first["paging"]
    assert "next" not in second["paging"]
    found = [*first["data"], *second["data"]]
    assert {(row["id"], row["account_id"], row["currency"]) for row in found} == {
        (f"act_{KR}", KR, "KRW"),
        (f"act_{US}", US, "USD"),
    }
    assert {(row["timezone_name"], row["account_status"]) for row in found} == {("Asia/Seoul", 1)}


def test_a_business_lists_what_it_owns(bench):
    ((business,)) = bench.ok("v26.0/me/businesses")["data"]
    owned = bench.ok(f"v26.0/{business['id']}/owned_ad_accounts", fields="name")["data"]
    assert {row["id"] for row in owned} == {f"act_{KR}", f"act_{US}"}
    assert bench.ok(f"v26.0/{business['id']}/client_ad_accounts") == {"data": []}
    assert bench.refused("v26.0/12345/owned_ad_accounts") == (100, 33)
    bench.market.doors.meta.scopes.discard("business_management")
    assert bench.refused(f"v26.0/{business['id']}/owned_ad_accounts") == (10, 0)


def test_an_account_that_is_not_the_tokens_is_refused_with_200_and_a_token_without_the_right_with_10(bench):
    for path in ("v26.0/act_999", "v26.0/act_999/insights"):
        assert bench.refused(path) == (200, 0)
    bench.market.doors.meta.barred.add(US)
    assert bench.refused(f"v26.0/act_{US}/insights") == (200, 0)
    assert [row["account_id"] for row in bench.ok(ME)["data"]] == [KR]
    bench.market.doors.meta.scopes.discard("ads_read")
    assert bench.refused(f"v26.0/act_{KR}/insights") == (10, 0)


def test_an_account_tells_its_fields_and_refuses_others(bench):
    told = bench.ok(f"v26.0/act_{KR}", fields="name,currency")
    assert told == {"id": f"act_{KR}", "account_id": KR, "name": "모람뷰티 KR", "currency": "KRW"}
    assert bench.refused(f"v26.0/act_{KR}", fields="colour") == (100, 0)


def test_a_token_that_never_ends_is_debugged_as_such(bench):
    asked = {"input_token": bench.market.doors.meta_token}
    for caller in (app_token(bench), bench.market.doors.meta_token):
        data = bench.ok("v26.0/debug_token", token=caller, **asked)["data"]
        assert (data["is_valid"], data["expires_at"], data["data_access_expires_at"]) == (True, 0, 0)
        assert data["scopes"] == ["ads_read", "business_management"]
        assert data["app_id"] == bench.market.doors.meta.app_id


def test_a_token_that_ends_is_debugged_with_its_end_and_so_is_one_that_ended(bench):
    doors = bench.market.doors
    doors.meta_token_ends = bench.time.at + timedelta(days=9)
    asked = {"token": app_token(bench), "input_token": doors.meta_token}
    data = bench.ok("debug_token", **asked)["data"]
    assert data["expires_at"] == int(doors.meta_token_ends.timestamp())
    assert data["data_access_expires_at"] > data["expires_at"]
    bench.time.pass_by(days=9)
    over = bench.ok("debug_token", **asked)["data"]
    assert (over["is_valid"], over["error"]["code"], over["error"]["subcode"]) == (False, 190, 463)
    assert bench.refused("debug_token", token="somebody", input_token="x") == (190, 0)


def exchange(bench, **other):
    doors = bench.market.doors
    asked = {
        "grant_type": "fb_exchange_token",
        "client_id": doors.meta.app_id,
        "client_secret": doors.meta_app_secret,
        "fb_exchange_token": doors.meta_token,
    }
    return {"token": "", **asked, **other}


def test_a_living_token_is_exchanged_for_one_of_sixty_days(bench):
    fresh = bench.ok("v26.0/oauth/access_token", **exchange(bench))
    assert (fresh["token_type"], fresh["expires_in"]) == ("bearer", 5_184_000)
    assert bench.call(ME, token=fresh["access_token"]).status_code == 200
    bench.time.pass_by(days=60)
    assert bench.refused(ME, token=fresh["access_token"]) == (190, 463)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"client_id": "1"}, 101),
        ({"client_secret": "no"}, 1),
        ({"fb_exchange_token": "somebody"}, 190),
        ({"grant_type": "password"}, 100),
    ],
)
def test_an_exchange_with_anything_wrong_is_refused(bench, wrong, code):
    assert bench.refused("oauth/access_token", **exchange(bench, **wrong))[0] == code


def test_an_ended_token_cannot_be_exchanged(bench):
    bench.market.doors.meta_token_ends = bench.time.at
    assert bench.refused("oauth/access_token", **exchange(bench)) == (190, 463)


def test_credentials_are_other_ones_at_each_start(meta_story):
    doors = [make_bench(meta_story).market.doors for _ in range(2)]
    assert doors[0].meta_token != doors[1].meta_token
    assert doors[0].meta_app_secret != doors[1].meta_app_secret
