"""Rows that replace whatever stands of the same slice, in tables whose slices are no stretch of days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sheets_bridge.model import Row, Table, Window
from sheets_bridge.store.database import Store
from sheets_bridge.store.landing import Slice, next_version, put

_ALL_DAYS = Window(date.min, date.max)


def replace(store: Store, pull: int, table: Table, rows: Sequence[Row], by: Sequence[str]) -> int:
    """Land rows; those that stand with the same values in the columns `by` leave where they are not among them.

    All or nothing. Returns how many rows were new, differed or left. Raises: StateError.
    """
    slice_ = Slice((table,), _ALL_DAYS)
    with store.transaction() as connection:
        version, before = next_version(connection), connection.total_changes
        put(connection, table, pull, version, rows, slice_)
        changed = connection.total_changes - before
        return changed + _sweep(connection, pull, table, rows, by, slice_.read[table.id])


def newest_day(store: Store, pull: int, table: Table) -> date | None:
    """The last day a pull has rows of."""
    found = store.one(f'SELECT MAX("{table.day}") FROM "{table.id}" WHERE pull = ?', (pull,))
    return date.fromisoformat(found[0]) if found and found[0] else None


def _sweep(connection: Any, pull: int, table: Table, rows: Sequence[Row], by: Sequence[str], landed: set[str]) -> int:
    places = [table.position(name) for name in by]
    names = " AND ".join(f'"{name}" IS ?' for name in by)
    stands = f'SELECT id, place FROM "{table.id}" WHERE pull = ? AND {names}'
    slices = {tuple(row[place] for place in places) for row in rows}
    gone = [(place,) for one in slices for id_, place in connection.execute(stands, (pull, *one)) if id_ not in landed]
    connection.executemany(f'DELETE FROM "{table.id}" WHERE place = ?', gone)
    return len(gone)
