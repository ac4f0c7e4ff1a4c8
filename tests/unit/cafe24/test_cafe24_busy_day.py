"""A sales day of 40,000 orders that goes on while it is read: none is lost, or it is said how many are missing."""

from collections.abc import Mapping
from itertools import count
from typing import Any

import pytest
from cafe24_vendor import ONE, PULL, Rows, Vendor, connected, numbers, orders, step

from sheets_bridge.errors import Incomplete
from sheets_bridge.model import Step
from sheets_bridge.sources.cafe24 import order_read

PLACES = ("cafe24", "mobile", "mobile_d", "NCHECKOUT")
TODAY = step(ONE, ONE)


def busy(places: tuple[str, ...] = PLACES) -> Vendor:
    """40,000 orders of one day, members and guests, from several places, some not yet paid."""
    made = orders(40_000, ONE)
    for n, one in enumerate(made):
        one["member_type"] = "2" if n % 4 else "3"
        one["order_place_id"] = places[n % len(places)]
        one["payment_status"] = "F" if n % 10 == 0 else "T"
    return Vendor(made)


def shop_goes_on(vendor: Vendor, every: int = 1) -> list[str]:
    """With each page new orders come before all others; the numbers of those that came."""
    came: list[str] = []
    numbered, pages = count(90_000), count(1)

    def page(_params: Mapping[str, str], rows: Rows) -> Rows:
        if next(pages) % every == 0 and len(came) < 12:
            (new,) = orders(1, ONE, member_type="2", order_place_id="mobile", payment_status="T")
            new["order_id"] = f"20260301-{next(numbered):07}"
            vendor.rows.insert(0, new)
            came.append(new["order_id"])
        return rows

    vendor.page = page
    return came


def orders_go_away(vendor: Vendor, every: int, times: int = 6) -> list[str]:
    """With every so many pages an order that was sent already leaves the list, so that all after it move up by one."""
    gone: list[str] = []
    pages = count(1)

    def page(_params: Mapping[str, str], rows: Rows) -> Rows:
        if next(pages) % every == 0 and len(gone) < times and rows:
            vendor.rows.remove(rows[0])
            gone.append(rows[0]["order_id"])
        return rows

    vendor.page = page
    return gone


def payments_come_in(vendor: Vendor, times: int) -> None:
    """With some pages an unpaid order is paid: it leaves one list of a split and enters another."""
    waiting = [row for row in vendor.rows if row["payment_status"] == "F"]
    left = len(waiting) - times
    pages = count(1)

    def page(_params: Mapping[str, str], rows: Rows) -> Rows:
        if next(pages) % 3 == 0 and len(waiting) > left:
            waiting.pop(0)["payment_status"] = "T"  # type: ignore[index]
        return rows

    vendor.page = page


def read_out(vendor: Vendor, asked: Step = TODAY) -> tuple[set[Any], Incomplete | None]:
    """The order numbers that came, and what was said to be missing."""
    came: set[Any] = set()
    try:
        for page in order_read.read(connected(vendor), PULL, asked):
            came.update(row["order_id"] for row in page)
    except Incomplete as short:
        return came, short
    return came, None


def ids(vendor: Vendor) -> set[Any]:
    return {row["order_id"] for row in vendor.rows}


def test_a_day_that_stands_still_is_read_whole_and_each_order_once():
    vendor = busy()
    came = numbers(vendor, TODAY)
    assert set(came) == ids(vendor)
    assert len(came) == 40_000


def test_orders_that_come_in_meanwhile_shift_pages_and_none_is_lost():
    vendor = busy()
    before, new = ids(vendor), shop_goes_on(vendor)
    came, short = read_out(vendor)
    assert short is None
    assert came >= before
    assert len(new) == 12


def test_orders_that_go_meanwhile_move_others_across_a_page_border_and_none_is_lost():
    vendor = busy()
    gone = orders_go_away(vendor, 5)
    came, short = read_out(vendor)
    assert short is None
    assert came >= ids(vendor)
    assert len(gone) == 6


@pytest.mark.parametrize("every", [1, 2, 3])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_an_order_that_goes_at_any_page_of_a_short_list_takes_no_other_with_it(every, times):
    vendor = Vendor(orders(3500, ONE))
    orders_go_away(vendor, every, times)
    came, short = read_out(vendor)
    assert short is not None or came >= ids(vendor)


def test_a_list_that_never_stands_still_is_given_up_after_three_readings_with_all_that_came():
    vendor = Vendor(orders(3000, ONE))
    gone = orders_go_away(vendor, 1, times=100)
    came, short = read_out(vendor)
    assert short is not None or came >= ids(vendor)
    assert vendor.paths["/orders"] <= 12
    assert gone


def test_payments_that_come_in_meanwhile_move_orders_between_the_lists_of_a_split_and_none_is_lost():
    made = orders(20_000, ONE, member_type="of its own", order_place_id="of its own")
    for n, one in enumerate(made):
        one["payment_status"] = "F" if n % 2 else "T"
    vendor = Vendor(made)
    payments_come_in(vendor, 6)
    came, short = read_out(vendor)
    assert {params.get("payment_status") for path, params in vendor.calls if path == "/orders"} >= {"F", "T"}
    assert short is None
    assert came >= ids(vendor)


@pytest.mark.parametrize(("kinds", "whole"), [(["member_type"], True), (["member_type", "order_place_id"], False)])
def test_orders_of_kinds_in_no_list_are_split_otherwise_or_stated_as_missing(kinds, whole):
    vendor = busy()
    for row in vendor.rows[::7]:
        for kind in kinds:
            row[kind] = "of its own"
    came, short = read_out(vendor)
    if whole:
        assert (short, came) == (None, ids(vendor))
    else:
        # three of four are paid alike: no list that is left is short enough
        assert short is not None
        assert (short.read, short.expected) == (len(came), 40_000)
        assert f"incomplete: {len(came)} of 40000 orders of {ONE}" in str(short)
