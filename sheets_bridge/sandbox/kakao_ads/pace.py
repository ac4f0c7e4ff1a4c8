"""How often the reports may be called: one call in so many seconds, of each report and account (reference §5.2)."""

import threading
from collections.abc import Callable
from datetime import datetime

from sheets_bridge.sandbox.limits import Switch


class Pace:
    """When each report was last answered. While `switch` is off nothing is counted."""

    def __init__(self, now: Callable[[], datetime], switch: Switch) -> None:
        self._now, self._switch = now, switch
        self._lock = threading.Lock()
        self._last: dict[tuple[str, str, str], datetime] = {}

    def admit(self, medium: str, report: str, caller: str, seconds: float) -> bool:
        """Whether a call may pass; a refused one is not counted. `caller` is an account, or empty for the app."""
        if not self._switch.enabled:
            return True
        key = medium, report, caller
        with self._lock:
            now, last = self._now(), self._last.get(key)
            if last is not None and (now - last).total_seconds() < seconds:
                return False
            self._last[key] = now
            return True
