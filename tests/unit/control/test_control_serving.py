"""The thread that keeps the tabs: once a minute by the clock, whatever fails, under the schedule in force."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from sheets_bridge.control.serving import Serving
from sheets_bridge.errors import BridgeError, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import KST

NINE = datetime(2026, 11, 3, 9, 0, tzinfo=KST)
DOWN = Unavailable(say("Google's quota of calls a minute is used up."))


class Bench:
    """A thread under way, its clock, and what each look comes to."""

    def __init__(self) -> None:
        self.now, self.looks, self.opened = NINE, [], []
        self.comes_to: Callable[[], dict[str, BridgeError]] = dict
        self.schedule: Any = "first"
        self.ticks = threading.Semaphore(0)
        self.serving = Serving(self.open, lambda: self.schedule, lambda: 1, 0.001)

    @contextmanager
    def open(self, schedule: Any) -> Iterator[Any]:
        self.opened.append(schedule)
        yield SimpleNamespace(installed=SimpleNamespace(clock=self.clock), keep=self.keep,
                              world=SimpleNamespace(spreadsheets={"main": None}))  # fmt: skip

    def clock(self) -> datetime:
        self.ticks.release()
        return self.now

    def keep(self) -> dict[str, BridgeError]:
        self.looks.append(self.now)
        return self.comes_to()

    def beat(self, count: int = 3) -> None:
        """The thread has looked at its clock so many times more."""
        while self.ticks.acquire(blocking=False):
            pass
        for _ in range(count):
            assert self.ticks.acquire(timeout=20)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    thread = threading.Thread(target=made.serving.work)
    thread.start()
    made.beat()
    yield made
    made.serving.stop.set()
    thread.join(20)
    assert not thread.is_alive()


def test_it_looks_once_a_minute_and_not_more_often(bench: Bench) -> None:
    for seconds in (10, 59, 60, 61, 119, 120):
        bench.now = NINE + timedelta(seconds=seconds)
        bench.beat()
    assert bench.looks == [NINE, NINE + timedelta(seconds=60), NINE + timedelta(seconds=120)]


def test_a_clock_that_was_set_back_keeps_nobody_waiting(bench: Bench) -> None:
    bench.now = NINE - timedelta(hours=2)
    bench.beat()
    assert len(bench.looks) == 2


def test_what_fails_is_told_once_and_tried_again_every_minute(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.comes_to = lambda: {"main": DOWN}
    for minute in (1, 2, 3):
        bench.now = NINE + timedelta(minutes=minute)
        bench.beat()
    assert len(bench.looks) == 4
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1
    assert "quota" in warnings[0].getMessage()


def test_another_schedule_is_opened_and_the_minute_goes_on(bench: Bench) -> None:
    bench.schedule = "second"
    bench.beat()
    assert bench.opened == ["first", "second"]
    assert len(bench.looks) == 1
