"""Objects drawn over the cells of a tab (views, bands, rules, charts, tables): found by id, put in place, replaced."""

from typing import Any

from .a1 import Area
from .book import Book
from .refusal import invalid
from .sheet import Json, Sheet


def find(book: Book, shelf: str, id_name: str, wanted: Any, what: str) -> tuple[Sheet, Json]:
    """The tab, to write to, and the object of that id. Raises Refusal where there is none."""
    for sheet in book.sheets:
        for one in getattr(sheet, shelf):
            if wanted is not None and one[id_name] == wanted:
                return book.edit(sheet.id), one
    raise invalid(f"No {what} with id: {wanted or 0}")


def put(sheet: Sheet, shelf: str, new: Json, instead_of: Json | None = None) -> None:
    """Add an object to a tab, or put it in the place of another one. The list is a new one: copies share the old."""
    old: list[Json] = getattr(sheet, shelf)
    setattr(sheet, shelf, [*old, new] if instead_of is None else [new if one is instead_of else one for one in old])


def drop(sheet: Sheet, shelf: str, gone: Json) -> None:
    """Take an object off a tab."""
    setattr(sheet, shelf, [one for one in getattr(sheet, shelf) if one is not gone])


def claimed_id(book: Book, wanted: int | None, what: str) -> int:
    """The id asked for, if it is free, or a new one."""
    if wanted is None:
        return book.new_id()
    if any(wanted in sheet.object_ids() - {sheet.id} for sheet in book.sheets):
        raise invalid(f"The specified {what} id {wanted} is already in use.")
    return wanted


def placed_range(book: Book, grid_range: Json | None) -> Json:
    """A range as it is kept: on the cells of the grid as it is now, open ends closed (reference §3.6)."""
    if grid_range is None:
        raise invalid("No range specified.")
    sheet, reach = book.grid_range(grid_range)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    return box(sheet, area)


def backed_range(book: Book, wanted: Json) -> Json | None:
    """The range an object is asked to lie on: its own, or that of the table or named range that backs it."""
    backing = [name for name in ("range", "tableId", "namedRangeId") if wanted.get(name)]
    if len(backing) > 1:
        raise invalid(f"Only one of {' or '.join(backing)} may be set.")
    if backing == ["tableId"]:
        table: Json = find(book, "tables", "tableId", wanted["tableId"], "table")[1]["range"]
        return table
    if backing == ["namedRangeId"]:
        return _named_range(book, wanted["namedRangeId"])
    return wanted.get("range")


def _named_range(book: Book, wanted: str) -> Json:
    for one in book.named_ranges:
        if one["namedRangeId"] == wanted:
            found: Json = one["range"]
            return found
    raise invalid(f"No named range with id: {wanted}")


def box(sheet: Sheet, area: Area) -> Json:
    """An area of a tab as a GridRange."""
    rows = {"startRowIndex": area.top, "endRowIndex": area.bottom}
    return {"sheetId": sheet.id, **rows, "startColumnIndex": area.left, "endColumnIndex": area.right}


def overlap(one: Json, other: Json) -> bool:
    """Whether two ranges with closed ends share a cell."""

    def meet(start: str, end: str) -> bool:
        return bool(one[start] < other[end] and other[start] < one[end])

    same = one["sheetId"] == other["sheetId"]
    return same and meet("startRowIndex", "endRowIndex") and meet("startColumnIndex", "endColumnIndex")
