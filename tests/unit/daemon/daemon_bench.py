"""A house without a vendor: a store, a clock that a test sets, logins that are lost or not, a schedule on the disk."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sheets_bridge.config import Account, Job, Schedule, StreamUse
from sheets_bridge.daemon import House
from sheets_bridge.daemon.beat import Beat
from sheets_bridge.daemon.in_force import InForce
from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import say
from sheets_bridge.model import KST, Cursor
from sheets_bridge.store import Store, landing, queue
from sheets_bridge.tokens import Life

NINE = datetime(2026, 11, 3, 9, 0, tzinfo=KST)


@dataclass
class Bench:
    """The schedule file holds the jobs as JSON: name → [account, minutes] or [account, "HH:MM"]."""

    folder: Path
    now: datetime = NINE
    ticks: float = 0.0
    lost: dict[str, bool | Exception] = field(default_factory=dict)
    opened: int = 0
    looks: int = 0
    """How often somebody looked at the clock."""

    @property
    def path(self) -> Path:
        return self.folder / "schedule.json"

    def write(self, jobs: Mapping[str, Any]) -> None:
        self.path.write_text(json.dumps(jobs))

    def pass_by(self, **span: float) -> None:
        """Time passes, on the wall and in the machine."""
        self.now += timedelta(**span)
        self.ticks += timedelta(**span).total_seconds()

    @contextmanager
    def house(self, schedule: Schedule | None = None) -> Iterator[House]:
        self.opened += 1
        read = schedule or _schedule(self.path)
        with Store(self.folder / "bridge.db", {}) as store:
            logins = {name: SimpleNamespace(life=lambda name=name: self._life(name)) for name in read.accounts}
            world = SimpleNamespace(store=store, clock=self._look, locks=self.folder / "locks")
            yield House(read, world, logins)

    @contextmanager
    def in_force(self) -> Iterator[InForce]:
        with InForce(self.path, self.house) as made:
            yield made

    @contextmanager
    def beating(self) -> Iterator["Beating"]:
        with self.in_force() as in_force:
            yield Beating(self, in_force)

    def landed(self, account: str) -> None:
        """Somebody ran a job of this account by hand."""
        with Store(self.folder / "bridge.db", {}) as store:
            pull = landing.pull_id(store, StreamUse(account, "orders").pull(1))
            landing.land(store, pull, {}, Cursor(until=self.now))

    def _look(self) -> datetime:
        self.looks += 1
        return self.now

    def _life(self, account: str) -> Life | None:
        lost = self.lost.get(account, False)
        if isinstance(lost, Exception):
            raise lost
        until = self.now + timedelta(hours=1)
        return Life(account, until, until, (), say("lost") if lost else None, "")


class Beating:
    """A beat under way, and what it left in the database."""

    def __init__(self, bench: Bench, in_force: InForce) -> None:
        self.changes = 0
        self.in_force, self._bench = in_force, bench
        self.beat = Beat(in_force, self._changed, lambda: {"silent": 0}, lambda: bench.ticks)

    @property
    def store(self) -> Store:
        return self.in_force.house.world.store

    def waiting(self) -> list[str]:
        return [entry.job for entry in queue.standing(self.store, "waiting")]

    def ran(self, code: int = 0) -> str:
        """A worker takes a run and ends it."""
        entry = queue.take(self.store, self._bench.now)
        assert entry is not None
        queue.finish(self.store, entry.id, self._bench.now, code, {})
        return entry.job

    def _changed(self) -> None:
        self.changes += 1


def _schedule(path: Path) -> Schedule:
    try:
        told = json.loads(path.read_text())
    except (OSError, ValueError):
        raise ConfigError(say("it is no schedule")) from None
    jobs = {name: _job(name, *words) for name, words in told.items()}
    accounts = {account: Account(account, "cafe24", Path()) for account, _ in told.values()}
    return Schedule(path, path.parent, "Asia/Seoul", "en", {}, Path(), accounts, jobs, {}, control="Jobs")


def _job(name: str, account: str, when: int | str) -> Job:
    every = timedelta(minutes=when) if isinstance(when, int) else None
    at = time.fromisoformat(when) if isinstance(when, str) else None
    return Job(name, every, at, None, (StreamUse(account, "orders"),), ())
