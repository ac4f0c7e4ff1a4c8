"""The shape of the database, and how an older one is brought to it."""

import sqlite3
from collections.abc import Mapping

from sheets_bridge.model import Kind, Table

APPLICATION = 0x53424731
"""Marks the file as ours (`SBG1`)."""

VERSION = 1
MARKS = ("application_id", "user_version")

_TYPE = {Kind.MONEY: "REAL", Kind.RATIO: "REAL", Kind.NUMBER: "INTEGER"}

_FIXED = (
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
)


def migrate(connection: sqlite3.Connection, version: int, tables: Mapping[str, Table]) -> None:
    """Bring a database of an older `version` to ours, inside the caller's transaction; declared columns are added."""
    if version < 1:
        for statement in _FIXED:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
    for table in tables.values():
        _create(connection, table)
        _add_columns(connection, table)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _create(connection: sqlite3.Connection, table: Table) -> None:
    columns = ", ".join(f'"{column.id}" {_type(column.kind)}' for column in table.columns)
    # With rowids: ids are hashes, and whole rows kept in hash order would cost a landing twice the time.
    connection.execute(
        f'CREATE TABLE IF NOT EXISTS "{table.id}" (pull INTEGER NOT NULL REFERENCES pulls, id TEXT NOT NULL, '
        f"version INTEGER NOT NULL, hash BLOB NOT NULL, {columns}, PRIMARY KEY (pull, id))"
    )
    connection.execute(f'CREATE INDEX IF NOT EXISTS "{table.id}_version" ON "{table.id}" (version)')


def _add_columns(connection: sqlite3.Connection, table: Table) -> None:
    standing = {row[1] for row in connection.execute(f'PRAGMA table_info("{table.id}")')}
    for column in table.columns:
        if column.id not in standing:
            connection.execute(f'ALTER TABLE "{table.id}" ADD COLUMN "{column.id}" {_type(column.kind)}')


def _type(kind: Kind) -> str:
    return _TYPE.get(kind, "TEXT")
