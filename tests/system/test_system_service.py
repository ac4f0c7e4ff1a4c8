"""The daemon under a service manager: what it says to the socket it is given, and when."""

import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import TimeoutExpired

import pytest
from system_mall import Mall, going_on
from system_terminal import terminal

from sheets_bridge.cli.installation import daemon_in
from sheets_bridge.store import Store, life


@contextmanager
def manager(address: str) -> Iterator[socket.socket]:
    """A service manager's end of the line."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind("\0" + address[1:] if address.startswith("@") else address)
        line.settimeout(60)
        yield line


def hear(line: socket.socket, wanted: str) -> list[str]:
    """What is said until `wanted` is."""
    told: list[str] = []
    while wanted not in told:
        told += line.recv(1024).decode().splitlines()
    return told


@pytest.mark.parametrize("kind", ["path", "abstract"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_daemon_says_when_it_is_ready_that_it_lives_and_when_it_ends(
    filled: Mall, tmp_path: Path, kind: str, number: signal.Signals
) -> None:
    address = str(tmp_path / "notify") if kind == "path" else f"@sheets-bridge-test-{tmp_path.name}-{number}"
    with (
        manager(address) as line,
        going_on("daemon", "--schedule", str(filled.schedule), env={"NOTIFY_SOCKET": address}) as daemon,
    ):
        assert "WATCHDOG=1" not in hear(line, "READY=1")
        assert set(hear(line, "WATCHDOG=1")) <= {"WATCHDOG=1"}
        hear(line, "WATCHDOG=1")
        daemon.send_signal(number)
        hear(line, "STOPPING=1")
        daemon.communicate(timeout=60)
    assert daemon.returncode == 0


def test_a_schedule_that_cannot_be_read_ends_the_daemon_with_the_code_that_is_not_restarted(
    filled: Mall, tmp_path: Path
) -> None:
    filled.edit("every: 15 minutes", "evry: 15 minutes")
    with manager(str(tmp_path / "notify")) as line:
        told = filled.process("daemon", env={"NOTIFY_SOCKET": str(tmp_path / "notify")})
        line.setblocking(False)
        with pytest.raises(BlockingIOError):
            line.recv(1024)
    assert told.exit_code == 78


def test_closing_the_terminal_ends_the_daemon_and_a_word_to_reload_does_not(filled: Mall) -> None:
    with terminal("daemon", "--schedule", str(filled.schedule), cwd=filled.folder) as window:
        window.waits_for("정상")
        os.kill(_pid(filled), signal.SIGHUP)
        window.waits_for("schedule.yaml을 다시 읽어 적용했습니다")
        assert daemon_in(filled.folder)
        assert window.closes() == 0
    assert not daemon_in(filled.folder)
    said = (filled.folder / "state" / "logs" / "sheets-bridge.log").read_text("utf-8")
    assert "하던 일을 마치고 끝냅니다(길어야 2분)" in said
    assert "데몬이 끝났습니다" in said


def test_a_daemon_that_was_told_not_to_mind_outlives_its_terminal(filled: Mall) -> None:
    words = ("daemon", "--schedule", str(filled.schedule))
    with terminal(*words, cwd=filled.folder, ignoring=signal.SIGHUP) as window:
        window.waits_for("정상")
        pid = _pid(filled)
        os.kill(pid, signal.SIGHUP)
        window.waits_for("schedule.yaml을 다시 읽어 적용했습니다")
        with pytest.raises(TimeoutExpired):
            window.closes(2.0)
        assert daemon_in(filled.folder)


def _pid(mall: Mall) -> int:
    with Store(mall.folder / "state" / "bridge.db", {}) as store:
        sign = life.sign(store, life.DAEMON)
    assert sign is not None
    return int(sign.told["pid"])
