"""Where a formula is worked out: its tree gone through, in view of the workbook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from .declared import Function
from .grammar import Block, Broken, Call, Constant, Name, Node, Place
from .kinds import Array, Fault, Result, Scalar, array_of
from .references import Reference


class Known(Protocol):
    """What a formula may ask of its workbook."""

    locale: str

    def functions(self) -> Mapping[str, Function]:
        """All functions by their names."""

    def area(self, sheet_id: int, reference: Reference) -> Result:
        """The cells of a reference in a formula on that tab. Raises Fault."""

    def named(self, name: str) -> Result:
        """The cells of a named range. Raises Fault."""

    def size(self, sheet_id: int, reference: Reference) -> tuple[int, int]:
        """Rows and columns of a reference."""

    def now(self) -> datetime:
        """The moment in the spreadsheet's time zone."""

    def lasts(self, node: Node) -> bool:
        """Whether a tree comes to the same in all formulas of a tab, and is long to work out."""

    def kept(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was made for the key before, as long as nothing in the workbook changes."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The cell a formula stands in, the names LET gave, and whether ranges are gone through cell by cell."""

    known: Known
    sheet_id: int
    row: int
    column: int
    spreads: bool = False
    names: Mapping[str, Result] = field(default_factory=dict)

    def work(self, node: Node) -> Result:
        """What a tree comes to; errors are values."""
        try:
            found: Result = _WORK[type(node)](self, node)
        except Fault as fault:
            return Fault(fault.code)
        return found

    def single(self, value: Result) -> Scalar:
        """A value where one cell is wanted: of a range the cell beside the formula's, of another array its first."""
        if not isinstance(value, Array):
            return value
        if value.place is None or value.height * value.width == 1:
            return value.columns[0][0] if value.height else Fault("REF")
        _, top, left = value.place
        if value.width == 1 and 0 <= self.row - top < value.height + value.tail:
            at = self.row - top
            return value.columns[0][at] if at < value.height else None
        if value.height == 1 and 0 <= self.column - left < value.width:
            return value.columns[self.column - left][0]
        return Fault("VALUE")

    def naming(self, name: str, value: Result) -> "Frame":
        """The same with one more name."""
        return replace(self, names={**self.names, name.casefold(): value})

    def spread(self) -> "Frame":
        """The same, going through ranges cell by cell."""
        return self if self.spreads else replace(self, spreads=True)


def _call(frame: Frame, node: Call) -> Result:
    function = frame.known.functions().get(node.name)
    if function is None:
        raise Fault("NAME")
    if not function.takes(len(node.given)):
        raise Fault("N_A")
    found: Result = _SHAPES[function.shape](frame, function, node)
    return found


def _each(frame: Frame, function: Function, node: Call) -> Result:
    if frame.spreads and frame.known.lasts(node):
        # Reports are gone through for the same thing by many formulas.
        found_before: Result = frame.known.kept((frame.sheet_id, node), lambda: _over_all(frame, function, node))
        return found_before
    if frame.spreads:
        return _over_all(frame, function, node)
    given = [frame.work(one) for one in node.given]
    found: Scalar = function.run(*map(frame.single, given))
    return found


def _over_all(frame: Frame, function: Function, node: Call) -> Result:
    return over(function.run, [frame.work(one) for one in node.given])


def _whole(frame: Frame, function: Function, node: Call) -> Result:
    return _given(frame, function, node, function.run)


def _framed(frame: Frame, function: Function, node: Call) -> Result:
    return _given(frame, function, node, lambda *given: function.run(frame, *given))


def _given(frame: Frame, function: Function, node: Call, run: Callable[..., Result]) -> Result:
    inner = frame.spread() if function.spreads else frame
    given = [_told(inner, one) for one in node.given]
    singles = [at for at in function.singles if at < len(given)]
    if frame.spreads and any(isinstance(given[at], Array) for at in singles):
        return _over_singles(run, given, singles)
    for at in singles:
        given[at] = frame.single(given[at])
    return run(*given)


def _told(frame: Frame, node: Node) -> Result:
    """An argument of a function of arrays: a cell is told as the range it is, of which texts do not count."""
    found = frame.work(node)
    if isinstance(node, Place) and not isinstance(found, Array):
        return Array([[found]], (frame.sheet_id, frame.row, frame.column))
    return found


def _over_singles(run: Callable[..., Result], given: list[Result], singles: Sequence[int]) -> Result:
    def once(*cells: Scalar) -> Scalar:
        told = list(given)
        for at, cell in zip(singles, cells, strict=True):
            told[at] = cell
        return next(array_of(run(*told)).cells())

    return over(once, [given[at] for at in singles])


def _lazy(frame: Frame, function: Function, node: Call) -> Result:
    found: Result = function.run(frame, *node.given)
    return found


_SHAPES: Mapping[str, Callable[[Frame, Function, Call], Result]] = {
    "each": _each,
    "whole": _whole,
    "framed": _framed,
    "lazy": _lazy,
}


def over(run: Callable[..., Scalar], given: Sequence[Result]) -> Result:
    """A function of single values gone through arrays: one row or column meets all, what is short ends in `#N/A`."""
    arrays = [one for one in given if isinstance(one, Array)]
    if not arrays:
        return run(*given)
    height, width = max(one.height for one in arrays), max(one.width for one in arrays)
    columns = ([_column(one, at, height) for one in given] for at in range(width))
    return Array([_all(run, one) for one in columns])


def _column(value: Result, at: int, height: int) -> Sequence[Scalar]:
    if not isinstance(value, Array):
        return [value] * height
    if at >= value.width > 1:
        return [Fault("N_A")] * height
    cells = value.columns[at if value.width > 1 else 0]
    if len(cells) == 1 and not value.tail:
        return [cells[0]] * height
    lacking = height - len(cells)
    return [*cells, *[None if value.tail else Fault("N_A")] * lacking] if lacking else cells


def _all(run: Callable[..., Scalar], columns: Sequence[Any]) -> list[Scalar]:
    rows = list(zip(*columns, strict=True))
    try:
        return [run(*row) for row in rows]
    except Fault:
        return [_once(run, row) for row in rows]


def _once(run: Callable[..., Scalar], given: Sequence[Scalar]) -> Scalar:
    try:
        return run(*given)
    except Fault as fault:
        return Fault(fault.code)


def _block(frame: Frame, node: Block) -> Result:
    """An array literal: its parts beside and below each other have to fit."""
    bands = [[array_of(frame.work(one)) for one in row] for row in node.rows]
    placed = [_beside(parts) for parts in bands]
    if len({len(columns) for columns in placed}) > 1:
        raise Fault("VALUE")
    if len(placed) == 1:
        return Array(placed[0])
    return Array([[cell for columns in placed for cell in columns[at]] for at in range(len(placed[0]))])


def _beside(parts: Sequence[Array]) -> list[Sequence[Scalar]]:
    height = max(one.height for one in parts)
    if any(one.height < height and not one.tail for one in parts):
        raise Fault("VALUE")
    return [_column(Array([column], tail=one.tail), 0, height) for one in parts for column in one.columns]


def _name(frame: Frame, node: Name) -> Result:
    folded = node.name.casefold()
    return frame.names[folded] if folded in frame.names else frame.known.named(node.name)


def _broken(_: Frame, node: Broken) -> Result:
    raise Fault(node.code)


_WORK: Mapping[type, Callable[[Frame, Any], Result]] = {
    Constant: lambda _, node: node.value,
    Broken: _broken,
    Place: lambda frame, node: frame.known.area(frame.sheet_id, node.reference),
    Name: _name,
    Call: _call,
    Block: _block,
}
