"""The pretend Cafe24's login server."""

import re
from datetime import datetime
from html import unescape

import pytest
from cafe24_bench import APP


def test_the_consent_form_sent_as_it_stands_brings_a_code_and_the_state(make_bench):
    bench = make_bench()
    page = bench.web.get(f"{bench.oauth}/authorize", query_string=bench.ask(state='a"&<b'))
    html = page.get_data(as_text=True)
    hidden = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)">', html)}
    chosen = re.search(r'value="(\w+)" selected', html).group(1)
    assert html.count("<form") == 1
    assert 'method="post"' in html
    landed = bench.land(**hidden, operator=chosen)
    assert landed.keys() == {"code", "state"}
    assert landed["state"] == 'a"&<b'


def test_a_code_brings_a_pair_with_zoneless_korean_times(make_bench):
    body = make_bench().connect("mall.read_order,mall.read_store")
    issued = datetime.fromisoformat(body["issued_at"])
    assert body["issued_at"].startswith("2026-11-01T09:00:0")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}", body["expires_at"])
    assert (datetime.fromisoformat(body["expires_at"]) - issued).total_seconds() == 2 * 3600
    assert (datetime.fromisoformat(body["refresh_token_expires_at"]) - issued).days == 14
    assert (body["scopes"], body["shop_no"]) == (["mall.read_order", "mall.read_store"], "1")
    assert (body["mall_id"], body["token_type"]) == ("samplemall", "Bearer")
    assert "expires_in" not in body


def test_a_code_works_once(make_bench):
    bench = make_bench()
    code = bench.land()["code"]
    assert bench.redeem(code).status_code == 200
    again = bench.redeem(code)
    assert (again.status_code, again.get_json()["error"]) == (400, "invalid_grant")


def test_a_code_is_dead_after_a_minute(make_bench):
    bench = make_bench()
    young, old = bench.land()["code"], bench.land()["code"]
    bench.advance(58 / 3600)
    assert bench.redeem(young).status_code == 200
    bench.advance(2 / 3600)
    assert bench.redeem(old).get_json()["error"] == "invalid_grant"


def test_a_code_does_not_go_with_another_redirect_uri(make_bench):
    bench = make_bench()
    assert bench.redeem(bench.land()["code"], "https://brand.example/other").get_json()["error"] == "invalid_grant"


def test_the_refuse_button_lands_with_access_denied(make_bench):
    bench = make_bench()
    html = bench.web.get(f"{bench.oauth}/authorize", query_string=bench.ask()).get_data(as_text=True)
    answer = bench.web.post(re.search(r'formaction="([^"]+)"', html).group(1), data=bench.ask())
    assert "error=access_denied" in answer.headers["Location"]
    assert "state=s-1" in answer.headers["Location"]
    assert "code=" not in answer.headers["Location"]


def test_sub_operators_and_suppliers_are_refused_on_a_page(make_bench):
    bench = make_bench()
    for operator, word in (("sub", "부운영자"), ("supplier", "공급사")):
        answer = bench.web.post(f"{bench.oauth}/authorize", data=bench.ask(operator=operator))
        assert answer.status_code == 403
        assert word in answer.text
        assert "대표운영자" in answer.text


def test_a_wrong_redirect_uri_or_client_sends_the_browser_nowhere(make_bench):
    bench = make_bench()
    for wrong in ({"redirect_uri": "https://evil.example/landed"}, {"client_id": "unknown"}):
        for call in (
            bench.web.get(f"{bench.oauth}/authorize", query_string=bench.ask(**wrong)),
            bench.web.post(f"{bench.oauth}/authorize", data=bench.ask(**wrong)),
        ):
            assert call.status_code == 400
            assert "Location" not in call.headers


def test_blank_joined_and_unregistered_scopes_land_with_invalid_scope(make_bench):
    bench = make_bench()
    for scope in ("mall.read_order mall.read_store", "mall.read_order,mall.write_order", ""):
        assert bench.land(scope=scope)["error"] == "invalid_scope"


