"""Rows that stand, written again: completed by other settings, or under the names their vendor has given since."""

from collections.abc import Callable, Mapping, Sequence

from sheets_bridge.model import Row, Table
from sheets_bridge.store.database import Store
from sheets_bridge.store.landing import next_version, put

_BATCH = 10_000


def rewrite(
    store: Store,
    pull: int,
    table: Table,
    complete: Callable[[Row], Row],
    only: Mapping[str, Sequence[str]] | None = None,
) -> int:
    """Put `complete(row)` in the place of each row of a pull; how many differed.

    `only` limits it to rows with one of these values in one of these columns. Memory holds one batch of rows. A row
    that comes out as it was is left alone; keys must come out as they were. Raises: StateError.
    """
    names = ", ".join(f'"{column.id}"' for column in table.columns)
    chosen = [f'"{column}" IN ({", ".join("?" * len(ids))})' for column, ids in (only or {}).items() if ids]
    if only is not None and not chosen:
        return 0
    condition = f"AND ({' OR '.join(chosen)})" if chosen else ""
    values = [id_ for ids in (only or {}).values() for id_ in ids]
    select = f'SELECT place, {names} FROM "{table.id}" WHERE pull = ? AND place > ? {condition} ORDER BY place LIMIT ?'
    changed, at = 0, 0
    while batch := list(store.query(select, (pull, at, *values, _BATCH))):
        at = batch[-1][0]
        with store.transaction() as connection:
            before = connection.total_changes
            version = next_version(connection)
            counted = connection.total_changes - before
            # A row of a day that names nothing, as a day that could not be collected, has no key to be put by.
            rows = (row[1:] for row in batch if None not in table.key_of(row[1:]))
            put(connection, table, pull, version, map(complete, rows))
            changed += connection.total_changes - before - counted
    return changed


def newest_names(store: Store, table: Table, pull: int, id_column: str, name_column: str) -> Mapping[str, str]:
    """Of things that stand under several names, the name of their newest day."""
    renamed = (
        f'SELECT "{id_column}" FROM "{table.id}" WHERE pull = ? AND "{name_column}" IS NOT NULL '
        f'GROUP BY "{id_column}" HAVING COUNT(DISTINCT "{name_column}") > 1'
    )
    newest = (
        f'SELECT "{name_column}" FROM "{table.id}" WHERE pull = ? AND "{id_column}" = ? '
        f'AND "{name_column}" IS NOT NULL ORDER BY "{table.day}" DESC LIMIT 1'
    )
    ids = [id_ for (id_,) in store.query(renamed, (pull,))]
    return {id_: str(found[0]) for id_ in ids if (found := store.one(newest, (pull, id_)))}


def any_value(store: Store, tables: Sequence[Table], pull: int, column: str) -> str:
    """What stands in a column of some row of a pull; "" where nothing does."""
    for table in tables:
        sql = f'SELECT "{column}" FROM "{table.id}" WHERE pull = ? AND "{column}" IS NOT NULL LIMIT 1'
        if found := store.one(sql, (pull,)):
            return str(found[0])
    return ""
