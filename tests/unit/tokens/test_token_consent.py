"""Consent: the address to open, the address pasted back, the client file."""

import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from sheets_bridge.errors import ConfigError, LoginNeeded
from sheets_bridge.tokens import Consent, OAuthClient, authorize_url, before_consent, load_client, missing_scopes

NOW = datetime(2026, 11, 1, tzinfo=UTC)
CLIENT = {"client_id": "app-id", "client_secret": "hidden", "redirect_uri": "https://example.com/landed"}


class Present:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Present:
    return Present()


@pytest.fixture
def consent(tmp_path: Path, clock: Present) -> Consent:
    return Consent(tmp_path / "credentials", "mymall", clock)


def test_the_address_to_open_has_state_and_comma_joined_scopes():
    url = authorize_url(
        "https://mymall.cafe24api.com/api/v2/oauth/authorize",
        OAuthClient(*CLIENT.values()),
        ["mall.read_order", "mall.read_store"],
        "s t&1",
    )
    assert "scope=mall.read_order,mall.read_store" in url
    assert parse_qs(urlsplit(url).query) == {
        "response_type": ["code"],
        "client_id": ["app-id"],
        "state": ["s t&1"],
        "redirect_uri": ["https://example.com/landed"],
        "scope": ["mall.read_order,mall.read_store"],
    }
    assert "hidden" not in url


@pytest.mark.parametrize("around", ["{}", "  {}\n", '"{}"', "<{}>", "{}#_=_", "“{}”", "'{}' "])
def test_a_pasted_address_gives_its_code(consent, around):
    state = consent.begin()
    assert consent.landed(around.format(f"https://example.com/landed?code=abc-1&state={state}")) == "abc-1"


def test_an_address_broken_over_two_lines_is_put_together(consent):
    state = consent.begin()
    assert consent.landed(f"https://example.com/landed?code=abc&st\n  ate={state}") == "abc"


def test_a_state_works_once_is_private_and_survives_the_process(consent, tmp_path, clock):
    state = consent.begin()
    assert stat.S_IMODE((tmp_path / "credentials" / "mymall.consent").stat().st_mode) == 0o600
    address = f"https://example.com/?code=abc&state={state}"
    assert Consent(tmp_path / "credentials", "mymall", clock).landed(address) == "abc"
    with pytest.raises(LoginNeeded, match="connect cafe24 mymall"):
        consent.landed(address)


def test_a_wrong_state_is_refused_and_the_right_one_still_works(consent):
    state = consent.begin()
    for wrong in ("x", state[:-1], state + "x", "다른"):
        with pytest.raises(LoginNeeded, match="another consent"):
            consent.landed(f"https://example.com/?code=abc&state={wrong}")
    assert consent.landed(f"https://example.com/?code=abc&state={state}") == "abc"


def test_a_newer_consent_makes_the_older_state_void(consent):
    older = consent.begin()
    consent.begin()
    with pytest.raises(LoginNeeded):
        consent.landed(f"https://example.com/?code=abc&state={older}")


@pytest.mark.parametrize(("minutes", "works"), [(10, True), (10.1, False), (-1, False)])
def test_a_state_is_kept_for_ten_minutes(consent, clock, minutes, works):
    address = f"https://example.com/?code=abc&state={consent.begin()}"
    clock.now = NOW + timedelta(minutes=minutes)
    if works:
        assert consent.landed(address) == "abc"
    else:
        with pytest.raises(LoginNeeded, match="ten minutes"):
            consent.landed(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "abc",
        "https://example.com/",
        "https://example.com/?state=1",
        "http://[",
        "https://mymall.cafe24api.com/api/v2/oauth/authorize?client_id=1&state=2",
    ],
)
def test_a_wrong_address_is_explained(consent, address):
    consent.begin()
    with pytest.raises(LoginNeeded, match="whole address"):
        consent.landed(address)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("access_denied", "대표운영자"),
        ("invalid_scope", "Tick every scope"),
        ("invalid_scope", "take the stream members out"),
        ("invalid_request", "redirect_uri"),
        ("<b>rude</b>", "redirect_uri"),
    ],
)
def test_a_refusal_is_explained_and_ends_the_consent(consent, error, said):
    state = consent.begin()
    with pytest.raises(LoginNeeded, match=said) as refusal:
        consent.landed(f"https://example.com/?error={error}&state={state}")
    assert "rude" not in str(refusal.value)
    with pytest.raises(LoginNeeded):
        consent.landed(f"https://example.com/?code=abc&state={state}")


def test_people_are_told_before_who_can_connect():
    assert "대표운영자" in str(before_consent("mymall"))


def test_missing_scopes_are_named_in_the_order_needed():
    assert missing_scopes(["b"], ["c", "b", "a", "c"]) == ("c", "a")


def _client_file(tmp_path, mode=0o600, **change):
    path = tmp_path / "cafe24-client.json"
    path.write_text(json.dumps({**CLIENT, **change}))
    path.chmod(mode)
    return path


def test_a_client_file_is_read_with_values_from_the_environment(tmp_path):
    path = _client_file(tmp_path, client_secret="${CAFE24_SECRET}")
    client = load_client(path, {"CAFE24_SECRET": "from-outside"})
    assert client == OAuthClient("app-id", "from-outside", "https://example.com/landed")
    assert "from-outside" not in repr(client)
    with pytest.raises(ConfigError, match="CAFE24_SECRET, which is not set"):
        load_client(path, {})


def test_a_client_file_open_to_others_is_refused_with_the_fix(tmp_path):
    with pytest.raises(ConfigError, match=r"chmod 600 .*cafe24-client.json"):
        load_client(_client_file(tmp_path, 0o640), {})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"client_id": ""}, "no client_id"),
        ({"client_secret": None}, "no client_secret"),
        ({"client_id": 5}, "client_id"),
        ({"redirect_uri": "http://example.com/"}, "https"),
        ({"redirect_uri": "https://"}, "https"),
        ({"redirect_uri": "landed"}, "https"),
        ({"redirect_uri": "http://[::1"}, "https"),
    ],
)
def test_a_wrong_value_in_a_client_file_is_named(tmp_path, change, said):
    with pytest.raises(ConfigError, match=said):
        load_client(_client_file(tmp_path, **change), {})


@pytest.mark.parametrize("address", ["http://127.0.0.1:8080/landed", "http://localhost/landed", "http://[::1]/landed"])
def test_plain_http_is_fine_on_this_machine(tmp_path, address):
    assert load_client(_client_file(tmp_path, redirect_uri=address), {}).redirect_uri == address


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"hidden-word", b"\xff", b"[" * 100_000])
def test_a_client_file_that_is_no_json_object_is_told_without_quoting_it(tmp_path, content):
    path = _client_file(tmp_path)
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="no JSON object") as refusal:
        load_client(path, {})
    assert "hidden" not in str(refusal.value)


def test_a_missing_client_file_is_told_with_what_belongs_in_it(tmp_path):
    with pytest.raises(ConfigError, match="client_id, client_secret and redirect_uri"):
        load_client(tmp_path / "none.json", {})
