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
    _rewrite(book, lambda _, one: replace(one, title=title).text() if (one.title or "").casefold() == old else None)


def follow_removal(book: "Book", title: str) -> None:
    """A tab is gone."""
    old = title.casefold()
    _rewrite(book, lambda _, one: LOST if (one.title or "").casefold() == old else None)


def _means(reference: Reference, at: "Sheet", sheet: "Sheet") -> bool:
    if reference.title is None:
        return at.id == sheet.id
    return reference.title.casefold() == sheet.title.casefold()


def _rewrite(book: "Book", change: Callable[["Sheet", Reference], str | None]) -> None:
    for sheet in [one for one in book.sheets if one.grid.has_formulas]:
        mine = book.edit(sheet.id)
        mine.grid.rows = [_row(row, lambda one, at=mine: change(at, one)) for row in mine.grid.rows]  # type: ignore[misc]


def _row(row: Row, change: Callable[[Reference], str | None]) -> Row:
    if not any(isinstance(cell, Formula) for cell in row):
        return row
    return tuple(_cell(cell, change) if isinstance(cell, Formula) and cell.text else cell for cell in row)


def _cell(cell: Formula, change: Callable[[Reference], str | None]) -> Formula:
    text = rewritten(cell.text, change)
    return cell if text == cell.text else Formula(text)
