"""Functions of numbers: totals of many cells, and single numbers rounded."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from .declared import MANY, Function, each, whole
from .kinds import Array, Fault, Result, Scalar, array_of, is_number, number_of, sound, whole_of
from .operators import divided, settled


def numbers_of(given: Sequence[Result]) -> Iterator[float]:
    """The numbers that a total is made of: of arrays only what is a number, of single values all. Raises Fault."""
    for value in given:
        if not isinstance(value, Array):
            yield number_of(value)
            continue
        for column in value.columns:
            for cell in column:
                if type(cell) is int or type(cell) is float:
                    yield cell
                elif isinstance(cell, Fault):
                    raise Fault(cell.code)


def total(amounts: Iterator[float] | Sequence[float]) -> float:
    """A sum that does not lose small amounts."""
    found = list(amounts)
    exact = all(type(one) is int for one in found)
    return settled(sum(found) if exact else math.fsum(found))


def average(amounts: Sequence[float]) -> float:
    """A mean; of nothing `#DIV/0!`. Raises Fault."""
    if not amounts:
        raise Fault("DIVIDE_BY_ZERO")
    return settled(total(amounts) / len(amounts))


def _count(*given: Result) -> int:
    cells = sum(is_number(cell) for value in given if isinstance(value, Array) for cell in value.cells())
    return cells + sum(is_number(value) for value in given if not isinstance(value, Array))


def _counta(*given: Result) -> int:
    cells = sum(cell is not None for value in given if isinstance(value, Array) for cell in value.cells())
    return cells + sum(not isinstance(value, Array) for value in given)


def _countblank(*given: Result) -> int:
    return sum(_blanks(array_of(value)) for value in given)


def _blanks(array: Array) -> int:
    return array.tail * array.width + sum(cell is None or cell == "" for cell in array.cells())


def _extreme(pick: Callable[[list[float]], float]) -> Callable[..., float]:
    def extreme(*given: Result) -> float:
        return pick(list(numbers_of(given)) or [0])

    return extreme


def rounded(value: Scalar, places: Scalar = 0) -> float:
    """Rounded to so many places, halves away from zero. Raises Fault."""
    return _quantized(number_of(value), whole_of(places), ROUND_HALF_UP)


def _quantized(amount: float, places: int, way: str) -> float:
    if not -300 < places < 300:
        raise Fault("NUM")
    if abs(amount) >= 1e15 or (places >= 0 and isinstance(amount, int)):
        return amount
    return settled(float(Decimal(repr(amount)).quantize(Decimal(1).scaleb(-places), way)))


def _modulo(value: Scalar, divisor: Scalar) -> float:
    by = number_of(divisor)
    if not by:
        raise Fault("DIVIDE_BY_ZERO")
    return settled(number_of(value) % by)


def _nth(descending: bool) -> Callable[..., float]:
    def nth(data: Result, place: Result) -> float:
        ordered = sorted(numbers_of([array_of(data)]), reverse=descending)
        at = whole_of(_first(place))
        if not 1 <= at <= len(ordered):
            raise Fault("NUM")
        return ordered[at - 1]

    return nth


def _first(value: Result) -> Scalar:
    return next(value.cells(), None) if isinstance(value, Array) else value


def _sumproduct(*given: Result) -> float:
    arrays = [array_of(value) for value in given]
    if len({(one.height, one.width) for one in arrays}) > 1:
        raise Fault("VALUE")
    rows = zip(*(one.cells() for one in arrays), strict=True)
    return total([math.prod(map(_factor, row)) for row in rows])


def _factor(cell: Any) -> float:
    """Texts and truths count as 0 in a SUMPRODUCT."""
    return cell if type(cell) is int or type(cell) is float else _nothing(sound(cell))


def _nothing(_: Any) -> float:
    return 0


NUMBERS: Mapping[str, Function] = {
    "SUM": whole(lambda *given: total(numbers_of(given)), 1, MANY),
    "AVERAGE": whole(lambda *given: average(list(numbers_of(given))), 1, MANY),
    "COUNT": whole(_count, 1, MANY),
    "COUNTA": whole(_counta, 1, MANY),
    "COUNTBLANK": whole(_countblank, 1, MANY),
    "MIN": whole(_extreme(min), 1, MANY),
    "MAX": whole(_extreme(max), 1, MANY),
    "LARGE": whole(_nth(descending=True), 2),
    "SMALL": whole(_nth(descending=False), 2),
    "SUMPRODUCT": whole(_sumproduct, 1, MANY, spreads=True),
    "ROUND": each(rounded, 1, 2),
    "ROUNDDOWN": each(lambda value, places=0: _quantized(number_of(value), whole_of(places), ROUND_DOWN), 1, 2),
    "ABS": each(lambda value: abs(number_of(value)), 1),
    "INT": each(lambda value: math.floor(number_of(value)), 1),
    "MOD": each(_modulo, 2),
    "DIVIDE": each(divided, 2),
}
