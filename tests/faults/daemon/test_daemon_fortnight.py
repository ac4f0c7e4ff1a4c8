"""A fortnight of a daemon's life: refusals, outages, lost answers, slow logins, kills and stops, all from one seed.

Another fortnight: SHEETS_BRIDGE_FORTNIGHT_SEED=<number> pytest tests/faults/daemon/test_daemon_fortnight.py
"""

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from daemon_house import Kept, kept
from run_bench import bench

from sheets_bridge import spreadsheet, tokens
from sheets_bridge.cli.installation import installation
from sheets_bridge.tokens import Vault

SEED = int(os.environ.get("SHEETS_BRIDGE_FORTNIGHT_SEED", "20261103"))
DAYS = 14
STEPS = (0.5, 1.0, 2.0, 2.0, 2.0, 3.0, 4.0, 9.0)
"""Hours that pass at once; nine are a machine that slept."""

POINTS = ("store.landing", "store.landed", "store.committed", *spreadsheet.CRASH_POINTS, *tokens.CRASH_POINTS)
DEADLY = "token.answered"
"""A kill between Cafe24's answer and the disk loses a login, and nobody can help that: the kills of this fortnight
strike anywhere else."""

VENDORS = ("*/admin/orders*", "*/admin/refunds*", "*/admin/shops", "/cafe24-analytics/*", "/google/*")
TROUBLES = (
    {"action": "status", "status": 429, "headers": {"Retry-After": "3"}},
    {"action": "status", "status": 429},
    {"action": "status", "status": 500},
    {"action": "status", "status": 503, "times": 3},
    {"action": "status", "status": 503, "times": 40},
    {"action": "reset"},
    {"action": "cut"},
    {"action": "lost_answer"},
)
TOKEN_TROUBLES = (
    {"action": "delay", "seconds": 0.4},
    {"action": "status", "status": 429, "headers": {"Retry-After": "2"}},
    {"action": "status", "status": 503},
    {"action": "reset"},
)
"""None that lets Cafe24 spend the refresh token and keeps its answer from us: that loses a login, as it must."""


