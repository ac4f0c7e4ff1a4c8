"""All that the control `truth` can tell: our first tables, the ads, any other kind of fact, every personal value."""

from datetime import datetime
from typing import Any

from sheets_bridge.sandbox.ad_market import AdMarket
from sheets_bridge.sandbox.ads_truth import TABLES as AD_TABLES
from sheets_bridge.sandbox.ads_truth import ads_truth
from sheets_bridge.sandbox.facts_truth import KINDS, facts
from sheets_bridge.sandbox.personal import personal
from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.truth import truth


def told(story: Story, mall: str, name: str, now: datetime, market: AdMarket | None = None) -> dict[str, Any]:
    """Return what `name` stands for at `now`. Raises KeyError for a name that stands for nothing."""
    if name == "personal":
        return personal(story, now)
    if market and name in AD_TABLES:
        return ads_truth(market, story.first_day, name)
    return facts(story, mall, name, now) if name in KINDS else truth(story, mall, name, now)
