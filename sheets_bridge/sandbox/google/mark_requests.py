"""batchUpdate requests about marked ranges: named, protected, merged."""

import re
from typing import Any

from .a1 import parse_cells
from .answers import shown_protected
from .book import Book
from .drawn import backed_range
from .masks import overlay
from .protection import blocked, guard, may_edit
from .refusal import invalid
from .sheet import Json, Sheet, shown_range
from .tab_requests import required_mask

_NAME = re.compile(r"[^\W\d][\w.]*")

# named ranges


def _checked_name(book: Book, name: Any, own_id: str | None) -> str:
    cell = isinstance(name, str) and parse_cells(name) is not None
    if not isinstance(name, str) or not _NAME.fullmatch(name) or cell:
        raise invalid(f"The name of the named range is invalid: {name}")
    if any(one["name"].casefold() == name.casefold() and one["namedRangeId"] != own_id for one in book.named_ranges):
        raise invalid(f"A named range with the name {name} already exists.")
    return name


def _checked_range(book: Book, grid_range: Json | None) -> Json:
    if grid_range is None:
        raise invalid("No range specified.")
    sheet, _ = book.grid_range(grid_range)
    return {**{name: value for name, value in grid_range.items() if value is not None}, "sheetId": sheet.id}


def add_named_range(book: Book, request: Json) -> Json:
    """addNamedRange."""
    wanted = request.get("namedRange") or {}
    found: Json = {
        "namedRangeId": wanted.get("namedRangeId") or str(book.new_id()),
        "name": _checked_name(book, wanted.get("name"), None),
        "range": _checked_range(book, wanted.get("range")),
    }
    book.named_ranges = [*book.named_ranges, found]
    return {"namedRange": {**found, "range": shown_range(found["range"])}}


def update_named_range(book: Book, request: Json) -> Json:
    """updateNamedRange."""
    mask = required_mask(request) or {"name": {}, "range": {}}
    wanted = dict(request.get("namedRange") or {})
    old = _named(book, wanted.get("namedRangeId"))
    new = overlay(old, wanted, {name: deeper for name, deeper in mask.items() if name != "namedRangeId"})
    _checked_name(book, new.get("name"), old["namedRangeId"])
    new["range"] = _checked_range(book, new.get("range"))
    book.named_ranges = [new if one is old else one for one in book.named_ranges]
    return {}


def delete_named_range(book: Book, request: Json) -> Json:
    """deleteNamedRange."""
    old = _named(book, request.get("namedRangeId"))
    book.named_ranges = [one for one in book.named_ranges if one is not old]
    return {}


def _named(book: Book, named_id: Any) -> Json:
    for one in book.named_ranges:
        if one["namedRangeId"] == named_id:
            return one
    raise invalid(f"No named range with id: {named_id}")


# protections

_READ_ONLY = {"requestingUserCanEdit"}


def add_protected_range(book: Book, request: Json) -> Json:
    """addProtectedRange: who adds it may edit it; that shows among the editors from the next look on (recorded)."""
    wanted = {name: value for name, value in (request.get("protectedRange") or {}).items() if value is not None}
    grid_range = _checked_range(book, backed_range(book, wanted))
    found = {
        "protectedRangeId": wanted.get("protectedRangeId") or book.new_id(),
        **{name: value for name, value in wanted.items() if name not in {"protectedRangeId", "range", *_READ_ONLY}},
        "range": grid_range,
    }
    if found.get("warningOnly"):
        found["editors"] = {}  # editors of a protection that only warns are ignored (discovery document)
    found.setdefault("editors", {})
    sheet = book.edit(grid_range["sheetId"])
    sheet.protected = [*sheet.protected, _with_editor(found, book.caller)]
    return {"protectedRange": {**shown_protected(found, book), "requestingUserCanEdit": True}}


