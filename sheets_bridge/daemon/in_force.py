"""The schedule in force: the last one that could be opened whole. One that cannot be is told, and changes nothing."""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from sheets_bridge.config import written_beside
from sheets_bridge.daemon.house import House
from sheets_bridge.daemon.saying import Troubles
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Message, say

_log = logging.getLogger(__name__)

_TRY_AGAIN = 10.0
"""Seconds after which a schedule that was refused is read again: what it lacked (a key file) may have come."""

_FILE = "schedule"
_Stamp = tuple[tuple[int, int, int], ...]


class InForce:
    """The installation as the schedule in force has it, for the thread that keeps the beat. Closed as a context.

    Raises on opening: ConfigError, StateError.
    """

    def __init__(self, path: Path, open_house: Callable[[], AbstractContextManager[House]]) -> None:
        self._path, self._open, self._troubles = path, open_house, Troubles()
        # Taken before the file is read: what is written meanwhile is read again.
        self._read = self._seen = _stamp(path)
        self._tried = time.monotonic()
        self.house, self._held = self._opened()

    def __enter__(self) -> "InForce":
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    @property
    def problem(self) -> Message | None:
        """Why the file as it stands is not in force; None where it is."""
        return self._troubles.standing(_FILE)

    def look(self, *, at_once: bool = False) -> bool:
        """Read the file where it changed, or `at_once`; whether another schedule came into force.

        A file is read once it stood still between two looks: half a file may be a valid schedule of half the jobs.
        """
        now, before = _stamp(self._path), self._seen
        self._seen = now
        refused = self.problem is not None and time.monotonic() - self._tried >= _TRY_AGAIN
        if not (at_once or (now == before and (now != self._read or refused))):
            return False
        self._read, self._tried = now, time.monotonic()
        if at_once:
            # Whoever asks is to hear it again.
            self._troubles.over(_FILE)
        return self._reopen()

    def _reopen(self) -> bool:
        try:
            house, held = self._opened()
        except BridgeError as error:
            refused = say("schedule.yaml cannot be taken as it is; the last one stays in force. {problem}",
                          problem=error.message)  # fmt: skip
            self._troubles.note(_FILE, refused)
            return False
        self._held.close()
        self.house, self._held = house, held
        self._troubles.over(_FILE)
        _log.info("%s", say("schedule.yaml was read again and is in force: {jobs}.", jobs=list(house.schedule.jobs)))
        return True

    def _opened(self) -> tuple[House, ExitStack]:
        with ExitStack() as held:
            return held.enter_context(self._open()), held.pop_all()


def _stamp(path: Path) -> _Stamp | None:
    """Changes when the schedule does, or a report that people wrote beside it."""
    try:
        return tuple(_stamp_of(one) for one in (path, *sorted(written_beside(path.parent))))
    except OSError:
        return None


def _stamp_of(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino
