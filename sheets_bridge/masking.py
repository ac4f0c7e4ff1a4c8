"""Personal data made unreadable before it rests anywhere: one mask a kind, the same in every tab."""

import hmac
import re
from dataclasses import dataclass
from typing import Any

from sheets_bridge.model import Record

_KEY_HEX = 24


@dataclass(frozen=True)
class Masks:
    """The masks of one installation; `key` is its HMAC key (32 bytes)."""

    key: bytes

    def __repr__(self) -> str:
        return "Masks(key=…)"

    def customer_key(self, account: str, member_id: str) -> str | None:
        """The same customer gives the same key; nobody without the installation's key can compute it back."""
        if not member_id:
            return None
        return hmac.digest(self.key, f"{account}\x1f{member_id}".encode(), "sha256").hex()[:_KEY_HEX]


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


_AREA = re.compile(r"^\s*(\S+(?:시|도))(?:\s+(\S+(?:시|군|구)))?(?:\s+(\S+구))?(?=\s|$)")


def area(address: str | None) -> str | None:
    """서울특별시 마포구 월드컵로 1 → 서울특별시 마포구; an address that does not begin with 시/도 is hidden whole."""
    found = _AREA.match(address or "")
    return " ".join(part for part in found.groups() if part) if found else None


_PEOPLE = "buyer|receiver|recipient|member|customer|writer|author|manager|user|president|billing|owner|holder|contact"
_PERSONAL = re.compile(
    rf"(.*_)?(({_PEOPLE})(_?names?|_id|_information|_info)?|names?_(furigana|kana)|nick_?name|first_name|last_name)|name"
    r"|(.*_)?((e_?)?mail|(cell|mobile|tele)?phone|tel|fax|contact|addr(ess)?)\d*|(.*_)?zip_?code|(.*_)?client_ip|(.*_)?birth.*"
    r"|(.*_)?(account_(no|name)|registration_no|memo|content|message|comment|password|customs?_(id|code|no))"
)


_LOOKS_PERSONAL = re.compile(r"(?<!\d)01\d[- .]?\d{3,4}[- .]?\d{4}(?!\d)|[\w.+-]+@[\w-]+\.[\w.]+")


def is_personal(field_name: str) -> bool:
    """Whether a field of this name may hold personal data."""
    return _PERSONAL.fullmatch(field_name.strip().lower()) is not None


def deny(record: Record) -> Record:
    """A record without fields that may be personal, however deep they lie; texts lose phones and e-mails. Pure."""
    return {name: _kept(value) for name, value in record.items() if not is_personal(name)}


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        return deny(value)
    if isinstance(value, list):
        return [_kept(one) for one in value]
    return _LOOKS_PERSONAL.sub("***", value) if isinstance(value, str) else value
