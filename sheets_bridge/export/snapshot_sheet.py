"""A worksheet that shows a snapshot: values without formulas, looks, merged cells, sizes, what is hidden, charts."""

from collections.abc import Callable
from typing import Any

import xlsxwriter

from sheets_bridge.export.snapshot_charts import Shots, insert_all
from sheets_bridge.export.texts import fitting, pattern
from sheets_bridge.messages import Message
from sheets_bridge.spreadsheet import Snapshot
from sheets_bridge.spreadsheet.areas import letters
from sheets_bridge.spreadsheet.snapshots import Look, Rule, Scale, Spot

_POINTS_A_ROW, _PIXELS_A_ROW = 15.75, 21
"""Google's rows are as high; Excel's are a pixel lower."""
_A4, _NOTE = 9, {"width": 320, "height": 120, "author": "sheets_bridge"}
_WHITE, _BLACK = "#FFFFFF", "#000000"
_DOWN = {"TOP": "top", "MIDDLE": "vcenter", "BOTTOM": "bottom"}
_PLAIN_SIZE = 10

Formats = Callable[[Look], Any]


def write_snapshot(book: xlsxwriter.Workbook, name: str, shot: Snapshot, shots: Shots) -> list[Message]:
    """Write a snapshot on a worksheet of this name; what its reader should know."""
    sheet = _kept_whole(book, name)
    formats = _formats(book)
    _frame(sheet, shot)
    _merge(sheet, shot, formats)
    for row, spots in enumerate(shot.spots):
        for column, spot in enumerate(spots):
            _put(sheet, row, column, spot, formats)
    for rule in shot.rules:
        _colour(book, sheet, shot, rule)
    return insert_all(book, sheet, shot, shots)


def _kept_whole(book: xlsxwriter.Workbook, name: str) -> Any:
    """A worksheet whose rows wait for the end, unlike those of its book: merging writes cells of several rows."""
    was, book.constant_memory = book.constant_memory, False
    sheet = book.add_worksheet(name)
    book.constant_memory = was
    # XlsxWriter 3.2: a book that writes row by row closes a file of each worksheet in the end, and this has none.
    sheet.row_data_fh_closed = True
    return sheet


def _formats(book: xlsxwriter.Workbook) -> Formats:
    made: dict[Look, Any] = {}

    def of(look: Look) -> Any:
        if look not in made:
            made[look] = book.add_format(_told(look))
        return made[look]

    return of


def _told(look: Look) -> dict[str, Any]:
    told = {
        "num_format": pattern(look.pattern), "bg_color": look.paper if look.paper != _WHITE else "",
        "font_color": look.ink if look.ink != _BLACK else "", "font_size": look.size, "bold": look.bold,
        "italic": look.italic, "align": look.across.lower(), "valign": _DOWN.get(look.down, ""),
        "text_wrap": look.wraps,
    }  # fmt: skip
    return {name: one for name, one in told.items() if one}


def _frame(sheet: Any, shot: Snapshot) -> None:
    """All but cells: sizes, what is hidden, what stays in sight, how it is printed."""
    sheet.set_default_row(_POINTS_A_ROW)
    for at, place in enumerate(shot.columns):
        sheet.set_column_pixels(at, at, place.pixels, None, {"hidden": place.hidden})
    for at, place in enumerate(shot.rows):
        if place.hidden or place.pixels != _PIXELS_A_ROW:
            sheet.set_row_pixels(at, place.pixels, None, {"hidden": place.hidden})
    sheet.freeze_panes(*shot.frozen)
    if not shot.lined:
        sheet.hide_gridlines(2)
    if shot.colour:
        sheet.set_tab_color(shot.colour)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _merge(sheet: Any, shot: Snapshot, formats: Formats) -> None:
    for top, bottom, left, right in map(shot.closed, shot.merges):
        if (bottom - top) * (right - left) > 1:
            sheet.merge_range(top, left, bottom - 1, right - 1, "", formats(shot.look(top, left)))


def _put(sheet: Any, row: int, column: int, spot: Spot, formats: Formats) -> None:
    """A value as what it is: a text is neither a formula nor a link."""
    if isinstance(spot.value, bool):
        sheet.write_boolean(row, column, spot.value, formats(spot.look))
    elif not isinstance(spot.value, str):
        sheet.write_number(row, column, spot.value, formats(spot.look))
    elif spot.value:
        sheet.write_string(row, column, fitting(spot.value), formats(spot.look))
    elif spot.look.paper not in ("", _WHITE):
        sheet.write_blank(row, column, None, formats(spot.look))
    if spot.note:
        sheet.write_comment(row, column, fitting(spot.note), _NOTE)


def _colour(book: xlsxwriter.Workbook, sheet: Any, shot: Snapshot, rule: Rule | Scale) -> None:
    for where in map(shot.closed, rule.areas):
        first = f"{letters(where.left)}{where.top + 1}"
        told = _scale(rule) if isinstance(rule, Scale) else _rule(book, rule, first)
        sheet.conditional_format(where.top, where.left, where.bottom - 1, where.right - 1, told)


def _scale(scale: Scale) -> dict[str, Any]:
    if scale.middle:
        return {"type": "3_color_scale", "min_color": scale.least, "mid_color": scale.middle, "max_color": scale.most}
    return {"type": "2_color_scale", "min_color": scale.least, "max_color": scale.most}


def _rule(book: xlsxwriter.Workbook, rule: Rule, first: str) -> dict[str, Any]:
    # Excel takes a text for more than any number, Google for none.
    told = {"font_color": rule.ink, "bg_color": rule.paper, "bold": rule.bold}
    look = book.add_format({name: one for name, one in told.items() if one})
    return {"type": "formula", "criteria": f"=AND(ISNUMBER({first}),{first}{rule.sign}{rule.bound:g})", "format": look}
