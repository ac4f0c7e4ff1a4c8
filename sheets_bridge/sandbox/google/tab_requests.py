"""batchUpdate requests about whole tabs and the spreadsheet's own properties."""

from typing import Any

from .a1 import Area
from .book import Book, check_size
from .grid import Grid
from .looks import tidy
from .masks import Mask, overlay, parse_mask
from .protection import guard, guard_tab
from .refusal import invalid
from .sheet import GRID_FIELDS, SHEET_FIELDS, Json, Sheet, check_title
from .ties import renamed

_READ_ONLY = {"defaultFormat", "spreadsheetTheme"}
_DRAWN = {"tabColor", "tabColorStyle", "rightToLeft"}


def required_mask(request: Json) -> Mask:
    """The `fields` of an update, which must be there."""
    if not request.get("fields"):
        raise invalid("At least one field must be listed in 'fields'. (use '*' to indicate all fields)")
    return parse_mask(request["fields"])


def add_sheet(book: Book, request: Json) -> Json:
    """addSheet: 1000 x 26 unless said otherwise."""
    wanted = request.get("properties") or {}
    grid = wanted.get("gridProperties") or {}
    height, width = grid.get("rowCount") or 1000, grid.get("columnCount") or 26
    title = wanted.get("title") or _free_title(book)
    check_title(title, [sheet.title for sheet in book.sheets])
    check_size(book, height, width)
    sheet_id = wanted.get("sheetId")
    sheet = Sheet(book.new_id() if sheet_id is None else sheet_id, title, Grid(height, width))
    sheet.hidden = bool(wanted.get("hidden"))
    sheet.drawn = tidy({name: wanted[name] for name in _DRAWN if wanted.get(name) is not None})
    sheet.grid_extras = {name: grid[name] for name in GRID_FIELDS - {"rowCount", "columnCount"} if grid.get(name)}
    book.add_sheet(sheet, wanted.get("index"))
    return {"properties": sheet.properties(book.sheets.index(sheet))}


def _free_title(book: Book) -> str:
    word = "시트" if book.locale.startswith("ko") else "Sheet"
    number = len(book.sheets) + 1
    while book.titled(f"{word}{number}") is not None:
        number += 1
    return f"{word}{number}"


def delete_sheet(book: Book, request: Json) -> Json:
    """deleteSheet: the last tab, and the last one that is shown, stay."""
    sheet = book.sheet(request.get("sheetId"))
    if len(book.sheets) == 1 or all(one.hidden for one in book.sheets if one is not sheet):
        raise invalid("You can't remove all the sheets in a document.")
    guard_tab(book, sheet)
    book.remove_sheet(sheet)
    return {}


def duplicate_sheet(book: Book, request: Json) -> Json:
    """duplicateSheet: contents, looks, filter and merges; a copy's protections get ids of their own."""
    source = book.sheet(request.get("sourceSheetId"))
    taken = [sheet.title for sheet in book.sheets]
    title = request.get("newSheetName") or _copy_title(book, source.title)
    check_title(title, taken)
    new_id = request.get("newSheetId")
    twin = copied(book, source, title, book.new_id() if new_id is None else new_id)
    book.add_sheet(twin, request.get("insertSheetIndex") or 0)
    return {"properties": twin.properties(book.sheets.index(twin))}


def copied(book: Book, source: Sheet, title: str, sheet_id: int) -> Sheet:
    """A tab like `source` for `book`, whose own ranges name the new tab."""
    twin = source.copy()
    twin.id, twin.title, twin.hidden = sheet_id, title, False
    twin.merges = [{**one, "sheetId": sheet_id} for one in source.merges]
    twin.protected = [
        {**one, "protectedRangeId": book.new_id(), **_on(one.get("range"), sheet_id)} for one in source.protected
    ]
    twin.row_groups = [{**one, **_on(one["range"], sheet_id)} for one in source.row_groups]
    twin.column_groups = [{**one, **_on(one["range"], sheet_id)} for one in source.column_groups]
    if source.basic_filter:
        twin.basic_filter = {**source.basic_filter, **_on(source.basic_filter["range"], sheet_id)}
    _copy_objects(book, source, twin)
    return twin


def _copy_objects(book: Book, source: Sheet, twin: Sheet) -> None:
    """What is drawn over the cells, naming the new tab, under ids of its own."""

    def fresh(shelf: list[Json], id_name: str) -> list[Json]:
        return [{**renamed(one, source.id, twin.id), id_name: book.new_id()} for one in shelf]

    twin.rules = renamed(source.rules, source.id, twin.id)
    twin.filter_views = fresh(source.filter_views, "filterViewId")
    twin.bandings = fresh(source.bandings, "bandedRangeId")
    twin.charts = fresh(source.charts, "chartId")
    twin.tables = [
        {**one, "tableId": str(one["tableId"]), "name": f"{one['name']}_{twin.id}"}
        for one in fresh(source.tables, "tableId")
    ]


def _on(grid_range: Json | None, sheet_id: int) -> Json:
    return {} if grid_range is None else {"range": {**grid_range, "sheetId": sheet_id}}


def _copy_title(book: Book, title: str) -> str:
    first = f"{title}의 사본" if book.locale.startswith("ko") else f"Copy of {title}"
    if book.titled(first) is None:
        return first
    number = 2
    while book.titled(f"{first} {number}") is not None:
        number += 1
    return f"{first} {number}"


