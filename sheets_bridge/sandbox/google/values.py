"""The methods of `spreadsheets.values`: what each call reads or writes and the answer it gets."""

from collections.abc import Iterable
from typing import Any

from .a1 import Reach, area_text
from .book import Book, check_size
from .grid import Grid
from .lookups import filter_ranges
from .protection import guard
from .reading import Rendering, clip, find_table, major_dimension, rendering, value_range
from .refusal import Refusal
from .sheet import Json, Sheet
from .shifts import Inserted
from .writing import Written, block, input_option, write, written_text

TRUE = {True, "true", "True", "TRUE", "1"}


def get(book: Book, text: str, query: Any) -> Json:
    """GET `values/{range}`."""
    sheet, reach = book.resolve(text)
    return value_range(book, sheet, clip(sheet, reach), rendering(query))


def batch_get(book: Book, texts: Iterable[str], query: Any) -> Json:
    """GET `values:batchGet`."""
    return {"spreadsheetId": book.id, "valueRanges": [get(book, text, query) for text in texts]}


def batch_get_by_filter(book: Book, body: Json) -> Json:
    """POST `values:batchGetByDataFilter`; the ranges come in the order of the filters."""
    how = rendering(body)
    found: list[Json] = []
    for data_filter in body.get("dataFilters") or []:
        for sheet, reach in filter_ranges(book, data_filter):
            shown = value_range(book, sheet, clip(sheet, reach), how)
            found.append({"valueRange": shown, "dataFilters": [data_filter]})
    return {"spreadsheetId": book.id, **({"valueRanges": found} if found else {})}


def update(book: Book, text: str, query: Any, body: Json) -> Json:
    """PUT `values/{range}`."""
    option = input_option(query.get("valueInputOption"))
    rows = block(body.get("values"), major_dimension(body.get("majorDimension")))
    sheet, reach = _editable(book, text)
    written = write(sheet, reach, text, rows, option)
    guard(book, sheet, written.area)
    return _answer(book, sheet, reach, written, query, body.get("majorDimension"))


def _editable(book: Book, text: str) -> tuple[Sheet, Reach]:
    sheet, reach = book.resolve(text)
    return book.edit(sheet.id), reach


def _answer(book: Book, sheet: Sheet, reach: Reach, written: Written, options: Any, major: Any) -> Json:
    """An UpdateValuesResponse; `updatedData` covers the whole range asked for, as Google's does."""
    found: Json = {"spreadsheetId": book.id, "updatedRange": written_text(sheet, written), **written.counts()}
    if options.get("includeValuesInResponse") in TRUE:
        area = written.area if reach.single else clip(sheet, reach)
        how = rendering(options, "response")
        found["updatedData"] = value_range(book, sheet, area, Rendering(how.values, how.dates, major_dimension(major)))
    return found


def batch_update(book: Book, body: Json) -> Json:
    """POST `values:batchUpdate`: all of its ranges or none."""
    option = input_option(body.get("valueInputOption"))
    targets = [
        (_at(place, _editable, book, one.get("range") or ""), one) for place, one in enumerate(body.get("data") or [])
    ]
    totals = _Totals()
    written = []
    for place, ((sheet, reach), one) in enumerate(targets):
        done = _at(place, _write_one, sheet, reach, one.get("range") or "", one, option)
        guard(book, sheet, done.area)
        totals.add(sheet, done)
        written.append((sheet, reach, done, one))
    responses = [
        _answer(book, sheet, reach, done, body, one.get("majorDimension")) for sheet, reach, done, one in written
    ]
    return {"spreadsheetId": book.id, **totals.shown(), **({"responses": responses} if responses else {})}


def _at(place: int, step: Any, *given: Any) -> Any:
    try:
        return step(*given)
    except Refusal as refusal:
        raise refusal.inside(f"data[{place}]") from None


def _write_one(sheet: Sheet, reach: Reach, text: str, one: Json, option: str) -> Written:
    rows = block(one.get("values"), major_dimension(one.get("majorDimension")))
    return write(sheet, reach, text, rows, option)


