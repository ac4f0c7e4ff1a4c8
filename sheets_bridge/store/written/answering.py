"""A query that people wrote, answered over the rows that are meant: read-only, within a time and a number of rows."""

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import Message, say
from sheets_bridge.model import NO_SHOP, Report, Row, Value
from sheets_bridge.store.database import Store
from sheets_bridge.store.querying import Beside
from sheets_bridge.store.written import lexing
from sheets_bridge.store.written.seen import Seen, attached, limited, show
from sheets_bridge.tables.columns import ROW_NO

_OF_THE_QUERY = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH,
                 sqlite3.SQLITE_INTERRUPT)  # fmt: skip
"""What SQLite says of a query it does not take, in contrast to a disk that fails."""


@dataclass(frozen=True)
class Limits:
    """How long a query may take, and how many rows it may come to."""

    seconds: float = 60.0
    rows: int = 100_000


@dataclass(frozen=True)
class Answer:
    """The rows of a query, in its own order and columns."""

    rows: Sequence[Row]
    seconds: float


LIMITS = Limits()


def rows(
    store: Store, report: Report, pulls: Mapping[str, Sequence[int]], beside: Beside, limits: Limits = LIMITS
) -> list[Row]:
    """A report's rows as its table has them: no account and no shop before them, and their number where nothing else
    tells them apart.

    Raises: ConfigError where the query takes too long, comes to too much, or its key tells two rows not apart;
    StateError.
    """
    found = answer(store, report, pulls, beside, limits).rows
    numbered = report.table.key == (ROW_NO.id,)
    made = [("", NO_SHOP, *((n,) if numbered else ()), *row) for n, row in enumerate(found, 1)]
    _check_key(report, made)
    return made


def answer(
    store: Store, report: Report, pulls: Mapping[str, Sequence[int]], beside: Beside, limits: Limits = LIMITS
) -> Answer:
    """The query's own rows; `pulls` are table id → the pulls whose rows are meant.

    Raises: as `rows`, but for the key.
    """
    began = time.monotonic()
    query = lexing.names_as_names(lexing.one_query(report.query)[0])
    with _opened(store, report, pulls, beside) as seen:
        limited(seen.connection, lambda: time.monotonic() - began > limits.seconds)
        try:
            asked = seen.connection.execute(query, {"today": beside.today.isoformat()})
            found = asked.fetchmany(limits.rows + 1)
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
            if code not in _OF_THE_QUERY:
                raise
            raise ConfigError(_refusal(report, error, code, limits)) from error
    if len(found) > limits.rows:
        raise ConfigError(
            say("The report {report} comes to more than {most:,} rows. Sum them up (GROUP BY), or narrow its WHERE.",
                report=report.id, most=limits.rows)
        )  # fmt: skip
    return Answer([tuple(map(_value, row)) for row in found], time.monotonic() - began)


@contextmanager
def _opened(store: Store, report: Report, pulls: Mapping[str, Sequence[int]], beside: Beside) -> Iterator[Seen]:
    with store.failing():
        seen = attached(store.address)
        with closing(seen.connection):
            shown = show(seen, {table.id: table for table in report.sees or ()}, pulls, report.over, beside)
            shown.close_off()
            yield shown


def _refusal(report: Report, error: sqlite3.Error, code: int, limits: Limits) -> Message:
    if code != sqlite3.SQLITE_INTERRUPT:
        return say("The report {report} cannot be computed ({error}).", report=report.id, error=str(error))
    return say(
        "The report {report} took longer than {seconds} seconds and was stopped. Narrow its WHERE to fewer days, or "
        "join on the columns of the tables' keys.",
        report=report.id,
        seconds=f"{limits.seconds:g}",
    )


def _value(cell: Any) -> Value:
    return cell.hex() if isinstance(cell, bytes) else cell


def _check_key(report: Report, made: Sequence[Row]) -> None:
    """Two rows of one key would be one, and a row with a blank in it another one at every run."""
    seen: dict[tuple[Value, ...], int] = {}
    for n, row in enumerate(made, 1):
        key = report.table.key_of(row)
        if None in key:
            raise ConfigError(
                say("The report {report}: in row {row} a column of its key ({key}) is blank. Fill it (COALESCE), leave "
                    "the row out, or take another key.", report=report.id, row=n, key=list(report.table.key))
            )  # fmt: skip
        if seen.setdefault(key, n) != n:
            raise ConfigError(
                say("The report {report}: the rows {first} and {second} have the same key ({key}). Name more columns "
                    "in -- key:, or sum the rows up (GROUP BY).",
                    report=report.id, first=seen[key], second=n, key=list(report.table.key))
            )  # fmt: skip
