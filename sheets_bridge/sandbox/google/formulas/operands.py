"""What a formula works with: plain values, errors that travel, arrays; and how one becomes another as in a sheet."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from ..cells import Plain, number
from ..display import plain_text

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?%?")
_DAY = re.compile(r"([0-9]{4})[-./] ?([0-9]{1,2})[-./] ?([0-9]{1,2})\.?")
_FIRST_DAY = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as a value; `code` is Google's kind of it (`DIVIDE_BY_ZERO`)."""

    code: str


class Wrong(Exception):
    """Ends the working out of a formula with an error, unless something around it expects one."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Cell = Plain | Fault


class Array:
    """A rectangle of values; never changed once it is made."""

    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        self.rows = rows

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @cached_property
    def cells(self) -> list[Cell]:
        """All values, row by row."""
        return [row[0] for row in self.rows] if self.width == 1 else [cell for row in self.rows for cell in row]


Operand = Cell | Array


def sound(cell: Cell) -> Plain:
    """The value. Raises Wrong where it is an error."""
    if isinstance(cell, Fault):
        raise Wrong(cell.code)
    return cell


def first(value: Operand) -> Cell:
    """The value, of an array its first one."""
    if not isinstance(value, Array):
        return value
    if not value.width:
        raise Wrong("REF")
    return value.rows[0][0]


def cells(value: Operand) -> list[Cell]:
    """The value or all values of an array."""
    return value.cells if isinstance(value, Array) else [value]


def array(value: Operand) -> Array:
    """The value as an array."""
    return value if isinstance(value, Array) else Array([(value,)])


def amount(value: Cell) -> float:
    """A number; a blank is 0, TRUE is 1, a text what it reads as. Raises Wrong."""
    plain = sound(value)
    if isinstance(plain, bool) or plain is None:
        return int(plain or 0)
    if isinstance(plain, str):
        return _amount_of(plain)
    return plain


def _amount_of(text: str) -> float:
    stripped = text.strip()
    if _NUMBER.fullmatch(stripped):
        percent = stripped.endswith("%")
        found = float(stripped.rstrip("%").replace(",", ""))
        return number(found / 100 if percent else found)
    day = _DAY.fullmatch(stripped)
    if day is None:
        raise Wrong("VALUE")
    return serial(_calendar(*map(int, day.groups())))


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Wrong("VALUE") from None


def whole(value: Cell) -> int:
    """A number without what follows its point."""
    return int(amount(value) // 1)


def words(value: Cell) -> str:
    """A text as the cell would show it without a format."""
    return plain_text(sound(value))


def truth(value: Cell) -> bool:
    """TRUE or FALSE. Raises Wrong for other texts."""
    plain = sound(value)
    if isinstance(plain, str):
        if plain.upper() not in {"TRUE", "FALSE", ""}:
            raise Wrong("VALUE")
        return plain.upper() == "TRUE"
    return bool(plain)


def is_number(value: Operand) -> bool:
    """Whether it is a number, a day being one."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def rank(value: Plain) -> tuple[int, Any]:
    """What values are ordered by: numbers before texts before FALSE and TRUE; case does not count."""
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str):
        return 1, value.casefold()
    return 0, value or 0


def ordered(left: Cell, right: Cell) -> int:
    """Below, at or above 0 as `left` is below, like or above `right`; a blank is like 0, an empty text and FALSE."""
    one, other = _against(sound(left), sound(right)), _against(sound(right), sound(left))
    mine, theirs = rank(one), rank(other)
    return (mine > theirs) - (mine < theirs)


def _against(value: Plain, other: Plain) -> Plain:
    if value is not None or other is None:
        return value
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0


def serial(day: date) -> int:
    """The number of a day."""
    return (day - _FIRST_DAY).days


def day_of(value: Cell) -> date:
    """The day of a number. Raises Wrong below the first one."""
    try:
        return date.fromordinal(_FIRST_DAY.toordinal() + whole(value))
    except (ValueError, OverflowError):
        raise Wrong("NUM") from None


def moment_serial(moment: datetime) -> float:
    """The number of a moment, its day's plus the part of the day that is over."""
    return serial(moment.date()) + (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86400


def each(work: Callable[..., Cell], given: Sequence[Operand]) -> Operand:
    """What comes of every place of the arrays among `given`, single values standing at each of them."""
    arrays = [one for one in given if isinstance(one, Array)]
    if not arrays:
        return work(*given)
    height, width = max(one.height for one in arrays), max(one.width for one in arrays)
    columns = [_spread(one, height, width) for one in given]
    found = [_kept(work, at) for at in zip(*columns, strict=True)]
    return Array([tuple(found[at : at + width]) for at in range(0, height * width, width)] if width else [])


def _kept(work: Callable[..., Cell], given: Sequence[Cell]) -> Cell:
    try:
        return work(*given)
    except Wrong as wrong:
        return Fault(wrong.code)


def _spread(value: Operand, height: int, width: int) -> list[Cell]:
    if not isinstance(value, Array):
        return [value] * (height * width)
    if (value.height, value.width) == (height, width):
        return value.cells
    rows = list(value.rows) if value.height > 1 or height == 1 else list(value.rows) * height
    missing: list[Cell] = [Fault("N_A")] * width
    wide = [(list(row) * width if len(row) == 1 else [*row, *missing])[:width] for row in rows]
    return [cell for row in [*wide, *[missing] * (height - len(wide))] for cell in row]
