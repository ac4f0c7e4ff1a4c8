"""Rows out: what a tab wants, what of it changed, and the rows themselves."""

import re
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import say
from sheets_bridge.model import Column, Kind, Row, Table, Value
from sheets_bridge.store import schema
from sheets_bridge.store.database import Store
from sheets_bridge.store.written.guessing import kind_of

_ROWS_AT_ONCE = 500
_FUNCTIONS = frozenset((
    "abs", "coalesce", "date", "glob", "ifnull", "iif", "instr", "length", "like", "lower", "ltrim", "max", "min",
    "nullif", "replace", "round", "rtrim", "strftime", "substr", "substring", "trim", "typeof", "upper",
))  # fmt: skip
"""What a `where:` may call."""


@dataclass(frozen=True)
class Selection:
    """Which rows of a table stand on a tab: of these pulls, from `since` on, where the SQL condition holds."""

    table: Table
    pulls: tuple[int, ...]
    columns: tuple[Column, ...]
    where: str | None = None
    since: date | None = None

    def _from(self) -> str:
        """The rows' FROM and WHERE."""
        pulls = ", ".join(map(str, self.pulls)) or "NULL"
        # The + keeps SQLite from visiting all rows by way of an index: a tab wants most of them.
        conditions = [f"+pull IN ({pulls})"]
        if self.since:
            conditions.append(f"\"{self.table.day}\" >= '{self.since.isoformat()}'")
        if self.where:
            conditions.append(f"({self.where})")
        return f'FROM "{self.table.id}" WHERE {" AND ".join(conditions)}'

    def _order(self) -> str:
        falling = " DESC" if self.table.newest_first else ""
        days = [f'"{self.table.day}"{falling}'] if self.table.day else []
        return ", ".join((*days, *(f'"{name}"' for name in self.table.key)))


@dataclass(frozen=True)
class Wanted:
    """The rows a tab holds, in its order: their ids, and where each stands in the store just now."""

    ids: Sequence[str]
    places: "array[int]"

    def __len__(self) -> int:
        return len(self.ids)

    def of(self, ids: Sequence[str]) -> "Wanted":
        """Those of `ids` that are wanted, in the order of `ids`."""
        if ids == self.ids:
            return self
        needed = set(ids)
        places = {id_: place for id_, place in zip(self.ids, self.places, strict=True) if id_ in needed}
        found = [id_ for id_ in ids if id_ in places]
        return Wanted(found, array("q", map(places.__getitem__, found)))


def check_where(table: Table, where: str) -> None:
    """Try a `where:` on an empty table of its own.

    Raises: ConfigError saying what SQLite says.
    """
    try:
        _check_names(table, where)
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            schema.migrate(connection, 0, {table.id: table})
            connection.set_authorizer(lambda action, named, called, *_: _allowed(action, named, called, table))
            connection.execute(f'SELECT 1 FROM "{table.id}" WHERE ({where})')
            # Inside CASE a stray parenthesis cannot close ours and widen the question.
            connection.execute(f'SELECT CASE WHEN {where} THEN 1 END FROM "{table.id}"')
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        problem = say(
            "{where} is not a condition on the table {table} ({error}); its columns are {columns}",
            where=where,
            table=table.id,
            error=str(error),
            columns=[column.id for column in table.columns],
        )
        raise ConfigError(problem) from error


def _check_names(table: Table, where: str) -> None:
    """SQLite takes a double-quoted name that is no column for a text, and the condition for never true."""
    outside_texts = re.sub(r"'(?:[^']|'')*'", "''", where)
    for name in re.findall(r'"([^"]*)"', outside_texts):
        if name not in (column.id for column in table.columns):
            raise ValueError(f'no such column: "{name}"')


def settled(store: Store, selection: Selection) -> Selection:
    """The selection with the kinds of columns that nobody declared, told from the values that stand in them."""
    return replace(selection, columns=tuple(
        replace(column, kind=kind_of(_values(store, selection, column))) if column.kind is Kind.VALUE else column
        for column in selection.columns
    ))  # fmt: skip


def _values(store: Store, selection: Selection, column: Column) -> Iterator[Value]:
    return (value for (value,) in store.query(f'SELECT DISTINCT "{column.id}" {selection._from()}'))


def wanted(store: Store, selection: Selection) -> Wanted:
    """The rows a tab holds, oldest day first, or newest where its table says so."""
    ids, places = [], array("q")
    for id_, place in store.query(f"SELECT id, place {selection._from()} ORDER BY {selection._order()}"):
        ids.append(id_)
        places.append(place)
    return Wanted(ids, places)


def changed(store: Store, selection: Selection, published: int) -> set[str]:
    """The ids whose rows are newer than the tab's published version."""
    return {row[0] for row in store.query(f"SELECT id {selection._from()} AND version > ?", (published,))}


def rows(store: Store, selection: Selection, wanted: Wanted) -> Iterator[tuple[str, Row]]:
    """(id, row in the selection's columns) in the order of `wanted`; a row that is gone by now is left out."""
    names = ", ".join(f'"{column.id}"' for column in selection.columns)
    for start in range(0, len(wanted), _ROWS_AT_ONCE):
        places = wanted.places[start : start + _ROWS_AT_ONCE]
        sql = f'SELECT place, id, {names} FROM "{selection.table.id}" WHERE place IN ({", ".join("?" * len(places))})'
        found = {row[0]: (row[1], row[2:]) for row in store.query(sql, tuple(places))}
        for id_, place in zip(wanted.ids[start : start + _ROWS_AT_ONCE], places, strict=True):
            # Whoever forgets a row frees its place for another.
            if place in found and found[place][0] == id_:
                yield found[place]


def every(store: Store, selection: Selection) -> Iterator[Row]:
    """All rows in the order of their tab, in the selection's columns; read as they are asked for, none kept."""
    names = ", ".join(f'"{column.id}"' for column in selection.columns)
    yield from store.query(f"SELECT {names} {selection._from()} ORDER BY {selection._order()}")


def count(store: Store, selection: Selection) -> int:
    """How many rows a selection has."""
    found = store.one(f"SELECT count(*) {selection._from()}")
    return int(found[0]) if found else 0


def currencies(store: Store, selection: Selection) -> set[str]:
    """The currencies of a selection's amounts; empty for a table without one."""
    if "currency" not in (column.id for column in selection.table.columns):
        return set()
    return {row[0] for row in store.query(f"SELECT DISTINCT currency {selection._from()}") if row[0]}


def latest_version(store: Store) -> int:
    """The version of the newest landing."""
    row = store.one("SELECT value FROM meta WHERE name = 'version'")
    return int(row[0]) if row else 0


def _allowed(action: int, named: str | None, called: str | None, table: Table) -> int:
    """A condition may read its own table and call functions that cannot fail on any row; nothing else."""
    fine = (
        action == sqlite3.SQLITE_SELECT
        or (action == sqlite3.SQLITE_READ and named == table.id)
        or (action == sqlite3.SQLITE_FUNCTION and called in _FUNCTIONS)
    )
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY
