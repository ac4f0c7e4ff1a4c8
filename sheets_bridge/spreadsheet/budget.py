"""How many calls of a kind a Google account makes in a minute."""

import threading
from collections import deque
from collections.abc import Callable

PER_MINUTE = 50
"""Google allows 60 reads and 60 writes a minute and user (developers.google.com/workspace/sheets/api/limits)."""

_MINUTE = 60.0


class Turns:
    """A sliding minute shared by all threads of an account, each of which waits in its own way."""

    def __init__(self, monotonic: Callable[[], float], per_minute: int = PER_MINUTE) -> None:
        self._monotonic = monotonic
        self._turns: deque[float] = deque(maxlen=per_minute)
        self._lock = threading.Lock()

    def reserve(self) -> float:
        """Take the next turn; in how many seconds it comes."""
        with self._lock:
            now = self._monotonic()
            full = len(self._turns) == self._turns.maxlen
            turn = max(now, self._turns[0] + _MINUTE) if full else now
            self._turns.append(turn)
            return turn - now


class Budget:
    """The turns of one kind of call, as one client waits for them."""

    def __init__(
        self,
        sleep: Callable[[float], None],
        monotonic: Callable[[], float],
        per_minute: int = PER_MINUTE,
        turns: Turns | None = None,
    ) -> None:
        """`turns` are those of a client beside this one, of the same account."""
        self._sleep = sleep
        self._turns = turns or Turns(monotonic, per_minute)

    def take(self) -> bool:
        """Return when one more call may leave; whether that had to be waited for."""
        wait = self._turns.reserve()
        if wait > 0:
            self._sleep(wait)
        return wait > 0
