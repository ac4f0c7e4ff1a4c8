"""How a value of ours stands in a cell, by kind."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b

import orjson

from sheets_bridge.model import Kind, Value

Cell = str | int | float | bool | None
"""One JSON cell value: "" is an empty cell, None a cell that is not touched."""

CELL_LIMIT = 50_000
CUT_AT = 49_900
CUT_MARK = "… [잘림: 셀 한도 50,000자]"

_EPOCH = date(1899, 12, 30)
_DAY_SECONDS = 86_400
_EXACT = 2**53
_DECIMALS = 8

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINK = re.compile(r"(?:https?://\S+|www\.\S+|(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?)", re.IGNORECASE)


def text_cell(value: Value) -> Cell:
    """Text without control characters and lone surrogates, cut with a marker above Google's 50,000 characters."""
    if value is None:
        return ""
    text = str(value)
    if not text.isprintable():
        text = _SURROGATE.sub("\ufffd", _UNWANTED.sub("", text))
    return text if len(text) <= CELL_LIMIT // 2 else _cut(text)


def number_cell(value: Value) -> Cell:
    """A JSON number; blank where there is none, text where a double could not hold it exactly."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else ""
    return value if abs(value) <= _EXACT else str(value)


def day_cell(value: Value) -> Cell:
    """`YYYY-MM-DD` as days since 1899-12-30; a text that is no such day stays text."""
    return _serial_day(str(value)) if value else ""


def moment_cell(value: Value) -> Cell:
    """`YYYY-MM-DD HH:MM:SS` as a serial number.

    Rounded to ten decimals: with five digits before the point that is the 15 digits a double keeps in any rendering.
    """
    if not value:
        return ""
    text = str(value)
    day, seconds = _serial_day(text[:10]), _seconds(text[11:])
    if isinstance(day, str) or seconds is None:
        return text_cell(value)
    return round(day + seconds / _DAY_SECONDS, 10)


def box_cell(value: Value) -> Cell:
    """A ticked or an empty box; "" where a row has none."""
    return "" if value is None else bool(value)


ENCODERS: dict[Kind, Callable[[Value], Cell]] = {
    Kind.TEXT: text_cell,
    Kind.NUMBER: number_cell,
    Kind.MONEY: number_cell,
    Kind.RATIO: number_cell,
    Kind.DAY: day_cell,
    Kind.MOMENT: moment_cell,
    Kind.VALUE: number_cell,
    Kind.BOX: box_cell,
}


def decode(kind: Kind, cell: Cell) -> Value:
    """A cell read unformatted, as a value of ours; what does not fit its kind comes back as it stands."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, (str, bool)) or kind not in (Kind.DAY, Kind.MOMENT):
        return cell
    seconds = round(cell * _DAY_SECONDS)
    day = _EPOCH + timedelta(days=seconds // _DAY_SECONDS)
    return day.isoformat() if kind is Kind.DAY else f"{day} {timedelta(seconds=seconds % _DAY_SECONDS)!s:0>8}"


def linkable(cell: Cell) -> bool:
    """Whether Google would turn this whole-cell text into a link by itself (seen live in 2026, even under RAW)."""
    return isinstance(cell, str) and _LINK.fullmatch(cell) is not None


def same(sent: Sequence[Cell], got: Sequence[Cell]) -> bool:
    """Whether cells read back are the cells sent: trailing blanks may be gone, numbers agree to 1e-8."""
    width = len(sent)
    padded = [*got[:width], *[""] * (width - len(got))]
    # Equal for Python is not yet equal: a ticked box is 1.
    return (padded == sent and bool not in map(type, padded)) or canonical(padded) == canonical(sent)


def canonical(cells: Iterable[Cell]) -> list[Cell]:
    """Cells in the one form that makes equal what Sheets shows as equal."""
    return [_plain(cell) for cell in cells]


def digest(cells: Iterable[Cell]) -> bytes:
    """Eight bytes that tell a row of cells from another."""
    return blake2b(orjson.dumps(canonical(cells)), digest_size=8).digest()


def _plain(cell: Cell) -> Cell:
    if cell is None:
        return ""
    if not isinstance(cell, float):
        return cell if not isinstance(cell, bool) else f"\x00{cell}"
    rounded = round(cell, _DECIMALS)
    return int(rounded) if rounded.is_integer() else rounded


def _cut(text: str) -> str:
    # Google counts UTF-16 units, so does this: an emoji is two.
    units = text.encode("utf-16-le")
    if len(units) <= CELL_LIMIT * 2:
        return text
    return units[: CUT_AT * 2].decode("utf-16-le", errors="ignore") + CUT_MARK


@lru_cache(maxsize=8192)
def _serial_day(text: str) -> int | str:
    try:
        return (date.fromisoformat(text) - _EPOCH).days
    except ValueError:
        return text


@lru_cache(maxsize=_DAY_SECONDS)
def _seconds(text: str) -> int | None:
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    hours, minutes, seconds = map(int, parts)
    return hours * 3600 + minutes * 60 + seconds
