"""What a cell shows: a value written by its number format, as `FORMATTED_VALUE` and the page give it."""

import operator
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from .cells import Formula, Plain, Value, result
from .looks import Look, number_format
from .typed import EPOCH

TIME_KINDS = {"DATE", "TIME", "DATE_TIME"}
_DEFAULTS = {
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "SCIENTIFIC": "0.00E+00",
    "TIME": "h:mm:ss",
    "TEXT": "@",
}
_DATES = {"ko": "yyyy. m. d", "en": "m/d/yyyy"}
_MONEY = {"ko": "[$₩]#,##0", "en": "$#,##0.00"}
_DATE_PARTS = re.compile(r"(?i)\"[^\"]*\"|\\.|am/pm|a/p|y+|m+|d+|h+|s+(?:\.0+)?|.", re.DOTALL)
_NUMBER_PARTS = re.compile(r"\"[^\"]*\"|\\.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|E[+-]0+|[#0?,.]+|.", re.DOTALL)
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_KOREAN_DAYS = "월화수목금토일"

Show = Callable[[Value], str]


@lru_cache(maxsize=512)
def formatter(kind: str, pattern: str, locale: str) -> Show:
    """The function that writes a value under one number format of a spreadsheet with that locale."""
    language = locale[:2]
    if kind in TIME_KINDS:
        parts = _date_parts(pattern or _date_default(kind, language))
        dated = _date_writer(parts, language)
        return lambda value: _shown(value, dated)
    if kind == "CURRENCY":
        pattern = pattern or _MONEY.get(language, "#,##0.00")
    pattern = pattern or _DEFAULTS.get(kind, "")
    if not pattern or pattern == "@" or pattern.lower() == "general":
        return plain_text
    return lambda value: _shown(value, lambda amount: _number_text(amount, pattern))


def _date_default(kind: str, language: str) -> str:
    if kind == "TIME":
        return _DEFAULTS["TIME"]
    day = _DATES.get(language, "yyyy-mm-dd")
    return day if kind == "DATE" else f"{day} h:mm:ss"


def formatter_of(look: Look, locale: str) -> Show:
    """The function that writes the values of cells with this look."""
    shown: dict[str, Any] = number_format(look)
    return formatter(shown.get("type", ""), shown.get("pattern", ""), locale)


def _shown(value: Value, write: Callable[[float], str]) -> str:
    plain: Plain = result(value) if isinstance(value, Formula) else value
    if isinstance(plain, int | float) and not isinstance(plain, bool):
        return write(plain)
    return plain_text(plain)


def plain_text(value: Value) -> str:
    """The value without a number format: numbers in their shortest form, up to ten digits after the point."""
    plain: Plain = result(value) if isinstance(value, Formula) else value
    if isinstance(plain, str):
        return plain
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "TRUE" if plain else "FALSE"
    return _shortest(plain)


def _shortest(amount: float) -> str:
    if isinstance(amount, int) and abs(amount) < 10**15:
        return str(amount)
    size = abs(amount)
    if amount and not 1e-9 <= size < 1e15:
        mantissa, power = f"{amount:.5E}".split("E")
        return f"{mantissa.rstrip('0').rstrip('.') if '.' in mantissa else mantissa}E{power[0]}{power[1:].zfill(2)}"
    text = f"{amount:.10f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


# dates


def _date_parts(pattern: str) -> tuple[str, ...]:
    """The pattern's parts; `m` stands for minutes beside hours or seconds, and is then spelled `M`."""
    parts = [part if part.startswith(('"', "\\")) else part.lower() for part in _DATE_PARTS.findall(pattern)]
    letters = [at for at, part in enumerate(parts) if part[0] in "ymdhs"]
    for order, at in enumerate(letters):
        before = parts[letters[order - 1]][0] if order else ""
        after = parts[letters[order + 1]][0] if order + 1 < len(letters) else ""
        if parts[at][0] == "m" and len(parts[at]) <= 2 and (before == "h" or after == "s"):
            parts[at] = parts[at].upper()
    return tuple(parts)


def _date_writer(parts: tuple[str, ...], language: str) -> Callable[[float], str]:
    """The function that writes a serial day; patterns of plain digits become one template, for long columns."""
    digits = max((len(part.partition(".")[2]) for part in parts if part[0] == "s"), default=0)
    half_day = any(part in {"am/pm", "a/p"} for part in parts)
    template = None if half_day or digits else _template(parts)

    def write(serial: float) -> str:
        try:
            moment = EPOCH + timedelta(seconds=round(serial * 86_400, digits))
        except OverflowError:  # no such day: Google shows the bare number
            return _shortest(serial)
        if template is not None:
            return template.format(moment)
        return "".join(_date_part(part, moment, half_day, language) for part in parts)

    return write


