"""What a cell holds: a plain value, or a formula with what came out of it; and what may not stand in a cell."""

import math
import re
from dataclasses import dataclass
from typing import Any

from .refusal import Overfull, invalid

MAX_CHARACTERS = 50_000
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula's text, its result, and the kind of error (`NAME`, `ERROR`, `DIVIDE_BY_ZERO`) where it has none.

    What stands in a book has its text only; results are in what `Book.worked` gives, where the text is "" in cells
    that a formula elsewhere fills.
    """

    text: str
    result: "str | int | float | bool | None" = None
    error: str | None = None


Plain = str | int | float | bool | None
Value = Plain | Formula
Row = tuple[Value, ...]


class Skip:
    """The mark of a cell that a write leaves alone (`null` in a values write)."""


SKIP = Skip()
ERROR_TEXTS = {
    "NAME": "#NAME?",
    "ERROR": "#ERROR!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "N_A": "#N/A",
    "NUM": "#NUM!",
    "NULL_VALUE": "#NULL!",
}


def number(value: int | float) -> int | float:
    """The number as a double holds it, whole numbers as int."""
    if isinstance(value, int):
        return value if -_EXACT <= value <= _EXACT else float(value)
    if math.isfinite(value) and value.is_integer() and abs(value) <= _EXACT:
        return int(value)
    return value


def check_length(text: str) -> str:
    """The text, if Google would take it; a text over 50,000 characters refuses the whole call."""
    if len(text) > MAX_CHARACTERS:
        raise Overfull("Your input contains more than the maximum of 50000 characters in a single cell.")
    return text


def formula(text: str) -> Formula:
    """A formula as it is entered; `text` begins with `=`."""
    return Formula(check_length(text))


def raw(value: Any) -> Value | Skip:
    """A JSON value as `valueInputOption=RAW` stores it: `""` clears, `null` leaves alone."""
    kind = type(value)
    if kind is str:
        return check_length(value) if value else None
    if kind is int or kind is float:
        return number(value)
    if value is None:
        return SKIP
    return bool(value)


def result(value: Value) -> Plain:
    """What a cell shows: its value, or what its formula came to."""
    if isinstance(value, Formula):
        return ERROR_TEXTS[value.error] if value.error else value.result
    return value


def check_block(values: Any) -> list[list[Any]]:
    """The `values` of a request, if they are a list of lists of plain values (error texts: reference §3.3)."""
    if not isinstance(values, list):
        raise _not_a_row(values)
    for place, row in enumerate(values):
        if not isinstance(row, list):
            raise _not_a_row(row)
        for column, value in enumerate(row):
            if isinstance(value, dict | list):
                kind = "struct_value" if isinstance(value, dict) else "list_value"
                raise invalid(f"Invalid values[{place}][{column}]: {kind} {{\n}}\n")
    return values


def _not_a_row(row: Any) -> Exception:
    shown = f'"{row}"' if isinstance(row, str) else str(row)
    message = f"Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), {shown}"
    violation = {"field": "data.values", "description": message}
    return invalid(
        message,
        [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}],
    )


_DOMAIN_END = "com|net|org|kr|co|io|shop|me|info|biz|jp|cn|us|app|dev|store|tv"
_LINK = re.compile(
    rf"https?://[^\s/$.?#][^\s]*|(?:[A-Za-z0-9-]+\.)+(?:{_DOMAIN_END})(?:/[^\s]*)?",
    re.IGNORECASE,
)


def link_of(value: Value | Skip) -> str | None:
    """The address that Google links a cell to when its whole text is one, under RAW too (reference §3.3)."""
    if not isinstance(value, str) or "." not in value or not _LINK.fullmatch(value):
        return None
    return value if "://" in value else f"http://{value}"