class Fortnight:
    """What befalls one daemon after the other."""

    def __init__(self, house: Kept, seed: int) -> None:
        self.house, self.made, self.chance = house, house.made, Random(seed)
        self.befell: Counter[str] = Counter()
        self.renewals: list[int | None] = []
        self.process = self._started("")

    def pass_by(self) -> None:
        """One step: some trouble, some time, perhaps an end of the daemon, and whatever has become due done."""
        end = self.chance.choices(("none", "kill", "stop"), (80, 12, 8))[0]
        before = self._keys() if end != "none" else {}
        self._trouble()
        self.made.advance(self.chance.choice(STEPS))
        if end != "none":
            self._after_some_calls(self.chance.randint(1, 20))
            {"kill": self._kill, "stop": self._stop}[end]()
            self._nothing_torn(before)
            self.process = self._started(self._point())
        self._until_idle()
        self._note_calls()

    def _keys(self) -> dict[str, list[tuple[Any, ...]]]:
        """The keys a reader sees on each tab."""
        self.made.undisturbed()
        return {title: [key for key, _ in self.made.shown(title)] for title in self.made.tabs}

    def _nothing_torn(self, before: dict[str, list[tuple[Any, ...]]]) -> None:
        """No reader sees a row twice, or misses one that stood."""
        for title, keys in self._keys().items():
            assert len(keys) == len(set(keys))
            assert set(keys) >= set(before[title])

    def settle(self) -> None:
        """No more troubles; a day on, all is read again that may have changed unseen."""
        self.made.undisturbed()
        if self.process.poll() is None:
            self._stop()
        self.process = self._started("")
        for _ in range(2):
            self.made.advance(13)
            self._until_idle()
        self._note_calls()

    def _trouble(self) -> None:
        self.made.undisturbed()
        for path in self.chance.sample(VENDORS, self.chance.choice((0, 0, 1, 2))):
            fault = self.chance.choice(TROUBLES)
            self.befell[f"{fault['action']} {fault.get('status', '')}".strip()] += 1
            self.made.fault(path=path, nth=self.chance.randint(1, 12), **fault)
        if self.chance.random() < 0.3:
            fault = self.chance.choice(TOKEN_TROUBLES)
            self.befell[f"login {fault['action']}"] += 1
            self.made.fault(path="*/oauth/token", **fault)

    def _after_some_calls(self, count: int) -> None:
        """Wait for the middle of something; where nothing goes on, for nothing."""
        self.house.until(lambda: self._ended() or len(self.made.calls()) >= count or self.house.is_idle())

    def _kill(self) -> None:
        """Kill it at any moment but one: while an answer with the new login may be on its way."""
        vault = Vault(self.made.credentials, self.made.running.mall)

        def held_still() -> bool:
            if self._ended():
                return True
            self.process.send_signal(signal.SIGSTOP)
            os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)  # it does hold still now
            chain = vault.read()
            assert chain is not None
            if chain.sent is None:
                return True
            self.process.send_signal(signal.SIGCONT)
            return False

        self.house.until(held_still)
        if not self._ended():
            self.befell["killed"] += 1
            self.process.kill()
            self.process.wait(30)

    def _stop(self) -> None:
        self.house.until(lambda: self._ended() or self.house.beats(self.process))
        if not self._ended():
            self.befell["stopped"] += 1
            self.process.send_signal(self.chance.choice((signal.SIGTERM, signal.SIGINT)))
            self.house.until(self._ended)
            assert self.process.returncode in (0, -signal.SIGKILL)

    def _started(self, kill: str) -> subprocess.Popen[bytes]:
        return self.house.daemon(kill)

    def _ended(self) -> bool:
        return self.process.poll() is not None

    def _until_idle(self) -> None:
        """All that is due is done; a daemon that killed itself at its point is followed by another."""

        def done() -> bool:
            if self._ended():
                assert self.process.returncode == -signal.SIGKILL
                self.befell["killed at a point"] += 1
                self.process = self._started(self._point())
            return self.house.is_idle()

        self.house.until(done, nudge=5.0)

    def _point(self) -> str:
        """Where the next daemon kills itself, if it comes so far."""
        if self.chance.random() < 0.5:
            return ""
        point = self.chance.choice([point for point in POINTS if point != DEADLY])
        return f"{point}:{self.chance.randint(1, 4)}"

    def _note_calls(self) -> None:
        self.renewals += self.made.renewals()
        self.made.control("DELETE", "calls")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Kept]:
    """A mall of few orders, two jobs that do not run at the same hours."""
    with bench(tmp_path, orders_per_day=2) as made, kept(made) as one:
        made.edit("every: 1 hour", "every: 3 hours")
        made.edit("every: 15 minutes", "every: 2 hours")
        yield one


@pytest.mark.long
@pytest.mark.parametrize("seed", [SEED])
def test_a_fortnight_ends_with_every_tab_true_and_the_login_alive(house, seed, capsys):
    with capsys.disabled():
        print(f"\nfortnight: seed {seed}", flush=True)  # noqa: T201
    begins = house.now()
    fortnight = Fortnight(house, seed)
    while house.now() < begins + timedelta(days=DAYS):
        fortnight.pass_by()
    fortnight.settle()
    print(dict(fortnight.befell), Counter(fortnight.renewals))  # noqa: T201 - shown where it fails
    assert {"killed", "killed at a point", "stopped"} <= fortnight.befell.keys()
    assert house.made.faults_of_the_sheet() == []
    assert 400 not in fortnight.renewals
    with installation(house.made.schedule) as opened:
        life = opened.logins[house.made.running.mall].life()
    assert life is not None
    assert life.lost is None
    assert life.refresh_until - house.now() > timedelta(days=13)