def _with_editor(protected: Json, account: str) -> Json:
    """The protection with the one who makes or changes it among its editors: nobody locks oneself out."""
    if not account:
        return protected
    editors = protected.get("editors") or {}
    others = [one for one in editors.get("users", []) if one != account]
    return {**protected, "editors": {**editors, "users": [account, *others]}}


def update_protected_range(book: Book, request: Json) -> Json:
    """updateProtectedRange."""
    mask = required_mask(request)
    wanted = dict(request.get("protectedRange") or {})
    sheet, old = _protected(book, wanted.get("protectedRangeId"))
    if wanted.get("range") is not None:
        wanted["range"] = _checked_range(book, wanted["range"])
    new = _with_editor({**overlay(old, wanted, mask), "protectedRangeId": old["protectedRangeId"]}, book.caller)
    sheet.protected = [new if one is old else one for one in sheet.protected]
    return {}


def delete_protected_range(book: Book, request: Json) -> Json:
    """deleteProtectedRange."""
    sheet, old = _protected(book, request.get("protectedRangeId"))
    sheet.protected = [one for one in sheet.protected if one is not old]
    return {}


def _protected(book: Book, protected_id: Any) -> tuple[Sheet, Json]:
    for sheet in book.sheets:
        for one in sheet.protected:
            if one["protectedRangeId"] == protected_id:
                if not may_edit(one, book):
                    raise blocked()
                return book.edit(sheet.id), one
    raise invalid(f"No protected range with id: {protected_id}")


# merges


def merge_cells(book: Book, request: Json) -> Json:
    """mergeCells: the first cell of each merge keeps its value, the others lose theirs."""
    found, reach = book.grid_range(request.get("range") or {})
    sheet = book.edit(found.id)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    kind = request.get("mergeType") or "MERGE_ALL"
    tall = area.height if kind != "MERGE_ROWS" else 1
    wide = area.width if kind != "MERGE_COLUMNS" else 1
    tops = range(area.top, area.bottom, max(tall, 1))
    lefts = range(area.left, area.right, max(wide, 1))
    guard(book, sheet, area)
    boxes = [_box(sheet, top, left, tall, wide) for top in tops for left in lefts]
    kept = [one for one in sheet.merges if not any(_overlap(one, box) for box in boxes)]
    if any(not _inside(one, area) for one in sheet.merges if one not in kept):
        raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    for box in boxes:
        _keep_first(sheet, box)
    sheet.merges = [*kept, *(box for box in boxes if tall * wide > 1)]
    return {}


def _box(sheet: Sheet, top: int, left: int, tall: int, wide: int) -> Json:
    rows = {"startRowIndex": top, "endRowIndex": top + tall}
    return {"sheetId": sheet.id, **rows, "startColumnIndex": left, "endColumnIndex": left + wide}


def _keep_first(sheet: Sheet, box: Json) -> None:
    area = sheet.area(box)
    first = sheet.grid.value(area.top, area.left)
    sheet.grid.blank(area)
    sheet.grid.put(area.top, area.left, [first])


def _overlap(one: Json, other: Json) -> bool:
    def meet(start: str, end: str) -> bool:
        return bool(one[start] < other[end] and other[start] < one[end])

    return meet("startRowIndex", "endRowIndex") and meet("startColumnIndex", "endColumnIndex")


def _inside(one: Json, area: Any) -> bool:
    rows = area.top <= one["startRowIndex"] and one["endRowIndex"] <= area.bottom
    columns = area.left <= one["startColumnIndex"] and one["endColumnIndex"] <= area.right
    return bool(rows and columns)


def unmerge_cells(book: Book, request: Json) -> Json:
    """unmergeCells: every merge inside the range is undone; one that is cut by its edge refuses."""
    found, reach = book.grid_range(request.get("range") or {})
    sheet = book.edit(found.id)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    guard(book, sheet, area)
    box = _box(sheet, area.top, area.left, area.height, area.width)
    hit = [one for one in sheet.merges if _overlap(one, box)]
    if any(not _inside(one, area) for one in hit):
        raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [one for one in sheet.merges if one not in hit]
    return {}
