"""Formulas that only ask (those of conditional formats), answered from what the cells came to."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..cells import Formula, Value
from .evaluation import Spot, evaluate
from .operands import Array, Cell, Fault, Operand, Wrong
from .references import Reference
from .tokens import copied

if TYPE_CHECKING:
    from ..book import Book
    from ..sheet import Sheet

Place = tuple[int, int]
"""A row and a column."""


def asking(book: "Book", sheet: "Sheet", text: str, written: Place) -> Callable[[Place], bool]:
    """Whether a formula that is written as for one cell holds for others of its tab."""
    settled = _Settled(book)

    def holds(at: Place) -> bool:
        formula = copied(text, at[0] - written[0], at[1] - written[1])
        found = evaluate(formula, Spot(settled, sheet.id, *at, names={}))
        value = found.rows[0][0] if isinstance(found, Array) and found.rows and found.rows[0] else found
        return value is True or (isinstance(value, int | float) and value != 0)

    return holds


class _Settled:
    """The cells of a workbook as they were last worked out."""

    def __init__(self, book: "Book") -> None:
        self.now: datetime = book.now().astimezone(ZoneInfo(book.properties["timeZone"]))
        self._book = book

    def read(self, sheet_id: int, reference: Reference) -> Operand:
        """What a reference means. Raises Wrong."""
        title = reference.title
        sheet = self._book.sheet(sheet_id) if title is None else self._book.titled(title)
        if sheet is None:
            raise Wrong("REF")
        self._book.work_out(sheet)
        grid, reach = sheet.grid, reference.reach()
        if reach.starts_outside(grid.height, grid.width):
            raise Wrong("REF")
        if reference.last is None:
            return _cell(grid.value(reach.top, reach.left))
        area = reach.clip(grid.height, grid.width)
        bottom = area.bottom if reach.bottom is not None else min(area.bottom, grid.last_row())
        columns = range(area.left, area.right)
        return Array([tuple(_cell(grid.value(row, at)) for at in columns) for row in range(area.top, bottom)])


def _cell(value: Value) -> Cell:
    if isinstance(value, Formula):
        return Fault(value.error) if value.error else value.result
    return value
