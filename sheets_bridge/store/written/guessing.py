"""What a column holds that nobody declared: told from its values."""

import re
from collections.abc import Iterable

from sheets_bridge.model import Kind, Value

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_AMOUNT = 100
"""A number with decimals is an amount from here on; below all are ratios."""


def kind_of(values: Iterable[Value]) -> Kind:
    """The kind all values are of; VALUE where they are of several, or there are none."""
    told = {_kind(value) for value in values if value is not None and value != ""}
    if told <= {Kind.NUMBER, Kind.MONEY, Kind.RATIO} and told:
        return next(kind for kind in (Kind.MONEY, Kind.RATIO, Kind.NUMBER) if kind in told)
    return told.pop() if len(told) == 1 else Kind.TEXT if told and told <= _TEXTS else Kind.VALUE


_TEXTS = {Kind.TEXT, Kind.DAY, Kind.MOMENT}


def _kind(value: Value) -> Kind:
    if isinstance(value, str):
        return Kind.DAY if _DAY.fullmatch(value) else Kind.MOMENT if _MOMENT.fullmatch(value) else Kind.TEXT
    if isinstance(value, int):
        return Kind.NUMBER
    return Kind.MONEY if abs(value or 0.0) >= _AMOUNT else _small(value or 0.0)


def _small(value: float) -> Kind:
    # SQLite's sums of amounts are whole numbers with a point: 0.0, 50.0.
    return Kind.NUMBER if value.is_integer() else Kind.RATIO
