"""The sandbox's clock: starts at a given moment, ticks in real time, jumps forward when told."""

import threading
import time
from datetime import UTC, datetime, timedelta, timezone

KST = timezone(timedelta(hours=9), "KST")
"""Korean time; a fixed offset, because Korea has had no summer time since 1988."""


class Clock:
    """Sandbox time as aware KST moments; it never goes back, so limits and tokens may be measured with it."""

    def __init__(self, start: datetime) -> None:
        """`start` is what the clock shows now; a naive moment is Korean time."""
        aware = start if start.tzinfo else start.replace(tzinfo=KST)
        self._start = aware.astimezone(KST)
        self._began = time.monotonic()
        self._advanced = timedelta()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The sandbox's moment, in KST."""
        with self._lock:
            return self._start + timedelta(seconds=time.monotonic() - self._began) + self._advanced

    def seconds(self) -> float:
        """The same moment as seconds since the epoch, for buckets and quotas."""
        return self.now().astimezone(UTC).timestamp()

    def advance(self, hours: float) -> None:
        """Let `hours` pass at once. Raises ValueError for a negative number: time does not go back."""
        if not hours >= 0:
            raise ValueError("hours must not be negative")
        with self._lock:
            self._advanced += timedelta(hours=hours)
