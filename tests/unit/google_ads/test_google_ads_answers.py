"""Each refusal of Google Ads says what happens next, and what the owner has to do."""

import json
from pathlib import Path

import pytest
from google_ads_vendor import envelope, refusal

from sheets_bridge.api.api import TakesNone, Unauthorized
from sheets_bridge.api.call import Answer
from sheets_bridge.errors import DataRejected, LoginNeeded, Refused, Unavailable
from sheets_bridge.sources.google_ads.answers import decipher

PATH = "/v26/customers/1112223333/googleAds:searchStream"
RECORDED = Path(__file__).resolve().parents[4] / "shared/reference/data/ads/google_ads"
REASONED = "type.googleapis.com/google.rpc.ErrorInfo"


def failing(answer: Answer):
    with pytest.raises(Exception) as raised:  # noqa: PT011 - its type is what is asked
        decipher("brand", PATH, answer)
    said = str(raised.value)
    assert "brand" in said
    assert PATH in said
    assert "not to be quoted" not in said
    return raised.value


def reasoned(status: int, reason: str) -> Answer:
    return envelope(status, [{"@type": REASONED, "reason": reason, "domain": "googleapis.com"}])


@pytest.mark.parametrize(
    ("answer", "kind", "advice"),
    [
        (refusal(401, "NOT_ADS_USER", "authenticationError"), LoginNeeded, "Access and security"),
        (refusal(401, "TWO_STEP_VERIFICATION_NOT_ENROLLED", "authenticationError"), LoginNeeded, "2-step"),
        (reasoned(403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT"), LoginNeeded, "ticked"),
        (refusal(403, "USER_PERMISSION_DENIED"), Refused, "manager_id"),
        (refusal(403, "CUSTOMER_NOT_ENABLED"), Refused, "Reopen it"),
        (refusal(401, "CUSTOMER_NOT_FOUND", "authenticationError"), Refused, "Compare ad_accounts:"),
        (refusal(403, "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION"), Refused, "google/ads-apis/overview"),
        (reasoned(403, "SERVICE_DISABLED"), Refused, "click Enable"),
        (refusal(403, "DEVELOPER_TOKEN_NOT_APPROVED"), Refused, "retired on 2026-09-09"),
        (refusal(400, "UNSUPPORTED_VERSION", "requestError"), Refused, "Update sheets_bridge"),
        (Answer(404, {}, b"<!DOCTYPE html>"), Refused, "Update sheets_bridge"),
        (refusal(403, "ACTION_NOT_PERMITTED"), Refused, "report it"),
        (refusal(400, "UNRECOGNIZED_FIELD", "queryError"), DataRejected, "report it"),
    ],
)
def test_a_refusal_says_what_to_do(answer, kind, advice):
    error = failing(answer)
    assert type(error) is kind
    assert advice in str(error)
    assert error.status == answer.status


@pytest.mark.parametrize(
    "answer",
    [
        refusal(401, "OAUTH_TOKEN_EXPIRED", "authenticationError"),
        refusal(401, "OAUTH_TOKEN_REVOKED", "authenticationError"),
        reasoned(401, "CREDENTIALS_MISSING"),
        Answer(401, {}, b""),
    ],
)
def test_a_token_that_is_not_taken_may_be_renewed_once(answer):
    assert type(failing(answer)) is Unauthorized


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (refusal(429, "RESOURCE_EXHAUSTED", "quotaError", details={"quotaErrorDetails": {"retryDelay": "60s"}}), 60),
        (refusal(429, "RESOURCE_EXHAUSTED", "quotaError"), 3600),
        (refusal(429, "RESOURCE_EXHAUSTED", "quotaError", details={"quotaErrorDetails": {"retryDelay": "?"}}), 3600),
        (refusal(429, "RESOURCE_TEMPORARILY_EXHAUSTED", "quotaError"), 5),
        (refusal(429, "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION", "quotaError"), 60),
        (envelope(429, [], "RESOURCE_EXHAUSTED"), None),
        (refusal(500, "INTERNAL_ERROR", "internalError"), None),
        (refusal(503, "TRANSIENT_ERROR", "internalError"), None),
        (Answer(502, {}, b"<html>"), None),
        (Answer(200, {}, b'[{"results": ['), None),
    ],
)
def test_what_passes_is_tried_again_after_the_time_it_asks_for(answer, wait):
    error = failing(answer)
    assert isinstance(error, Unavailable)
    assert error.wait == wait


def test_a_stream_that_breaks_off_under_a_status_of_200_is_no_answer():
    broken = [{"results": [{"campaign": {"id": "1"}}]}, {"error": {"code": 503, "status": "UNAVAILABLE"}}]
    assert type(failing(Answer(200, {}, json.dumps(broken).encode()))) is Unavailable
    denied = json.loads(refusal(403, "CUSTOMER_NOT_ENABLED").body)
    assert type(failing(Answer(200, {}, json.dumps([{"results": []}, *denied]).encode()))) is Refused


def test_the_envelope_is_read_alone_and_in_an_array():
    wrapped = refusal(403, "USER_PERMISSION_DENIED")
    alone = Answer(403, {}, json.dumps(json.loads(wrapped.body)[0]).encode())
    assert str(failing(wrapped)) == str(failing(alone))


@pytest.mark.parametrize(
    "body", [b"[]", b"[null]", b'"no"', b'{"error": "x"}', b'{"error": {"details": [1, {"errors": [2, {}]}]}}', b"\xff"]
)
def test_a_refusal_of_any_form_is_still_one(body):
    assert type(failing(Answer(403, {}, body))) is Refused


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("error_403_project_not_approved", 403, Refused),
        ("error_403_user_permission", 403, Refused),
        ("error_429_resource_exhausted", 429, TakesNone),
    ],
)
def test_recorded_refusals(name, status, kind):
    error = failing(Answer(status, {}, (RECORDED / f"{name}.json").read_bytes()))
    assert type(error) is kind
    assert status != 429 or error.wait == 60
