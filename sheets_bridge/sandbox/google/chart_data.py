"""The cells a chart is drawn from: one list of amounts and texts, with its name and the way its numbers are written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .a1 import Area
from .book import Book
from .cells import Formula, result
from .display import formatter_of
from .looks import Look
from .refusal import Refusal
from .sheet import Json, Sheet


@dataclass(frozen=True)
class Vector:
    """One domain or series. `amounts` has None where a cell holds no number."""

    name: str
    amounts: list[float | None]
    texts: list[str]
    show: Callable[[float], str]

    def filled(self) -> int:
        """The number of points up to the last one that holds anything: what comes after is not drawn."""
        end = len(self.texts)
        while end and not self.texts[end - 1]:
            end -= 1
        return end


Spot = tuple[Any, Look]


def vectors(book: Book, data: list[Json], headers: int | None, *, skip_hidden: bool) -> list[Vector]:
    """What the ChartData of a chart mean; `headers` cells at the head of each are its name.

    Where nobody says how many, one is where a text stands above numbers in any of them.
    """
    read = [
        [spot for source in one.get("sourceRange", {}).get("sources", []) for spot in _spots(book, source, skip_hidden)]
        for one in data
    ]
    count = max(map(_headers, read), default=0) if headers is None else headers
    return [_vector(book, spots[:count], spots[count:]) for spots in read]


def _vector(book: Book, head: list[Spot], body: list[Spot]) -> Vector:
    look = next((look for value, look in body if _number(value)), None)
    write = formatter_of(look, book.locale)
    return Vector(
        name=" ".join(_text(book, spot) for spot in head).strip(),
        amounts=[value if _number(value) else None for value, _ in body],
        texts=[_text(book, spot) for spot in body],
        show=lambda amount: write(amount),
    )


def _headers(spots: list[Spot]) -> int:
    first_is_text = bool(spots) and isinstance(spots[0][0], str)
    return int(first_is_text and any(_number(value) for value, _ in spots[1:]))


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(book: Book, spot: Spot) -> str:
    value, look = spot
    return "" if value is None else formatter_of(look, book.locale)(value)


def _spots(book: Book, source: Json, skip_hidden: bool) -> list[Spot]:
    try:
        sheet, reach = book.grid_range(source)
    except Refusal:  # the tab or the cells are gone: the chart stands empty
        return []
    sheet = book.worked(sheet)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    area = Area(area.top, area.left, min(area.bottom, len(sheet.grid.rows)), area.right)
    rows, columns = _shown(sheet, "ROWS", skip_hidden), _shown(sheet, "COLUMNS", skip_hidden)
    places = ((row, at) for row in range(area.top, area.bottom) for at in range(area.left, area.right))
    return [
        (_plain(sheet, *place), sheet.grid.look(*place)) for place in places if rows(place[0]) and columns(place[1])
    ]


def _shown(sheet: Sheet, dimension: str, skip_hidden: bool) -> Callable[[int], bool]:
    props = sheet.grid.row_props if dimension == "ROWS" else sheet.grid.column_props
    if not skip_hidden:
        return lambda _: True
    return lambda at: not (props.at(at) or {}).get("hiddenByUser")


def _plain(sheet: Sheet, row: int, column: int) -> Any:
    value = sheet.grid.value(row, column)
    return result(value) if isinstance(value, Formula) else value
