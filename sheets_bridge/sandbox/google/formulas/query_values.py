"""Terms of a query worked out over whole columns.

A column has one kind: what most of its cells are; the others count as blank (Google's help on QUERY). Days are serial
numbers here: a sheet's number and day columns differ by their format alone, which does not reach a formula.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from ..cells import Plain
from .query_terms import Aggregate, Call, Column, Literal, Term
from .query_text import refused

Cells = Sequence[Any]
"""One column: values of one kind, and None for blanks."""
Known = Mapping[Term, Cells]
"""What is known already: the columns, and of groups their keys and aggregations too."""

_KINDS: dict[type, str] = {str: "text", int: "number", float: "number", bool: "boolean"}
_FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - serial days have no zone


def settled(cells: Sequence[Plain]) -> tuple[str, Cells]:
    """The kind of a column and its cells, those of another kind as None; an empty column is text."""
    told = Counter[str]()
    for found, count in Counter(map(type, cells)).items():
        if found in _KINDS:
            told[_KINDS[found]] += count
    if not told:
        return "text", cells
    kind = max(("number", "text", "boolean"), key=lambda one: told[one])
    if len(told) == 1:
        return kind, cells
    return kind, [cell if _KINDS.get(type(cell)) == kind else None for cell in cells]


def moment(serial: float) -> datetime:
    """The day and time of a serial number."""
    return _FIRST + timedelta(milliseconds=round(serial * 86_400_000))


def _quotient(left: float, right: float) -> float | None:
    return left / right if right else None


def _modulo(left: float, right: float) -> float | None:
    # The sign is that of the dividend, as in Java.
    return math.fmod(left, right) if right else None


def _of_moment(part: Callable[[datetime], int]) -> tuple[Callable[..., Any], tuple[str, ...], str]:
    def of(serial: float) -> int | None:
        try:
            return part(moment(serial))
        except OverflowError:  # A number that is no day.
            return None

    return lru_cache(maxsize=4_096)(of), ("number",), "number"


_TWO = ("number", "number")
_FUNCTIONS: Mapping[str, tuple[Callable[..., Any], tuple[str, ...], str]] = {
    "sum": (lambda left, right: left + right, _TWO, "number"),
    "difference": (lambda left, right: left - right, _TWO, "number"),
    "product": (lambda left, right: left * right, _TWO, "number"),
    "quotient": (_quotient, _TWO, "number"),
    "modulo": (_modulo, _TWO, "number"),
    "year": _of_moment(lambda at: at.year),
    # Google counts months from 0 and days of the week from Sunday, 1.
    "month": _of_moment(lambda at: at.month - 1),
    "day": _of_moment(lambda at: at.day),
    "hour": _of_moment(lambda at: at.hour),
    "minute": _of_moment(lambda at: at.minute),
    "second": _of_moment(lambda at: at.second),
    "quarter": _of_moment(lambda at: (at.month - 1) // 3 + 1),
    "dayOfWeek": _of_moment(lambda at: at.isoweekday() % 7 + 1),
    "toDate": (lambda serial: serial // 1, ("number",), "number"),
    "dateDiff": (lambda later, earlier: later // 1 - earlier // 1, _TWO, "number"),
    "lower": (str.lower, ("text",), "text"),
    "upper": (str.upper, ("text",), "text"),
}
"""Function → how it is worked out of values that are there, the kinds it takes, the kind it gives."""


def kind_of(term: Term, kinds: Mapping[str, str]) -> str:
    """The kind of a term's values, by the kinds of the columns. Raises ValueError where the term cannot be."""
    match term:
        case Column(name):
            if name not in kinds:
                raise refused("NO_COLUMN", name)
            return kinds[name]
        case Literal(value, _):
            return _KINDS[type(value)]
        case Aggregate(kind, of):
            return _aggregated(kind, kind_of(of, kinds))
        case Call(name, given):
            return _called(name, [kind_of(one, kinds) for one in given])


def _aggregated(kind: str, of: str) -> str:
    if kind in {"sum", "avg"} and of != "number":
        raise refused("AVG_SUM_ONLY_NUMERIC")
    return "number" if kind == "count" else of


def _called(name: str, given: Sequence[str]) -> str:
    _, wanted, gives = _FUNCTIONS[name]
    if len(given) != len(wanted):
        raise refused(f"The function {name} requires {len(wanted)} parameters")
    if tuple(given) != wanted:
        raise refused(f"Can't perform the function {name} on values that are not {wanted[0]}s")
    return gives


def worked_out(term: Term, known: Known, count: int) -> Cells:
    """A term's values, so many, in the order of what is known."""
    if term in known:
        return known[term]
    if isinstance(term, Literal):
        return [term.value] * count
    if not isinstance(term, Call):
        raise refused("NO_COLUMN", str(term))
    function = _FUNCTIONS[term.name][0]
    given = [worked_out(one, known, count) for one in term.given]
    if len(given) == 1:
        return [None if one is None else function(one) for one in given[0]]
    pairs = zip(*given, strict=True)
    return [None if left is None or right is None else function(left, right) for left, right in pairs]
