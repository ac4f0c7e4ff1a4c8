"""Google Ads' records into our rows."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sheets_bridge import ads, values
from sheets_bridge.ads import media
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Record, Row
from sheets_bridge.normalizing import Field
from sheets_bridge.source import Normalize
from sheets_bridge.tables import AD_KEYWORD_STATS, AD_STATS

RESTATED_DAYS = 30
"""A conversion is dated by its click and counts, unless its action says otherwise (1 to 90), up to 30 days after it
(reference: ad-media §4.3)."""

MEDIUM = ads.Medium(
    "구글",
    restated=RESTATED_DAYS + 1,  # of the day 30 days ago a conversion may still come today
    conversion_date_basis=ads.CLICK_DAY,
    attribution_window="클릭 후 30일(기본)",
    # Uncertain in the reference (§4.2, §13.4): believed, not seen. `cost_micros` is what the clicks cost, told alike in
    # every country whatever its tax, and Korean VAT is a line of its own on Google's bill: so 별도.
    vat_included=False,
)

_MICROS = 1_000_000
_PRODUCTS = {
    "SEARCH": "검색",
    "PERFORMANCE_MAX": "실적최대화",
    "DISPLAY": "디스플레이",
    "VIDEO": "동영상",
    "SHOPPING": "쇼핑",
    "DEMAND_GEN": "디맨드젠",
    "DISCOVERY": "디맨드젠",  # what it was called until 2023
    "MULTI_CHANNEL": "앱",
    "SMART": "스마트",
    "LOCAL": "지역",
    "LOCAL_SERVICES": "지역 서비스",
    "HOTEL": "호텔",
    "TRAVEL": "여행",
}
_OTHER = "기타"
_UNTOLD = "UNKNOWN"
_DEVICES = {
    "DESKTOP": media.PC,
    "MOBILE": media.MOBILE,
    "TABLET": media.TABLET,
    "CONNECTED_TV": media.TV,
    "OTHER": _OTHER,
    _UNTOLD: media.UNKNOWN,
}
_AD_KINDS = {
    "RESPONSIVE_SEARCH_AD": "반응형 검색광고",
    "RESPONSIVE_DISPLAY_AD": "반응형 디스플레이 광고",
    "EXPANDED_TEXT_AD": "확장 텍스트 광고",
    "EXPANDED_DYNAMIC_SEARCH_AD": "동적 검색광고",
    "SHOPPING_PRODUCT_AD": "쇼핑 상품광고",
    "VIDEO_RESPONSIVE_AD": "반응형 동영상 광고",
    "DEMAND_GEN_MULTI_ASSET_AD": "디맨드젠 광고",
    "IMAGE_AD": "이미지 광고",
    "APP_AD": "앱 광고",
}


def _micros(raw: Any) -> float | None:
    """Millionths of the account's currency, in digits: "41280000000" is 41,280 won."""
    amount = values.money(raw)
    return None if amount is None else amount / _MICROS


def _product(campaign: Mapping[str, Any]) -> str:
    kind = values.text(campaign.get("advertisingChannelType"))
    return _PRODUCTS.get(kind, kind) if kind else _OTHER


def _device(raw: Any) -> str:
    """A device we do not know keeps its own name, or two of them would share a row."""
    told = values.text(raw) or _UNTOLD
    return _DEVICES.get(told, told)


def _ad_name(ad: Mapping[str, Any]) -> str | None:
    """Responsive ads, most by now, have no name of their own: what kind they are says more than nothing."""
    kind = values.text(ad.get("type"))
    return values.text(ad.get("name")) or (_AD_KINDS.get(kind, kind) if kind else None)


def _always(word: str) -> Callable[[Any], str]:
    return lambda _raw: word


_COMMON: Mapping[str, Field] = {
    "date": (values.day, "segments.date"),
    "ad_product": (_product, "campaign"),
    "campaign_id": (values.required, "campaign.id"),
    "campaign_name": (values.text, "campaign.name"),
    "campaign_type": (values.text, "campaign.advertisingChannelType"),
    "device": (_device, "segments.device"),
    "impressions": (values.integer, "metrics.impressions"),
    "clicks": (values.integer, "metrics.clicks"),
    "cost": (_micros, "metrics.costMicros"),
    "currency": (values.text, "customer.currencyCode"),
    "conversions": (values.money, "metrics.conversions"),
    "conversion_value": (values.money, "metrics.conversionsValue"),
}
_GROUP: Mapping[str, Field] = {
    "adgroup_id": (values.required, "adGroup.id"),
    "adgroup_name": (values.text, "adGroup.name"),
}
_OF_AD: Mapping[str, Field] = {
    **_COMMON,
    **_GROUP,
    "level": (_always(media.AD), "adGroupAd"),
    "ad_id": (values.required, "adGroupAd.ad.id"),
    "ad_name": (_ad_name, "adGroupAd.ad"),
}
_OF_CAMPAIGN: Mapping[str, Field] = {
    **_COMMON,
    "level": (_always(media.CAMPAIGN), "campaign"),
    "adgroup_id": (_always(ads.BLANK), "adGroup"),
    "ad_id": (_always(ads.BLANK), "adGroupAd"),
}
_OF_KEYWORD: Mapping[str, Field] = {
    **_COMMON,
    **_GROUP,
    "keyword_id": (values.required, "adGroupCriterion.criterionId"),
    "keyword": (values.text, "adGroupCriterion.keyword.text"),
    "match_type": (values.text, "adGroupCriterion.keyword.matchType"),
}


def of_ads(pull: Pull, _masks: Masks, now: datetime) -> Normalize:
    """Records of ads, and what campaigns have beside them, into rows of `ad_stats`."""
    of_ad, of_campaign = (ads.normalizer(AD_STATS, MEDIUM, pull, now, fields) for fields in (_OF_AD, _OF_CAMPAIGN))

    def rows(record: Record) -> Mapping[str, list[Row]]:
        return {AD_STATS.id: [of_ad(record) if record.get("adGroupAd") else of_campaign(record)]}

    return rows


def of_keywords(pull: Pull, _masks: Masks, now: datetime) -> Normalize:
    """Records of keywords into rows of `ad_keyword_stats`."""
    row = ads.normalizer(AD_KEYWORD_STATS, MEDIUM, pull, now, _OF_KEYWORD)
    return lambda record: {AD_KEYWORD_STATS.id: [row(record)]}
