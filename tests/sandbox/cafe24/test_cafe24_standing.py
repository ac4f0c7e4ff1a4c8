"""How the pretend Cafe24 treats an app that was removed, revoked, or asks for a version that has expired."""

import pytest
from cafe24_bench import make_order
from cafe24_living import living


@pytest.fixture
def bench(make_bench):
    ready = make_bench(make_order())
    ready.pair = ready.connect()
    ready.limits(False)
    return ready


def control(bench, name, **body):
    answer = bench.web.post(f"/sandbox/{name}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def revoke(bench, **form):
    named = {"token_hint": "access_token"} | form
    return bench.web.post(f"{bench.oauth}/revoke", data=named, auth=("id-of-app", "secret-of-app"))


@pytest.mark.parametrize("hint", ["access_token", "refresh_token"])
def test_revoking_either_token_kills_both_and_answers_with_nothing(bench, hint):
    answer = revoke(bench, token=bench.pair[hint], token_hint=hint)
    assert (answer.status_code, answer.data) == (200, b"")
    assert bench.get("shops").status_code == 401
    assert bench.refresh(bench.pair["refresh_token"]).get_json()["error"] == "invalid_grant"


def test_revoking_what_nobody_knows_changes_nothing(bench):
    assert revoke(bench, token="unknown").status_code == 200
    assert bench.get("shops").status_code == 200
    assert revoke(bench).get_json()["error"] == "invalid_request"
    stranger = bench.web.post(f"{bench.oauth}/revoke", data={"token": "x"}, auth=("id-of-app", "wrong"))
    assert (stranger.status_code, stranger.get_json()["error"]) == (401, "invalid_client")


def test_a_removed_app_gets_403_everywhere_and_no_new_tokens(bench):
    control(bench, "app", installed=False)
    assert "insufficient_scope" not in bench.refused("orders", 403)
    refused = bench.refresh(bench.pair["refresh_token"])
    assert (refused.status_code, refused.get_json()["error_description"]) == (400, "Uninstalled app")
    span = {"mall_id": "samplemall", "start_date": "2026-10-20", "end_date": "2026-10-20"}
    assert bench.statistics("visitors/view", **span).status_code == 403


def test_a_removal_that_was_a_mistake_spends_no_token(bench):
    control(bench, "app", installed=False)
    bench.refresh(bench.pair["refresh_token"])
    control(bench, "app", installed=True)
    assert bench.get("shops").status_code == 200
    assert bench.refresh(bench.pair["refresh_token"]).status_code == 200


def test_a_new_consent_installs_a_removed_app_again(bench):
    control(bench, "app", installed=False)
    bench.connect()
    assert bench.get("shops").status_code == 200


def test_a_version_expires_while_one_works_with_it(bench):
    asked = {"X-Cafe24-Api-Version": "2026-03-01"}
    assert bench.get("shops", headers=asked).status_code == 200
    control(bench, "app", versions=["2026-12-01", "2026-09-01"])
    answer = bench.get("shops", headers=asked)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["message"] == (
        "2026-03-01 version you requested is not available. The default value for the app version is 2026-12-01."
    )
    assert bench.get("shops").headers["X-Cafe24-Api-Version"] == "2026-12-01"


def test_an_approval_lets_an_operator_grant_what_needs_one(bench):
    assert bench.land(scope="mall.read_privacy")["error"] == "invalid_scope"
    assert control(bench, "app", scopes=["mall.read_privacy"])["scopes"] == ["mall.read_privacy"]
    assert bench.connect("mall.read_privacy")["scopes"] == ["mall.read_privacy"]


@pytest.mark.parametrize(
    "wrong", [{"installed": 1}, {"scopes": ["mall.read_order"]}, {"versions": []}, {"restricted": "T"}, {"other": 1}]
)
def test_a_standing_that_makes_no_sense_is_refused(bench, wrong):
    assert bench.web.post("/sandbox/app", json=wrong).status_code == 422
    told = bench.web.get("/sandbox/app").get_json()
    assert (told["installed"], told["scopes"], told["restricted"]) == (True, [], False)


def test_a_shop_closes_in_mid_life_and_opens_again():
    bench = living()
    before = bench.get("orders/count", shop_no=2).get_json()["count"]
    try:
        assert control(bench, "shops", shop_no=2, active=False) == {"1": True, "2": False, "3": False}
        assert "(parameter.shop_no)" in bench.refused("orders", 422, shop_no=2)
        assert "(parameter.shop_no)" in bench.refused("products", 422, shop_no=2)
        assert {one["shop_no"]: one["active"] for one in bench.get("shops").get_json()["shops"]}[2] == "F"
    finally:
        control(bench, "shops", shop_no=2, active=True)
    assert bench.get("orders/count", shop_no=2).get_json()["count"] == before
    assert bench.web.post("/sandbox/shops", json={"shop_no": 9, "active": True}).status_code == 422
