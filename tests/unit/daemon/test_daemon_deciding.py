"""What a beat decides about jobs and logins."""

import itertools
from datetime import UTC, datetime, timedelta
from datetime import time as moment

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.config import Job, StreamUse
from sheets_bridge.daemon import newest_slot
from sheets_bridge.daemon.deciding import (
    JUMP,
    Noted,
    answer,
    collects_news,
    due_by_account,
    jumped,
    least_life,
    missed,
)
from sheets_bridge.model import KST
from sheets_bridge.sync.world import Ask, ask_as_json

QUARTERS = Job("orders", timedelta(minutes=15), None, None, (), ())
AT_SEVEN = Job("report", None, moment(7, 0), None, (), ())
NINE = datetime(2026, 11, 3, 9, 0, tzinfo=KST)
QUIET = {"busy": None, "lost": False, "landed": True}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ACCESS, REFRESH = timedelta(hours=2), timedelta(days=14)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}:00+09:00")


@pytest.mark.parametrize("job", [QUARTERS, AT_SEVEN])
def test_slots_missed_over_days_come_to_the_newest_alone(job):
    last = Noted(newest_slot(job, NINE - 3 * DAY), "queued")
    slot = missed(job, last, NINE)
    assert slot == newest_slot(job, NINE)
    assert missed(job, Noted(slot, "queued"), NINE) is None


@given(
    st.sampled_from([QUARTERS, AT_SEVEN]), st.lists(st.integers(1, 10 * 24 * 3600), min_size=1, max_size=60),
    st.sampled_from(["queued", "running", "waiting", "before"]),
)  # fmt: skip
def test_however_the_beats_fall_no_slot_is_answered_twice_and_the_newest_always(job, pauses, what):
    now, last, answered = NINE, None, []
    for seconds in pauses:
        now += timedelta(seconds=seconds)
        slot = missed(job, last, now)
        if slot is not None:
            answered.append(slot)
            last = Noted(slot, what)
        assert last is not None
        assert last.slot == newest_slot(job, now)
    assert answered == sorted(set(answered))


def test_a_slot_left_out_for_a_lost_login_stays_to_be_answered():
    last = Noted(at("03T07:00"), "login")
    assert missed(AT_SEVEN, last, NINE) == last.slot
    assert missed(AT_SEVEN, last, NINE + DAY) == at("04T07:00")
    assert missed(AT_SEVEN, Noted(last.slot, "queued"), NINE) is None


@pytest.mark.parametrize(
    ("job", "last", "state", "what"),
    [
        (QUARTERS, None, QUIET, "queued"),
        (AT_SEVEN, None, QUIET, "before"),
        (AT_SEVEN, None, QUIET | {"landed": False}, "queued"),
        (AT_SEVEN, None, QUIET | {"landed": False, "lost": True}, "login"),
        (AT_SEVEN, Noted(NINE, "queued"), QUIET, "queued"),
        (QUARTERS, Noted(NINE, "queued"), QUIET | {"busy": "running"}, "running"),
        (QUARTERS, Noted(NINE, "queued"), QUIET | {"busy": "waiting"}, "waiting"),
        (QUARTERS, Noted(NINE, "queued"), QUIET | {"lost": True}, "login"),
        (QUARTERS, Noted(NINE, "login"), QUIET, "queued"),
        (QUARTERS, Noted(NINE, "queued"), QUIET | {"paused": True}, "paused"),
        (QUARTERS, None, QUIET | {"paused": True, "busy": "running"}, "paused"),
    ],
)
def test_what_is_done_about_a_slot(job, last, state, what):
    assert answer(job, last, **state) == what


@pytest.mark.parametrize(
    ("ask", "does"),
    [
        (Ask(), True),
        (Ask(part="news"), True),
        (Ask(heal=True), True),
        (Ask(part="history"), False),
        (Ask(dry_run=True), False),
        (Ask(since=NINE.date()), False),
        (Ask(until=NINE.date()), False),
    ],
)
def test_only_a_run_that_collects_the_news_answers_a_slot(ask, does):
    assert collects_news(ask_as_json(ask)) is does


@given(st.timedeltas(-DAY, DAY), st.timedeltas(timedelta(0), DAY))
def test_a_jump_is_told_by_its_length(drift, passed):
    found = jumped(passed + drift, passed)
    assert found == (drift if abs(drift) > JUMP else None)


def test_each_account_is_due_with_the_first_of_its_jobs():
    jobs = [
        Job("a", HOUR, None, None, (StreamUse("one", "orders"), StreamUse("two", "orders")), ()),
        Job("b", HOUR, None, None, (StreamUse("two", "visitors"),), ()),
        Job("never", HOUR, None, None, (StreamUse("three", "orders"),), ()),
    ]
    assert due_by_account(jobs, {"a": NINE + HOUR, "b": NINE}) == {"one": NINE + HOUR, "two": NINE}


def test_a_login_is_renewed_ahead_where_a_job_is_due_soon_and_only_before_its_end():
    def demanded(life: timedelta, due: timedelta) -> timedelta | None:
        return least_life(NINE, NINE + life, NINE + 13 * DAY, NINE + due)

    assert demanded(timedelta(minutes=14), timedelta(minutes=5)) == timedelta(minutes=15)
    assert demanded(timedelta(minutes=14), 2 * HOUR) == timedelta(minutes=15)
    assert demanded(timedelta(minutes=14), 3 * HOUR) is None
    assert demanded(timedelta(minutes=16), timedelta(minutes=5)) is None
    assert demanded(timedelta(minutes=-1), timedelta(minutes=5)) is None
    assert least_life(NINE, NINE + timedelta(minutes=14), NINE + 13 * DAY, None) is None


def _kept(days: int, due: timedelta | None, access: timedelta = ACCESS, refresh: timedelta = REFRESH) -> list[datetime]:
    """When an otherwise unused login is renewed in so many days, looked at once a minute."""
    now, access_until, refresh_until = NINE, NINE + access, NINE + refresh
    renewed = []
    for _ in range(days * 24 * 60):
        now += timedelta(minutes=1)
        next_due = None if due is None else now + (NINE - now) % due
        if least_life(now, access_until, refresh_until, next_due) is not None:
            assert now < refresh_until
            renewed.append(now)
            access_until, refresh_until = now + access, now + refresh
    return renewed


def test_an_idle_login_lives_on_with_few_renewals():
    renewed = _kept(30, None)
    assert len(renewed) == 9
    assert all(later - one >= timedelta(days=3) for one, later in itertools.pairwise(renewed))


def test_a_busy_login_is_never_found_dead_by_its_jobs():
    renewed = _kept(2, timedelta(minutes=15))
    assert {later - one for one, later in itertools.pairwise(renewed)} == {timedelta(minutes=105)}


def test_a_login_for_a_daily_job_is_left_to_the_job():
    assert _kept(2, DAY) == []


def test_a_login_of_a_shorter_life_is_kept_alive_and_not_renewed_at_every_look():
    renewed = _kept(10, None, refresh=timedelta(days=2))
    assert 5 < len(renewed) < 15


@given(st.timedeltas(timedelta(0), 20 * DAY), st.timedeltas(timedelta(0), 20 * DAY))
def test_what_was_just_renewed_is_left_alone(since_access, due):
    now = datetime(2026, 11, 3, tzinfo=UTC) + since_access
    assert least_life(now, now + ACCESS, now + REFRESH, now + due) is None
