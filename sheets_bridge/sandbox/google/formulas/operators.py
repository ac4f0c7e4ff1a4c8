"""Operators: functions of one or two single values."""

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

from ..cells import number
from .declared import Function, each
from .kinds import Fault, Scalar, compared, number_of, text_of


def settled(amount: float) -> float:
    """A number as a cell holds it; one that no double can hold is `#NUM!`."""
    if not math.isfinite(amount):
        raise Fault("NUM")
    return number(amount)


def _plus(left: Scalar, right: Scalar) -> Scalar:
    return settled(number_of(left) + number_of(right))


def _minus(left: Scalar, right: Scalar) -> Scalar:
    return settled(number_of(left) - number_of(right))


def _times(left: Scalar, right: Scalar) -> Scalar:
    return settled(number_of(left) * number_of(right))


def divided(left: Scalar, right: Scalar) -> Scalar:
    """A quotient. Raises Fault."""
    dividend, divisor = number_of(left), number_of(right)
    if not divisor:
        raise Fault("DIVIDE_BY_ZERO")
    return settled(dividend / divisor)


def power(left: Scalar, right: Scalar) -> Scalar:
    """A power; of a negative number only a whole one. Raises Fault."""
    try:
        found = number_of(left) ** number_of(right)
    except (OverflowError, ZeroDivisionError):
        raise Fault("NUM") from None
    if isinstance(found, complex):
        raise Fault("NUM")
    return settled(found)


_FIGURES = {int, float}


def _comparing(holds: Callable[[Any, Any], bool]) -> Function:
    def compare(left: Scalar, right: Scalar) -> bool:
        # Long columns are compared mostly number by number.
        if type(left) in _FIGURES and type(right) in _FIGURES:
            return holds(left, right)
        return holds(compared(left, right), 0)

    return each(compare, 2)


OPERATORS: Mapping[str, Function] = {
    "+": each(_plus, 2),
    "-": each(_minus, 2),
    "*": each(_times, 2),
    "/": each(divided, 2),
    "^": each(power, 2),
    "&": each(lambda left, right: text_of(left) + text_of(right), 2),
    "=": _comparing(operator.eq),
    "<>": _comparing(operator.ne),
    "<": _comparing(operator.lt),
    "<=": _comparing(operator.le),
    ">": _comparing(operator.gt),
    ">=": _comparing(operator.ge),
    "negate": each(lambda value: settled(-number_of(value)), 1),
    "percent": each(lambda value: settled(number_of(value) / 100), 1),
}
