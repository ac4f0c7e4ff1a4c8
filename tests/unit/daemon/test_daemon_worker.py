"""The daemon around its beat: a worker that is looked after, a stop that has a deadline, wishes from signals."""

import threading
import time
from contextlib import contextmanager

import pytest
from daemon_bench import NINE

from sheets_bridge import daemon, locks
from sheets_bridge.daemon import Daemon, Pauses, Stopped, Wishes
from sheets_bridge.daemon.worker import Worker
from sheets_bridge.errors import Busy, ConfigError, StateError
from sheets_bridge.messages import say
from sheets_bridge.model import StreamResult
from sheets_bridge.store import Store, queue
from sheets_bridge.sync import Run


@pytest.fixture
def wishes():
    made = Wishes()
    yield made
    made.ask_stop()
    made.stop.set()


@pytest.fixture
def store(bench):
    with Store(bench.folder / "bridge.db", {}) as opened:
        yield opened


def until(found, seconds=20.0):
    """What `found` finds, waited for."""
    ends = time.monotonic() + seconds
    while not (told := found()):
        assert time.monotonic() < ends, "waited in vain"
        threading.Event().wait(0.005)
    return told


def working(bench, wishes, ended=lambda _house, _entry: None, opened=None):
    worker = Worker(opened or (lambda _pauses, _tell: bench.house()), wishes, ended, every=0.01)
    worker.look_after()
    return worker


def ended_run(store, job):
    def found():
        return queue.standing(store, "done", job)

    return until(found)[0]


def test_a_job_that_left_the_schedule_ends_its_waiting_run_with_a_word_on_why(bench, wishes, store):
    queue.put(store, "gone", {}, "run", NINE)
    worker = working(bench, wishes)
    entry = ended_run(store, "gone")
    assert entry.exit_code == 78
    assert "no job gone any more" in entry.report["message"]
    assert entry.report.keys() >= {"outcome", "exit_code", "calls", "problems", "verified", "tabs", "streams"}
    wishes.stop.set()
    assert worker.joined(10)


