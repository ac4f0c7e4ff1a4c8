"""Kakao Keyword Ad's spelling (reference §6)."""

from collections.abc import Mapping
from typing import Any

from sheets_bridge.sandbox.kakao_ads.figures import conversions, nothing, percent
from sheets_bridge.sandbox.kakao_ads.sums import Sums
from sheets_bridge.sandbox.kakao_ads.wire import Dimension, Grain, Report, Wire, keyword_id


def _basic(one: Sums) -> Mapping[str, Any]:
    return {
        "imp": one.impressions,
        "click": one.clicks,
        "spending": int(one.cost),
        "ctr": percent(one.clicks, one.impressions),
        "ppc": int(one.cost / one.clicks) if one.clicks else 0,
        "rimp": one.impressions,
        "rank": 1.8 if one.impressions else 0,
    }


def _of_campaigns(level: str, *, needed: bool = True) -> Report:
    """A report on all that stands below some campaigns; how many of them is not in the reference."""
    return Report(level, "campaignId", 5, at=1, needed=needed)


KEYWORD = Wire(
    medium="kakao_keyword",
    version="v1",
    own_code=-820,
    own_name="KakaoKeywordAdException",
    groups="metricsGroups",
    groups_needed=True,
    metrics={"BASIC": _basic, "ADDITION": nothing, "PIXEL_SDK_CONVERSION": conversions},
    levels={
        "AD_ACCOUNT": Grain(("adAccountId",)),
        "CAMPAIGN": Grain(("adAccountId", "campaignId")),
        "AD_GROUP": Grain(("", "campaignId", "adGroupId")),
        "KEYWORD": Grain(("", "campaignId", "adGroupId", "keywordId"), keyword_id),
        "CREATIVE": Grain(("", "campaignId", "adGroupId", "creativeId")),
    },
    reports={
        "adAccounts": Report("AD_ACCOUNT"),
        "campaigns": _of_campaigns("CAMPAIGN", needed=False),
        "adGroups": Report("AD_GROUP", "campaignId", 5, at=1, seconds=1.0),
        "keywords": _of_campaigns("KEYWORD"),
        "creatives": _of_campaigns("CREATIVE"),
    },
    dimensions={"DEVICE": Dimension("device", pc=("PC",), mobile=("MOBILE",))},
    units=("NONE", "DAY"),
)
