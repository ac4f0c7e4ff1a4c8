"""The paths of the pretend Naver Search Ads API."""

from flask import Blueprint

from sheets_bridge.sandbox.ad_market import AdMarket


def create_naver_ads(market: AdMarket) -> Blueprint:
    """The routes, to be mounted at /naver-ads."""
    naver = Blueprint("naver_ads", __name__)
    del market
    return naver
