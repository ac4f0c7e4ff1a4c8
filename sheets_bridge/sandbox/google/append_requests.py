"""batchUpdate's appendCells: below everything on a tab, or at the end of a table's body."""

from .a1 import Area
from .book import Book
from .cell_requests import cell_mask, row_width, write_cells
from .drawn import box, find, put
from .protection import guard
from .refusal import invalid
from .sheet import Json, Sheet
from .span_requests import insert_range
from .values import grow


def append_cells(book: Book, request: Json) -> Json:
    """appendCells: a table that is named takes precedence over the tab; the grid grows where needed."""
    mask = cell_mask(request)
    rows = request.get("rows") or []
    width = row_width(rows)
    if request.get("tableId"):
        sheet, area = _room_in_table(book, request["tableId"], len(rows), width)
    else:
        sheet = book.edit(request.get("sheetId"))
        top = sheet.grid.last_row()
        grow(book, sheet, top + len(rows), width)
        area = Area(top, 0, top + len(rows), width)
    guard(book, sheet, area)
    write_cells(sheet, area, rows, mask)
    return {}


def _room_in_table(book: Book, table_id: str, height: int, width: int) -> tuple[Sheet, Area]:
    """The free cells of a table's body, below its last filled row; the table grows and pushes what is below it down."""
    sheet, table = find(book, "tables", "tableId", table_id, "table")
    whole = sheet.area(table["range"])
    if width > whole.width:
        raise invalid(f"Attempting to write column: {whole.right}, beyond the last column of the table.")
    footer = 1 if table.get("rowsProperties", {}).get("footerColorStyle") else 0
    body = Area(whole.top + 1, whole.left, whole.bottom - footer, whole.right)
    top = _last_filled(sheet, body)
    missing = top + height - body.bottom
    if missing > 0:
        grow(book, sheet, whole.bottom + missing, 0)
        pushed = Area(body.bottom, body.left, body.bottom + missing, body.right)
        insert_range(book, {"range": box(sheet, pushed), "shiftDimension": "ROWS"})
        _, moved = find(book, "tables", "tableId", table_id, "table")
        grown = {**moved["range"], "endRowIndex": whole.bottom + missing}
        put(sheet, "tables", {**moved, "range": grown}, instead_of=moved)
    return sheet, Area(top, body.left, top + height, body.left + width)


def _last_filled(sheet: Sheet, body: Area) -> int:
    """The row after the last one of the body with a value."""
    rows = sheet.grid.rows
    places = range(min(body.bottom, len(rows)) - 1, body.top - 1, -1)
    filled = (at for at in places if any(cell is not None for cell in rows[at][body.left : body.right]))
    return next(filled, body.top - 1) + 1
