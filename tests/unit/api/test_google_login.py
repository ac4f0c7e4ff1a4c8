"""Keys become tokens: what Google's token server is asked, and what its refusals mean for the owner."""

import base64
import json
import logging
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from sheets_bridge.api.call import Answer, NoAnswer, NotSent, Request
from sheets_bridge.api.google import GoogleLogin
from sheets_bridge.errors import ConfigError, LoginNeeded, Unavailable
from sheets_bridge.tokens import KeyRing

SCOPE = "https://www.googleapis.com/auth/adwords"
CONSENTED = {"client_id": "client-1", "client_secret": "secret-of-client", "refresh_token": "1//refresh"}
HOW = "sheets-bridge connect google_ads brand"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Server:
    """The token server; an answer that is an error is raised."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def send(self, request: Request) -> Answer:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def forms(self):
        return [{name: value for name, (value,) in parse_qs(one.body.decode()).items()} for one in self.asked]


def gives(token: str, seconds: int = 3599) -> Answer:
    return told(200, {"access_token": token, "expires_in": seconds, "token_type": "Bearer", "scope": SCOPE})


def told(status: int, body: object) -> Answer:
    return Answer(status, {}, json.dumps(body).encode())


@pytest.fixture
def login(tmp_path):
    tmp_path.chmod(0o700)

    def made(keys, server: Server) -> GoogleLogin:
        ring = KeyRing(tmp_path / "brand.keys.json", "brand", (), HOW)
        ring.save(keys)
        return GoogleLogin(ring, SCOPE, server.send, "https://token.example/token")

    return made


@pytest.fixture
def key_file(tmp_path):
    pem = KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    content = {
        "type": "service_account", "private_key_id": "k1", "private_key": pem,
        "client_email": "bridge@project.iam.example", "token_uri": "https://elsewhere.example/token",
    }  # fmt: skip
    path = tmp_path / "google.json"
    path.write_text(json.dumps(content))
    path.chmod(0o600)
    return path


def test_a_refresh_token_is_turned_into_a_token_once_and_again_when_it_is_refused(login):
    server = Server(gives("first"), gives("second"))
    made = login(CONSENTED, server)
    assert [made.access_token(), made.access_token(), made.access_token(refused="first")] == [
        "first",
        "first",
        "second",
    ]
    assert server.asked[0].url == "https://token.example/token"
    form = server.forms()[0]
    assert form.items() >= {**CONSENTED, "grant_type": "refresh_token"}.items()


def test_a_token_at_its_end_is_renewed_before_it_is_used(login):
    made = login(CONSENTED, Server(gives("dying", seconds=60), gives("living")))
    made.access_token()
    assert made.access_token() == "living"


def test_a_service_account_signs_for_the_scope_and_only_its_own_token_server_is_asked(login, key_file):
    server = Server(gives("token"))
    assert login({"key_file": key_file.name}, server).access_token() == "token"
    assert [request.url for request in server.asked] == ["https://elsewhere.example/token"]
    head, claims, signature = server.forms()[0]["assertion"].split(".")
    KEY.public_key().verify(_bytes(signature), f"{head}.{claims}".encode(), padding.PKCS1v15(), SHA256())
    said = json.loads(_bytes(claims))
    assert (said["iss"], said["scope"]) == ("bridge@project.iam.example", SCOPE)
    assert said["exp"] - said["iat"] == 3600


def test_keys_given_anew_are_used_at_once(login, tmp_path):
    server = Server(gives("of the old"), gives("of the new"))
    ring = KeyRing(tmp_path / "brand.keys.json", "brand", (), HOW)
    ring.save(CONSENTED)
    made = GoogleLogin(ring, SCOPE, server.send)
    made.access_token()
    ring.save({**CONSENTED, "refresh_token": "1//newer"})
    assert made.access_token() == "of the new"
    assert server.forms()[1]["refresh_token"] == "1//newer"


@pytest.mark.parametrize(
    ("answer", "advice"),
    [
        (told(400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}), "7 days"),
        (told(401, {"error": "invalid_client"}), "Compare client_id"),
        (told(400, {"error": "x" * 300}), "withdrawn"),
        (Answer(400, {}, b"<html>"), "withdrawn"),
    ],
)
def test_a_login_google_does_not_take_any_more_says_what_to_run(login, answer, advice):
    server = Server(answer)
    with pytest.raises(LoginNeeded) as raised:
        login(CONSENTED, server).access_token()
    assert advice in str(raised.value)
    assert HOW in str(raised.value)
    assert "xxx" not in str(raised.value)
    assert len(server.asked) == 1


def test_a_key_that_was_deleted_and_a_clock_that_is_wrong_look_alike_and_both_are_said(login, key_file):
    server = Server(told(400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}))
    with pytest.raises(LoginNeeded, match=r"deleted.*clock.*sheets-bridge connect"):
        login({"key_file": str(key_file)}, server).access_token()


@pytest.mark.parametrize(
    "trouble", [NotSent("NameResolutionError"), NoAnswer("ReadTimeout"), told(503, {}), told(429, {}), told(500, "oh")]
)
def test_a_token_server_that_cannot_answer_is_asked_again_later_and_never_slept_over(login, trouble):
    server = Server(trouble, gives("later"))
    made = login(CONSENTED, server)
    with pytest.raises(Unavailable):
        made.access_token()
    assert len(server.asked) == 1
    assert made.access_token() == "later"


@pytest.mark.parametrize("name", CONSENTED)
def test_half_a_login_names_what_is_missing_before_anybody_is_asked(login, name):
    with pytest.raises(LoginNeeded, match=rf"no {name}\..*{HOW}"):
        login({key: value for key, value in CONSENTED.items() if key != name}, Server()).access_token()


@pytest.mark.parametrize("content", ["no JSON", "{}", "[]", '{"private_key": "p", "client_email": "e"}'])
def test_a_file_that_is_no_key_is_told_without_its_content(login, key_file, content):
    key_file.write_text(content)
    with pytest.raises(ConfigError, match="no service account's key file") as raised:
        login({"key_file": key_file.name}, Server()).access_token()
    assert raised.value.__cause__ is None


def test_a_key_file_that_others_can_read_or_that_is_gone_is_not_used(login, key_file):
    key_file.chmod(0o644)
    made = login({"key_file": key_file.name}, Server())
    with pytest.raises(ConfigError, match="chmod 600"):
        made.access_token()
    key_file.unlink()
    with pytest.raises(ConfigError, match="cannot be read"):
        made.access_token()


def test_no_log_and_no_error_tells_a_key_or_a_token(login, key_file, caplog):
    caplog.set_level(logging.DEBUG)
    made = login(CONSENTED, Server(gives("token-of-an-hour"), told(400, {"error": "invalid_grant"})))
    made.access_token()
    with pytest.raises(LoginNeeded) as raised:
        made.access_token(refused="token-of-an-hour")
    said = caplog.text + str(raised.value)
    assert not [secret for secret in (*CONSENTED.values(), "token-of-an-hour") if secret in said]


def _bytes(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
