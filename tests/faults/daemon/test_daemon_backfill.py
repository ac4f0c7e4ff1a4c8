"""History that loads by itself, window by window, and keeps no quarter-hour job waiting for more than one of them."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from daemon_house import Kept, kept, quarter
from run_bench import bench

from sheets_bridge.cli.installation import read_schedule
from sheets_bridge.store import landing, queue

pytestmark = pytest.mark.long

DAYS = 400
WINDOWS = 5
"""The newest 30 days come with the first run; what is left is read in windows of 89."""
ORDERS = ("{stream: samplemall.orders, embed: [items]}", "RAW_주문")


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Kept]:
    """A mall of more than a year, one job."""
    with bench(tmp_path, orders_per_day=1, days=DAYS) as made, kept(made) as house:
        made.give({"orders": ORDERS})
        made.edit("every: 1 hour", "every: 15 minutes")
        made.tabs = {"RAW_주문": "orders"}
        yield house


def _history(house, state="done"):
    return [entry for entry in house.entries(state) if entry.trigger == "backfill"]


def _reaches_back_to(house):
    """The oldest day whose orders have landed."""
    (use,) = read_schedule(house.made.schedule)[0].jobs["orders"].streams
    return landing.cursor(house.store, landing.pulls_by_shop(house.store, use.pull(0))[1]).since


def test_history_follows_the_newest_days_by_itself_back_to_its_beginning(old):
    old.daemon()
    old.until(lambda: old.done())
    first = old.done()[0]
    assert (first.trigger, first.exit_code) == ("schedule", 0)
    old.until(lambda: old.is_idle() and len(_history(old)) >= WINDOWS)
    assert len(_history(old)) == WINDOWS
    assert {entry.exit_code for entry in _history(old)} == {0}
    # The word of its end follows a look at the news, a moment after the last run.
    old.until(lambda: "orders 작업의 과거를" in old.log.read_text("utf-8"))
    said = old.log.read_text("utf-8")
    assert said.count("orders 작업의 과거를") == 1, "its end is told once, without notify: too"
    assert "orders(예약): 정상" in said
    assert "orders(과거): 정상" in said
    assert old.made.faults_of_the_sheet() == []


def test_the_news_of_a_quarter_hour_wait_for_one_window_of_history_at_most(old):
    old.made.fault("delay", "*/admin/orders/count", seconds=1, times=10_000)  # what only windows of history ask
    old.daemon()
    for _ in range(3):
        window = old.until(lambda: _history(old, "running"))[0]
        news = {entry.id for entry in old.done() if entry.trigger == "schedule"}
        old.made.advance(quarter(old.now()))
        (due,) = old.until(lambda news=news: [e for e in old.done() if e.trigger == "schedule" and e.id not in news])
        assert queue.entry(old.store, window.id).ended > due.requested  # it was held up while the news became due
        between = [entry.id for entry in _history(old) if due.requested < entry.started < due.started]
        assert between == []
    old.made.undisturbed()
    old.until(lambda: old.is_idle() and len(_history(old)) >= WINDOWS)
    assert old.made.faults_of_the_sheet() == []


def test_history_goes_on_where_a_kill_found_it(old):
    ends = []
    for _ in range(3):
        process = old.daemon(kill="store.landed:2")
        assert old.ended(process) == -signal.SIGKILL
        ends.append(_reaches_back_to(old))
    process = old.daemon()
    old.until(lambda: old.is_idle() and not _history(old, "waiting") and _history(old))
    old.until(lambda: old.made.faults_of_the_sheet() == [])
    assert ends == sorted(ends, key=lambda day: (day is None, day), reverse=True)
    assert old.stopped(process) == 0


def test_history_that_cannot_be_read_is_asked_for_after_each_run_of_news_and_not_at_once(old):
    process = old.daemon(kill="store.committed:3:SIGTERM")
    assert old.ended(process) == 0
    assert _reaches_back_to(old) is not None
    old.made.fault("status", "*/admin/orders", status=422, nth=1, times=10_000)
    process = old.daemon()
    old.until(lambda: _history(old))
    before = len(_history(old))
    asked = len(old.made.calls("cafe24"))
    for _ in range(3):
        old.pass_by(quarter(old.now()), process)
    assert len(_history(old)) - before <= 3
    assert len(old.made.calls("cafe24")) - asked < 200
    old.made.undisturbed()
    old.pass_by(quarter(old.now()), process)
    old.until(lambda: old.is_idle() and old.made.faults_of_the_sheet() == [])
