"""Each benchmark runs to its end at a minute size and prints its figures; the figures themselves are no test."""

import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import orjson
import pytest
from bench_records import Orders
from bench_site import site

pytestmark = pytest.mark.long

HERE = Path(__file__).parent


def printed(name: str, *words: str) -> str:
    done = subprocess.run([sys.executable, HERE / f"{name}.py", *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_orders_benchmark_sets_the_product_beside_the_floor():
    told = printed("orders", "--orders", "30", "--rounds", "1", "--no-script")
    assert "product, publish" in told
    assert "of the floor, keyed" in told


@pytest.mark.skipif(find_spec("pandas") is None, reason="the script that we measure against needs pandas")
def test_the_script_writes_as_many_rows_as_the_mall_has():
    with site(30) as here:
        assert here.script()["rows"] == [30, 90]


def test_the_floor_lands_as_many_rows_as_the_product():
    with site(30) as here:
        here.install("orders")
        assert here.floor()["landed"] == here.product("land_and_publish", "land")["landed"] == 30 + 90


def test_the_refresh_benchmark_writes_just_what_changed():
    # It ends with an error where a run writes more or less.
    assert "7 rows changed" in printed("refresh", "--rows", "90", "--changes", "7", "--rounds", "1")


def test_the_backfill_benchmark_loads_a_history_at_once_and_window_by_window_without_a_refusal():
    # It ends with an error where a row is missing, a call is refused or too many are made.
    told = printed("backfill", "--days", "70", "--orders-per-day", "3")
    assert "run: " in told
    assert "backfill: " in told


def test_the_benchmark_of_ads_lands_every_row_and_takes_back_those_that_did_nothing_after_all():
    # It ends with an error where a row is missing, or stands although it was taken back.
    told = printed("ads", "--ads", "12", "--days", "9")
    assert "and restated" in told
    assert "rows/CPU s" in told


def test_the_start_up_benchmark_times_both_commands():
    told = printed("startup", "--rounds", "1")
    assert "--help" in told
    assert "status" in told


def test_every_order_of_the_mall_lies_on_a_day_of_its_own_span_and_has_a_number_of_its_own():
    orders = Orders(total=1100, items=2, days=40, last=date(2026, 11, 1))
    assert orders.between(date.min, date.max) == range(1100)
    bodies = [orjson.loads(body) for body in orders.serialized(orders.between(orders.first, orders.first))]
    assert {body["order_date"][:10] for body in bodies} == {orders.first.isoformat()}
    assert len({body["order_id"] for body in bodies}) == len(bodies) == 28


def test_the_benchmark_of_the_answer_computes_every_report_of_ads():
    # It ends with an error where a report has no rows.
    told = printed("answer", "--ads", "20", "--days", "4", "--orders", "30", "--rounds", "1")
    assert "ad_performance" in told
    assert "of the floor" in told
