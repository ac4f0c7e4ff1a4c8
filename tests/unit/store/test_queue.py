"""The run queue and the slot ledger: joined, ordered, put back; no slot twice, whatever the clock did."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.errors import StateError
from sheets_bridge.model import KST
from sheets_bridge.store import Store, life, queue, slots

NINE = datetime(2026, 11, 3, 9, 0, tzinfo=KST)
QUARTER = timedelta(minutes=15)
NEWS = {"part": "news"}


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "bridge.db", {}) as opened:
        yield opened


def _taken(store):
    """(job, trigger) of everything that waits, in the order a worker takes it."""
    entries = iter(lambda: queue.take(store, NINE), None)
    return [(entry.job, entry.trigger) for entry in entries]


def test_a_person_comes_before_the_schedule_and_history_last(store):
    for trigger in ("backfill", "schedule", "run", "page"):
        queue.put(store, trigger, {}, trigger, NINE)
    queue.put(store, "another", {}, "schedule", NINE)
    order = [job for job, _ in _taken(store)]
    assert order == ["run", "page", "schedule", "another", "backfill"]


def test_the_same_run_waits_once_and_goes_ahead_where_one_of_its_askers_is_in_a_hurry(store):
    first = queue.put(store, "orders", {"heal": True, "part": "news"}, "backfill", NINE)
    queue.put(store, "visitors", {}, "schedule", NINE)
    assert queue.put(store, "orders", {"part": "news", "heal": True}, "run", NINE).id == first.id
    assert [job for job, _ in _taken(store)] == ["orders", "visitors"]


def test_what_runs_already_is_not_joined_by_the_queue_and_another_ask_is_another_run(store):
    first = queue.put(store, "orders", {}, "run", NINE)
    assert queue.take(store, NINE).id == first.id
    second, other = queue.put(store, "orders", {}, "run", NINE), queue.put(store, "orders", NEWS, "run", NINE)
    assert len({first.id, second.id, other.id}) == 3


def test_an_empty_queue_gives_nothing_and_locks_nobody_out(store):
    with store.transaction():
        assert queue.take(store, NINE) is None


def test_a_run_is_told_from_start_to_end(store):
    asked = queue.put(store, "orders", NEWS, "schedule", NINE, NINE)
    assert (asked.state, asked.slot, asked.ask) == ("waiting", NINE, NEWS)
    running = queue.take(store, NINE + QUARTER)
    assert (running.state, running.started) == ("running", NINE + QUARTER)
    queue.tell(store, asked.id, {"done": 1})
    assert queue.entry(store, asked.id).progress == {"done": 1}
    queue.finish(store, asked.id, NINE + 2 * QUARTER, 69, {"job": "orders"})
    done = queue.entry(store, asked.id)
    assert (done.state, done.ended, done.exit_code, done.report) == (
        "done", NINE + 2 * QUARTER, 69, {"job": "orders"},
    )  # fmt: skip
    assert queue.standing(store, "done", "orders") == [done]
    assert queue.standing(store, "done", "visitors") == queue.standing(store, "running") == []


def test_what_was_broken_off_waits_again_in_its_place(store):
    first, second = (queue.put(store, job, {}, "schedule", NINE) for job in ("orders", "visitors"))
    queue.take(store, NINE)
    queue.tell(store, first.id, {"done": 1})
    assert queue.put_back(store) == 1
    again = queue.entry(store, first.id)
    assert (again.state, again.started, again.progress) == ("waiting", None, None)
    assert [entry.id for entry in queue.standing(store, "waiting")] == [first.id, second.id]
    queue.take(store, NINE)
    assert queue.put_back(store, second.id) == 0
    assert queue.put_back(store, first.id) == 1


def test_only_the_newest_ended_runs_are_kept_and_what_waits_always(store, monkeypatch):
    monkeypatch.setattr(queue, "_KEPT", 3)
    waiting = queue.put(store, "history", {}, "backfill", NINE)
    for number in range(8):
        entry = queue.put(store, f"job{number}", {}, "run", NINE)
        queue.take(store, NINE)
        queue.finish(store, entry.id, NINE, 0, {})
    assert [entry.job for entry in queue.standing(store, "done")] == ["job5", "job6", "job7"]
    assert queue.entry(store, waiting.id).state == "waiting"


def test_a_slot_and_its_run_are_noted_together_or_not_at_all(store):
    store._connection.execute("CREATE TRIGGER full BEFORE INSERT ON queue BEGIN SELECT RAISE(ABORT, 'full'); END")
    with pytest.raises(StateError):
        queue.put_slot(store, "orders", NEWS, NINE, NINE)
    assert slots.last(store, "orders") is None
    store._connection.execute("DROP TRIGGER full")
    assert queue.put_slot(store, "orders", NEWS, NINE, NINE)
    assert not queue.put_slot(store, "orders", NEWS, NINE, NINE)
    assert [(entry.job, entry.slot) for entry in queue.standing(store, "waiting")] == [("orders", NINE)]


def test_a_slot_is_noted_once_and_only_one_for_a_lost_login_is_answered_again(store):
    assert slots.note(store, "orders", NINE, "running", NINE)
    assert not slots.note(store, "orders", NINE, "queued", NINE)
    assert not queue.put_slot(store, "orders", NEWS, NINE.astimezone(UTC), NINE)
    later = NINE + QUARTER
    assert slots.note(store, "orders", later, "login", later)
    assert not slots.note(store, "orders", later, "login", later)
    assert queue.put_slot(store, "orders", NEWS, later, later)
    assert not slots.note(store, "orders", later, "login", later)
    assert slots.noted(store, "orders", 5) == [(later, "queued"), (NINE, "running")]


@given(st.sets(st.integers(-500, 500), max_size=40), st.integers(-500, 500))
def test_after_a_clock_was_set_back_the_future_is_still_to_come(tmp_path_factory, minutes, now):
    with Store(tmp_path_factory.mktemp("store") / "bridge.db", {}) as store:
        for minute in minutes:
            slots.note(store, "orders", NINE + timedelta(minutes=minute), "queued", NINE)
        slots.note(store, "visitors", NINE + timedelta(minutes=501), "queued", NINE)
        slots.forget_after(store, NINE + timedelta(minutes=now))
        past = {minute for minute in minutes if minute <= now}
        assert slots.last(store, "orders") == (NINE + timedelta(minutes=max(past)) if past else None)
        assert slots.last(store, "visitors") is None
        assert len(slots.noted(store, "orders", 100)) == len(past)


def test_slots_of_long_ago_go_and_the_newest_stay(store, monkeypatch):
    monkeypatch.setattr(slots, "_KEPT_A_JOB", 3)
    for number in range(6):
        slots.note(store, "orders", NINE + number * QUARTER, "queued", NINE)
    slots.note(store, "visitors", NINE, "queued", NINE)
    assert [slot for slot, _ in slots.noted(store, "orders", 9)] == [NINE + n * QUARTER for n in (5, 4, 3)]
    assert slots.last(store, "visitors") == NINE


def test_a_life_sign_takes_the_place_of_the_last(store):
    assert life.sign(store, "daemon") is None
    for minutes in (0, 1):
        life.beat(store, "daemon", NINE + minutes * QUARTER, {"pid": minutes})
    assert life.sign(store, "daemon") == life.Sign((NINE + QUARTER).astimezone(UTC), {"pid": 1})
