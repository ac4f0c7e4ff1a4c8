"""A real terminal with somebody at it: what the screen shows is read, what is typed is seen by the command."""

import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_COLUMNS = "1000"
"""So wide that no sentence is broken."""
_STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """One command in a terminal of its own."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self._process, self._master = process, master
        self.screen, self.closed = "", False
        self._read_until = 0

    def waits_for(self, words: str, seconds: float = 60.0) -> str:
        """Read until these words stand on the screen, behind those waited for before; what came up to them."""
        ends = time.monotonic() + seconds
        while (at := self.screen.find(words, self._read_until)) < 0:
            assert self._more(ends - time.monotonic()), f"no {words!r} in:\n{self.screen[self._read_until :]}"
        shown = self.screen[self._read_until : at + len(words)]
        self._read_until = at + len(words)
        return shown

    def types(self, text: str) -> None:
        """Type a line."""
        os.write(self._master, f"{text}\n".encode())

    def presses(self, key: bytes) -> None:
        """Press a key."""
        os.write(self._master, key)

    def closes(self, seconds: float = 60.0) -> int:
        """Close the window; the exit code of what ran in it."""
        os.close(self._master)
        self.closed = True
        return self._process.wait(seconds)

    def breaks_off(self, seconds: float = 60.0) -> int:
        """Press Ctrl-C until the command ends; the exit code.

        Once may be too early: what comes between a prompt and the read behind it Python sees with the next key only.
        """
        ends = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < ends:
            self.presses(b"\x03")
            while self._more(2.0):
                pass
        return self.ends(1.0)

    def ends(self, seconds: float = 60.0) -> int:
        """Read to the end; the exit code."""
        ends = time.monotonic() + seconds
        while self._more(ends - time.monotonic()):
            pass
        return self._process.wait(max(1.0, ends - time.monotonic()))

    def echoes(self) -> bool:
        """Whether what is typed is shown."""
        return bool(termios.tcgetattr(self._master)[3] & termios.ECHO)

    def _more(self, seconds: float) -> bool:
        if seconds <= 0 or not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            read = os.read(self._master, 65536)
        except OSError:
            return False  # Linux's word for a terminal whose last program has ended
        self.screen = _STYLE.sub("", self.screen + read.decode("utf-8", "replace")).replace("\r\n", "\n")
        return bool(read)


@contextmanager
def terminal(*words: str, cwd: Path, env: Mapping[str, str] | None = None, ignoring: int = 0) -> Iterator[Terminal]:
    """A command of the product in a terminal, in Korean; killed at the end of the block where it still goes on.

    `ignoring` a signal is how `nohup` starts a command.
    """
    master, slave = pty.openpty()
    surroundings = {**os.environ, "LANG": "ko_KR.UTF-8", "TERM": "xterm", "COLUMNS": _COLUMNS, **(env or {})}
    surroundings.pop("SHEETS_BRIDGE_LANGUAGE", None)
    surroundings.pop("LC_ALL", None)
    process = subprocess.Popen(
        # The terminal is to be the command's own: a hidden question is read from there.
        [sys.executable, "-c", _OWN_TERMINAL, str(ignoring), *words],
        stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=surroundings, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    shown = Terminal(process, master)
    try:
        yield shown
    finally:
        process.kill()
        process.wait()
        if not shown.closed:
            os.close(master)


_OWN_TERMINAL = """
import fcntl, runpy, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
# Who runs the tests under nohup has SIGHUP ignored by all that descend from them.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
if ignored := int(sys.argv.pop(1)):
    signal.signal(ignored, signal.SIG_IGN)
sys.argv[0] = "sheets-bridge"
runpy.run_module("sheets_bridge", run_name="__main__", alter_sys=False)
"""
