"""SUMIFS and its like: totals of the cells of a range beside which others fit criteria.

Which rows of a column fit is found once as long as the workbook stays as it is: dashboards ask it hundreds of times.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from itertools import chain, compress
from operator import and_
from typing import Any

from ..cells import Plain
from .criteria import Matcher, matcher
from .declared import MANY, Function, framed
from .frame import Frame
from .kinds import Array, Fault, Result, Scalar, array_of, is_number, number_of
from .numbers import average, total

Mask = bytes
"""A byte for each cell of an array, counted down its columns: 1 where it fits."""


def fitting(frame: Frame, array: Array, criterion: Scalar) -> Mask:
    """Which of an array's cells fit. Raises Fault."""
    if isinstance(criterion, Fault):
        raise Fault(criterion.code)
    if array.place is None:
        return _fitting(frame, array, criterion)
    key = ("fits", array.place, array.height, array.width, type(criterion), criterion)
    mask: Mask = frame.known.kept(key, lambda: _fitting(frame, array, criterion))
    return mask


def _fitting(frame: Frame, array: Array, criterion: Plain) -> Mask:
    fits = matcher(criterion)
    mask = bytearray(array.height * array.width)
    for at, column in enumerate(array.columns):
        above = at * array.height
        for (_, cell), rows in _kinds_of(frame, array, at, column).items():
            if _fits(fits, cell):
                for row in rows:
                    mask[above + row] = 1
    return bytes(mask)


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


def _all_fitting(frame: Frame, given: Sequence[Result]) -> tuple[Array, Mask]:
    """The first range, and where all criteria fit. Raises Fault."""
    if len(given) % 2:
        raise Fault("N_A")
    arrays = [array_of(one) for one in given[::2]]
    if any((one.height, one.width) != (arrays[0].height, arrays[0].width) for one in arrays):
        raise Fault("VALUE")
    masks = [fitting(frame, one, frame.single(told)) for one, told in zip(arrays, given[1::2], strict=True)]
    # As whole numbers they meet at once instead of cell by cell.
    both = reduce(and_, (int.from_bytes(one) for one in masks))
    return arrays[0], both.to_bytes(len(masks[0]))


def _countifs(frame: Frame, *given: Result) -> int:
    first, mask = _all_fitting(frame, given)
    blank = all(_fits(matcher(_plain(frame, told)), None) for told in given[1::2])
    return mask.count(1) + (first.tail * first.width if blank else 0)


def _plain(frame: Frame, told: Result) -> Plain:
    found = frame.single(told)
    if isinstance(found, Fault):
        raise Fault(found.code)
    return found


def _amounts(values: Array, mask: Mask) -> list[float]:
    """The numbers where the mask says so. Raises Fault."""
    cells = values.columns[0] if values.width == 1 else chain.from_iterable(values.columns)
    found = []
    for cell in compress(cells, mask):
        if is_number(cell):
            found.append(number_of(cell))
        elif isinstance(cell, Fault):
            raise Fault(cell.code)
    return found


def _ifs(work: Callable[[list[float]], float]) -> Callable[..., float]:
    def tally(frame: Frame, values: Result, *given: Result) -> float:
        wanted = array_of(values)
        first, mask = _all_fitting(frame, given)
        if (wanted.height, wanted.width) != (first.height, first.width):
            raise Fault("VALUE")
        return work(_amounts(wanted, mask))

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