_FIELDS = {"d": "day", "h": "hour", "M": "minute", "s": "second", "m": "month"}


def _template(parts: tuple[str, ...]) -> str | None:
    pieces = []
    for part in parts:
        letter, count = part[0], len(part)
        if letter == "y" and count > 2:
            pieces.append("{0.year:04d}")
        elif letter in _FIELDS and count <= 2:
            pieces.append(f"{{0.{_FIELDS[letter]}:0{count}d}}")
        elif part in {"-", " ", ":", ".", "/", ","}:
            pieces.append(part)
        else:
            return None
    return "".join(pieces)


def _date_part(part: str, moment: datetime, half_day: bool, language: str) -> str:
    hour = (moment.hour % 12 or 12) if half_day else moment.hour
    numbers = {"d": moment.day, "h": hour, "M": moment.minute, "s": moment.second, "m": moment.month}
    if part[0] == "y":
        return f"{moment.year:04d}" if len(part) > 2 else f"{moment.year % 100:02d}"
    if part[0] == "s" and "." in part:
        fraction = len(part.partition(".")[2])
        return f"{moment.second:02d}.{moment.microsecond:06d}"[: 3 + fraction]
    if part[0] in "md" and len(part) > 2:
        return _name(part, moment, language)
    if part[0] in numbers and set(part) == {part[0]}:
        return f"{numbers[part[0]]:0{min(len(part), 2)}d}"
    if part in {"am/pm", "a/p"}:
        words = ("오전", "오후") if language == "ko" else ("AM", "PM")
        return words[moment.hour >= 12]
    return part[1:-1] if part.startswith('"') else part[1:] if part.startswith("\\") else part


def _name(part: str, moment: datetime, language: str) -> str:
    if part[0] == "m":
        name = f"{moment.month}월" if language == "ko" else _MONTHS[moment.month - 1]
        return name if len(part) > 3 or language == "ko" else name[:3]
    if language == "ko":
        return _KOREAN_DAYS[moment.weekday()] + ("요일" if len(part) > 3 else "")
    return _DAYS[moment.weekday()] if len(part) > 3 else _DAYS[moment.weekday()][:3]


# numbers


_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


def _number_text(amount: float, pattern: str) -> str:
    sections = pattern.split(";")
    if _CONDITION.search(pattern):
        return _signed(amount, _meeting(amount, sections))
    if amount < 0 and len(sections) > 1:
        return _section_text(-amount, sections[1])
    if amount == 0 and len(sections) > 2:
        return _section_text(amount, sections[2])
    return _signed(amount, sections[0])


def _meeting(amount: float, sections: list[str]) -> str:
    """The first section whose condition (`[<10000]`) the amount meets; one without a condition takes all the rest."""
    for section in sections:
        asked = _CONDITION.search(section)
        if asked is None or _HOLDS[asked[1]](amount, float(asked[2])):
            return section
    return sections[-1]


def _signed(amount: float, section: str) -> str:
    if amount >= 0:
        return _section_text(amount, section)
    text = _section_text(-amount, section)
    return f"-{text}" if any(digit in "123456789" for digit in text) else text


def _section_text(amount: float, section: str) -> str:
    parts = list(_NUMBER_PARTS.finditer(section))
    texts = [match[0] for match in parts]
    if "%" in texts:
        amount *= 100
    exponent = next((text for text in texts if text[0] == "E" and len(text) > 2), None)
    digits_at = next((at for at, text in enumerate(texts) if text[0] in "#0?"), None)
    shown = [_literal(match) for match in parts]
    if digits_at is not None:
        shown[digits_at] = _scientific(amount, texts[digits_at]) if exponent else _digits(amount, texts[digits_at])
    return "".join("" if text == exponent else piece for text, piece in zip(texts, shown, strict=True))


def _literal(match: re.Match[str]) -> str:
    text = match[0]
    if text.startswith("[$"):
        return match[1]
    if text.startswith("["):
        return ""
    if text.startswith('"'):
        return text[1:-1]
    return text[1:] if text.startswith("\\") else text


def _digits(amount: float, picture: str) -> str:
    whole, _, fraction = picture.partition(".")
    places, least = len(fraction), fraction.count("0")
    rounded = Decimal(repr(amount)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    before, _, after = text.partition(".")
    after = after[:least] + after[least:].rstrip("0")
    before = before.rjust(whole.count("0"), "0") if whole.count("0") else before.lstrip("0")
    return f"{before}.{after}" if after else before


def _scientific(amount: float, picture: str) -> str:
    mantissa, _, power = f"{amount:.{len(picture.partition('.')[2])}E}".partition("E")
    return f"{mantissa}E{power[0]}{power[1:].zfill(2)}"
