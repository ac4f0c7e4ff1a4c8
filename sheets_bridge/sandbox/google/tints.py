"""What conditional formats make of the cells of a block: rules that hold, and scales of colours."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from .a1 import Area
from .book import Book
from .cells import Formula, result
from .faces import hexed, letters
from .formulas.conditions import holds
from .sheet import Json, Sheet
from .typed import enter

Tints = dict[tuple[int, int], Json]
"""Parts of a face, by row and column."""


def tints(book: Book, sheet: Sheet, area: Area) -> Tints:
    """The faces that rules give to cells of an area; of two rules for one thing the first wins."""
    found: Tints = {}
    for rule in reversed(sheet.rules):
        spots = [spot for one in rule["ranges"] for spot in _spots(sheet.area(one), area)]
        shade = _gradient(sheet, rule) if "gradientRule" in rule else _boolean(book, sheet, rule)
        for spot in spots:
            given = shade(*spot)
            if given:
                found[spot] = {**found.get(spot, {}), **given}
    return found


Shade = Callable[[int, int], Json]


def _spots(one: Area, other: Area) -> Iterator[tuple[int, int]]:
    for row in range(max(one.top, other.top), min(one.bottom, other.bottom)):
        yield from ((row, at) for at in range(max(one.left, other.left), min(one.right, other.right)))


def _plain(sheet: Sheet, row: int, column: int) -> Any:
    value = sheet.grid.value(row, column)
    return result(value) if isinstance(value, Formula) else value


# rules that hold or do not


def _boolean(book: Book, sheet: Sheet, rule: Json) -> Shade:
    wanted = rule["booleanRule"]
    condition = wanted.get("condition", {})
    asked = [one.get("userEnteredValue", "") for one in condition.get("values", [])]
    shape = wanted.get("format", {})
    given = letters(shape.get("textFormat", {}))
    fill = hexed(shape.get("backgroundColor"))
    given |= {"fill": fill} if fill else {}
    if condition.get("type") == "CUSTOM_FORMULA":
        first = sheet.area(rule["ranges"][0])
        corner = (first.top, first.left)
        working = book.working()
        return lambda row, column: given if holds(working, sheet, asked[0], corner, (row, column)) else {}
    test = _TESTS.get(condition.get("type", ""))
    if test is None:
        return lambda _row, _column: {}
    limits = [enter(text).value if text and text[0] != "=" else None for text in asked]
    return lambda row, column: given if test(_plain(sheet, row, column), limits) else {}


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _ordered(fits: Callable[[Any, Any], bool]) -> Callable[[Any, list[Any]], bool]:
    return lambda value, limits: _number(value) and bool(limits) and _number(limits[0]) and fits(value, limits[0])


def _between(value: Any, limits: list[Any]) -> bool:
    return _number(value) and len(limits) == 2 and limits[0] <= value <= limits[1]


def _texts(fits: Callable[[str, str], bool]) -> Callable[[Any, list[Any]], bool]:
    def test(value: Any, limits: list[Any]) -> bool:
        return bool(limits) and fits(_folded(value), _folded(limits[0]))

    return test


def _folded(value: Any) -> str:
    return "" if value is None else str(value).casefold()


_TESTS: Mapping[str, Callable[[Any, list[Any]], bool]] = {
    "NUMBER_GREATER": _ordered(lambda one, other: one > other),
    "NUMBER_GREATER_THAN_EQ": _ordered(lambda one, other: one >= other),
    "NUMBER_LESS": _ordered(lambda one, other: one < other),
    "NUMBER_LESS_THAN_EQ": _ordered(lambda one, other: one <= other),
    "NUMBER_EQ": _ordered(lambda one, other: one == other),
    "NUMBER_NOT_EQ": _ordered(lambda one, other: one != other),
    "NUMBER_BETWEEN": _between,
    "NUMBER_NOT_BETWEEN": lambda value, limits: _number(value) and not _between(value, limits),
    "TEXT_CONTAINS": _texts(lambda one, other: other in one),
    "TEXT_NOT_CONTAINS": _texts(lambda one, other: other not in one),
    "TEXT_STARTS_WITH": _texts(str.startswith),
    "TEXT_ENDS_WITH": _texts(str.endswith),
    "TEXT_EQ": _texts(lambda one, other: one == other),
    "BLANK": lambda value, _: value in (None, ""),
    "NOT_BLANK": lambda value, _: value not in (None, ""),
}


# scales of colours


def _gradient(sheet: Sheet, rule: Json) -> Shade:
    amounts = sorted(
        value
        for one in map(sheet.area, rule["ranges"])
        for row in range(one.top, min(one.bottom, len(sheet.grid.rows)))
        for value in (_plain(sheet, row, at) for at in range(one.left, one.right))
        if _number(value)
    )
    scale = rule["gradientRule"]
    marks = [scale[name] for name in ("minpoint", "midpoint", "maxpoint") if name in scale]
    points = [(_level(mark, amounts), mark.get("color", {})) for mark in marks] if amounts else []

    def shade(row: int, column: int) -> Json:
        value = _plain(sheet, row, column)
        return {"fill": hexed(_mixed(points, value))} if points and _number(value) else {}

    return shade


def _level(mark: Json, amounts: list[Any]) -> float:
    """The amount at which a point of a scale stands."""
    given = enter(str(mark.get("value", ""))).value
    amount = float(given) if isinstance(given, int | float) else 0.0
    low, high = float(amounts[0]), float(amounts[-1])
    levels: dict[str, Callable[[], float]] = {
        "MIN": lambda: low,
        "MAX": lambda: high,
        "NUMBER": lambda: amount,
        "PERCENT": lambda: low + (high - low) * amount / 100,
        "PERCENTILE": lambda: float(amounts[round((len(amounts) - 1) * min(max(amount, 0), 100) / 100)]),
    }
    return levels.get(mark.get("type", "MIN"), lambda: low)()


def _mixed(points: list[tuple[float, Json]], value: float) -> Json:
    if value <= points[0][0]:
        return points[0][1]
    for (low, one), (high, other) in pairwise(points):
        if value <= high:
            part = (value - low) / (high - low) if high > low else 1.0
            names = ("red", "green", "blue")
            return {name: one.get(name, 0) + (other.get(name, 0) - one.get(name, 0)) * part for name in names}
    return points[-1][1]
