"""A daemon and whoever comes beside it: a second daemon, run now of the same and of another job, and its end."""

import json
import re
import signal
import subprocess

import pytest
from run_bench import CONNECT, ended

from sheets_bridge.cli.installation import read_schedule
from sheets_bridge.store import queue

pytestmark = pytest.mark.long

READS = "*/admin/orders"
VISITS = "/cafe24-analytics/*"


def _followed(house, *words):
    """A `run` that follows the daemon, once it has asked for its runs."""
    before = len(house.entries("waiting")) + len(house.entries("running"))
    process = house.made.start("run", *words, "--json")
    house.until(lambda: len(house.entries("waiting")) + len(house.entries("running")) > before, nudge=0)
    return process


def _json(process):
    """Exit code, the JSON of the last line, what was said beside it."""
    out, err = process.communicate(timeout=60)
    return process.returncode, json.loads(out.splitlines()[-1]), err


def _at_work(house, job, seconds=2):
    """A run of this job, held up so that it is still at work when others come."""
    house.made.fault("delay", READS if job == "orders" else VISITS, seconds=seconds)
    process = _followed(house, job)
    house.until(lambda: house.entries("running", job), nudge=0)
    return process


def test_a_second_daemon_ends_with_75_greets_nobody_and_names_the_first_as_people_read_it(house):
    first = house.lives()
    second = house.made.start("daemon")
    _, said = second.communicate(timeout=30)
    assert second.returncode == 75
    assert re.search(rf"이미 실행 중입니다\(\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d KST부터, pid {first.pid}, ", said)
    assert "그대로 두세요" in said
    assert len(said.splitlines()) == 1
    assert first.poll() is None
    assert house.stopped(first) == 0


def test_run_now_is_carried_out_by_the_daemon_and_told_as_if_it_had_run_here(house):
    house.lives()
    house.made.advance(0.05)
    code, told, _ = _json(house.made.start("run", "orders", "--json"))
    assert (code, told["outcome"], [run["job"] for run in told["jobs"]]) == (0, "ok", ["orders"])
    assert [tab["title"] for tab in told["jobs"][0]["tabs"]] == ["RAW_주문", "RAW_주문품목"]
    assert told["calls"]["cafe24"] > 0
    assert house.done("orders")[-1].trigger == "run"


def test_run_now_ends_with_the_runs_own_exit_code(house):
    house.lives()
    house.made.fault("status", "*/admin/shops", status=403, times=100)
    process = house.made.start("run", "orders", "--json")
    house.until(lambda: process.poll() is not None)
    code, told, said = _json(process)
    assert (code, told["outcome"]) == (77, "failed")
    assert "403" in said


def test_run_now_twice_at_once_is_one_run_and_the_second_says_since_when(house):
    house.lives()
    first = _at_work(house, "orders")
    second = house.made.start("run", "orders", "--json")
    house.until(lambda: first.poll() is not None and second.poll() is not None, nudge=0)
    (code, told, _), (code_too, told_too, said) = _json(first), _json(second)
    assert (code, code_too) == (0, 0)
    assert told["jobs"] == told_too["jobs"]
    assert "KST" in said
    assert [entry.trigger for entry in house.entries("done", "orders")].count("run") == 1


def test_run_now_of_another_job_comes_next_and_before_what_the_schedule_asks(house):
    house.lives()
    first = _at_work(house, "orders")
    house.made.advance(1)  # both jobs are due now: orders is at work, visitors waits
    house.until(lambda: house.entries("waiting", "visitors"), nudge=0)
    second = _followed(house, "visitors")
    house.until(lambda: first.poll() is not None and second.poll() is not None)
    assert (first.returncode, second.returncode) == (0, 0)
    house.until(house.is_idle)
    assert [(entry.job, entry.trigger) for entry in house.done()][-3:] == [
        ("orders", "run"), ("visitors", "run"), ("visitors", "schedule"),
    ]  # fmt: skip
    assert house.made.faults_of_the_sheet() == []


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_daemon_that_ends_while_it_is_followed_is_said_with_what_to_do(house, how):
    daemon = house.lives()
    process = _at_work(house, "orders")
    daemon.send_signal(how)
    told = ended(process)
    assert told.code == 75
    assert "sheets-bridge daemon" in told.words
    daemon.wait(30)
    house.made.undisturbed()
    next_one = house.daemon()
    house.until(lambda: house.done("orders")[-1].trigger == "run")
    house.until(house.is_idle)
    assert house.made.faults_of_the_sheet() == []
    assert house.stopped(next_one) == 0


def test_without_a_daemon_a_job_runs_here(house):
    told = ended(house.made.start("run", "--json"))
    assert told.code == 0
    assert house.entries("done") == []
    assert house.made.faults_of_the_sheet() == []


def test_a_run_that_was_begun_here_keeps_the_daemon_from_the_same_job_and_from_nothing_else(house):
    # Longer than a daemon needs to start and to find the job at work, on whatever machine.
    house.made.fault("delay", READS, seconds=10)
    here = house.made.start("run", "orders", "--json")
    house.until(lambda: any(call["path"].endswith("/admin/orders") for call in house.made.calls("cafe24")), nudge=0)
    house.daemon()
    house.until(lambda: house.entries("done", "orders"), nudge=0)
    assert house.entries("done", "orders")[0].report["outcome"] == "busy"
    assert ended(here).code == 0
    house.until(house.is_idle)
    assert house.made.renewals() == [200]
    assert house.made.faults_of_the_sheet() == []


