"""What personal data looks like in running text, and text without it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address

GONE = "***"

_SIGN = r"[-.\s()‐‑‒–—−－·]"
_PROVINCES = (
    "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청?[남북]|전라?[남북]|경상?[남북]|제주"
)  # fmt: skip

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"']+@[^\s@<>()\[\],;:\"']+\.[^\s@<>()\[\],;:\"']+")
_PHONES = re.compile(
    rf"(?<!\d)(?:\+?82{_SIGN}{{0,3}}0?|0)1[016789]{_SIGN}{{0,3}}\d{{3,4}}{_SIGN}{{0,3}}\d{{4}}(?!\d)"
    rf"|(?<!\d)(?:\+?82{_SIGN}{{0,3}}|\(?0)(?:2|[3-6]\d|70|50\d?){_SIGN}{{1,3}}\d{{3,4}}{_SIGN}{{1,3}}\d{{4}}(?!\d)"
    r"|(?<![\d:])\+[1-9]\d{0,2}(?:[-. ]?\(?\d{1,4}\)?){2,5}\d(?!\d)"
)
_RESIDENT = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})\s?[-‐‑‒–—−－]\s?[1-8](?:\d{6}|[*●]{6})(?!\d)")
_RESIDENT_PLAIN = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{2})[1-8]\d{6}(?!\d)")
_CARD = re.compile(r"(?<!\d)\d{4}([-. ])\d{4}\1\d{4}\1\d{3,4}(?!\d)|(?<!\d)[3-69]\d{14,15}(?!\d)")
_ACCOUNT = re.compile(r"(?<![\dA-Za-z-])\d{2,6}-\d{2,6}-\d{3,8}(?:-\d{1,3})?(?![\d-])")
_CUSTOMS = re.compile(r"(?<![0-9A-Za-z])[Pp]\d{12}(?!\d)")
_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_IPV6 = re.compile(r"(?<![0-9A-Fa-f:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}")
_ADDRESS = re.compile(
    rf"(?:(?:{_PROVINCES})[가-힣]*\s+)?[가-힣]{{1,10}}[시군구](?:\s+[가-힣0-9]{{1,12}}[구읍면동리])*?\s+"
    r"[가-힣0-9.·]{1,20}(?:대로|로|길|동|읍|면|리|가)\s*\d[\d-]*(?:\s*\d+동)?(?:\s*\d+호)?"
    r"|(?<!\d)\d{1,5}\s+(?:[A-Z][\w'.-]*\s+){1,4}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct)\b"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:\d\d|Z)?)?")
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?")
_ORDER_NO = re.compile(r"\d{8}-\d{7}(?:-\d{2,3})?")
"""Cafe24's order and item numbers (reference: cafe24-admin 6.2), which would pass for bank accounts."""
_PLAIN = re.compile("|".join(plain.pattern for plain in (_NUMBER, _DATE, _ORDER_NO)))
_SHORTEST = 6
"""`a@b.kr`."""
_SUSPICIOUS = re.compile(r"[@＠\d:]")


_NARROW = str.maketrans("０１２３４５６７８９＠．：", "0123456789@.:")
"""Korean keyboards type these as well."""


def without_personal(text: str) -> str:
    """The text with `***` where an e-mail address, phone, resident, card, account or customs number, an IP address or
    a street address stands. Dates, amounts and Cafe24's order numbers stay."""
    if not _SUSPICIOUS.search(text) or _is_plain(text):
        return text
    narrow = text if text.isascii() else text.translate(_NARROW)
    left = _once(narrow)
    if left == narrow:
        return text
    # What is gone may have kept its neighbours from looking personal.
    return without_personal(left)


def _once(text: str) -> str:
    digits = len(_DIGITS.findall(text))
    for look in _LOOKS:
        if digits >= look.digits and look.sign in text:
            text = look.pattern.sub(lambda found, look=look: GONE if look.is_one(found) else found[0], text)  # type: ignore[misc]
    return text


def _is_plain(text: str) -> bool:
    """A short word, a date, an amount or an order number: by far the most texts of a record, and cheaper known than
    searched."""
    return (len(text) < _SHORTEST and text.isascii()) or _PLAIN.fullmatch(text) is not None


def _always(_found: re.Match[str]) -> bool:
    return True


def _is_birthday(found: re.Match[str]) -> bool:
    try:
        date(2000 + int(found[1]) % 4, int(found[2]), int(found[3]))
    except ValueError:
        return int(found[2]) == 2 and int(found[3]) == 29
    return True


def _is_resident(found: re.Match[str]) -> bool:
    """Thirteen digits in a row are a barcode as often as a person: the check digit tells (numbers before 2020-10)."""
    digits = [int(sign) for sign in found[0]]
    weighed = sum(digit * weight for digit, weight in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=False))
    return _is_birthday(found) and (11 - weighed % 11) % 10 == digits[12]


def _is_card(found: re.Match[str]) -> bool:
    """Luhn's check digit for digits in a row; groups of four with signs between are a card in any case."""
    if found[1]:
        return True
    doubled = (int(sign) * (1 + at % 2) for at, sign in enumerate(reversed(found[0])))
    return sum(digit - 9 * (digit > 9) for digit in doubled) % 10 == 0


def _is_account(found: re.Match[str]) -> bool:
    return not (_DATE.fullmatch(found[0]) or _ORDER_NO.fullmatch(found[0])) and sum(map(str.isdigit, found[0])) > 9


def _is_ip(found: re.Match[str]) -> bool:
    try:
        return ip_address(found[0]).version == 4 or len(found[0].replace("::", ":").split(":")) > 3
    except ValueError:
        return False


@dataclass(frozen=True)
class _Look:
    """One kind of datum: how it looks, and what a text must have to be looked through for it at all."""

    pattern: re.Pattern[str]
    is_one: Callable[[re.Match[str]], bool] = _always
    digits: int = 0
    sign: str = ""


_DIGITS = re.compile(r"\d")
_LOOKS = (
    _Look(_EMAIL, sign="@"),
    _Look(_RESIDENT, _is_birthday, 7),
    _Look(_RESIDENT_PLAIN, _is_resident, 13),
    _Look(_CARD, _is_card, 15),
    _Look(_PHONES, digits=7),
    _Look(_CUSTOMS, digits=12),
    _Look(_ACCOUNT, _is_account, 10),
    _Look(_IPV4, _is_ip, 4, "."),
    _Look(_IPV6, _is_ip, sign=":"),
    _Look(_ADDRESS, digits=1),
)
"""In this order: the longer numbers first, of which the shorter would take a part."""
