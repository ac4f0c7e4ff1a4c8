"""What typing a text into a cell makes of it (`valueInputOption=USER_ENTERED`), as far as it was seen or probed."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from .cells import Plain, Value, check_length, formula, number

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - serial days have no zone
_NUMBER = r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)?(?:\.[0-9]+)?"
_PLAIN = re.compile(rf"(?=.*[0-9]){_NUMBER}(?:[eE][+-]?[0-9]+)?")
_PERCENT = re.compile(rf"(?=.*[0-9])({_NUMBER})%")
_MONEY = re.compile(rf"(-?)([$₩])(?=.*[0-9])({_NUMBER})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?: ([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?)?")
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


class Typed(NamedTuple):
    """A value and, where the text brought one along, its number format."""

    value: Value
    kind: str = ""
    pattern: str = ""


def enter(text: str) -> Typed:
    """A text as somebody types it; what means nothing else stays text."""
    check_length(text)
    if not text:
        return Typed(None)
    if text.startswith("'"):
        return Typed(text[1:] or None)
    if text.upper() in {"TRUE", "FALSE"}:
        return Typed(text.upper() == "TRUE")
    return _dated(text) or _counted(text) or _computed(text) or Typed(text)


def _computed(text: str) -> Typed | None:
    if len(text) > 1 and text[0] in "=+-":  # a sign in front starts a formula too: `-abc` shows #NAME?
        return Typed(formula(text if text[0] == "=" else f"={text}"))
    return None


def _counted(text: str) -> Typed | None:
    if _PLAIN.fullmatch(text):
        return _thousands(text)
    percent = _PERCENT.fullmatch(text)
    if percent:
        pattern = "0.00%" if "." in percent[1] else "0%"
        return Typed(number(round(_amount(percent[1]) / 100, 15)), "PERCENT", pattern)
    money = _MONEY.fullmatch(text)
    if money:
        sign = -1 if money[1] else 1
        pattern = f'"{money[2]}"#,##0' + (".00" if "." in money[3] else "")
        return Typed(number(sign * _amount(money[3])), "CURRENCY", pattern)
    return None


def _thousands(text: str) -> Typed:
    amount = number(_amount(text))
    if "e" in text.lower():
        return Typed(amount, "SCIENTIFIC", "0.00E+00")
    if "," in text:
        return Typed(amount, "NUMBER", "#,##0.00" if "." in text else "#,##0")
    return Typed(amount)


def _amount(text: str) -> float:
    return float(text.replace(",", ""))


def _dated(text: str) -> Typed | None:
    iso = _ISO.fullmatch(text)
    if iso:
        kind, pattern = ("DATE_TIME", "yyyy-mm-dd h:mm:ss") if iso[4] else ("DATE", "yyyy-mm-dd")
        serial = _serial(iso[1], iso[2], iso[3], iso[4] or "0", iso[5] or "0", iso[6] or "0")
    else:
        american = _AMERICAN.fullmatch(text)
        if not american:
            return None
        kind, pattern = "DATE", "m/d/yyyy"
        serial = _serial(american[3], american[1], american[2], "0", "0", "0")
    return None if serial is None else Typed(serial, kind, pattern)


def _serial(year: str, month: str, day: str, hour: str, minute: str, second: str) -> Plain:
    try:
        start = datetime(int(year), int(month), int(day), int(hour), int(minute))  # noqa: DTZ001 - as typed
    except ValueError:  # 2026-13-40 is no date: it stays text
        return None
    return number((start + timedelta(seconds=float(second)) - EPOCH) / timedelta(days=1))
