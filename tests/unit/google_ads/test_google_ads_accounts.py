"""Which ad accounts a login reaches, and through whom."""

from datetime import date

import pytest
from google_ads_vendor import Vendor, pull, refusal, step

from sheets_bridge.errors import ConfigError, LoginNeeded, Refused
from sheets_bridge.sources.google_ads import SOURCE
from sheets_bridge.sources.google_ads.accounts import shops
from sheets_bridge.sources.google_ads.reading import read_ads

DAY = step(date(2026, 6, 14))
OWN, UNDER, MANAGER, CLOSED = "1112223333", "4445556666", "9998887777", "5554443333"


def client(number: str, name: str | None = None, **more: object) -> dict[str, object]:
    told = {"id": number, "manager": False, "status": "ENABLED", **more}
    return {"customerClient": told | ({"descriptiveName": name} if name else {})}


TREE = {
    OWN: [client(OWN, "자기 계정")],
    MANAGER: [
        client(OWN, "자기 계정"),
        client(UNDER, "맡은 계정"),
        client("7776665555", status="CANCELED"),
        client(MANAGER, manager=True),
    ],
}


def tells(customer: str, query: str) -> object:
    if "customer_client" not in query:
        return []
    return TREE.get(customer) or refusal(403, "CUSTOMER_NOT_ENABLED")


def found(connection):
    return [(str(shop.shop_no), shop.name) for shop in shops(connection)]


def ways(vendor: Vendor, connection, *numbers: str):
    """The manager's header of the reports of some ad accounts."""
    for number in numbers:
        list(read_ads(connection, pull(int(number)), DAY))
    reports = [
        (who, headers.get("login-customer-id")) for who, query, headers in vendor.asked if "FROM campaign" in query
    ]
    return dict(reports)


def test_accounts_of_its_own_and_of_its_managers_are_listed_once_and_closed_ones_passed_over(tmp_path):
    vendor = Vendor(tells, [OWN, CLOSED, MANAGER])
    connection = vendor.connection(tmp_path)
    assert found(connection) == [(OWN, "자기 계정"), (UNDER, "맡은 계정")]
    assert ways(vendor, connection, OWN, UNDER) == {OWN: None, UNDER: MANAGER}


def test_how_an_account_is_reached_is_found_out_where_nobody_listed_them(tmp_path):
    vendor = Vendor(tells, [MANAGER])
    assert ways(vendor, vendor.connection(tmp_path), UNDER) == {UNDER: MANAGER}
    assert found(vendor.connection(tmp_path))


def test_a_manager_that_was_named_is_the_way_to_all_and_nothing_is_looked_for(tmp_path):
    vendor = Vendor(tells)
    connection = vendor.connection(tmp_path, manager_id="999-888-7777")
    assert found(connection) == [(OWN, "자기 계정"), (UNDER, "맡은 계정")]
    assert ways(vendor, connection, OWN, UNDER) == {OWN: MANAGER, UNDER: MANAGER}


def test_where_no_account_may_be_read_the_reason_is_told(tmp_path):
    with pytest.raises(Refused, match="CUSTOMER_NOT_ENABLED"):
        shops(Vendor(tells, [CLOSED]).connection(tmp_path))
    assert found(Vendor(tells, []).connection(tmp_path)) == []


def test_a_manager_that_is_no_number_is_a_mistake_of_the_file(tmp_path):
    with pytest.raises(ConfigError, match="ten digits"):
        shops(Vendor(tells).connection(tmp_path, manager_id="my manager"))


def test_no_developer_token_is_sent_unless_somebody_wants_it(tmp_path):
    vendor = Vendor(tells, [OWN])
    shops(vendor.connection(tmp_path))
    shops(vendor.connection(tmp_path, developer_token="dev"))
    assert [headers.get("developer-token") for _, _, headers in vendor.asked] == [None, "dev"]
    assert "developer_token" not in {key.id for key in SOURCE.keys.asked}


def test_without_keys_nobody_is_asked(tmp_path):
    vendor = Vendor(tells)
    connection = vendor.connection(tmp_path)
    connection.keys.remove()
    with pytest.raises(LoginNeeded, match="sheets-bridge connect google_ads brand"):
        shops(connection)
    assert vendor.asked == []
