"""Reading values: areas as lists of rendered cells, trimmed as Google trims them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .a1 import Area, Reach, area_text, beyond
from .book import Book
from .cells import Formula, Row, Value, result
from .display import TIME_KINDS, Show, formatter_of
from .looks import Look, number_format
from .refusal import malformed
from .sheet import Json, Sheet

_RENDERS = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
_DATES = ("SERIAL_NUMBER", "FORMATTED_STRING")
_MAJORS = ("ROWS", "COLUMNS")
Render = Callable[[Value], Any]


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a read wants its values: render option, date option, rows or columns first."""

    values: str = "FORMATTED_VALUE"
    dates: str = "SERIAL_NUMBER"
    major: str = "ROWS"


def rendering(source: Any, prefix: str = "") -> Rendering:
    """The rendering that a query or body asks for; `prefix` is `response` in the options of a write."""
    names = ("valueRenderOption", "dateTimeRenderOption") if not prefix else _RESPONSE_NAMES
    major = "majorDimension" if not prefix else ""
    return Rendering(
        _one_of(source.get(names[0]), _RENDERS, names[0]),
        _one_of(source.get(names[1]), _DATES, names[1]),
        _one_of(source.get(major) if major else None, _MAJORS, major),
    )


_RESPONSE_NAMES = ("responseValueRenderOption", "responseDateTimeRenderOption")


def _one_of(value: Any, known: tuple[str, ...], name: str) -> str:
    if value is None or value == "" or value == "DIMENSION_UNSPECIFIED":
        return known[0]
    if value not in known:
        raise malformed(name, f"Invalid value at '{name}' (type.googleapis.com/google.apps.sheets.v4), \"{value}\"")
    return str(value)


def major_dimension(value: Any) -> str:
    """`ROWS` or `COLUMNS`; absent means rows."""
    return _one_of(value, _MAJORS, "majorDimension")


def clip(sheet: Sheet, reach: Reach) -> Area:
    """The cells of a read or write that are on the grid; refused where it starts off the grid."""
    height, width = sheet.grid.height, sheet.grid.width
    if reach.starts_outside(height, width):
        raise beyond(sheet.title, reach, height, width)
    return reach.clip(height, width)


def value_range(book: Book, sheet: Sheet, area: Area, how: Rendering) -> Json:
    """A ValueRange; without `values` where the area is empty."""
    found: Json = {"range": area_text(sheet.title, area), "majorDimension": how.major}
    values = read_rows(book, sheet, area, how)
    if how.major == "COLUMNS":
        values = transposed(values)
    if values:
        found["values"] = values
    return found


def read_rows(book: Book, sheet: Sheet, area: Area, how: Rendering) -> list[list[Any]]:
    """The rendered rows of an area without empty ends; empty cells inside are `""`."""
    rows = _rendered(book, sheet, area, how)
    values = [["" if cell is None else cell for cell in row] if None in row else list(row) for row in rows]
    while values and not values[-1]:
        values.pop()
    return values


def _rendered(book: Book, sheet: Sheet, area: Area, how: Rendering) -> Iterator[Any]:
    sheet = book.worked(sheet)
    grid = sheet.grid
    if how.values == "FORMATTED_VALUE" or how.dates == "FORMATTED_STRING":
        return _by_look(book, sheet, area, how)
    if not grid.has_formulas:
        return grid.slices(area)
    show = _formula_text if how.values == "FORMULA" else result
    return (tuple([show(cell) for cell in row]) for row in grid.slices(area))


def _formula_text(value: Value) -> Any:
    """The text of a formula; a cell that another formula fills has only its value."""
    return value.text or result(value) if isinstance(value, Formula) else value


def _by_look(book: Book, sheet: Sheet, area: Area, how: Rendering) -> Iterator[list[Any]]:
    bottom = min(area.bottom, max(len(sheet.grid.rows), area.top))
    columns = [_column_renders(book, sheet, column, area.top, bottom, how) for column in range(area.left, area.right)]
    for place, row in enumerate(sheet.grid.slices(area)):
        yield [
            None if cell is None else (render[place] if isinstance(render, list) else render)(cell)
            for cell, render in zip(row, columns, strict=False)
        ]


def _column_renders(
    book: Book, sheet: Sheet, column: int, top: int, bottom: int, how: Rendering
) -> Render | list[Render]:
    """One function for the whole column where it looks the same all along, else one per row."""
    pieces = list(sheet.grid.looks[column].pieces(top, bottom))
    if len(pieces) == 1:
        return _render_of(pieces[0][1], book.locale, how)
    renders: list[Render] = []
    for length, look in pieces:
        renders.extend([_render_of(look, book.locale, how)] * length)
    return renders


def _render_of(look: Look, locale: str, how: Rendering) -> Render:
    show: Show = formatter_of(look, locale)
    if how.values == "FORMATTED_VALUE":
        return show
    plain: Render = _formula_text if how.values == "FORMULA" else result
    if number_format(look).get("type") not in TIME_KINDS:
        return plain
    return lambda value: show(value) if _is_number(value) else plain(value)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def transposed(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows as columns, each without its empty end."""
    width = max(map(len, rows), default=0)
    columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    for column in columns:
        while column and column[-1] == "":
            column.pop()
    while columns and not columns[-1]:
        columns.pop()
    return columns


def find_table(sheet: Sheet, area: Area) -> Area | None:
    """The block of neighbouring filled cells that an append to this area goes below (reference §3.4)."""
    seed = _last_filled(sheet, area)
    if seed is None:
        return None
    rows = sheet.grid.rows
    top, bottom, left, right = seed[0], seed[0] + 1, seed[1], seed[1] + 1
    while True:
        before = (top, bottom, left, right)
        while bottom < len(rows) and _any(rows[bottom], left, right):
            bottom += 1
        while top and _any(rows[top - 1], left, right):
            top -= 1
        if any(_any(row, right, right + 1) for row in rows[top:bottom]):
            right += 1
        if left and any(_any(row, left - 1, left) for row in rows[top:bottom]):
            left -= 1
        if before == (top, bottom, left, right):
            return Area(top, left, bottom, right)


def _any(row: Row, left: int, right: int) -> bool:
    return any(cell is not None for cell in row[left:right])


def _last_filled(sheet: Sheet, area: Area) -> tuple[int, int] | None:
    rows = sheet.grid.rows
    for place in range(min(area.bottom, len(rows)) - 1, area.top - 1, -1):
        for column in range(min(area.right, len(rows[place])) - 1, area.left - 1, -1):
            if rows[place][column] is not None:
                return place, column
    return None