def batch_update_by_filter(book: Book, body: Json) -> Json:
    """POST `values:batchUpdateByDataFilter`: the same values go to every range a filter means."""
    option = input_option(body.get("valueInputOption"))
    totals = _Totals()
    responses: list[Json] = []
    for place, one in enumerate(body.get("data") or []):
        data_filter = one.get("dataFilter") or {}
        for found, reach in _at(place, filter_ranges, book, data_filter):
            sheet = book.edit(found.id)
            text = area_text(sheet.title, clip(sheet, reach))
            done = _at(place, _write_one, sheet, reach, text, one, option)
            guard(book, sheet, done.area)
            totals.add(sheet, done)
            answer = _answer(book, sheet, reach, done, body, one.get("majorDimension"))
            del answer["spreadsheetId"]
            responses.append({**answer, "dataFilter": data_filter})
    return {"spreadsheetId": book.id, **totals.shown(), **({"responses": responses} if responses else {})}


class _Totals:
    """The totals of a batch: distinct rows and columns per tab, cells added up (reference §3.3)."""

    def __init__(self) -> None:
        self.rows: set[tuple[int, int]] = set()
        self.columns: set[tuple[int, int]] = set()
        self.sheets: set[int] = set()
        self.cells = 0

    def add(self, sheet: Sheet, written: Written) -> None:
        self.rows.update((sheet.id, row) for row in written.rows)
        self.columns.update((sheet.id, column) for column in written.columns)
        self.cells += written.cells
        self.sheets.add(sheet.id)

    def shown(self) -> Json:
        found = {
            "totalUpdatedRows": len(self.rows),
            "totalUpdatedColumns": len(self.columns),
            "totalUpdatedCells": self.cells,
            "totalUpdatedSheets": len(self.sheets),
        }
        return {name: count for name, count in found.items() if count}


def clear(book: Book, text: str) -> Json:
    """POST `values/{range}:clear`: values go, formats stay."""
    return {"spreadsheetId": book.id, "clearedRange": _clear(book, *_editable(book, text))}


def _clear(book: Book, sheet: Sheet, reach: Reach) -> str:
    area = clip(sheet, reach)
    guard(book, sheet, area)
    book.edit(sheet.id).grid.blank(area)
    return area_text(sheet.title, area)


def batch_clear(book: Book, body: Json) -> Json:
    """POST `values:batchClear`."""
    cleared = []
    for place, text in enumerate(body.get("ranges") or []):
        try:
            cleared.append(_clear(book, *_editable(book, text)))
        except Refusal as refusal:
            raise refusal.inside(f"range[{place}]") from None
    return {"spreadsheetId": book.id, **({"clearedRanges": cleared} if cleared else {})}


def batch_clear_by_filter(book: Book, body: Json) -> Json:
    """POST `values:batchClearByDataFilter`."""
    filters = body.get("dataFilters") or []
    cleared = [_clear(book, *found) for one in filters for found in filter_ranges(book, one)]
    return {"spreadsheetId": book.id, **({"clearedRanges": cleared} if cleared else {})}


def append(book: Book, text: str, query: Any, body: Json) -> Json:
    """POST `values/{range}:append`: below the table that the range touches, growing the grid where needed."""
    option = input_option(query.get("valueInputOption"))
    rows = block(body.get("values"), major_dimension(body.get("majorDimension")))
    sheet, reach = _editable(book, text)
    area = clip(sheet, reach)
    table = find_table(book.worked(sheet), area)
    top, left = (area.top, area.left) if table is None else (table.bottom, table.left)
    if query.get("insertDataOption") == "INSERT_ROWS" and top < sheet.grid.height and rows:
        _insert(book, sheet, top, len(rows))
    grow(book, sheet, top + len(rows), left + max(map(len, rows), default=0))
    target = Reach(top, left, top + len(rows), left + max(map(len, rows), default=0))
    written = write(sheet, target, text, rows, option)
    guard(book, sheet, written.area)
    shown = {} if table is None else {"tableRange": area_text(sheet.title, table)}
    updates = _answer(book, sheet, target, written, query, body.get("majorDimension"))
    return {"spreadsheetId": book.id, **shown, "updates": updates}


def _insert(book: Book, sheet: Sheet, at: int, count: int) -> None:
    check_size(book, sheet.grid.height + count, sheet.grid.width, sheet.grid.height * sheet.grid.width)
    sheet.grid.insert_rows(at, count, at - 1 if at else None)
    book.follow(sheet, Inserted("ROWS", at, count))


def grow(book: Book, sheet: Sheet, height: int, width: int) -> None:
    """Make a tab at least so high and wide; new rows and columns look like the last ones."""
    grid: Grid = sheet.grid
    check_size(book, max(height, grid.height), max(width, grid.width), grid.height * grid.width)
    if height > grid.height:
        grid.insert_rows(grid.height, height - grid.height, grid.height - 1)
    if width > grid.width:
        grid.insert_columns(grid.width, width - grid.width, grid.width - 1)
