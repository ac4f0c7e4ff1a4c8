"""What a formula works with: plain values, errors, and arrays; and one kind of value read as another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..cells import Plain, number
from ..display import plain_text
from .criteria import amount


class Fault(Exception):
    """An error as Google's API names it (`DIVIDE_BY_ZERO`): a value among others, raised where it ends one."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Scalar = Plain | Fault


@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """Values by columns, all of one height.

    `place` is the tab's id, row and column of a range of cells, None of what was worked out. `tail` counts the blank
    rows that an open range has below those spelled out.
    """

    columns: Sequence[Sequence[Scalar]]
    place: tuple[int, int, int] | None = None
    tail: int = 0

    @property
    def height(self) -> int:
        """Rows that are spelled out."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.columns)

    def rows(self) -> Iterator[tuple[Scalar, ...]]:
        """Row by row."""
        return zip(*self.columns, strict=True)

    def cells(self) -> Iterator[Scalar]:
        """Cell by cell, row after row."""
        if self.width == 1:
            return iter(self.columns[0])
        return (cell for row in self.rows() for cell in row)


Result = Scalar | Array


def by_rows(rows: Sequence[Sequence[Scalar]]) -> Array:
    """An array from its rows, which are of one length."""
    return Array([list(column) for column in zip(*rows, strict=True)])


def array_of(value: Result) -> Array:
    """A single value as an array of one cell."""
    return value if isinstance(value, Array) else Array([[value]])


def cells_of(value: Result) -> Iterator[Scalar]:
    """All cells of a value."""
    return value.cells() if isinstance(value, Array) else iter((value,))


def sound(value: Scalar) -> Plain:
    """The value; an error is raised."""
    if isinstance(value, Fault):
        raise Fault(value.code)
    return value


def number_of(value: Scalar) -> float:
    """The value as a number: blank 0, TRUE 1, a text that reads as one. Raises Fault."""
    kind = type(value)
    if kind is int or kind is float:
        return value  # type: ignore[return-value]
    if value is None:
        return 0
    if kind is bool:
        return int(value)  # type: ignore[arg-type]
    found = amount(value) if isinstance(value, str) else None
    if found is None:
        raise Fault(value.code if isinstance(value, Fault) else "VALUE")
    return number(found)


def whole_of(value: Scalar) -> int:
    """The value as a whole number, its fraction dropped. Raises Fault."""
    return int(number_of(value))


def text_of(value: Scalar) -> str:
    """The value as a text: blank "", TRUE, a number in its shortest form. Raises Fault."""
    return value if type(value) is str else plain_text(sound(value))


def truth_of(value: Scalar) -> bool:
    """The value as TRUE or FALSE: a number is true unless it is 0. Raises Fault."""
    if isinstance(value, str):
        word = value.upper()
        if word not in {"TRUE", "FALSE"}:
            raise Fault("VALUE")
        return word == "TRUE"
    return bool(number_of(value))


def is_number(value: Any) -> bool:
    """Whether it is a number; TRUE is none."""
    return type(value) is int or type(value) is float


def rank(value: Plain) -> tuple[int, Any]:
    """What values are ordered by: numbers, texts whatever their case, FALSE, TRUE."""
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def compared(left: Scalar, right: Scalar) -> int:
    """-1, 0 or 1; a blank is equal to "", 0 and FALSE. Raises Fault."""
    one, other = sound(left), sound(right)
    first, second = rank(_filled(one, other)), rank(_filled(other, one))
    return (first > second) - (first < second)


def _filled(value: Plain, beside: Plain) -> Plain:
    if value is not None:
        return value
    return "" if isinstance(beside, str) else False if isinstance(beside, bool) else 0
