"""One spreadsheet: its tabs in order, its named ranges and developer metadata, and copies to try changes on."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from .a1 import MAX_COLUMNS, Area, Reach, beyond, parse_cells, split_title
from .formulas.following import Change, cut_out, renamed, rewritten_rows, shifted
from .formulas.results import Worked
from .formulas.working import Working
from .grid import Grid
from .looks import DEFAULT_FORMAT
from .refusal import Refusal, invalid
from .sheet import Json, Sheet
from .shifts import Banded, Shift, follow_dimension, follow_range

MAX_CELLS = 10_000_000
MAX_TABS = 200


class Book:
    """A spreadsheet. `fork` gives a working copy whose tabs are copied when they are first written to."""

    def __init__(self, book_id: str, title: str, locale: str, time_zone: str, seed: int) -> None:
        self.id = book_id
        self.properties: Json = {
            "title": title,
            "locale": locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": time_zone,
            "defaultFormat": DEFAULT_FORMAT,
        }
        self.sheets: list[Sheet] = []
        self.named_ranges: list[Json] = []
        self.metadata: list[Json] = []
        self.random = random.Random(seed)  # noqa: S311 - ids, not secrets
        self.caller = ""
        self.owner = ""
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._own: set[int] = set()
        self._worked = Worked()

    @property
    def locale(self) -> str:
        """The locale that default formats follow."""
        locale: str = self.properties["locale"]
        return locale

    def fork(self) -> "Book":
        """A working copy; it becomes the book by `adopt`, or is thrown away."""
        twin = Book.__new__(Book)
        twin.__dict__.update(self.__dict__)
        twin.sheets = list(self.sheets)
        twin._own = set()
        return twin

    def adopt(self, twin: "Book") -> None:
        """Take over everything a working copy has come to."""
        self.__dict__.update(twin.__dict__)
        self._own = set()

    def worked(self, sheet: Sheet) -> Sheet:
        """The tab with the results of its formulas, as it stands now; kept until something changes."""
        if not sheet.grid.has_formulas:
            return sheet
        return self._kept().of(self, sheet)

    def working(self) -> Working:
        """What answers formulas that stand in no cell."""
        return self._kept().working(self)

    def _kept(self) -> Worked:
        return Worked() if self._own else self._worked  # being written to: nothing can be kept

    def new_id(self) -> int:
        """An id that no tab, range or metadata of this spreadsheet has yet."""
        used = {one["metadataId"] for one in self.metadata}.union(*(sheet.object_ids() for sheet in self.sheets))
        while True:
            found = self.random.randrange(1, 2**31 - 1)
            if found not in used:
                return found

    # tabs

    def sheet(self, sheet_id: int | None) -> Sheet:
        """The tab with that id (absent means 0), to look at."""
        for sheet in self.sheets:
            if sheet.id == (sheet_id or 0):
                return sheet
        raise invalid(f"No grid with id: {sheet_id or 0}")

    def edit(self, sheet_id: int | None) -> Sheet:
        """The tab with that id, to write to."""
        sheet = self.sheet(sheet_id)
        if sheet.id not in self._own:
            twin = sheet.copy()
            self.sheets[self.sheets.index(sheet)] = twin
            self._own.add(twin.id)
            return twin
        return sheet

    def add_sheet(self, sheet: Sheet, index: int | None) -> None:
        """Put a new tab at that place, or at the end."""
        if any(one.id == sheet.id for one in self.sheets):
            raise invalid(f"Sheet with id {sheet.id} already exists. Please choose a different id.")
        if len(self.sheets) >= MAX_TABS:
            raise invalid(f"This action would exceed the limit of {MAX_TABS} sheets.")
        check_size(self, sheet.grid.height, sheet.grid.width)
        self.sheets.insert(len(self.sheets) if index is None else index, sheet)
        self._own.add(sheet.id)

    def remove_sheet(self, sheet: Sheet) -> None:
        """Take a tab away, with its named ranges and its developer metadata."""
        self.sheets.remove(sheet)
        self._rewrite(renamed(sheet.title, None))
        self.named_ranges = [one for one in self.named_ranges if one["range"].get("sheetId", 0) != sheet.id]
        self.metadata = [one for one in self.metadata if metadata_sheet(one) != sheet.id]

    def titled(self, title: str) -> Sheet | None:
        """The tab with that title; case does not count."""
        folded = title.casefold()
        return next((sheet for sheet in self.sheets if sheet.title.casefold() == folded), None)

    def cells(self) -> int:
        """The number of cells of all tabs, empty ones included."""
        return sum(sheet.grid.height * sheet.grid.width for sheet in self.sheets)

    # ranges

    def resolve(self, text: str) -> tuple[Sheet, Reach]:
        """The tab and the cells that a range in A1 notation, a title or a named range means."""
        title, rest = split_title(text)
        if title is None:
            return self._resolve_bare(text)
        sheet = self.titled(title)
        if sheet is None:
            raise unparsable(text)
        if rest is None:
            return sheet, Reach()
        reach = parse_cells(rest)
        return (sheet, reach) if reach is not None else self._named(rest, text)

    def _resolve_bare(self, text: str) -> tuple[Sheet, Reach]:
        reach = parse_cells(text)
        if reach is not None:
            return next(sheet for sheet in self.sheets if not sheet.hidden), reach
        sheet = self.titled(text)
        return (sheet, Reach()) if sheet is not None else self._named(text, text)

    def _named(self, name: str, text: str) -> tuple[Sheet, Reach]:
        for one in self.named_ranges:
            if one["name"].casefold() == name.casefold():
                sheet = self.sheet(one["range"].get("sheetId"))
                return sheet, sheet.reach(one["range"])
        raise unparsable(text)

    def grid_range(self, grid_range: Json) -> tuple[Sheet, Reach]:
        """The tab and the cells of a GridRange, refused where it starts off the grid (reference §3.1)."""
        sheet = self.sheet(grid_range.get("sheetId"))
        reach = sheet.reach(grid_range)
        check_order(reach)
        empty = reach.bottom == reach.top or reach.right == reach.left
        if not empty and reach.starts_outside(sheet.grid.height, sheet.grid.width):
            raise beyond(sheet.title, reach, sheet.grid.height, sheet.grid.width)
        return sheet, reach

    def coordinate(self, given: Json | None) -> tuple[Sheet, int, int]:
        """The tab, row and column of a GridCoordinate, refused where it is off the grid."""
        given = given or {}
        sheet = self.sheet(given.get("sheetId"))
        reach = Reach(given.get("rowIndex") or 0, given.get("columnIndex") or 0)
        check_order(reach)
        if reach.starts_outside(sheet.grid.height, sheet.grid.width):
            raise beyond(sheet.title, reach, sheet.grid.height, sheet.grid.width)
        return sheet, reach.top, reach.left

    def follow_charts(self, sheet: Sheet, shift: Shift) -> None:
        """Carry the charts of all tabs along with a change on one of them."""
        for place, one in enumerate(self.sheets):
            if one.charts:
                self.edit(one.id)
                self.sheets[place].follow_charts(sheet.id, shift)

    def follow_band(self, sheet: Sheet, shift: Banded) -> None:
        """Carry the ranges inside a band of cells along with their shift; whole rows and columns stay."""
        sheet.follow_ranges(shift)
        self.follow_charts(sheet, shift)
        self.named_ranges = [found for one in self.named_ranges if (found := _follow_named(one, sheet.id, shift))]
        self._rewrite(shifted(sheet.title, shift))

    def follow(self, sheet: Sheet, shift: Shift) -> None:
        """Carry everything tied to a tab's rows or columns along with a change of them."""
        sheet.follow(shift, "열" if self.locale.startswith("ko") else "Column")
        self.follow_charts(sheet, shift)
        self.named_ranges = [found for one in self.named_ranges if (found := _follow_named(one, sheet.id, shift))]
        self.metadata = [found for one in self.metadata if (found := _follow_metadata(one, sheet.id, shift))]
        self._rewrite(shifted(sheet.title, shift))

    def _rewrite(self, change: Change) -> None:
        """Change the references of all formulas."""
        for one in list(self.sheets):
            if one.grid.has_formulas:
                rows = rewritten_rows(one.grid.rows, one.title, change)
                if rows:
                    grid = self.edit(one.id).grid
                    for at, row in rows.items():
                        grid.rows[at] = row

    def follow_cut(self, origin: Sheet, source: Area, sheet: Sheet, top: int, left: int) -> None:
        """Carry references to cells along that were cut out and now begin at that row and column."""
        self._rewrite(cut_out(origin.title, source, top - source.top, left - source.left, sheet.title))

    def rename(self, sheet: Sheet, title: str) -> None:
        """Give a tab another title; formulas that point at it follow."""
        self._rewrite(renamed(sheet.title, title))
        self.edit(sheet.id).title = title


