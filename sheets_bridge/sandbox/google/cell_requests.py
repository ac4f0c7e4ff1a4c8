"""batchUpdate requests that write values and looks of cells."""

from typing import Any

from .a1 import Area, Reach, beyond
from .answers import STORED_PARTS
from .book import Book
from .cells import Value, check_length, formula, number
from .formulas.following import copied
from .looks import Look, tidy, with_twins, without_empty
from .masks import Mask, overlay
from .protection import guard
from .refusal import invalid
from .sheet import Json, Sheet
from .tab_requests import required_mask

_VALUE = "userEnteredValue"


def cell_mask(request: Json) -> Mask:
    """The `fields` of a request about cells, with `*` spelled out."""
    mask = required_mask(request)
    return mask or {_VALUE: {}, **{name: {} for name in STORED_PARTS}}


def update_cells(book: Book, request: Json) -> Json:
    """updateCells from `start`, or over `range`, where cells that `rows` does not cover lose the masked fields."""
    mask = cell_mask(request)
    rows = request.get("rows") or []
    if request.get("range") is not None:
        found, reach = book.grid_range(request["range"])
        sheet = book.edit(found.id)
        area = reach.clip(sheet.grid.height, sheet.grid.width)
        _check_fit(rows, area)
        guard(book, sheet, area)
        _wipe(sheet, area, mask)
    else:
        sheet, area = _from_start(book, request.get("start") or {}, rows)
        guard(book, sheet, area)
    write_cells(sheet, area, rows, mask)
    return {}


def _from_start(book: Book, start: Json, rows: list[Json]) -> tuple[Sheet, Area]:
    found, top, left = book.coordinate(start)
    sheet = book.edit(found.id)
    bottom, right = top + len(rows), left + row_width(rows)
    if bottom > sheet.grid.height or right > sheet.grid.width:
        raise beyond(sheet.title, Reach(top, left, bottom, right), sheet.grid.height, sheet.grid.width)
    return sheet, Area(top, left, bottom, right)


def row_width(rows: list[Json]) -> int:
    """The number of cells of the longest of these RowData."""
    return max((len((row or {}).get("values") or []) for row in rows), default=0)


def _check_fit(rows: list[Json], area: Area) -> None:
    if len(rows) > area.height:
        raise invalid(f"Attempting to write row: {area.bottom}, beyond the last requested row of: {area.bottom - 1}")
    if row_width(rows) > area.width:
        raise invalid(
            f"Attempting to write column: {area.right}, beyond the last requested column of: {area.right - 1}",
        )


def _wipe(sheet: Sheet, area: Area, mask: Mask) -> None:
    if _VALUE in mask:
        sheet.grid.blank(area)
    looks = look_mask(mask)
    if looks:
        sheet.grid.restyle(area, lambda look: without_empty(overlay(look or {}, {}, looks)))


def look_mask(mask: Mask) -> Mask:
    """The part of a mask that is about looks."""
    return with_twins({name: deeper for name, deeper in mask.items() if name in STORED_PARTS})


def write_cells(sheet: Sheet, area: Area, rows: list[Json], mask: Mask) -> None:
    """Write RowData from the first cell of the area on, only the masked fields."""
    looks = look_mask(mask)
    for place, row in enumerate(rows):
        cells = [cell or {} for cell in (row or {}).get("values") or []]
        if _VALUE in mask and cells:
            values = [cell_value(cell) for cell in cells]
            sheet.grid.put(area.top + place, area.left, values)
            sheet.grid.note_formulas(values)
    if looks:
        for column in range(row_width(rows)):
            _write_looks(sheet, area, column, rows, looks)


def _write_looks(sheet: Sheet, area: Area, column: int, rows: list[Json], mask: Mask) -> None:
    old = sheet.grid.looks[area.left + column].spread(area.top, area.top + len(rows))
    for place, row in enumerate(rows):
        cells = (row or {}).get("values") or []
        if column < len(cells):
            old[place] = new_look(old[place], cells[column] or {}, mask)
    sheet.grid.put_looks(area.left + column, area.top, old)


def new_look(look: Look, cell: Json, mask: Mask) -> Look:
    """A look with the masked parts of a CellData laid over it."""
    given = {name: tidy(cell[name]) for name in STORED_PARTS if cell.get(name) is not None}
    return without_empty(overlay(look or {}, given, mask))


def cell_value(cell: Json) -> Value:
    """The value a CellData enters; a `stringValue` is text whatever it looks like, formulas come as `formulaValue`."""
    entered: dict[str, Any] = {name: one for name, one in (cell.get(_VALUE) or {}).items() if one is not None}
    if not entered:
        return None
    if len(entered) > 1:
        raise invalid("Only one value may be set in 'userEnteredValue'.")
    (kind, value), *_ = entered.items()
    if kind not in _ENTER:
        raise invalid(f"'userEnteredValue.{kind}' may not be written.")
    found: Value = _ENTER[kind](value)
    return found


_ENTER: dict[str, Any] = {
    "stringValue": lambda text: check_length(text) or None,
    "numberValue": number,
    "boolValue": bool,
    "formulaValue": formula,
}


def repeat_cell(book: Book, request: Json) -> Json:
    """repeatCell: one cell's fields over a range; a look over whole columns stays one run per column."""
    mask = cell_mask(request)
    if request.get("range") is None:
        raise invalid("No range specified.")
    found, reach = book.grid_range(request["range"])
    sheet = book.edit(found.id)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    guard(book, sheet, area)
    cell = request.get("cell") or {}
    if _VALUE in mask:
        _repeat_value(sheet, area, cell_value(cell))
    looks = look_mask(mask)
    if looks:
        sheet.grid.restyle(area, lambda look: new_look(look, cell, looks))
    return {}


def _repeat_value(sheet: Sheet, area: Area, value: Value) -> None:
    if value is None:
        sheet.grid.blank(area)
        return
    sheet.grid.note_formulas([value])
    for row in range(area.top, area.bottom):
        sheet.grid.put(row, area.left, [copied(value, row - area.top, at) for at in range(area.width)])


def set_data_validation(book: Book, request: Json) -> Json:
    """setDataValidation: the rule over the range; without a rule, none."""
    found, reach = book.grid_range(request.get("range") or {})
    sheet = book.edit(found.id)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    guard(book, sheet, area)
    given = {"dataValidation": request["rule"]} if request.get("rule") else {}
    sheet.grid.restyle(area, lambda look: new_look(look, given, {"dataValidation": {}}))
    return {}
