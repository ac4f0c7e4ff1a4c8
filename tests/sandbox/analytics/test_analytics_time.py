"""Statistics in time: today grows, the last days settle, older ones stand, and the same seed says the same."""

from datetime import date, datetime, timedelta

import pytest
from analytics_bench import day, make_bench
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.sandbox.analytics.routes import RESOURCES
from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.story.moments import midnight
from sheets_bridge.sandbox.story.settling import STEPS, Unrest, mornings

TODAY = day(0)


def at(hour, minute=0):
    return datetime(TODAY.year, TODAY.month, TODAY.day, hour, minute, tzinfo=KST)


@pytest.fixture(scope="module")
def night():
    """A mall at twenty to one in the night."""
    return make_bench(days=3, start=at(0, 40))


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_nothing_is_told_of_today_before_its_first_hour_is_over(night, name):
    assert night.rows(name, TODAY) == []
    assert night.rows(name, TODAY + timedelta(days=1)) == []
    assert night.rows(name, day(1))


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_nothing_is_told_of_days_before_the_history(night, name):
    assert night.rows(name, day(5), day(4)) == []


def test_today_grows_hour_by_hour_everywhere():
    bench = make_bench(days=3, orders_per_day=300)
    asked = (
        ("visitors/view", "visit_count"), ("visitors/unique", "unique_visit_count"), ("visitpaths/ads", "visit_count"),
        ("sales/times", "order_count"), ("sales/orderdetails", "order_amount"), ("products/view", "count"),
        ("pages/view", "count"),
    )  # fmt: skip
    before = [bench.total(name, column, TODAY) for name, column in asked]
    bench.advance(3)
    after = [bench.total(name, column, TODAY) for name, column in asked]
    assert all(more > less > 0 for less, more in zip(before, after, strict=True))
    assert len(bench.rows("sales/times", TODAY)) == len(bench.rows("visitors/view", TODAY, format_type="hour")) == 12


def test_the_last_days_are_restated_each_morning_and_stand_after_the_sixth():
    bench = make_bench(days=3)
    asked = (("visitors/view", "visit_count"), ("visitpaths/ads", "visit_count"), ("pages/view", "count"))
    told = []
    for _ in range(9):
        told.append([bench.total(name, column, day(1)) for name, column in asked])
        bench.advance(24)
    assert len({tuple(figures) for figures in told[:6]}) > 2
    assert told[5] == told[6] == told[7] == told[8]
    assert all(visits == by_ad for visits, by_ad, _ in told)


def test_a_day_changes_in_the_morning_only():
    """An answer at five and a truth at half past five are the same."""
    bench = make_bench(days=3, start=at(4, 10))
    before = bench.rows("visitors/view", day(3), day(1))
    bench.advance(1.5)
    assert bench.rows("visitors/view", day(3), day(1)) == before
    bench.advance(0.5)
    assert bench.rows("visitors/view", day(3), day(1)) != before


def test_sales_of_a_past_day_never_move():
    bench = make_bench(days=10)
    before = bench.rows("sales/orderdetails", day(10), day(1))
    bench.advance(24 * 40)
    assert bench.rows("sales/orderdetails", day(10), day(1)) == before


@pytest.fixture(scope="module")
def told():
    """One story asked in order, the same asked otherwise before, another one."""
    first, second, other = (make_bench(seed=seed, days=5, orders_per_day=20) for seed in (5, 5, 6))
    for back in (1, 4, 2):
        second.rows("visitpaths/ads", day(back))
    return first, second, other


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_one_seed_gives_one_answer_whatever_was_asked_before(told, name):
    first, second, other = (bench.rows(name, day(4), day(1)) for bench in told)
    assert first == second != []
    assert first != other


def test_days_before_2023_are_on_a_basis_that_counts_more_visits():
    """The same wire, another count: a break that no trend explains."""
    bench = make_bench(days=40, orders_per_day=100, start=datetime(2023, 1, 20, 9, tzinfo=KST))
    old, new = date(2022, 12, 13), date(2023, 1, 3)
    per_order = [
        bench.total("visitors/view", "visit_count", first, first + timedelta(days=13))
        / bench.total("sales/times", "order_count", first, first + timedelta(days=13))
        for first in (old, new)
    ]
    assert per_order[0] > 1.08 * per_order[1]


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True), st.integers(0, 5000))
def test_what_is_late_only_comes_in_and_what_is_untrue_only_goes(late, robots, visits):
    unrest = Unrest(late, robots)
    missing = [unrest.missing(visits, step) for step in range(STEPS + 1)]
    untrue = [unrest.untrue(visits, step) for step in range(STEPS + 1)]
    assert missing == sorted(missing, reverse=True)
    assert untrue == sorted(untrue, reverse=True)
    assert missing[-1] == untrue[-1] == 0


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 24 * 20))
def test_a_day_has_its_last_correction_while_clients_still_read_it_again(one, hours):
    now = midnight(one) + timedelta(hours=hours)
    assert (mornings(now, one) == STEPS) == (now >= midnight(one) + timedelta(days=6, hours=6))
    assert mornings(now, one) <= mornings(now + timedelta(hours=1), one)
