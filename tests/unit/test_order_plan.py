"""The plan of orders misses no day and no kind of change."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.model import KST, Cursor
from sheets_bridge.sources.cafe24 import order_plan, visitors
from sheets_bridge.sources.cafe24.history import LONGEST_WINDOW, first_day
from sheets_bridge.sources.cafe24.order_plan import CHANGES, REFUNDS, plan

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=KST)


def days_by_order_date(steps):
    return {day for step in steps if step.by == "order_date" for day in step.window}


def test_the_newest_thirty_days_come_first_then_history_backwards_to_its_first_day():
    steps = plan(Cursor(), NOW, date(2024, 1, 1))
    assert (steps[0].window.first, steps[0].window.last) == (date(2026, 10, 3), date(2026, 11, 1))
    assert [step.window.last for step in steps] == sorted((step.window.last for step in steps), reverse=True)
    assert days_by_order_date(steps) == {date(2024, 1, 1) + timedelta(days=n) for n in range(1036)}
    assert steps[-1].then == Cursor(since=date(2024, 1, 1), until=NOW, daily=NOW.date(), weekly=NOW.date())


def test_a_later_run_sweeps_every_date_that_can_mark_a_change_with_a_day_of_overlap():
    cursor = Cursor(date(2024, 1, 1), NOW - timedelta(minutes=15), NOW.date(), NOW.date())
    steps = plan(cursor, NOW, date(2024, 1, 1))
    assert [step.by for step in steps] == [*CHANGES, *REFUNDS]
    assert {(step.window.first, step.window.last) for step in steps} == {(date(2026, 10, 31), date(2026, 11, 1))}
    assert [step.then for step in steps[:-1]] == [None] * (len(steps) - 1)
    assert steps[-1].then.until == NOW


def test_an_interrupted_history_goes_on_where_it_stopped():
    begun = plan(Cursor(), NOW, date(2024, 1, 1))
    rest = plan(begun[2].then, NOW, date(2024, 1, 1))
    assert [step.window for step in rest if step.count] == [step.window for step in begun[3:]]


def test_once_a_day_the_last_35_days_are_read_again_and_once_a_week_100():
    seen = Cursor(
        date(2024, 1, 1), NOW - timedelta(days=1), NOW.date() - timedelta(days=1), NOW.date() - timedelta(days=3)
    )
    daily = [step for step in plan(seen, NOW, date(2024, 1, 1)) if step.count]
    assert sum(step.window.days for step in daily) == 35
    assert daily[-1].then.daily == NOW.date()
    old = Cursor(seen.since, seen.until, seen.daily, NOW.date() - timedelta(days=7))
    weekly = [step for step in plan(old, NOW, date(2024, 1, 1)) if step.count]
    assert sum(step.window.days for step in weekly) == 100
    assert weekly[-1].then.weekly == NOW.date()


@given(st.integers(0, 1500), st.integers(0, 1500), st.integers(0, 60 * 24 * 400))
def test_whatever_was_done_before_the_plan_completes_the_pull(history_days, since_days, minutes_ago):
    history = NOW.date() - timedelta(days=history_days)
    until = NOW - timedelta(minutes=minutes_ago)
    since = min(until.date(), NOW.date() - timedelta(days=since_days))
    steps = plan(Cursor(since, until, until.date(), until.date()), NOW, history)
    assert all(step.window.days <= LONGEST_WINDOW for step in steps)
    for by in (*CHANGES, *REFUNDS):
        swept = {day for step in steps if step.by == by for day in step.window}
        assert {until.date() + timedelta(days=n) for n in range((NOW.date() - until.date()).days + 1)} <= swept
    reached = next(step.then for step in reversed(steps) if step.then)
    assert reached.until == NOW
    assert reached.since <= max(history, min(since, history))


def test_visitors_read_the_last_week_again_and_then_the_missing_history():
    cursor = Cursor(date(2026, 9, 1), NOW - timedelta(days=20))
    steps = visitors.DAYS.plan(cursor, NOW, date(2026, 1, 1))
    assert steps[0].window.first == NOW.date() - timedelta(days=27)
    assert steps[0].then == Cursor(date(2026, 9, 1), NOW)
    assert steps[-1].then.since == date(2026, 1, 1)


def test_a_history_shorter_than_thirty_days_is_one_window():
    assert [step.window.days for step in plan(Cursor(), NOW, NOW.date() - timedelta(days=4))] == [5]
    assert order_plan.asked(date(2026, 1, 1), date(2026, 1, 2))[0].then is None


def test_a_cursor_in_the_far_future_is_not_believed_and_all_is_read_again():
    future = Cursor(date(2999, 1, 1), datetime(2999, 12, 31, tzinfo=KST), date(2999, 1, 1), date(2999, 1, 1))
    assert plan(future, NOW, date(2026, 9, 1)) == plan(Cursor(), NOW, date(2026, 9, 1))
    assert visitors.DAYS.plan(future, NOW, date(2026, 9, 1)) == visitors.DAYS.plan(Cursor(), NOW, date(2026, 9, 1))


@pytest.mark.parametrize("make", [plan, visitors.DAYS.plan])
@pytest.mark.parametrize("cursor", [Cursor(), Cursor(date(2026, 10, 1), NOW - timedelta(hours=1), NOW.date())])
def test_a_history_that_begins_in_the_future_has_no_steps_yet(make, cursor):
    assert list(make(cursor, NOW, NOW.date() + timedelta(days=1))) == []
    assert len(make(cursor, NOW, NOW.date())) > 0


@pytest.mark.parametrize("make", [plan, visitors.DAYS.plan])
def test_a_beginning_in_the_future_is_not_believed_either(make):
    tomorrow = Cursor(NOW.date() + timedelta(days=1), NOW)
    assert make(tomorrow, NOW, date(2026, 9, 1)) == make(Cursor(), NOW, date(2026, 9, 1))


def test_history_from_the_first_order_begins_where_two_empty_years_lie_before():
    def has_records(window):
        closed_for_a_year = window.first > date(2023, 1, 1) and window.last < date(2024, 1, 1)
        return window.last >= date(2021, 3, 3) and not closed_for_a_year

    first = first_day(NOW.date(), has_records)
    assert first == date(2021, 3, 3)
    assert first_day(NOW.date(), lambda _window: False) == NOW.date()
