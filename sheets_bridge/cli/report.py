"""`sheets-bridge report`: a query of one's own tried in the terminal, and what such a query may read."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import normalize

from rich.table import Table as Shown

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import (
    Installation,
    installation,
    language_of,
    log_to_stderr,
    read_schedule,
    tables_in,
    world_with,
)
from sheets_bridge.config import Flaw, Readable, Schedule, StreamUse, feeds_of, readable, report_of, sql_in
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.readable import BESIDE
from sheets_bridge.errors import BridgeError, ConfigError
from sheets_bridge.masking import Privacy
from sheets_bridge.messages import Message, Translate, say
from sheets_bridge.model import Column, Kind, Report, Table, Value
from sheets_bridge.reports import REPORTS
from sheets_bridge.store.written import Answer
from sheets_bridge.store.written.guessing import kind_of
from sheets_bridge.sync.computing import fills, preview, shop_pulls
from sheets_bridge.sync.typed_pulls import all_rows
from sheets_bridge.sync.world import World
from sheets_bridge.tables import TABLES

_USAGE = 2
_CELL = 40
"""So many letters of a text are shown."""
_NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.RATIO)


def try_(file: Path, limit: int, as_json: bool, schedule: Path) -> None:
    """Run a query over what is collected, and show its first rows; nothing is kept or written."""
    _ = language_of(schedule)
    log_to_stderr(_)
    try:
        sql = sql_in(file)
    except Wrong as wrong:
        screen.fail(ConfigError(say("{file}: {problem}", file=file, problem=wrong.problem)), _)
    known, error = _known(schedule)
    report = report_of(normalize("NFC", file.stem), sql, known)
    if not isinstance(report, Report):
        _show_flaws(report, file, sql, _, as_json=as_json)
    if error is not None:
        screen.fail(error, _)
    try:
        with installation(schedule) as opened:
            _tried(opened, report, limit, as_json=as_json)
    except BridgeError as problem:
        screen.fail(problem, _)


def list_(word: str | None, as_json: bool, schedule: Path) -> None:
    """Print the tables and reports a query may read; of those with a word in their name or columns, every column."""
    _ = language_of(schedule)
    known, error = _known(schedule)
    tables = {**known.tables, **{name: report.table for name, report in known.reports.items()}}
    found = {name: table for name, table in tables.items() if not word or any(_having(table, word))}
    if as_json:
        screen.print_json({"tables": [_told(table) for table in found.values()], "beside": BESIDE})
    else:
        screen.paper().print(_details(found, word, _) if word else _overview(found, _collected(schedule), _))
    if word and not found:
        screen.print_problem(say('No table and no column has "{word}" in its name.', word=word), _)
        sys.exit(_USAGE)
    if error is not None:
        screen.fail(error, _)


def _known(schedule: Path) -> tuple[Readable, BridgeError | None]:
    """What a query may read, of the tables we declare alone where the schedule cannot be read, and why not."""
    try:
        read: Schedule = read_schedule(schedule)[0]
    except BridgeError as error:
        return readable(TABLES, {}, Privacy()), error if schedule.exists() else None
    plain = {name: table for name, table in tables_in(read).items() if name not in read.written}
    return readable(plain, REPORTS, read.privacy), None


def _tried(opened: Installation, report: Report, limit: int, *, as_json: bool) -> None:
    with screen.watching(opened.translate) as tell:
        world = world_with(opened, {}, tell)
        feeds = _feeds(opened, report)
        found = preview(world, report, feeds)
    columns = _settled(report, found)
    if as_json:
        screen.print_json({
            "report": report.id, "rows": len(found.rows), "seconds": round(found.seconds, 3), "reads": report.reads,
            "columns": [{"name": column.ko, "kind": column.kind.value} for column in columns],
            "preview": [list(row) for row in found.rows[:limit]], "exit_code": 0,
        })  # fmt: skip
        return
    _show(report, found, columns, limit, opened.translate)
    for table in report.reads:
        if problem := _empty(world, feeds, table):
            screen.print_note(problem, opened.translate)


def _empty(world: World, feeds: Sequence[StreamUse], table: str) -> Message | None:
    """Why nothing can come of a table yet."""
    if table in world.inputs:
        typed = all_rows(world, table)
        told = say("Nothing was read of the table {table} yet: people type it, on a tab of a job.", table=table)
        return None if typed else told
    if any(shop_pulls(world, use) for use in feeds if fills(world, use, table)):
        return None
    return say("Nothing has been collected of the table {table} yet.", table=table)


def _feeds(opened: Installation, report: Report) -> Sequence[StreamUse]:
    """As the tab that shows it is fed; of one that stands on no tab yet: all that any job pulls."""
    tabs = (tab for job in opened.schedule.jobs.values() for tab in job.tabs if tab.table == report.id)
    shown = next(tabs, None)
    return shown.feeds if shown else feeds_of(report.reads, opened.schedule, opened.sources)


def _settled(report: Report, found: Answer) -> Sequence[Column]:
    """The query's columns, with the kinds told from the values of those that nobody declared."""
    hidden = len(report.table.columns) - len(report.table.default_columns)
    return [
        _of_kind(column, [row[at] for row in found.rows]) if column.kind is Kind.VALUE else column
        for at, column in enumerate(report.table.columns[hidden:])
    ]


