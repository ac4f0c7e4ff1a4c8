"""A workbook worked out: each formula once, when it is asked for, and what arrays fill."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ..a1 import Area
from ..cells import Formula, Row, Value, number
from ..sheet import Json, Sheet
from .declared import Function
from .frame import Frame
from .functions import FUNCTIONS
from .grammar import Node, parse, places
from .kinds import Array, Fault, Result, Scalar
from .references import Reference
from .spills import Filled, Spot
from .tokens import Unreadable

_DEEPEST = 25
"""Formulas that wait for each other on Python's stack; further ones are worked out first."""
Key = tuple[int, int, int]


class Postponed(Exception):
    """A formula that is to be worked out before the one that asks for it."""

    def __init__(self, key: Key) -> None:
        super().__init__(key)
        self.key = key


class Working:
    """One state of a workbook. Nothing in it may change while this is used."""

    def __init__(
        self, sheets: Sequence[Sheet], named: Sequence[Json], locale: str, now: Callable[[], datetime]
    ) -> None:
        self.locale = locale
        self.asked_when = False
        self._sheets = {sheet.id: sheet for sheet in sheets}
        self._titles = {sheet.title.casefold(): sheet for sheet in sheets}
        self._named = {one["name"].casefold(): one["range"] for one in named}
        self._now = now
        self._filled: dict[int, Filled] = {}
        self._memo: dict[Key, Scalar] = {}
        self._spilled: dict[Key, Scalar] = {}
        self._busy: list[Key] = []
        self._circular: set[Key] = set()
        self._kept: dict[Any, Any] = {}

    # what a formula may ask

    def functions(self) -> Mapping[str, Function]:
        """All functions by their names."""
        return FUNCTIONS

    def now(self) -> datetime:
        """The moment in the spreadsheet's time zone."""
        self.asked_when = True
        return self._now()

    def kept(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was made for the key before."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def lasts(self, node: Node) -> bool:
        """Whether the tree is of ranges on tabs without formulas, which nothing fills meanwhile."""
        ranges = [one for one in places(node) or () if one.last is not None]
        titles = (self._titles.get((one.title or "").casefold()) for one in ranges)
        return bool(ranges) and all(sheet is not None and not sheet.grid.has_formulas for sheet in titles)

    def area(self, sheet_id: int, reference: Reference) -> Result:
        """The cells of a reference; one cell is its value. Raises Fault."""
        sheet, area = self._place(sheet_id, reference)
        if reference.last is None:
            return self._cell(sheet, area.top, area.left)
        return self._array(sheet, area, area.height)

    def size(self, sheet_id: int, reference: Reference) -> tuple[int, int]:
        """Rows and columns of a reference, empty ones too. Raises Fault."""
        _, area = self._place(sheet_id, reference)
        return area.height, area.width

    def named(self, name: str) -> Result:
        """The cells of a named range. Raises Fault."""
        found = self._named.get(name.casefold())
        sheet = None if found is None else self._sheets.get(found.get("sheetId", 0))
        if found is None or sheet is None:
            raise Fault("NAME")
        area = sheet.area(found)
        if area.height == area.width == 1:
            return self._cell(sheet, area.top, area.left)
        return self._array(sheet, area, area.height)

    def _place(self, sheet_id: int, reference: Reference) -> tuple[Sheet, Area]:
        title = reference.title
        sheet = self._sheets.get(sheet_id) if title is None else self._titles.get(title.casefold())
        reach = reference.reach()
        if sheet is None or reach.starts_outside(sheet.grid.height, sheet.grid.width):
            raise Fault("REF")
        return sheet, reach.clip(sheet.grid.height, sheet.grid.width)

    # cells

    def _array(self, sheet: Sheet, area: Area, height: int) -> Array:
        """A range up to the tab's last filled row, with the blank rows below it counted."""
        if sheet.grid.has_formulas:
            self._settle_area(sheet, area)
        bottom = max(min(area.bottom, self._last_row(sheet, area)), area.top + 1)
        columns = [self._column(sheet, at, area.top, bottom) for at in range(area.left, area.right)]
        return Array(columns, (sheet.id, area.top, area.left), height - (bottom - area.top))

    def _last_row(self, sheet: Sheet, area: Area) -> int:
        below = len(sheet.grid.rows)
        if sheet.grid.has_formulas and area.bottom > below:
            ends = (row + 1 for tab, row, column in self._spilled if tab == sheet.id)
            return max(below, *ends, 0)
        return below

    def _settle_area(self, sheet: Sheet, area: Area) -> None:
        filled = self._filled_of(sheet)
        for spot in list(filled.reaching(area)):
            if (sheet.id, *spot) not in self._busy:
                self._formula(sheet, spot)
        for spot in filled.inside(area):
            self._formula(sheet, spot)

    def _column(self, sheet: Sheet, column: int, top: int, bottom: int) -> Sequence[Scalar]:
        def read() -> Sequence[Scalar]:
            cells: list[Any] = sheet.grid.column(column, top, bottom)
            cells += [None] * (bottom - top - len(cells))
            if not sheet.grid.has_formulas:
                return cells
            return [self._settled(sheet, top + at, column, cell) for at, cell in enumerate(cells)]

        # Cells that are being worked out may still fill others: only what is settled is kept.
        if sheet.grid.has_formulas and self._busy and any(key[0] == sheet.id for key in self._busy):
            return read()
        cells: Sequence[Scalar] = self.kept(("column", sheet.id, column, top, bottom), read)
        return cells

    def _settled(self, sheet: Sheet, row: int, column: int, cell: Value) -> Scalar:
        if cell is None:
            return self._spilled.get((sheet.id, row, column))
        return self._formula(sheet, (row, column)) if isinstance(cell, Formula) else cell

    def _cell(self, sheet: Sheet, row: int, column: int) -> Scalar:
        cell = sheet.grid.value(row, column)
        if cell is None and sheet.grid.has_formulas and (sheet.id, row, column) not in self._spilled:
            self._settle_area(sheet, Area(row, column, row + 1, column + 1))
        return self._settled(sheet, row, column, cell)

    def _filled_of(self, sheet: Sheet) -> Filled:
        if sheet.id not in self._filled:
            self._filled[sheet.id] = Filled(sheet.grid.rows)
        return self._filled[sheet.id]

    # formulas

    def _formula(self, sheet: Sheet, spot: Spot) -> Scalar:
        key = (sheet.id, *spot)
        if key in self._memo:
            return self._memo[key]
        if key in self._busy:
            self._circular.update(self._busy[self._busy.index(key) :])
            raise Fault("REF")
        if len(self._busy) >= _DEEPEST:
            raise Postponed(key)
        self._busy.append(key)
        try:
            found = self._worked(sheet, spot)
        finally:
            self._busy.pop()
        self._memo[key] = Fault("REF") if key in self._circular else self._laid(sheet, spot, found)
        return self._memo[key]

    def _worked(self, sheet: Sheet, spot: Spot) -> Result:
        frame = Frame(self, sheet.id, *spot)
        try:
            found = frame.work(parse(self._filled_of(sheet).formulas[spot]))
        except Unreadable:
            return Fault("ERROR")
        return frame.single(found) if isinstance(found, Array) and found.place else found

    def _laid(self, sheet: Sheet, spot: Spot, found: Result) -> Scalar:
        """The first cell of an array, the others laid beside and below; `#REF!` where something is in the way."""
        if not isinstance(found, Array):
            return found
        if not found.height:
            return Fault("N_A")
        row, column = spot
        last_row, last_column = row + found.height - 1, column + found.width - 1
        outside = last_row >= sheet.grid.height or last_column >= sheet.grid.width
        if outside or not self._filled_of(sheet).clear(row, column, last_row, last_column):
            return Fault("REF")
        cells = {
            (sheet.id, row + down, column + right): cell
            for right, cells in enumerate(found.columns)
            for down, cell in enumerate(cells)
            if cell is not None
        }
        if any(key in self._spilled for key in cells):
            return Fault("REF")
        self._spilled |= cells
        return self._spilled.pop((sheet.id, row, column), None)

    def asked(self, sheet: Sheet, spot: Spot, text: str) -> Result:
        """What a formula that stands in no cell comes to, as if it stood in that one."""
        while True:
            try:
                return Frame(self, sheet.id, *spot).work(parse(text))
            except Unreadable:
                return Fault("ERROR")
            except Postponed as postponed:
                self._first(postponed.key)

    # the whole

    def rows(self, sheet: Sheet) -> list[Row]:
        """A tab's rows with the results of its formulas, and what they fill."""
        filled = self._filled_of(sheet)
        for spot in filled.formulas:
            self._first((sheet.id, *spot))
        rows = list(sheet.grid.rows)
        for row in sorted({at for at, _ in filled.formulas}):
            rows[row] = tuple([self._shown(sheet.id, row, at, cell) for at, cell in enumerate(rows[row])])
        for (tab, row, column), cell in self._spilled.items():
            if tab == sheet.id:
                _lay(rows, row, column, _result("", cell))
        return rows

    def _first(self, key: Key) -> None:
        """Work a formula out, and those that it waits for before it."""
        waiting = [key]
        while waiting:
            sheet_id, row, column = waiting[-1]
            try:
                self._formula(self._sheets[sheet_id], (row, column))
                waiting.pop()
            except Postponed as postponed:
                if postponed.key in waiting:
                    ring = waiting[waiting.index(postponed.key) :]
                    self._memo |= {one: Fault("REF") for one in ring}
                waiting.append(postponed.key)

    def _shown(self, sheet_id: int, row: int, column: int, cell: Value) -> Value:
        return _result(cell.text, self._memo[sheet_id, row, column]) if isinstance(cell, Formula) else cell


def _result(text: str, found: Scalar) -> Formula:
    if isinstance(found, Fault):
        return Formula(text, error=found.code)
    return Formula(text, number(found) if type(found) is float else found)


def _lay(rows: list[Row], row: int, column: int, cell: Value) -> None:
    rows.extend([()] * (row + 1 - len(rows)))
    old = rows[row] + (None,) * (column + 1 - len(rows[row]))
    rows[row] = (*old[:column], cell, *old[column + 1 :])
