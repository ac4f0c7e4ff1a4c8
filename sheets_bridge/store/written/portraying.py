"""A query tried on empty tables: what it comes to, what it reads, and where it is wrong."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date

from sheets_bridge.model import Report, Table
from sheets_bridge.store.querying import Beside
from sheets_bridge.store.written import lexing
from sheets_bridge.store.written.locating import place_of
from sheets_bridge.store.written.seen import Seen, attached, show

_DAY = date(2000, 1, 1)
_TWICE = re.compile(r"(?P<name>.*):\d+", re.DOTALL)


@dataclass(frozen=True)
class Portrait:
    """What a right query is."""

    columns: tuple[str, ...]
    """The names of its columns, in its order; one that stands twice has `:1` behind it."""
    reads: frozenset[str]
    """The tables that rows are read of, also by way of reports."""
    named: frozenset[str]
    """Names of tables and reports that stand in its text, in small letters."""


class Flawed(Exception):
    """A query that SQLite does not take; `at` counts letters from its beginning, None where nobody can tell."""

    def __init__(self, problem: str, at: int | None) -> None:
        super().__init__(problem)
        self.problem, self.at = problem, at


SECOND_QUERY = "more than one query"
"""The `problem` of a text with two."""


def portray(sql: str, tables: Mapping[str, Table], reports: Mapping[str, Report]) -> Portrait:
    """Try a query that may read these tables, and these reports as if they were some. Reads no data. Raises: Flawed."""
    query, more = lexing.one_query(sql)
    if more is not None:
        raise Flawed(SECOND_QUERY, more.at)
    words = {token.named for token in lexing.tokens(query)}
    over = [report for name, report in reports.items() if name.lower() in words]
    wanted = {name for report in over for name in report.reads}
    close = {name: table for name, table in tables.items() if name in wanted or name.lower() in words}
    with _empty(close, over) as seen:
        return Portrait(_columns(seen, lexing.names_as_names(query)), frozenset(seen.read), frozenset(words))


@contextmanager
def _empty(tables: Mapping[str, Table], over: Sequence[Report]) -> Iterator[Seen]:
    seen = attached("")
    with closing(seen.connection):
        for table in tables.values():
            columns = ", ".join(f'"{column.id}"' for column in table.columns)
            seen.connection.execute(f'CREATE TABLE {seen.schema}."{table.id}" (pull, {columns})')
        shown = show(seen, tables, {}, over, Beside((), _DAY))
        shown.read.clear()
        shown.close_off()
        yield shown


def _columns(seen: Seen, query: str) -> tuple[str, ...]:
    problem = _complaint(seen, query)
    if problem:
        raise Flawed(problem, place_of(query, problem, lambda sql: _complaint(seen, sql)))
    # A query that never ends (WITH RECURSIVE) is not begun beneath LIMIT 0.
    asked = seen.connection.execute(f"SELECT * FROM (\n{query}\n) LIMIT 0", {"today": _DAY.isoformat()})
    return tuple(name for name, *_ in asked.description)


def _complaint(seen: Seen, sql: str) -> str:
    """What SQLite says of a query, which it only explains."""
    try:
        seen.connection.execute(f"EXPLAIN {sql}", {"today": _DAY.isoformat()})
    except (sqlite3.Error, sqlite3.Warning) as error:
        return str(error)
    return ""


def twice(columns: Sequence[str]) -> str | None:
    """The name of a column that stands twice."""
    folded = [name.lower() for name in columns]
    for name in folded:
        match = _TWICE.fullmatch(name)
        if folded.count(name) > 1 or (match and match["name"] in folded):
            return match["name"] if match else name
    return None
