"""Kakao's business consent: the page, the exchange, what may go wrong."""

from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from sheets_bridge.api.call import Answer, NoAnswer, NotSent
from sheets_bridge.errors import ConfigError, LoginNeeded, Unavailable
from sheets_bridge.sources.kakao_keyword import SOURCE as KEYWORD
from sheets_bridge.sources.kakao_moment import SOURCE as MOMENT

APP = {"rest_api_key": "rest-key", "client_secret": "business-secret", "redirect_uri": "https://brand.example/kakao"}
CONSENT = MOMENT.keys.consent


class Kauth:
    """kauth.kakao.com with one answer; remembers what it was asked."""

    def __init__(self, status=200, body=None, error=None):
        self.answer, self.error, self.asked = Answer(status, {}, orjson.dumps(body)), error, []

    def send(self, request):
        self.asked.append(request)
        if self.error:
            raise self.error
        return self.answer


def exchanged(kauth, keys=APP):
    return CONSENT.exchange(keys, {}, "a-code", kauth.send)


@pytest.mark.parametrize(("source", "scope"), [(MOMENT, "moment_management"), (KEYWORD, "keyword_management")])
def test_the_page_asks_for_the_right_of_its_medium_at_kakaos_own_address(source, scope):
    page = urlsplit(source.keys.consent.address(APP, {}, "a-state"))
    assert (page.scheme, page.netloc, page.path) == ("https", "kauth.kakao.com", "/oauth/business/authorize")
    assert parse_qs(page.query) == {
        "client_id": ["rest-key"],
        "redirect_uri": ["https://brand.example/kakao"],
        "response_type": ["code"],
        "scope": [scope],
        "state": ["a-state"],
    }


@pytest.mark.parametrize("source", [MOMENT, KEYWORD])
def test_the_guide_warns_that_the_right_could_change_ads(source):
    assert "could also change ads" in str(source.keys.guide)


def test_a_code_is_exchanged_for_a_token_alone():
    kauth = Kauth(body={"access_token": "t", "token_type": "bearer", "scope": "moment_management"})
    assert exchanged(kauth) == {"access_token": "t"}
    (request,) = kauth.asked
    assert (request.method, request.url) == ("POST", "https://kauth.kakao.com/oauth/business/token")
    assert parse_qs(request.body.decode()) == {
        "grant_type": ["authorization_code"],
        "client_id": ["rest-key"],
        "client_secret": ["business-secret"],
        "redirect_uri": ["https://brand.example/kakao"],
        "code": ["a-code"],
    }
    assert "business-secret" not in f"{request!r}{request.url}"


def test_a_refresh_token_that_comes_all_the_same_is_kept():
    body = {"access_token": "t", "refresh_token": "r", "scope": "keyword_management moment_management"}
    assert exchanged(Kauth(body=body)) == {"access_token": "t", "refresh_token": "r"}


def test_a_token_without_the_right_is_not_taken():
    with pytest.raises(LoginNeeded, match="moment_management"):
        exchanged(Kauth(body={"access_token": "t", "scope": "keyword_management"}))


@pytest.mark.parametrize(
    ("status", "body", "kind", "said"),
    [
        (400, {"error": "invalid_grant", "error_code": "KOE320"}, LoginNeeded, "used before"),
        (401, {"error": "invalid_client", "error_code": "KOE010"}, LoginNeeded, "client_secret"),
        (401, {"error": "invalid_client", "error_code": "KOE101"}, LoginNeeded, "REST API key"),
        (400, {"error": "invalid_grant", "error_code": "KOE303"}, LoginNeeded, "redirect URI"),
        (400, ["odd"], LoginNeeded, "400"),
        (200, {"token_type": "bearer"}, LoginNeeded, "200"),
        (503, {}, Unavailable, "503"),
        (429, {}, Unavailable, "429"),
    ],
)
def test_no_token_says_why(status, body, kind, said):
    with pytest.raises(kind, match=said):
        exchanged(Kauth(status, body))


@pytest.mark.parametrize("error", [NotSent("ConnectionError"), NoAnswer("ReadTimeout")])
def test_a_server_that_is_not_reached_may_be_asked_later(error):
    with pytest.raises(Unavailable):
        exchanged(Kauth(error=error))


@pytest.mark.parametrize("name", ["rest_api_key", "redirect_uri"])
def test_what_is_lacking_to_consent_is_named(name):
    keys = {key: value for key, value in APP.items() if key != name}
    with pytest.raises(ConfigError, match=name):
        CONSENT.address(keys, {}, "a-state")


def test_nobody_is_asked_to_agree_who_pasted_a_token():
    assert CONSENT.wanted(APP)
    assert not CONSENT.wanted({"access_token": "t"})
    assert not any(key.needed for key in MOMENT.keys.asked)
