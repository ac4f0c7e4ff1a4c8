"""The Google key file."""

import json

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from sheets_bridge.errors import ConfigError
from sheets_bridge.spreadsheet.google import connect

LOOPBACK = "http://127.0.0.1:1/google"


def saved(tmp_path, content, mode=0o600):
    file = tmp_path / "google.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    file.chmod(mode)
    return file


def opened(file, endpoint=None):
    return connect(file, endpoint, sleep=lambda _seconds: None)


def service_account():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    return {
        "type": "service_account",
        "client_email": "bridge@shop.iam.gserviceaccount.com",
        "token_uri": "https://oauth2.googleapis.com/token",
        "private_key": pem,
    }


def test_a_service_account_key_asks_for_spreadsheets_only(tmp_path):
    client = opened(saved(tmp_path, service_account()))
    assert client.email == "bridge@shop.iam.gserviceaccount.com"
    assert client.auth.scopes == ["https://www.googleapis.com/auth/spreadsheets"]


def test_a_private_key_with_spelled_out_line_ends_works(tmp_path):
    info = service_account()
    opened(saved(tmp_path, info | {"private_key": info["private_key"].replace("\n", "\\n")}))


def test_a_bare_token_opens_a_sandbox_on_this_machine(tmp_path):
    client = opened(saved(tmp_path, {"type": "bearer", "token": "t0ken", "email": "a@b.example"}), LOOPBACK)
    assert client.email == "a@b.example"
    assert "t0ken" not in repr(client)


@pytest.mark.parametrize("endpoint", [None, "https://sheets.example.com", "http://127.0.0.1.example.com/google"])
def test_a_bare_token_is_refused_anywhere_else(tmp_path, endpoint):
    with pytest.raises(ConfigError, match="sandbox"):
        opened(saved(tmp_path, {"type": "bearer", "token": "t0ken"}), endpoint)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not json", "not JSON"),
        ("[1]", "not JSON"),
        ({"installed": {"client_id": "x"}}, "OAuth client"),
        ({"type": "authorized_user"}, "authorized_user"),
        ({"type": "service_account", "client_email": "a@b"}, "damaged"),
        ({"type": "service_account", "client_email": "a@b", "token_uri": "https://x", "private_key": "no"}, "damaged"),
    ],
)
def test_a_key_file_of_another_kind_is_explained(tmp_path, content, words):
    with pytest.raises(ConfigError, match=words):
        opened(saved(tmp_path, content))


def test_a_missing_key_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"google\.json"):
        opened(tmp_path / "google.json")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_key_file_others_can_read_is_refused(tmp_path, mode):
    with pytest.raises(ConfigError, match="chmod 600"):
        opened(saved(tmp_path, {"type": "bearer", "token": "t"}, mode), LOOPBACK)
