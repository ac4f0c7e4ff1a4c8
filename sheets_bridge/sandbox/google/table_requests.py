"""batchUpdate requests about tables: a named range whose columns have names and types."""

from typing import Any

from .a1 import Area
from .answers import shown_table
from .book import Book
from .cells import result
from .drawn import drop, find, overlap, placed_range, put
from .looks import tidy, with_twins
from .masks import overlay
from .protection import guard
from .refusal import invalid
from .sheet import Json, Sheet
from .tab_requests import required_mask

_SHELF = "tables"


def add_table(book: Book, request: Json) -> Json:
    """addTable: its first row is its header; columns that are given no name keep their header's text."""
    wanted = tidy(request.get("table") or {})
    table_id = wanted.get("tableId") or str(book.new_id())
    if any(one["tableId"] == table_id for sheet in book.sheets for one in sheet.tables):
        raise invalid(f"The specified table id {table_id} is already in use.")
    found = {**wanted, "tableId": table_id, "name": wanted.get("name") or _free_name(book)}
    found["range"] = placed_range(book, wanted.get("range"))
    sheet = book.edit(found["range"]["sheetId"])
    _check(book, found, None)
    found["columnProperties"] = _named(book, sheet, found, wanted.get("columnProperties") or [])
    _write_header(book, sheet, found)
    put(sheet, _SHELF, found)
    return {"table": shown_table(found)}


def _check(book: Book, table: Json, instead_of: Json | None) -> None:
    others = [one for sheet in book.sheets for one in sheet.tables if one is not instead_of]
    if any(one["name"].casefold() == table["name"].casefold() for one in others):
        raise invalid(f'A table with the name "{table["name"]}" already exists.')
    if any(overlap(one["range"], table["range"]) for one in others):
        raise invalid("A table cannot overlap another table.")
    place = table["range"]
    if place["endRowIndex"] - place["startRowIndex"] < 2 or place["endColumnIndex"] == place["startColumnIndex"]:
        raise invalid("A table must have a header row and at least one row below it.")


def _free_name(book: Book) -> str:
    word = "표" if book.locale.startswith("ko") else "Table"
    taken = {one["name"] for sheet in book.sheets for one in sheet.tables}
    number = 1
    while f"{word}{number}" in taken:
        number += 1
    return f"{word}{number}"


def _named(book: Book, sheet: Sheet, table: Json, given: list[Json]) -> list[Json]:
    """Every column of the table with its name; each name once."""
    place = table["range"]
    width = place["endColumnIndex"] - place["startColumnIndex"]
    known = {column.get("columnIndex") or 0: column for column in given}
    if any(not 0 <= at < width for at in known):
        raise invalid("A column of the table is outside of its range.")
    word = "열" if book.locale.startswith("ko") else "Column"
    columns = [
        {
            "columnName": _header(book.worked(sheet), place, at) or f"{word} {at + 1}",
            **known.get(at, {}),
            "columnIndex": at,
        }
        for at in range(width)
    ]
    names = [column["columnName"].casefold() for column in columns]
    if len(set(names)) < len(names):
        raise invalid("The columns of a table must have different names.")
    return columns


def _header(sheet: Sheet, place: Json, at: int) -> str:
    value: Any = result(sheet.grid.value(place["startRowIndex"], place["startColumnIndex"] + at))
    return "" if value is None else str(value)


def _write_header(book: Book, sheet: Sheet, table: Json) -> None:
    top, left = table["range"]["startRowIndex"], table["range"]["startColumnIndex"]
    names = [column["columnName"] for column in table["columnProperties"]]
    if names != [_header(sheet, table["range"], at) for at in range(len(names))]:
        guard(book, sheet, Area(top, left, top + 1, left + len(names)))
        sheet.grid.put(top, left, names)


def update_table(book: Book, request: Json) -> Json:
    """updateTable: the masked fields; a new range brings its own columns."""
    mask = required_mask(request)
    wanted = tidy(request.get("table") or {})
    sheet, old = find(book, _SHELF, "tableId", wanted.get("tableId"), "table")
    new = {**overlay(old, wanted, with_twins(mask)), "tableId": old["tableId"]}
    new["name"] = new.get("name") or old["name"]
    new["range"] = placed_range(book, new.get("range"))
    if new["range"]["sheetId"] != sheet.id:
        raise invalid("A table cannot be moved to another sheet.")
    _check(book, new, old)
    width = new["range"]["endColumnIndex"] - new["range"]["startColumnIndex"]
    given = wanted.get("columnProperties") or [] if not mask or "columnProperties" in mask else old["columnProperties"]
    new["columnProperties"] = _named(book, sheet, new, [one for one in given if (one.get("columnIndex") or 0) < width])
    _write_header(book, sheet, new)
    put(sheet, _SHELF, new, instead_of=old)
    return {}


def delete_table(book: Book, request: Json) -> Json:
    """deleteTable: the whole table goes, its values with it (Google's guide to tables; not recorded)."""
    sheet, old = find(book, _SHELF, "tableId", request.get("tableId"), "table")
    guard(book, sheet, sheet.area(old["range"]))
    sheet.grid.blank(sheet.area(old["range"]))
    drop(sheet, _SHELF, old)
    return {}
