"""The rate limit of Analytics: a bucket of tokens for each caller and address (reference cafe24-analytics A.8).

Keying and kind are from a public client's notes; size and refill are the figures of another and may be wrong.
"""

import math
import threading
from collections.abc import Callable

from sheets_bridge.sandbox.limits import BUCKET_SIZE, LEAK_PER_SECOND, LeakyBucket, Switch


class TokenBuckets:
    """Buckets by caller and path. `seconds` tells the sandbox's time; while `switch` is off nothing is counted."""

    def __init__(self, seconds: Callable[[], float], switch: Switch) -> None:
        self._seconds, self._switch = seconds, switch
        self._lock = threading.Lock()
        self._buckets: dict[tuple[str, str], LeakyBucket] = {}

    def take(self, caller: str, path: str) -> int:
        """Take a token; the whole seconds to wait where there is none, 0 where the call may pass."""
        if not self._switch.enabled:
            return 0
        with self._lock:
            bucket = self._buckets.setdefault((caller, path), LeakyBucket(BUCKET_SIZE, LEAK_PER_SECOND))
            return 0 if bucket.take(self._seconds()) else math.ceil(1 / LEAK_PER_SECOND)
