"""Functions of single values: arithmetic, texts, days. Over arrays they are worked out place by place."""

import calendar
import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import quote

from ..cells import Plain, number
from ..display import formatter
from .operands import Cell, Fault, Wrong, amount, day_of, is_number, ordered, serial, sound, truth, whole, words

_HOURS_OR_DAYS = re.compile(r"(?i)[ymdhs]")


def _plus(left: Cell, right: Cell) -> Plain:
    return number(amount(left) + amount(right))


def _divided(left: Cell, right: Cell) -> Plain:
    top, bottom = amount(left), amount(right)
    if not bottom:
        raise Wrong("DIVIDE_BY_ZERO")
    return number(top / bottom)


def _power(left: Cell, right: Cell) -> Plain:
    try:
        found = amount(left) ** amount(right)
    except (OverflowError, ZeroDivisionError):
        raise Wrong("NUM") from None
    if isinstance(found, complex):
        raise Wrong("NUM")
    return number(found)


def _rounded(value: Cell, places: Cell = 0) -> Plain:
    by = 10 ** whole(places)
    found = amount(value)
    return number(math.copysign(math.floor(abs(found) * by + 0.5 + 1e-9) / by, found))


def _modulo(value: Cell, over: Cell) -> Plain:
    if not amount(over):
        raise Wrong("DIVIDE_BY_ZERO")
    return number(amount(value) % amount(over))


ARITHMETIC: dict[str, Callable[..., Cell]] = {
    "+": _plus,
    "-": lambda left, right: number(amount(left) - amount(right)),
    "*": lambda left, right: number(amount(left) * amount(right)),
    "/": _divided,
    "^": _power,
    "negate": lambda value: number(-amount(value)),
    "percent": lambda value: number(amount(value) / 100),
    "&": lambda left, right: words(left) + words(right),
    "=": lambda left, right: ordered(left, right) == 0,
    "<>": lambda left, right: ordered(left, right) != 0,
    "<": lambda left, right: ordered(left, right) < 0,
    "<=": lambda left, right: ordered(left, right) <= 0,
    ">": lambda left, right: ordered(left, right) > 0,
    ">=": lambda left, right: ordered(left, right) >= 0,
    "ROUND": _rounded,
    "ABS": lambda value: number(abs(amount(value))),
    "INT": lambda value: whole(value),
    "MOD": _modulo,
    "N": lambda value: value if is_number(value) else int(sound(value) is True),
    "VALUE": lambda value: amount(value),
    "NOT": lambda value: not truth(value),
    "ISBLANK": lambda value: value is None,
    "ISNUMBER": is_number,
    "ISTEXT": lambda value: isinstance(value, str),
    "ISERROR": lambda value: isinstance(value, Fault),
    "ISNA": lambda value: value == Fault("N_A"),
}


def _left(text: Cell, count: Cell = 1) -> str:
    return words(text)[: _counted(count)]


def _right(text: Cell, count: Cell = 1) -> str:
    found = words(text)
    return found[max(len(found) - _counted(count), 0) :]


def _middle(text: Cell, start: Cell, count: Cell) -> str:
    at = whole(start) - 1
    if at < 0:
        raise Wrong("VALUE")
    return words(text)[at : at + _counted(count)]


def _counted(count: Cell) -> int:
    found = whole(count)
    if found < 0:
        raise Wrong("VALUE")
    return found


def _found(what: Cell, text: Cell, start: Cell = 1, *, folded: bool = False) -> int:
    sought, within = words(what), words(text)
    if folded:
        sought, within = sought.casefold(), within.casefold()
    at = within.find(sought, max(whole(start) - 1, 0))
    if at < 0:
        raise Wrong("VALUE")
    return at + 1


def _substituted(text: Cell, old: Cell, new: Cell, which: Cell = None) -> str:
    whole_text, sought = words(text), words(old)
    if not sought:
        return whole_text
    if which is None:
        return whole_text.replace(sought, words(new))
    parts = whole_text.split(sought)
    at = whole(which)
    if not 0 < at < len(parts):
        return whole_text
    return sought.join(parts[:at]) + words(new) + sought.join(parts[at:])


def _pattern(text: Cell) -> re.Pattern[str]:
    try:
        return re.compile(words(text))
    except re.error:
        raise Wrong("REF") from None


