"""A person taken out of a row: pure."""

from collections.abc import Callable, Collection, Sequence

from sheets_bridge.model import Row, Table

Erase = Callable[[Row], Row | None]
"""A row → the same row where nobody in it is forgotten, else without them; None where nothing of it may stay."""

CUSTOMER = "customer"


def key_columns(table: Table) -> Sequence[str]:
    """The columns that tell whose a row is."""
    return [column.id for column in table.columns if column.personal and column.personal.kind == "key"]


def eraser(table: Table, forgotten: Collection[str]) -> Erase | None:
    """What takes the forgotten people (by their keys) out of a table's rows; None where its rows are nobody's."""
    keys = [(at, column.personal.whose) for at, column in enumerate(table.columns)
            if column.personal and column.personal.kind == "key"]  # fmt: skip
    if not keys:
        return None
    blanks = {whose: _places_of(table, whose) for _, whose in keys}
    in_key = {table.position(name) for name in table.key}

    def erase(row: Row) -> Row | None:
        gone = {place for at, whose in keys if row[at] in forgotten for place in blanks[whose]}
        if gone & in_key:
            return None
        return tuple(None if at in gone else cell for at, cell in enumerate(row)) if gone else row

    return erase


def _places_of(table: Table, whose: str) -> frozenset[int]:
    """Where a row speaks of a person. With the customer goes whoever received: mostly that is the customer again."""
    return frozenset(
        at for at, column in enumerate(table.columns)
        if column.personal and whose in (CUSTOMER, column.personal.whose)
    )  # fmt: skip
