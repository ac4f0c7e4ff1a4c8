"""Who may call the pretend Google Ads: logins, managers, the Cloud project, versions, quotas."""

import base64
import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from google_ads_bench import GLOBAL, KR, MANAGER, make_bench, reason, span

from sheets_bridge.sandbox.ad_rules import SERVICE_ACCOUNT
from sheets_bridge.sandbox.google.server import SERVICE_ACCOUNT as ACCOUNT_OF_THE_SHEET
from sheets_bridge.sandbox.google_ads.tokens import JWT_BEARER, OWNER, SCOPE

QUERY = f"SELECT campaign.id, metrics.clicks FROM campaign WHERE {span()}"


def part(value):
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def assertion(iss=SERVICE_ACCOUNT, scope=SCOPE, key=None):
    """A service account's signed word; without a key the signature is any."""
    text = f"{part(json.dumps({'alg': 'RS256'}).encode())}.{part(json.dumps({'iss': iss, 'scope': scope}).encode())}"
    signature = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()) if key else b"any"
    return f"{text}.{part(signature)}"


def by_assertion(bench, **how):
    return bench.log_in(grant_type=JWT_BEARER, assertion=assertion(**how))


def test_a_refresh_token_gives_access_for_an_hour(bench):
    answer = bench.log_in().get_json()
    assert (answer["token_type"], answer["expires_in"], answer["scope"]) == ("Bearer", 3599, SCOPE)
    bench.token = answer["access_token"]
    assert bench.rows(QUERY)
    bench.time.pass_by(hours=1)
    assert bench.refused(QUERY) == (401, "OAUTH_TOKEN_EXPIRED")


