"""batchUpdate's updateBorders: lines around and inside a range, kept with the formats of the cells at its edges."""

from .a1 import Area
from .book import Book
from .cell_requests import new_look
from .looks import Look
from .protection import guard
from .refusal import invalid
from .sheet import Json, Sheet


def update_borders(book: Book, request: Json) -> Json:
    """updateBorders: sides that are not named stay; the style NONE takes a line away."""
    if request.get("range") is None:
        raise invalid("No range specified.")
    found, reach = book.grid_range(request["range"])
    sheet = book.edit(found.id)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    guard(book, sheet, area)
    for name, (side, strip) in _strips(area).items():
        if request.get(name) and strip.height > 0 and strip.width > 0:
            _draw(sheet, strip, side, request[name])
    return {}


def _strips(area: Area) -> dict[str, tuple[str, Area]]:
    """Which cells carry which side; an inner line belongs to the cell above it or to its left."""
    top, left, bottom, right = area.top, area.left, area.bottom, area.right
    return {
        "top": ("top", Area(top, left, min(top + 1, bottom), right)),
        "bottom": ("bottom", Area(max(bottom - 1, top), left, bottom, right)),
        "left": ("left", Area(top, left, bottom, min(left + 1, right))),
        "right": ("right", Area(top, max(right - 1, left), bottom, right)),
        "innerHorizontal": ("bottom", Area(top, left, bottom - 1, right)),
        "innerVertical": ("right", Area(top, left, bottom, right - 1)),
    }


def _draw(sheet: Sheet, area: Area, side: str, border: Json) -> None:
    given = {} if border.get("style") == "NONE" else {"userEnteredFormat": {"borders": {side: border}}}

    def drawn(look: Look) -> Look:
        return new_look(look, given, {"userEnteredFormat": {"borders": {side: {}}}})

    sheet.grid.restyle(area, drawn)
