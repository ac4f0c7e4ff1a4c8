"""The installation as the page's threads have it: each its own, opened anew where its files were changed."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from sheets_bridge.standing import Installed

Open = Callable[[], AbstractContextManager[Installed]]
"""Opens the installation for the calling thread. Raises: ConfigError, StateError."""


class Premises(threading.local):
    """A database connection belongs to one thread; a schedule or a database that was replaced is noticed."""

    def __init__(self, open_: Open, watched: tuple[Path, ...]) -> None:
        self._open, self._watched = open_, watched
        self._held = ExitStack()
        self._installed: Installed | None = None
        self._stamp: object = None

    def enter(self) -> Installed:
        """The installation. Raises: ConfigError, StateError."""
        stamp = tuple(map(_stamp, self._watched))
        if self._installed is None or stamp != self._stamp:
            self.leave()
            self._installed = self._held.enter_context(self._open())
            self._stamp = tuple(map(_stamp, self._watched))
        return self._installed

    def leave(self) -> None:
        """Close it; the next to enter opens it anew."""
        self._installed = None
        self._held.close()


def _stamp(path: Path) -> object:
    """What tells one file from another in its place; a database that is only written to stays the same."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, None if path.suffix == ".db" else (found.st_mtime_ns, found.st_size))
