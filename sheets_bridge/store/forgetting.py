"""People forgotten: found by their keys, taken out of every row, and noted so that no later landing brings them back.

Only keys are kept (HMACs, which nobody without the installation's key can compute), never what they were made of.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from sheets_bridge.masking.forgetting import CUSTOMER, eraser, key_columns
from sheets_bridge.model import Row, Table
from sheets_bridge.store import landing
from sheets_bridge.store.database import Store

_CUSTOMER_KEY = "customer_key"
_KEYS_AT_ONCE = 500


@dataclass(frozen=True)
class Found:
    """Whose rows there are: every key of the people, and how many rows of which table speak of them."""

    keys: frozenset[str]
    rows: Mapping[str, int] = field(default_factory=dict)


def find(store: Store, keys: Collection[str]) -> Found:
    """The rows of these people. Who is found by phone or e-mail is followed by their customer key, and no further:
    a phone that two people share makes them no one."""
    wanted = frozenset(keys) | {
        str(key)
        for table in _tables(store)
        if _CUSTOMER_KEY in key_columns(table)
        for (key,) in _matching(store, table, keys, f'"{_CUSTOMER_KEY}"', whose=CUSTOMER)
        if key
    }
    counts = {table.id: sum(1 for _ in _matching(store, table, wanted, "1")) for table in _tables(store)}
    return Found(wanted, {table: count for table, count in counts.items() if count})


def forget(store: Store, found: Found, at: datetime) -> None:
    """Take people out of every row, all or nothing, and out of the file: no freed page keeps what a row held.

    Raises: StateError.
    """
    store.query_now("PRAGMA secure_delete = ON")
    with store.transaction() as connection:
        connection.executemany(
            "INSERT INTO forgotten VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(key, at.isoformat()) for key in sorted(found.keys)],
        )
        version = landing.next_version(connection)
        for table in _tables(store):
            _erase(connection, table, found.keys, version)
    # What earlier landings overwrote may stand in freed pages and in the write-ahead log.
    store.query_now("VACUUM")
    store.query_now("PRAGMA wal_checkpoint(TRUNCATE)")


def _erase(connection: Connection, table: Table, keys: Collection[str], version: int) -> None:
    erase = eraser(table, keys)
    names = ", ".join(f'"{column.id}"' for column in table.columns)
    for part in _parts(keys):
        sql, values = _select(table, part, f"place, pull, {names}")
        for place, pull, *cells in connection.execute(sql, values).fetchall():
            row: Row | None = erase(tuple(cells)) if erase else tuple(cells)
            if row is None:
                connection.execute(f'DELETE FROM "{table.id}" WHERE place = ?', (place,))
            else:
                landing.put(connection, table, pull, version, [row])


def _tables(store: Store) -> Iterator[Table]:
    return (table for table in store.tables.values() if key_columns(table))


def _matching(
    store: Store, table: Table, keys: Collection[str], what: str, whose: str | None = None
) -> Iterator[tuple[Any, ...]]:
    seen: set[int] = set()
    for part in _parts(keys):
        for place, *told in store.query(*_select(table, part, f"place, {what}", whose)):
            if place not in seen:
                seen.add(place)
                yield tuple(told)


def _parts(keys: Collection[str]) -> Iterator[list[str]]:
    """SQLite binds only so many values at once."""
    ordered = sorted(keys)
    return (ordered[start : start + _KEYS_AT_ONCE] for start in range(0, len(ordered), _KEYS_AT_ONCE))


def _select(table: Table, keys: Collection[str], what: str, whose: str | None = None) -> tuple[str, tuple[str, ...]]:
    columns = [
        column.id for column in table.columns
        if column.personal and column.personal.kind == "key" and whose in (None, column.personal.whose)
    ]  # fmt: skip
    listed = ", ".join("?" * len(keys))
    condition = " OR ".join(f'"{column}" IN ({listed})' for column in columns)
    return f'SELECT {what} FROM "{table.id}" WHERE {condition or "0"}', (*keys,) * len(columns)
