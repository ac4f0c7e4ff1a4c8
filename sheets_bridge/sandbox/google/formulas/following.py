"""Formulas follow the sheet: what they point at is renamed, shifted or gone, and their text says so."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..cells import Formula, Row
from ..shifts import Shift
from .references import LOST, Reference
from .tokens import rewritten

if TYPE_CHECKING:
    from ..book import Book
    from ..sheet import Sheet


def follow_shift(book: "Book", sheet: "Sheet", shift: Shift) -> None:
    """Rows or columns of a tab were inserted, deleted or moved."""
    _rewrite(book, lambda at, one: one.followed(shift) if _means(one, at, sheet) else None)


def follow_title(book: "Book", before: str, title: str) -> None:
    """A tab was renamed."""
    old = before.casefold()

    def change(_at: "Sheet", one: Reference) -> str | None:
        return replace(one, title=title).text() if (one.title or "").casefold() == old else None

    _rewrite(book, change, _written(before))


def follow_removal(book: "Book", title: str) -> None:
    """A tab is gone."""
    old = title.casefold()
    _rewrite(book, lambda _, one: LOST if (one.title or "").casefold() == old else None, _written(title))


def _written(title: str) -> str:
    """A title as it stands in formulas, in one case."""
    return title.replace("'", "''").casefold()


def _means(reference: Reference, at: "Sheet", sheet: "Sheet") -> bool:
    if reference.title is None:
        return at.id == sheet.id
    return reference.title.casefold() == sheet.title.casefold()


def _rewrite(book: "Book", change: Callable[["Sheet", Reference], str | None], named: str = "") -> None:
    """Change the references of all formulas in which the text `named` stands."""
    for sheet in [one for one in book.sheets if one.grid.has_formulas and _names(one, named)]:
        mine = book.edit(sheet.id)
        mine.grid.rows = [_row(row, lambda one, at=mine: change(at, one)) for row in mine.grid.rows]  # type: ignore[misc]


def _names(sheet: "Sheet", named: str) -> bool:
    formulas = (cell.text for row in sheet.grid.rows for cell in row if isinstance(cell, Formula))
    return not named or any(named in text.casefold() for text in formulas)


def _row(row: Row, change: Callable[[Reference], str | None]) -> Row:
    if not any(isinstance(cell, Formula) for cell in row):
        return row
    return tuple(_cell(cell, change) if isinstance(cell, Formula) and cell.text else cell for cell in row)


def _cell(cell: Formula, change: Callable[[Reference], str | None]) -> Formula:
    text = rewritten(cell.text, change)
    return cell if text == cell.text else Formula(text)
