"""Who may write where: protected ranges, their editors, and the refusal of everybody else."""

from .a1 import Area
from .book import Book
from .refusal import Refusal, invalid
from .sheet import Json, Sheet

_REFUSED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection "
    "if you need to edit."
)


def may_edit(protected: Json, book: Book) -> bool:
    """Whether the caller may write in a protected range: its editors and the owner may, and all where it only warns."""
    if protected.get("warningOnly") or book.caller in ("", book.owner):
        return True
    return book.caller in protected.get("editors", {}).get("users", [])


def blocked() -> Refusal:
    """The refusal of a write into a protected range: 400, not 403 (reference §3.6)."""
    return invalid(_REFUSED)


def guard(book: Book, sheet: Sheet, area: Area) -> None:
    """Refuse a write to an area that touches a range protected from the caller."""
    for protected in sheet.protected:
        if not may_edit(protected, book) and _touches(sheet, protected, area):
            raise blocked()


def guard_tab(book: Book, sheet: Sheet) -> None:
    """Refuse what would take away or change a whole tab with a range protected from the caller."""
    if not all(may_edit(protected, book) for protected in sheet.protected):
        raise blocked()


def _touches(sheet: Sheet, protected: Json, area: Area) -> bool:
    """Whether the areas meet, and not wholly inside one of the holes left in the protection."""
    if not _meet(sheet.area(protected.get("range", {})), area):
        return False
    return not any(_holds(sheet.area(one), area) for one in protected.get("unprotectedRanges", []))


def _meet(one: Area, other: Area) -> bool:
    rows = one.top < other.bottom and other.top < one.bottom
    return rows and one.left < other.right and other.left < one.right


def _holds(outer: Area, inner: Area) -> bool:
    rows = outer.top <= inner.top and inner.bottom <= outer.bottom
    return rows and outer.left <= inner.left and inner.right <= outer.right
