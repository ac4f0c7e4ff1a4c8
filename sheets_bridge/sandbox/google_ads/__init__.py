"""The pretend Google Ads API: GAQL over the story's ads, with the tokens, rights and quotas around it."""

from sheets_bridge.sandbox.google_ads.routes import create_google_ads
from sheets_bridge.sandbox.google_ads.tokens import Tickets, create_google_oauth

__all__ = ["Tickets", "create_google_ads", "create_google_oauth"]
