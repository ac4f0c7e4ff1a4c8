"""Rate limits of the pretend Cafe24, measured on the sandbox's clock: leaky bucket, burst, usage quota."""

import math
import threading
from collections import deque
from collections.abc import Callable

BUCKET_SIZE = 40
LEAK_PER_SECOND = 2.0
BURST_CALLS = 10
BURST_SECONDS = 1.0
QUOTA_SECONDS = 600.0
QUOTA_CALLS = 3000
QUOTA_WORK_SECONDS = 600.0


class Switch:
    """Rate limits and quotas of all vendors, on or off at once."""

    def __init__(self) -> None:
        self.enabled = True


class LeakyBucket:
    """Calls fill it, time empties it; full means refused. Refused calls do not fill it."""

    def __init__(self, size: int = BUCKET_SIZE, leak: float = LEAK_PER_SECOND) -> None:
        self._size, self._leak = size, leak
        self._level = 0.0
        self._at = -math.inf

    def take(self, at: float) -> bool:
        """Pour one call in at second `at`; False when it would overflow."""
        self._drain(at)
        if self._level + 1 > self._size:
            return False
        self._level += 1
        return True

    def used(self, at: float) -> int:
        """Whole calls in the bucket at second `at`."""
        self._drain(at)
        return math.ceil(self._level)

    def _drain(self, at: float) -> None:
        if at > self._at:
            self._level = max(0.0, self._level - self._leak * (at - self._at)) if self._level else 0.0
            self._at = at


class Usage:
    """An amount used within a sliding span, against an allowance."""

    def __init__(self, allowance: float, seconds: float) -> None:
        self._allowance, self._seconds = allowance, seconds
        self._spent: deque[tuple[float, float]] = deque()
        self._total = 0.0

    def add(self, at: float, amount: float = 1.0) -> None:
        """Note `amount` used at second `at`."""
        self._spent.append((at, amount))
        self._total += amount

    def percent(self, at: float) -> float:
        """How much of the allowance is used at second `at`; over 100 where calls went on while blocked."""
        while self._spent and self._spent[0][0] <= at - self._seconds:
            self._total -= self._spent.popleft()[1]
        return 100 * self._total / self._allowance if self._spent else 0.0

    def remain(self, at: float) -> int:
        """Whole seconds until usage is below 100 percent again; 0 when it is."""
        if self.percent(at) < 100:
            return 0
        left = self._total
        for when, amount in self._spent:
            left -= amount
            if left < self._allowance:
                return max(1, math.ceil(when + self._seconds - at))
        return math.ceil(self._seconds)


class MallLimits:
    """All limits of one mall. `seconds` tells the sandbox's time; while `switch` is off nothing is counted."""

    def __init__(self, seconds: Callable[[], float], switch: Switch) -> None:
        self._seconds, self._switch = seconds, switch
        self._lock = threading.Lock()
        self._bucket = LeakyBucket()
        self._calls = Usage(QUOTA_CALLS, QUOTA_SECONDS)
        self._work = Usage(QUOTA_WORK_SECONDS, QUOTA_SECONDS)
        self._bursts: dict[str, Usage] = {}

    def admit(self, address: str) -> str:
        """Count one call from `address`; the message of the refusal, or empty when it may pass."""
        if not self._switch.enabled:
            return ""
        with self._lock:
            at = self._seconds()
            blocked = max(self._calls.percent(at), self._work.percent(at)) >= 100
            # Calling on while blocked lengthens the block (reference 3), so refused calls count as well.
            self._calls.add(at)
            if blocked:
                return "Too Many Requests"
            if self._too_fast(address, at) or not self._bucket.take(at):
                return f"Too much requests occur. ({self._bucket.used(at)}/{BUCKET_SIZE})"
            return ""

    def worked(self, seconds: float) -> None:
        """Note the processing time of an answered call."""
        if self._switch.enabled:
            with self._lock:
                self._work.add(self._seconds(), seconds)

    def headers(self) -> dict[str, str]:
        """The rate headers of an answer; the two Remain headers stand only at 100 percent and above."""
        with self._lock:
            at = self._seconds()
            remain = {
                "X-Cafe24-Call-Remain": self._calls.remain(at),
                "X-Cafe24-Time-Remain": self._work.remain(at),
            }
            return {
                "X-Api-Call-Limit": f"{self._bucket.used(at)}/{BUCKET_SIZE}",
                "X-Cafe24-Call-Usage": f"{self._calls.percent(at):.2f}",
                "X-Cafe24-Time-Usage": f"{self._work.percent(at):.2f}",
            } | {name: str(seconds) for name, seconds in remain.items() if seconds}

    def _too_fast(self, address: str, at: float) -> bool:
        burst = self._bursts.setdefault(address, Usage(BURST_CALLS, BURST_SECONDS))
        if burst.percent(at) >= 100:
            return True
        burst.add(at)
        return False
