"""Twelve months at forty orders a day: all of it in the sheet, for about the least calls there can be."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil
from pathlib import Path

import pytest
from system_mall import EARLY, TABS, Mall, opened
from system_sheet import Sheet

STATISTICS = 4
"""Resources of Cafe24 Analytics that a day's row of visits is made of."""
CHUNK = 2_000_000
HANDFUL = 5


@pytest.fixture
def year(tmp_path: Path, in_no_time: None) -> Iterator[Mall]:
    """A mall a year old, connected."""
    mall = opened(tmp_path / "work", days=365, orders_per_day=40)
    assert mall.connect().exit_code == 0
    yield mall
    mall.close()
    assert mall.leaks() == []


def windows(first: date, last: date) -> list[tuple[date, date]]:
    """The newest thirty days, then stretches of 89 days back to the first: no call may span three months."""
    found = [(max(first, last - timedelta(days=29)), last)]
    while found[-1][0] > first:
        before = found[-1][0] - timedelta(days=1)
        found.append((max(first, before - timedelta(days=88)), before))
    return found


def least_calls(mall: Mall) -> int:
    """Per shop: the pages of each window of orders and a count for it, the statistics of each window of days."""
    orders, days = mall.truth("orders"), mall.truth("visitors")
    shops = {row["shop_no"] for row in days}
    by_day = Counter((row["shop_no"], date.fromisoformat(row["order_date"])) for row in orders)
    least = 0
    for shop in shops:
        for first, last in windows((EARLY - timedelta(days=365)).date(), EARLY.date()):
            rows = sum(number for (of, day), number in by_day.items() if of == shop and first <= day <= last)
            least += max(1, ceil(rows / 1000)) + 1 + STATISTICS
    return least


@pytest.mark.long
def test_a_year_is_loaded_and_verified_for_about_the_least_calls(year: Mall) -> None:
    sheet = Sheet(year)
    year.forget_calls()
    told = year.ran()
    assert told["verified"]
    asked = len(year.calls("cafe24", "read")) + len(year.calls("cafe24_analytics", "read"))
    written = len(year.calls("google", "write"))
    assert sheet.wrong_tabs() == {}
    assert asked <= 1.5 * least_calls(year)
    chunks = sum(ceil(len(json.dumps(sheet.values(title), ensure_ascii=False).encode()) / CHUNK) for title in TABS)
    assert written <= chunks + HANDFUL * len(TABS)
    assert all(stream["state"] == "complete" for job in told["jobs"] for stream in job["streams"])
