"""How a function is declared: how many arguments it takes, in what shape, and what works it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MANY = 10_000


@dataclass(frozen=True, slots=True)
class Function:
    """A function of formulas.

    `shape` says how `run` is given its arguments: `each` as single values, so that arrays are gone through cell by
    cell; `whole` as they are worked out; `framed` likewise, after the Frame; `lazy` as the Frame and the arguments'
    trees. Arguments of a function that `spreads` are worked out cell by cell as in ARRAYFORMULA. The arguments at
    `singles` are single values in any shape. A function that `fills` can come to more than one cell of itself.
    """

    run: Callable[..., Any]
    least: int
    most: int
    shape: str = "each"
    spreads: bool = False
    fills: bool = False
    singles: tuple[int, ...] = ()

    def takes(self, count: int) -> bool:
        """Whether it takes so many arguments."""
        return self.least <= count <= self.most


def each(run: Callable[..., Any], least: int, most: int | None = None) -> Function:
    """A function of single values."""
    return Function(run, least, least if most is None else most)


def whole(run: Callable[..., Any], least: int, most: int | None = None, **more: Any) -> Function:
    """A function of arrays."""
    return Function(run, least, least if most is None else most, "whole", **more)


def framed(run: Callable[..., Any], least: int, most: int | None = None, **more: Any) -> Function:
    """A function of arrays that asks for what the workbook knows of them."""
    return Function(run, least, least if most is None else most, "framed", **more)


def lazy(run: Callable[..., Any], least: int, most: int | None = None, **more: Any) -> Function:
    """A function that works its arguments out itself, or not."""
    return Function(run, least, least if most is None else most, "lazy", **more)
