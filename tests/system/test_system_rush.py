"""A day of more orders than an offset reaches, whose pages shift while they are read: none is lost, or it is said.

The real reach of 15,000 orders is lowered here, and the pages with it; a day of 40,000 is in `test_cafe24_busy_day`.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from system_mall import ITEMS, ORDERS, Mall, opened
from system_sheet import Sheet

from sheets_bridge.sandbox.story.twists import Twists
from sheets_bridge.sources.cafe24 import order_pages, order_read

REACH, PAGE, RUSH = 1000, 100, 1500
LIST = "*/admin/orders"


@pytest.fixture
def rush(tmp_path: Path, in_no_time: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mall]:
    """A connected mall with a rush on one of its days, read by a client that an offset takes less far."""
    for module in (order_pages, order_read):
        monkeypatch.setattr(module, "OFFSET_CEILING", REACH)
    monkeypatch.setattr(order_pages, "_PAGE", PAGE)
    mall = opened(tmp_path / "work", days=3, orders_per_day=2, twists=Twists(rushes={date(2026, 10, 30): RUSH}))
    told = mall.connect()
    assert told.exit_code == 0, told.text
    yield mall
    mall.close()
    assert mall.leaks() == []


def of_shop_1(told: Any) -> dict[str, Any]:
    """What became of the orders of the shop with the rush."""
    (found,) = [stream for job in told["jobs"] for stream in job["streams"] if stream["shop_no"] == 1
                and stream["stream"] == "orders"]  # fmt: skip
    return found


@pytest.mark.parametrize("rows", [7, -7])
def test_orders_of_a_rush_whose_pages_shift_all_reach_the_sheet(rush: Mall, rows: int) -> None:
    sheet = Sheet(rush)
    assert sum(order["shop_no"] == 1 for order in rush.truth("orders")) > REACH
    rush.fault(LIST, action="shift", rows=rows, nth=2, times=9)
    told = rush.ran("orders")
    assert of_shop_1(told)["state"] == "complete"
    assert [sheet.differences(ORDERS, "orders"), sheet.differences(ITEMS, "order_items")] == [[], []]


def test_where_pages_shift_without_end_it_is_said_how_many_of_how_many_came_and_the_next_run_has_the_rest(
    rush: Mall,
) -> None:
    sheet = Sheet(rush)
    # Each page shows the rows of the one before: no reading comes to its end.
    rush.fault(LIST, action="shift", rows=-PAGE, nth=2, times=10_000)
    told = rush.run("orders")
    assert told.exit_code == 65
    status = of_shop_1(rush.command("status", "--json").json)
    assert status["state"] == "incomplete"
    assert status["complete_until"] is None
    expected, read = map(int, re.findall(r"주문 (\d+)건 중 (\d+)건만", status["reason"])[0])
    assert read < expected
    shown = {row["주문번호"] for row in sheet.records(ORDERS) if row["쇼핑몰 번호"] == 1}
    there = {order["order_id"] for order in rush.truth("orders") if order["shop_no"] == 1}
    assert shown < there
    rush.lift_faults()
    rush.ran("orders")
    assert sheet.differences(ORDERS, "orders") == []
