"""`rollup: monthly` beside `keep:`: the months stand on a tab of their own, fed as the days are."""

from pathlib import Path

import pytest
from config_small import SMALL, SOURCES

from sheets_bridge.config import Schedule, TabUse, load
from sheets_bridge.errors import ConfigError
from sheets_bridge.reports import REPORTS, STORED

TAB = "Orders: {table: orders}"


def read(folder: Path, tab: str) -> Schedule:
    path = folder / "schedule.yaml"
    path.write_text(SMALL.replace(TAB, tab), encoding="utf-8")
    return load(path, environment={}, sources=SOURCES, tables=STORED, reports=REPORTS)


def refused(folder: Path, tab: str) -> str:
    with pytest.raises(ConfigError) as refusal:
        read(folder, tab)
    return str(refusal.value.message)


def test_the_months_stand_on_a_tab_beside_the_days(tmp_path):
    job = read(tmp_path, "Orders: {table: orders, keep: 400 days, rollup: monthly, where: \"currency = 'KRW'\"}").jobs
    days, months = job["orders"].tabs
    assert (days.title, days.keep, days.feeds) == ("Orders", 400, ())
    assert months == TabUse("Orders_월별", "orders_monthly", where="currency = 'KRW'", feeds=job["orders"].streams)


@pytest.mark.parametrize(("tab", "problem"), [
    ("Orders: {table: orders, rollup: monthly}", "rollup: says what becomes of days that keep: lets go"),
    ("Orders: {table: orders, keep: 9 days, rollup: weekly}", 'nothing is rolled up by "weekly"'),
    ("Sales: {table: sales_daily, keep: 9 days, rollup: monthly}",
     "the table sales_daily cannot be added up by months; access_sales, "),
    ("Orders: {table: orders, keep: 9 days, rollup: monthly, where: \"paid = 'T'\"}", "no such column: paid"),
    ("Orders: {table: orders, keep: 9 days, rollup: monthly}\n      Orders_월별: {table: order_items}",
     "has a tab of this title already"),
])  # fmt: skip
def test_what_cannot_be_rolled_up_is_named_with_its_line(tmp_path, tab, problem):
    told = refused(tmp_path, tab)
    assert problem in told
    assert told.startswith("schedule.yaml:12") or "schedule.yaml:13" in told


def test_one_mistake_is_told_once(tmp_path):
    assert len(refused(tmp_path, "Orders: {table: ordrs, keep: 9 days, rollup: monthly}").splitlines()) == 1
