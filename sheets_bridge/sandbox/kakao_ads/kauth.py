"""kauth.kakao.com: the consent page of a business consent and of a plain login, and the tokens for their codes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.kakao_ads import kauth_page
from sheets_bridge.sandbox.kakao_ads.consents import SCOPES, Code, Consents

_ASKED = ("response_type", "client_id", "redirect_uri", "scope", "resource_ids", "state")


@dataclass(frozen=True)
class _Kauth:
    market: AdMarket
    consents: Consents
    business: bool


class _Denied(Exception):
    """The login server says no. Its codes are Kakao's (KOE…), its words those of OAuth."""

    def __init__(self, code: str, error: str, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.code, self.error, self.text, self.status = code, error, text, status


def create_kauth(market: AdMarket, consents: Consents) -> Blueprint:
    """The login routes, to be mounted at /kakao-auth."""
    kauth = Blueprint("kakao_auth", __name__)
    for path, business in (("/oauth/business", True), ("/oauth", False)):
        _add(kauth, path, _Kauth(market, consents, business))

    @kauth.errorhandler(_Denied)
    def denied(no: _Denied) -> Response:
        return json_answer(
            {"error": no.error, "error_description": no.text, "error_code": no.code},
            no.status,
            {"Cache-Control": "no-store"},
        )

    return kauth


def _add(kauth: Blueprint, path: str, rooms: _Kauth) -> None:
    name = "business" if rooms.business else "login"

    @kauth.get(f"{path}/authorize", endpoint=f"{name}_authorize")
    def authorize() -> AnyResponse:
        return _authorize(rooms)

    @kauth.post(f"{path}/authorize", endpoint=f"{name}_decide")
    def decide() -> AnyResponse:
        return _decide(rooms)

    @kauth.post(f"{path}/token", endpoint=f"{name}_token")
    def token() -> Response:
        return json_answer(_token(rooms), headers={"Cache-Control": "no-store"})


def _authorize(rooms: _Kauth) -> AnyResponse:
    asked = _asked()
    code = _wrong(rooms, asked)
    if code:
        return _page(kauth_page.refusal(code), 400)
    return _page(kauth_page.form(request.path, asked))


def _decide(rooms: _Kauth) -> AnyResponse:
    asked = _asked()
    code = _wrong(rooms, asked)
    if code:
        return _page(kauth_page.refusal(code), 400)
    if request.values.get("decision") == "refuse":
        return _back(asked, {"error": "access_denied", "error_description": "User denied access"})
    if rooms.business and request.form.get("person", "member") != "member":
        return _page(kauth_page.refusal("KOE027"), 403)
    scopes = asked.get("scope", "").split(",")
    return _back(asked, {"code": rooms.consents.consent(asked["redirect_uri"], scopes, business=rooms.business)})


def _asked() -> dict[str, str]:
    return {name: request.values[name] for name in _ASKED if name in request.values}


def _wrong(rooms: _Kauth, asked: Mapping[str, str]) -> str:
    """The code of what is wrong with the request, which Kakao tells on a page of its own; empty where nothing is."""
    doors = rooms.market.doors
    if asked.get("client_id") != doors.kakao_rest_key:
        return "KOE101"
    if asked.get("redirect_uri") != doors.kakao_redirect_uri:
        return "KOE028" if rooms.business else "KOE006"
    if asked.get("response_type") != "code":
        return "KOE201"
    may_ask = {scope for medium, scope in SCOPES.items() if medium not in doors.kakao_unapproved}
    return "KOE232" if rooms.business and not set(asked.get("scope", "").split(",")) <= may_ask else ""


def _back(asked: Mapping[str, str], news: Mapping[str, str]) -> AnyResponse:
    state = {"state": asked["state"]} if "state" in asked else {}
    address = asked["redirect_uri"]
    return redirect(f"{address}{'&' if '?' in address else '?'}{urlencode({**news, **state})}", 302)


def _page(html: str, status: int = 200) -> Response:
    return Response(html, status=status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _token(rooms: _Kauth) -> dict[str, Any]:
    """Raises _Denied."""
    _check_client(rooms)
    _check_grant()
    code = rooms.consents.redeem(request.form.get("code", ""))
    if code is None or code.business != rooms.business:
        raise _Denied("KOE320", "invalid_grant", "authorization code not found")
    if code.redirect_uri != request.form.get("redirect_uri"):
        raise _Denied("KOE303", "invalid_grant", "Redirect URI mismatch.")
    return _token_body(rooms, code)


def _check_client(rooms: _Kauth) -> None:
    doors, form = rooms.market.doors, request.form
    if form.get("client_id") != doors.kakao_rest_key:
        raise _Denied("KOE101", "invalid_client", "Not exist client_id", 401)
    if not secrets.compare_digest(form.get("client_secret", "").encode(), doors.kakao_client_secret.encode()):
        raise _Denied("KOE010", "invalid_client", "Bad client credentials", 401)


def _check_grant() -> None:
    kind = request.form.get("grant_type")
    if kind == "refresh_token":
        raise _Denied("KOE322", "invalid_grant", "refresh token not found")
    if kind != "authorization_code":
        raise _Denied("KOE001", "invalid_request", "grant_type must be authorization_code")


def _token_body(rooms: _Kauth, code: Code) -> dict[str, Any]:
    """A business token comes alone: no refresh token, no end (reference §5.1)."""
    token = {"access_token": rooms.consents.issue(code), "token_type": "bearer"}
    if rooms.business:
        return {**token, "scope": " ".join(code.scopes)}
    lives = {"expires_in": 21599, "refresh_token_expires_in": 5183999}
    return {**token, "refresh_token": secrets.token_urlsafe(32), **lives}
