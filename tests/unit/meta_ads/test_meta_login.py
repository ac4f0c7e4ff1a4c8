"""A login at Meta: the proof of the app's secret, when it ends, what it sees; nothing secret is ever said."""

import json
import logging
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from meta_graph import NOW, PULL, SECRET, TOKEN, Graph, error, step

from sheets_bridge.api.call import Answer
from sheets_bridge.errors import BridgeError, DataRejected, LoginNeeded
from sheets_bridge.model import Window
from sheets_bridge.source import Shop
from sheets_bridge.sources.meta_ads import SOURCE
from sheets_bridge.sources.meta_ads.connection import proof

APP = {"app_id": "700100200300400", "app_secret": SECRET}
DATA = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads" / "meta"


def accounts(*told):
    return Graph(lambda *_: {"data": list(told)})


def account(number, status=1, zone="Asia/Seoul"):
    return {"account_id": number, "id": f"act_{number}", "name": f"계정 {number}", "currency": "KRW",
            "account_status": status, "timezone_name": zone}  # fmt: skip


def test_the_proof_is_the_keyed_hash_of_the_token():
    """From RFC 4231's second case: HMAC-SHA256 with key "Jefe"."""
    assert (
        proof("Jefe", "what do ya want for nothing?")
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


@pytest.mark.recorded
@pytest.mark.skipif(not DATA.is_dir(), reason="the samples do not stand beside the checkout")
def test_the_proof_is_that_of_the_test_vector():
    told = json.loads((DATA / "appsecret_proof_test_vector.json").read_text("utf-8"))
    assert proof(told["app_secret"], told["access_token"]) == told["appsecret_proof"]


def test_every_call_carries_the_proof_where_there_is_a_secret_and_none_where_not(tmp_path):
    for keys, carried in (({"app_secret": SECRET}, {"appsecret_proof": proof(SECRET, TOKEN)}), ({}, {})):
        graph = accounts(account("77"))
        SOURCE.shops(graph.connection(tmp_path, **keys))
        assert {name: value for name, value in graph.asked[0].params.items() if "proof" in name} == carried
        assert graph.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(("given", "version"), [("", "v26.0"), ("v27.0", "v27.0"), ("25.0", "v25.0")])
def test_the_version_is_ours_unless_the_keys_name_one(tmp_path, given, version):
    graph = accounts()
    SOURCE.shops(graph.connection(tmp_path, api_version=given))
    assert graph.asked[0].url == f"https://graph.facebook.com/{version}/me/adaccounts"


def test_accounts_of_all_pages_are_listed_and_only_closed_ones_are_inactive(tmp_path):
    pages = [
        {"data": [account("77"), account("78", 3)], "paging": {"cursors": {"after": "QQ"}, "next": "https://x"}},
        {"data": [account("79", 101)]},
    ]
    graph = Graph(lambda *_: pages.pop(0))
    assert SOURCE.shops(graph.connection(tmp_path)) == [
        Shop(77, "계정 77", active=True), Shop(78, "계정 78", active=True), Shop(79, "계정 79", active=False),
    ]  # fmt: skip
    assert graph.asked[1].params["after"] == "QQ"


def test_a_list_of_another_form_is_no_list(tmp_path):
    for told in ({"data": [{"id": "act_1"}]}, {"accounts": []}, []):
        with pytest.raises(DataRejected, match="brand"):
            SOURCE.shops(Graph(lambda *_, told=told: told).connection(tmp_path))


def test_days_of_another_time_zone_are_told_of_the_accounts_that_are_read(tmp_path):
    told = [account("77", zone="America/New_York"), account(str(PULL.shop_no), zone="Europe/Paris"), account("79")]
    connection = accounts(*told).connection(tmp_path)
    SOURCE.shops(connection)
    assert SOURCE.notices(connection) == []
    day = date(2026, 6, 14)
    list(SOURCE.streams["ads"].read(connection, PULL, step(Window(day, day))))
    (notice,) = SOURCE.notices(connection)
    assert "Europe/Paris" in str(notice)


def debug(**told):
    return Graph(lambda _method, path, _params: {"data": told} if path == "/debug_token" else (400, error(2500)))


def test_a_login_ends_when_the_token_or_its_right_to_data_does_and_0_is_never(tmp_path):
    first, second = 1_790_000_000, 1_795_000_000
    for expires, access, end in ((0, 0, None), (second, first, first), (first, second, first), (0, second, second)):
        connection = debug(is_valid=True, expires_at=expires, data_access_expires_at=access).connection(tmp_path)
        assert SOURCE.keys.ends(connection) == (datetime.fromtimestamp(end, UTC) if end else None)


def test_the_app_asks_about_the_token_where_it_can_and_else_the_token_itself(tmp_path):
    for keys, bearer in ((APP, f"{APP['app_id']}|{SECRET}"), ({}, TOKEN)):
        graph = debug(is_valid=True)
        SOURCE.keys.ends(graph.connection(tmp_path, **keys))
        assert graph.asked[0].headers["Authorization"] == f"Bearer {bearer}"
        assert graph.asked[0].params["input_token"] == TOKEN


def test_a_token_that_is_not_valid_is_to_be_made_anew(tmp_path):
    with pytest.raises(LoginNeeded, match="sheets-bridge connect meta_ads brand"):
        SOURCE.keys.ends(debug(is_valid=False, error={"code": 190}).connection(tmp_path))


def test_where_meta_does_not_say_when_it_ends_nothing_is_claimed(tmp_path):
    for told in ((403, error(10)), (400, error(100)), {"data": []}, []):
        assert SOURCE.keys.ends(Graph(lambda *_, told=told: told).connection(tmp_path)) is None


def exchanging(ends, answer):
    def tell(_method, path, params):
        if path == "/debug_token":
            return {"data": {"is_valid": True, "expires_at": ends}}
        assert path == "/oauth/access_token"
        assert params["grant_type"] == "fb_exchange_token"
        assert (params["client_id"], params["client_secret"]) == (APP["app_id"], SECRET)
        assert params["fb_exchange_token"] == TOKEN
        return answer

    return Graph(tell)


def test_a_token_that_ends_is_changed_where_the_app_is_known(tmp_path):
    answer = {"access_token": "EAALASTING0002", "token_type": "bearer", "expires_in": 5184000}
    ends = int(NOW.timestamp()) + 3600
    assert SOURCE.keys.lasting(exchanging(ends, answer).connection(tmp_path, **APP)) == {
        "access_token": "EAALASTING0002"
    }
    assert SOURCE.keys.lasting(exchanging(0, answer).connection(tmp_path, **APP)) == {}
    assert SOURCE.keys.lasting(exchanging(ends, answer).connection(tmp_path, app_id="7")) == {}
    with pytest.raises(DataRejected, match="access_token"):
        SOURCE.keys.lasting(exchanging(ends, {"token_type": "bearer"}).connection(tmp_path, **APP))


@pytest.mark.parametrize("told", [(400, error(190, 463)), (403, error(10)), (400, error(80000)), (500, error(1))])
def test_no_secret_stands_in_what_is_said_of_a_failure(tmp_path, caplog, told):
    caplog.set_level(logging.DEBUG)
    connection = Graph(lambda *_: told).connection(tmp_path, **APP)
    with pytest.raises(BridgeError) as caught:
        SOURCE.shops(connection)
    said = f"{caught.value!s}{caught.value!r}{caplog.text}"
    assert not [word for word in (TOKEN, SECRET, proof(SECRET, TOKEN)) if word in said]


def test_a_limit_of_one_ad_account_keeps_back_no_other(tmp_path):
    """Meta counts by ad account."""
    graph = Graph(lambda *_: {"data": []})
    plain, full = graph.send, {"X-Business-Use-Case-Usage": '{"77": [{"estimated_time_to_regain_access": 30}]}'}
    graph.send = lambda request: Answer(200, full if "act_77/" in request.url else {}, plain(request).body)
    connection = graph.connection(tmp_path)
    for number in (77, 78, 78):
        connection.get(f"/act_{number}/insights", {}, number)
    assert SOURCE.limits(connection).blocked == 1800
    with pytest.raises(BridgeError, match="no call is accepted before"):
        connection.get("/act_77/insights", {}, 77)