def _extracted(text: Cell, pattern: Cell) -> str:
    found = _pattern(pattern).search(words(text))
    if found is None:
        raise Wrong("N_A")
    return (found[1] if found.re.groups else found[0]) or ""


def _replaced(text: Cell, pattern: Cell, new: Cell) -> str:
    by = re.sub(r"\$([0-9])", r"\\\1", words(new).replace("\\", "\\\\"))
    return _pattern(pattern).sub(by, words(text))


def _shown(value: Cell, pattern: Cell) -> str:
    plain, how = sound(value), words(pattern)
    if isinstance(plain, str):
        return plain
    kind = "DATE" if _HOURS_OR_DAYS.search(re.sub(r'"[^"]*"|\\.', "", how)) else "NUMBER"
    return formatter(kind, how, "ko_KR")(plain or 0)


TEXTS: dict[str, Callable[..., Cell]] = {
    "LEFT": _left,
    "RIGHT": _right,
    "MID": _middle,
    "LEN": lambda text: len(words(text)),
    "FIND": _found,
    "SEARCH": lambda what, text, start=1: _found(what, text, start, folded=True),
    "SUBSTITUTE": _substituted,
    "TRIM": lambda text: re.sub(" +", " ", words(text)).strip(" "),
    "LOWER": lambda text: words(text).lower(),
    "UPPER": lambda text: words(text).upper(),
    "REPT": lambda text, count: words(text) * _counted(count),
    "CHAR": lambda code: chr(whole(code)),
    "T": lambda value: value if isinstance(value, str) else "",
    "TEXT": _shown,
    "ENCODEURL": lambda text: quote(words(text), safe=""),
    "REGEXMATCH": lambda text, pattern: _pattern(pattern).search(words(text)) is not None,
    "REGEXEXTRACT": _extracted,
    "REGEXREPLACE": _replaced,
    "HYPERLINK": lambda address, label=None: words(address) if label is None else label,
    "SPARKLINE": lambda *_: None,
}


def _date(year: Cell, month: Cell, day: Cell) -> int:
    years, months = divmod(whole(year) * 12 + whole(month) - 1, 12)
    try:
        return serial(date(years, months + 1, 1)) + whole(day) - 1
    except ValueError:
        raise Wrong("NUM") from None


def _months_on(value: Cell, months: Cell) -> tuple[date, int]:
    """The first of the month so many months on, and how long it is."""
    day = day_of(value)
    year, month = divmod(day.year * 12 + day.month - 1 + whole(months), 12)
    if not 1 <= year <= date.max.year:
        raise Wrong("NUM")
    return date(year, month + 1, 1), calendar.monthrange(year, month + 1)[1]


def _month_end(value: Cell, months: Cell) -> int:
    first, length = _months_on(value, months)
    return serial(first) + length - 1


def _same_day(value: Cell, months: Cell) -> int:
    first, length = _months_on(value, months)
    return serial(first) + min(day_of(value).day, length) - 1


def _weekday(value: Cell, kind: Cell = 1) -> int:
    """1: from Sunday, 2: from Monday, 3: from Monday, which is 0."""
    monday = day_of(value).weekday()
    counted = {1: (monday + 1) % 7 + 1, 2: monday + 1, 3: monday}
    if whole(kind) not in counted:
        raise Wrong("NUM")
    return counted[whole(kind)]


def _week(value: Cell) -> int:
    return (day_of(value) + timedelta(0)).isocalendar().week


DAYS: dict[str, Callable[..., Cell]] = {
    "DATE": _date,
    "DATEVALUE": lambda value: whole(amount(value)),
    "YEAR": lambda value: day_of(amount(value)).year,
    "MONTH": lambda value: day_of(amount(value)).month,
    "DAY": lambda value: day_of(amount(value)).day,
    "HOUR": lambda value: int(amount(value) % 1 * 24 + 1e-6),
    "EOMONTH": lambda value, months: _month_end(amount(value), months),
    "EDATE": lambda value, months: _same_day(amount(value), months),
    "WEEKDAY": lambda value, kind=1: _weekday(amount(value), kind),
    "ISOWEEKNUM": lambda value: _week(amount(value)),
}
SCALARS = ARITHMETIC | TEXTS | DAYS
