"""The pretend Naver Search Ads API."""

from sheets_bridge.sandbox.naver_ads.routes import create_naver_ads

__all__ = ["create_naver_ads"]
