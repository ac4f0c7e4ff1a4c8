"""Who consented to what: codes that work once, business tokens without an end of their own (reference §5.1)."""

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sheets_bridge.sandbox.ad_market import Doors, Medium
from sheets_bridge.sandbox.kakao_ads.refusal import dead_token, login_token

CODE_LIFE = timedelta(minutes=10)
IDLE_LIFE = timedelta(days=60)
"""How long a token lives unused. Kakao says "long" and no more; the figure is ours."""
SCOPES: Mapping[Medium, str] = {"kakao_moment": "moment_management", "kakao_keyword": "keyword_management"}
"""What each medium needs. There is no right to read alone: both allow to change ads."""


@dataclass(frozen=True)
class Code:
    """An authorization code; of a business consent or of an ordinary Kakao Login."""

    redirect_uri: str
    scopes: Sequence[str]
    business: bool
    issued: datetime


class Consents:
    """Codes and tokens of the one registered app. What stands in `doors.kakao_tokens` is good; a token put there by
    hand is good for everything."""

    def __init__(self, doors: Doors, now: Callable[[], datetime]) -> None:
        self._doors, self._now = doors, now
        self._lock = threading.Lock()
        self._codes: dict[str, Code] = {}
        self._scopes: dict[str, Sequence[str]] = {}
        self._used: dict[str, datetime] = {}
        self._logins: set[str] = set()

    def consent(self, redirect_uri: str, scopes: Sequence[str], *, business: bool) -> str:
        """Note somebody's consent; returns its code."""
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._codes[code] = Code(redirect_uri, scopes, business, self._now())
        return code

    def redeem(self, code: str) -> Code | None:
        """What a code stands for; None for one that is unknown, used or too old. It is spent by this."""
        with self._lock:
            found = self._codes.pop(code, None)
            return found if found and self._now() < found.issued + CODE_LIFE else None

    def issue(self, code: Code) -> str:
        """A new token for a redeemed code."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            if not code.business:
                self._logins.add(token)
                return token
            self._scopes[token], self._used[token] = code.scopes, self._now()
            self._doors.kakao_tokens.add(token)
            return token

    def scopes(self, header: str | None) -> Sequence[str]:
        """What the token of an Authorization header may do. Raises Refusal 401."""
        kind, _, token = (header or "").partition(" ")
        with self._lock:
            if token in self._logins:
                raise login_token()
            idle = self._now() - self._used.get(token, self._now())
            if kind.lower() != "bearer" or token not in self._doors.kakao_tokens or idle > IDLE_LIFE:
                raise dead_token()
            self._used[token] = self._now()
            return self._scopes.get(token, tuple(SCOPES.values()))
