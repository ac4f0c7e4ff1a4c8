"""Kakao Moment's spelling (reference §5.2)."""

from collections.abc import Mapping
from typing import Any

from sheets_bridge.sandbox.kakao_ads.figures import conversions, nothing, percent
from sheets_bridge.sandbox.kakao_ads.sums import Sums
from sheets_bridge.sandbox.kakao_ads.wire import Dimension, Grain, Report, Wire

_KEYS = ("ad_account_id", "campaign_id", "ad_group_id", "creative_id")
_FOR_OTHER_ADS = ("MESSAGE", "MESSAGE_ADDITION", "MESSAGE_CLICK", "PLUS_FRIEND", "SLIDE_CLICK", "VIDEO", "ADVIEW")


def _basic(one: Sums) -> Mapping[str, Any]:
    return {
        "imp": one.impressions,
        "click": one.clicks,
        "ctr": percent(one.clicks, one.impressions),
        "cost": int(one.cost),
    }


def _pixel(one: Sums) -> Mapping[str, Any]:
    """Asked for alone it tells impressions and cost as 0 (seen live)."""
    return {**_basic(Sums()), **conversions(one)}


MOMENT = Wire(
    medium="kakao_moment",
    version="v4",
    own_code=-813,
    own_name="KakaoMomentException",
    groups="metricsGroup",
    groups_needed=False,
    metrics={
        "PIXEL_SDK_CONVERSION": _pixel,
        "BASIC": _basic,
        "ADDITION": lambda one: {"reach": one.impressions - one.impressions // 4},
        **dict.fromkeys((*_FOR_OTHER_ADS, "BIZ_BOARD", "SPB"), nothing),
    },
    levels={
        "AD_ACCOUNT": Grain(_KEYS[:1]),
        "CAMPAIGN": Grain(_KEYS[:2]),
        "AD_GROUP": Grain(_KEYS[:3]),
        "CREATIVE": Grain(_KEYS),
    },
    reports={
        "adAccounts": Report("AD_ACCOUNT", "adAccountId", 5, at=0),
        "campaigns": Report("CAMPAIGN", "campaignId", 5, at=1),
        "adGroups": Report("AD_GROUP", "adGroupId", 40, at=2, seconds=1.0),
        "creatives": Report("CREATIVE", "creativeId", 100, at=3),
    },
    # The names of the kinds are those of Moment's targeting; what the report calls them is not in the reference.
    dimensions={"DEVICE_TYPE": Dimension("device_type", pc=("PC",), mobile=("ANDROID", "IOS"))},
    units=("DAY",),
    frame={"code": 0, "message": "Success"},
)
