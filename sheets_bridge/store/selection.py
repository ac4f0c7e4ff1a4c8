"""Rows out: what a tab wants, what of it changed, and the rows themselves."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import say
from sheets_bridge.model import Column, Row, Table
from sheets_bridge.store import schema
from sheets_bridge.store.database import Store

_IDS_AT_ONCE = 500
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

    def _from(self, *, by_id: bool = False) -> str:
        """The rows' FROM and WHERE. Only a question for ids may use the key's index: it visits rows in hash order."""
        pulls = ", ".join(map(str, self.pulls)) or "NULL"
        conditions = [f"{'' if by_id else '+'}pull IN ({pulls})"]
        if self.since:
            conditions.append(f"\"{self.table.day}\" >= '{self.since.isoformat()}'")
        if self.where:
            conditions.append(f"({self.where})")
        return f'FROM "{self.table.id}" WHERE {" AND ".join(conditions)}'

    def _order(self) -> str:
        return ", ".join(f'"{name}"' for name in (self.table.day, *self.table.key))


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


def wanted(store: Store, selection: Selection) -> list[str]:
    """The ids a tab holds, oldest day first."""
    sql = f"SELECT id {selection._from()} ORDER BY {selection._order()}"
    return [row[0] for row in store.query(sql)]


def changed(store: Store, selection: Selection, published: int) -> set[str]:
    """The ids whose rows are newer than the tab's published version."""
    return {row[0] for row in store.query(f"SELECT id {selection._from()} AND version > ?", (published,))}


def rows(store: Store, selection: Selection, ids: Iterable[str]) -> Iterator[tuple[str, Row]]:
    """(id, row in the selection's columns) in the order of `ids`."""
    names = ", ".join(f'"{column.id}"' for column in selection.columns)
    for some in _batches(ids):
        places = ", ".join("?" * len(some))
        sql = f"SELECT id, {names} {selection._from(by_id=True)} AND id IN ({places})"
        found: Mapping[str, tuple[Any, ...]] = {row[0]: row[1:] for row in store.query(sql, tuple(some))}
        yield from ((one, found[one]) for one in some if one in found)


def currencies(store: Store, selection: Selection) -> set[str]:
    """The currencies of a selection's amounts; empty for a table without one."""
    if "currency" not in (column.id for column in selection.table.columns):
        return set()
    return {row[0] for row in store.query(f"SELECT DISTINCT currency {selection._from()}") if row[0]}


def latest_version(store: Store) -> int:
    """The version of the newest landing."""
    row = store.one("SELECT value FROM meta WHERE name = 'version'")
    return int(row[0]) if row else 0


def _batches(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    batch: list[str] = []
    for one in ids:
        batch.append(one)
        if len(batch) == _IDS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _allowed(action: int, named: str | None, called: str | None, table: Table) -> int:
    """A condition may read its own table and call functions that cannot fail on any row; nothing else."""
    fine = (
        action == sqlite3.SQLITE_SELECT
        or (action == sqlite3.SQLITE_READ and named == table.id)
        or (action == sqlite3.SQLITE_FUNCTION and called in _FUNCTIONS)
    )
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY
