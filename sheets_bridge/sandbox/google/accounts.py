"""Who calls: bearer tokens, the service account they stand for, and the grant that gives out new ones."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from .refusal import unauthenticated
from .sheet import Json

LIFETIME = timedelta(hours=1)
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class Accounts:
    """The bearer tokens that are good now. Fixed ones never end; granted ones live an hour of the sandbox clock."""

    def __init__(self, now: Callable[[], datetime], token: str, email: str) -> None:
        self.email = email
        self._now = now
        self._fixed = {token: email}
        self._until: dict[str, datetime] = {}

    def grant(self, grant_type: str, assertion: str) -> tuple[Json, int]:
        """The answer of the token endpoint to a service account's signed assertion (the signature is not checked)."""
        if grant_type != GRANT:
            return {"error": "unsupported_grant_type", "error_description": f"Invalid grant_type: {grant_type}"}, 400
        if assertion.count(".") != 2:
            return {"error": "invalid_grant", "error_description": "Invalid JWT: not three parts."}, 400
        token = f"ya29.{secrets.token_urlsafe(32)}"
        self._until[token] = self._now() + LIFETIME
        return {"access_token": token, "expires_in": int(LIFETIME.total_seconds()), "token_type": "Bearer"}, 200

    def token_for(self, email: str) -> str:
        """A new token without an end for another account, such as a second program's or a person's."""
        token = secrets.token_urlsafe(24)
        self._fixed[token] = email
        return token

    def account(self, authorization: str) -> str:
        """The account of an `Authorization` header; refused with 401 where there is none or its token is not good."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise unauthenticated()
        if token.strip() in self._fixed:
            return self._fixed[token.strip()]
        ends = self._until.get(token.strip())
        if ends is None or ends <= self._now():
            raise unauthenticated()
        return self.email
