"""What is asked of a running daemon, by signals and by its own threads."""

from queue import Empty, SimpleQueue
from threading import Event
from typing import Literal

Wish = Literal["stop", "reload", "look"]


class Wishes:
    """Wishes wait in a queue whose `put` may be called anywhere, in a signal's function too.

    An Event may not: its `set` takes a lock, and a signal strikes while its own thread holds that for a moment.
    """

    def __init__(self) -> None:
        self.stop = Event()
        """Set for the other threads once the stop is taken note of."""
        self._asked: SimpleQueue[Wish] = SimpleQueue()

    def ask_stop(self, *_: object) -> None:
        """End cleanly."""
        self._asked.put("stop")

    def ask_reload(self, *_: object) -> None:
        """Read the schedule again."""
        self._asked.put("reload")

    def ask_look(self) -> None:
        """Something may be due."""
        self._asked.put("look")

    def wait(self, seconds: float) -> frozenset[Wish]:
        """What is asked for, waited for at most so long; nothing where nobody asks."""
        wishes: set[Wish] = set()
        try:
            wishes.add(self._asked.get(timeout=seconds))
            while True:
                wishes.add(self._asked.get_nowait())
        except Empty:
            pass
        if "stop" in wishes:
            self.stop.set()
        return frozenset(wishes)
