"""The OAuth token chain of a mall: consent, the vault, renewal in time."""

from sheets_bridge.tokens.client import OAuthClient, TokenEndpoint, check_mall, load_client
from sheets_bridge.tokens.consent import Consent, authorize_url, before_consent, missing_scopes
from sheets_bridge.tokens.keys import FixedToken, KeyLife, KeyRing
from sheets_bridge.tokens.login import CRASH_POINTS, LEAST_LIFE, Life, Login
from sheets_bridge.tokens.vault import Vault
from sheets_bridge.tokens.warning import days_before, days_left, warning

__all__ = [
    "CRASH_POINTS",
    "LEAST_LIFE",
    "Consent",
    "FixedToken",
    "KeyLife",
    "KeyRing",
    "Life",
    "Login",
    "OAuthClient",
    "TokenEndpoint",
    "Vault",
    "authorize_url",
    "before_consent",
    "check_mall",
    "days_before",
    "days_left",
    "load_client",
    "missing_scopes",
    "warning",
]
