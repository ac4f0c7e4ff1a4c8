"""Which rows the conditions of a query keep.

Values of unlike kinds never compare as true, `!=` included. Of a blank nothing is true but `is null` and `= ''`;
`not` of a comparison keeps it (a person's way to keep blanks: `not A = 'x'`).
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from .query_terms import Blank, Compare, Condition, Joined, Not
from .query_values import Cells, Known, kind_of, worked_out

Kinds = Mapping[str, str]
_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def kept(condition: Condition, known: Known, kinds: Kinds, count: int) -> Sequence[bool]:
    """Whether each row is kept."""
    match condition:
        case Compare():
            return _compared(condition, known, kinds, count)
        case Blank(of):
            return [one is None for one in worked_out(of, known, count)]
        case Not(of):
            return [not one for one in kept(of, known, kinds, count)]
        case Joined(word, parts):
            columns = zip(*(kept(part, known, kinds, count) for part in parts), strict=True)
            return list(map(all if word == "and" else any, columns))


def _compared(condition: Compare, known: Known, kinds: Kinds, count: int) -> list[bool]:
    left, right = (worked_out(one, known, count) for one in (condition.left, condition.right))
    if condition.sign not in _ORDERS:
        return _read_as_texts(_TEXTS[condition.sign], left, right)
    if kind_of(condition.left, kinds) != kind_of(condition.right, kinds):
        return [False] * count
    holds = _ORDERS[condition.sign]
    if condition.sign == "=":
        return [_same(one, other) for one, other in _pairs(left, right)]
    return [one is not None and other is not None and holds(one, other) for one, other in _pairs(left, right)]


def _same(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return "" in (one, other)
    return bool(one == other)


def _pairs(left: Cells, right: Cells) -> "zip[tuple[Any, Any]]":
    return zip(left, right, strict=True)


def _read_as_texts(holds: Callable[[str, str], bool], left: Cells, right: Cells) -> list[bool]:
    return [holds(_text(one), _text(other)) for one, other in _pairs(left, right)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _contains(text: str, part: str) -> bool:
    return part in text


def _matches(text: str, pattern: str) -> bool:
    # Google takes a broken expression for one that matches nothing; re.compile remembers the good ones.
    try:
        return re.fullmatch(pattern, text) is not None
    except re.error:
        return False


@lru_cache(maxsize=500)
def _likeness(pattern: str) -> re.Pattern[str]:
    pieces = ({"%": ".*", "_": "."}.get(one) or re.escape(one) for one in pattern)
    return re.compile("".join(pieces), re.DOTALL)


def _like(text: str, pattern: str) -> bool:
    return _likeness(pattern).fullmatch(text) is not None


_TEXTS: Mapping[str, Callable[[str, str], bool]] = {
    "contains": _contains,
    "starts with": str.startswith,
    "ends with": str.endswith,
    "matches": _matches,
    "like": _like,
}
