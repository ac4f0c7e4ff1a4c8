"""A tab that people type into, declared: what each column asks for, what it may hold."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sheets_bridge.messages import Message
from sheets_bridge.model import Column, Row, Table, Value

Check = Callable[[Mapping[str, Value]], Message | None]
"""What is wrong with a row whose cells are each fine, by column id; None for nothing."""


@dataclass(frozen=True)
class Entry:
    """What one column asks for."""

    column: str
    """Its id in the table."""
    note: Message
    """What is meant, as it stands in the header's note."""
    example: str
    required: bool = True
    choices: tuple[str, ...] = ()
    """What may be chosen; anything else is a mistake unless `open`."""
    open: bool = False
    """Whether the choices are a help and other words are taken too."""
    month: bool = False
    """Whether a whole month is meant, of which a day column keeps the first day."""


@dataclass(frozen=True)
class Offered:
    """Lines that we write beneath people's for them to complete: what stands in another table, each once."""

    table: str
    where: str
    """Which of its rows, as an SQL condition."""
    columns: Mapping[str, str]
    """Column that people type → the column of the table it is filled from."""


@dataclass(frozen=True)
class Input:
    """One table as people type it. Its columns that have no entry (`account`, `shop_no`, `row_no`) are ours."""

    table: Table
    ko: str
    """What a Korean reader calls the tab."""
    about: Message
    """What it is for, as it stands in the note of its first header."""
    entries: tuple[Entry, ...]
    checks: tuple[Check, ...] = ()
    once: tuple[str, ...] = ()
    """Columns in which no two rows may be alike, blanks included."""
    agree: tuple[tuple[tuple[str, ...], str], ...] = ()
    """(columns, column): rows that are alike in the first must be so in the second."""
    offered: Offered | None = None
    """Lines to complete; one that nobody has completed is no mistake."""
    mall: str = ""
    """The column that names a mall: to be filled where there are several, or nobody knows whose the line is."""
    first: tuple[Mapping[str, Value], ...] = ()
    """Lines that a tab begins with, for people to change; they count as if somebody had typed them."""

    def __post_init__(self) -> None:
        missing = {entry.column for entry in self.entries} - {column.id for column in self.table.columns}
        if missing:
            raise ValueError(f"input {self.table.id}: no such columns: {sorted(missing)}")

    @property
    def columns(self) -> Sequence[Column]:
        """The columns people type, in their order."""
        return [self.table.columns[self.table.position(entry.column)] for entry in self.entries]

    def is_offer(self, filled: Collection[str]) -> bool:
        """Whether a row in which these columns are filled may be a line of ours that nobody has completed yet."""
        return self.offered is not None and set(filled) <= self.offered.columns.keys()

    @property
    def first_rows(self) -> Sequence[Row]:
        """The rows of the lines a tab begins with."""
        return [self.row(number, line) for number, line in enumerate(self.first, 1)]

    def row(self, number: int, typed: Mapping[str, Value]) -> Row:
        """A row of the table."""
        known: Mapping[str, Value] = {"account": "", "shop_no": 0, "row_no": number, **typed}
        return tuple(known.get(column.id) for column in self.table.columns)
