"""The installation as the page's threads have it: each its own, opened anew where its files were changed."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

from sheets_bridge.standing import Installed

Open = Callable[[], AbstractContextManager[Installed]]
"""Opens the installation for the calling thread. Raises: ConfigError, StateError."""


class Premises(threading.local):
    """A database connection belongs to one thread; where `stamp` tells otherwise than before it is opened anew."""

    def __init__(self, open_: Open, stamp: Callable[[], object]) -> None:
        self._open, self._look = open_, stamp
        self._held = ExitStack()
        self._installed: Installed | None = None
        self._stamp: object = None

    def enter(self) -> Installed:
        """The installation. Raises: ConfigError, StateError."""
        stamp = self._look()
        if self._installed is None or stamp != self._stamp:
            self.leave()
            self._installed = self._held.enter_context(self._open())
            self._stamp = stamp
        return self._installed

    def leave(self) -> None:
        """Close it; the next to enter opens it anew."""
        self._installed = None
        self._held.close()
