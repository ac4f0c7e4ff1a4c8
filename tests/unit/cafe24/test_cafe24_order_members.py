"""Who ordered with a phone number or an address: asked of Cafe24, and believed of no order that does not say so."""

from datetime import date

import pytest
from cafe24_vendor import ONE, PULL, THREE, TWO, Vendor, connected, orders

from sheets_bridge.errors import DataRejected
from sheets_bridge.sources.cafe24 import order_members

FIRST, LAST = date(2025, 10, 1), date(2026, 3, 3)
ANN = {"member_id": "ann", "buyer": {"cellphone": "010-1234-5678", "email": "Ann@Example.com"}}
BOB = {"member_id": "bob", "buyer": {"cellphone": "010-8765-4321", "email": "bob@example.com"}}
GUEST = {"member_id": "", "buyer": [{"phone": "010-1234-5678"}]}


def asked(vendor: Vendor, by: str, value: str) -> list[str]:
    return list(order_members.members(connected(vendor), PULL, by, value, FIRST, LAST))


@pytest.mark.parametrize(
    ("by", "value", "param", "sent"),
    [
        ("phone", "+82 10 1234 5678", "buyer_cellphone", "010-1234-5678"),
        ("phone", "01012345678", "buyer_cellphone", "010-1234-5678"),
        ("email", " ann@example.COM ", "buyer_email", "ann@example.COM"),
    ],
)
def test_the_member_of_a_number_or_address_is_found_however_it_is_written(by, value, param, sent):
    vendor = Vendor(orders(1, ONE, **ANN))
    assert asked(vendor, by, value) == ["ann"]
    assert {params[param] for _, params in vendor.calls} == {sent}
    assert {params["embed"] for _, params in vendor.calls} == {"buyer"}


def test_all_days_are_asked_for_in_windows_under_three_months():
    vendor = Vendor(orders(1, ONE, **ANN))
    asked(vendor, "email", "ann@example.com")
    spans = [(date.fromisoformat(call["start_date"]), date.fromisoformat(call["end_date"])) for _, call in vendor.calls]
    assert (min(spans)[0], max(spans)[1]) == (FIRST, LAST)
    assert all((last - first).days < 89 for first, last in spans)


def test_a_guest_has_no_member_id():
    assert asked(Vendor(orders(1, TWO, **GUEST)), "phone", "010-1234-5678") == []


def test_of_orders_that_are_not_all_theirs_only_theirs_count():
    vendor = Vendor([*orders(1, ONE, **ANN), *orders(1, TWO, **BOB)])
    assert asked(vendor, "phone", "010-1234-5678") == ["ann"]


@pytest.mark.parametrize("number", [1, 16_000])
def test_a_server_that_ignores_the_filter_has_nobody_forgotten(number):
    vendor = Vendor(orders(number, THREE, **BOB))
    with pytest.raises(DataRejected, match="sent those of others"):
        asked(vendor, "phone", "010-1234-5678")
