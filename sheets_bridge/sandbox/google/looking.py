"""What the page shows of the spreadsheet: its tabs with their columns, and blocks of rows as they are displayed."""

from typing import Any

from .a1 import Area, column_name
from .answers import COLUMN_PIXELS
from .book import Book
from .cells import Formula, result
from .library import Library
from .looks import Look
from .reading import Rendering, read_rows
from .sheet import Json, Sheet


class Looking:
    """The spreadsheet as a person sees it: hidden tabs are not shown."""

    def __init__(self, library: Library, book_id: str) -> None:
        self._library = library
        self._book_id = book_id

    def outline(self) -> Json:
        """Title and tabs: `{title, tabs: [{id, title, rows, columns: [{name, width, hidden}], frozen…}]}`."""
        with self._library.lock:
            book = self._library.entries[self._book_id].book
            tabs = [_tab(book.worked(sheet)) for sheet in book.sheets if not sheet.hidden]
            return {"title": book.properties["title"], "tabs": tabs}

    def ticked(self, sheet_id: int, row: int, column: int, *, on: bool) -> tuple[str, Json] | None:
        """The spreadsheet, and the change somebody makes who ticks a box; None where there is no box."""
        with self._library.lock:
            book = self._library.entries[self._book_id].book
            sheet = next((one for one in book.sheets if one.id == sheet_id and not one.hidden), None)
            if sheet is None or not (0 <= row < sheet.grid.height and 0 <= column < sheet.grid.width):
                return None
            if not is_box(sheet.grid.looks[column].spread(row, row + 1)[0]):
                return None
        start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
        cells = [{"values": [{"userEnteredValue": {"boolValue": on}}]}]
        return self._book_id, {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}}

    def rows(self, sheet_id: int, first: int, count: int) -> Json | None:
        """`count` rows of a tab from `first` on: displayed texts, and the columns' look per cell; None: no such tab."""
        with self._library.lock:
            book = self._library.entries[self._book_id].book
            sheet = next((one for one in book.sheets if one.id == sheet_id and not one.hidden), None)
            return None if sheet is None else _block(book, book.worked(sheet), first, count)


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
        "filter": sheet.area(sheet.basic_filter["range"]).top if sheet.basic_filter else None,
        "color": _hex(sheet.drawn.get("tabColor")),
    }


def _block(book: Book, sheet: Sheet, first: int, count: int) -> Json:
    grid = sheet.grid
    area = Area(min(first, grid.height), 0, min(first + count, grid.height), grid.width)
    texts = read_rows(book, sheet, area, Rendering())
    hidden = [bool((props or {}).get("hiddenByUser")) for props in grid.row_props.spread(area.top, area.bottom)]
    return {"first": area.top, "rows": texts, "styles": _styles(sheet, area, texts), "hidden": hidden}


def _styles(sheet: Sheet, area: Area, texts: list[list[str]]) -> list[list[Json | None]]:
    looks = [
        sheet.grid.looks[column].spread(area.top, area.top + len(texts)) for column in range(area.left, area.right)
    ]
    return [
        [_style(looks[at][place], sheet.grid.value(area.top + place, at)) for at in range(len(row))]
        for place, row in enumerate(texts)
    ]


def _style(look: Look, value: Any) -> Json | None:
    """Alignment, weight and colours of a cell, whether it is a box to tick; None where it is plain."""
    shown = (look or {}).get("userEnteredFormat", {})
    text = shown.get("textFormat", {})
    plain = result(value) if isinstance(value, Formula) else value
    numeric = isinstance(plain, int | float) and not isinstance(plain, bool)
    align = shown.get("horizontalAlignment", "").lower() or ("right" if numeric else "")
    align = align or ("center" if isinstance(plain, bool) else "")
    style = {
        "align": align,
        "bold": bool(text.get("bold")),
        "italic": bool(text.get("italic")),
        "ink": _hex(text.get("foregroundColor")),
        "fill": _hex(shown.get("backgroundColor")),
        "note": (look or {}).get("note", ""),
        "box": is_box(look),
    }
    return {name: one for name, one in style.items() if one} or None


def is_box(look: Look) -> bool:
    """Whether a cell is a box to tick: its validation wants TRUE or FALSE."""
    condition = (look or {}).get("dataValidation", {}).get("condition", {})
    return bool(condition.get("type") == "BOOLEAN" and not condition.get("values"))


def _hex(color: Json | None) -> str:
    if color is None:
        return ""
    channels = [round(255 * color.get(name, 0)) for name in ("red", "green", "blue")]
    return "#" + "".join(f"{channel:02x}" for channel in channels)
