"""batchUpdate's findReplace: a text looked for in a range, a tab or all tabs, and replaced."""

import re
from collections.abc import Callable

from .a1 import Area
from .book import Book
from .cells import Formula, Value, check_length, formula, number
from .display import plain_text
from .protection import guard
from .refusal import invalid
from .sheet import Json, Sheet

_GROUP = re.compile(r"\$([0-9])")


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
    changed, formulas = False, bool(request.get("includeFormulas"))
    for column in range(area.left, area.right):
        value = sheet.grid.value(row, column)
        if value is None or isinstance(value, bool) or (isinstance(value, Formula) and not formulas):
            continue
        text, count = pattern.subn(_replacement(request), _searched_text(value))
        if count:
            guard(book, sheet, Area(row, column, row + 1, column + 1))
            book.edit(sheet.id).grid.put(row, column, [_entered_again(value, text)])
            totals["formulasChanged" if isinstance(value, Formula) else "valuesChanged"] += 1
            totals["occurrencesChanged"] += count
            changed = True
    totals["rowsChanged"] += changed


def _searched_text(value: Value) -> str:
    return value.text if isinstance(value, Formula) else plain_text(value)


def _entered_again(old: Value, text: str) -> Value:
    """The replaced text as the kind of thing the cell held; what is no formula or number any more is text."""
    if isinstance(old, Formula) and text.startswith("="):
        return formula(text)
    return check_length(text) or None if isinstance(old, str | Formula) else _number_again(text)


def _replacement(request: Json) -> Callable[[re.Match[str]], str]:
    """What a match becomes: the text, in which `$1` stands for a group where the search is by pattern."""
    text = request.get("replacement") or ""
    if not request.get("searchByRegex"):
        return lambda _: text

    def group(found: re.Match[str], number: int) -> str:
        return (found[number] or "") if number <= found.re.groups else ""

    return lambda found: _GROUP.sub(lambda mark: group(found, int(mark[1])), text)


def _number_again(text: str) -> Value:
    try:
        return number(float(text))
    except ValueError:  # no number any more: the cell holds text now
        return text or None
