"""Functions that look something up in an array."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from ..cells import Plain
from .criteria import expression, matcher
from .declared import Function, framed, whole
from .frame import Frame
from .kinds import Array, Fault, Result, Scalar, array_of, rank, sound, truth_of, whole_of

_ORDER = {0: "equal", 1: "below", -1: "above"}


def _line(value: Result) -> Array:
    """A single row or column, as a column."""
    array = array_of(value)
    if array.width == 1:
        return array
    if array.height > 1:
        raise Fault("N_A")
    return Array([[column[0] for column in array.columns]])


def _exact(frame: Frame, line: Array, wanted: Plain, *, wild: bool) -> int | None:
    """Where the value stands first; case does not matter, and in a `wild` text `*` and `?` stand for any signs."""
    if wild and isinstance(wanted, str) and expression(wanted) != expression(wanted.replace("*", "").replace("?", "")):
        fits = matcher(f"={wanted}")
        return next((at for at, cell in enumerate(line.columns[0]) if isinstance(cell, str) and fits(cell)), None)
    if line.place is None:
        return _places(line.columns[0]).get(rank(wanted))
    found: int | None = frame.known.kept(("first", line.place, line.height), lambda: _places(line.columns[0])).get(
        rank(wanted)
    )
    return found


def _places(cells: Sequence[Scalar]) -> Mapping[Any, int]:
    found: dict[Any, int] = {}
    for at, cell in enumerate(cells):
        if cell is not None and not isinstance(cell, Fault):
            found.setdefault(rank(cell), at)
    return found


def _sorted_place(line: Array, wanted: Plain) -> int | None:
    """The last place, in a sorted line, of a value of the same kind that is not above."""
    kind = rank(wanted)
    told = [
        (rank(cell), at)
        for at, cell in enumerate(line.columns[0])
        if cell is not None and not isinstance(cell, Fault) and rank(cell)[0] == kind[0]
    ]
    at = bisect_right(told, kind, key=lambda one: one[0])
    return told[at - 1][1] if at else None


def _nearest(line: Array, wanted: Plain, *, above: bool) -> int | None:
    """The place of the next larger or smaller value, whatever the order."""
    kind = rank(wanted)
    told = sorted(
        (rank(cell), at)
        for at, cell in enumerate(line.columns[0])
        if cell is not None and not isinstance(cell, Fault) and rank(cell)[0] == kind[0]
    )
    keys = [key for key, _ in told]
    if above:
        at = bisect_left(keys, kind)
        return told[at][1] if at < len(told) else None
    at = bisect_right(keys, kind)
    return told[bisect_left(keys, keys[at - 1])][1] if at else None


def _found(place: int | None) -> int:
    if place is None:
        raise Fault("N_A")
    return place


def _match(frame: Frame, wanted: Scalar, given: Result, kind: Scalar = 1) -> int:
    line, value, way = _line(given), sound(wanted), whole_of(kind)
    if value is None:
        raise Fault("N_A")
    if way == 0:
        return _found(_exact(frame, line, value, wild=True)) + 1
    if way < 0:
        return _found(_nearest(line, value, above=True)) + 1
    return _found(_sorted_place(line, value)) + 1


def _vlookup(frame: Frame, wanted: Scalar, given: Result, column: Scalar, is_sorted: Scalar = True) -> Scalar:
    array, value, at = array_of(given), sound(wanted), whole_of(column)
    if not 1 <= at <= array.width:
        raise Fault("REF" if at > 0 else "VALUE")
    if value is None:
        raise Fault("N_A")
    keys = Array(array.columns[:1], array.place)
    place = _sorted_place(keys, value) if truth_of(is_sorted) else _exact(frame, keys, value, wild=True)
    return array.columns[at - 1][_found(place)]


def _xlookup(
    frame: Frame,
    wanted: Scalar,
    given: Result,
    results: Result,
    missing: Result = None,
    way: Scalar = 0,
    from_end: Scalar = 1,
) -> Result:
    keys, array = array_of(given), array_of(results)
    line, value, kind = _line(keys), sound(wanted), whole_of(way)
    if whole_of(from_end) < 0:
        line = Array([line.columns[0][::-1]])
    place = None if value is None else _exact(frame, line, value, wild=kind == 2)
    if place is None and kind in {1, -1} and value is not None:
        place = _nearest(line, value, above=kind == 1)
    if place is None:
        return _missing(missing)
    place = line.height - 1 - place if whole_of(from_end) < 0 else place
    return _at(array, place, down=keys.width == 1)


def _missing(value: Result) -> Result:
    found = next(value.cells(), None) if isinstance(value, Array) else value
    if found is None:
        raise Fault("N_A")
    return found


def _at(array: Array, place: int, *, down: bool) -> Result:
    """A row or a column of the results, one cell where they are one line."""
    if place >= (array.height if down else array.width):
        raise Fault("VALUE")
    part = [[column[place]] for column in array.columns] if down else [array.columns[place]]
    return part[0][0] if len(part) == len(part[0]) == 1 else Array(part)


def _index(given: Result, row: Scalar = 0, column: Scalar = 0) -> Result:
    """One cell; a row or column 0 means all of them. In a single row the one number is the column."""
    array, down, right = array_of(given), whole_of(row), whole_of(column)
    if array.height == 1 and array.width > 1 and not right and not array.tail:
        down, right = 0, down
    if not (0 <= down <= array.height + array.tail and 0 <= right <= array.width):
        raise Fault("NUM")
    columns = [array.columns[right - 1]] if right else array.columns
    if down:
        columns = [[cells[down - 1] if down <= array.height else None] for cells in columns]
    return columns[0][0] if len(columns) == 1 and len(columns[0]) == 1 else Array(columns)


LOOKUPS: Mapping[str, Function] = {
    "MATCH": framed(_match, 2, 3, singles=(0, 2)),
    "VLOOKUP": framed(_vlookup, 3, 4, singles=(0, 2, 3)),
    "XLOOKUP": framed(_xlookup, 3, 6, singles=(0, 4, 5), fills=True),
    "INDEX": whole(_index, 1, 3, singles=(1, 2), spreads=True, fills=True),
}
