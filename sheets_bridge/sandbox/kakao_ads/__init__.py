"""The pretend Kakao: Moment and Keyword Ad, and the business consent that opens them."""

from collections.abc import Mapping

from flask import Blueprint

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.kakao_ads.consents import Consents
from sheets_bridge.sandbox.kakao_ads.kapi import create_kapi
from sheets_bridge.sandbox.kakao_ads.kauth import create_kauth
from sheets_bridge.sandbox.kakao_ads.keyword_wire import KEYWORD
from sheets_bridge.sandbox.kakao_ads.lists import KEYWORD_LISTS, MOMENT_LISTS
from sheets_bridge.sandbox.kakao_ads.moment_wire import MOMENT
from sheets_bridge.sandbox.kakao_ads.routes import create_ad_api


def create_kakao(market: AdMarket) -> Blueprint:
    """All of Kakao, each host at a path of its own: /kakao-moment, /kakao-keyword, /kakao-auth, /kakao-api."""
    consents, kakao = Consents(market.doors, market.now), Blueprint("kakao", __name__)
    hosts: Mapping[str, Blueprint] = {
        "/kakao-moment": create_ad_api(market, consents, MOMENT, MOMENT_LISTS),
        "/kakao-keyword": create_ad_api(market, consents, KEYWORD, KEYWORD_LISTS),
        "/kakao-auth": create_kauth(market, consents),
        "/kakao-api": create_kapi(market, consents),
    }
    for path, host in hosts.items():
        kakao.register_blueprint(host, url_prefix=path)
    return kakao
