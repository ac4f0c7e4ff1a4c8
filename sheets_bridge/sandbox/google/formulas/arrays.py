"""Functions that give arrays: rows picked, sorted, queried."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..a1 import column_name
from .declared import MANY, Function, framed, whole
from .frame import Frame
from .kinds import Array, Fault, Result, Scalar, array_of, by_rows, compared, rank, sound, text_of, truth_of, whole_of
from .query import query

Row = tuple[Scalar, ...]


def _filter(given: Result, *conditions: Result) -> Result:
    """The rows in which all conditions hold; the columns, where the first condition is a row."""
    array, masks = array_of(given), [array_of(one) for one in conditions]
    if all(one.height == 1 and one.width == array.width > 1 for one in masks):
        keep = _held([[column[0] for column in one.columns] for one in masks])
        return _some([array.columns[at] for at in keep])
    if any(one.width > 1 or one.height != array.height for one in masks):
        raise Fault("N_A")
    places = _held([one.columns[0] for one in masks])
    if len(places) == array.height:
        return _some(array.columns)
    return _some([[column[at] for at in places] for column in array.columns])


def _held(masks: Sequence[Sequence[Scalar]]) -> Sequence[int]:
    places: Sequence[int] = range(len(masks[0]))
    for mask in masks:
        places = [at for at in places if _holds(mask[at])]
    return places


def _holds(cell: Scalar) -> bool:
    """Errors and texts are no reason to keep a row."""
    return type(cell) in {bool, int, float} and bool(cell)


def _some(columns: Sequence[Sequence[Scalar]]) -> Array:
    if not columns or not columns[0]:
        raise Fault("N_A")
    return Array(columns)


def _key(cell: Scalar) -> Any:
    """Two errors of a kind are the same; TRUE is not 1."""
    return ("", cell.code) if isinstance(cell, Fault) else (type(cell) is bool, cell)


def _unique(given: Result, by_column: Scalar = False, once: Scalar = False) -> Result:
    array = array_of(given)
    rows: list[Row] = list(zip(*array.rows(), strict=True)) if truth_of(by_column) else list(array.rows())
    seen: dict[Any, list[Row]] = {}
    for row in rows:
        seen.setdefault(tuple(map(_key, row)), []).append(row)
    found = [same[0] for same in seen.values() if len(same) == 1 or not truth_of(once)]
    if not found:
        raise Fault("N_A")
    return Array(found) if truth_of(by_column) else by_rows(found)


def _ordering(array: Array, told: Sequence[Result]) -> Iterator[tuple[Sequence[Scalar], bool]]:
    """Pairs of what to sort by (a column's number, or a column) and whether upwards. Raises Fault."""
    for by, upwards in zip(told[::2], [*told[1::2], True], strict=False):
        key = array_of(by)
        up = truth_of(next(array_of(upwards).cells()))
        if key.height > 1:
            if key.width > 1 or key.height != array.height:
                raise Fault("VALUE")
            yield key.columns[0], up
            continue
        at = whole_of(next(key.cells()))
        if not 1 <= at <= array.width:
            raise Fault("VALUE")
        yield array.columns[at - 1], up


def _sorted(array: Array, told: Sequence[Result]) -> list[int]:
    """The rows' numbers in their order; blanks come last either way, equal rows stay as they were."""
    order = list(range(array.height))
    for cells, up in reversed(list(_ordering(array, told or [1, True]))):
        order.sort(key=_sort_key(cells), reverse=not up)
        order.sort(key=lambda at, cells=cells: cells[at] is None)  # type: ignore[misc]
    return order


def _sort_key(cells: Sequence[Scalar]) -> Callable[[int], Any]:
    def key(at: int) -> Any:
        cell = cells[at]
        return (3, cell.code) if isinstance(cell, Fault) else (0, 0) if cell is None else rank(cell)

    return key


def _picked(array: Array, places: Sequence[int]) -> Array:
    return Array([[column[at] for at in places] for column in array.columns])


def _sort(given: Result, *told: Result) -> Result:
    array = array_of(given)
    return _picked(array, _sorted(array, told))


def _sortn(given: Result, count: Scalar = 1, ties: Scalar = 0, *told: Result) -> Result:
    """The first rows; `ties` 1: and all that are equal to the last of them, 2: without doubles, 3: a row for each."""
    array, most, kind = array_of(given), whole_of(count), whole_of(ties)
    if most < 1 or kind not in {0, 1, 2, 3}:
        raise Fault("VALUE")
    order = _sorted(array, told)
    if kind == 2:
        order = _firsts(order, [[column[at] for column in array.columns] for at in range(array.height)])
    keys = [cells for cells, _ in _ordering(array, told or [1, True])]
    if kind == 1 and most < len(order):
        last = order[most - 1]
        most = max(at for at, row in enumerate(order, 1) if at <= most or all(_same(one, row, last) for one in keys))
    if kind == 3:
        kept = set(_firsts(order, [[one[at] for one in keys] for at in range(array.height)])[:most])
        tops = [[_key(one[at]) for one in keys] for at in kept]
        return _picked(array, [at for at in order if [_key(one[at]) for one in keys] in tops])
    return _picked(array, order[:most])


def _firsts(order: Sequence[int], rows: Sequence[Sequence[Scalar]]) -> list[int]:
    seen: dict[Any, int] = {}
    for at in order:
        seen.setdefault(tuple(map(_key, rows[at])), at)
    return list(seen.values())


def _same(cells: Sequence[Scalar], one: int, other: int) -> bool:
    return compared(cells[one], cells[other]) == 0


def _query(_: Frame, given: Result, text: Scalar, headers: Scalar = -1) -> Result:
    """Google's QUERY; columns of a range go by their letters too. Errors among the cells count as blank."""
    array = array_of(given)
    rows = [[None if isinstance(cell, Fault) else cell for cell in row] for row in array.rows()]
    left = array.place[2] if array.place else None
    letters = [] if left is None else [column_name(left + at) for at in range(array.width)]
    try:
        found = query(rows, text_of(text), whole_of(-1 if sound(headers) is None else headers), letters)
    except ValueError:
        raise Fault("VALUE") from None
    if not found:
        raise Fault("N_A")
    return by_rows(found)


def _turned(given: Result) -> Result:
    return Array(list(array_of(given).rows()))


def _sequence(rows: Scalar, columns: Scalar = 1, start: Scalar = 1, step: Scalar = 1) -> Result:
    height, width, first, by = map(whole_of, (rows, columns, start, step))
    if height < 1 or width < 1 or height * width > 1_000_000:
        raise Fault("NUM")
    return Array([[first + by * (row * width + column) for row in range(height)] for column in range(width)])


ARRAYS: Mapping[str, Function] = {
    "FILTER": whole(_filter, 2, MANY, spreads=True, fills=True),
    "UNIQUE": whole(_unique, 1, 3, singles=(1, 2), spreads=True, fills=True),
    "SORT": whole(_sort, 1, MANY, spreads=True, fills=True),
    "SORTN": whole(_sortn, 1, MANY, singles=(1, 2), spreads=True, fills=True),
    "QUERY": framed(_query, 2, 3, singles=(1, 2), fills=True),
    "TRANSPOSE": whole(_turned, 1, spreads=True, fills=True),
    "SEQUENCE": whole(_sequence, 1, 4, singles=(0, 1, 2, 3), fills=True),
}
