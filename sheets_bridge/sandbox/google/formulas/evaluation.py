"""A formula worked out: its tree walked, cells asked for as they are needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from ..a1 import column_name
from .arrays import ARRAYS, IN_ARRAYS
from .grammar import Block, Broken, Call, Constant, Name, Node, Place, parse
from .operands import (
    Array,
    Cell,
    Fault,
    Operand,
    Wrong,
    array,
    each,
    first,
    moment_serial,
    serial,
    truth,
    whole,
    words,
)
from .query import query
from .references import Reference
from .scalars import SCALARS
from .tokens import Unreadable


class Cells(Protocol):
    """Where references lead."""

    now: datetime

    def read(self, sheet_id: int, reference: Reference) -> Operand:
        """The value of a cell, or a range's as an array. Raises Wrong."""


@dataclass(frozen=True)
class Spot:
    """Where a formula stands, and what holds at a point of it."""

    cells: Cells
    sheet_id: int
    row: int
    column: int
    names: Mapping[str, Operand]
    in_array: bool = False
    """Whether what is of single values is worked out at each place of a range."""


def evaluate(text: str, spot: Spot) -> Operand:
    """What a formula comes to: a value, an error, or an array that wants to spill."""
    try:
        return _value(parse(text), spot)
    except Unreadable:
        return Fault("ERROR")
    except Wrong as wrong:
        return Fault(wrong.code)
    except TypeError as problem:
        if "argument" not in str(problem):
            raise
        return Fault("N_A")  # so many arguments are not taken


def _value(node: Node, spot: Spot) -> Operand:
    return _WALKS[type(node)](node, spot)


def _constant(node: Constant, _: Spot) -> Operand:
    return node.value  # type: ignore[no-any-return]


def _broken(node: Broken, _: Spot) -> Operand:
    raise Wrong(node.code)


def _place(node: Place, spot: Spot) -> Operand:
    return spot.cells.read(spot.sheet_id, node.reference)


def _name(node: Name, spot: Spot) -> Operand:
    if node.name.upper() not in spot.names:
        raise Wrong("NAME")
    return spot.names[node.name.upper()]


def _block(node: Block, spot: Spot) -> Operand:
    rows: list[tuple[Cell, ...]] = []
    for line in node.rows:
        parts = [array(_value(one, spot)) for one in line]
        if len({part.height for part in parts}) > 1:
            raise Wrong("VALUE")
        rows += [tuple(cell for row in at for cell in row) for at in zip(*(part.rows for part in parts), strict=True)]
    if len({len(row) for row in rows}) > 1:
        raise Wrong("VALUE")
    return Array(rows)


def _call(node: Call, spot: Spot) -> Operand:
    if node.name in _FORMS:
        return _FORMS[node.name](node, spot)
    if node.name in SCALARS:
        return _of_single(node, spot)
    if node.name not in ARRAYS:
        raise Wrong("NAME")
    inside = replace(spot, in_array=True) if node.name in IN_ARRAYS else spot
    return ARRAYS[node.name](*(_value(one, inside) for one in node.given))


def _of_single(node: Call, spot: Spot) -> Operand:
    given = [_kept(one, spot) for one in node.given]
    work = SCALARS[node.name]
    if spot.in_array:
        return each(work, given)
    return work(*(_met(one, at, spot) for one, at in zip(given, node.given, strict=True)))


def _kept(node: Node, spot: Spot) -> Operand:
    """The operand, an error too: ISERROR asks for it."""
    try:
        return _value(node, spot)
    except Wrong as wrong:
        return Fault(wrong.code)


def _met(value: Operand, node: Node, spot: Spot) -> Cell:
    """Of a range the cell in the formula's own row or column; of another array the first."""
    if not isinstance(value, Array):
        return value
    if not isinstance(node, Place):
        return first(value)
    reach = node.reference.reach()
    row, column = spot.row - reach.top, spot.column - reach.left
    if value.width == 1 and 0 <= row < value.height:
        return value.rows[row][0]
    if value.height == 1 and 0 <= column < value.width:
        return value.rows[0][column]
    raise Wrong("VALUE")


# what does not work out all it is given


def _if(node: Call, spot: Spot) -> Operand:
    condition, *branches = node.given
    asked = _value(condition, spot)
    if spot.in_array and isinstance(asked, Array):
        given = [_kept(one, spot) for one in branches]
        return each(lambda is_true, *either: _either(truth(is_true), either), [asked, *given])
    wanted = truth(_met(asked, condition, spot))
    if wanted:
        return _value(branches[0], spot)
    return _value(branches[1], spot) if len(branches) > 1 else False


