"""A workbook worked out: every formula's result, and the cells that results of several fill beside them."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from ..cells import Formula, Row
from .evaluation import Spot, evaluate
from .grammar import may_spill
from .operands import Array, Cell, Fault, Operand, Wrong, array
from .references import Reference

if TYPE_CHECKING:
    from ..book import Book
    from ..sheet import Sheet

_DEEPEST = 20_000
_Key = tuple[int, int, int]
"""The id of a tab, a row, a column."""


def work_out(book: "Book", now: datetime) -> None:
    """Put into each formula cell of a workbook what it comes to just now, and into the cells it fills."""
    for sheet in _computing(book):
        sheet.grid.rows = [_without_filled(row) for row in sheet.grid.rows]
    deepest = sys.getrecursionlimit()
    sys.setrecursionlimit(max(deepest, _DEEPEST))
    try:
        work = _Work(book, now)
        work.all()
    finally:
        sys.setrecursionlimit(deepest)
    for sheet in _computing(book):
        _keep(sheet, work)


def _computing(book: "Book") -> list["Sheet"]:
    return [sheet for sheet in book.sheets if sheet.grid.has_formulas]


def _without_filled(row: Row) -> Row:
    if not any(isinstance(cell, Formula) and cell.filled for cell in row):
        return row
    return tuple(None if isinstance(cell, Formula) and cell.filled else cell for cell in row)


def _keep(sheet: "Sheet", work: "_Work") -> None:
    for (sheet_id, row, column), found in work.results.items():
        if sheet_id == sheet.id:
            sheet.grid.put(row, column, [_cell(work.texts[sheet_id, row, column], found)])
    for (sheet_id, row, column), found in work.filled.items():
        if sheet_id == sheet.id:
            sheet.grid.put(row, column, [_cell("", found, filled=True)])


def _cell(text: str, found: Cell, *, filled: bool = False) -> Formula:
    if isinstance(found, Fault):
        return Formula(text, error=found.code, filled=filled)
    return Formula(text, found, filled=filled)


class _Work:
    """One time of working out all formulas; each is worked out when it is first asked for."""

    def __init__(self, book: "Book", now: datetime) -> None:
        self.now = now
        self.texts: dict[_Key, str] = {key: text for sheet in _computing(book) for key, text in _formulas(sheet)}
        self.results: dict[_Key, Cell] = {}
        self.filled: dict[_Key, Cell] = {}
        self._sheets = {sheet.id: sheet for sheet in book.sheets}
        self._titles = {sheet.title.casefold(): sheet.id for sheet in book.sheets}
        self._spilling = {
            sheet.id: [key for key in self.texts if key[0] == sheet.id and may_spill(self.texts[key])]
            for sheet in book.sheets
        }
        self._busy: set[_Key] = set()
        self._ranges: dict[tuple[int, Reference], Array] = {}

    def all(self) -> None:
        """Work out whatever is left."""
        for key in self.texts:
            self._result(key)

    def read(self, sheet_id: int, reference: Reference) -> Operand:
        """What a reference of a formula on that tab means. Raises Wrong."""
        if reference.title is not None:
            found = self._titles.get(reference.title.casefold())
            if found is None:
                raise Wrong("REF")
            sheet_id = found
        if reference.last is None:
            return self._one(sheet_id, reference)
        if (sheet_id, reference) not in self._ranges:
            known = self._range(sheet_id, reference)
            if self._busy & set(self._spilling[sheet_id]):
                return known  # what is being worked out may fill cells of it yet
            self._ranges[sheet_id, reference] = known
        return self._ranges[sheet_id, reference]

    def _one(self, sheet_id: int, reference: Reference) -> Cell:
        row, column = reference.first.row or 0, reference.first.column or 0
        grid = self._sheets[sheet_id].grid
        if row >= grid.height or column >= grid.width:
            raise Wrong("REF")
        self._fill(sheet_id, row + 1, column + 1)
        return self._cell(sheet_id, row, column)

    def _cell(self, sheet_id: int, row: int, column: int) -> Cell:
        value = self._sheets[sheet_id].grid.value(row, column)
        if isinstance(value, Formula):
            return self._result((sheet_id, row, column))
        return self.filled.get((sheet_id, row, column)) if value is None else value

    def _range(self, sheet_id: int, reference: Reference) -> Array:
        grid, reach = self._sheets[sheet_id].grid, reference.reach()
        area = reach.clip(grid.height, grid.width)
        self._fill(sheet_id, area.bottom, area.right)
        bottom = area.bottom if reach.bottom is not None else min(area.bottom, self._bottom(sheet_id))
        if not grid.has_formulas:
            return Array(_rows(grid.rows, area.top, bottom, area.left, area.right))
        columns = range(area.left, area.right)
        return Array([tuple(self._cell(sheet_id, row, at) for at in columns) for row in range(area.top, bottom)])

    def _bottom(self, sheet_id: int) -> int:
        """The end of an open range: the last row that holds anything."""
        filled = max((row + 1 for sheet, row, _ in self.filled if sheet == sheet_id), default=0)
        return max(self._sheets[sheet_id].grid.last_row(), filled)

    def _fill(self, sheet_id: int, bottom: int, right: int) -> None:
        """Work out first what may fill cells of the range that ends there."""
        for key in self._spilling[sheet_id]:
            if key not in self.results and key not in self._busy and key[1] < bottom and key[2] < right:
                self._result(key)

    def _result(self, key: _Key) -> Cell:
        if key in self.results:
            return self.results[key]
        if key in self._busy:
            return Fault("REF")  # it asks for itself
        self._busy.add(key)
        found = evaluate(self.texts[key], Spot(self, *key, names={}))
        self._busy.discard(key)
        self.results[key] = self._spilled(key, found) if isinstance(found, Array) else found
        return self.results[key]

    def _spilled(self, key: _Key, found: Operand) -> Cell:
        """The value of the formula's own cell, once the others stand beside it."""
        rows = array(found).rows
        if not rows or not rows[0]:
            return None
        if not self._is_free(key, len(rows), len(rows[0])):
            return Fault("REF")
        sheet_id, top, left = key
        for row, cells in enumerate(rows, top):
            self.filled.update(((sheet_id, row, at), cell) for at, cell in enumerate(cells, left))
        return self.filled.pop(key)

    def _is_free(self, key: _Key, height: int, width: int) -> bool:
        sheet_id, top, left = key
        grid = self._sheets[sheet_id].grid
        if top + height > grid.height or left + width > grid.width:
            return False
        places = ((row, at) for row in range(top, top + height) for at in range(left, left + width))
        return all(
            (row, at) == (top, left) or (grid.value(row, at) is None and (sheet_id, row, at) not in self.filled)
            for row, at in places
        )


def _formulas(sheet: "Sheet") -> Iterator[tuple[_Key, str]]:
    for row, cells in enumerate(sheet.grid.rows):
        yield from (((sheet.id, row, at), cell.text) for at, cell in enumerate(cells) if isinstance(cell, Formula))


def _rows(rows: list[Row], top: int, bottom: int, left: int, right: int) -> list[tuple[Cell, ...]]:
    width = right - left
    found: list[tuple[Cell, ...]] = [_wide(row[left:right], width) for row in rows[top:bottom]]
    return found + [(None,) * width] * (bottom - top - len(found))


def _wide(row: Iterable[object], width: int) -> tuple[Cell, ...]:
    cells: tuple[Cell, ...] = tuple(row)  # type: ignore[arg-type]
    return cells if len(cells) == width else cells + (None,) * (width - len(cells))
