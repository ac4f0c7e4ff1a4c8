"""The filters of lists, as Cafe24 documents them: comma lists, parts of names, spans of days and amounts.

A filter looks at a query and gives a test, or None where its parameter was not sent: what no filter knows is ignored
without a word (reference 4). Raises Refusal 422 for values out of spec.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from sheets_bridge.sandbox.cafe24.asked import Query, listed
from sheets_bridge.sandbox.cafe24.refusal import unprocessable
from sheets_bridge.sandbox.clock import KST

F = TypeVar("F")
Test = Callable[[F], bool]
Filter = Callable[[Query], Test[F] | None]


def chosen(filters: Iterable[Filter[F]], query: Query, facts: Iterable[F]) -> list[F]:
    """What a query means of `facts`, in their order."""
    tests = [test for one in filters if (test := one(query)) is not None]
    return [fact for fact in facts if all(test(fact) for test in tests)]


def among(name: str, value_of: Callable[[F], object]) -> Filter[F]:
    """A comma list of values, one of which must be the fact's own."""

    def wish(query: Query) -> Test[F] | None:
        values = listed(query, name)
        return (lambda fact: str(value_of(fact)) in values) if values else None

    return wish


def shared(name: str, value: str) -> Filter[F]:
    """A comma list over a value that all facts have."""
    return among(name, lambda _: value)


def containing(name: str, text_of: Callable[[F], str]) -> Filter[F]:
    """A comma list of words, one of which must stand in the fact's text, in capitals or not."""

    def wish(query: Query) -> Test[F] | None:
        words = [word.casefold() for word in listed(query, name)]
        return (lambda fact: any(word in text_of(fact).casefold() for word in words)) if words else None

    return wish


def any_of(name: str, values_of: Callable[[F], Iterable[object]]) -> Filter[F]:
    """A comma list of values, one of which must be among the fact's own."""

    def wish(query: Query) -> Test[F] | None:
        values = listed(query, name)
        return (lambda fact: any(str(value) in values for value in values_of(fact))) if values else None

    return wish


def amount(stem: str, amounts_of: Callable[[F], Sequence[Decimal | int]]) -> Filter[F]:
    """`<stem>_min` and `<stem>_max`, each alone or both; one of the fact's amounts must lie between."""

    def wish(query: Query) -> Test[F] | None:
        least, most = (_amount(query, f"{stem}_{end}") for end in ("min", "max"))
        if least is None and most is None:
            return None
        return lambda fact: any(
            (least is None or one >= least) and (most is None or one <= most) for one in amounts_of(fact)
        )

    return wish


def between(start: str, end: str, moment_of: Callable[[F], datetime | None]) -> Filter[F]:
    """Two days or moments that come in pairs, both included."""

    def wish(query: Query) -> Test[F] | None:
        if start not in query and end not in query:
            return None
        for name, other in ((start, end), (end, start)):
            if name not in query:
                raise unprocessable(f"[{name}] must be entered together with {other}.", name)
        first, last = moment(query, start), moment(query, end, end_of_day=True)
        if last < first:
            raise unprocessable(f"[{end}] must not be earlier than {start}.", end)
        return lambda fact: (when := moment_of(fact)) is not None and first <= when <= last

    return wish


def above(name: str, number_of: Callable[[F], int], *, least: int = 0) -> Filter[F]:
    """A cursor: what comes after the number given (`least` and more)."""

    def wish(query: Query) -> Test[F] | None:
        if name not in query:
            return None
        if not query[name].isdecimal() or int(query[name]) < least:
            raise unprocessable(f"[{name}] must be a number from {least}.", name)
        last = int(query[name])
        return lambda fact: number_of(fact) > last

    return wish


def alone(name: str, others: Sequence[str]) -> Filter[Any]:
    """No filter but a rule: with `name` none of `others` may be sent."""

    def wish(query: Query) -> None:
        if name in query and any(other in query for other in others):
            raise unprocessable(f"[{name}] cannot be used together with {', '.join(others)}.", name)

    return wish


def moment(query: Query, name: str, *, end_of_day: bool = False) -> datetime:
    """A day, or a moment; Korean time where it names no zone. Raises Refusal 422."""
    try:
        given = datetime.fromisoformat(query[name])
    except ValueError as wrong:
        raise unprocessable(f"[{name}] is not a valid date.", name) from wrong
    aware = given if given.tzinfo else given.replace(tzinfo=KST)
    whole_day = end_of_day and len(query[name]) == len("2026-11-01")
    return aware + timedelta(days=1, microseconds=-1) if whole_day else aware


def _amount(query: Query, name: str) -> Decimal | None:
    if name not in query:
        return None
    try:
        return Decimal(query[name])
    except InvalidOperation as wrong:
        raise unprocessable(f"[{name}] must be a number.", name) from wrong
