"""The pretend Meta Marketing API: insights of the story's ads, with the tokens, pages and limits around them."""

from sheets_bridge.sandbox.meta_ads.routes import create_meta_ads

__all__ = ["create_meta_ads"]
