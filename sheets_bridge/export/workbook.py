"""An Excel workbook: a worksheet a tab, dressed as the tab is, written row by row so that memory stays flat."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from sheets_bridge.export.drawing import charts_name, draw_all
from sheets_bridge.export.gathering import Gathered
from sheets_bridge.export.snapshot_charts import Shown
from sheets_bridge.export.snapshot_sheet import write_snapshot
from sheets_bridge.export.taking import Taken
from sheets_bridge.export.texts import fitting
from sheets_bridge.export.titles import worksheet_names
from sheets_bridge.messages import Message, say
from sheets_bridge.spreadsheet import Snapshot
from sheets_bridge.spreadsheet.cells import Cell

ROW_LIMIT = 1_048_576
"""Rows of a worksheet, the header among them."""
_A4, _COLUMNS_ON_PAPER = 9, 16
_NOTE = {"width": 320, "height": 120, "author": "sheets_bridge"}
"""Pixels that a definition has room in."""


@dataclass(frozen=True)
class _Part:
    """What fits on one worksheet of a tab; nearly always all of it."""

    tab: Taken
    name: str
    rows: int


def write_workbook(path: Path, tabs: Sequence[Taken | Snapshot], row_limit: int = ROW_LIMIT) -> list[Message]:
    """Write the tabs into a workbook; what its reader should know. A file that stood there is replaced when the new one
    is whole. Raises: OSError."""
    part = path.with_name(f"{path.name}.part")
    notes: list[Message] = []
    try:
        with _workbook(part) as book:
            gathered = [Gathered(tab, chart) for tab in tabs if isinstance(tab, Taken) for chart in tab.charts]
            named, charts = _named(tabs, row_limit - 1, charts_name(gathered))
            shots = {shown.shot.sheet_id: shown for shown in named if isinstance(shown, Shown)}
            for one in named:
                if isinstance(one, Shown):
                    notes += [*write_snapshot(book, one.name, one.shot, shots), *_renamed(one.shot.title, one.name)]
                else:
                    _tab(book, one, [each for each in gathered if each.tab is one[0].tab], notes)
            notes += draw_all(book, charts, gathered)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return notes


@contextmanager
def _workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    book = xlsxwriter.Workbook(str(path), options)
    try:
        yield book
        book.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error


def _named(tabs: Sequence[Taken | Snapshot], fits: int, charts: str) -> tuple[Sequence[Shown | Sequence[_Part]], str]:
    """The worksheets of each tab (one that is longer than a worksheet goes on upon the next), and that of charts."""
    sizes = [_sizes(tab, fits) for tab in tabs]
    titles = [tab.title for tab, parts in zip(tabs, sizes, strict=True) for _ in parts]
    names = worksheet_names((*titles, charts))
    return [
        Shown(next(names), tab) if isinstance(tab, Snapshot) else [_Part(tab, next(names), size) for size in each]
        for tab, each in zip(tabs, sizes, strict=True)
    ], next(names)


def _sizes(tab: Taken | Snapshot, fits: int) -> Sequence[int]:
    """The rows of each worksheet of a tab."""
    if isinstance(tab, Snapshot):
        return [len(tab.rows)]
    return [min(fits, tab.count - at) for at in range(0, max(tab.count, 1), fits)]


def _renamed(title: str, name: str) -> list[Message]:
    told = say("The tab {title} is the worksheet {name}: Excel takes no other name.", title=title, name=name)
    return [told] if name != title else []


def _tab(book: xlsxwriter.Workbook, parts: Sequence[_Part], gathered: Sequence[Gathered], notes: list[Message]) -> None:
    """Write a tab's worksheets, and gather the figures of its charts from its rows."""
    tab = parts[0].tab
    rows = tab.rows()
    for part in parts:
        # Rows that came since they were counted still find room on the last.
        _worksheet(book, part, rows if part is parts[-1] else islice(rows, part.rows), gathered)
        notes += _renamed(tab.title, part.name)


def _worksheet(
    book: xlsxwriter.Workbook, part: _Part, rows: Iterator[Sequence[Cell]], gathered: Sequence[Gathered]
) -> None:
    sheet, tab = book.add_worksheet(part.name), part.tab
    formats = [book.add_format({"num_format": tab.shape.number_format(column.id)["pattern"]}) for column in tab.columns]
    for at, column in enumerate(tab.columns):
        sheet.set_column_pixels(at, at, tab.shape.width(column.id), formats[at])
    sheet.freeze_panes(1, 0)
    _for_paper(sheet, len(tab.columns))
    bold, last = book.add_format({"bold": True}), 0
    for at, (label, note) in enumerate(zip(tab.labels, tab.notes, strict=True)):
        sheet.write_string(0, at, label, bold)
        if note:
            sheet.write_comment(0, at, note, _NOTE)
    for last, cells in enumerate(rows, 1):
        _row(sheet, last, cells, formats)
        for one in gathered:
            one.take(cells)
    sheet.autofilter(0, 0, last, len(tab.columns) - 1)


def _for_paper(sheet: Any, columns: int) -> None:
    """The header on every page; of a tab that is not too wide all columns on one."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    if columns <= _COLUMNS_ON_PAPER:
        sheet.fit_to_pages(1, 0)


def _row(sheet: Any, at: int, cells: Sequence[Cell], formats: Sequence[Any]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            if cell:
                sheet.write_string(at, column, fitting(cell), formats[column])
        else:
            sheet.write_number(at, column, cell, formats[column])
