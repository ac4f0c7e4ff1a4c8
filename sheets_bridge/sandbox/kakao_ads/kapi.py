"""kapi.kakao.com: what a business token is good for."""

from collections.abc import Collection

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.kakao_ads.consents import SCOPES, Consents
from sheets_bridge.sandbox.kakao_ads.refusal import Refusal, dead_token

_APP_ID = 990001


def create_kapi(market: AdMarket, consents: Consents) -> Blueprint:
    """The route of /v1/business/tokeninfo, to be mounted at /kakao-api."""
    kapi = Blueprint("kakao_api", __name__)

    @kapi.get("/v1/business/tokeninfo")
    def tokeninfo() -> Response:
        try:
            scopes = consents.scopes(request.headers.get("Authorization"))
            open_to = [scope for scope in scopes if scope not in _closed(market)]
            if not open_to:
                raise dead_token()
        except Refusal as no:
            return json_answer(no.body(), no.status)
        return json_answer({"app_id": _APP_ID, "scopes": open_to})

    return kapi


def _closed(market: AdMarket) -> Collection[str]:
    return {SCOPES[medium] for medium in market.doors.closed if medium in SCOPES}
