"""Refunds name the orders to read again; too many of them, or odd ones, end in nothing silent."""

from datetime import datetime

import pytest
from cafe24_vendor import ONE, PULL, TWO, Vendor, collected, connected, numbers, orders, step

from sheets_bridge.errors import DataRejected
from sheets_bridge.masking import Masks
from sheets_bridge.model import KST
from sheets_bridge.sources.cafe24 import order_read, order_rows


def refunds(of: list[dict], day: str, times: int = 1) -> list[dict]:
    return [{**order, "refund_date": day, "refund_code": str(n)} for order in of for n in range(times)]


def test_the_orders_behind_refunds_are_read_whenever_they_were_made():
    old = orders(150, "2025-12-31")
    vendor = Vendor([*old, *orders(5, ONE)], refunds(old, ONE))
    assert set(numbers(vendor, step(ONE, TWO, "refund_date"))) == {order["order_id"] for order in old}


def test_more_refunds_than_an_offset_reaches_are_listed_by_halves():
    one, two = orders(40, ONE), orders(40, TWO)
    vendor = Vendor([*one, *two], [*refunds(one, ONE, 200), *refunds(two, TWO, 200)])
    assert len(set(numbers(vendor, step(ONE, TWO, "refund_date")))) == 80


def test_a_day_with_more_refunds_than_an_offset_reaches_is_read_as_far_as_it_goes_and_said():
    one, two = orders(80, ONE), orders(3, TWO)
    vendor = Vendor([*one, *two], [*refunds(one, ONE, 200), *refunds(two, TWO)])
    came, error = collected(vendor, step(ONE, TWO, "refund_date"))
    assert {order["order_id"] for order in [*one[:75], *two]} == came
    assert error.read == 15_000 < error.expected
    assert ONE in str(error)


@pytest.mark.parametrize("order_date", [None, "", "soon", 7])
def test_a_refund_without_a_day_of_its_order_is_found_by_the_number_of_its_order(order_date):
    (order,) = orders(1, ONE)
    vendor = Vendor([order])
    vendor.told["/refunds"] = {"refunds": [{"order_id": order["order_id"], "order_date": order_date}]}
    assert numbers(vendor, step(ONE, TWO, "refund_date")) == [order["order_id"]]


@pytest.mark.parametrize("odd", [{}, {"order_id": None}, {"order_id": [1], "order_date": ONE}, {"order_id": "?"}])
def test_a_refund_that_names_no_order_is_set_aside_and_the_rest_is_read(odd):
    (order,) = orders(1, ONE)
    vendor = Vendor([order])
    vendor.told["/refunds"] = {"refunds": [odd, order]}
    aside, page = order_read.read(connected(vendor), PULL, step(ONE, TWO, "refund_date"))
    assert page == [order]
    normalize = order_rows.normalize(PULL, Masks(b"k" * 32), datetime(2026, 3, 2, tzinfo=KST))
    with pytest.raises(ValueError, match="order_id"):
        normalize(aside[0])


def test_refunds_in_an_unknown_form_are_refused_naming_their_path():
    vendor = Vendor()
    vendor.told["/refunds"] = {"refunds": ["x"]}
    with pytest.raises(DataRejected, match="/refunds answered in a form we do not know"):
        numbers(vendor, step(ONE, TWO, "refund_date"))


def test_a_server_that_does_not_mind_the_numbers_asked_for_is_noticed():
    (order,) = orders(1, ONE)
    vendor = Vendor([order], refunds([order], ONE))
    vendor.page = lambda params, rows: orders(1000, ONE) if "order_id" in params else rows
    with pytest.raises(DataRejected, match="/orders answered in a form we do not know"):
        numbers(vendor, step(ONE, TWO, "refund_date"))
