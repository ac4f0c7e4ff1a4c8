"""The cells of one tab: rows as tuples and looks as runs, so that copies share them and large tabs stay small."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from .a1 import Area
from .cells import SKIP, Formula, Row, Skip, Value
from .looks import Look, inherited
from .runs import Runs

Props = dict[str, Any] | None


def trimmed(row: Row) -> Row:
    """The row without its empty end."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row if end == len(row) else row[:end]


class Grid:
    """A grid of `height` x `width` cells. A row tuple is never changed: a write puts a new one in its place."""

    def __init__(self, height: int, width: int) -> None:
        self.height = height
        self.width = width
        self.rows: list[Row] = []
        self.looks: list[Runs[Look]] = [Runs([(height, None)])] * width
        self.row_props: Runs[Props] = Runs([(height, None)])
        self.column_props: Runs[Props] = Runs([(width, None)])
        self.has_formulas = False

    def copy(self) -> "Grid":
        """A grid of its own that shares every row and run with this one."""
        twin = Grid(0, 0)
        twin.__dict__.update(self.__dict__)
        twin.rows = list(self.rows)
        twin.looks = list(self.looks)
        return twin

    # values

    def value(self, row: int, column: int) -> Value:
        """The value of one cell."""
        if row >= len(self.rows):
            return None
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def slices(self, area: Area) -> Iterator[Row]:
        """The area row by row, each without its empty end, up to the last row that was ever written."""
        left, right = area.left, area.right
        if not left and right >= self.width:
            yield from self.rows[area.top : area.bottom]
            return
        for row in self.rows[area.top : area.bottom]:
            yield trimmed(row[left:right])

    def column(self, column: int, top: int, bottom: int) -> list[Value]:
        """The values of one column; shorter than asked for where the tab's written rows end."""
        return [row[column] if column < len(row) else None for row in self.rows[top:bottom]]

    def put(self, row: int, column: int, cells: Iterable[Value | Skip]) -> None:
        """Write cells into a row from `column` on; those marked to be skipped keep what they hold."""
        new = tuple(cells)
        while len(self.rows) <= row:
            self.rows.append(())
        old = self.rows[row]
        padded = old + (None,) * (column + len(new) - len(old))
        if SKIP in new:
            new = tuple(padded[column + at] if cell is SKIP else cell for at, cell in enumerate(new))
        fresh: Any = padded[:column] + new + padded[column + len(new) :]
        self.rows[row] = trimmed(fresh)

    def note_formulas(self, cells: Iterable[Value | Skip]) -> None:
        """Remember that there are formulas here, so that reads of other tabs need not look for any."""
        self.has_formulas = self.has_formulas or any(isinstance(cell, Formula) for cell in cells)

    def blank(self, area: Area) -> None:
        """Empty the values of an area."""
        gap: Row = (None,) * area.width
        for place in range(area.top, min(area.bottom, len(self.rows))):
            row = self.rows[place]
            if len(row) > area.left:
                self.rows[place] = trimmed(row[: area.left] + gap + row[area.right :])

    def last_row(self) -> int:
        """The number of rows up to the last one with a value."""
        end = len(self.rows)
        while end and not self.rows[end - 1]:
            end -= 1
        return end

    # looks

    def look(self, row: int, column: int) -> Look:
        """The look of one cell."""
        return self.looks[column].at(row)

    def restyle(self, area: Area, change: Callable[[Look], Look]) -> None:
        """Change the looks of an area, once per run of equal ones."""
        if area.height <= 0:
            return
        for column in range(area.left, area.right):
            self.looks[column] = self.looks[column].changed(area.top, area.bottom, change)

    def put_looks(self, column: int, top: int, looks: list[Look]) -> None:
        """Give the cells of a column from `top` on these looks."""
        self.looks[column] = self.looks[column].splice(top, top + len(looks), Runs.pack(looks))

    # rows and columns

    def insert_rows(self, at: int, count: int, inherit_from: int | None) -> None:
        """`count` empty rows before row `at`, looking like the row `inherit_from`."""
        if at < len(self.rows):
            self.rows[at:at] = [()] * count
        for column, runs in enumerate(self.looks):
            look = None if inherit_from is None else inherited(runs.at(inherit_from))
            self.looks[column] = runs.splice(at, at, Runs([(count, look)]))
        self.row_props = self.row_props.splice(at, at, Runs([(count, None)]))
        self.height += count

    def insert_columns(self, at: int, count: int, inherit_from: int | None) -> None:
        """`count` empty columns before column `at`, looking like the column `inherit_from`."""
        gap: Row = (None,) * count
        self.rows = [row[:at] + gap + row[at:] if len(row) > at else row for row in self.rows]
        looks: Runs[Look] = Runs([(self.height, None)])
        if inherit_from is not None:
            looks = self.looks[inherit_from].changed(0, self.height, inherited)
        self.looks[at:at] = [looks] * count
        self.column_props = self.column_props.splice(at, at, Runs([(count, None)]))
        self.width += count

    def delete_rows(self, start: int, end: int) -> None:
        """Take the rows from `start` to `end` away."""
        del self.rows[start:end]
        nothing: Runs[Look] = Runs([])
        self.looks = [runs.splice(start, end, nothing) for runs in self.looks]
        self.row_props = self.row_props.splice(start, end, Runs([]))
        self.height -= end - start

    def delete_columns(self, start: int, end: int) -> None:
        """Take the columns from `start` to `end` away."""
        self.rows = [trimmed(row[:start] + row[end:]) if len(row) > start else row for row in self.rows]
        del self.looks[start:end]
        self.column_props = self.column_props.splice(start, end, Runs([]))
        self.width -= end - start

    def move_rows(self, start: int, end: int, landing: int) -> None:
        """Put the rows from `start` to `end` before row `landing`, counted without them."""
        self.rows.extend([()] * (max(end, landing + end - start) - len(self.rows)))
        moving = self.rows[start:end]
        del self.rows[start:end]
        self.rows[landing:landing] = moving
        self.looks = [_moved(runs, start, end, landing) for runs in self.looks]
        self.row_props = _moved(self.row_props, start, end, landing)

    def move_columns(self, start: int, end: int, landing: int) -> None:
        """Put the columns from `start` to `end` before column `landing`, counted without them."""
        order = list(range(self.width))
        moving = order[start:end]
        del order[start:end]
        order[landing:landing] = moving
        width = self.width
        whole = (row + (None,) * (width - len(row)) for row in self.rows)
        self.rows = [trimmed(tuple([row[at] for at in order])) for row in whole]
        self.looks = [self.looks[at] for at in order]
        self.column_props = _moved(self.column_props, start, end, landing)


def _moved(runs: Runs[Any], start: int, end: int, landing: int) -> Runs[Any]:
    moving = runs.cut(start, end)
    return runs.splice(start, end, Runs([])).splice(landing, landing, moving)
