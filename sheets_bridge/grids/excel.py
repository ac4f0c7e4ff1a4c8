"""A workbook as lines of text: the values its cells show. Nothing in it is computed, followed or believed. Pure.

openpyxl in its streaming mode and not one of the faster readers: they lay a sheet out by its outermost cell, and two
cells in a file of 5 KB then take all memory there is.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, is_zipfile

from openpyxl import load_workbook  # type: ignore[import-untyped]

from sheets_bridge.errors import DataRejected
from sheets_bridge.grids.text import Lines
from sheets_bridge.messages import say

LONGEST, WIDEST = 100_000, 256
"""Lines and cells of a line that are read."""
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
    except (BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError) as error:
        # Whatever is odd inside, its reader says by the error it stumbled over.
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
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=WIDEST), 1):
        if number > LONGEST:
            raise DataRejected(say("expected at most {limit} lines, found more.", limit=LONGEST))
        lines.append(_trimmed(cells))
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
