"""How many calls the worker sent in the last minute, left as a life sign while a run goes on."""

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sheets_bridge.model import Clock
from sheets_bridge.store import Store, life
from sheets_bridge.sync.world import Progress, Tell

CALLS = "calls"
"""The name of this life sign."""

_MINUTE = 60.0
_EVERY = 2.0


@dataclass
class Counting:
    """Looks at the counts of all calls so far whenever a run tells its progress: then no transaction is open."""

    store: Store
    clock: Clock
    calls: Mapping[str, int]
    monotonic: Callable[[], float] = time.monotonic
    _kept: deque[tuple[float, Mapping[str, int]]] = field(default_factory=deque, init=False)

    def beside(self, tell: Tell) -> Tell:
        """A `Tell` that also leaves the life sign."""
        self._kept.append((self.monotonic(), dict(self.calls)))

        def told(progress: Progress) -> None:
            tell(progress)
            self._look(last=progress.done >= progress.total)

        return told

    def _look(self, *, last: bool) -> None:
        now = self.monotonic()
        if now - self._kept[-1][0] < _EVERY and not last:
            return
        self._kept.append((now, dict(self.calls)))
        while len(self._kept) > 2 and self._kept[1][0] <= now - _MINUTE:
            self._kept.popleft()
        before = self._kept[0][1]
        minute = {kind: count - before.get(kind, 0) for kind, count in self.calls.items()}
        life.beat(self.store, CALLS, self.clock(), {"minute": minute})
