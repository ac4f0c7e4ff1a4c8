"""The bearer token of a call and what it may do."""

from sheets_bridge.sandbox.cafe24.grants import Grants, TokenRefused
from sheets_bridge.sandbox.cafe24.refusal import Refusal


def bearer(grants: Grants, header: str | None) -> tuple[str, ...]:
    """The scopes granted to an Authorization header. Raises Refusal 401, or 403 once the app was removed."""
    if not grants.installed:
        raise Refusal(403, "No authority to access. The app is not installed on this mall.")
    kind, _, token = (header or "").partition(" ")
    if kind.lower() != "bearer":
        raise Refusal(401, "Invalid access_token")
    try:
        return grants.scopes(token.strip())
    except TokenRefused as refused:
        raise Refusal(401, str(refused)) from refused
