"""Tabs with the results of their formulas, kept as long as the spreadsheet stays as it is."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..sheet import Json, Sheet
from .working import Working


class Book(Protocol):
    """What is read of a spreadsheet."""

    sheets: list[Sheet]
    named_ranges: list[Json]
    properties: Json
    now: Callable[[], datetime]

    @property
    def locale(self) -> str:
        """The locale that default formats follow."""


class Worked:
    """What the last state of a spreadsheet came to. A tab that is written to becomes another object: that tells."""

    def __init__(self) -> None:
        self._sheets: list[Sheet] = []
        self._rest: object = None
        self._day: date | None = None
        self._working: Working | None = None
        self._found: dict[int, Sheet] = {}

    def of(self, book: Book, sheet: Sheet) -> Sheet:
        """A tab with results in place of its formulas."""
        working = self.working(book)
        if sheet.id not in self._found:
            twin = sheet.copy()
            twin.grid.rows = working.rows(sheet)
            self._found[sheet.id] = twin
        return self._found[sheet.id]

    def working(self, book: Book) -> Working:
        """The spreadsheet's formulas as they stand now."""
        rest = (book.named_ranges, book.locale, book.properties.get("timeZone"), [one.title for one in book.sheets])
        same = self._working is not None and self._rest == rest and self._same(book.sheets)
        if self._working is not None and same and not (self._working.asked_when and self._day != _now(book).date()):
            return self._working
        self._sheets, self._rest, self._found = list(book.sheets), rest, {}
        self._day = _now(book).date()
        self._working = Working(book.sheets, book.named_ranges, book.locale, lambda: _now(book))
        return self._working

    def _same(self, sheets: list[Sheet]) -> bool:
        pairs = zip(self._sheets, sheets, strict=False)
        return len(self._sheets) == len(sheets) and all(one is other for one, other in pairs)


def _now(book: Book) -> datetime:
    """The moment where the spreadsheet is; its zone's name may be none that is known here."""
    moment = book.now()
    try:
        return moment.astimezone(ZoneInfo(book.properties["timeZone"]))
    except (ZoneInfoNotFoundError, ValueError):
        return moment
