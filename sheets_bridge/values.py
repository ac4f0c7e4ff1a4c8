"""What a vendor wrote, read as our values; anything that cannot be read raises ValueError or TypeError."""

import math
import unicodedata
from datetime import datetime
from typing import Any

from sheets_bridge.model import KST

_BLANKS: tuple[Any, ...] = ("", "null")
_LARGEST_EXACT = 2**53
_KOREAN_ENDS = ("+09:00", "")
"""What follows the seconds of a time as Cafe24 writes it."""
_NUMERIC: frozenset[Any] = frozenset({str, int, float})


def text(raw: Any) -> str | None:
    """Text in NFC; whole numbers become their digits; None, "" and "null" are blank."""
    if raw.__class__ is str:
        if raw in _BLANKS:
            return None
        return raw if raw.isascii() else unicodedata.normalize("NFC", raw)
    if raw is None:
        return None
    if raw.__class__ is not int:
        raise TypeError(f"expected text, got {type(raw).__name__}")
    return str(raw)


def integer(raw: Any) -> int | None:
    """A whole number, also when it came as text (`"12"`, `"12.00"`)."""
    if raw.__class__ is int and -_LARGEST_EXACT <= raw <= _LARGEST_EXACT:
        return int(raw)
    number = money(raw)
    if number is None:
        return None
    if number != int(number) or abs(number) > _LARGEST_EXACT:
        raise ValueError("expected a whole number that a double holds exactly")
    return int(number)


def money(raw: Any) -> float | None:
    """An amount in its currency's unit, from a decimal string or a number. Thousands separators are refused."""
    if raw is None or raw in _BLANKS:
        return None
    if raw.__class__ not in _NUMERIC:
        raise TypeError(f"expected a number, got {type(raw).__name__}")
    try:
        number = float(raw)
    except ValueError:
        # Python's own words would quote the text, which may be anybody's.
        raise ValueError("expected a number") from None
    if not math.isfinite(number):
        raise ValueError("expected a finite number")
    return number


def moment(raw: Any) -> str | None:
    """`YYYY-MM-DD HH:MM:SS` in KST. A time without a zone is KST (Cafe24's item dates have none)."""
    if raw is None or raw in _BLANKS:
        return None
    if raw.__class__ is not str:
        raise TypeError(f"expected a time, got {type(raw).__name__}")
    if raw.startswith("0000-00-00"):
        return None
    try:
        parsed = datetime.fromisoformat(raw)
    except ValueError:
        raise ValueError("expected a time") from None
    # Of all that ISO 8601 allows, only `YYYY-MM-DD` and `HH:MM:SS` have these signs in these places.
    if raw[7:8] == "-" and raw[16:17] == ":" and raw[19:] in _KOREAN_ENDS:
        return f"{raw[:10]} {raw[11:19]}"
    if parsed.tzinfo is not None:
        parsed = parsed.astimezone(KST)
    return parsed.isoformat(" ", "seconds")[:19]


def day(raw: Any) -> str | None:
    """The KST day of a moment, `YYYY-MM-DD`."""
    read = moment(raw)
    return read[:10] if read else None


def joined(raw: Any) -> str | None:
    """A list of words as `"a, b"`; a single word stands for a list of one."""
    if not raw:
        return None
    words = raw if isinstance(raw, list) else [raw]
    return ", ".join(word for word in map(text, words) if word) or None


def required(raw: Any) -> str:
    """Text that must be there (a key)."""
    read = text(raw)
    if read is None:
        raise ValueError("a key is missing")
    return read