def _of_kind(column: Column, values: Sequence[Value]) -> Column:
    return Column(column.id, kind_of(values), column.ko, column.en)


def _show(report: Report, found: Answer, columns: Sequence[Column], limit: int, _: Translate) -> None:
    kinds = (f"{'#' if column.kind in _NUMBERS else ''}{column.ko}\n{column.kind.value}" for column in columns)
    shown = screen.table(report.id, *kinds)
    for row in found.rows[:limit]:
        shown.add_row(*(_cell(column, value) for column, value in zip(columns, row, strict=True)))
    screen.paper().print(shown)
    told = say("{rows} rows in {seconds} seconds, {shown} of them shown. As a tab: tabs: {{…: {{table: {report}}}}}",
               rows=f"{len(found.rows):,}", seconds=f"{found.seconds:.2f}", shown=min(limit, len(found.rows)),
               report=report.id)  # fmt: skip
    screen.print_note(told, _)


def _cell(column: Column, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str) or column.kind not in _NUMBERS:
        text = str(value)
        return text if len(text) <= _CELL else text[: _CELL - 1] + "…"
    if column.pattern.endswith("%"):
        return f"{value:.2%}"
    return f"{value:,.2f}" if column.kind is Kind.RATIO else f"{value:,.0f}"


def _show_flaws(flaws: Sequence[Flaw], file: Path, sql: str, _: Translate, *, as_json: bool) -> NoReturn:
    """Where the query is wrong, with the line it stands on."""
    if as_json:
        told = [{"line": flaw.line, "column": flaw.column, "message": flaw.problem.render(_)} for flaw in flaws]
        screen.print_json({"errors": told, "exit_code": ConfigError.exit_code})
    lines = sql.splitlines()
    for flaw in flaws:
        screen.print_problem(flaw.located(file.name), _)
        if flaw.line and flaw.line <= len(lines):
            line, at = lines[flaw.line - 1], flaw.column or 1
            screen.console().print(f"    {line}\n    {_blank(line[: at - 1])}^", markup=False)
    sys.exit(ConfigError.exit_code)


def _blank(text: str) -> str:
    """As wide as a text: a letter of Korean is as wide as two blanks."""
    return "".join("\t" if letter == "\t" else " " if letter.isascii() else "  " for letter in text)


def _having(table: Table, word: str) -> Iterator[Column]:
    """The columns with a word in their names, all of them where the table has it in its own."""
    for column in table.columns:
        if any(word.casefold() in text.casefold() for text in (table.id, column.id, column.ko, column.en)):
            yield column


def _collected(schedule: Path) -> Collection[str]:
    """The tables that some job fills, and the reports some tab shows."""
    try:
        read, sources = read_schedule(schedule)
    except BridgeError:
        return ()
    uses = (use for job in read.jobs.values() for use in job.streams)
    streams = (sources[read.accounts[use.account].source].streams[use.stream] for use in uses)
    shown = (tab.table for job in read.jobs.values() for tab in job.tabs)
    return {*(table.id for stream in streams for table in stream.tables), *shown}


def _told(table: Table) -> Mapping[str, Any]:
    columns = [{"id": one.id, "label": one.ko, "kind": one.kind.value} for one in table.columns]
    return {"table": table.id, "key": table.key, "day": table.day, "columns": columns}


def _overview(found: Mapping[str, Table], collected: Collection[str], _: Translate) -> Shown:
    """A line a table, those first that are collected."""
    shown = screen.table("", _("Table"), _("Collected"), _("Columns"))
    shown.show_lines = True
    for name, table in sorted(found.items(), key=lambda one: one[0] not in collected):
        shown.add_row(name, "✔" if name in collected else "", ", ".join(column.id for column in table.columns))
    for name, columns in BESIDE.items():
        shown.add_row(name, "✔", ", ".join(columns))
    return shown


def _details(found: Mapping[str, Table], word: str, _: Translate) -> Shown:
    shown = screen.table("", _("Table"), _("Column"), _("Header"), _("Kind"))
    for name, table in found.items():
        for column in _having(table, word):
            shown.add_row(name, column.id, column.ko, column.kind.value)
    return shown
