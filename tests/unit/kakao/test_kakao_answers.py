"""How Kakao's refusals become what happens next."""

import orjson
import pytest

from sheets_bridge.api.api import Unauthorized
from sheets_bridge.api.body import parsed
from sheets_bridge.api.call import Answer
from sheets_bridge.errors import DataRejected, LoginNeeded, Refused, Unavailable
from sheets_bridge.kakao.answers import Declined, deciphering
from sheets_bridge.messages import say

HOW = "sheets-bridge connect kakao_moment brand"
PATH = "/openapi/v4/adAccounts/report"
decipher = deciphering(HOW, say("ask for it"))


def refusal(status, body, headers=None):
    content = body if isinstance(body, bytes) else orjson.dumps(body)
    with pytest.raises(Exception) as told:  # noqa: PT011 - its kind is what is looked at
        decipher("Kakao Moment brand", PATH, Answer(status, headers or {}, content), parsed)
    return told.value


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, {"code": -401, "msg": "this access token does not exist"}, Unauthorized),
        (401, b"", Unauthorized),
        (401, {"code": -401, "msg": "target biz token is not supplied."}, LoginNeeded),
        (403, {"code": -402, "required_scopes": ["moment_management"]}, Refused),
        (403, {"code": -5, "msg": "no"}, Refused),
        (400, {"code": -5, "msg": "no"}, Refused),
        (403, {"code": -12}, Refused),
        (403, {"code": -820, "msg": "KakaoKeywordAdException"}, Refused),
        (429, {"code": -813, "msg": "KakaoMomentException"}, Unavailable),
        (429, b"<html>", Unavailable),
        (400, {"code": -10, "msg": "API limit has been exceeded."}, Unavailable),
        (503, {"code": -9798}, Unavailable),
        (500, b"", Unavailable),
        (400, {"code": -2, "msg": "bad"}, Declined),
        (400, {"code": -813, "msg": "KakaoMomentException"}, Declined),
        (400, {"code": -820, "msg": "KakaoKeywordAdException"}, Declined),
        (404, b"", Declined),
        (400, {"code": -813, "extras": {"detailCode": 60008, "detailMsg": "period"}}, DataRejected),
        (200, b"<html>maintenance</html>", Unavailable),
    ],
)
def test_a_refusal_is_named_by_what_happens_next(status, body, kind):
    assert type(refusal(status, body)) is kind
    assert str(refusal(status, body)).startswith("Kakao Moment brand: ")


def test_what_is_accepted_is_the_body():
    assert decipher("x", PATH, Answer(200, {}, b'{"data": []}'), parsed) == {"data": []}


def test_a_plain_login_token_and_a_dead_one_are_told_apart_and_both_name_the_command():
    plain = refusal(401, {"code": -401, "msg": "target biz token is not supplied."})
    dead = refusal(401, {"code": -401, "msg": "this access token does not exist"})
    assert "Kakao Login" in str(plain)
    assert "Kakao Login" not in str(dead)
    assert HOW in str(plain)
    assert HOW in str(dead)


def test_a_missing_consent_is_named_with_where_it_is_given():
    told = str(refusal(403, {"code": -402, "msg": "insufficient scopes.", "required_scopes": ["moment_management"]}))
    assert "moment_management" in told
    assert "[동의항목]" in told
    assert HOW in told


def test_what_the_api_is_asked_for_is_said_where_it_is_not_open():
    assert "ask for it" in str(refusal(403, {"code": -5, "msg": "not permitted"}))


@pytest.mark.parametrize(
    ("status", "code", "headers", "wait"),
    [(429, -813, {}, 5), (429, -813, {"Retry-After": "30"}, 30), (400, -10, {}, 60), (503, -9798, {}, None)],
)
def test_how_long_is_waited(status, code, headers, wait):
    assert refusal(status, {"code": code}, headers).wait == wait


@pytest.mark.parametrize("body", [b"[]", b'"x"', b'{"code": "KOE1", "extras": [1]}', b"\xff", b'{"code": null}'])
def test_an_odd_body_is_a_refusal_too(body):
    assert type(refusal(400, body)) is Declined


def test_a_long_answer_is_not_repeated_whole():
    assert len(str(refusal(400, {"code": -2, "msg": "x" * 10_000}))) < 500
