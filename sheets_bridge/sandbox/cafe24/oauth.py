"""Cafe24's login server: /api/v2/oauth/authorize, token, revoke and token/scopes of one mall."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.cafe24 import consent
from sheets_bridge.sandbox.cafe24.app import App
from sheets_bridge.sandbox.cafe24.bearer import bearer
from sheets_bridge.sandbox.cafe24.grants import Denied, Pair
from sheets_bridge.sandbox.cafe24.refusal import Refusal
from sheets_bridge.sandbox.mall import Mall

_ASKED = ("response_type", "client_id", "redirect_uri", "scope", "state")


def create_oauth(mall: Mall, app: App) -> Blueprint:
    """The login routes, to be mounted at /cafe24/<mall>/api/v2/oauth."""
    oauth = Blueprint("cafe24_oauth", __name__)

    @oauth.get("/authorize")
    def authorize() -> AnyResponse:
        return _authorize(mall, app)

    @oauth.post("/authorize")
    def decide() -> AnyResponse:
        return _decide(mall, app)

    @oauth.post("/token")
    def token() -> Response:
        return _token(mall, app)

    @oauth.post("/revoke")
    def revoke() -> Response:
        return _revoke(mall, app)

    @oauth.get("/token/scopes")
    def scopes() -> Response:
        try:
            return json_answer({"scopes": list(bearer(mall.grants, request.headers.get("Authorization")))})
        except Refusal as refusal:
            return json_answer(refusal.body(), refusal.status)

    return oauth


def _authorize(mall: Mall, app: App) -> AnyResponse:
    asked = _asked()
    if wrong := _unsafe_to_redirect(app, asked):
        return _page(consent.refusal("앱을 연결할 수 없습니다", wrong), 400)
    if error := _bad_request(mall, app, asked):
        return _back(app, asked, error)
    return _page(consent.form(mall.name, request.path, asked))


def _decide(mall: Mall, app: App) -> AnyResponse:
    asked = _asked()
    if wrong := _unsafe_to_redirect(app, asked):
        return _page(consent.refusal("앱을 연결할 수 없습니다", wrong), 400)
    if error := _bad_request(mall, app, asked):
        return _back(app, asked, error)
    if request.values.get("decision") == "refuse":
        return _back(app, asked, {"error": "access_denied", "error_description": "The operator refused."})
    operator = request.form.get("operator", "main")
    if operator != "main":
        return _page(_only_the_main_operator(operator), 403)
    return _back(app, asked, {"code": mall.grants.consent(app.redirect_uri, tuple(asked["scope"].split(",")))})


def _asked() -> dict[str, str]:
    return {name: request.values[name] for name in _ASKED if name in request.values}


def _unsafe_to_redirect(app: App, asked: Mapping[str, str]) -> str:
    """Why the browser must not be sent anywhere with this request; empty when it may."""
    if asked.get("client_id") != app.client_id:
        return "Invalid client_id: 개발자센터에 등록되지 않은 앱입니다."
    if asked.get("redirect_uri") != app.redirect_uri:
        return "invalid_request: redirect_uri가 개발자센터에 등록된 값과 다릅니다."
    return ""


def _bad_request(mall: Mall, app: App, asked: Mapping[str, str]) -> dict[str, str]:
    if asked.get("response_type") != "code":
        return {"error": "invalid_request", "error_description": "response_type must be code."}
    if not asked.get("state"):
        return {"error": "invalid_request", "error_description": "state is missing."}
    # Scopes are joined by commas; joined by blanks they fail although each one is right (reference 1.1).
    if not set(asked.get("scope", "").split(",")) <= app.scopes | mall.standing.scopes:
        return {"error": "invalid_scope", "error_description": "The requested scope is invalid."}
    return {}


def _only_the_main_operator(operator: str) -> str:
    who = consent.OPERATORS.get(operator, operator)
    text = f"{who} 계정으로는 앱을 연결할 수 없습니다. 대표운영자 아이디로 로그인한 뒤 다시 시도해 주세요."
    return consent.refusal("대표운영자만 연결할 수 있습니다", text)


def _back(app: App, asked: Mapping[str, str], news: Mapping[str, str]) -> AnyResponse:
    state = {"state": asked["state"]} if "state" in asked else {}
    joint = "&" if "?" in app.redirect_uri else "?"
    return redirect(f"{app.redirect_uri}{joint}{urlencode({**news, **state})}", 302)


def _page(html: str, status: int = 200) -> Response:
    return Response(html, status=status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _token(mall: Mall, app: App) -> Response:
    try:
        _check_client(app)
        return json_answer(_pair_body(mall, app, _grant(mall)), headers={"Cache-Control": "no-store"})
    except Denied as denied:
        return json_answer({"error": denied.error, "error_description": denied.description}, denied.status)


def _revoke(mall: Mall, app: App) -> Response:
    """200 with an empty body (reference 1.5); the field beside the token is `token_hint`."""
    try:
        _check_client(app)
        if request.form.get("token_hint") not in ("access_token", "refresh_token", "id_token"):
            raise Denied("invalid_request", "token_hint must be access_token, refresh_token or id_token.")
        if not request.form.get("token"):
            raise Denied("invalid_request", "token is missing.")
    except Denied as denied:
        return json_answer({"error": denied.error, "error_description": denied.description}, denied.status)
    mall.grants.revoke(request.form["token"])
    return Response(status=200)


def _check_client(app: App) -> None:
    """Basic auth with the app's id and secret. Raises Denied."""
    given = request.authorization
    if given is None or given.type != "basic":
        raise Denied("invalid_client", "Basic authorization is missing.", 401)
    if given.username != app.client_id:
        raise Denied("invalid_client", "Invalid client_id", 401)
    if not secrets.compare_digest((given.password or "").encode(), app.client_secret.encode()):
        raise Denied("invalid_client", "Invalid client_secret", 401)


def _grant(mall: Mall) -> Pair:
    """The pair for this form. Raises Denied."""
    kind = request.form.get("grant_type")
    if kind == "authorization_code":
        return mall.grants.redeem(request.form.get("code", ""), request.form.get("redirect_uri", ""))
    if kind == "refresh_token":
        return mall.grants.refresh(request.form.get("refresh_token", ""))
    raise Denied("unsupported_grant_type", "grant_type must be authorization_code or refresh_token.")


def _pair_body(mall: Mall, app: App, pair: Pair) -> dict[str, Any]:
    return {
        "access_token": pair.access,
        "expires_at": _zoneless(pair.access_ends),
        "refresh_token": pair.refresh,
        "refresh_token_expires_at": _zoneless(pair.refresh_ends),
        "client_id": app.client_id,
        "mall_id": mall.name,
        "user_id": mall.name,
        "scopes": list(pair.scopes),
        "issued_at": _zoneless(pair.issued),
        "shop_no": "1",  # a string here, an integer in every resource (reference 1.3)
        "token_type": "Bearer",
    }


def _zoneless(moment: datetime) -> str:
    """Korean time with milliseconds and without a zone, as the token endpoint writes it."""
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds")
