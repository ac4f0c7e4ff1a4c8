"""batchUpdate requests about banded ranges: rows or columns in alternating colours."""

from .book import Book
from .drawn import claimed_id, drop, find, overlap, placed_range, put
from .looks import tidy, with_twins
from .masks import overlay
from .refusal import invalid
from .sheet import Json
from .tab_requests import required_mask
from .ties import shown

_SHELF = "bandings"


def add_banding(book: Book, request: Json) -> Json:
    """addBanding: a cell has one set of alternating colours at most."""
    wanted = tidy(request.get("bandedRange") or {})
    found = {**wanted, "bandedRangeId": claimed_id(book, wanted.get("bandedRangeId"), "banded range")}
    _check(book, found | {"range": placed_range(book, wanted.get("range"))}, None)
    found["range"] = placed_range(book, wanted.get("range"))
    put(book.edit(found["range"]["sheetId"]), _SHELF, found)
    return {"bandedRange": shown(found)}


def _check(book: Book, banded: Json, instead_of: Json | None) -> None:
    if not banded.get("rowProperties") and not banded.get("columnProperties"):
        raise invalid("At least one of rowProperties or columnProperties must be specified.")
    others = [one for one in book.sheet(banded["range"]["sheetId"]).bandings if one is not instead_of]
    if any(overlap(one["range"], banded["range"]) for one in others):
        raise invalid(
            "You cannot add alternating background colors to a range that already has alternating background colors."
        )


def update_banding(book: Book, request: Json) -> Json:
    """updateBanding: the masked fields; the range may move to another place of the tab or to another tab."""
    mask = required_mask(request)
    wanted = tidy(request.get("bandedRange") or {})
    sheet, old = find(book, _SHELF, "bandedRangeId", wanted.get("bandedRangeId"), "banded range")
    new = {**overlay(old, wanted, with_twins(mask)), "bandedRangeId": old["bandedRangeId"]}
    new["range"] = placed_range(book, new.get("range"))
    _check(book, new, old)
    drop(sheet, _SHELF, old)
    put(book.edit(new["range"]["sheetId"]), _SHELF, new)
    return {}


def delete_banding(book: Book, request: Json) -> Json:
    """deleteBanding."""
    sheet, old = find(book, _SHELF, "bandedRangeId", request.get("bandedRangeId"), "banded range")
    drop(sheet, _SHELF, old)
    return {}
