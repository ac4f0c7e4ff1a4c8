"""`Redaction`: what is secret can be read nowhere, what is not stays readable."""

import re
from urllib.parse import quote

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.messages import LOCALE
from sheets_bridge.redaction import GONE, Redaction, parts_of

JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJtZSJ9.c2lnbmF0dXJl"
PEM = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n-----END PRIVATE KEY-----"
SECRETS = st.text(st.characters(codec="ascii", min_codepoint=33), min_size=6, max_size=60)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("GET / Authorization: Bearer abcDEF12.34", "abcDEF12.34"),
        ("{'Authorization': 'Basic bXlpZDpteXNlY3JldA=='}", "bXlpZDpteXNlY3JldA"),
        ("authorization: bearer ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("grant_type=refresh_token&refresh_token=Xy12.ab", "Xy12.ab"),
        ('{"access_token":"Abc123xyz","refresh_token": "Def456uvw"}', "Abc123xyz"),
        ('{"access_token":"Abc123xyz","refresh_token": "Def456uvw"}', "Def456uvw"),
        ("client_secret='s3cr3t-of-app'", "s3cr3t-of-app"),
        ("https://shop.example/cb code=AbCdEfGh12 and so on", "AbCdEfGh12"),
        ("landed on https://brand.example/cafe24?code=Q1w2E3r4&state=zzz", "Q1w2E3r4"),
        ("GET https://api.example/orders?buyer_phone=010-1234-5678 503", "010-1234-5678"),
        (f"key {JWT} refused", JWT),
        ("token ya29.a0AfH6SMBx-_1 expired", "a0AfH6SMBx"),
        (f"the key {PEM} is damaged", "MIIEvQIBADANBgkqhkiG9w0BAQ"),
        (PEM.replace("\n", "\\n"), "MIIEvQIBADANBgkqhkiG9w0BAQ"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE cut off", "MIIE"),
        ("cannot tell slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdn", "TIiajkdn"),
        ("mailto://me:pa55@example.com failed", "pa55"),
        ("{'X-API-KEY': '0100000000abcdef', 'X-Customer': '12345'}", "0100000000abcdef"),
        ("X-Signature: q6Zc0s+1b/Ax9w==", "q6Zc0s+1b/Ax9w=="),
        ('403 {"signature":"q6Zc0s+1b/Ax9w==","status":403,"type":"urn:naver"}', "q6Zc0s+1b/Ax9w=="),
        ("GET /report-download authtoken=Tk12ab34cd fileVersion=v2", "Tk12ab34cd"),
        ("appsecret_proof=0f1e2d3c4b5a level=ad", "0f1e2d3c4b5a"),
        ("{'fb_exchange_token': 'Abc.123.xyz'}", "Abc.123.xyz"),
        ("token EAABsbCS1iHgBAKZCxyz0987654321 has expired", "EAABsbCS1iHgBAKZCxyz0987654321"),
        ("client GOCSPX-a1b2c3d4e5f6g7 and 1//0gAbCdEfGhIjKlMnOpQrStUv", "GOCSPX-a1b2c3d4e5f6g7"),
        ("client GOCSPX-a1b2c3d4e5f6g7 and 1//0gAbCdEfGhIjKlMnOpQrStUv", "1//0gAbCdEfGhIjKlMnOpQrStUv"),
        ('{"code": "kAuThC0deOfOneMinute", "state": 1}', "kAuThC0deOfOneMinute"),
        ("secret_key=c2VjcmV0LWtleQ==", "c2VjcmV0LWtleQ=="),
        ("proxy http://me:pa55word@10.0.0.1:8080 refused", "pa55word"),
    ],
)
def test_what_looks_like_a_secret_is_taken_out_untold(text, secret):
    redacted = Redaction().redacted(text)
    assert secret in text
    assert secret not in redacted
    assert GONE in redacted


@pytest.mark.parametrize(
    "text",
    [
        "orders: 3 rows, exit code=75, HTTP 503",
        "Copy client_id and client_secret again; basic settings stay.",
        "sheets-bridge connect cafe24 mymall",
        "https://docs.google.com/spreadsheets/d/1aBcD/edit#gid=0",
        "RAW_주문: 2024-01-01 ~ 2024-03-31, 1,234행. 로그인을 다시 하세요.",
        "The bearer of this message",
        '{"error":{"code":190,"type":"OAuthException","message":"Invalid signature: copy the secret key again"}}',
        '403 {"code": "STATS__TOO_LONG_PERIOD", "type": "urn:naver:api:problem:invalid-apikey"}',
        "brand #1207345: cmp-a001-01-000000000000001, act_102938475610293, 482-105-7736",
    ],
)
def test_what_people_need_to_read_stays(text):
    redaction = Redaction()
    redaction.learn("some-secret-or-other", "", None, "abc")
    assert redaction.redacted(text) == text


def test_no_sentence_of_ours_is_garbled_in_either_language():
    catalogue = read_po((LOCALE / "ko" / "LC_MESSAGES" / "sheets_bridge.po").open("rb"))
    sentences = [re.sub(r"\{\w+[^{}]*\}", "slack", str(text)) for one in catalogue for text in (one.id, one.string)]
    assert any("slack://…" in sentence for sentence in sentences)
    assert [sentence for sentence in sentences if Redaction().redacted(sentence) != sentence] == []


@given(st.sampled_from(["slack", "mailto", "tgram", "foo"]), SECRETS.filter(lambda rest: not set(rest) & set("'\"<>")))
def test_of_a_services_address_nothing_but_its_kind_is_left(scheme, rest):
    assert Redaction().redacted(f"notify: ({scheme}://{rest} fails") == f"notify: ({scheme}://{GONE} fails"


@given(SECRETS, st.text(max_size=40), st.text(max_size=40))
def test_a_secret_that_was_told_of_can_be_read_nowhere(secret, before, after):
    redaction = Redaction()
    redaction.learn(secret)
    for form in (secret, quote(secret, safe="")):
        assert secret not in redaction.redacted(f"{before}{form}{after}").replace(GONE, "\0")


@given(st.text(max_size=200))
def test_redacting_twice_takes_nothing_more(text):
    once = Redaction().redacted(text)
    assert Redaction().redacted(once) == once


def test_of_a_key_in_several_lines_each_line_is_secret():
    redaction = Redaction()
    redaction.learn("first-line-of-the-key\nsecond-line-of-the-key\n")
    assert redaction.redacted("it ends in second-line-of-the-key") == f"it ends in {GONE}"


def test_a_secret_that_begins_another_leaves_no_rest():
    redaction = Redaction()
    redaction.learn("tokentoken", "tokentoken-and-more")
    assert redaction.redacted("x tokentoken-and-more y") == f"x {GONE} y"


def test_tokens_are_forgotten_when_thousands_came_since_and_other_secrets_never():
    redaction = Redaction()
    redaction.learn("the-client-secret")
    redaction.learn("the-first-token", passing=True)
    for number in range(2500):
        redaction.learn(f"token-number-{number}", passing=True)
    text = "the-client-secret the-first-token token-number-2499"
    assert redaction.redacted(text) == f"{GONE} the-first-token {GONE}"


def test_the_parts_of_a_services_address_are_known_where_a_library_builds_another_of_them():
    redaction = Redaction()
    redaction.learn(*parts_of("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/"))
    redaction.learn(*parts_of("https://discord.example/api/webhooks/123456789012/aBcDeFgHiJkLmNoP"))
    shown = redaction.redacted("POST /services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ; /w/aBcDeFgHiJkLmNoP")
    assert shown == f"POST /services/{GONE}/{GONE}/{GONE}; /w/{GONE}"
