"""batchUpdate requests about filters: the basic filter of a tab, and filter views."""

from .book import Book
from .drawn import backed_range, claimed_id, drop, find, placed_range, put
from .looks import tidy
from .masks import overlay
from .refusal import invalid
from .sheet import Json
from .tab_requests import required_mask
from .ties import shown

_SHELF = "filter_views"
_BACKING = ("range", "tableId", "namedRangeId")


def set_basic_filter(book: Book, request: Json) -> Json:
    """setBasicFilter: one per tab; it replaces the one there is, on the cells of the grid as it is now."""
    wanted = request.get("filter") or {}
    place = placed_range(book, backed_range(book, wanted) or {})
    kept = {name: one for name, one in wanted.items() if one}
    book.edit(place["sheetId"]).basic_filter = _both_ways({**kept, "range": place})
    return {}


def clear_basic_filter(book: Book, request: Json) -> Json:
    """clearBasicFilter."""
    book.edit(request.get("sheetId")).basic_filter = None
    return {}


def _both_ways(one: Json) -> Json:
    """A filter's criteria by column and as a list: Google keeps the older field and the newer one alike."""
    specs = one.get("filterSpecs")
    if specs:
        criteria = {str(spec.get("columnIndex", 0)): spec.get("filterCriteria", {}) for spec in specs}
    else:
        criteria = one.get("criteria") or {}
    if not criteria:
        return {name: value for name, value in one.items() if name not in {"criteria", "filterSpecs"}}
    listed = [{"columnIndex": _column(name), "filterCriteria": rule} for name, rule in criteria.items()]
    return {**one, "criteria": tidy(criteria), "filterSpecs": tidy(listed)}


def _column(name: str) -> int:
    if not name.isdecimal() or len(name) > 6:
        raise invalid(f"Invalid column index in criteria: {name}")
    return int(name)


def add_filter_view(book: Book, request: Json) -> Json:
    """addFilterView: over a range or a named range; its title is its own on the tab."""
    wanted = dict(request.get("filter") or {})
    found: Json = {"filterViewId": claimed_id(book, wanted.pop("filterViewId", None), "filter view")}
    found |= {
        "title": wanted.pop("title", None) or _free_title(book),
        "range": placed_range(book, backed_range(book, wanted)),
    }
    kept = {name: one for name, one in wanted.items() if name != "range" and one}
    return {"filter": _add(book, _both_ways({**found, **kept}))}


def _add(book: Book, view: Json) -> Json:
    sheet = book.edit(view["range"]["sheetId"])
    if any(one["title"] == view["title"] for one in sheet.filter_views):
        raise invalid(f'A filter view with the name "{view["title"]}" already exists.')
    put(sheet, _SHELF, view)
    answer: Json = shown(view)
    return answer


def _free_title(book: Book) -> str:
    word = "필터" if book.locale.startswith("ko") else "Filter"
    taken = {one["title"] for sheet in book.sheets for one in sheet.filter_views}
    number = 1
    while f"{word} {number}" in taken:
        number += 1
    return f"{word} {number}"


def update_filter_view(book: Book, request: Json) -> Json:
    """updateFilterView: the masked fields."""
    mask = required_mask(request)
    wanted = dict(request.get("filter") or {})
    sheet, old = find(book, _SHELF, "filterViewId", wanted.get("filterViewId"), "filter view")
    new = {**overlay(old, wanted, mask), "filterViewId": old["filterViewId"]}
    asked = {name: one for name, one in new.items() if name in _BACKING and (name in mask or not mask)}
    new["range"] = placed_range(book, backed_range(book, asked) or old["range"])
    if new["range"]["sheetId"] != sheet.id:
        raise invalid("A filter view cannot be moved to another sheet.")
    stale = {"criteria"} if "filterSpecs" in mask else {"filterSpecs"} if "criteria" in mask else set()
    put(sheet, _SHELF, _both_ways({name: one for name, one in new.items() if name not in stale}), instead_of=old)
    return {}


def duplicate_filter_view(book: Book, request: Json) -> Json:
    """duplicateFilterView: the same under an id and a title of its own."""
    _, old = find(book, _SHELF, "filterViewId", request.get("filterId"), "filter view")
    first = f"{old['title']}의 사본" if book.locale.startswith("ko") else f"Copy of {old['title']}"
    taken = {one["title"] for sheet in book.sheets for one in sheet.filter_views}
    number, title = 2, first
    while title in taken:
        number, title = number + 1, f"{first} {number}"
    return {"filter": _add(book, {**old, "filterViewId": book.new_id(), "title": title})}


def delete_filter_view(book: Book, request: Json) -> Json:
    """deleteFilterView."""
    sheet, old = find(book, _SHELF, "filterViewId", request.get("filterId"), "filter view")
    drop(sheet, _SHELF, old)
    return {}