def test_a_fault_of_ours_in_one_run_is_told_and_the_next_run_goes_on(bench, wishes, store, caplog):
    queue.put(store, "orders", {}, "run", NINE)  # this house has no vendors: the run breaks
    queue.put(store, "gone", {}, "run", NINE)
    working(bench, wishes)
    assert ended_run(store, "orders").exit_code == 1
    assert "please report" in ended_run(store, "orders").report["message"]
    assert ended_run(store, "gone").exit_code == 78
    assert "Traceback" in caplog.text
    assert (caplog.text.count("please report"), caplog.text.count("no job gone any more")) == (1, 1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_was_killed_is_noticed_and_started_anew(bench, wishes, store, caplog):
    deaths = []

    def ended(_house, entry):
        deaths.append(entry.job)
        if len(deaths) == 1:
            raise SystemExit

    queue.put(store, "gone", {}, "run", NINE)
    worker = working(bench, wishes, ended)
    until(lambda: deaths)
    until(lambda: not worker._thread.is_alive())
    queue.put(store, "gone too", {}, "run", NINE)
    worker.look_after()
    assert ended_run(store, "gone too").exit_code == 78
    assert "started anew" in caplog.text
    first = worker._thread
    worker.look_after()
    assert worker._thread is first


def test_who_announces_runs_and_fails_stops_no_run(bench, wishes, store, monkeypatch):
    monkeypatch.setattr("sheets_bridge.daemon.worker._TRY_AGAIN", 0.01)

    def ended(_house, _entry):
        raise ValueError

    working(bench, wishes, ended)
    for job in ("one", "two"):
        queue.put(store, job, {}, "run", NINE)
        assert ended_run(store, job).exit_code == 78


def test_what_ran_when_a_worker_was_lost_runs_again(bench, wishes, store):
    queue.put(store, "gone", {}, "run", NINE)
    queue.take(store, NINE)
    working(bench, wishes)
    assert ended_run(store, "gone").exit_code == 78


def test_a_run_whose_end_could_not_be_noted_is_no_run_at_work_for_ever(bench, wishes, store, monkeypatch, caplog):
    monkeypatch.setattr("sheets_bridge.daemon.worker._TRY_AGAIN", 0.01)
    store._connection.execute(
        "CREATE TRIGGER full BEFORE UPDATE ON queue WHEN new.state = 'done' BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    queue.put(store, "gone", {}, "run", NINE)
    working(bench, wishes)
    until(lambda: "full" in caplog.text)
    store._connection.execute("DROP TRIGGER full")
    assert ended_run(store, "gone").exit_code == 78


def test_another_schedule_reaches_the_worker_before_its_next_run(bench, wishes, store):
    worker = working(bench, wishes)
    until(lambda: bench.opened)
    bench.write({"late": ["mymall", 15]})
    worker.again.set()
    queue.put(store, "late", {}, "run", NINE)
    assert ended_run(store, "late").exit_code == 1  # known, and broken for lack of vendors: not 78
    assert bench.opened == 2


def test_a_house_that_cannot_be_opened_is_tried_again_and_said_once(bench, wishes, store, monkeypatch, caplog):
    monkeypatch.setattr("sheets_bridge.daemon.worker._TRY_AGAIN", 0.01)
    tries = []

    @contextmanager
    def opened(_pauses, _tell):
        tries.append(1)
        if len(tries) < 4:
            raise StateError(say("no space left"))
        with bench.house() as house:
            yield house

    queue.put(store, "gone", {}, "run", NINE)
    working(bench, wishes, opened=opened)
    assert ended_run(store, "gone").exit_code == 78
    assert caplog.text.count("no space left") == 1


def test_a_stop_puts_the_run_at_work_back(bench, wishes, store, monkeypatch):
    at_work = threading.Event()

    def run(_job, _world, _ask):
        at_work.set()
        Pauses(wishes.stop).sleep(60)

    monkeypatch.setattr("sheets_bridge.daemon.worker.run", run)
    monkeypatch.setattr("sheets_bridge.daemon.worker.days_left", lambda _house, _entry: 0)
    entry = queue.put(store, "orders", {}, "run", NINE)
    worker = working(bench, wishes)
    assert at_work.wait(20)
    assert queue.entry(store, entry.id).state == "running"
    wishes.stop.set()
    assert worker.joined(10)
    assert queue.entry(store, entry.id).state == "waiting"


def test_a_point_of_a_renewal_is_no_place_to_stop(wishes):
    pauses = Pauses(wishes.stop)
    pauses.reached("store.landed")
    wishes.stop.set()
    pauses.reached("token.answered")
    pauses.sleep(0)
    with pytest.raises(Stopped):
        pauses.reached("store.landed")
    with pytest.raises(Stopped):
        pauses.sleep(0.001)


def test_wishes_gather_while_nobody_waits(wishes):
    assert wishes.wait(0.0) == set()
    wishes.ask_reload()
    wishes.ask_look()
    wishes.ask_look()
    assert wishes.wait(60) == {"reload", "look"}
    assert not wishes.stop.is_set()
    wishes.ask_stop()
    assert wishes.wait(60) == {"stop"}
    assert wishes.stop.is_set()


def _daemon(bench, wishes, told, **more):
    def open_house(schedule, _pauses, _tell):
        return bench.house(schedule)

    return Daemon(bench.path, open_house, wishes, told.append, every=0.01, **more)


def _in_a_thread(made, folder):
    """A daemon that lives meanwhile; its exit code in a list, once there is one."""
    codes = []
    threading.Thread(target=lambda: codes.append(made.run(folder)), daemon=True).start()
    return codes


@pytest.mark.parametrize(("trigger", "part", "read", "level", "why"), [
    ("schedule", "news", 5, "INFO", "by schedule"),
    ("schedule", "news", 0, "INFO", "by schedule"),
    ("run", "all", 5, "INFO", "by command"),
    ("page", "all", 5, "INFO", "from the status page"),
    ("backfill", "history", 5, "INFO", "history"),
    ("backfill", "history", 0, "DEBUG", "history"),
])  # fmt: skip
def test_a_run_is_one_line_that_says_why_it_ran_and_empty_months_of_history_are_not_told(
    bench, wishes, store, monkeypatch, caplog, trigger, part, read, level, why
):
    came = Run("orders", part=part, streams=[StreamResult("mymall", 1, "orders", read=read)])
    monkeypatch.setattr("sheets_bridge.daemon.worker.run", lambda *_: came)
    monkeypatch.setattr("sheets_bridge.daemon.worker.days_left", lambda *_: 0)
    monkeypatch.setattr("sheets_bridge.daemon.worker.go_on", lambda *_: None)
    caplog.set_level("DEBUG", "sheets_bridge")
    queue.put(store, "orders", {}, trigger, NINE)
    working(bench, wishes)
    ended_run(store, "orders")
    until(lambda: "rows read" in caplog.text)
    (record,) = [one for one in caplog.records if "rows read" in one.getMessage()]
    assert record.levelname == level
    assert record.getMessage().startswith(f"orders ({why}): all well in 0.0 s; rows read {read}, ")


def test_a_stop_is_said_when_it_is_asked_for_and_when_it_is_done(bench, wishes, caplog):
    caplog.set_level("INFO", "sheets_bridge")
    codes = _in_a_thread(_daemon(bench, wishes, told := []), bench.folder)
    until(lambda: "READY=1" in told)
    wishes.ask_stop()
    assert until(lambda: codes) == [0]
    said = [record.getMessage() for record in caplog.records]
    assert said[-2:] == [
        "The daemon stops: it finishes what it is at, which takes 2 minutes at most.",
        "The daemon has ended.",
    ]


def test_a_daemon_says_how_it_is_and_ends_well(bench, wishes):
    told = []
    codes = _in_a_thread(_daemon(bench, wishes, told), bench.folder)
    until(lambda: "WATCHDOG=1" in told)
    wishes.ask_stop()
    assert until(lambda: codes) == [0]
    assert (told[0], told[-1]) == ("READY=1", "STOPPING=1")
    assert set(told[1:-1]) == {"WATCHDOG=1"}


def test_a_worker_that_does_not_end_in_time_is_left_behind_with_75(bench, wishes, store):
    held, going = threading.Event(), threading.Event()

    def ended(_house, _entry):
        held.set()
        going.wait(30)

    queue.put(store, "gone", {}, "run", NINE)
    codes = _in_a_thread(_daemon(bench, wishes, [], ended=ended, deadline=0.05), bench.folder)
    assert held.wait(20)
    wishes.ask_stop()
    assert until(lambda: codes) == [75]
    going.set()


def test_a_worker_that_hangs_is_told_and_the_service_manager_hears_no_more(bench, wishes, store, monkeypatch, caplog):
    monkeypatch.setattr(daemon, "SILENCE", 0.3)
    held, going, told = threading.Event(), threading.Event(), []

    def ended(_house, _entry):
        held.set()
        going.wait(30)

    queue.put(store, "gone", {}, "run", NINE)
    codes = _in_a_thread(_daemon(bench, wishes, told, ended=ended), bench.folder)
    assert held.wait(20)
    until(lambda: "has not moved" in caplog.text)
    count = told.count("WATCHDOG=1")
    looks = bench.looks
    until(lambda: bench.looks > looks + 5)
    assert told.count("WATCHDOG=1") <= count + 1
    going.set()
    until(lambda: told.count("WATCHDOG=1") > count + 1)
    assert caplog.text.count("has not moved") == 1
    wishes.ask_stop()
    assert until(lambda: codes) == [0]


def test_a_beat_that_fails_is_said_once_and_the_daemon_lives_on(bench, wishes, store, caplog):
    store._connection.execute(
        "CREATE TRIGGER full BEFORE INSERT ON life BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    told = []
    codes = _in_a_thread(_daemon(bench, wishes, told), bench.folder)
    until(lambda: told.count("WATCHDOG=1") > 5)
    assert caplog.text.count("Free some disk space") == 1
    store._connection.execute("DROP TRIGGER full")
    until(lambda: store.one("SELECT 1 FROM life"))
    wishes.ask_stop()
    assert until(lambda: codes) == [0]


def test_who_looks_whether_a_daemon_lives_keeps_none_from_starting(bench, wishes):
    looking, over = threading.Event(), threading.Event()
    lock = bench.folder / daemon.LOCK
    lock.touch()

    def look():
        while not over.is_set():
            locks.is_held(lock)
            looking.set()

    threading.Thread(target=look, daemon=True).start()
    assert looking.wait(10)
    try:
        for _ in range(20):
            ends = Wishes()
            ends.ask_stop()
            assert _daemon(bench, ends, []).run(bench.folder) == 0
    finally:
        over.set()


def test_a_second_daemon_is_refused_with_who_keeps_the_first(bench, wishes):
    codes = _in_a_thread(_daemon(bench, wishes, told := []), bench.folder)
    until(lambda: "READY=1" in told)
    with pytest.raises(Busy, match="pid"):
        _daemon(bench, Wishes(), []).run(bench.folder)
    wishes.ask_stop()
    assert until(lambda: codes) == [0]


def test_a_schedule_that_is_wrong_at_the_start_is_an_error(bench, wishes):
    bench.path.write_text("{")
    with pytest.raises(ConfigError):
        _daemon(bench, wishes, []).run(bench.folder)
