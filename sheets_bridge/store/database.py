"""One SQLite file: opened with care, written in immediate transactions, set aside when it is broken."""

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sheets_bridge.errors import ConfigError, StateError
from sheets_bridge.messages import say
from sheets_bridge.model import Reached, Table, nothing_reached
from sheets_bridge.store import schema

_BUSY_MILLISECONDS = 30_000
_log = logging.getLogger(__name__)

_ADVICE = (
    ("full", say("Free some disk space; what had landed stands, and the next run continues.")),
    ("malformed", say("It is damaged. The next run sets it aside and reads everything again from the source.")),
    ("locked", say("Another process holds it. Wait until that is done, then run again.")),
    ("readonly", say("Check the owner and mode of its folder.")),
    ("unable to open", say("Check the owner and mode of its folder, and the free disk space.")),
    ("Permission", say("Check the owner and mode of its folder.")),
)
_REPORT = say("What had landed stands. Run again; if it repeats, report it.")


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
        try:
            with _immediate(self._connection) as connection:
                yield connection
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def query(self, sql: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a read."""
        try:
            yield from self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def one(self, sql: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> tuple[Any, ...] | None:
        """The first row of a read."""
        return next(iter(self.query(sql, values)), None)

    def query_now(self, sql: str) -> None:
        """A statement that stands outside of transactions (`PRAGMA`, `VACUUM`)."""
        list(self.query(sql))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A second connection that can only read, for a query that is not ours. Raises: StateError."""
        with self.failing(), closing(sqlite3.connect(self.address, uri=True)) as connection:
            yield connection

    @property
    def address(self) -> str:
        """The file, as a connection that can only read names it."""
        return f"{self.path.absolute().as_uri()}?mode=ro"

    @contextmanager
    def failing(self) -> Iterator[None]:
        """What fails in the block fails as the database does. Raises: StateError."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _open(self) -> sqlite3.Connection:
        if self._damaged.exists():
            self._set_aside("damaged")
        try:
            return self._ready(self._connect())
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise
            self._set_aside(str(error))
            return self._ready(self._connect())

    def _failed(self, error: sqlite3.Error) -> StateError:
        """The failure for people; damage met in the middle of the file is noted for the next opening to set aside."""
        if _is_broken(error):
            self._damaged.touch()
        return _state_error(self.path, error)

    @property
    def _damaged(self) -> Path:
        return self.path.with_name(self.path.name + ".damaged")

    def _set_aside(self, why: str) -> None:
        aside = self.path.with_name(f"{self.path.name}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%S}")
        for ending in ("", "-wal", "-shm"):
            part = self.path.with_name(self.path.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
        self._damaged.unlink(missing_ok=True)
        self.set_aside = aside
        broken = say(
            "{file} is broken ({error}). It was set aside as {aside}; all rows are read again from the source.",
            file=self.path.name,
            error=why,
            aside=aside.name,
        )
        _log.error("%s", broken)

    def _connect(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=_BUSY_MILLISECONDS / 1000)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _ready(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        with _immediate(connection):
            application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in schema.MARKS)
            if version > schema.VERSION or application not in (0, schema.APPLICATION):
                raise ConfigError(
                    say(
                        "{file} was written by a newer sheets_bridge or by another program. "
                        "Install the newest release, or point --schedule at another folder.",
                        file=self.path.name,
                    )
                )
            schema.migrate(connection, version, self.tables)
        return connection


@contextmanager
def _immediate(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        # A full disk has rolled back by itself already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _is_broken(error: sqlite3.Error) -> bool:
    return any(words in str(error) for words in ("not a database", "malformed", "disk image"))


def _state_error(path: Path, error: Exception) -> StateError:
    return StateError(
        say(
            "The local database {file} failed: {error}. {advice}",
            file=path.name,
            error=str(error),
            advice=next((advice for words, advice in _ADVICE if words in str(error)), _REPORT),
        )
    )
