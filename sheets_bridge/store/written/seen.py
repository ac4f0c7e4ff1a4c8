"""What a query that people wrote sees of the database: the rows that are meant, as tables of their names, and no more.

The file is attached under a name nobody can guess, and looked at through views: so nothing else in it can be named,
neither rows of other pulls nor what we keep for ourselves.
"""

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sheets_bridge.join_keys import join_key
from sheets_bridge.model import Report, Table
from sheets_bridge.store.querying import Beside, relations
from sheets_bridge.store.written.lexing import tokens

_LONGEST_VALUE = 1_000_000
"""Bytes of a text that a query may make."""
_READS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)


@dataclass
class Seen:
    """A connection on which nothing but a reading query can be asked. `read` fills with the tables it reads."""

    connection: sqlite3.Connection
    schema: str
    tables: frozenset[str]
    read: set[str] = field(default_factory=set)

    def close_off(self) -> None:
        """From here on nothing but reading of the views."""
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        self.connection.set_authorizer(self._may)

    def _may(self, action: int, named: str | None, called: str | None, schema: str | None, _view: str | None) -> int:
        fine = action in _READS
        if action == sqlite3.SQLITE_FUNCTION:
            fine = called != "load_extension"
        if action == sqlite3.SQLITE_READ and named is not None:
            own = schema == self.schema
            fine = named in self.tables if own else not named.startswith("sqlite_")
            if own and fine:
                self.read.add(named)
        return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


def attached(address: str) -> Seen:
    """A database attached to an empty one; `address` is a file's, or "" for an empty one."""
    connection = sqlite3.connect(":memory:", isolation_level=None, uri=True)
    schema = f"s{secrets.token_hex(8)}"
    connection.execute(f"ATTACH ? AS {schema}", (address,))
    connection.create_function("join_key", 1, join_key, deterministic=True)
    return Seen(connection, schema, frozenset())


def show(
    seen: Seen,
    tables: Mapping[str, Table],
    pulls: Mapping[str, Sequence[int]],
    over: Sequence[Report],
    beside: Beside,
) -> Seen:
    """Let the tables be seen, limited to `pulls`, the reports over them, and what stands beside."""
    for table in tables.values():
        seen.connection.execute(_view(table, seen.schema, pulls.get(table.id, ())))
    for statement, rows in _beside(beside):
        seen.connection.executemany(*rows) if rows else seen.connection.execute(statement)
    for report in over:
        seen.connection.execute(_report(report, beside.today))
    return Seen(seen.connection, seen.schema, frozenset(tables), seen.read)


def limited(connection: sqlite3.Connection, out_of_time: Callable[[], bool]) -> None:
    """Break a query off where its time is up."""
    connection.set_progress_handler(lambda: 1 if out_of_time() else 0, 10_000)


def _view(table: Table, schema: str, pulls: Sequence[int]) -> str:
    columns = ", ".join(f'"{column.id}"' for column in table.columns)
    numbers = ", ".join(map(str, pulls)) or "NULL"
    # The + as in querying: the rows of a pull are not few.
    return f'CREATE TEMP VIEW "{table.id}" AS SELECT {columns} FROM {schema}."{table.id}" WHERE +pull IN ({numbers})'


def _report(report: Report, today: date) -> str:
    columns = ", ".join(f'report."{column.id}"' for column in report.table.columns)
    return f'CREATE TEMP VIEW "{report.id}" AS SELECT {columns} FROM (\n{_dated(report.query, today)}\n) AS report'


def _dated(query: str, today: date) -> str:
    """A view binds nothing: the day is written into it."""
    parts, done = [], 0
    for token in tokens(query):
        if token.text == ":today":
            parts += [query[done : token.at], f"'{today.isoformat()}'"]
            done = token.end
    return "".join((*parts, query[done:]))


def _beside(beside: Beside) -> Iterator[tuple[str, tuple[str, Sequence[Sequence[object]]] | None]]:
    for name, columns, rows in relations(beside):
        yield f"CREATE TEMP TABLE {name} ({', '.join(columns)})", None
        yield "", (f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
