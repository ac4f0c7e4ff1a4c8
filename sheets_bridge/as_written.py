"""Numbers and days as people and consoles write them; what cannot be read for certain raises ValueError. Pure."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

Cell = str | int | float | bool | None

_BLANKS = frozenset(("", "-", "--", "n/a", "na", "null", "none", "없음"))
_DASHES = str.maketrans("−–—―", "----")
_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+"
_NUMBER = re.compile(rf"(?P<sign>[-+]?)\s*(?:{_GROUPED})?(?:\.\d+)?(?:e[-+]?\d{{1,2}})?", re.ASCII)
_BEFORE, _AFTER = (
    re.compile(r"^([-+]?)\s*(?:₩|\\|krw|\$|usd|us\$|€|¥)\s*"),
    re.compile(r"\s*(?:원|krw|usd|건|회|명|개|번)$"),
)
_IN_BRACKETS = re.compile(r"\((.+)\)")

_EPOCH = date(1899, 12, 30)
_SERIALS = range(40_000, 60_000)
"""Days as sheets count them: 2009 to 2064. Read as a number, 20261101 is a day of another kind."""
_SPLIT = r"\s*[-./년월]\s*"
_DAY = re.compile(
    rf"(\d{{4}}){_SPLIT}(\d{{1,2}}){_SPLIT}(\d{{1,2}})(?:\s*[.일])?|(\d{{4}})(\d{{2}})(\d{{2}})|'?(\d{{2}})([.-])(\d{{1,2}})\8(\d{{1,2}})\.?",
    re.ASCII,
)
_MONTH = re.compile(rf"(\d{{4}}){_SPLIT}(\d{{1,2}})(?:\s*[.월])?|(\d{{4}})(\d{{2}})", re.ASCII)
_BEHIND_A_DAY = re.compile(
    r"\s*(?:\(?[월화수목금토일](?:요일)?\)?)?(?:(?:\s+|t)0{1,2}:00(?::00(?:\.0+)?)?)?(?:z|\+09:?00)?$"
)
_YEARS = range(2000, 2101)
_SHORT_YEARS = range(2015, 2041)
"""With two digits 01.11.26 may be the 26th of November 2001 or somebody's way to write 2026: only likely ones count."""
_UNTIL = re.compile(r"\s*~\s*|\s+-\s+|\s+to\s+")


def number(raw: Cell) -> Decimal | None:
    """A number with or without thousands separators, ₩, 원, a unit; (1,234) is less than 0. None where it is blank.

    A percentage is refused: whether 3% means 3 or 0.03 only `ratio` knows.
    """
    if isinstance(raw, bool):
        raise ValueError("expected a number")
    if isinstance(raw, (int, float)):
        return _finite(str(raw))
    text = plain(raw)
    if text in _BLANKS:
        return None
    inner = _IN_BRACKETS.fullmatch(text)
    text, factor = (inner[1], -1) if inner else (text, 1)
    text = _AFTER.sub("", _BEFORE.sub(r"\1", text))
    if not _NUMBER.fullmatch(text) or not re.search(r"\d", text):
        raise ValueError("expected a number")
    return factor * _finite(text.replace(",", "").replace(" ", ""))


def ratio(raw: Cell) -> Decimal | None:
    """A share or a multiple: `12.5%` is 0.125, and so is 0.125."""
    text = plain(raw) if isinstance(raw, str) else ""
    if not text.endswith("%"):
        return number(raw)
    found = number(text.removesuffix("%").rstrip())
    return None if found is None else found / 100


def day(raw: Cell) -> date | None:
    """A day as `2026-11-01`, `2026.11.01.`, `2026/11/1`, `20261101`, `2026년 11월 1일`, `26.11.1`, with its weekday or
    its midnight behind it, or as a sheet counts days. None where it is blank."""
    if isinstance(raw, bool):
        raise ValueError("expected a day")
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = plain(raw)
    if text in _BLANKS:
        return None
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return _EPOCH + timedelta(days=int(text))
    found = _DAY.match(text)
    if not found or not _BEHIND_A_DAY.fullmatch(text[found.end() :]):
        raise ValueError("expected a day")
    return _date(*found.groups())


def month(raw: Cell) -> date | None:
    """The first day of a month as `2026-11`, `2026.11`, `2026/11`, `202611`, `2026년 11월`, or of that of a day. None
    where it is blank."""
    found = _MONTH.fullmatch(plain(raw)) if isinstance(raw, (str, int, float)) else None
    if found and not (isinstance(raw, float) and not raw.is_integer()):
        return _known(int(found[1] or found[3]), found[2] or found[4], "1", _YEARS)
    of_month = day(raw)
    return of_month.replace(day=1) if of_month else None


def period(raw: Cell) -> tuple[date, date] | None:
    """A first and a last day: `2026.11.01. ~ 2026.11.07.`; a single day is both. None where it is blank."""
    ends = [day(part) for part in _UNTIL.split(plain(raw))] if isinstance(raw, str) else [day(raw)]
    first, last = ends[0], ends[-1]
    if first is None and last is None:
        return None
    if first is None or last is None or len(ends) > 2 or last < first:
        raise ValueError("expected a period")
    return first, last


def plain(raw: Cell) -> str:
    """A cell in one form: full-width signs as ASCII, one kind of dash, no blanks around it, small letters."""
    text = unicodedata.normalize("NFKC", "" if raw is None else str(raw)).translate(_DASHES)
    return " ".join(text.replace("\ufeff", "").split()).casefold()


def _finite(text: str) -> Decimal:
    found = Decimal(text)
    if not found.is_finite():
        raise ValueError("expected a number")
    return found


def _date(year: str | None, month: str | None, of_month: str | None, *others: str | None) -> date:
    if year:
        return _known(int(year), month, of_month, _YEARS)
    if others[0]:
        return _known(int(others[0]), others[1], others[2], _YEARS)
    return _known(2000 + int(others[3] or 0), others[5], others[6], _SHORT_YEARS)


def _known(year: int, month: str | None, of_month: str | None, years: range) -> date:
    if year not in years:
        raise ValueError("expected a day of this century")
    return date(year, int(month or 0), int(of_month or 0))