def unparsable(text: str) -> Refusal:
    """The refusal of a range that names no tab and no cells."""
    return invalid(f"Unable to parse range: {text}")


def check_order(reach: Reach) -> None:
    """Refuse a GridRange whose ends stand before its starts, or that starts below zero."""
    if reach.top < 0 or reach.left < 0:
        raise invalid("Start index must not be negative.")
    upside_down = reach.bottom is not None and reach.bottom < reach.top
    if upside_down or (reach.right is not None and reach.right < reach.left):
        raise invalid("Range end must not be before its start.")


def check_size(book: Book, rows: int, columns: int, instead_of: int = 0) -> None:
    """Refuse a grid that is too wide or takes the spreadsheet over ten million cells."""
    if rows < 1 or columns < 1:
        raise invalid("A sheet must have at least one row and one column.")
    if columns > MAX_COLUMNS:
        raise invalid(f"This action would increase the number of columns above the limit of {MAX_COLUMNS} columns.")
    if book.cells() - instead_of + rows * columns > MAX_CELLS and rows * columns > instead_of:
        raise Overcells()


class Overcells(Refusal):
    """The refusal of a change that would take the spreadsheet over ten million cells."""

    def __init__(self) -> None:
        message = (
            f"This action would increase the number of cells in the workbook above the limit of {MAX_CELLS} cells."
        )
        super().__init__(400, message, "INVALID_ARGUMENT")


