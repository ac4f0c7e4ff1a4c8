"""A report's rows: its query over just the rows that are meant, on a connection that can only read."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from sheets_bridge.errors import ConfigError
from sheets_bridge.join_keys import join_key
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
    """The day of the moment up to which it was told; that day itself may be a part of one."""
    whole: date | None = None
    """The last day that was told to its end."""


@dataclass(frozen=True)
class Advertised:
    """An ad account, and the shop of a mall that it advertises."""

    account: str
    """The login it is reached by."""
    number: int
    mall: str
    shop_no: int


@dataclass(frozen=True)
class Beside:
    """What a report reads beside its tables: the days they cover, whom ads are for, the day it is made on."""

    reaches: Sequence[Reach]
    today: date
    advertised: Sequence[Advertised] = ()


def rows(store: Store, report: Report, pulls: Mapping[str, Sequence[int]], beside: Beside) -> list[Row]:
    """The report's rows; `pulls` are table id → the pulls whose rows are meant.

    Raises: ConfigError where the query is none over the tables it may read; StateError.
    """
    sql = _query(store, report, pulls, beside)
    bound = {"today": beside.today.isoformat(), **dict(_bound(beside))}
    with store.reading() as connection:
        connection.create_function("join_key", 1, join_key, deterministic=True)
        connection.set_authorizer(_only(report, connection))
        try:
            return list(connection.execute(sql, bound))
        except (sqlite3.Error, sqlite3.Warning) as error:
            # Two statements in one are no error of SQLite but of its Python module, which has no code for it.
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) not in _OF_THE_QUERY:
                raise
            problem = say("The report {report} cannot be computed ({error}).", report=report.id, error=str(error))
            raise ConfigError(problem) from error


def state(store: Store, report: Report, pulls: Mapping[str, Sequence[int]], beside: Beside) -> str:
    """What `rows` would be made of, in few letters: where it is as before, so are the rows. Reads no row itself."""
    told = [repr((name, _latest(store, name), _count(store, name, pulls.get(name, ())))) for name in report.reads]
    around = (*beside.reaches, *beside.advertised)
    parts = (report.query, beside.today.isoformat(), repr(sorted(map(repr, around))), *told, *_of_its_own(report))
    return blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()


def _of_its_own(report: Report) -> Sequence[str]:
    """Of one that people wrote: what the same query is made of otherwise, when ours is another release."""
    columns = [repr((column.id, column.kind)) for column in report.table.columns] if report.own else []
    return [*columns, *(one.query for one in report.over)]


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


def _query(store: Store, report: Report, pulls: Mapping[str, Sequence[int]], beside: Beside) -> str:
    """The report's query beneath its inputs, which stand before the tables of the same names."""
    tables = [_table(store.tables[name], pulls.get(name, ())) for name in report.reads]
    inputs = ", ".join((*tables, *(_relation(*one) for one in relations(beside))))
    # Alone in its quotes, a name that is no column would be taken for a text.
    columns = ", ".join(f'report."{column.id}"' for column in report.table.columns)
    return f"WITH {inputs}, report AS (\n{report.query}\n) SELECT {columns} FROM report"


def _table(table: Table, pulls: Sequence[int]) -> str:
    columns = ", ".join(f'"{column.id}"' for column in table.columns)
    numbers = ", ".join(map(str, pulls)) or "NULL"
    # The + keeps SQLite from taking the rows of a pull for few, and joining them by looking at all of them each time.
    return f'"{table.id}" AS (SELECT {columns} FROM main."{table.id}" WHERE +pull IN ({numbers}))'


def relations(beside: Beside) -> Iterator[tuple[str, Sequence[str], Sequence[Sequence[Any]]]]:
    """(name, columns, rows) of what stands beside the tables."""
    reached = [
        (one.table, one.account, one.shop_no, *map(_day, (one.since, one.until, one.whole))) for one in beside.reaches
    ]
    yield "covered", ("table_id", "account", "shop_no", "since", "until", "whole"), reached
    told = [(one.account, one.number, one.mall, one.shop_no) for one in beside.advertised]
    yield "advertised", ("account", "shop_no", "mall", "mall_shop_no"), told


def _relation(name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    named = f"{name}({', '.join(columns)})"
    if not rows:
        return f"{named} AS (SELECT {', '.join(['NULL'] * len(columns))} WHERE 1 = 0)"
    values = ", ".join(f"({', '.join(f':{name}_{n}_{column}' for column in columns)})" for n in range(len(rows)))
    return f"{named} AS (VALUES {values})"


def _bound(beside: Beside) -> Iterator[tuple[str, Any]]:
    for name, columns, rows_ in relations(beside):
        for n, row in enumerate(rows_):
            yield from ((f"{name}_{n}_{column}", value) for column, value in zip(columns, row, strict=True))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
