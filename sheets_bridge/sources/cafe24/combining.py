"""Rows of lists that tell of the same things → one record of each. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sheets_bridge import values
from sheets_bridge.model import Record, Value
from sheets_bridge.sources.cafe24.declared import Combine

Keys = Mapping[str, Callable[[Any], Value]]
"""The fields that name a thing → how each is read."""


def joined(keys: Keys, counts: Iterable[str], rates: Sequence[str] = ()) -> Combine:
    """One record of each thing that any of the lists names; a count that none of them tells of it is 0.

    Each list was read to its end: a channel that is not among those with orders had none. `rates` are unknown where
    several rows are added up.
    """
    zeros = dict.fromkeys(counts, 0)

    def combine(lists: Sequence[Sequence[Record]]) -> Sequence[Record]:
        found: dict[tuple[Value, ...], dict[str, Any]] = {}
        for rows in lists:
            for key, record in _summed(rows, keys, zeros, rates).items():
                found.setdefault(key, dict(zeros)).update(record)
        return list(found.values())

    return combine


def _summed(
    rows: Iterable[Record], keys: Keys, counts: Iterable[str], rates: Sequence[str]
) -> Mapping[tuple[Value, ...], Record]:
    """The rows by what they name. Names that read alike are added up; a row that came on two pages counts once."""
    found: dict[tuple[Value, ...], dict[str, Any]] = {}
    told = set()
    for row in rows:
        sent = tuple(str(row.get(name)) for name in keys)
        if sent in told:
            continue
        told.add(sent)
        read = {name: how(row.get(name)) for name, how in keys.items()}
        before = found.get(tuple(read.values()), {})
        sums = {name: _sum(before.get(name), row.get(name)) for name in counts if name in before}
        found[tuple(read.values())] = {**row, **sums, **(dict.fromkeys(rates) if before else {}), **read}
    return found


def _sum(one: Any, other: Any) -> float | None:
    """Two counts together; unknown where one of them is."""
    first, second = values.money(one), values.money(other)
    return None if first is None or second is None else first + second


def or_nothing(nothing: Record) -> Combine:
    """The rows of a list, or where it has none the one record that says so with its zeros."""
    return lambda lists: lists[0] or [nothing]
