"""The criteria of COUNTIF, SUMIFS and their like: a number, a text, or a sign with either, against one cell.

After Google's help on COUNTIF and SUMIF: signs `=`, `<>`, `<`, `<=`, `>`, `>=`; `*` and `?` stand for any signs and
any one, `~` before them for themselves; case does not matter; the whole cell has to fit. A text that reads as a number
or a day is one. What the help leaves open is done as Excel does it: `=` finds blank cells, `<>` those that are not,
a blank criterion is 0, and a number finds a text of the same spelling too (ids are kept as text).
"""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date

from ..cells import Plain

Matcher = Callable[[Plain], bool]

_WRITTEN = re.compile(r"(<>|<=|>=|=|<|>)?(.*)", re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?%?", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(?:-|/|\. ?)(\d{1,2})(?:-|/|\. ?)(\d{1,2})", re.ASCII)
_WILD = re.compile(r"~[*?~]|[*?]")
_FIRST = date(1899, 12, 30).toordinal()
_ORDERS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TEXT_ORDERS: Mapping[str, Callable[[str, str], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def matcher(criterion: Plain) -> Matcher:
    """Whether a cell fits the criterion, as a function to be asked of many cells."""
    if criterion is None:
        return _same_number(0, "")
    if isinstance(criterion, bool):
        return _same_boolean(criterion)
    if isinstance(criterion, int | float):
        return _same_number(criterion, str(criterion))
    found = _WRITTEN.fullmatch(criterion)
    sign, wanted = (found[1] or "", found[2]) if found else ("", criterion)
    if sign in _ORDERS:
        return _ordered(sign, wanted)
    return _opposite(_equal(sign, wanted)) if sign == "<>" else _equal(sign, wanted)


def amount(text: str) -> float | None:
    """The number that a text reads as (`1,200`, `12.5%`, `2026-11-26` as its serial day); None where it is none."""
    told = text.strip()
    if _NUMBER.fullmatch(told):
        plain = float(told.rstrip("%").replace(",", ""))
        return plain / 100 if told.endswith("%") else plain
    day = _DAY.fullmatch(told)
    return None if day is None else _serial(*map(int, day.groups()))


def _serial(year: int, month: int, day: int) -> float | None:
    try:
        return float(date(year, month, day).toordinal() - _FIRST)
    except ValueError:
        return None


def _equal(sign: str, wanted: str) -> Matcher:
    if not wanted:
        # `=` and `<>` ask for cells with nothing in them; a criterion of "" takes a formula's empty text too.
        return _is_blank if sign else _is_empty
    if wanted.upper() in {"TRUE", "FALSE"}:
        return _same_boolean(wanted.upper() == "TRUE")
    number = amount(wanted)
    return _same_text(wanted) if number is None else _same_number(number, wanted)


def _is_blank(cell: Plain) -> bool:
    return cell is None


def _is_empty(cell: Plain) -> bool:
    return cell is None or cell == ""


def _opposite(fits: Matcher) -> Matcher:
    return lambda cell: not fits(cell)


def _same_boolean(wanted: bool) -> Matcher:
    return lambda cell: cell is wanted


def _same_number(wanted: float, written: str) -> Matcher:
    spelling = written.strip().casefold()

    def fits(cell: Plain) -> bool:
        if isinstance(cell, str):
            return bool(spelling) and cell.strip().casefold() == spelling
        return cell is not None and not isinstance(cell, bool) and cell == wanted

    return fits


def _same_text(wanted: str) -> Matcher:
    if _WILD.search(wanted) is None:
        told = wanted.casefold()
        return lambda cell: isinstance(cell, str) and cell.casefold() == told
    pattern = re.compile(expression(wanted), re.IGNORECASE | re.DOTALL)
    return lambda cell: isinstance(cell, str) and pattern.fullmatch(cell) is not None


def expression(wanted: str) -> str:
    """The regular expression of a text with `*`, `?` and `~`."""
    found, at = "", 0
    for wild in _WILD.finditer(wanted):
        found += re.escape(wanted[at : wild.start()])
        found += {"*": ".*", "?": "."}.get(wild[0]) or re.escape(wild[0][1])
        at = wild.end()
    return found + re.escape(wanted[at:])


def _ordered(sign: str, wanted: str) -> Matcher:
    number = amount(wanted)
    if number is None:
        return _ordered_text(_TEXT_ORDERS[sign], wanted.casefold())
    return _ordered_number(_ORDERS[sign], number)


def _ordered_number(holds: Callable[[float, float], bool], wanted: float) -> Matcher:
    def fits(cell: Plain) -> bool:
        return isinstance(cell, int | float) and not isinstance(cell, bool) and holds(cell, wanted)

    return fits


def _ordered_text(holds: Callable[[str, str], bool], wanted: str) -> Matcher:
    return lambda cell: isinstance(cell, str) and holds(cell.casefold(), wanted)
