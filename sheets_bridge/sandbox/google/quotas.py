"""Per-minute quotas: 60 reads and 60 writes per account, 300 of each per project (reference §1)."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from .refusal import quota_exceeded

PER_USER = 60
PER_PROJECT = 300
PROJECT_NUMBER = "100000000001"


class Quotas:
    """Counts calls in windows of one minute of the sandbox clock; what is refused does not count."""

    def __init__(self, now: Callable[[], datetime], enabled: Callable[[], bool]) -> None:
        self._now = now
        self._enabled = enabled
        self._minute = 0
        self._spent: Counter[tuple[str, str]] = Counter()

    def spend(self, kind: str, account: str) -> None:
        """Count one call of `kind` (`Read` or `Write`); refused with 429 where the minute is spent."""
        if not self._enabled():
            return
        minute = int(self._now().timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self._spent.clear()
        if self._spent[kind, account] >= PER_USER:
            raise quota_exceeded(kind, True, PROJECT_NUMBER)
        if self._spent[kind, ""] >= PER_PROJECT:
            raise quota_exceeded(kind, False, PROJECT_NUMBER)
        self._spent[kind, account] += 1
        self._spent[kind, ""] += 1