def test_connect_sets_a_mall_going_that_was_never_connected(house, tmp_path):
    for path in house.made.credentials.glob("*.token*"):
        path.unlink()
    daemon = house.daemon()
    house.until(lambda: house.store.one("SELECT 1 FROM slots WHERE what = 'login'"))
    house.until(lambda: CONNECT in house.log.read_text())
    command = CONNECT.split()[1:]
    address = house.made.start(*command, "--print-url").communicate(timeout=30)[0].strip()
    landed = house.made.web.post(address, allow_redirects=False, timeout=10).headers["Location"]
    connected = house.made.start(*command, "--landed", landed)
    said, _ = connected.communicate(timeout=30)
    assert connected.returncode == 0
    assert "이제 데몬이 자료를 받기 시작합니다" in said
    house.until(lambda: {entry.job for entry in house.entries("done")} == {"orders", "visitors"})
    house.until(house.is_idle)
    assert house.made.faults_of_the_sheet() == []
    assert house.stopped(daemon) == 0


def test_a_daemon_whose_schedule_is_wrong_ends_with_78(house):
    house.made.edit("every: 15 minutes", "every: 15 parsecs")
    process = house.made.start("daemon")
    _, said = process.communicate(timeout=30)
    assert process.returncode == 78
    assert "parsecs" in said or "every" in said


def _status(house):
    done = house.made.start("status", "--json")
    return json.loads(done.communicate(timeout=30)[0].splitlines()[-1])


def test_status_tells_whether_a_daemon_lives_and_why_a_schedule_is_not_in_force(house):
    nothing = {"lives": False, "since": None, "beat": None, "schedule_error": None, "pid": None}
    assert _status(house)["daemon"] == nothing
    daemon = house.lives()
    assert _status(house)["daemon"]["lives"]
    good = house.made.schedule.read_text(encoding="utf-8")
    house.made.edit("every: 1 hour", "every: 1 fortnight")
    daemon.send_signal(signal.SIGHUP)
    house.until(lambda: "every" in house.log.read_text(), nudge=0)
    house.until(lambda: _status(house)["daemon"]["schedule_error"], nudge=0)
    assert "schedule.yaml:21" in _status(house)["daemon"]["schedule_error"]
    assert _status(house)["exit_code"] == 78
    house.pass_by(0.25, daemon)
    ran = house.done("orders")[-1]
    assert (ran.exit_code, ran.trigger) == (0, "schedule")
    house.made.schedule.write_text(good, encoding="utf-8")
    house.until(lambda: _status(house)["daemon"]["schedule_error"] is None, nudge=0)
    assert house.stopped(daemon) == 0


def test_a_job_taken_out_of_the_schedule_ends_its_waiting_run_with_a_word_on_why(house):
    daemon = house.lives()
    first = _at_work(house, "orders")
    second = _followed(house, "visitors")
    jobs = read_schedule(house.made.schedule)[0].jobs
    assert set(jobs) == {"orders", "visitors"}
    del house.made.tabs["RAW_방문"]
    house.made.give({"orders": ("{stream: samplemall.orders, embed: [items]}", "RAW_주문")})
    daemon.send_signal(signal.SIGHUP)
    house.until(lambda: first.poll() is not None and second.poll() is not None, nudge=0)
    assert first.returncode == 0
    code, told, said = _json(second)
    assert code == 78
    assert told["jobs"][0]["outcome"] == "failed"
    assert "visitors" in said
    assert house.stopped(daemon) == 0


def test_ctrl_c_on_a_run_without_a_daemon_says_what_stays_and_the_next_run_goes_on(house):
    house.made.fault("delay", READS, seconds=6)
    process = house.made.start("run", "--json")
    house.until(lambda: any(call["path"].endswith("/admin/orders") for call in house.made.calls("cafe24")), nudge=0)
    process.send_signal(signal.SIGINT)
    code, told, said = _json(process)
    assert (code, told["exit_code"], told["outcome"]) == (130, 130, "interrupted")
    assert said.count(told["message"]) == 1
    assert "Traceback" not in said
    house.made.undisturbed()
    assert ended(house.made.start("run", "--json")).code == 0
    assert house.made.faults_of_the_sheet() == []


def test_run_now_beside_a_window_of_history_says_that_this_is_what_is_at_work(house):
    house.lives()
    house.made.fault("delay", READS, seconds=2, times=100)
    queue.put(house.store, "orders", {"part": "history", "history": "2026-01-01"}, "backfill", house.now())
    house.until(lambda: house.entries("running", "orders"), nudge=0)
    process = house.made.start("run", "visitors")
    _, said = process.communicate(timeout=60)
    assert "orders 작업의 과거 한 구간을" in said


def test_what_a_killed_daemon_was_at_is_not_said_to_be_running(house):
    daemon = house.lives()
    _at_work(house, "orders", seconds=6)
    shown = house.made.start("status").communicate(timeout=30)[0]
    assert "중단됨" not in shown
    daemon.kill()
    daemon.wait(30)
    (entry,) = _status(house)["queue"]
    assert (entry["state"], entry["broken_off"]) == ("running", True)
    shown = house.made.start("status").communicate(timeout=30)[0]
    assert "중단됨(다음 시작 때 이어짐)" in "".join(shown.split("\n"))


def test_ctrl_c_on_the_follower_leaves_the_run_to_the_daemon(house):
    house.lives()
    process = _at_work(house, "orders", seconds=6)
    process.send_signal(signal.SIGINT)
    code, told, said = _json(process)
    assert (code, told["exit_code"], told["outcome"]) == (130, 130, "followed no longer")
    assert "sheets-bridge status" in told["message"]
    assert said.count(told["message"]) == 1
    assert "Aborted" not in said
    house.until(lambda: [entry for entry in house.entries("done", "orders") if entry.trigger == "run"])
    assert isinstance(process, subprocess.Popen)
