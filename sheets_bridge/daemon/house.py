"""What the daemon is handed: an installation opened, again and again, by whoever builds it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Event

from sheets_bridge.config import Schedule
from sheets_bridge.sync import World
from sheets_bridge.sync.world import Tell
from sheets_bridge.tokens import KeyRing, Login


class Stopped(BaseException):
    """Raised at a safe point once a stop is asked for: no error. What landed and what was written stands."""


@dataclass(frozen=True)
class House:
    """An installation as one thread has it: a database connection cannot be shared."""

    schedule: Schedule
    world: World
    logins: Mapping[str, Login]
    """Of the accounts that log in by consent."""
    rings: Mapping[str, KeyRing] = field(default_factory=dict)
    """Of those that log in by keys."""


def _unwatched() -> None:
    """Nobody asks whether this thread moves."""


@dataclass(frozen=True)
class Pauses:
    """How a thread of the daemon waits, and where it may be stopped; `moved` is told that it does move."""

    stop: Event
    moved: Callable[[], None] = _unwatched

    def sleep(self, seconds: float) -> None:
        """Wait; a stop cuts the wait short. Raises Stopped."""
        self.moved()
        if self.stop.wait(seconds) and seconds > 0:
            raise Stopped
        self.moved()

    def reached(self, point: str) -> None:
        """A point where a crash does no harm is one where work may end. Raises Stopped."""
        self.moved()
        if self.stop.is_set() and not point.startswith("token."):
            raise Stopped


Open = Callable[[Schedule | None, Pauses, Tell], AbstractContextManager[House]]
"""Opens the installation for the calling thread, under a schedule that was read before or, without one, as the file
stands. Makes no call. Raises: ConfigError, StateError."""
