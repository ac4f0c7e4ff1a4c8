"""Consent codes and token pairs of one mall and app: single use, rotation, expiry."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_LIFE = timedelta(seconds=60)
ACCESS_LIFE = timedelta(hours=2)
REFRESH_LIFE = timedelta(days=14)


class Denied(Exception):
    """The login server says no; `error` is its OAuth word."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(f"{error}: {description}")
        self.error, self.description, self.status = error, description, status


class TokenRefused(Exception):
    """An access token is unknown, replaced or too old; the text is Cafe24's message."""


@dataclass(frozen=True)
class Pair:
    """One access and refresh token, issued together at `issued`."""

    access: str
    refresh: str
    scopes: tuple[str, ...]
    issued: datetime

    @property
    def access_ends(self) -> datetime:
        """When the access token dies of age."""
        return self.issued + ACCESS_LIFE

    @property
    def refresh_ends(self) -> datetime:
        """When the refresh token dies of age."""
        return self.issued + REFRESH_LIFE


@dataclass(frozen=True)
class _Code:
    redirect_uri: str
    scopes: tuple[str, ...]
    issued: datetime


class Grants:
    """At most one live pair per mall and app: a refresh or a new consent kills the pair before it (reference 1.4)."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._codes: dict[str, _Code] = {}
        self._live: Pair | None = None
        self.installed = True
        """Whether the app is installed on the mall: not any more once an operator has removed it."""

    def consent(self, redirect_uri: str, scopes: tuple[str, ...]) -> str:
        """Note an operator's consent; returns its code."""
        code = secrets.token_urlsafe(16)
        with self._lock:
            self.installed = True
            self._codes[code] = _Code(redirect_uri, scopes, self._now())
        return code

    def redeem(self, code: str, redirect_uri: str) -> Pair:
        """Exchange a code for a pair. Raises Denied; whatever comes of it, the code is spent."""
        with self._lock:
            self._check_installed()
            found = self._codes.pop(code, None)
            if found is None or self._now() >= found.issued + CODE_LIFE:
                raise Denied("invalid_grant", "The authorization code is invalid, expired or already used.")
            if found.redirect_uri != redirect_uri:
                raise Denied("invalid_grant", "The redirect_uri differs from the one of the authorization request.")
            return self._issue(found.scopes)

    def refresh(self, token: str) -> Pair:
        """Rotate the pair of a refresh token; both old tokens die at once. Raises Denied."""
        with self._lock:
            self._check_installed()
            if self._live is None or not secrets.compare_digest(self._live.refresh.encode(), token.encode()):
                raise Denied("invalid_grant", "Invalid refresh_token")
            if self._now() >= self._live.refresh_ends:
                raise Denied("invalid_grant", "refresh_token time expired.")
            return self._issue(self._live.scopes)

    def revoke(self, token: str) -> None:
        """Let a pair die by either of its tokens; one that nobody knows is dead already."""
        with self._lock:
            pair = self._live
            if pair and any(
                secrets.compare_digest(one.encode(), token.encode()) for one in (pair.access, pair.refresh)
            ):
                self._live = None

    def scopes(self, access: str) -> tuple[str, ...]:
        """What an access token may do. Raises TokenRefused."""
        with self._lock:
            if self._live is None or not secrets.compare_digest(self._live.access.encode(), access.encode()):
                raise TokenRefused("Invalid access_token")
            if self._now() >= self._live.access_ends:
                raise TokenRefused("access_token time expired. (invalid_token)")
            return self._live.scopes

    def _check_installed(self) -> None:
        if not self.installed:
            raise Denied("invalid_grant", "Uninstalled app")

    def _issue(self, scopes: tuple[str, ...]) -> Pair:
        self._live = Pair(secrets.token_urlsafe(24), secrets.token_urlsafe(24), scopes, self._now())
        return self._live
