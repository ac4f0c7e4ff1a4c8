"""When the next call may leave: a mirror of the vendor's leaky bucket, corrected by what its headers say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What an answer's headers said: `used` of `size` calls fill the bucket; `blocked` seconds take none."""

    used: float | None = None
    size: float | None = None
    blocked: float = 0.0
    slow: bool = False
    """A longer quota is nearly used up: take it easy."""


@dataclass
class Pace:
    """A bucket of `size` calls that leaks `leak` a second; at least `gap` seconds lie between two calls.

    `spare` places are left free for other programs under the same limit. Times are monotonic seconds.
    """

    size: float
    leak: float
    gap: float
    spare: float = 5.0
    slow_gap: float = 2.0
    _level: float = 0.0
    _seen: float = 0.0
    _last: float = float("-inf")
    _blocked_until: float = float("-inf")
    _slow: bool = False

    def delay(self, now: float) -> float:
        """Seconds to wait before the next call."""
        over = self._level_at(now) + 1 - (self.size - self.spare)
        gap = self.slow_gap if self._slow else self.gap
        return max(0.0, over / self.leak, self._last + gap - now, self._blocked_until - now)

    def sent(self, now: float) -> None:
        """A call left."""
        self._level = self._level_at(now) + 1
        self._seen = self._last = now

    def learn(self, limits: Limits, now: float) -> None:
        """An answer came with these limits."""
        if limits.used is not None:
            self._level, self._seen = limits.used, now
        if limits.size:
            self.size = limits.size
        if limits.blocked:
            self._blocked_until = now + limits.blocked
        self._slow = limits.slow

    def _level_at(self, now: float) -> float:
        return max(0.0, self._level - (now - self._seen) * self.leak)
