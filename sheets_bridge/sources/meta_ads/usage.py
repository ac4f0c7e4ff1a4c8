"""How much of Meta's limits is used, as its headers tell (reference: ad-media §3.5)."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from sheets_bridge.api.pace import Limits

_SLOW, _FULL = 75.0, 95.0
WAIT_SECONDS = 60.0
"""Where a limit is reached and nothing says how long: a minute is the shortest that Meta ever tells."""


@dataclass(frozen=True)
class _Usage:
    """How much of one limit is used."""

    percent: float
    seconds: float = 0.0
    """So long no call is taken, as far as Meta says."""

    @property
    def blocked(self) -> float:
        return self.seconds or (WAIT_SECONDS if self.percent > _FULL else 0.0)


def limits(headers: Mapping[str, str]) -> Limits:
    """The fullest of Meta's limits. Percentages may pass 100."""
    found = [usage for name, read in _HEADERS.items() for usage in read(_json(headers.get(name)))]
    return Limits(
        blocked=max((usage.blocked for usage in found), default=0.0),
        slow=any(usage.percent > _SLOW for usage in found),
    )


def number(told: Any) -> float:
    """A number of any form; 0 for what is none."""
    try:
        found = float(told or 0)
    except (TypeError, ValueError):
        return 0.0
    return found if math.isfinite(found) else 0.0


def _of_case(told: Mapping[str, Any]) -> _Usage:
    """One of the business use cases; its time to wait is in minutes."""
    used = _most(told, "call_count", "total_cputime", "total_time")
    return _Usage(used, number(told.get("estimated_time_to_regain_access")) * 60)


def _of_business(told: Mapping[str, Any]) -> Iterator[_Usage]:
    for cases in told.values():
        listed = cases if isinstance(cases, list) else ()
        yield from (_of_case(case) for case in listed if isinstance(case, dict))


def _of_account(told: Mapping[str, Any]) -> Iterator[_Usage]:
    """Its seconds say when all is free again, and are told long before anything is full."""
    used = _most(told, "acc_id_util_pct")
    yield _Usage(used, number(told.get("reset_time_duration")) if used > _FULL else 0.0)


_HEADERS: Mapping[str, Callable[[Mapping[str, Any]], Iterator[_Usage]]] = {
    "X-Business-Use-Case-Usage": _of_business,
    "X-FB-Ads-Insights-Throttle": lambda told: iter((_Usage(_most(told, "app_id_util_pct", "acc_id_util_pct")),)),
    "X-Ad-Account-Usage": _of_account,
    "X-App-Usage": lambda told: iter((_Usage(_most(told, "call_count", "total_cputime", "total_time")),)),
}


def _json(header: str | None) -> Mapping[str, Any]:
    """What a header holds, or nothing."""
    try:
        told = orjson.loads(header or "{}")
    except orjson.JSONDecodeError:
        told = {}
    return told if isinstance(told, dict) else {}


def _most(told: Mapping[str, Any], *names: str) -> float:
    return max(number(told.get(name)) for name in names)