def _either(is_true: bool, given: tuple[Cell, ...]) -> Cell:
    if is_true:
        return given[0]
    return given[1] if len(given) > 1 else False


def _ifs(node: Call, spot: Spot) -> Operand:
    pairs = list(zip(node.given[::2], node.given[1::2], strict=False))
    conditions = [] if not spot.in_array else [_value(condition, spot) for condition, _ in pairs]
    if any(isinstance(one, Array) for one in conditions):
        found: Operand = Fault("N_A")
        for asked, (_, then) in zip(reversed(conditions), reversed(pairs), strict=True):
            found = each(lambda is_true, *either: _either(truth(is_true), either), [asked, _kept(then, spot), found])
        return found
    for condition, then in pairs:
        if truth(_met(_value(condition, spot), condition, spot)):
            return _value(then, spot)
    raise Wrong("N_A")


def _iferror(node: Call, spot: Spot) -> Operand:
    return _unless(node, spot, lambda cell: isinstance(cell, Fault))


def _ifna(node: Call, spot: Spot) -> Operand:
    return _unless(node, spot, lambda cell: cell == Fault("N_A"))


def _unless(node: Call, spot: Spot, is_bad: Callable[[Cell], bool]) -> Operand:
    found = _kept(node.given[0], spot)
    if not any(map(is_bad, found.cells if isinstance(found, Array) else [found])):
        return found
    instead = _kept(node.given[1], spot) if len(node.given) > 1 else None
    if not isinstance(found, Array):
        return instead
    return each(lambda cell, other: other if is_bad(cell) else cell, [found, instead])


def _let(node: Call, spot: Spot) -> Operand:
    names = dict(spot.names)
    for name, given in zip(node.given[:-1:2], node.given[1:-1:2], strict=True):
        if not isinstance(name, Name):
            raise Wrong("NAME")
        names[name.name.upper()] = _value(given, replace(spot, names=dict(names)))
    return _value(node.given[-1], replace(spot, names=names))


def _choose(node: Call, spot: Spot) -> Operand:
    at = whole(first(_value(node.given[0], spot)))
    if not 0 < at < len(node.given):
        raise Wrong("NUM")
    return _value(node.given[at], spot)


def _arrayformula(node: Call, spot: Spot) -> Operand:
    return _value(node.given[0], replace(spot, in_array=True))


def _row(node: Call, spot: Spot) -> Operand:
    return _at(node, spot, spot.row, "ROWS")


def _column(node: Call, spot: Spot) -> Operand:
    return _at(node, spot, spot.column, "COLUMNS")


def _at(node: Call, spot: Spot, own: int, dimension: str) -> Operand:
    if not node.given:
        return own + 1
    place = node.given[0]
    if not isinstance(place, Place):
        raise Wrong("N_A")
    reach = place.reference.reach()
    start = reach.top if dimension == "ROWS" else reach.left
    if not spot.in_array or place.reference.last is None:
        return start + 1
    found = array(_value(place, spot))
    if dimension == "ROWS":
        return Array([(start + 1 + at,) for at in range(found.height)])
    return Array([tuple(start + 1 + at for at in range(found.width))])


def _query(node: Call, spot: Spot) -> Operand:
    rows, text, *more = node.given
    found = array(_value(rows, spot))
    letters: list[str] = []
    if isinstance(rows, Place):
        left = rows.reference.reach().left
        letters = [column_name(left + at) for at in range(found.width)]
    plain = [[None if isinstance(cell, Fault) else cell for cell in row] for row in found.rows]
    headers = whole(first(_value(more[0], spot))) if more else -1
    try:
        answer = query(plain, words(first(_value(text, spot))), headers, letters)
    except ValueError:
        raise Wrong("VALUE") from None
    if not answer:
        raise Wrong("N_A")
    return Array(answer)


_WALKS: dict[type, Callable[..., Operand]] = {
    Constant: _constant,
    Broken: _broken,
    Place: _place,
    Name: _name,
    Call: _call,
    Block: _block,
}
_FORMS: dict[str, Callable[[Call, Spot], Operand]] = {
    "IF": _if,
    "IFS": _ifs,
    "IFERROR": _iferror,
    "IFNA": _ifna,
    "LET": _let,
    "CHOOSE": _choose,
    "ARRAYFORMULA": _arrayformula,
    "ROW": _row,
    "COLUMN": _column,
    "QUERY": _query,
    "TODAY": lambda _, spot: serial(spot.cells.now.date()),
    "NOW": lambda _, spot: moment_serial(spot.cells.now),
    "NA": lambda *_: Fault("N_A"),
}
