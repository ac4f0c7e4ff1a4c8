"""The token endpoint of the pretend Google Ads: access tokens for a refresh token, or for a service account's word."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from flask import Blueprint, Response, request

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.answer import json_answer

SCOPE = "https://www.googleapis.com/auth/adwords"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME = timedelta(hours=1)
OWNER = "owner@example.com"


class Denied(Exception):
    """No token is given; the texts are OAuth's."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error, self.description, self.status = error, description, status


@dataclass(frozen=True)
class Ticket:
    """An access token: whose it is, what for, until when."""

    email: str
    scopes: tuple[str, ...]
    ends: datetime


class Tickets:
    """The access tokens given so far."""

    def __init__(self, market: AdMarket) -> None:
        self._market = market
        self._given: dict[str, Ticket] = {}

    def find(self, token: str) -> Ticket | None:
        """The ticket of a token; None for one nobody gave out."""
        return self._given.get(token)

    def give(self, form: Mapping[str, str]) -> dict[str, Any]:
        """The answer to a form of the token endpoint. Raises Denied."""
        grant = _GRANTS.get(form.get("grant_type", ""))
        if grant is None:
            raise Denied("unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type', '')}")
        email, scopes = grant(self._market, form)
        if "google_ads" in self._market.doors.closed:
            raise Denied("invalid_grant", "Token has been expired or revoked.")
        token = f"ya29.{secrets.token_urlsafe(40)}"
        self._given[token] = Ticket(email, scopes, self._market.now() + LIFETIME)
        seconds = int(LIFETIME.total_seconds()) - 1
        return {"access_token": token, "expires_in": seconds, "scope": " ".join(scopes), "token_type": "Bearer"}


def create_google_oauth(tickets: Tickets) -> Blueprint:
    """The token endpoint, to be mounted at /google-oauth."""
    oauth = Blueprint("google_ads_oauth", __name__)

    @oauth.post("/token")
    def token() -> Response:
        try:
            return json_answer(tickets.give(request.form))
        except Denied as denied:
            return json_answer({"error": denied.error, "error_description": denied.description}, denied.status)

    return oauth


def _by_refresh_token(market: AdMarket, form: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    doors = market.doors
    given = (form.get("client_id", ""), form.get("client_secret", ""))
    if not _same(given[0], doors.google_client_id):
        raise Denied("invalid_client", "The OAuth client was not found.", 401)
    if not _same(given[1], doors.google_client_secret):
        raise Denied("invalid_client", "The provided client secret is invalid.", 401)
    if not _same(form.get("refresh_token", ""), doors.google_refresh_token):
        raise Denied("invalid_grant", "Bad Request")
    return OWNER, (SCOPE,)


def _by_assertion(market: AdMarket, form: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A service account signs who it is. Its times are not looked at: they are the real world's, not the sandbox's."""
    assertion = form.get("assertion", "")
    claims = _claims(assertion)
    email = str(claims.get("iss", ""))
    known = market.doors.google.service_accounts
    if email not in known:
        raise Denied("invalid_grant", "Invalid grant: account not found")
    if known[email] and not _signed(assertion, known[email]):
        raise Denied("invalid_grant", "Invalid JWT Signature.")
    scopes = str(claims.get("scope", "")).split()
    if not scopes:
        raise Denied("invalid_scope", "Empty or missing scope not allowed.")
    return email, tuple(scopes)


def _claims(assertion: str) -> dict[str, Any]:
    """What the middle part of an assertion says. Raises Denied for what is no assertion."""
    parts = assertion.split(".")
    try:
        if len(parts) == 3 and isinstance(claims := orjson.loads(_bytes(parts[1])), dict):
            return claims
    except ValueError:
        pass  # said below, as for any other text that is none
    raise Denied("invalid_grant", "Invalid JWT: Token must be three parts of base64url and hold JSON.")


def _signed(assertion: str, pem: str) -> bool:
    key = load_pem_public_key(pem.encode())
    if not isinstance(key, RSAPublicKey):
        raise AssertionError("a service account has an RSA key")
    text, _, signature = assertion.rpartition(".")
    try:
        key.verify(_bytes(signature), text.encode(), PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def _bytes(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _same(given: str, right: str) -> bool:
    return secrets.compare_digest(given.encode(), right.encode())


_GRANTS = {"refresh_token": _by_refresh_token, JWT_BEARER: _by_assertion}
