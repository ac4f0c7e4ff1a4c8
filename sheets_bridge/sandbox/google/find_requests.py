"""batchUpdate's findReplace: a text looked for in a range, a tab or all tabs, and replaced."""

import re

from .a1 import Area
from .book import Book
from .cells import Formula, Value, check_length, number
from .refusal import invalid
from .sheet import Json, Sheet


def find_replace(book: Book, request: Json) -> Json:
    """findReplace in a range, a tab or all tabs; counters that are zero are left out."""
    if not request.get("find"):
        raise invalid("find must not be empty.")
    pattern = _pattern(request)
    totals = {"valuesChanged": 0, "formulasChanged": 0, "rowsChanged": 0, "sheetsChanged": 0, "occurrencesChanged": 0}
    for sheet, area in _searched(book, request):
        before = totals["rowsChanged"]
        for row in range(area.top, min(area.bottom, len(sheet.grid.rows))):
            _replace_row(book, sheet, area, row, pattern, request, totals)
        totals["sheetsChanged"] += totals["rowsChanged"] > before
    return {name: count for name, count in totals.items() if count}


def _pattern(request: Json) -> re.Pattern[str]:
    text = request["find"] if request.get("searchByRegex") else re.escape(request["find"])
    if request.get("matchEntireCell"):
        text = rf"\A(?:{text})\Z"
    try:
        return re.compile(text, 0 if request.get("matchCase") else re.IGNORECASE)
    except re.error as problem:
        raise invalid(f"Invalid regular expression: {problem}") from None


def _searched(book: Book, request: Json) -> list[tuple[Sheet, Area]]:
    if request.get("range") is not None:
        sheet, reach = book.grid_range(request["range"])
        return [(sheet, reach.clip(sheet.grid.height, sheet.grid.width))]
    sheets = book.sheets if request.get("allSheets") else [book.sheet(request.get("sheetId"))]
    return [(sheet, Area(0, 0, sheet.grid.height, sheet.grid.width)) for sheet in sheets]


def _replace_row(
    book: Book, sheet: Sheet, area: Area, row: int, pattern: re.Pattern[str], request: Json, totals: dict[str, int]
) -> None:
    changed = False
    for column in range(area.left, area.right):
        value = sheet.grid.value(row, column)
        if value is None or isinstance(value, bool | Formula):
            continue
        replacement = request.get("replacement") or ""
        literal = replacement if request.get("searchByRegex") else replacement.replace("\\", "\\\\")
        text, count = pattern.subn(literal, str(value))
        if count:
            new = _number_again(text) if isinstance(value, int | float) else check_length(text) or None
            book.edit(sheet.id).grid.put(row, column, [new])
            totals["valuesChanged"] += 1
            totals["occurrencesChanged"] += count
            changed = True
    totals["rowsChanged"] += changed


def _number_again(text: str) -> Value:
    try:
        return number(float(text))
    except ValueError:  # no number any more: the cell holds text now
        return text or None
