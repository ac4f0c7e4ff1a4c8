"""A report's rows: its query over just the rows that are meant, on a connection that can only read."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from sheets_bridge.errors import ConfigError
from sheets_bridge.messages import say
from sheets_bridge.model import Report, Row, Table
from sheets_bridge.store.database import Store

_READS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
_OF_THE_QUERY = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_AUTH)
"""What SQLite says of a query it does not take, in contrast to a disk that fails."""


@dataclass(frozen=True)
class Reach:
    """The days of a table that one pull has collected; blank where it has none."""

    table: str
    account: str
    shop_no: int
    since: date | None = None
    until: date | None = None


def rows(
    store: Store, report: Report, pulls: Mapping[str, Sequence[int]], reaches: Sequence[Reach], today: date
) -> list[Row]:
    """The report's rows; `pulls` are table id → the pulls whose rows are meant.

    Raises: ConfigError where the query is none over the tables it may read; StateError.
    """
    sql = _query(store, report, pulls, reaches)
    bound = {"today": today.isoformat(), **dict(_bound(reaches))}
    with store.reading() as connection:
        connection.set_authorizer(_only(report, connection))
        try:
            return list(connection.execute(sql, bound))
        except (sqlite3.Error, sqlite3.Warning) as error:
            # Two statements in one are no error of SQLite but of its Python module, which has no code for it.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) not in _OF_THE_QUERY:
                raise
            problem = say("The report {report} cannot be computed ({error}).", report=report.id, error=str(error))
            raise ConfigError(problem) from error


def state(
    store: Store, report: Report, pulls: Mapping[str, Sequence[int]], reaches: Sequence[Reach], today: date
) -> str:
    """What `rows` would be made of, in few letters: where it is as before, so are the rows. Reads no row itself."""
    told = [repr((name, _latest(store, name), _count(store, name, pulls.get(name, ())))) for name in report.reads]
    parts = (report.query, today.isoformat(), repr(sorted(map(repr, reaches))), *told)
    return blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()


def _latest(store: Store, table: str) -> int:
    found = store.one(f'SELECT max(version) FROM "{table}"')
    return int(found[0] or 0) if found else 0


def _count(store: Store, table: str, pulls: Sequence[int]) -> int:
    """Rows that leave raise no version."""
    found = store.one(f'SELECT count(*) FROM "{table}" WHERE pull IN ({", ".join(map(str, pulls)) or "NULL"})')
    return int(found[0]) if found else 0


def _only(report: Report, connection: sqlite3.Connection) -> Callable[..., int]:
    """Lets a query read the report's tables and nothing else that is kept here."""
    kept = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    closed = (kept | {"sqlite_master"}) - set(report.reads)

    def may(action: int, named: str | None, *_: object) -> int:
        fine = action in _READS or (action == sqlite3.SQLITE_READ and named not in closed)
        return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY

    return may


def _query(store: Store, report: Report, pulls: Mapping[str, Sequence[int]], reaches: Sequence[Reach]) -> str:
    """The report's query beneath its inputs, which stand before the tables of the same names."""
    tables = [_table(store.tables[name], pulls.get(name, ())) for name in report.reads]
    inputs = ", ".join((*tables, _covered(reaches)))
    # Alone in its quotes, a name that is no column would be taken for a text.
    columns = ", ".join(f'report."{column.id}"' for column in report.table.columns)
    return f"WITH {inputs}, report AS (\n{report.query}\n) SELECT {columns} FROM report"


def _table(table: Table, pulls: Sequence[int]) -> str:
    columns = ", ".join(f'"{column.id}"' for column in table.columns)
    numbers = ", ".join(map(str, pulls)) or "NULL"
    # The + keeps SQLite from taking the rows of a pull for few, and joining them by looking at all of them each time.
    return f'"{table.id}" AS (SELECT {columns} FROM main."{table.id}" WHERE +pull IN ({numbers}))'


def _covered(reaches: Sequence[Reach]) -> str:
    names = "covered(table_id, account, shop_no, since, until)"
    values = ", ".join(f"(:table{n}, :account{n}, :shop{n}, :since{n}, :until{n})" for n in range(len(reaches)))
    return (
        f"{names} AS (VALUES {values})" if values else f"{names} AS (SELECT NULL, NULL, NULL, NULL, NULL WHERE 1 = 0)"
    )


def _bound(reaches: Sequence[Reach]) -> Iterator[tuple[str, Any]]:
    for n, reach in enumerate(reaches):
        yield f"table{n}", reach.table
        yield f"account{n}", reach.account
        yield f"shop{n}", reach.shop_no
        yield f"since{n}", reach.since.isoformat() if reach.since else None
        yield f"until{n}", reach.until.isoformat() if reach.until else None
