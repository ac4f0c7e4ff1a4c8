"""Rows that people typed, each taken whole or said what is wrong with it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheets_bridge.as_written import Cell, plain
from sheets_bridge.inputs.declared import Input
from sheets_bridge.inputs.reading import Mistaken, is_blank, value
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Row, Value

Typed = Mapping[str, Cell]
"""Column id → what stands in a row."""


@dataclass(frozen=True)
class Checked:
    """What came of the rows of a tab."""

    rows: Sequence[Row]
    """Those without a mistake, in the order they stand in."""
    told: Mapping[int, Message | None]
    """Row of the sheet → what is wrong with it, None for nothing; rows that nobody filled are left out."""
    waiting: frozenset[int] = frozenset()
    """Rows of the sheet that we offered and nobody completed: neither wrong nor taken."""

    @property
    def mistaken(self) -> int:
        """How many rows hold a mistake."""
        return sum(problem is not None for problem in self.told.values())


@dataclass(frozen=True)
class _Above:
    """The rows above one that hold no mistake."""

    input_: Input
    language: str
    read: dict[int, Mapping[str, Value]] = field(default_factory=dict)
    """By their number on the sheet."""
    first: dict[tuple[str, ...], int] = field(default_factory=dict)
    """What rows are told apart or held together by → the first of them."""

    def take(self, number: int, values: Mapping[str, Value]) -> None:
        """One row more."""
        self.read[number] = values
        for key in self._keys(values):
            self.first.setdefault(key, number)

    def against(self, values: Mapping[str, Value]) -> list[Message]:
        """What is wrong with a row beside them."""
        if self.input_.once and (first := self.first.get(_alike(values, "", self.input_.once))):
            return [say("says the same as row {row}; leave one of them", row=first)]
        for by, column in self.input_.agree:
            first = self.first.get(_alike(values, column, by))
            if first and self.read[first][column] != values[column]:
                label = _label(self.input_, column, self.language)
                return [say("{column} must be as in row {row}, which tells of the same", column=label, row=first)]
        return []

    def _keys(self, values: Mapping[str, Value]) -> list[tuple[str, ...]]:
        once = [_alike(values, "", self.input_.once)] if self.input_.once else []
        return once + [_alike(values, column, by) for by, column in self.input_.agree]


def checked(input_: Input, typed: Mapping[int, Typed], language: str, malls: Sequence[str] = ()) -> Checked:
    """Check rows by their number on the sheet, of an installation with these malls; mistakes name columns in a
    language."""
    above = _Above(input_, language)
    told: dict[int, Message | None] = {}
    waiting: set[int] = set()
    for number, cells in typed.items():
        filled = [entry.column for entry in input_.entries if not is_blank(cells.get(entry.column))]
        if not filled or input_.is_offer(filled):
            waiting |= {number} if filled else set()
            continue
        values, problems = _values(input_, cells, language)
        problems = problems or [one for check in input_.checks if (one := check(values))]
        problems = problems or _of_no_mall(input_, values, malls) or above.against(values)
        told[number] = say("{problems}", problems=problems) if problems else None
        if not problems:
            above.take(number, values)
    rows = [input_.row(at, values) for at, values in enumerate(above.read.values(), 1)]
    return Checked(rows, told, frozenset(waiting))


def _values(input_: Input, cells: Typed, language: str) -> tuple[dict[str, Value], list[Message]]:
    values: dict[str, Value] = {}
    problems: list[Message] = []
    for entry, column in zip(input_.entries, input_.columns, strict=True):
        try:
            values[column.id] = value(entry, column.kind, cells.get(column.id))
        except Mistaken as mistake:
            problems.append(say("{column} {problem}", column=column.label(language), problem=mistake.problem))
    return values, problems


def _of_no_mall(input_: Input, values: Mapping[str, Value], malls: Sequence[str]) -> list[Message]:
    """What is wrong with the mall a row names, or does not name where it has to."""
    if not input_.mall or not malls or values[input_.mall] in malls:
        return []
    if values[input_.mall] is None:
        return [say("write which mall it is of: {malls}", malls=list(malls))] if len(malls) > 1 else []
    return [say('there is no mall "{mall}": {malls}', mall=values[input_.mall], malls=list(malls))]


def _label(input_: Input, column: str, language: str) -> str:
    return input_.table.columns[input_.table.position(column)].label(language)


def _alike(values: Mapping[str, Value], of: str, columns: Sequence[str]) -> tuple[str, ...]:
    return (of, *(plain(str(values[column] or "")) for column in columns))
