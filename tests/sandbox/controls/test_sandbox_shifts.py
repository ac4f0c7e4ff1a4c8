"""Rows that move and time that passes between two pages of a list, and stories with a twist, on a running sandbox."""

from datetime import date, datetime

import pytest

from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.facts_truth import KINDS
from sheets_bridge.sandbox.server import Settings
from sheets_bridge.sandbox.story.twists import Twists

NINE = datetime(2026, 11, 1, 9, tzinfo=KST)
SPAN = {"start_date": "2026-10-12", "end_date": "2026-10-31"}


def pages(sandbox, limit=10):
    """The order numbers as a client reads them, page after page."""
    found, offset = [], 0
    while page := sandbox.get("orders", **SPAN, limit=limit, offset=offset).json()["orders"]:
        found, offset = found + [one["order_id"] for one in page], offset + limit
    return found


def test_nothing_moves_by_itself(sandbox):
    found = pages(sandbox)
    assert len(set(found)) == len(found) == sandbox.get("orders/count", **SPAN).json()["count"]
    assert pages(sandbox) == found


@pytest.mark.parametrize(("rows", "twice"), [(4, 0), (-4, 4)])
def test_a_shift_between_pages_hides_rows_or_brings_them_twice(sandbox, rows, twice):
    everything = pages(sandbox)
    sandbox.fault(path="*/orders", action="shift", rows=rows, nth=2)
    found = pages(sandbox)
    assert len(found) == len(everything)
    assert len(found) - len(set(found)) == 4
    assert len(set(everything) - set(found)) == 4
    assert len(set(found[:20]) & set(found[:10])) == 10
    repeated = [one for at, one in enumerate(found[:20]) if one in found[:at]]
    assert len(repeated) == twice
    # the shift is over: whoever reads again reads all
    assert sorted(pages(sandbox)) == sorted(everything)


def test_orders_arrive_between_two_pages_where_time_passes(another_sandbox):
    mall = another_sandbox(Settings(seed=3, days=2, orders_per_day=40, start=NINE))
    today = {"start_date": "2026-11-01", "end_date": "2026-11-01"}
    before = mall.get("orders/count", **today).json()["count"]
    mall.fault(path="*/orders", action="advance", hours=1.5)
    mall.get("orders", **today, limit=5)
    assert mall.get("orders/count", **today).json()["count"] > before


@pytest.mark.parametrize("wrong", [{"action": "shift"}, {"action": "advance"}, {"action": "shift", "rows": "many"}])
def test_a_shift_says_how_far(sandbox, wrong):
    assert sandbox.control("POST", "faults", {"path": "*", **wrong}).status_code == 422
    assert sandbox.control("POST", "shift", {"rows": "x"}).status_code == 422


@pytest.mark.parametrize("kind", [*KINDS, "personal"])
def test_the_truth_of_every_kind_can_be_asked(sandbox, kind):
    told = sandbox.control("GET", f"truth/{kind}").json()
    assert told["table"] == kind
    assert all(len(row) == len(told["columns"]) for row in told["rows"]) if "rows" in told else told["names"]


def test_a_sandbox_starts_with_a_rush(another_sandbox):
    twists = Twists(rushes={date(2026, 10, 30): 300})
    mall = another_sandbox(Settings(seed=3, days=5, orders_per_day=2, start=NINE, twists=twists))
    day = {"start_date": "2026-10-30", "end_date": "2026-10-30"}
    counts = [mall.get("orders/count", **day, shop_no=shop).json()["count"] for shop in (1, 2)]
    assert counts == [240, 60]
