"""The shape of the database, and how an older one is brought to it."""

import re
import sqlite3
from collections.abc import Mapping

from sheets_bridge.model import Kind, Table

APPLICATION = 0x53424731
"""Marks the file as ours (`SBG1`)."""

MARKS = ("application_id", "user_version")

_TYPE = {Kind.MONEY: "REAL", Kind.RATIO: "REAL", Kind.NUMBER: "INTEGER", Kind.VALUE: ""}

_FIRST = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO meta VALUES ('version', 0)",
    """CREATE TABLE pulls (
        id INTEGER PRIMARY KEY, account TEXT NOT NULL, shop_no INTEGER NOT NULL, stream TEXT NOT NULL,
        options TEXT NOT NULL, cursor TEXT NOT NULL DEFAULT '{}',
        UNIQUE (account, shop_no, stream, options))""",
    """CREATE TABLE quarantine (
        pull INTEGER NOT NULL REFERENCES pulls, key TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (pull, key)) WITHOUT ROWID""",
    """CREATE TABLE tabs (
        spreadsheet TEXT NOT NULL, title TEXT NOT NULL, selection TEXT NOT NULL, sheet_id INTEGER NOT NULL,
        published INTEGER NOT NULL, healed_at TEXT NOT NULL,
        PRIMARY KEY (spreadsheet, title)) WITHOUT ROWID""",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY, job TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, outcome TEXT, report TEXT)""",
    "CREATE INDEX runs_job ON runs (job, id)",
    f"PRAGMA application_id = {APPLICATION}",
)
_WRITER_MARKS = ("CREATE TABLE writer_marks (id INTEGER PRIMARY KEY, spreadsheet TEXT NOT NULL, run TEXT NOT NULL)",)
_QUEUE = (
    """CREATE TABLE queue (
        id INTEGER PRIMARY KEY, job TEXT NOT NULL, ask TEXT NOT NULL, trigger TEXT NOT NULL, priority INTEGER NOT NULL,
        slot TEXT, requested TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', started TEXT, ended TEXT,
        progress TEXT, exit_code INTEGER, report TEXT)""",
    "CREATE INDEX queue_state ON queue (state, priority, id)",
    """CREATE TABLE slots (
        job TEXT NOT NULL, slot TEXT NOT NULL, what TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (job, slot)
        ) WITHOUT ROWID""",
    "CREATE TABLE life (name TEXT PRIMARY KEY, at TEXT NOT NULL, told TEXT NOT NULL) WITHOUT ROWID",
)
_FORGOTTEN = ("CREATE TABLE forgotten (key TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID",)
_PAUSES = ("CREATE TABLE pauses (job TEXT PRIMARY KEY, since TEXT NOT NULL, until TEXT) WITHOUT ROWID",)

_STEPS = (_FIRST, (), _WRITER_MARKS, _QUEUE, _FORGOTTEN, _PAUSES)
"""What brings a database from each version to the next; a released step never changes. The second is `_key_anew`."""

VERSION = len(_STEPS)

RESERVED_TABLES = frozenset(re.findall(r"CREATE TABLE (\w+)", " ".join(sql for step in _STEPS for sql in step)))
RESERVED_COLUMNS = frozenset(("place", "pull", "id", "version", "hash"))
"""What no table and no column that people describe may be called."""


def migrate(connection: sqlite3.Connection, version: int, tables: Mapping[str, Table]) -> None:
    """Bring a database of an older `version` to ours, inside the caller's transaction; declared columns are added."""
    for step in _STEPS[version:]:
        for statement in step:
            connection.execute(statement)
    for table in tables.values():
        if version == 1:
            _key_anew(connection, table)
        _drop_if_otherwise(connection, table)
        _create(connection, table)
        _add_columns(connection, table)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _create(connection: sqlite3.Connection, table: Table) -> None:
    columns = ", ".join(f'"{column.id}" {_type(column.kind)}' for column in table.columns)
    # Keyed by what the vendor calls a row, not by our hash of it: orders come in the order of their numbers, and an
    # index in hash order would have each landing touch all of its pages, the more the larger the mall.
    key = ", ".join(["pull", *(f'"{column}"' for column in table.vendor_key)])
    connection.execute(
        f'CREATE TABLE IF NOT EXISTS "{table.id}" (place INTEGER PRIMARY KEY, pull INTEGER NOT NULL REFERENCES pulls, '
        f"id TEXT NOT NULL, version INTEGER NOT NULL, hash BLOB NOT NULL, {columns}, UNIQUE ({key}))"
    )
    connection.execute(f'CREATE INDEX IF NOT EXISTS "{table.id}_version" ON "{table.id}" (version)')


def _key_anew(connection: sqlite3.Connection, table: Table) -> None:
    """Version 1 kept its tables keyed by (pull, id)."""
    standing = _columns(connection, table)
    if not standing:
        return
    connection.execute(f'ALTER TABLE "{table.id}" RENAME TO version_1')
    connection.execute(f'DROP INDEX "{table.id}_version"')
    _create(connection, table)
    columns = ", ".join(f'"{name}"' for name in standing & _columns(connection, table))
    connection.execute(f'INSERT INTO "{table.id}" ({columns}) SELECT {columns} FROM version_1 ORDER BY rowid')
    connection.execute("DROP TABLE version_1")


def _drop_if_otherwise(connection: sqlite3.Connection, table: Table) -> None:
    """A table that was described otherwise begins anew: its key or the kind of a column is not what it was.

    Its rows come again from the source, for the cursors that claimed them go back to the beginning.
    """
    standing = {row[1]: row[2] for row in connection.execute(f'PRAGMA table_info("{table.id}")')}
    if not standing:
        return
    same_kinds = all(standing.get(column.id, _type(column.kind)) == _type(column.kind) for column in table.columns)
    if same_kinds and _key(connection, table) == ["pull", *table.vendor_key]:
        return
    connection.execute(f"UPDATE pulls SET cursor = '{{}}' WHERE id IN (SELECT DISTINCT pull FROM \"{table.id}\")")
    connection.execute(f'DROP TABLE "{table.id}"')


def _key(connection: sqlite3.Connection, table: Table) -> list[str]:
    """What a standing table is keyed by."""
    keys = [row[1] for row in connection.execute(f'PRAGMA index_list("{table.id}")') if row[3] == "u"]
    return [row[2] for key in keys for row in connection.execute(f'PRAGMA index_info("{key}")')]


def _columns(connection: sqlite3.Connection, table: Table) -> set[str]:
    return {row[1] for row in connection.execute(f'PRAGMA table_info("{table.id}")')}


def _add_columns(connection: sqlite3.Connection, table: Table) -> None:
    standing = _columns(connection, table)
    for column in table.columns:
        if column.id not in standing:
            connection.execute(f'ALTER TABLE "{table.id}" ADD COLUMN "{column.id}" {_type(column.kind)}')


def _type(kind: Kind) -> str:
    return _TYPE.get(kind, "TEXT")
