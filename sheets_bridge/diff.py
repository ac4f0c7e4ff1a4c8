"""What must change on a tab so that each wanted row stands there exactly once."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

FIRST_ROW = 2
"""The sheet row of the first id in `standing`: row 1 is the header."""


@dataclass(frozen=True)
class Diff:
    """The difference between a tab as it stands and as it is wanted; row numbers are the sheet's own, from 1."""

    updates: tuple[tuple[int, str], ...] = ()
    """(row number, id) of rows to write again, in sheet order."""
    inserts: tuple[str, ...] = ()
    """Ids that stand nowhere, in wanted order."""
    removals: tuple[int, ...] = ()
    """Rows whose id is no longer wanted."""
    doubles: tuple[int, ...] = ()
    """Second and later rows of an id that stands already."""
    unchanged: int = 0

    @property
    def moves(self) -> bool:
        """Whether rows come or go, not only change where they stand."""
        return bool(self.inserts or self.removals or self.doubles)

    def __bool__(self) -> bool:
        return bool(self.updates) or self.moves


def compare(standing: Sequence[str], wanted: Sequence[str], changed: Container[str]) -> Diff:
    """`standing`: the id of each data row in sheet order ("" is nobody's row); `wanted`: ids in the tab's order.

    `changed` says which wanted ids must be written again where they stand. The first row of an id is the one kept.
    """
    rows, removals, doubles = _sort_out(standing, frozenset(wanted))
    updates = tuple((row, id_) for id_, row in rows.items() if id_ in changed)
    inserts = tuple(id_ for id_ in dict.fromkeys(wanted) if id_ not in rows)
    return Diff(updates, inserts, tuple(removals), tuple(doubles), len(rows) - len(updates))


def _sort_out(standing: Sequence[str], wanted: frozenset[str]) -> tuple[dict[str, int], list[int], list[int]]:
    kept: dict[str, int] = {}
    removals: list[int] = []
    doubles: list[int] = []
    for row, id_ in enumerate(standing, FIRST_ROW):
        if not id_:
            continue
        if id_ not in wanted:
            removals.append(row)
        elif kept.setdefault(id_, row) != row:
            doubles.append(row)
    return kept, removals, doubles
