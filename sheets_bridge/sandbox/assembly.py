"""Puts the pretend vendors and the controls together into one WSGI application."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import NotFound

from sheets_bridge.sandbox.ad_controls import create_ad_controls
from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.analytics import create_analytics
from sheets_bridge.sandbox.analytics.buckets import TokenBuckets
from sheets_bridge.sandbox.analytics.control import create_analytics_control
from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.cafe24.admin import create_admin
from sheets_bridge.sandbox.cafe24.app import App as RegisteredApp
from sheets_bridge.sandbox.cafe24.oauth import create_oauth
from sheets_bridge.sandbox.cafe24.refusal import not_found
from sheets_bridge.sandbox.calls import recorded
from sheets_bridge.sandbox.controls import Levers, create_controls
from sheets_bridge.sandbox.faults import faulty
from sheets_bridge.sandbox.google_ads import Tickets, create_google_ads, create_google_oauth
from sheets_bridge.sandbox.kakao_ads import create_kakao
from sheets_bridge.sandbox.limits import MallLimits
from sheets_bridge.sandbox.mall import Mall
from sheets_bridge.sandbox.mall_controls import create_mall_controls
from sheets_bridge.sandbox.meta_ads import create_meta_ads
from sheets_bridge.sandbox.naver_ads import create_naver_ads


@dataclass(frozen=True)
class Parts:
    """What the application is made of; `others` are blueprints that bring their own paths (Google, the page)."""

    mall: Mall
    registered: RegisteredApp
    levers: Levers
    others: Sequence[Blueprint] = ()
    market: AdMarket | None = None


def create_app(parts: Parts) -> Flask:
    """The whole sandbox; a vendor's call passes the list of calls first, the faults next."""
    app = Flask("sheets_bridge.sandbox", static_folder=None)
    address, levers = f"/cafe24/{parts.mall.name}/api/v2", parts.levers
    limits = MallLimits(levers.clock.seconds, levers.switch)
    app.register_blueprint(create_oauth(parts.mall, parts.registered), url_prefix=f"{address}/oauth")
    app.register_blueprint(create_admin(parts.mall, limits), url_prefix=f"{address}/admin")
    buckets = TokenBuckets(levers.clock.seconds, levers.switch)
    app.register_blueprint(create_analytics(parts.mall, buckets), url_prefix="/cafe24-analytics")
    app.register_blueprint(create_analytics_control(parts.mall), url_prefix="/sandbox")
    app.register_blueprint(create_controls(levers), url_prefix="/sandbox")
    app.register_blueprint(create_mall_controls(parts.mall), url_prefix="/sandbox")
    if parts.market:
        _mount_media(app, parts.market)
    for blueprint in parts.others:
        app.register_blueprint(blueprint)
    app.register_error_handler(NotFound, _nothing_here)
    app.wsgi_app = recorded(faulty(app.wsgi_app, levers.faults), levers.log, levers.clock.now)  # type: ignore[assignment,method-assign]
    return app


def _mount_media(app: Flask, market: AdMarket) -> None:
    """The pretend ad media, each at its path, and their controls."""
    app.register_blueprint(create_ad_controls(market), url_prefix="/sandbox")
    app.register_blueprint(create_naver_ads(market), url_prefix="/naver-ads")
    app.register_blueprint(create_meta_ads(market), url_prefix="/meta-ads")
    tickets = Tickets(market)
    app.register_blueprint(create_google_oauth(tickets), url_prefix="/google-oauth")
    app.register_blueprint(create_google_ads(market, tickets), url_prefix="/google-ads")
    app.register_blueprint(create_kakao(market))


def _nothing_here(missing: NotFound) -> Response:
    """Cafe24's 404 for its paths, another mall's included; elsewhere the plain one."""
    if request.path.startswith("/cafe24"):
        return json_answer(not_found().body(), 404)
    return Response(missing.description, status=404, mimetype="text/plain")
