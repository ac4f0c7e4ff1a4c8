"""What the page shows of the spreadsheet: its tabs with their columns, and blocks of rows as they are displayed."""

from typing import Any

from .a1 import Area, area_text, column_name
from .answers import COLUMN_PIXELS
from .book import Book
from .cells import Formula, result
from .choices import choices, refused
from .faces import face, hexed, is_box
from .grid import Grid
from .library import Library
from .pictures import pictures
from .reading import Rendering, read_rows
from .sheet import Json, Sheet
from .tints import tints


class Looking:
    """The spreadsheet as a person sees it: hidden tabs are not shown."""

    def __init__(self, library: Library, book_id: str) -> None:
        self._library = library
        self._book_id = book_id

    def _opened(self, sheet_id: int) -> tuple[Book, Sheet | None]:
        book = self._library.entries[self._book_id].book
        return book, next((one for one in book.sheets if one.id == sheet_id and not one.hidden), None)

    def outline(self) -> Json:
        """Title and tabs: `{title, tabs: [{id, title, rows, columns: [{name, width, hidden}], frozen…, merges}]}`."""
        with self._library.lock:
            book, _ = self._opened(0)
            tabs = [_tab(book.worked(sheet)) for sheet in book.sheets if not sheet.hidden]
            return {"title": book.properties["title"], "tabs": tabs}

    def rows(self, sheet_id: int, first: int, count: int) -> Json | None:
        """`count` rows of a tab from `first` on: displayed texts, and a face per cell; None: no such tab."""
        with self._library.lock:
            book, sheet = self._opened(sheet_id)
            return None if sheet is None else _block(book, book.worked(sheet), first, count)

    def pictures(self, sheet_id: int) -> list[Json] | None:
        """The charts of a tab with what they show; None: no such tab."""
        with self._library.lock:
            book, sheet = self._opened(sheet_id)
            return None if sheet is None else pictures(book, sheet)

    def cell(self, sheet_id: int, row: int, column: int) -> Json | None:
        """What was entered into a cell, and what it offers to choose from; None where there is no such cell."""
        with self._library.lock:
            book, sheet = self._opened(sheet_id)
            if sheet is None or not _inside(sheet, row, column):
                return None
            area = Area(row, column, row + 1, column + 1)
            kinds = ("FORMULA", "FORMATTED_VALUE")
            entered, shown = (_only(read_rows(book, sheet, area, Rendering(kind))) for kind in kinds)
            formula = isinstance(sheet.grid.value(row, column), Formula)
            offered = choices(book, sheet, sheet.grid.look(row, column))
            return {"entered": str(entered) if formula else shown, "choices": offered}

    def ticked(self, sheet_id: int, row: int, column: int, *, on: bool) -> tuple[str, Json] | None:
        """The spreadsheet, and the change somebody makes who ticks a box; None where there is no box."""
        with self._library.lock:
            _, sheet = self._opened(sheet_id)
            if sheet is None or not _inside(sheet, row, column) or not is_box(sheet.grid.look(row, column)):
                return None
        start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
        cells = [{"values": [{"userEnteredValue": {"boolValue": on}}]}]
        return self._book_id, {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}}

    def typed(self, sheet_id: int, row: int, column: int, text: str) -> tuple[str, Json] | str | None:
        """The spreadsheet, and the values somebody types into a cell; the words where its validation says no."""
        with self._library.lock:
            book, sheet = self._opened(sheet_id)
            if sheet is None or not _inside(sheet, row, column):
                return None
            words = refused(book, sheet, sheet.grid.look(row, column), text)
            where = area_text(sheet.title, Area(row, column, row + 1, column + 1))
            return words or (self._book_id, {"range": where, "values": [[text]]})


def _inside(sheet: Sheet, row: int, column: int) -> bool:
    return 0 <= row < sheet.grid.height and 0 <= column < sheet.grid.width


def _only(rows: list[list[Any]]) -> Any:
    return rows[0][0] if rows and rows[0] else ""


def _tab(sheet: Sheet) -> Json:
    grid = sheet.grid
    columns = [
        {
            "name": column_name(at),
            "width": (props or {}).get("pixelSize", COLUMN_PIXELS),
            "hidden": bool((props or {}).get("hiddenByUser")),
        }
        for at, props in enumerate(grid.column_props.spread(0, grid.width))
    ]
    return {
        "id": sheet.id,
        "title": sheet.title,
        "rows": grid.height,
        "filled": grid.last_row(),
        "columns": columns,
        "frozenRows": sheet.frozen("ROWS"),
        "frozenColumns": sheet.frozen("COLUMNS"),
        "lines": _lines(grid),
        "gridlines": not sheet.grid_extras.get("hideGridlines"),
        "merges": [[one.top, one.left, one.bottom, one.right] for one in map(sheet.area, sheet.merges)],
        "filter": sheet.area(sheet.basic_filter["range"]).top if sheet.basic_filter else None,
        "color": hexed(sheet.drawn.get("tabColor")),
    }


def _lines(grid: Grid) -> list[tuple[int, int | None]]:
    """How high rows are, from the first on: so many of so many pixels; 0 is hidden, None as high as rows are."""
    pieces = ((count, props or {}) for count, props in grid.row_props.pieces(0, grid.height))
    return [(count, 0 if props.get("hiddenByUser") else props.get("pixelSize")) for count, props in pieces]


def _block(book: Book, sheet: Sheet, first: int, count: int) -> Json:
    grid = sheet.grid
    area = Area(min(first, grid.height), 0, min(first + count, grid.height), grid.width)
    texts = read_rows(book, sheet, area, Rendering())
    return {"first": area.top, "rows": texts, "styles": _faces(book, sheet, area)}


def _faces(book: Book, sheet: Sheet, area: Area) -> list[list[Json | None]]:
    """The faces of an area's cells; rows end with their last cell that has one."""
    looks = [sheet.grid.looks[column].spread(area.top, area.bottom) for column in range(area.left, area.right)]
    tinted = tints(book, sheet, area) if sheet.rules else {}
    known: dict[tuple[int, type], Json] = {}
    found = []
    for row in range(area.top, area.bottom):
        line: list[Json | None] = []
        for column, column_looks in enumerate(looks):
            look, plain = column_looks[row - area.top], _shown(sheet.grid.value(row, column))
            mark = (id(look), type(plain))
            if mark not in known:
                known[mark] = face(look, plain)
            line.append({**known[mark], **tinted.get((row, column), {})} or None)
        while line and line[-1] is None:
            line.pop()
        found.append(line)
    return found


def _shown(value: Any) -> Any:
    return result(value) if isinstance(value, Formula) else value
