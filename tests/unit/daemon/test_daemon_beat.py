"""The beat: what is due is queued once, whatever the clock, the schedule and the logins do."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from daemon_bench import NINE

from sheets_bridge.daemon import asking
from sheets_bridge.errors import ConfigError, StateError
from sheets_bridge.messages import say
from sheets_bridge.store import life, pauses, queue, slots

QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)


def _notes(made, job):
    return [what for _, what in slots.noted(made.store, job, 10)]


def test_a_job_that_runs_every_so_often_begins_at_once_and_one_with_its_hour_waits_for_it(bench):
    with bench.beating() as made:
        assert made.beat.beat() == 1
        assert made.waiting() == ["orders"]
        assert _notes(made, "report") == ["before"]
        assert made.ran() == "orders"
        bench.pass_by(minutes=14, seconds=59)
        assert made.beat.beat() == 0
        bench.pass_by(seconds=1)
        assert (made.beat.beat(), made.ran()) == (1, "orders")
        bench.pass_by(hours=22)
        assert made.beat.beat() == 2


def test_a_mall_that_was_never_collected_is_begun_at_once(bench):
    bench.write({"fresh": ["fresh", "07:00"]})
    with bench.beating() as made:
        assert (made.beat.beat(), made.waiting()) == (1, ["fresh"])


def test_two_days_off_are_made_good_by_one_run(bench):
    with bench.beating() as made:
        made.beat.beat()
        made.ran()
    bench.pass_by(hours=48)
    with bench.beating() as made:
        assert made.beat.beat() == 2
        assert sorted(made.waiting()) == ["orders", "report"]
        made.ran()
        made.ran()
        assert (made.beat.beat(), made.waiting()) == (0, [])


def test_a_slot_that_comes_while_its_job_is_at_work_or_waits_is_noted_as_left_out(bench):
    with bench.beating() as made:
        made.beat.beat()
        bench.pass_by(minutes=15)
        assert made.beat.beat() == 0
        running = queue.take(made.store, bench.now)
        bench.pass_by(minutes=15)
        assert made.beat.beat() == 0
        assert _notes(made, "orders") == ["running", "waiting", "queued"]
        queue.finish(made.store, running.id, bench.now, 0, {})
        assert made.beat.beat() == 0
        bench.pass_by(minutes=15)
        assert made.beat.beat() == 1


@pytest.mark.parametrize("ask", [{"part": "history"}, {"dry_run": True}, {"since": "2026-01-01"}])
def test_a_run_that_collects_no_news_takes_no_slot_away(bench, ask):
    with bench.beating() as made:
        queue.put(made.store, "orders", ask, "run", bench.now)
        queue.take(made.store, bench.now)
        queue.put(made.store, "orders", ask, "run", bench.now)
        assert made.beat.beat() == 1
        assert _notes(made, "orders") == ["queued"]


def test_a_lost_login_stops_its_own_jobs_and_says_the_command_once(bench, caplog):
    bench.lost["mymall"] = True
    with bench.beating() as made:
        for _ in range(3):
            assert made.beat.beat() == 0
            bench.pass_by(seconds=1)
        bench.now = NINE + DAY - timedelta(hours=2)
        assert (made.beat.beat(), made.waiting()) == (1, ["report"])
        assert set(_notes(made, "orders")) == {"login"}
    said = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert sum("sheets-bridge connect cafe24 mymall" in record.getMessage() for record in said) == 2


def test_jobs_go_on_by_themselves_once_somebody_logged_in_again(bench):
    bench.write({"report": ["other", "07:00"]})
    bench.lost["other"] = True
    with bench.beating() as made:
        made.beat.beat()
        bench.pass_by(hours=23)
        assert made.beat.beat() == 0
        bench.lost["other"] = False
        bench.pass_by(seconds=1)
        assert (made.beat.beat(), made.ran()) == (1, "report")
        assert (made.beat.beat(), _notes(made, "report")) == (0, ["queued", "before"])


def test_a_login_that_cannot_be_read_keeps_no_other_job_waiting(bench):
    bench.lost["mymall"] = ConfigError(say("others can read it"))
    bench.landed("mymall")
    bench.now = NINE + DAY
    with bench.beating() as made:
        slots.note(made.store, "report", NINE, "queued", NINE)
        assert (made.beat.beat(), sorted(made.waiting())) == (2, ["orders", "report"])


def test_a_clock_that_jumps_ahead_is_told_and_makes_one_run_due(bench, caplog):
    with bench.beating() as made:
        made.beat.beat()
        made.ran()
        bench.now += timedelta(hours=3)
        assert (made.beat.beat(), made.changes) == (1, 1)
    assert "ahead by 3 h," in caplog.text


def test_an_ordinary_second_is_no_jump(bench, caplog):
    with bench.beating() as made:
        made.beat.beat()
        bench.pass_by(hours=8)
        made.beat.beat()
        assert made.changes == 0
    assert "clock" not in caplog.text


def test_a_clock_set_back_leaves_out_no_slot_and_repeats_none_before_its_time(bench, caplog):
    with bench.beating() as made:
        made.beat.beat()
        made.ran()
        bench.now += timedelta(days=365)
        made.beat.beat()
        made.ran()
        bench.now -= timedelta(days=365)
        made.beat.beat()
        assert "set back by 365 days." in caplog.text
        assert made.waiting() == ["report"]
        bench.pass_by(minutes=15)
        assert made.beat.beat() == 1


def test_a_clock_set_back_while_the_daemon_was_off_leaves_out_no_slot(bench):
    with bench.beating() as made:
        bench.now += timedelta(days=365)
        made.beat.beat()
        made.ran()
    bench.now = NINE
    with bench.beating() as made:
        assert (made.beat.beat(), "orders" in made.waiting()) == (1, True)


def test_a_full_disk_is_told_and_the_next_beat_makes_good(bench):
    with bench.beating() as made:
        full = "CREATE TRIGGER full BEFORE INSERT ON queue BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        made.store._connection.execute(full)
        with pytest.raises(StateError):
            made.beat.beat()
        made.store._connection.execute("DROP TRIGGER full")
        bench.pass_by(seconds=1)
        assert (made.beat.beat(), made.waiting()) == (1, ["orders"])


def test_another_schedule_is_in_force_once_its_file_stands_still(bench):
    with bench.beating() as made:
        made.beat.beat()
        made.ran()
        bench.write({"visitors": ["new", 60]})
        made.beat.beat()
        assert (made.changes, list(made.in_force.house.schedule.jobs)) == (0, ["orders", "report"])
        assert (made.beat.beat(), made.changes, made.waiting()) == (1, 1, ["visitors"])
        made.beat.beat()
        assert made.changes == 1


def test_an_edited_report_beside_the_schedule_is_read_like_the_schedule(bench):
    with bench.beating() as made:
        made.beat.beat()
        (bench.folder / "reports").mkdir()
        (bench.folder / "reports" / "mine.sql").write_text("SELECT 1")
        made.beat.beat()
        assert made.changes == 0
        made.beat.beat()
        assert made.changes == 1
        made.beat.beat()
        assert made.changes == 1


def test_a_wish_to_read_the_schedule_again_is_granted_at_once(bench):
    with bench.beating() as made:
        made.beat.beat()
        bench.write({"visitors": ["new", 60]})
        made.beat.beat(reread=True)
        assert list(made.in_force.house.schedule.jobs) == ["visitors"]


def test_a_schedule_that_cannot_be_taken_changes_nothing_and_is_told_in_the_life_sign(bench, caplog):
    def error():
        return life.sign(made.store, life.DAEMON).told["schedule_error"]

    with bench.beating() as made:
        made.beat.beat()
        assert error() is None
        good = bench.path.read_text()
        bench.path.write_text(good[: len(good) // 2])
        for _ in range(4):
            made.beat.beat()
        assert "it is no schedule" in error()
        assert caplog.text.count("it is no schedule") == 1
        made.ran()
        bench.pass_by(minutes=15)
        assert (made.beat.beat(), made.waiting()) == (1, ["orders"])
        made.beat.beat(reread=True)
        assert caplog.text.count("it is no schedule") == 2, "who asks hears it again"
        caplog.set_level(logging.INFO)
        bench.path.write_text(good)
        made.beat.beat()
        made.beat.beat()
        assert error() is None
        assert "schedule.yaml was read again and is in force: orders, report." in caplog.text


def test_a_schedule_that_lacked_a_file_is_tried_again_by_itself(bench, monkeypatch):
    with bench.beating() as made:
        bench.path.rename(bench.path.with_suffix(".away"))
        made.beat.beat()
        made.beat.beat()
        assert made.in_force.problem is not None
        opened = bench.opened
        made.beat.beat()
        assert bench.opened == opened
        monkeypatch.setattr("sheets_bridge.daemon.in_force._TRY_AGAIN", 0.0)
        made.in_force._open = lambda: bench.house(made.in_force.house.schedule)
        made.beat.beat()
        assert made.in_force.problem is None


def test_a_life_sign_tells_who_beats_since_when(bench):
    with bench.beating() as made:
        made.beat.beat()
        first = life.sign(made.store, life.DAEMON)
        assert (first.at, first.told["started"]) == (NINE, NINE.isoformat())
        bench.pass_by(seconds=9)
        made.beat.beat()
        assert life.sign(made.store, life.DAEMON) == first
        bench.pass_by(seconds=1)
        made.beat.beat()
        assert life.sign(made.store, life.DAEMON).at == bench.now


def test_a_quiet_beat_asks_the_database_nothing(bench):
    with bench.beating() as made:
        made.beat.beat()
        asked = []
        made.store._connection.set_trace_callback(asked.append)
        for _ in range(5):
            bench.pass_by(seconds=1)
            made.beat.beat()
        assert asked == []


def test_a_paused_job_leaves_its_slots_out_and_goes_on_with_the_next_that_comes(bench):
    with bench.beating() as made:
        assert made.beat.beat() == 1
        assert pauses.pause(made.store, "orders", bench.now)
        assert made.waiting() == []
        bench.pass_by(minutes=45)
        assert made.beat.beat() == 0
        assert _notes(made, "orders")[0] == "paused"
        assert pauses.resume(made.store, "orders", bench.now)
        assert made.beat.beat() == 0
        bench.pass_by(minutes=15)
        assert (made.beat.beat(), made.waiting()) == (1, ["orders"])


def test_what_a_person_asked_for_runs_although_its_job_was_paused(bench):
    with bench.beating() as made:
        made.beat.beat()
        asking.ask_for_news(made.store, "orders", "sheet", bench.now)
        pauses.pause(made.store, "orders", bench.now)
        assert made.waiting() == ["orders"]


def test_asked_for_twice_and_while_it_runs_it_is_one_run(bench):
    with bench.beating() as made:
        first = asking.ask_for_news(made.store, "report", "sheet", bench.now)
        assert asking.ask_for_news(made.store, "report", "page", bench.now).id == first.id
        assert queue.take(made.store, bench.now).id == first.id
        assert asking.ask_for_news(made.store, "report", "sheet", bench.now).id == first.id
        assert made.waiting() == []


def test_no_job_stays_paused_where_there_is_no_tab_to_let_it_go_on(bench):
    with bench.beating() as made:
        made.beat.beat()
        made.ran()
        pauses.pause(made.store, "orders", bench.now)
        house = made.in_force.house
        made.in_force.house = replace(house, schedule=replace(house.schedule, control=None))
        bench.pass_by(minutes=15)
        assert made.beat.beat() == 1
