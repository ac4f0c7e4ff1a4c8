"""The masks of single values: one a kind of personal datum, the same in every tab."""

import re


def name(text: str | None) -> str | None:
    """홍길동 → 홍*동, 이산 → 이*, Ada Lovelace → A**********e (PIPC guidance of 2021: the middle goes)."""
    if not text:
        return None
    if len(text) == 1:
        return "*"
    return text[0] + "*" * max(1, len(text) - 2) + (text[-1] if len(text) > 2 else "")


def phone(text: str | None) -> str | None:
    """010-1234-5678 → 010-1234-****: the last four digits go, whatever the punctuation."""
    if not text:
        return None
    digits = 0
    masked = []
    for sign in reversed(text):
        if sign.isdigit() and digits < 4:
            digits += 1
            masked.append("*")
        else:
            masked.append(sign)
    return "".join(reversed(masked))


def email(text: str | None) -> str | None:
    """abcde@example.com → ab***@example.com; text without an @ is hidden whole."""
    if not text:
        return None
    local, at, domain = text.partition("@")
    if not at:
        return "***"
    return f"{local[:2] if len(local) > 2 else ''}***@{domain}"


_LEAST_DIGITS = 6
_PROVINCE = re.compile(r"^\s*(\S+(?:시|도))(?=\s|$)")
_AREA = re.compile(r"^\s*(\S+(?:시|도))(?:\s+(\S+(?:시|군|구)))?(?:\s+(\S+구))?(?=\s|$)")


def area(address: str | None) -> str | None:
    """서울특별시 마포구 월드컵로 1 → 서울특별시 마포구; an address that does not begin with 시/도 is hidden whole."""
    found = _AREA.match(address or "")
    return " ".join(part for part in found.groups() if part) if found else None


def province(address: str | None) -> str | None:
    """서울특별시 마포구 월드컵로 1 → 서울특별시; an address that does not begin with 시/도 is hidden whole."""
    found = _PROVINCE.match(address or "")
    return found[1] if found else None


def plain_phone(number: str | None) -> str | None:
    """A phone number as digits, whatever its punctuation, Korea's +82 as 0; None for what is no number."""
    digits = "".join(sign for sign in number or "" if sign.isdecimal())
    digits = f"0{digits[2:].lstrip('0')}" if digits.startswith("82") else digits
    return digits if len(digits) > _LEAST_DIGITS else None


def plain_email(address: str | None) -> str | None:
    """An e-mail address however it is cased; None for what is none."""
    known = (address or "").strip().casefold()
    return known if "@" in known else None


def hidden(_text: str | None) -> None:
    """Nothing of it."""


def plain(text: str | None) -> str | None:
    """All of it: the mask of a column that somebody unmasked."""
    return text or None
