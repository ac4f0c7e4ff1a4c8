"""A workbook as lines of text: the values its cells show. Nothing in it is computed, followed or believed. Pure.

openpyxl in its streaming mode and not one of the faster readers: they lay a sheet out by its outermost cell, and two
cells in a file of 5 KB then take all memory there is.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile, is_zipfile

from openpyxl import load_workbook  # type: ignore[import-untyped]

from sheets_bridge.errors import DataRejected
from sheets_bridge.grids.text import Lines
from sheets_bridge.messages import say

LONGEST, WIDEST = 100_000, 256
"""Lines and cells of a line that are read."""
_GAP = 1000
"""So many blank lines are the end, though a column formatted to the bottom has a million of them."""
_UNPACKED = 128 * 2**20
"""Bytes: what is larger unpacked is no report, or a bomb."""


def workbook_readings(raw: bytes) -> Iterator[Lines]:
    """The lines of each visible sheet. Raises: DataRejected where it is no workbook, or too large a one."""
    if not is_zipfile(BytesIO(raw)):
        raise DataRejected(say("expected a workbook (.xlsx), found something else. Save it as CSV UTF-8."))
    try:
        _refuse_bombs(raw)
        book = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield _lines(sheet)
    except DataRejected:
        raise
    except Exception as error:
        # A damaged file is told by whatever error its reader stumbles over: zlib's, XML's, its own.
        raise DataRejected(say("expected a workbook (.xlsx), found a damaged one ({error}). Save it as CSV UTF-8.",
                               error=type(error).__name__)) from error  # fmt: skip


def _refuse_bombs(raw: bytes) -> None:
    """The size a zip declares binds its reader too."""
    with ZipFile(BytesIO(raw)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > _UNPACKED:
        raise DataRejected(say("expected a workbook of at most {limit} bytes unpacked, found {size}.",
                               limit=_UNPACKED, size=size))  # fmt: skip


def _lines(sheet: Any) -> Lines:
    # What a sheet says of its own size is often wrong, and would cut cells off.
    sheet.reset_dimensions()
    lines: list[list[str]] = []
    blank = 0
    for cells in sheet.iter_rows(values_only=True, max_col=WIDEST):
        lines.append(_trimmed(cells))
        blank = 0 if lines[-1] else blank + 1
        if blank == _GAP:
            break
        if len(lines) > LONGEST:
            raise DataRejected(say("expected at most {limit} lines, found more.", limit=LONGEST))
    width = max(map(len, lines), default=0)
    return [line + [""] * (width - len(line)) if line else line for line in lines]


def _trimmed(cells: Sequence[Any]) -> list[str]:
    line = [_text(cell) for cell in cells]
    while line and not line[-1]:
        line.pop()
    return line


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) <= 2**53:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)