def metadata_sheet(metadata: Json) -> int | None:
    """The id of the tab that a piece of metadata is tied to, at whatever level; None for the spreadsheet's own."""
    location = metadata["location"]
    span = location.get("dimensionRange")
    found: int | None = span.get("sheetId", 0) if span is not None else location.get("sheetId")
    return found


def _follow_named(named: Json, sheet_id: int, shift: Shift) -> Json | None:
    if named["range"].get("sheetId", 0) != sheet_id:
        return named
    found = follow_range(named["range"], shift)
    return None if found is None else {**named, "range": found}


def _follow_metadata(metadata: Json, sheet_id: int, shift: Shift) -> Json | None:
    location = metadata["location"]
    span: Any = location.get("dimensionRange")
    if span is None or span.get("sheetId", 0) != sheet_id:
        return metadata
    found = follow_dimension(span, shift)
    return None if found is None else {**metadata, "location": {**location, "dimensionRange": found}}


def new_book(book_id: str, title: str, locale: str, time_zone: str, first_tab: str) -> Book:
    """A spreadsheet with one empty tab of 1000 x 26, as a new file has it."""
    book = Book(book_id, title, locale, time_zone, seed=len(book_id) + sum(map(ord, book_id)))
    book.add_sheet(Sheet(0, first_tab, Grid(1000, 26)), None)
    return book
