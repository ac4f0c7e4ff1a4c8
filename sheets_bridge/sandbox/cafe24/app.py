"""The app as it is registered in the developer center of the pretend Cafe24."""

from dataclasses import dataclass

SCOPES = frozenset(
    {"mall.read_order", "mall.read_store", "mall.read_analytics", "mall.read_product", "mall.read_salesreport"}
)
"""What the app may ask an operator for."""


@dataclass(frozen=True)
class App:
    """A registered app; `redirect_uri` must come back character by character."""

    client_id: str
    client_secret: str
    redirect_uri: str
    scopes: frozenset[str] = SCOPES
