"""The consent of an ad account's owner: the page they open, and what the address they land on brings."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from sheets_bridge.api.call import Answer, NoAnswer
from sheets_bridge.errors import LoginNeeded, Unavailable
from sheets_bridge.sources.google_ads import SOURCE

CONSENT = SOURCE.keys.consent
CLIENT = {"client_id": "client.apps.example", "client_secret": "GOCSPX-secret"}
SCOPE = "https://www.googleapis.com/auth/adwords"


def exchange(answer, endpoints=None):
    asked = []

    def send(request):
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return CONSENT.exchange(CLIENT, endpoints or {}, "4/code", send), asked


def told(status, **body):
    return Answer(status, {}, json.dumps(body).encode())


def test_the_page_asks_for_a_login_that_lasts():
    page = urlsplit(CONSENT.address(CLIENT, {}, "state-1"))
    assert (page.scheme, page.netloc) == ("https", "accounts.google.com")
    query = {name: value for name, (value,) in parse_qs(page.query).items()}
    assert query == {
        "response_type": "code", "client_id": "client.apps.example", "redirect_uri": "http://127.0.0.1",
        "scope": SCOPE, "state": "state-1", "access_type": "offline", "prompt": "consent",
    }  # fmt: skip
    assert CONSENT.address(CLIENT, {"google_consent": "http://127.0.0.1:1/c"}, "s").startswith("http://127.0.0.1:1/c?")


def test_a_code_brings_the_refresh_token_and_nothing_else():
    keys, (request,) = exchange(
        told(200, access_token="ya29.x", refresh_token="1//new", scope=f"openid {SCOPE}", expires_in=3599)
    )
    assert keys == {"refresh_token": "1//new"}
    assert request.url == "https://oauth2.googleapis.com/token"
    form = {name: value for name, (value,) in parse_qs(request.body.decode()).items()}
    assert form == {**CLIENT, "grant_type": "authorization_code", "code": "4/code", "redirect_uri": "http://127.0.0.1"}


@pytest.mark.parametrize(
    ("answer", "kind", "advice"),
    [
        (told(400, error="invalid_grant"), LoginNeeded, "used before, or is too old"),
        (told(401, error="invalid_client"), LoginNeeded, "Desktop app"),
        (told(400, error="redirect_uri_mismatch"), LoginNeeded, "Desktop app"),
        (told(400, error="anything"), LoginNeeded, "agree again"),
        (told(200, access_token="a", scope=SCOPE), LoginNeeded, "myaccount.google.com"),
        (told(200, access_token="a", refresh_token="r", scope="openid"), LoginNeeded, "ticked"),
        (told(503), Unavailable, "agree again"),
        (NoAnswer("ReadTimeout"), Unavailable, "works only once"),
        (Answer(400, {}, b"<html>"), LoginNeeded, "agree again"),
    ],
)
def test_what_goes_wrong_says_what_to_do_and_tells_no_secret(answer, kind, advice):
    with pytest.raises(kind, match=advice) as raised:
        exchange(answer)
    assert not [secret for secret in ("4/code", CLIENT["client_secret"]) if secret in str(raised.value)]


@pytest.mark.parametrize(
    ("more", "wanted"), [({}, True), ({"refresh_token": "1//r"}, False), ({"key_file": "google.json"}, False)]
)
def test_consent_is_wanted_where_a_client_is_there_and_no_login(more, wanted):
    assert CONSENT.wanted({**CLIENT, **more}) is wanted
    assert not CONSENT.wanted({"client_id": "only"})
