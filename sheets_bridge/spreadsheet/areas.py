"""Rectangles of cells, as Google addresses them."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Change = dict[str, Any]
"""One request of a spreadsheets:batchUpdate."""


class Area(NamedTuple):
    """Half-open spans of rows and columns counted from 0; None is open to the grid's end."""

    sheet_id: int
    top: int
    bottom: int | None
    left: int
    right: int | None

    def grid(self) -> dict[str, int]:
        """As a GridRange."""
        spans = {"startRowIndex": self.top, "startColumnIndex": self.left}
        ends = {"endRowIndex": self.bottom, "endColumnIndex": self.right}
        return {"sheetId": self.sheet_id, **spans, **{name: end for name, end in ends.items() if end is not None}}

    def a1(self, title: str) -> str:
        """As a quoted A1 range of a tab; both ends must be bounded."""
        assert self.bottom is not None
        assert self.right is not None
        return f"{quoted(title)}!{letters(self.left)}{self.top + 1}:{letters(self.right - 1)}{self.bottom}"

    def meets(self, other: "Area") -> bool:
        """Whether the two share a cell."""
        return (
            self.sheet_id == other.sheet_id
            and _overlap(self.top, self.bottom, other.top, other.bottom)
            and _overlap(self.left, self.right, other.left, other.right)
        )


def area(grid_range: dict[str, int]) -> Area:
    """A GridRange as Google answers it: zeroes and open ends may be left out."""
    return Area(
        grid_range.get("sheetId", 0),
        grid_range.get("startRowIndex", 0),
        grid_range.get("endRowIndex"),
        grid_range.get("startColumnIndex", 0),
        grid_range.get("endColumnIndex"),
    )


def plain(where: Area, rows: int, columns: int) -> str:
    """An area in the words a person sees, such as `C5:D8`; open ends are closed at the grid's."""
    bottom = rows if where.bottom is None else where.bottom
    right = columns if where.right is None else where.right
    return f"{letters(where.left)}{where.top + 1}:{letters(right - 1)}{bottom}"


def quoted(title: str) -> str:
    """A tab's title as ranges want it."""
    return "'" + title.replace("'", "''") + "'"


def title_of(range_: str) -> str:
    """The tab's title in a range that names it; Google quotes only the titles that need it."""
    title = range_.rpartition("!")[0]
    return title[1:-1].replace("''", "'") if title.startswith("'") else title


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Stretches (first, last) of consecutive ascending numbers."""
    first = last = None
    for number in numbers:
        if first is None or last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last


def _overlap(start: int, end: int | None, other_start: int, other_end: int | None) -> bool:
    return (other_end is None or start < other_end) and (end is None or other_start < end)
