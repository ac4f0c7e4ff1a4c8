"""Whatever the moment a plan is made at: what may have changed is read again, and no day of the history is left out."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge import day_plan
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.model import KST, Cursor, Step

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=KST)
TODAY = NOW.date()

plans = st.builds(
    DayPlan,
    restated=st.integers(0, 10),
    replaces=st.booleans(),
    longest=st.integers(1, 90),
    daily=st.sampled_from([0, 35]),
    weekly=st.sampled_from([0, 100]),
    also=st.sampled_from([(), ("refund_date",), ("a", "b")]),
)
back = st.integers(0, 400)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def days_of(steps: list[Step]) -> list[date]:
    return [day for step in steps for day in step.window]


def main(steps: list[Step], plan: DayPlan) -> list[Step]:
    """The steps by the plan's own date."""
    return [step for step in steps if step.by == plan.by]


@given(plans, back)
def test_a_first_reading_covers_the_whole_history_once_and_the_cursor_claims_only_what_was_read(plan, history):
    steps = list(plan.plan(Cursor(), NOW, ago(history)))
    own = main(steps, plan)
    assert sorted(days_of(own)) == [ago(n) for n in range(history, -1, -1)]
    read: set[date] = set()
    for step in own:
        read |= set(step.window)
        if step.then:
            claimed = {step.then.since + timedelta(days=n) for n in range((TODAY - step.then.since).days + 1)}
            assert claimed <= read
            assert step.then.until == NOW
    assert own[-1].then.since == ago(history)


@given(plans, back, st.integers(0, 60), st.integers(0, 60))
def test_a_later_reading_begins_where_something_may_have_changed_and_ends_today(plan, since, until, history):
    began = NOW - timedelta(days=min(since, until))
    cursor = Cursor(ago(since), began, daily=TODAY, weekly=TODAY)
    steps = main(list(plan.plan(cursor, NOW, ago(since + history))), plan)
    read = set(days_of(steps))
    restated = max(ago(since), began.date() - timedelta(days=plan.restated))
    assert {restated + timedelta(days=n) for n in range((TODAY - restated).days + 1)} <= read
    assert {ago(since + n) for n in range(1, history + 1)} <= read
    assert min(read) == (ago(since + history) if history else restated)
    assert steps[-1].then == Cursor(ago(since + history), NOW, TODAY if plan.daily else None, TODAY)


@given(plans, back, back)
def test_no_window_is_longer_than_the_vendor_takes_and_no_day_comes_twice(plan, since, history):
    cursor = Cursor(ago(since), NOW - timedelta(days=1))
    steps = list(plan.plan(cursor, NOW, ago(since + history)))
    assert all(step.window.days <= plan.longest for step in steps)
    for by in {step.by for step in steps}:
        days = days_of([step for step in steps if step.by == by])
        assert len(days) == len(set(days))


@given(plans, back, st.integers(0, 200))
def test_a_reading_by_other_dates_comes_before_the_cursor_claims_its_days_and_replaces_nothing(plan, since, history):
    steps = list(plan.plan(Cursor(ago(since), NOW), NOW, ago(since + history)))
    other = [step for step in steps if step.by != plan.by]
    assert {step.by for step in other} == set(plan.also)
    assert all(step.then is None and not step.replaces for step in other)
    for at, step in enumerate(steps):
        if step.by == plan.by:
            assert all(
                set(step.window) <= set(days_of([one for one in steps[:at] if one.by == by])) for by in plan.also
            )
            assert step.replaces == plan.replaces


@pytest.mark.parametrize(
    ("daily", "weekly", "first"),
    [(TODAY, TODAY, 1), (ago(1), TODAY, 35), (TODAY, ago(6), 1), (TODAY, ago(7), 100), (ago(9), ago(9), 100),
     (None, None, 100)],
)  # fmt: skip
def test_the_long_readings_come_once_a_day_and_once_a_week(daily, weekly, first):
    plan = DayPlan(restated=1, daily=35, weekly=100, longest=366)
    (step,) = plan.plan(Cursor(ago(300), NOW, daily, weekly), NOW, ago(300))
    assert step.window.first == ago(first)


def test_a_history_that_begins_tomorrow_has_nothing_to_read_yet():
    assert list(DayPlan(restated=1, longest=89).plan(Cursor(), NOW, TODAY + timedelta(days=1))) == []


@given(plans, back, back)
def test_a_stretch_asked_for_by_hand_is_read_by_every_date_and_moves_no_cursor(plan, first, more):
    steps = list(plan.asked(ago(first + more), ago(first)))
    assert all(step.then is None for step in steps)
    for by in (plan.by, *plan.also):
        days = days_of([step for step in steps if step.by == by])
        assert sorted(days) == [ago(n) for n in range(first + more, first - 1, -1)]


def test_a_list_without_days_is_read_whole_each_time_and_replaces_what_stood():
    (step,) = day_plan.whole(Cursor(date(2020, 1, 1), NOW), NOW, None)
    assert (step.replaces, step.then) == (True, Cursor(date.min, NOW))


def test_what_tells_only_of_now_keeps_what_it_told_before():
    (first,) = day_plan.snapshot(Cursor(), NOW, ago(100))
    assert (first.replaces, first.then) == (False, Cursor(TODAY, NOW))
    (later,) = day_plan.snapshot(first.then, NOW + timedelta(days=5), ago(100))
    assert later.then == Cursor(TODAY, NOW + timedelta(days=5))
