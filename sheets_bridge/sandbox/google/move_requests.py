"""batchUpdate requests that carry cells from place to place: sort, copy, cut."""

from functools import cmp_to_key
from typing import Any

from .a1 import Area, Reach
from .book import Book
from .cells import Value, result
from .grid import trimmed
from .looks import Look, without_empty
from .protection import guard
from .refusal import invalid
from .runs import Runs
from .sheet import Json, Sheet

Cell = tuple[Value, Look]


def sort_range(book: Book, request: Json) -> Json:
    """sortRange: numbers, then text, then booleans; empty cells last either way; looks move with their rows."""
    found, reach = book.grid_range(request.get("range") or {})
    sheet = book.edit(found.id)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    guard(book, sheet, area)
    order = list(range(area.top, area.bottom))
    for spec in reversed(request.get("sortSpecs") or []):
        column = spec.get("dimensionIndex") or 0
        if not area.left <= column < area.right:
            raise invalid(f"Sort column [{column}] is outside of the range.")
        descending = spec.get("sortOrder") == "DESCENDING"
        values = sheet.grid.column(column, area.top, area.bottom)
        values += [None] * (area.height - len(values))
        keys = {row: result(value) for row, value in zip(range(area.top, area.bottom), values, strict=True)}
        order.sort(key=lambda row: _sort_key(keys[row], descending))
    permute(sheet, area, order)
    return {}


def _sort_key(value: Any, descending: bool) -> Any:
    return _ORDER((value, descending))


def _compare(one: tuple[Any, bool], other: tuple[Any, bool]) -> int:
    (left, descending), (right, _) = one, other
    if left is None or right is None:
        return (left is None) - (right is None)
    first, second = (_rank(left), _folded(left)), (_rank(right), _folded(right))
    outcome = (first > second) - (first < second)
    return -outcome if descending else outcome


_ORDER = cmp_to_key(_compare)


def _rank(value: Any) -> int:
    if isinstance(value, bool):
        return 2
    return 1 if isinstance(value, str) else 0


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def permute(sheet: Sheet, area: Area, order: list[int]) -> None:
    """Put the rows of an area in another order, their looks with them; `order` names the old rows."""
    grid = sheet.grid
    rows = grid.rows
    rows.extend([()] * (area.bottom - len(rows)))
    old = rows[area.top : area.bottom]
    parts = [old[row - area.top] for row in order]
    if area.left or area.right < grid.width:
        parts = [_swapped(mine, theirs, area) for mine, theirs in zip(old, parts, strict=True)]
    rows[area.top : area.bottom] = parts
    for column in range(area.left, area.right):
        looks = grid.looks[column].spread(area.top, area.bottom)
        if any(look != looks[0] for look in looks):
            grid.put_looks(column, area.top, [looks[row - area.top] for row in order])


def _swapped(mine: tuple[Value, ...], theirs: tuple[Value, ...], area: Area) -> tuple[Value, ...]:
    gap = (None,) * area.right
    whole = mine + gap[len(mine) :]
    return trimmed(whole[: area.left] + (theirs + gap[len(theirs) :])[area.left : area.right] + whole[area.right :])


def copy_paste(book: Book, request: Json) -> Json:
    """copyPaste: the source is repeated to fill the destination; values, formats or both."""
    origin, source = _cells_at(book, request.get("source") or {})
    found, destination = _cells_at(book, request.get("destination") or {})
    block = _taken(origin, source)
    if request.get("pasteOrientation") == "TRANSPOSE":
        block = [list(column) for column in zip(*block, strict=True)]
    sheet = book.edit(found.id)
    target = _filled(sheet, destination, block)
    guard(book, sheet, target)
    _paste(sheet, target, block, request.get("pasteType") or "PASTE_NORMAL")
    return {}


def _cells_at(book: Book, grid_range: Json) -> tuple[Sheet, Area]:
    sheet, reach = book.grid_range(grid_range)
    return sheet, reach.clip(sheet.grid.height, sheet.grid.width)


def _taken(sheet: Sheet, area: Area) -> list[list[Cell]]:
    looks = [sheet.grid.looks[column].spread(area.top, area.bottom) for column in range(area.left, area.right)]
    return [
        [(sheet.grid.value(row, area.left + at), looks[at][row - area.top]) for at in range(area.width)]
        for row in range(area.top, area.bottom)
    ]


def _filled(sheet: Sheet, area: Area, block: list[list[Cell]]) -> Area:
    """The destination: at least one whole block, as many as fit, clipped by the grid."""
    tall, wide = len(block), len(block[0]) if block else 0
    height = max(area.height // tall, 1) * tall if tall else 0
    width = max(area.width // wide, 1) * wide if wide else 0
    return Reach(area.top, area.left, area.top + height, area.left + width).clip(sheet.grid.height, sheet.grid.width)


def _paste(sheet: Sheet, area: Area, block: list[list[Cell]], kind: str) -> None:
    if not block:
        return
    values, looks = _PASTED.get(kind, (True, None))
    for row in range(area.top, area.bottom) if values else ():
        source = block[(row - area.top) % len(block)]
        cells = [source[at % len(source)][0] for at in range(area.width)]
        sheet.grid.put(row, area.left, [result(cell) for cell in cells] if kind == "PASTE_VALUES" else cells)
        sheet.grid.note_formulas(cells)
    for at in range(area.width) if looks != () else ():
        column = [block[place % len(block)][at % len(block[0])][1] for place in range(area.height)]
        old = sheet.grid.looks[area.left + at].spread(area.top, area.bottom)
        new = [_pasted_look(mine, theirs, looks) for mine, theirs in zip(old, column, strict=True)]
        sheet.grid.put_looks(area.left + at, area.top, new)


_PASTED: dict[str, tuple[bool, tuple[str, ...] | None]] = {
    "PASTE_NORMAL": (True, None),
    "PASTE_NO_BORDERS": (True, None),
    "PASTE_VALUES": (True, ()),
    "PASTE_FORMULA": (True, ()),
    "PASTE_FORMAT": (False, ("userEnteredFormat",)),
    "PASTE_DATA_VALIDATION": (False, ("dataValidation",)),
    "PASTE_CONDITIONAL_FORMATTING": (False, ()),
}


def _pasted_look(mine: Look, theirs: Look, names: tuple[str, ...] | None) -> Look:
    if names is None:
        return theirs
    kept = {name: value for name, value in (mine or {}).items() if name not in names}
    return without_empty(kept | {name: value for name, value in (theirs or {}).items() if name in names})


def cut_paste(book: Book, request: Json) -> Json:
    """cutPaste: the source is emptied and stands at the destination, as large as it was."""
    origin, source = _cells_at(book, request.get("source") or {})
    block = _taken(origin, source)
    kind = request.get("pasteType") or "PASTE_NORMAL"
    emptied = book.edit(origin.id)
    guard(book, emptied, source)
    emptied.grid.blank(source)
    if kind == "PASTE_NORMAL":
        for column in range(source.left, source.right):
            nothing: Runs[Look] = Runs([(source.height, None)])
            emptied.grid.looks[column] = emptied.grid.looks[column].splice(source.top, source.bottom, nothing)
    found, top, left = book.coordinate(request.get("destination"))
    sheet = book.edit(found.id)
    area = Reach(top, left, top + source.height, left + source.width).clip(sheet.grid.height, sheet.grid.width)
    guard(book, sheet, area)
    _paste(sheet, area, block, kind)
    return {}
