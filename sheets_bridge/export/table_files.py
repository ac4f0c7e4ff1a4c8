"""A CSV file a tab: UTF-8 with its mark, by which Excel reads Korean; no text in it becomes a formula."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sheets_bridge.export.taking import Taken
from sheets_bridge.export.titles import file_names
from sheets_bridge.model import Kind
from sheets_bridge.spreadsheet.cells import Cell, decode

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARD = "'"


def write_files(folder: Path, tabs: Sequence[Taken]) -> Sequence[Path]:
    """Write each tab into a file of its title; their paths. A file that stood there is replaced when the new one is
    whole. Raises: OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    names = file_names(tab.title for tab in tabs)
    return [_write(folder / f"{name}.csv", tab) for name, tab in zip(names, tabs, strict=True)]


def _write(path: Path, tab: Taken) -> Path:
    part = path.with_name(f"{path.name}.part")
    written = [_WRITTEN.get(column.kind, _plain) for column in tab.columns]
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(map(_guarded, tab.labels))
            for cells in tab.rows():
                rows.writerow([write(cell) for write, cell in zip(written, cells, strict=True)])
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _guarded(text: str) -> str:
    """OWASP's guard: a text that begins like a formula begins with an apostrophe instead."""
    return _GUARD + text if text.startswith(_BEGINS_A_FORMULA) else text


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return _guarded(cell)
    # An amount is kept with a point, and is a whole number all the same.
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT else str(cell)


_EXACT = 2**53


def _of_kind(kind: Kind) -> Callable[[Cell], str]:
    """Days and moments as they are written: 2026-11-01, 2026-11-01 09:00:00."""
    return lambda cell: _plain(cell) if isinstance(cell, str) else str(decode(kind, cell))


_WRITTEN: Mapping[Kind, Callable[[Cell], str]] = {kind: _of_kind(kind) for kind in (Kind.DAY, Kind.MOMENT)}
