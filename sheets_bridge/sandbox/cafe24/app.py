"""The app as it is registered in the developer center of the pretend Cafe24."""

from dataclasses import dataclass

_READABLE = (
    "analytics application category collection community customer design order personal product promotion salesreport "
    "shipping store supply translation"
)
SCOPES = frozenset(f"mall.read_{name}" for name in _READABLE.split())
"""What the app may ask an operator for; privacy, mileage and notification need Cafe24's approval first."""


@dataclass(frozen=True)
class App:
    """A registered app; `redirect_uri` must come back character by character."""

    client_id: str
    client_secret: str
    redirect_uri: str
    scopes: frozenset[str] = SCOPES
