"""SUMIFS and its like: totals of the cells of a range beside which others fit criteria.

Which rows of a column fit is found once as long as the workbook stays as it is: dashboards ask it hundreds of times.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..cells import Plain
from .criteria import Matcher, matcher
from .declared import MANY, Function, framed
from .frame import Frame
from .kinds import Array, Fault, Result, Scalar, array_of, is_number, number_of
from .numbers import average, total

Places = Sequence[int]


def fitting(frame: Frame, array: Array, criterion: Scalar) -> Places:
    """The places of an array's cells, counted down its columns, that fit; in order. Raises Fault."""
    if isinstance(criterion, Fault):
        raise Fault(criterion.code)

    def find() -> Places:
        return _fitting(frame, array, criterion)

    if array.place is None:
        return find()
    size = (array.place, array.height, array.width)
    places: Places = frame.known.kept(("fits", size, type(criterion), criterion), find)
    return places


def _fitting(frame: Frame, array: Array, criterion: Plain) -> Places:
    fits = matcher(criterion)
    found: list[int] = []
    for at, column in enumerate(array.columns):
        kinds = _kinds_of(frame, array, at, column)
        same = [row for value, rows in kinds.items() if _fits(fits, value[1]) for row in rows]
        found.extend(at * array.height + row for row in sorted(same))
    return found


def _kinds_of(frame: Frame, array: Array, at: int, column: Sequence[Scalar]) -> Mapping[Any, list[int]]:
    if array.place is None:
        return _kinds(column)
    kinds: Mapping[Any, list[int]] = frame.known.kept(("kinds", array.place, at, array.height), lambda: _kinds(column))
    return kinds


def _kinds(column: Sequence[Scalar]) -> Mapping[Any, list[int]]:
    """Each different value with its rows; types are kept apart, as TRUE and 1 are equal in Python."""
    kinds: dict[Any, list[int]] = {}
    for row, cell in enumerate(column):
        kinds.setdefault((type(cell), cell), []).append(row)
    return kinds


def _fits(fits: Matcher, cell: Scalar) -> bool:
    return not isinstance(cell, Fault) and fits(cell)


def _all_fitting(frame: Frame, given: Sequence[Result]) -> tuple[Array, Places]:
    """The first range, and the places in which all criteria fit. Raises Fault."""
    if len(given) % 2:
        raise Fault("N_A")
    arrays = [array_of(one) for one in given[::2]]
    if any((one.height, one.width) != (arrays[0].height, arrays[0].width) for one in arrays):
        raise Fault("VALUE")
    found = [fitting(frame, one, frame.single(told)) for one, told in zip(arrays, given[1::2], strict=True)]
    found.sort(key=len)
    places = found[0]
    for other in found[1:]:
        if places:
            there = set(other)
            places = [at for at in places if at in there]
    return arrays[0], places


def _countifs(frame: Frame, *given: Result) -> int:
    first, places = _all_fitting(frame, given)
    blank = all(_fits(matcher(_plain(frame, told)), None) for told in given[1::2])
    return len(places) + (first.tail * first.width if blank else 0)


def _plain(frame: Frame, told: Result) -> Plain:
    found = frame.single(told)
    if isinstance(found, Fault):
        raise Fault(found.code)
    return found


def _amounts(values: Array, places: Places) -> list[float]:
    """The numbers at those places. Raises Fault."""
    cells = values.columns[0] if values.width == 1 else [cell for column in values.columns for cell in column]
    found = []
    for cell in map(cells.__getitem__, (at for at in places if at < len(cells))):
        if is_number(cell):
            found.append(number_of(cell))
        elif isinstance(cell, Fault):
            raise Fault(cell.code)
    return found


def _ifs(work: Callable[[list[float]], float]) -> Callable[..., float]:
    def tally(frame: Frame, values: Result, *given: Result) -> float:
        wanted = array_of(values)
        first, places = _all_fitting(frame, given)
        if (wanted.height, wanted.width) != (first.height, first.width):
            raise Fault("VALUE")
        return work(_amounts(wanted, places))

    return tally


def _if(work: Callable[[list[float]], float]) -> Callable[..., float]:
    def tally(frame: Frame, tested: Result, criterion: Scalar, values: Result | None = None) -> float:
        array = array_of(tested)
        return work(_amounts(array if values is None else array_of(values), fitting(frame, array, criterion)))

    return tally


TALLIES: Mapping[str, Function] = {
    "COUNTIF": framed(_countifs, 2, singles=(1,)),
    "COUNTIFS": framed(_countifs, 2, MANY),
    "SUMIF": framed(_if(total), 2, 3, singles=(1,)),
    "SUMIFS": framed(_ifs(total), 3, MANY),
    "AVERAGEIF": framed(_if(average), 2, 3, singles=(1,)),
    "AVERAGEIFS": framed(_ifs(average), 3, MANY),
}
