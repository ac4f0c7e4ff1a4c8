"""batchUpdate requests that clean up cells: duplicates, white space, random order, text split into columns."""

from typing import Any

from .a1 import Area, Reach
from .book import Book
from .cells import Formula, result
from .protection import guard
from .refusal import invalid
from .sheet import Json, Sheet
from .sort_requests import permute
from .values import grow
from .writing import write


def _asked(book: Book, grid_range: Json | None) -> tuple[Sheet, Area]:
    if grid_range is None:
        raise invalid("No range specified.")
    found, reach = book.grid_range(grid_range)
    sheet = book.edit(found.id)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    guard(book, sheet, area)
    return sheet, area


def delete_duplicates(book: Book, request: Json) -> Json:
    """deleteDuplicates: the first of equal rows stays, case does not count; the rows below come up."""
    sheet, area = _asked(book, request.get("range"))
    columns = _compared(area, request.get("comparisonColumns") or [])
    shown = book.worked(sheet).grid
    seen: set[tuple[Any, ...]] = set()
    kept: list[int] = []
    gone: list[int] = []
    for row in range(area.top, area.bottom):
        key = tuple(_folded(result(shown.value(row, column))) for column in columns)
        filled = any(one is not None for _, one in key)
        (gone if filled and key in seen else kept).append(row)
        seen.add(key)
    permute(sheet, area, [*kept, *gone])
    left = Area(area.bottom - len(gone), area.left, area.bottom, area.right)
    sheet.grid.blank(left)
    sheet.grid.restyle(left, lambda _: None)
    return {"duplicatesRemovedCount": len(gone)} if gone else {}


def _compared(area: Area, spans: list[Json]) -> list[int]:
    columns = [
        column
        for span in spans
        for column in range(span.get("startIndex") or 0, min(span.get("endIndex", area.right), area.right))
    ]
    if any(column < area.left for column in columns) or (spans and not columns):
        raise invalid("The comparison columns must be inside of the range.")
    return columns or list(range(area.left, area.right))


def _folded(value: Any) -> tuple[str, Any]:
    """The value with its kind, because `1` and `true` are not the same."""
    return type(value).__name__, value.casefold() if isinstance(value, str) else value


def trim_whitespace(book: Book, request: Json) -> Json:
    """trimWhitespace: ends cut, inner white space one blank; what then begins with `=` stays text."""
    sheet, area = _asked(book, request.get("range"))
    changed = 0
    for row in range(area.top, min(area.bottom, len(sheet.grid.rows))):
        for column in range(area.left, area.right):
            value = sheet.grid.value(row, column)
            if isinstance(value, str) and value != " ".join(value.split()):
                sheet.grid.put(row, column, [" ".join(value.split()) or None])
                changed += 1
    return {"cellsChangedCount": changed} if changed else {}


def randomize_range(book: Book, request: Json) -> Json:
    """randomizeRange: the rows in another order."""
    sheet, area = _asked(book, request.get("range"))
    order = list(range(area.top, area.bottom))
    book.random.shuffle(order)
    permute(sheet, area, order)
    return {}


_DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


def text_to_columns(book: Book, request: Json) -> Json:
    """textToColumns: each text of one column split, its parts typed into the cells to its right."""
    sheet, area = _asked(book, request.get("source"))
    if area.width != 1:
        raise invalid("The source must span exactly one column.")
    cells = sheet.grid.column(area.left, area.top, area.bottom)
    delimiter = _delimiter(request, [cell for cell in cells if isinstance(cell, str)])
    for place, cell in enumerate(cells):
        if cell is None or isinstance(cell, Formula) or delimiter not in str(cell):
            continue
        parts = str(cell).split(delimiter)
        grow(book, sheet, 0, area.left + len(parts))
        row = area.top + place
        guard(book, sheet, Area(row, area.left, row + 1, area.left + len(parts)))
        write(sheet, Reach(row, area.left, row + 1, area.left + len(parts)), "", [parts], "USER_ENTERED")
    return {}


def _delimiter(request: Json, texts: list[str]) -> str:
    kind = request.get("delimiterType") or "AUTODETECT"
    if kind == "CUSTOM":
        if not request.get("delimiter"):
            raise invalid("A delimiter must be specified.")
        return str(request["delimiter"])
    known = _DELIMITERS.get(kind)
    return known or max(_DELIMITERS.values(), key=lambda one: sum(one in text for text in texts))