@pytest.mark.parametrize(
    ("wrong", "status", "error"),
    [
        ({"client_id": "x"}, 401, "invalid_client"),
        ({"client_secret": "x"}, 401, "invalid_client"),
        ({"refresh_token": "x"}, 400, "invalid_grant"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": JWT_BEARER, "assertion": "x"}, 400, "invalid_grant"),
        ({"grant_type": JWT_BEARER, "assertion": "a.b.c"}, 400, "invalid_grant"),
        ({"grant_type": JWT_BEARER, "assertion": assertion(iss="nobody@example.com")}, 400, "invalid_grant"),
        ({"grant_type": JWT_BEARER, "assertion": assertion(scope="")}, 400, "invalid_scope"),
    ],
)
def test_a_login_with_anything_wrong_is_refused(bench, wrong, status, error):
    answer = bench.log_in(**wrong)
    assert (answer.status_code, answer.get_json()["error"]) == (status, error)


def test_the_service_account_of_the_sheet_serves_the_ads_too(bench):
    assert SERVICE_ACCOUNT == ACCOUNT_OF_THE_SHEET
    bench.token = by_assertion(bench).get_json()["access_token"]
    assert bench.rows(QUERY)


def test_where_a_key_is_known_the_signature_must_be_its_own(bench):
    mine, other = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    pem = mine.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    bench.market.doors.google.service_accounts["ads@example.com"] = pem
    assert by_assertion(bench, iss="ads@example.com", key=mine).status_code == 200
    for key in (other, None):
        answer = by_assertion(bench, iss="ads@example.com", key=key)
        assert (answer.status_code, answer.get_json()["error"]) == (400, "invalid_grant")


def test_a_closed_medium_takes_back_what_it_gave(bench):
    bench.market.doors.closed.add("google_ads")
    assert bench.refused(QUERY) == (401, "OAUTH_TOKEN_REVOKED")
    for answer in (bench.log_in(), by_assertion(bench)):
        assert (answer.status_code, answer.get_json()["error"]) == (400, "invalid_grant")


def test_without_a_token_with_a_made_up_one_or_one_for_something_else_nothing_is_told(bench):
    bench.token = by_assertion(bench, scope="https://www.googleapis.com/auth/spreadsheets").get_json()["access_token"]
    assert bench.refused(QUERY) == (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
    bench.token = "made-up"
    assert bench.refused(QUERY) == (401, "OAUTH_TOKEN_INVALID")
    bench.token = ""
    assert bench.refused(QUERY) == (401, "CREDENTIALS_MISSING")


def test_a_login_that_is_no_user_of_ads_is_told_so(bench):
    bench.market.doors.google.strangers.add(OWNER)
    assert bench.refused(QUERY) == (401, "NOT_ADS_USER")


@pytest.mark.parametrize(
    ("customer", "through", "refusal"),
    [
        (KR, None, (403, "USER_PERMISSION_DENIED")),
        (KR, KR, (403, "USER_PERMISSION_DENIED")),
        (KR, GLOBAL, (403, "USER_PERMISSION_DENIED")),
        ("1234567890", None, (403, "USER_PERMISSION_DENIED")),
        (KR, "771-209-8840", (400, "INVALID_LOGIN_CUSTOMER_ID")),
        ("482-105-7736", MANAGER, (400, "INVALID_CUSTOMER_ID")),
    ],
)
def test_an_account_under_a_manager_is_reached_through_it_alone(bench, customer, through, refusal):
    assert bench.refused(QUERY, customer=customer, through=through) == refusal


def test_a_login_lists_what_it_reaches_directly(bench):
    assert bench.listed().get_json() == {"resourceNames": [f"customers/{MANAGER}"]}
    bench.market.doors.google.barred.add(MANAGER)
    assert bench.listed().get_json() == {}
    bench.market.doors.google.barred.add(GLOBAL)
    assert bench.refused(QUERY, customer=GLOBAL) == (403, "USER_PERMISSION_DENIED")


def test_a_project_that_is_not_approved_lists_customers_and_reads_none(bench):
    bench.market.doors.google.project = "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION"
    assert bench.listed().status_code == 200
    assert bench.refused(QUERY) == (403, "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION")


def test_a_project_without_the_api_does_nothing(bench):
    bench.market.doors.google.project = "SERVICE_DISABLED"
    assert bench.refused(QUERY) == (403, "SERVICE_DISABLED")
    listed = bench.listed()
    assert (listed.status_code, reason(listed.get_json()["error"])) == (403, "SERVICE_DISABLED")


@pytest.mark.parametrize("version", ["v23", "v24", "v25", "v26"])
def test_living_versions_answer(bench, version):
    assert bench.rows(QUERY, version=version)


def test_a_version_that_is_over_is_refused_and_one_that_never_was_is_no_page(bench):
    assert bench.refused(QUERY, version="v22") == (400, "UNSUPPORTED_VERSION")
    for version in ("v99", "beta"):
        answer = bench.post("searchStream", {"query": QUERY}, version=version)
        assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert bench.web.get("/google-ads/v26/weather").status_code == 404


def test_search_refuses_with_one_object_and_a_stream_with_an_array(bench):
    wrong = {"query": "SELECT campaign.colour FROM campaign"}
    whole, (wrapped,) = bench.post("search", wrong).get_json(), bench.post("searchStream", wrong).get_json()
    for body in (whole, wrapped):
        assert (body["error"]["code"], body["error"]["status"]) == (400, "INVALID_ARGUMENT")
        (detail,) = body["error"]["details"]
        assert detail["errors"][0]["errorCode"] == {"queryError": "UNRECOGNIZED_FIELD"}
        assert detail["errors"][0]["trigger"] == {"stringValue": "campaign.colour"}


@pytest.mark.parametrize("sent", [{}, [], {"query": 7}])
def test_a_call_without_a_query_is_refused(bench, sent):
    assert bench.post("search", sent).status_code == 400


@pytest.fixture
def limited(google_story):
    """A Google Ads with its quotas on."""
    return make_bench(google_story, limits=True)


def test_the_operations_of_a_day_are_spent_until_they_come_back(limited):
    limited.market.doors.google.daily_operations = 2
    assert [limited.post("searchStream", {"query": QUERY}).status_code for _ in range(3)] == [200, 200, 429]
    limited.time.pass_by(hours=20)
    limited.token = limited.log_in().get_json()["access_token"]
    (body,) = limited.post("searchStream", {"query": QUERY}).get_json()
    assert reason(body["error"]) == "RESOURCE_EXHAUSTED"
    ((error,),) = (detail["errors"] for detail in body["error"]["details"])
    delay = error["details"]["quotaErrorDetails"]["retryDelay"]
    assert delay == f"{4 * 3600}s"
    limited.time.pass_by(hours=4)
    limited.token = limited.log_in().get_json()["access_token"]
    assert limited.rows(QUERY)


def test_too_many_at_once_are_refused_for_a_moment(limited):
    limited.market.doors.google.burst = 3
    answers = [limited.post("search", {"query": QUERY}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert reason(answers[-1].get_json()["error"]) == "RESOURCE_TEMPORARILY_EXHAUSTED"
    limited.time.pass_by(seconds=1)
    assert limited.rows(QUERY)


def test_while_the_switch_is_off_nothing_counts(bench):
    bench.market.doors.google.daily_operations = 1
    assert all(bench.rows(QUERY) for _ in range(3))
