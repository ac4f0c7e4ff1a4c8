"""Formulas that only ask (those of conditional formats): written as for one cell, asked for others."""

from ..sheet import Sheet
from .kinds import Array
from .tokens import copied
from .working import Working

Place = tuple[int, int]
"""A row and a column."""


def holds(working: Working, sheet: Sheet, text: str, written: Place, at: Place) -> bool:
    """Whether a condition that is written as for the cell `written` holds for the cell `at` of its tab."""
    found = working.asked(sheet, at, copied(text, at[0] - written[0], at[1] - written[1]))
    value = next(found.cells(), None) if isinstance(found, Array) else found
    return value is True or (isinstance(value, int | float) and value != 0)
