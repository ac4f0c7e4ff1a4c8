"""Formulas: read, kept true to their cells, and worked out as Google Sheets does it."""

from ..cells import Formula, check_length


def evaluate(text: str) -> Formula:
    """The formula as it is entered; `text` begins with `=`. What it comes to is worked out when somebody reads it."""
    return Formula(check_length(text))
