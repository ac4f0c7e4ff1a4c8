"""A daemon as a process of its own on the bench of runs, looked at through its queue; time is moved on meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from run_bench import Bench

from sheets_bridge.cli.installation import read_schedule
from sheets_bridge.config import Job
from sheets_bridge.daemon import newest_slot
from sheets_bridge.errors import ConfigError
from sheets_bridge.store import Store, life, queue, slots
from sheets_bridge.store.queue import Entry, State
from sheets_bridge.tables import TABLES

T = TypeVar("T")

_IN_VAIN = 60.0
_LOOK = 0.02
NUDGE = 1.0
"""Sandbox seconds that pass at each look: what waits for a pace need not be waited for."""


class Kept:
    """A bench whose jobs a daemon keeps; every daemon that was started is gone in the end."""

    def __init__(self, made: Bench) -> None:
        self.made = made
        self.started: list[subprocess.Popen[bytes]] = []
        self._store: Store | None = None
        self._text = ""
        self._jobs: Sequence[Job] = ()
        """As the schedule said when it could last be read."""

    @property
    def store(self) -> Store:
        """The installation's database, as another process looks at it."""
        if self._store is None:
            self._store = Store(self.made.folder / "state" / "bridge.db", TABLES)
        return self._store

    @property
    def log(self) -> Path:
        """What all daemons said."""
        return self.made.folder / "daemon.log"

    def daemon(self, kill: str = "") -> subprocess.Popen[bytes]:
        """Start a daemon, which kills itself (or is sent a signal) at the point `kill`."""
        environment = {**os.environ, "SHEETS_BRIDGE_CRASH_AT": kill, "SHEETS_BRIDGE_LANGUAGE": "en"}
        command = [sys.executable, "-m", "sheets_bridge", "daemon", "--schedule", str(self.made.schedule)]
        with self.log.open("ab") as said:
            process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        self.started.append(process)
        return process

    def lives(self) -> subprocess.Popen[bytes]:
        """A daemon whose first runs are over."""
        process = self.daemon()
        self.until(self.is_idle)
        return process

    def beats(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether this daemon has left a life sign."""
        sign = life.sign(self.store, life.DAEMON)
        return sign is not None and sign.told["pid"] == process.pid

    def ended(self, process: subprocess.Popen[bytes]) -> int:
        """The exit code of a daemon that ends by itself."""
        self.until(lambda: process.poll() is not None)
        assert process.returncode is not None
        return process.returncode

    def stopped(self, process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> int:
        """The exit code of a daemon that is asked to stop."""
        process.send_signal(number)
        return process.wait(30)

    def until(self, found: Callable[[], T], nudge: float = NUDGE, seconds: float = _IN_VAIN) -> T:
        """What `found` finds, waited for while the sandbox's time passes `nudge` seconds a look."""
        ends = time.monotonic() + seconds
        while not (told := found()):
            if time.monotonic() > ends:
                raise AssertionError(f"waited in vain; the daemon said: {self.log.read_text()[-3000:]}")
            if nudge:
                self.made.advance(nudge / 3600)
            time.sleep(_LOOK)
        return told

    def now(self) -> datetime:
        """The sandbox's time."""
        return datetime.fromisoformat(self.made.control("GET", "clock")["now"])

    def is_idle(self) -> bool:
        """Whether each slot that has come is answered and nothing is to be done any more."""
        now = self.now()
        self._read()
        # Slots first: what is answered stands in the queue by then.
        answered = [(slots.last(self.store, job.name), newest_slot(job, now)) for job in self._jobs]
        return all(last and slot and last >= slot for last, slot in answered) and not (
            self.entries("waiting") or self.entries("running")
        )

    def _read(self) -> None:
        text = self.made.schedule.read_text(encoding="utf-8")
        if text != self._text:
            self._text = text
            with suppress(ConfigError):
                self._jobs = tuple(read_schedule(self.made.schedule)[0].jobs.values())

    def entries(self, state: State, job: str | None = None) -> Sequence[Entry]:
        """Runs of the queue."""
        return queue.standing(self.store, state, job)

    def done(self, job: str | None = None) -> Sequence[Entry]:
        """Runs that ended, the last one last."""
        return sorted(self.entries("done", job), key=lambda entry: entry.ended or entry.requested)

    def pass_by(self, hours: float, process: subprocess.Popen[bytes]) -> None:
        """Let time pass at once, and the daemon do what has become due."""
        self.made.advance(hours)
        self.until(lambda: self.is_idle() or process.poll() is not None)
        assert process.poll() is None, self.log.read_text()[-3000:]

    def close(self) -> None:
        """No daemon is left."""
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait(30)
        if self._store:
            self._store.close()


@contextmanager
def kept(made: Bench) -> Iterator[Kept]:
    """A bench whose jobs a daemon may keep."""
    house = Kept(made)
    try:
        yield house
    finally:
        house.close()


def quarter(moment: datetime) -> float:
    """Hours to just after the next quarter of an hour."""
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return (timedelta(minutes=15, seconds=1) - past) / timedelta(hours=1)
