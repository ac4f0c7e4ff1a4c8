"""How Cafe24 writes money, moments, flags."""

from datetime import datetime
from decimal import Decimal
from zlib import crc32


def money(amount: Decimal) -> str:
    """A decimal string with two decimals, whatever the currency."""
    return f"{amount:.2f}"


def zoned(moment: datetime | None) -> str | None:
    """An order's moment: ISO 8601 with +09:00."""
    return None if moment is None else moment.isoformat(timespec="seconds")


def zoneless(moment: datetime | None) -> str | None:
    """An item's moment: Korean time without a zone."""
    return None if moment is None else str(moment)[:19]


def flag(value: bool) -> str:
    """T or F."""
    return "T" if value else "F"


def dice(*parts: object) -> int:
    """A number that is the same for the same parts in every process."""
    return crc32("|".join(map(str, parts)).encode())
