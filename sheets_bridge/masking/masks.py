"""Which mask each column wears, and the keys that tell a person's rows without naming the person."""

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sheets_bridge.masking import kinds
from sheets_bridge.masking.patterns import without_personal
from sheets_bridge.model import Column, PersonalKind, Table

Profile = Literal["marketer", "operations"]
Mask = Callable[[str | None], str | None]

_SCHEME = 2
"""Raised when a mask or a person's key is made otherwise: pulls with personal columns then land anew."""
_KEY_HEX = 24


def _written(text: str | None) -> str | None:
    """What somebody wrote, without what looks like a phone number, an address… A name in it nothing tells apart."""
    return without_personal(text) if text else None


PROFILES: Mapping[Profile, Mapping[PersonalKind, Mask]] = {
    "marketer": {
        "name": kinds.hidden,
        "phone": kinds.hidden,
        "email": kinds.hidden,
        "address": kinds.province,
        "text": kinds.hidden,
        "other": kinds.hidden,
    },
    "operations": {
        "name": kinds.name,
        "phone": kinds.phone,
        "email": kinds.email,
        "address": kinds.area,
        "text": _written,
        "other": kinds.hidden,
    },
}
"""Profile → kind of datum → its mask (reference: reliability 6)."""


@dataclass(frozen=True)
class Privacy:
    """What an installation may see of people: a profile, and the columns (`table.column`) somebody unmasked."""

    profile: Profile = "marketer"
    unmasked: frozenset[str] = frozenset()

    def mask(self, table: str, column: Column) -> Mask:
        """What a column's values go through. A column that says nothing of a person, and a key, stay as they are."""
        if column.personal is None or column.personal.kind == "key" or f"{table}.{column.id}" in self.unmasked:
            return kinds.plain
        return PROFILES[self.profile][column.personal.kind]

    def hides(self, table: str, column: Column) -> bool:
        """Whether nothing at all shows of a column."""
        return self.mask(table, column) is kinds.hidden

    def unmasked_in(self, table: str) -> frozenset[str]:
        """The columns of a table that somebody unmasked."""
        named = (one.rpartition(".") for one in self.unmasked)
        return frozenset(column for of, _, column in named if of == table)


@dataclass(frozen=True)
class Masks:
    """The masks of one installation; `key` is its HMAC key (32 bytes)."""

    key: bytes
    privacy: Privacy = Privacy()

    def __repr__(self) -> str:
        return "Masks(key=…)"

    def customer_key(self, account: str, member_id: str | None) -> str | None:
        """The same customer gives the same key; nobody without the installation's key can compute it back."""
        return self._hmac(f"{account}\x1f{member_id}") if member_id else None

    def email_key(self, account: str, address: str | None) -> str | None:
        """As `customer_key` of an e-mail address, however it is cased."""
        known = kinds.plain_email(address)
        return self._hmac(f"{account}\x1f\x1femail\x1f{known}") if known else None

    def phone_key(self, account: str, number: str | None) -> str | None:
        """As `customer_key` of a phone number, however it is punctuated, with or without Korea's +82."""
        digits = kinds.plain_phone(number)
        return self._hmac(f"{account}\x1f\x1fphone\x1f{digits}") if digits else None

    def of(self, table: Table, columns: Sequence[str]) -> Sequence[Mask]:
        """The masks of some columns, in their order."""
        return [self.privacy.mask(table.id, table.columns[table.position(column)]) for column in columns]

    def _hmac(self, said: str) -> str:
        return hmac.digest(self.key, said.encode(), "sha256").hex()[:_KEY_HEX]


def statement(privacy: Privacy, tables: Sequence[Table]) -> str:
    """How these tables' personal columns are masked, as part of what makes a pull; "" where they have none."""
    shown = sorted(f"{table.id}.{name}" for table in tables for name in privacy.unmasked_in(table.id))
    told = {column.personal.kind for table in tables for column in table.columns if column.personal}
    if not shown and not told:
        return ""
    # Keys are the same in every profile.
    profile = [privacy.profile] if shown or told != {"key"} else []
    return " ".join([str(_SCHEME), *profile, *shown])
