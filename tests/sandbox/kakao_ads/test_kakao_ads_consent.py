"""What a person and an app go through until Kakao's ad APIs open: the form, the code, the token, its end."""

from datetime import timedelta

import pytest
from kakao_ads_bench import MOMENT, NOW, refused, told


def test_a_business_token_comes_without_a_refresh_token_and_without_an_end(bench):
    token = bench.granted()
    assert token.keys() == {"access_token", "token_type", "scope"}
    assert token["scope"] == "moment_management"
    assert told(bench.moment("campaigns", token=token["access_token"]))["content"]


def test_the_form_shows_what_is_asked_for_and_sends_it_on(bench):
    page = bench.web.get("/kakao-auth/oauth/business/authorize", query_string=bench.asked(scope="keyword_management"))
    assert "keyword_management" in page.text
    assert 'value="a state"' in page.text
    assert bench.consent(scope="keyword_management")["state"] == "a state"


def test_somebody_who_refuses_is_sent_back_without_a_code(bench):
    back = bench.web.post("/kakao-auth/oauth/business/authorize?decision=refuse", data=bench.asked())
    assert "error=access_denied" in back.location
    assert "code=" not in back.location


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"client_id": "another"}, "KOE101"),
        ({"redirect_uri": "https://brand.example/elsewhere"}, "KOE028"),
        ({"response_type": "token"}, "KOE201"),
        ({"scope": "moment_management,moment_everything"}, "KOE232"),
        ({"scope": "moment_management keyword_management"}, "KOE232"),
    ],
)
def test_a_wrong_request_is_told_on_a_page_and_sends_nobody_anywhere(bench, wrong, code):
    for send in (bench.web.get, bench.web.post):
        asked = {"query_string" if send == bench.web.get else "data": bench.asked(**wrong)}
        answer = send("/kakao-auth/oauth/business/authorize", **asked)
        assert answer.status_code == 400
        assert code in answer.text


def test_an_account_without_ad_accounts_cannot_consent(bench):
    answer = bench.web.post("/kakao-auth/oauth/business/authorize", data=bench.asked(person="stranger"))
    assert answer.status_code == 403
    assert "KOE027" in answer.text


def test_a_medium_the_app_has_no_leave_for_can_be_neither_consented_to_nor_read(bench):
    bench.market.doors.kakao_unapproved.add("kakao_moment")
    asked = bench.web.get("/kakao-auth/oauth/business/authorize", query_string=bench.asked())
    assert "KOE232" in asked.text
    refused(bench.moment("campaigns"), 403, -5)
    assert bench.consent(scope="keyword_management")["code"]
    assert told(bench.keyword("campaigns"))


def test_a_code_works_once(bench):
    code = bench.consent()["code"]
    told(bench.exchange(code))
    again = bench.exchange(code)
    assert (again.status_code, again.get_json()["error_code"]) == (400, "KOE320")
    assert code not in again.text


def test_a_code_dies_of_age(bench):
    code = bench.consent()["code"]
    bench.now = NOW + timedelta(minutes=10)
    assert bench.exchange(code).get_json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"client_id": "another"}, 401, "KOE101"),
        ({"client_secret": "another"}, 401, "KOE010"),
        ({"client_secret": ""}, 401, "KOE010"),
        ({"grant_type": "refresh_token", "refresh_token": "old"}, 400, "KOE322"),
        ({"grant_type": "password"}, 400, "KOE001"),
        ({"redirect_uri": "https://brand.example/elsewhere"}, 400, "KOE303"),
        ({"code": "guessed"}, 400, "KOE320"),
    ],
)
def test_a_wrong_exchange_says_why(bench, wrong, status, code):
    answer = bench.exchange(bench.consent()["code"], **wrong)
    assert (answer.status_code, answer.get_json()["error_code"]) == (status, code)


def test_a_token_of_a_plain_login_is_no_business_token(bench):
    token = bench.granted(room="", scope="")
    assert token["refresh_token"]
    for address in ("/kakao-moment/openapi/v4/campaigns", "/kakao-api/v1/business/tokeninfo"):
        answer = refused(bench.call(address, account=MOMENT, token=token["access_token"]), 401, -401)
        assert answer["msg"] == "target biz token is not supplied."


def test_a_code_of_a_plain_login_buys_no_business_token(bench):
    code = bench.consent(room="", scope="")["code"]
    assert bench.exchange(code).get_json()["error_code"] == "KOE320"


def test_what_was_not_consented_to_is_named(bench):
    token = bench.granted(scope="keyword_management")["access_token"]
    assert refused(bench.moment("campaigns", token=token), 403, -402)["required_scopes"] == ["moment_management"]
    assert told(bench.keyword("campaigns", token=token))


def test_one_consent_may_open_both(bench):
    token = bench.granted(scope="moment_management,keyword_management")["access_token"]
    assert told(bench.moment("campaigns", token=token))
    assert told(bench.keyword("campaigns", token=token))
    info = told(bench.call("/kakao-api/v1/business/tokeninfo", token=token))
    assert info["scopes"] == ["moment_management", "keyword_management"]


@pytest.mark.parametrize("address", ["/kakao-moment/openapi/v4/campaigns", "/kakao-api/v1/business/tokeninfo"])
def test_an_unknown_token_is_refused(bench, address):
    refused(bench.call(address, account=MOMENT, token="guessed"), 401, -401)
    refused(bench.web.get(address), 401, -401)


def test_a_withdrawn_medium_refuses_every_token_and_the_other_goes_on(bench):
    bench.market.doors.closed.add("kakao_moment")
    refused(bench.moment("campaigns"), 401, -401)
    assert told(bench.keyword("campaigns"))
    assert told(bench.call("/kakao-api/v1/business/tokeninfo"))["scopes"] == ["keyword_management"]
    bench.market.doors.closed.add("kakao_keyword")
    refused(bench.call("/kakao-api/v1/business/tokeninfo"), 401, -401)


def test_a_token_lapses_by_not_being_used_and_by_nothing_else(bench):
    used, idle = bench.granted()["access_token"], bench.granted()["access_token"]
    for week in range(1, 15):
        bench.now = NOW + timedelta(weeks=week)
        told(bench.moment("campaigns", token=used))
    refused(bench.moment("campaigns", token=idle), 401, -401)
