"""How the app stands with Cafe24: what it was approved for, which API versions it may ask for."""

from dataclasses import dataclass
from typing import Any

AVAILABLE = ("2025-09-01", "2025-12-01", "2026-03-01", "2026-06-01", "2026-09-01")

APPROVAL_SCOPES = frozenset({"mall.read_privacy", "mall.read_mileage", "mall.read_notification"})
"""Scopes an operator can grant only after Cafe24 has approved the app for them (reference 7.11)."""


class Unheard(ValueError):
    """A standing cannot be changed like this; the text says what to send."""


@dataclass
class Standing:
    """What Cafe24 has decided about the app; a test may change its mind."""

    scopes: frozenset[str] = frozenset()
    """Approved scopes, of those that need approval."""
    restricted: bool = False
    """Whether it is one of the 'specific clients' that may read restricted endpoints."""
    versions: tuple[str, ...] = AVAILABLE
    """The API versions that are served, oldest first; the last one is the app's default."""

    def told(self) -> dict[str, Any]:
        """As a JSON object."""
        return {"scopes": sorted(self.scopes), "restricted": self.restricted, "versions": list(self.versions)}

    def change(self, given: dict[str, Any]) -> None:
        """Take over what a JSON object says. Raises Unheard."""
        for name, value in given.items():
            if name == "restricted" and isinstance(value, bool):
                self.restricted = value
            elif name == "scopes" and isinstance(value, list) and APPROVAL_SCOPES.issuperset(map(str, value)):
                self.scopes = frozenset(value)
            elif name == "versions" and isinstance(value, list) and value and all(isinstance(v, str) for v in value):
                self.versions = tuple(sorted(value))
            else:
                wish = f"'scopes' of {sorted(APPROVAL_SCOPES)}, 'restricted' true or false, 'versions' of dates"
                raise Unheard(f"send {wish}")