def update_sheet_properties(book: Book, request: Json) -> Json:
    """updateSheetProperties: only what `fields` names; rules and texts of reference §3.6."""
    wanted = request.get("properties") or {}
    mask = required_mask(request) or {name: {} for name in wanted if name not in {"sheetId", "sheetType"}}
    unknown = mask.keys() - SHEET_FIELDS
    if unknown:
        raise invalid(f"Invalid field: {sorted(unknown)[0]}")
    sheet = book.edit(wanted.get("sheetId"))
    if "title" in mask:
        check_title(wanted.get("title"), [one.title for one in book.sheets if one is not sheet])
        book.rename(sheet, wanted["title"])
    if "hidden" in mask:
        _hide(book, sheet, bool(wanted.get("hidden")))
    drawn: Mask = {name: {} for name in mask if name in _DRAWN}
    if drawn:
        sheet.drawn = tidy(overlay(_without_twins(sheet.drawn, drawn), wanted, drawn))
    if "gridProperties" in mask:
        _update_grid(book, sheet, wanted.get("gridProperties") or {}, mask["gridProperties"])
    if "index" in mask:
        _reorder(book, sheet, wanted.get("index") or 0)
    return {}


def _without_twins(drawn: Json, mask: Any) -> Json:
    """Colour and colour style are one thing said twice: writing one drops the other."""
    if mask.keys() & {"tabColor", "tabColorStyle"}:
        return {name: value for name, value in drawn.items() if not name.startswith("tabColor")}
    return drawn


def _hide(book: Book, sheet: Sheet, hidden: bool) -> None:
    if hidden and all(one.hidden for one in book.sheets if one is not sheet):
        raise invalid("You can't hide all the sheets in a document.")
    sheet.hidden = hidden


def _reorder(book: Book, sheet: Sheet, index: int) -> None:
    """`index` counts before the move: the tab's own place and the next one change nothing."""
    if not 0 <= index <= len(book.sheets):
        raise invalid(f"Index {index} is out of bounds.")
    at = book.sheets.index(sheet)
    book.sheets.remove(sheet)
    book.sheets.insert(index if index <= at else index - 1, sheet)


def _update_grid(book: Book, sheet: Sheet, wanted: Json, mask: Mask) -> None:
    names = set(mask) or set(wanted)
    unknown = names - GRID_FIELDS
    if unknown:
        raise invalid(f"Invalid field: grid_properties.{sorted(unknown)[0]}")
    grid = sheet.grid
    height = wanted.get("rowCount") or 0 if "rowCount" in names else grid.height
    width = wanted.get("columnCount") or 0 if "columnCount" in names else grid.width
    _check_resize(book, sheet, height, width)
    _check_frozen(wanted, names, height, width)
    if height < grid.height:
        guard(book, sheet, Area(height, 0, grid.height, grid.width))
    if width < grid.width:
        guard(book, sheet, Area(0, width, grid.height, grid.width))
    resize(grid, height, width)
    kept = {name: value for name, value in sheet.grid_extras.items() if name not in names}
    sheet.grid_extras = kept | {name: wanted[name] for name in names - {"rowCount", "columnCount"} if wanted.get(name)}


def _check_resize(book: Book, sheet: Sheet, height: int, width: int) -> None:
    """Google tests the cell limit with the new rows and the OLD columns, and freezing with the old count."""
    grid = sheet.grid
    check_size(book, height, grid.width if height > grid.height else width, grid.height * grid.width)
    check_size(book, height, width, grid.height * grid.width)
    if height < grid.height and height <= sheet.frozen("ROWS"):
        raise invalid("Sorry, it is not possible to delete all non-frozen rows.")
    if width < grid.width and width <= sheet.frozen("COLUMNS"):
        raise invalid("Sorry, it is not possible to delete all non-frozen columns.")


def _check_frozen(wanted: Json, names: set[str], height: int, width: int) -> None:
    if "frozenRowCount" in names and (wanted.get("frozenRowCount") or 0) >= height:
        raise invalid("You can't freeze all visible rows on the sheet.")
    if "frozenColumnCount" in names and (wanted.get("frozenColumnCount") or 0) >= width:
        raise invalid("You can't freeze all visible columns on the sheet.")


def resize(grid: Grid, height: int, width: int) -> None:
    """Cut or grow a grid at its ends; new rows and columns look plain."""
    if height < grid.height:
        grid.delete_rows(height, grid.height)
    elif height > grid.height:
        grid.insert_rows(grid.height, height - grid.height, None)
    if width < grid.width:
        grid.delete_columns(width, grid.width)
    elif width > grid.width:
        grid.insert_columns(grid.width, width - grid.width, None)


def update_spreadsheet_properties(book: Book, request: Json) -> Json:
    """updateSpreadsheetProperties: title, locale, time zone and the like."""
    mask = required_mask(request)
    wanted = request.get("properties") or {}
    mask = mask or {name: {} for name in wanted}
    mask = {name: deeper for name, deeper in mask.items() if name not in _READ_ONLY}
    book.properties = overlay(book.properties, wanted, mask)
    if not book.properties.get("title"):
        raise invalid("The spreadsheet name cannot be empty.")
    for name in ("locale", "timeZone", "autoRecalc"):
        if not book.properties.get(name):
            raise invalid(f"Invalid {name}: it must not be empty.")
    return {}


def copy_to(source: Book, target: Book, sheet_id: int) -> Json:
    """`sheets/{id}:copyTo`: the tab in another spreadsheet, under the name Google gives copies."""
    sheet = source.sheet(sheet_id)
    twin = copied(target, sheet, _copy_title(target, sheet.title), target.new_id())
    target.add_sheet(twin, None)
    return twin.properties(target.sheets.index(twin))