def test_the_token_endpoint_wants_the_app_by_basic_auth(make_bench):
    bench = make_bench()
    code = bench.land()["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": bench.ask()["redirect_uri"]}
    unknown = bench.exchange(auth=("unknown", "secret-of-app"), **form)
    wrong = bench.exchange(auth=("id-of-app", "wrong"), **form)
    missing = bench.web.post(f"{bench.oauth}/token", data=form)
    assert [answer.status_code for answer in (unknown, wrong, missing)] == [401] * 3
    assert unknown.get_json() == {"error": "invalid_client", "error_description": "Invalid client_id"}
    assert wrong.get_json() == {"error": "invalid_client", "error_description": "Invalid client_secret"}
    assert bench.exchange(**form).status_code == 200, "a refused client does not spend the code"


def test_a_refresh_rotates_and_kills_both_old_tokens(make_bench):
    bench = make_bench()
    old = bench.connect()
    new = bench.refresh(old["refresh_token"]).get_json()
    assert bench.refresh(old["refresh_token"]).get_json()["error"] == "invalid_grant"
    assert bench.refused("shops", 401) == "Invalid access_token"
    bench.token = new["access_token"]
    assert bench.get("shops").status_code == 200
    assert bench.refresh(new["refresh_token"]).status_code == 200


def test_a_new_consent_kills_the_old_pair(make_bench):
    bench = make_bench()
    old = bench.connect()
    bench.connect()
    assert bench.refresh(old["refresh_token"]).status_code == 400
    assert bench.get("shops").status_code == 200


def test_tokens_die_of_age_on_the_sandbox_clock(make_bench):
    bench = make_bench()
    pair = bench.connect()
    bench.advance(1.99)
    assert bench.get("shops").status_code == 200
    bench.advance(0.02)
    assert bench.refused("shops", 401) == "access_token time expired. (invalid_token)"
    bench.advance(14 * 24 - 3)
    assert bench.refresh(pair["refresh_token"]).status_code == 200


def test_a_refresh_token_is_dead_after_a_fortnight(make_bench):
    bench = make_bench()
    pair = bench.connect()
    bench.advance(14 * 24)
    assert bench.refresh(pair["refresh_token"]).get_json()["error"] == "invalid_grant"


def test_the_scopes_of_a_token_can_be_asked(bench):
    headers = {"Authorization": f"Bearer {bench.token}"}
    assert "mall.read_order" in bench.web.get(f"{bench.oauth}/token/scopes", headers=headers).get_json()["scopes"]
    assert bench.web.get(f"{bench.oauth}/token/scopes").status_code == 401


def test_another_mall_is_not_here(bench):
    assert bench.web.get("/cafe24/othermall/api/v2/oauth/authorize").status_code == 404
    assert bench.web.get("/cafe24/othermall/api/v2/admin/orders").get_json()["error"]["message"] == "No API found."


@pytest.mark.parametrize("hint", ["access_token", "refresh_token"])
def test_a_token_given_back_takes_its_pair_along(make_bench, hint):
    bench = make_bench()
    body = bench.connect()
    form = {"token": body[hint], "token_hint": hint}
    answer = bench.web.post(f"{bench.oauth}/revoke", data=form, auth=(APP.client_id, APP.client_secret))
    assert (answer.status_code, answer.data) == (200, b"")
    assert bench.refresh(body["refresh_token"]).get_json()["error"] == "invalid_grant"
    scopes = bench.web.get(f"{bench.oauth}/token/scopes", headers={"Authorization": f"Bearer {body['access_token']}"})
    assert scopes.status_code == 401


def test_nothing_is_revoked_for_strangers_or_by_the_field_of_the_rfc(make_bench):
    bench = make_bench()
    body = bench.connect()
    for form, auth, status in (
        ({"token_hint": "access_token"}, (APP.client_id, "wrong"), 401),
        ({"token_type_hint": "access_token"}, (APP.client_id, APP.client_secret), 400),
    ):
        answer = bench.web.post(f"{bench.oauth}/revoke", data={"token": body["access_token"], **form}, auth=auth)
        assert answer.status_code == status
    assert bench.refresh(body["refresh_token"]).status_code == 200
