"""Whether a query makes sense: its names exist and fit together, its days have a beginning and an end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sheets_bridge.sandbox.google_ads.fields import (
    ACTIONS,
    DATES,
    FIELDS,
    METRICS,
    NOT_OF_ACTIONS,
    SEGMENTS,
    kind_of,
)
from sheets_bridge.sandbox.google_ads.gaql import Condition, Query
from sheets_bridge.sandbox.google_ads.refusal import bad_query

_DAY = "segments.date"
_KEPT = timedelta(days=1_130)
"""Days of history: 37 months."""

RESOURCES: Mapping[str, tuple[str, ...]] = {
    "customer": ("customer",),
    "customer_client": ("customer", "customer_client"),
    "campaign": ("customer", "campaign"),
    "ad_group": ("customer", "campaign", "ad_group"),
    "ad_group_ad": ("customer", "campaign", "ad_group", "ad_group_ad"),
    "keyword_view": ("customer", "campaign", "ad_group", "ad_group_criterion", "keyword_view"),
}
"""What can stand behind FROM → whose attributes may be selected with it."""


@dataclass(frozen=True)
class Wanted:
    """A query that makes sense, with the days it is about."""

    query: Query
    days: tuple[date, ...]

    @property
    def metrics(self) -> bool:
        """Whether any number is asked for."""
        return any(kind_of(name) == METRICS for name in self.query.fields)

    @property
    def segments(self) -> frozenset[str]:
        """What numbers are asked for by."""
        return frozenset(name for name in self.query.fields if kind_of(name) == SEGMENTS)

    @property
    def rest(self) -> tuple[Condition, ...]:
        """The conditions on anything but days."""
        return tuple(one for one in self.query.conditions if one.field != _DAY)


def wanted(query: Query, today: date) -> Wanted:
    """Check a query; `today` is the account's. Raises Refusal 400."""
    if query.resource not in RESOURCES:
        text = f"Error in query: invalid resource name '{query.resource}'."
        raise bad_query("BAD_RESOURCE_TYPE_IN_FROM_CLAUSE", text, query.resource)
    for name in _named(query):
        _check_name(name, query.resource)
    _check_together(query)
    return Wanted(query, _days(query, today))


def _named(query: Query) -> Iterable[str]:
    yield from query.fields
    yield from (one.field for one in query.conditions)
    yield from (name for name, _ in query.order)


def _check_name(name: str, resource: str) -> None:
    if name not in FIELDS:
        raise bad_query("UNRECOGNIZED_FIELD", f"Unrecognized field in the query: '{name}'.", name)
    kind = kind_of(name)
    counted = kind in (SEGMENTS, METRICS) and resource != "customer_client"
    if not counted and kind not in RESOURCES[resource]:
        text = f"The following field does not fit the resource {resource} of the query: '{name}'."
        raise bad_query(_MISFITS.get(kind, "PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE"), text, name)


_MISFITS = {
    SEGMENTS: "PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE",
    METRICS: "PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
}


def _check_together(query: Query) -> None:
    selected = set(query.fields)
    for name in (*(one.field for one in query.conditions), *(name for name, _ in query.order)):
        if kind_of(name) in (SEGMENTS, METRICS) and name not in selected | {_DAY}:
            text = f"The following field must be present in SELECT clause: '{name}'."
            raise bad_query("EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE", text, name)
    if selected & ACTIONS and selected & NOT_OF_ACTIONS:
        name = min(selected & NOT_OF_ACTIONS)
        text = f"Cannot select or filter on the following metric with segments of conversion actions: '{name}'."
        raise bad_query("PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE", text, name)


def _days(query: Query, today: date) -> tuple[date, ...]:
    spans = [_span(one, today) for one in query.conditions if one.field == _DAY]
    first = max((begin for begin, _ in spans if begin), default=None)
    last = min((end for _, end in spans if end), default=None)
    if first is None or last is None:
        if set(query.fields) & DATES:
            text = "The query must have a finite date range in its WHERE clause."
            raise bad_query("EXPECTED_FILTERS_ON_DATE_RANGE", text)
        first, last = first or today - _KEPT, last or today
    first, last = max(first, today - _KEPT), min(last, today)
    return tuple(first + timedelta(ahead) for ahead in range((last - first).days + 1))


def _span(condition: Condition, today: date) -> tuple[date | None, date | None]:
    if condition.operator == "DURING":
        return _DURING[condition.values[0]](today)
    if condition.operator not in _SPANS:
        text = f"Error in query: operator {condition.operator} cannot be used with {_DAY}."
        raise bad_query("OPERATOR_FIELD_MISMATCH", text, condition.operator)
    return _SPANS[condition.operator]([_date(value) for value in condition.values])


def _date(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        raise bad_query("INVALID_DATE_FORMAT", f"Invalid date literal supplied: '{written}'.", written) from wrong


_ONE = timedelta(days=1)
_SPANS: Mapping[str, Callable[[list[date]], tuple[date | None, date | None]]] = {
    "BETWEEN": lambda days: (days[0], days[1]),
    "=": lambda days: (days[0], days[0]),
    ">=": lambda days: (days[0], None),
    ">": lambda days: (days[0] + _ONE, None),
    "<=": lambda days: (None, days[0]),
    "<": lambda days: (None, days[0] - _ONE),
}
_DURING: Mapping[str, Callable[[date], tuple[date, date]]] = {
    "TODAY": lambda today: (today, today),
    "YESTERDAY": lambda today: (today - _ONE, today - _ONE),
    "LAST_7_DAYS": lambda today: (today - 7 * _ONE, today - _ONE),
    "LAST_14_DAYS": lambda today: (today - 14 * _ONE, today - _ONE),
    "LAST_30_DAYS": lambda today: (today - 30 * _ONE, today - _ONE),
    "THIS_MONTH": lambda today: (today.replace(day=1), today),
    "LAST_MONTH": lambda today: ((today.replace(day=1) - _ONE).replace(day=1), today.replace(day=1) - _ONE),
}
