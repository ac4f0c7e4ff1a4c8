"""batchUpdate's insertRange and deleteRange: some cells of a tab shifted, those beside them not."""

from collections.abc import Callable

from .a1 import Area
from .book import Book
from .cells import Row
from .looks import Look
from .protection import guard
from .refusal import invalid
from .runs import Runs
from .sheet import Json, Sheet
from .shifts import Banded, Deleted, Inserted
from .values import grow


def insert_range(book: Book, request: Json) -> Json:
    """insertRange: cells go down or right; a tab whose last cells are filled grows rather than lose them."""
    sheet, area, dimension = _asked(book, request)
    grid = sheet.grid
    if dimension == "ROWS":
        guard(book, sheet, Area(area.top, area.left, grid.height, area.right))
        grow(book, sheet, _filled_down(sheet, area) + area.height, 0)
        _shift_down(sheet, area)
        shift = Banded(Inserted("ROWS", area.top, area.height), area.left, area.right)
    else:
        guard(book, sheet, Area(area.top, area.left, area.bottom, grid.width))
        grow(book, sheet, 0, max(map(len, grid.rows[area.top : area.bottom]), default=0) + area.width)
        _shift_right(sheet, area)
        shift = Banded(Inserted("COLUMNS", area.left, area.width), area.top, area.bottom)
    book.follow_band(sheet, shift)
    return {}


def delete_range(book: Book, request: Json) -> Json:
    """deleteRange: cells come up or from the right into the place of those that are gone."""
    sheet, area, dimension = _asked(book, request)
    if dimension == "ROWS":
        guard(book, sheet, Area(area.top, area.left, sheet.grid.height, area.right))
        _shift_up(sheet, area)
        shift = Banded(Deleted("ROWS", area.top, area.bottom), area.left, area.right)
    else:
        guard(book, sheet, Area(area.top, area.left, area.bottom, sheet.grid.width))
        _shift_left(sheet, area)
        shift = Banded(Deleted("COLUMNS", area.left, area.right), area.top, area.bottom)
    book.follow_band(sheet, shift)
    return {}


def _asked(book: Book, request: Json) -> tuple[Sheet, Area, str]:
    dimension = request.get("shiftDimension")
    if dimension not in {"ROWS", "COLUMNS"}:
        raise invalid("No shiftDimension specified.")
    found, reach = book.grid_range(request.get("range") or {})
    sheet = book.edit(found.id)
    return sheet, reach.clip(sheet.grid.height, sheet.grid.width), dimension


def _filled_down(sheet: Sheet, area: Area) -> int:
    """The number of rows up to the last filled cell of the area's columns."""
    rows = sheet.grid.rows
    filled = (at for at in range(len(rows) - 1, area.top - 1, -1) if any(rows[at][area.left : area.right]))
    return next(filled, area.top - 1) + 1


def _band(sheet: Sheet, area: Area, top: int) -> list[Row]:
    """The cells of the area's columns from row `top` on, taken off the tab."""
    old = [row[area.left : area.right] for row in sheet.grid.rows[top:]]
    sheet.grid.blank(Area(area.top, area.left, len(sheet.grid.rows), area.right))
    return old


def _put_band(sheet: Sheet, area: Area, top: int, rows: list[Row]) -> None:
    for place, row in enumerate(rows):
        if row and top + place < sheet.grid.height:
            sheet.grid.put(top + place, area.left, row)


def _shift_down(sheet: Sheet, area: Area) -> None:
    _put_band(sheet, area, area.bottom, _band(sheet, area, area.top))
    gap: Runs[Look] = Runs([(area.height, None)])
    for column in range(area.left, area.right):
        looks = sheet.grid.looks[column].splice(area.top, area.top, gap)
        sheet.grid.looks[column] = looks.cut(0, sheet.grid.height)


def _shift_up(sheet: Sheet, area: Area) -> None:
    _put_band(sheet, area, area.top, _band(sheet, area, area.bottom))
    gap: Runs[Look] = Runs([(area.height, None)])
    for column in range(area.left, area.right):
        looks = sheet.grid.looks[column].splice(area.top, area.bottom, Runs([]))
        sheet.grid.looks[column] = looks.splice(len(looks), len(looks), gap)


def _shift_right(sheet: Sheet, area: Area) -> None:
    gap: Row = (None,) * area.width
    _rewrite(sheet, area, lambda row: row[: area.left] + gap + row[area.left :] if len(row) > area.left else row)
    _slide_looks(sheet, area, -area.width)


def _shift_left(sheet: Sheet, area: Area) -> None:
    _rewrite(sheet, area, lambda row: row[: area.left] + row[area.right :])
    _slide_looks(sheet, area, area.width)


def _rewrite(sheet: Sheet, area: Area, change: Callable[[Row], Row]) -> None:
    rows = sheet.grid.rows
    for at in range(area.top, min(area.bottom, len(rows))):
        new = change(rows[at])
        sheet.grid.rows[at] = ()
        sheet.grid.put(at, 0, new)


def _slide_looks(sheet: Sheet, area: Area, by: int) -> None:
    """Give the columns from the area's left on the looks of the column `by` places to the right (left if negative)."""
    grid = sheet.grid
    plain: Runs[Look] = Runs([(area.height, None)])
    old = [grid.looks[column].cut(area.top, area.bottom) for column in range(grid.width)]
    for column in range(area.left, grid.width):
        source = column + by
        new = old[source] if area.left <= source < grid.width else plain
        grid.looks[column] = grid.looks[column].splice(area.top, area.bottom, new)
