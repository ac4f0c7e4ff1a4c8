"""One SQLite file: opened with care, written in immediate transactions, set aside when it is broken."""

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sheets_bridge.errors import ConfigError, StateError
from sheets_bridge.messages import say
from sheets_bridge.model import Reached, Table, nothing_reached
from sheets_bridge.store import schema

_BUSY_MILLISECONDS = 30_000
_log = logging.getLogger(__name__)


class Store:
    """The database of one installation. One object a process; closed by `close` or as a context.

    Raises on opening: ConfigError where a newer release wrote the file; StateError where the disk refuses.
    A file that is no database any more is set aside beside itself (never deleted) and a new one begun:
    rows come again from the source.
    """

    def __init__(self, path: Path, tables: Mapping[str, Table], *, reached: Reached = nothing_reached) -> None:
        self.path, self.tables, self.reached = path, tables, reached
        self.set_aside: Path | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = self._open()
        except (sqlite3.Error, OSError) as error:
            raise _state_error(path, error) from error

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One immediate transaction: all of the block or nothing.

        Immediate, because a deferred one that first reads and then writes fails at once when a peer wrote in between,
        whatever the timeout (reference: reliability E5).
        """
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                # A full disk has rolled back by itself already.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise _state_error(self.path, error) from error

    def query(self, sql: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a read."""
        try:
            yield from self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise _state_error(self.path, error) from error

    def one(self, sql: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
        """The first row of a read."""
        return next(iter(self.query(sql, values)), None)

    def _open(self) -> sqlite3.Connection:
        try:
            return self._ready(self._connect())
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise
            self.set_aside = _set_aside(self.path)
            broken = say(
                "{file} is broken ({error}). It was set aside as {aside}; all rows are read again from the source.",
                file=self.path.name,
                error=str(error),
                aside=self.set_aside.name,
            )
            _log.error("%s", broken)
            return self._ready(self._connect())

    def _connect(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=_BUSY_MILLISECONDS / 1000)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _ready(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in schema.MARKS)
        if version > schema.VERSION or application not in (0, schema.APPLICATION):
            connection.close()
            raise ConfigError(
                say(
                    "{file} was written by a newer sheets_bridge or by another program. "
                    "Install the newest release, or point --schedule at another folder.",
                    file=self.path.name,
                )
            )
        connection.execute("BEGIN IMMEDIATE")
        schema.migrate(connection, version, self.tables)
        connection.execute("COMMIT")
        return connection


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    return any(words in str(error) for words in ("not a database", "malformed", "disk image"))


def _set_aside(path: Path) -> Path:
    aside = path.with_name(f"{path.name}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return path.rename(aside)


def _state_error(path: Path, error: Exception) -> StateError:
    return StateError(
        say(
            "The local database {file} failed: {error}. Check free disk space and the owner of its folder; "
            "nothing was lost, the next run continues.",
            file=path.name,
            error=str(error),
        )
    )
