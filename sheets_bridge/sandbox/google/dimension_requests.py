"""batchUpdate requests about rows and columns: insert, append, delete, move, size, hide."""

from typing import Any

from .a1 import Area
from .book import Book, check_size
from .display import formatter_of
from .masks import overlay
from .protection import guard
from .refusal import invalid
from .sheet import Json, Sheet
from .shifts import Deleted, Inserted, Moved
from .tab_requests import required_mask
from .widths import text_pixels

_AUTO_PIXELS = 21


def asked_span(book: Book, span: Json | None, bounded: bool = True) -> tuple[Sheet, str, int, int]:
    """The tab, the dimension and the ends of a DimensionRange; open ends are the ends of the tab."""
    if not span or span.get("dimension") not in {"ROWS", "COLUMNS"}:
        raise invalid("No dimension specified.")
    sheet = book.edit(span.get("sheetId"))
    size = sheet.size(span["dimension"])
    if bounded and span.get("endIndex") is None:
        raise invalid("range.endIndex must be specified.")
    start = span.get("startIndex") or 0
    end = size if span.get("endIndex") is None else span["endIndex"]
    if start < 0 or end < start:
        raise invalid(f"range.endIndex[{end}] must be after range.startIndex[{start}]")
    return sheet, span["dimension"], start, end


def insert_dimension(book: Book, request: Json) -> Json:
    """insertDimension: looks come from before or after; what is tied to cells moves along."""
    sheet, dimension, start, end = asked_span(book, request.get("range"))
    size = sheet.size(dimension)
    if start > size:
        raise invalid(f"range.startIndex[{start}] is after last {_word(dimension)} in sheet[{size - 1}]")
    if request.get("inheritFromBefore") and not start:
        raise invalid("inheritFromBefore cannot be true when inserting at index 0.")
    inherit = start - 1 if request.get("inheritFromBefore") or start == size else start
    _insert(book, sheet, dimension, start, end - start, inherit)
    return {}


def _guard_span(book: Book, sheet: Sheet, dimension: str, start: int, end: int) -> None:
    """Refuse to take away or move rows or columns that a protection from the caller lies on."""
    grid = sheet.grid
    rows = dimension == "ROWS"
    guard(book, sheet, Area(start, 0, end, grid.width) if rows else Area(0, start, grid.height, end))


def _word(dimension: str) -> str:
    return "row" if dimension == "ROWS" else "column"


def _insert(book: Book, sheet: Sheet, dimension: str, at: int, count: int, inherit: int) -> None:
    grid = sheet.grid
    rows, columns = (count, 0) if dimension == "ROWS" else (0, count)
    check_size(book, grid.height + rows, grid.width + columns, grid.height * grid.width)
    (grid.insert_rows if dimension == "ROWS" else grid.insert_columns)(at, count, inherit)
    book.follow(sheet, Inserted(dimension, at, count))


def append_dimension(book: Book, request: Json) -> Json:
    """appendDimension: new rows or columns at the end, looking like the last one."""
    dimension, length = request.get("dimension"), request.get("length") or 0
    if dimension not in {"ROWS", "COLUMNS"}:
        raise invalid("No dimension specified.")
    if length <= 0:
        raise invalid("length must be greater than 0.")
    sheet = book.edit(request.get("sheetId"))
    size = sheet.size(dimension)
    _insert(book, sheet, dimension, size, length, size - 1)
    return {}


def delete_dimension(book: Book, request: Json) -> Json:
    """deleteDimension: not all of them, and not all that are not frozen."""
    sheet, dimension, start, end = asked_span(book, request.get("range"), bounded=False)
    size = sheet.size(dimension)
    if start >= size:
        raise invalid(f"range.startIndex[{start}] is after last {_word(dimension)} in sheet[{size - 1}]")
    end = min(end, size)
    if end - start >= size:
        raise invalid(f"You can't delete all the {_word(dimension)}s on the sheet.")
    frozen = sheet.frozen(dimension)
    if frozen and start <= frozen and end == size:
        raise invalid(f"Sorry, it is not possible to delete all non-frozen {_word(dimension)}s.")
    _guard_span(book, sheet, dimension, start, end)
    (sheet.grid.delete_rows if dimension == "ROWS" else sheet.grid.delete_columns)(start, end)
    book.follow(sheet, Deleted(dimension, start, end))
    return {}


def move_dimension(book: Book, request: Json) -> Json:
    """moveDimension: the destination counts before the move (texts: reference §3.6)."""
    sheet, dimension, start, end = asked_span(book, request.get("source"))
    target, size = request.get("destinationIndex") or 0, sheet.size(dimension)
    if end > size:
        raise invalid(f"source.endIndex[{end}] is after last {_word(dimension)}[{size}]")
    if target > size:
        raise invalid(f"destinationIndex[{target}] is after last {_word(dimension)}[{size}]")
    if start < target < end:
        raise invalid(f"destinationIndex[{target}] must be outside the requested range[{start}-{end - 1}]")
    _guard_span(book, sheet, dimension, start, end)
    landing = target if target <= start else target - (end - start)
    (sheet.grid.move_rows if dimension == "ROWS" else sheet.grid.move_columns)(start, end, landing)
    book.follow(sheet, Moved(dimension, start, end, target))
    return {}


def update_dimension_properties(book: Book, request: Json) -> Json:
    """updateDimensionProperties: pixel size and whether a person hid it."""
    mask = required_mask(request)
    sheet, dimension, start, end = asked_span(book, request.get("range"), bounded=False)
    given = {name: value for name, value in (request.get("properties") or {}).items() if value not in (None, False)}
    change_props(sheet, dimension, (start, end), lambda props: overlay(props or {}, given, mask) or None)
    return {}


def auto_resize_dimensions(book: Book, request: Json) -> Json:
    """autoResizeDimensions: widths follow the longest text as it is shown; columns without any stay."""
    sheet, dimension, start, end = asked_span(book, request.get("dimensions"), bounded=False)
    if dimension == "ROWS":
        change_props(sheet, dimension, (start, end), lambda props: {**(props or {}), "pixelSize": _AUTO_PIXELS})
        return {}
    for column in range(start, min(end, sheet.grid.width)):
        pixels = _widest(book, sheet, column)
        if pixels:
            change_props(sheet, dimension, (column, column + 1), _sized(pixels))
    return {}


def _widest(book: Book, sheet: Sheet, column: int) -> int:
    cells = book.worked(sheet).grid.column(column, 0, sheet.grid.height)
    looks = sheet.grid.looks[column].spread(0, len(cells))
    shown = [(cell, look) for cell, look in zip(cells, looks, strict=True) if cell is not None]
    return max((text_pixels(formatter_of(look, book.locale)(cell), look) for cell, look in shown), default=0)


def _sized(pixels: int) -> Any:
    return lambda props: {**(props or {}), "pixelSize": max(_AUTO_PIXELS, pixels)}


def change_props(sheet: Sheet, dimension: str, span: tuple[int, int], change: Any) -> None:
    """Change the size and visibility of the rows or columns from `span[0]` to `span[1]`."""
    start, end = span[0], min(span[1], sheet.size(dimension))
    if start >= end:
        return
    grid = sheet.grid
    if dimension == "ROWS":
        grid.row_props = grid.row_props.changed(start, end, change)
    else:
        grid.column_props = grid.column_props.changed(start, end, change)
