"""How calls to Naver are signed, and what its refusals mean; its body of a 403 echoes a signature."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sheets_bridge.api.body import parsed
from sheets_bridge.api.call import Answer
from sheets_bridge.errors import ConfigError, DataRejected, LoginNeeded, Refused, Unavailable
from sheets_bridge.messages import translation
from sheets_bridge.sources.naver_ads.wire import Gone, NotOurs, NotReady, TooMany, decipher, headers

DATA = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads" / "naver_sa"
HOW = "sheets-bridge connect naver_ads brand"


def signature(secret: str, milliseconds: int, method: str, path: str) -> str:
    at = datetime.fromtimestamp(milliseconds // 1000, UTC) + timedelta(milliseconds=milliseconds % 1000)
    made = headers("licence", secret, at, method, path)
    assert made["X-Timestamp"] == str(milliseconds)
    assert made["X-API-KEY"] == "licence"
    return made["X-Signature"]


@pytest.mark.parametrize(
    ("method", "path", "wanted"),
    [
        ("GET", "/ncc/campaigns", "j4W/R+dsVziellwHboEYzzwb19zDPXoxNFZJ/O6vbsc="),
        ("POST", "/stat-reports", "GoiksRrHzGkvdhPfKviEVbvogl2a9ayQQDjy7DfRAs4="),
        ("DELETE", "/stat-reports/812", "KhhkL84MiR6ylXwDxNhx7N/svDGxKCZsnaOjD41qFP0="),
        ("GET", "/report-download", "zl3WEhfsTWfttm2OBBHabm5AyA0VZfr+BmR9kUu+3uU="),
    ],
)
def test_a_call_is_signed_as_openssl_signs_it_with_the_secret_as_it_is_written(method, path, wanted):
    """The secret looks like base64 and is not decoded."""
    assert signature("AQAAAAC+own/vector=", 1767225600123, method, path) == wanted


@pytest.mark.recorded
@pytest.mark.skipif(not DATA.is_dir(), reason="the samples do not stand beside the checkout")
def test_the_test_vectors_of_the_reference_pass():
    vectors = json.loads((DATA / "signature_test_vectors.json").read_text("utf-8"))
    assert vectors
    for one in vectors:
        assert signature(one["secret"], int(one["timestamp"]), one["method"], one["path"]) == one["signature"]


@pytest.mark.recorded
@pytest.mark.skipif(not DATA.is_dir(), reason="the samples do not stand beside the checkout")
@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [("403_invalid_signature", 403, LoginNeeded), ("400_param", 400, DataRejected), ("429", 429, Unavailable)],
)
def test_the_errors_of_the_reference_are_understood(name, status, kind):
    assert type(problem(status, (DATA / f"error_{name}.json").read_bytes())) is kind


def problem(status: int, body: bytes):
    with pytest.raises(Exception) as raised:  # noqa: PT011 - its kind is what is asked
        decipher("brand", "/stat-reports", Answer(status, {}, body), parsed, how=HOW)
    return raised.value


def refused(kind: str) -> bytes:
    told = {"signature": "c2VjcmV0LXNpZ25hdHVyZQ==", "status": 403, "title": kind, "detail": "api-key: 01**"}
    return json.dumps({**told, "type": f"urn:naver:api:problem:{kind}"}).encode()


def code(number: int, words: str = "안 됩니다.") -> bytes:
    return json.dumps({"code": number, "message": words}, ensure_ascii=False).encode()


CASES = [
    (403, refused("invalid-signature"), LoginNeeded, "비밀키"),
    (403, refused("invalid-apikey"), LoginNeeded, "액세스 라이선스"),
    (403, refused("invalid-timestamp"), ConfigError, "clock"),
    (403, refused("auth-failed"), Refused, "invite"),
    (403, b"<html>", Refused, "invite"),
    (401, b"", LoginNeeded, HOW),
    (403, code(1006), Refused, "no permission"),
    (400, code(1018), NotOurs, "no permission"),
    (429, code(429), Unavailable, "too fast"),
    (429, b"", Unavailable, "too fast"),
    (400, code(1016), Unavailable, "too fast"),
    (400, code(10004), DataRejected, "365"),
    (400, code(20007, "해당 일자 지표 준비중입니다."), NotReady, "counted"),
    (400, code(20011), Gone, "no more"),
    (400, code(4601), Gone, "no more"),
    (400, code(11001, "잘못된 파라미터 형식입니다."), DataRejected, "잘못된 파라미터"),
    (400, b"{\"detail\": \"exceeded limit of '100' numbers of 'job'\"}", TooMany, "대용량 다운로드 보고서"),
    (404, b"", DataRejected, "fault of the request"),
    (500, b"", Unavailable, "next run"),
    (503, "<html>시스템 점검</html>".encode(), Unavailable, "next run"),
    (200, b"<html></html>", Unavailable, "maintenance"),
    (302, b"", DataRejected, "302"),
]


@pytest.mark.parametrize(("status", "body", "kind", "words"), CASES)
def test_every_refusal_says_what_happens_next(status, body, kind, words):
    error = problem(status, body)
    assert type(error) is kind
    assert error.status == status
    assert words in str(error)
    assert "brand" in str(error)


@pytest.mark.parametrize(("status", "body"), [(status, body) for status, body, *_ in CASES if status == 403])
def test_nothing_of_a_403s_body_is_repeated(status, body):
    error = problem(status, body)
    for said in (str(error), error.message.render(translation("ko")), repr(error)):
        assert "c2VjcmV0" not in said
        assert "01**" not in said


def test_a_new_login_is_asked_for_by_its_command_in_both_languages():
    error = problem(403, refused("invalid-signature"))
    assert HOW in str(error)
    assert HOW in error.message.render(translation("ko"))


def test_words_are_quoted_but_never_at_length():
    assert len(str(problem(400, code(11001, "x" * 9999)))) < 500


def test_what_was_deleted_answers_nothing_and_what_was_ordered_answers_created():
    assert decipher("brand", "/x", Answer(204, {}, b""), parsed, how=HOW) is None
    assert decipher("brand", "/x", Answer(201, {}, b'{"reportJobId": 7}'), parsed, how=HOW) == {"reportJobId": 7}
