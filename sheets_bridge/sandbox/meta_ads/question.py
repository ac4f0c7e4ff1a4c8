"""What a call of insights asks: level, days, fields, devices, conditions; each refused as Graph does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

import orjson

from sheets_bridge.sandbox.meta_ads.nodes import listed
from sheets_bridge.sandbox.meta_ads.refusal import GraphError, invalid

Level = Literal["account", "campaign", "adset", "ad"]
LEVELS: tuple[Level, ...] = ("account", "campaign", "adset", "ad")
BREAKDOWNS = ("impression_device", "device_platform")
OPERATORS = (
    "EQUAL", "NOT_EQUAL", "GREATER_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN", "LESS_THAN_OR_EQUAL",
    "IN", "NOT_IN", "CONTAIN",
)  # fmt: skip
_USUAL_FIELDS = ("account_id", "impressions", "spend")
_MOST_STEP = 90
_MONTHS_KEPT = 37

_PRESETS: Mapping[str, Callable[[date], tuple[date, date]]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (today - timedelta(1), today - timedelta(1)),
    "last_3d": lambda today: (today - timedelta(3), today - timedelta(1)),
    "last_7d": lambda today: (today - timedelta(7), today - timedelta(1)),
    "last_14d": lambda today: (today - timedelta(14), today - timedelta(1)),
    "last_28d": lambda today: (today - timedelta(28), today - timedelta(1)),
    "last_30d": lambda today: (today - timedelta(30), today - timedelta(1)),
}


@dataclass(frozen=True)
class Condition:
    """One entry of `filtering`."""

    field: str
    operator: str
    value: Any


@dataclass(frozen=True)
class Question:
    """A report that is wanted. `step` is days in a row of the answer; `breakdown` is empty or a kind of device."""

    level: Level
    since: date
    until: date
    step: int
    fields: tuple[str, ...]
    breakdown: str
    conditions: tuple[Condition, ...]

    def days(self) -> list[date]:
        """All days of the range."""
        return [self.since + timedelta(ahead) for ahead in range((self.until - self.since).days + 1)]

    def span(self, day: date) -> tuple[date, date]:
        """First and last day of the row that `day` is counted in."""
        first = self.since + timedelta((day - self.since).days // self.step * self.step)
        return first, min(self.until, first + timedelta(self.step - 1))


def question_of(asked: Mapping[str, str], now: datetime, time_zone: str, known: frozenset[str]) -> Question:
    """Read the parameters; `known` are the fields there are. Raises GraphError for what Graph refuses."""
    since, until = _range(asked, now.astimezone(ZoneInfo(time_zone)).date())
    return Question(
        _level(asked.get("level", "account")),
        since,
        until,
        _step(asked.get("time_increment", "all_days"), (until - since).days + 1),
        _fields(asked, known),
        _breakdown(listed(asked.get("breakdowns", ""))),
        tuple(map(_condition, _json(asked.get("filtering", "[]"), "filtering", list))),
    )


def _level(written: str) -> Level:
    if written not in LEVELS:
        raise invalid(f"level must be one of the following values: {', '.join(LEVELS)}")
    return written


def _fields(asked: Mapping[str, str], known: frozenset[str]) -> tuple[str, ...]:
    fields = tuple(listed(asked.get("fields", ""))) or _USUAL_FIELDS
    for name in fields:
        if name not in known:
            raise invalid(
                f"{name} is not valid for fields param. please check "
                "https://developers.facebook.com/docs/marketing-api/reference/ads-insights/ for all valid values"
            )
    return fields


def _range(asked: Mapping[str, str], today: date) -> tuple[date, date]:
    if "time_range" not in asked:
        preset = asked.get("date_preset", "last_30d")
        if preset not in _PRESETS:
            raise invalid(f"Must be one of the following values: {', '.join(_PRESETS)} for param date_preset")
        return _PRESETS[preset](today)
    given = _json(asked["time_range"], "time_range", dict)
    try:
        since, until = date.fromisoformat(str(given["since"])), date.fromisoformat(str(given["until"]))
    except (KeyError, ValueError) as wrong:
        raise invalid("time_range must hold since and until as YYYY-MM-DD") from wrong
    if since > until:
        raise invalid("The start date must be before or equal to the end date of the time range")
    if since < _kept_since(today):
        text = "The start date of the time range cannot be beyond 37 months from the current date"
        raise GraphError(400, 3018, f"(#3018) {text}")
    return since, min(until, max(since, today))


def _kept_since(today: date) -> date:
    months = today.year * 12 + today.month - 1 - _MONTHS_KEPT
    return date(months // 12, months % 12 + 1, min(today.day, 28))


def _step(written: str, days: int) -> int:
    if written == "all_days":
        return days
    if not written.isascii() or not written.isdigit() or not 1 <= int(written) <= _MOST_STEP:
        raise invalid(f"time_increment must be a number of days from 1 to {_MOST_STEP} or all_days")
    return int(written)


def _breakdown(asked: list[str]) -> str:
    if len(asked) > 1 or not set(asked) <= set(BREAKDOWNS):
        raise invalid(f"breakdowns must be one of the following values: {', '.join(BREAKDOWNS)}")
    return asked[0] if asked else ""


def _condition(given: Any) -> Condition:
    if not isinstance(given, dict) or not {"field", "operator", "value"} <= given.keys():
        raise invalid("filtering must hold objects with field, operator and value")
    if given["operator"] not in OPERATORS:
        raise invalid(f"filtering operator must be one of the following values: {', '.join(OPERATORS)}")
    return Condition(str(given["field"]), given["operator"], given["value"])


def _json(written: str, name: str, kind: type) -> Any:
    try:
        given = orjson.loads(written)
    except orjson.JSONDecodeError as wrong:
        raise invalid(f"Param {name} must be JSON") from wrong
    if not isinstance(given, kind):
        raise invalid(f"Param {name} must be {'an array' if kind is list else 'an object'}")
    return given
