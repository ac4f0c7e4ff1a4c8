"""batchUpdate requests that bring cells in from a pattern or a text: autoFill, pasteData."""

import csv
import io
from itertools import pairwise
from typing import Any

from .a1 import Area, Reach
from .book import Book
from .cells import Value
from .formulas.following import copied
from .protection import guard
from .refusal import invalid
from .sheet import Json, Sheet
from .values import grow
from .writing import write


def auto_fill(book: Book, request: Json) -> Json:
    """autoFill: numbers in even steps go on, anything else is repeated."""
    sheet, source, target = _areas(book, request)
    guard(book, sheet, target)
    down = source.left == target.left and source.right == target.right
    back = target.top < source.top or target.left < source.left
    lanes = range(source.left, source.right) if down else range(source.top, source.bottom)
    for lane in lanes:
        cells = _lane(sheet, source, lane, down)
        looks = [_spot(sheet.grid.look, lane, at, down) for at in _along(source, down)]
        spots = list(_along(target, down))
        order = spots[::-1] if back else spots
        seeds, faces = (cells[::-1], looks[::-1]) if back else (cells, looks)
        alternate = bool(request.get("useAlternateSeries"))
        for step, at in enumerate(order):
            row, column = (at, lane) if down else (lane, at)
            by = at - (list(_along(source, down))[:: -1 if back else 1])[step % len(seeds)]
            cell = copied(_next(seeds, step, alternate), by if down else 0, 0 if down else by)
            sheet.grid.put(row, column, [cell])
            sheet.grid.put_looks(column, row, [faces[step % len(faces)]])
    return {}


def _along(area: Area, down: bool) -> range:
    return range(area.top, area.bottom) if down else range(area.left, area.right)


def _spot(read: Any, lane: int, at: int, down: bool) -> Any:
    return read(at, lane) if down else read(lane, at)


def _lane(sheet: Sheet, area: Area, lane: int, down: bool) -> list[Value]:
    return [_spot(sheet.grid.value, lane, at, down) for at in _along(area, down)]


def _next(seeds: list[Value], step: int, alternate: bool) -> Value:
    """The value `step` places after the seeds."""
    numbers = [one for one in seeds if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) < len(seeds) or (len(seeds) == 1 and not alternate):
        return seeds[step % len(seeds)]
    by = numbers[1] - numbers[0] if len(numbers) > 1 else 1
    even = all(other - one == by for one, other in pairwise(numbers))
    return numbers[-1] + by * (step + 1) if even else seeds[step % len(seeds)]


def _areas(book: Book, request: Json) -> tuple[Sheet, Area, Area]:
    """The tab, the cells that are there and the cells to fill."""
    told = request.get("sourceAndDestination")
    if told is None:
        return _detected(book, request.get("range"))
    sheet, area = _editable(book, told.get("source"))
    length = told.get("fillLength") or 0
    if told.get("dimension") == "COLUMNS":
        first, last = (area.right, area.right + length) if length > 0 else (area.left + length, area.left)
        target = Area(area.top, first, area.bottom, last)
    else:
        first, last = (area.bottom, area.bottom + length) if length > 0 else (area.top + length, area.top)
        target = Area(first, area.left, last, area.right)
    if target.top < 0 or target.left < 0 or target.bottom > sheet.grid.height or target.right > sheet.grid.width:
        raise invalid("The destination is outside of the grid.")
    return sheet, area, target


def _editable(book: Book, grid_range: Json | None) -> tuple[Sheet, Area]:
    if grid_range is None:
        raise invalid("No range specified.")
    found, reach = book.grid_range(grid_range)
    sheet = book.edit(found.id)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    if not area.height or not area.width:
        raise invalid("The range must not be empty.")
    return sheet, area


def _detected(book: Book, grid_range: Json | None) -> tuple[Sheet, Area, Area]:
    """The filled rows at the head of the range are the source, the rest of it is filled."""
    sheet, area = _editable(book, grid_range)
    filled = 0
    while filled < area.height and any(
        sheet.grid.value(area.top + filled, column) is not None for column in range(area.left, area.right)
    ):
        filled += 1
    if not filled:
        raise invalid("There is no data in the range to fill from.")
    middle = area.top + filled
    return (
        sheet,
        Area(area.top, area.left, middle, area.right),
        Area(middle, area.left, area.bottom, area.right),
    )


def paste_data(book: Book, request: Json) -> Json:
    """pasteData: text taken as typed, so `=…` becomes a formula; the grid grows where needed. HTML is refused here."""
    if request.get("html") or not request.get("delimiter"):
        raise invalid("A delimiter must be specified; HTML is not supported by this server.")
    if len(request["delimiter"]) > 1:
        raise invalid("The delimiter must be one character.")
    rows = list(csv.reader(io.StringIO(request.get("data") or ""), delimiter=request["delimiter"]))
    found, top, left = book.coordinate(request.get("coordinate"))
    sheet = book.edit(found.id)
    bottom, right = top + len(rows), left + max(map(len, rows), default=0)
    grow(book, sheet, bottom, right)
    guard(book, sheet, Area(top, left, bottom, right))
    write(sheet, Reach(top, left, bottom, right), "", list(rows), "USER_ENTERED")
    return {}
