"""What people typed, read generously: a cell into a value of its column, or what is wrong with it. Pure."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from sheets_bridge.as_written import Cell, day, month, number, plain, ratio
from sheets_bridge.inputs.declared import Entry
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Kind, Value

_LARGEST = Decimal(10**15)
_LONGEST_TEXT = 500
_DAY_SECONDS = 86_400
_EPOCH = date(1899, 12, 30)


class Mistaken(Exception):
    """A cell cannot be taken."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem.template)
        self.problem = problem


def is_blank(cell: Cell) -> bool:
    """Whether nobody typed anything; an unticked box says nothing either."""
    return cell is None or cell is False or (isinstance(cell, str) and not cell.strip())


def value(entry: Entry, kind: Kind, cell: Cell) -> Value:
    """What a cell holds. Raises: Mistaken."""
    if is_blank(cell):
        if entry.required:
            raise Mistaken(say("is missing"))
        return None
    if entry.choices:
        return _chosen(entry, cell)
    read, expected = (_month, _MONTH_EXPECTED) if entry.month else (_READERS[kind], _EXPECTED[kind])
    try:
        return read(cell)
    except ValueError:
        raise Mistaken(expected) from None


def text(cell: Cell) -> str:
    """Text in one form; a number typed where text is meant is its digits."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    found = " ".join(unicodedata.normalize("NFC", str(cell)).split())
    if found.startswith("#") and found.endswith(("!", "?", "/A")):
        raise ValueError("a formula's error")
    if len(found) > _LONGEST_TEXT:
        raise ValueError("too long")
    return found


def _chosen(entry: Entry, cell: Cell) -> str:
    by_plain = {plain(choice).replace(" ", ""): choice for choice in entry.choices}
    typed = text(cell)
    found = by_plain.get(plain(typed).replace(" ", ""))
    if found is None and not entry.open:
        raise Mistaken(say("is none of: {choices}", choices=list(entry.choices)))
    return found or typed


def _amount(cell: Cell) -> float:
    found = number(cell)
    if found is None or abs(found) > _LARGEST:
        raise ValueError("expected a number")
    return float(found)


def _whole(cell: Cell) -> int:
    found = number(cell)
    if found is None or found % 1 or abs(found) > _LARGEST:
        raise ValueError("expected a whole number")
    return int(found)


def _share(cell: Cell) -> float:
    found = ratio(cell)
    if found is None:
        raise ValueError("expected a number")
    return float(found)


def _day(cell: Cell) -> str:
    found = day(cell)
    if found is None:
        raise ValueError("expected a day")
    return found.isoformat()


def _month(cell: Cell) -> str:
    found = month(cell)
    if found is None:
        raise ValueError("expected a month")
    return found.isoformat()


def _moment(cell: Cell) -> str:
    """A moment as a sheet counts them, or a day, which is its midnight."""
    if isinstance(cell, float):
        seconds = round(cell * _DAY_SECONDS)
        return f"{_EPOCH + timedelta(days=seconds // _DAY_SECONDS)} {timedelta(seconds=seconds % _DAY_SECONDS)!s:0>8}"
    return f"{_day(cell)} 00:00:00"


_READERS: Mapping[Kind, Callable[[Cell], Value]] = {
    Kind.TEXT: text,
    Kind.NUMBER: _whole,
    Kind.MONEY: _amount,
    Kind.RATIO: _share,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
}

_EXPECTED: Mapping[Kind, Message] = {
    Kind.TEXT: say("is no text that can be taken"),
    Kind.NUMBER: say("is no whole number"),
    Kind.MONEY: say("is no amount, such as 1,200,000"),
    Kind.RATIO: say("is no share, such as 12.5%"),
    Kind.DAY: say("is no day, such as 2026-11-01"),
    Kind.MOMENT: say("is no day, such as 2026-11-01"),
}

_MONTH_EXPECTED = say("is no month, such as 2026-11")
