"""`sheets-bridge backfill`, and what `status` and `jobs` say of days and times: by a daemon and without one."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from system_mall import ORDERS, VISITORS, Mall, opened
from system_sheet import Sheet

pytestmark = pytest.mark.long

NEAR, FAR = "2026-10-01", "2026-04-15"


@pytest.fixture
def mall(tmp_path: Path, in_no_time: None) -> Iterator[Mall]:
    """A mall with 200 days of history, connected, of which the schedule wants one month."""
    one = opened(tmp_path / "work", days=200, orders_per_day=1)
    one.edit("history: 2026-04-15", f"history: {NEAR}")
    assert one.connect().exit_code == 0
    yield one
    one.close()
    assert one.leaks() == []


@pytest.fixture
def english(mall: Mall) -> Mall:
    """The same mall, for people who read English."""
    mall.edit("language: ko", "language: en")
    return mall


def covered(mall: Mall) -> dict[str, tuple[Any, Any]]:
    """Tab → from which day on it is filled, and back to which day it is to be."""
    jobs = mall.command("status", "--json").json["jobs"]
    return {tab["tab"]: (tab["since"], tab["wanted"]) for job in jobs for tab in job["covered"]}


@contextmanager
def daemon_of(mall: Mall) -> Iterator[Popen[str]]:
    """A daemon during the block; ends cleanly."""
    with mall.opened("daemon") as process:
        assert process.stderr is not None
        process.stderr.readline()
        yield process
        process.terminate()
        assert process.wait(60) == 0


def test_older_history_is_loaded_window_by_window_to_the_last_row(mall: Mall) -> None:
    mall.ran()
    assert covered(mall)[ORDERS] == (NEAR, None)
    told = mall.command("backfill", "orders", "--from", FAR, "--json")
    assert told.exit_code == 0
    assert told.json["outcome"] == "ok"
    assert (told.json["windows"] >= 2, told.json["days_left"]) == (True, 0)
    assert {tab["since"] for tab in told.json["covered"]} == {FAR}
    assert Sheet(mall).differences(ORDERS, "orders") == []
    lines = [line for line in told.err.splitlines() if line.startswith("orders: ")]
    assert len(lines) > told.json["windows"]
    assert "일 가운데" in lines[0]
    assert f"{ORDERS} {FAR} ~ 오늘" in lines[-1]


def test_a_job_that_never_ran_begins_with_its_newest_days(english: Mall) -> None:
    told = english.command("backfill", "visitors", "--from", FAR, "--json")
    assert told.exit_code == 0
    assert covered(english)[VISITORS] == (FAR, None)
    assert english.command("status", "--json").json["jobs"][1]["outcome"] == "ok"


def test_without_a_day_it_goes_back_to_the_schedules_history_and_then_has_nothing_to_do(english: Mall) -> None:
    english.ran("visitors")
    english.edit(f"history: {NEAR}", "history: 2026-08-01")
    assert covered(english)[VISITORS] == (NEAR, "2026-08-01")
    told = english.command("status")
    assert f"{NEAR} ~ today, older days since 2026-08-01 are missing: sheets-bridge backfill visitors" in told.text
    assert english.command("backfill", "visitors").exit_code == 0
    assert covered(english)[VISITORS] == ("2026-08-01", None)
    again = english.command("backfill", "visitors", "--json")
    assert (again.exit_code, again.json["windows"]) == (0, 0)
    assert f"All history of visitors is there: {VISITORS} 2026-08-01 ~ today" in again.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ordres"], "There is no job ordres. Did you mean orders?"),
        (["orders", "--from", "2027-01-01"], "--from 2027-01-01 lies in the future; today is 2026-11-01."),
        (["orders", "--from", "1999-01-01"], "no mall's history begins in 1999"),
        (["orders", "--from", "2026-13-01"], "2026-13-01"),
        ([], "JOB"),
    ],
)
def test_what_was_typed_wrong_is_answered(english: Mall, words: list[str], said: str) -> None:
    told = english.command("backfill", *words)
    assert told.exit_code == 2
    assert said in told.text


def test_a_job_that_fails_says_why_with_its_code_and_keeps_what_it_has(english: Mall) -> None:
    english.ran("visitors")
    english.fault("/cafe24-analytics/*", times=1000, action="status", status=503)
    told = english.command("backfill", "visitors", "--from", FAR, "--json")
    assert (told.exit_code, told.json["outcome"]) == (69, "failed")
    assert "503" in told.json["message"]
    english.lift_faults()
    assert english.command("backfill", "visitors").exit_code == 0, "the day wished before is remembered"
    assert covered(english)[VISITORS] == (FAR, None)


def test_killed_at_any_moment_it_goes_on_where_it_was(mall: Mall) -> None:
    mall.ran("orders")
    since = [covered(mall)[ORDERS][0]]
    for kill in ("store.landing:1", "store.landed:2", "store.committed:2"):
        told = mall.process("backfill", "orders", "--from", FAR, env={"SHEETS_BRIDGE_CRASH_AT": kill})
        assert told.exit_code == -signal.SIGKILL
        since.append(covered(mall)[ORDERS][0])
    assert since == sorted(since, reverse=True), "what has landed stays"
    assert since[-1] < since[0]
    assert mall.command("backfill", "orders").exit_code == 0
    assert covered(mall)[ORDERS] == (FAR, None)
    assert Sheet(mall).differences(ORDERS, "orders") == []


def test_ctrl_c_ends_it_cleanly_and_says_how_to_go_on(english: Mall) -> None:
    english.ran("visitors")
    english.fault("/cafe24-analytics/*", times=1000, action="delay", seconds=0.2)
    with english.opened("backfill", "visitors", "--from", FAR) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "this goes on where it was: sheets-bridge backfill visitors" in " ".join(err.split())
    assert "Traceback" not in out + err
    english.lift_faults()
    assert english.command("backfill", "visitors").exit_code == 0
    assert covered(english)[VISITORS] == (FAR, None)


def test_beside_a_daemon_it_is_followed_to_its_end(english: Mall) -> None:
    english.ran()
    with daemon_of(english):
        told = english.process("backfill", "orders", "--from", FAR, "--json")
        alive = english.command("status", "--json").json["daemon"]
    assert told.exit_code == 0
    assert (told.json["outcome"], told.json["days_left"], told.json["windows"] >= 2) == ("ok", 0, True)
    assert (alive["lives"], bool(alive["since"]), bool(alive["beat"])) == (True, True, True)
    assert covered(english)[ORDERS] == (FAR, None)


def test_left_to_the_daemon_it_returns_at_once_and_the_daemon_goes_on(english: Mall) -> None:
    english.ran()
    with daemon_of(english):
        told = english.process("backfill", "visitors", "--from", FAR, "--detach", "--json")
        assert (told.exit_code, told.json["outcome"]) == (0, "queued")
        assert "The daemon loads the history of visitors" in told.json["message"]
        assert english.process("backfill", "visitors").exit_code == 0
    assert covered(english)[VISITORS] == (FAR, None)


def test_left_to_a_daemon_that_is_not_there_it_waits_for_the_next_one(english: Mall) -> None:
    english.ran()
    told = english.command("backfill", "visitors", "--from", FAR, "--detach", "--json")
    assert (told.exit_code, told.json["outcome"]) == (0, "queued")
    assert "No daemon runs: loading begins when it starts" in told.json["message"]
    queued = english.command("status", "--json").json["queue"]
    (waits,) = [entry for entry in queued if entry["ask"].get("part") == "history"]
    assert (waits["job"], waits["state"]) == ("visitors", "waiting")
    said = english.command("status").text
    assert "No daemon runs" in said
    assert "history" in said
    with daemon_of(english):
        assert english.process("backfill", "visitors").exit_code == 0
    assert covered(english)[VISITORS] == (FAR, None)


def test_jobs_shows_each_jobs_next_three_times_in_korea(english: Mall) -> None:
    english.edit("    every: 1 hour\n", '    at: "07:00"\n')
    said = english.command("jobs").text
    for time in ("2026-11-01 04:45", "2026-11-01 05:00", "2026-11-01 05:15"):
        assert time in said
    for day in ("2026-11-01 07:00", "2026-11-02 07:00", "2026-11-03 07:00"):
        assert day in said


def test_days_are_told_in_korean_words(mall: Mall) -> None:
    mall.ran("visitors")
    mall.edit(f"history: {NEAR}", "history: 2026-08-01")
    said = mall.command("status").text
    assert f"{NEAR} ~ 오늘, 2026-08-01부터의 과거가 아직 없음: sheets-bridge backfill visitors" in said
