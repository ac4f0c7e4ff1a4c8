"""Who calls the pretend Graph API: tokens, their ends, the proof of the app's secret, a new token for a living one."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.meta_ads.refusal import (
    GraphError,
    bad_proof,
    bad_token,
    expired_token,
    invalid,
    no_proof,
    no_token,
)

LONG_LIFE = timedelta(days=60)
_DATA_ACCESS = timedelta(days=90)
_EXCHANGE = "fb_exchange_token"
USER_ID = "100200300400500"


def proof(secret: str, token: str) -> str:
    """The appsecret_proof of a token: hex HMAC-SHA256 with the app's secret as the key."""
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def check(market: AdMarket, token: str, given_proof: str | None) -> None:
    """Let a call in. Raises GraphError: no token, an unknown or ended one, a wrong or missing proof."""
    if not token:
        raise no_token()
    _living(market, token)
    if given_proof is None and market.doors.meta.proof_required:
        raise no_proof()
    if given_proof is not None and not _same(given_proof, proof(market.doors.meta_app_secret, token)):
        raise bad_proof()


def told(market: AdMarket, asked: Mapping[str, str], caller: str) -> dict[str, Any]:
    """What /debug_token says of `input_token`; asked with the app's own token or a living one. Raises GraphError."""
    if not _same(caller, f"{market.doors.meta.app_id}|{market.doors.meta_app_secret}"):
        check(market, caller, asked.get("appsecret_proof"))
    token = asked.get("input_token", "")
    try:
        ends = _living(market, token)
    except GraphError as refused:
        wrong = {"code": refused.code, "message": refused.message, "subcode": refused.sub}
        return {"data": {"error": wrong, "is_valid": False, "scopes": []}}
    return {"data": _life(market, ends)}


def exchanged(market: AdMarket, asked: Mapping[str, str]) -> dict[str, Any]:
    """A token of sixty days for a living one. Raises GraphError for another grant, another app, an ended token."""
    doors = market.doors
    if asked.get("grant_type") != _EXCHANGE:
        raise invalid("Unsupported grant type")
    if asked.get("client_id") != doors.meta.app_id:
        text = "Error validating application. Cannot get application info due to a system error."
        raise GraphError(400, 101, text)
    if not _same(asked.get("client_secret", ""), doors.meta_app_secret):
        raise GraphError(400, 1, "Error validating client secret.")
    _living(market, asked.get(_EXCHANGE, ""))
    fresh = f"EAAG{secrets.token_urlsafe(48)}"
    doors.meta.exchanged[fresh] = market.now() + LONG_LIFE
    return {"access_token": fresh, "token_type": "bearer", "expires_in": int(LONG_LIFE.total_seconds())}


def _living(market: AdMarket, token: str) -> datetime | None:
    """When a token ends; None for never. Raises GraphError where it is unknown or over."""
    doors = market.doors
    if _same(token, doors.meta_token):
        ends = doors.meta_token_ends
    elif token in doors.meta.exchanged:
        ends = doors.meta.exchanged[token]
    else:
        raise bad_token()
    now = market.now()
    if "meta_ads" in doors.closed or (ends and ends <= now):
        over = min(ends, now) if ends else now
        raise expired_token(f"{over:%A, %d-%b-%y %H:%M:%S}")
    return ends


def _life(market: AdMarket, ends: datetime | None) -> dict[str, Any]:
    """A system user's token never ends, its right to data neither; both are 0 then."""
    begun = ends - LONG_LIFE if ends else market.now() - _DATA_ACCESS
    return {
        "app_id": market.doors.meta.app_id,
        "type": "USER" if ends else "SYSTEM_USER",
        "application": "sheets_bridge",
        "data_access_expires_at": int((begun + _DATA_ACCESS).timestamp()) if ends else 0,
        "expires_at": int(ends.timestamp()) if ends else 0,
        "is_valid": True,
        "issued_at": int(begun.timestamp()),
        "scopes": sorted(market.doors.meta.scopes),
        "user_id": USER_ID,
    }


def _same(given: str, right: str) -> bool:
    return secrets.compare_digest(given.encode(), right.encode())
