"""batchUpdate's sortRange, and the rows of an area put in another order."""

from functools import cmp_to_key
from typing import Any

from .a1 import Area
from .book import Book
from .cells import Value, result
from .formulas.following import copied
from .grid import trimmed
from .protection import guard
from .refusal import invalid
from .sheet import Json, Sheet


def sort_range(book: Book, request: Json) -> Json:
    """sortRange: numbers, then text, then booleans; empty cells last either way; looks move with their rows."""
    found, reach = book.grid_range(request.get("range") or {})
    sheet = book.edit(found.id)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    guard(book, sheet, area)
    order, shown = list(range(area.top, area.bottom)), book.worked(sheet).grid
    for spec in reversed(request.get("sortSpecs") or []):
        column = spec.get("dimensionIndex") or 0
        if not area.left <= column < area.right:
            raise invalid(f"Sort column [{column}] is outside of the range.")
        descending = spec.get("sortOrder") == "DESCENDING"
        values = shown.column(column, area.top, area.bottom)
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
    if grid.has_formulas:
        moves = [place - row for place, row in zip(range(area.top, area.bottom), order, strict=True)]
        parts = [tuple([copied(cell, by, 0) for cell in row]) for row, by in zip(parts, moves, strict=True)]
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
