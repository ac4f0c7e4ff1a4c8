"""What Insights tells of ads, as rows: devices in our words, one kind of purchase, parts of a row in sum."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sheets_bridge import ads, values
from sheets_bridge.ads.media import AD, ANY_DEVICE, MOBILE, PC, TABLET, TV
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Record, Row, Table
from sheets_bridge.source import Normalize
from sheets_bridge.tables import AD_STATS

# Purchases on Meta stand on the day of the sight, those in the mall on their own day (reference §3.4).
# VAT: Meta is believed to bill Korean VAT outside `spend`, and nobody confirmed it (reference §13.5). 미확인 counts as
# 별도 where costs are told without VAT, which is the default, and `vat:` of the account puts it right, as it could not
# a firm 별도.
MEDIUM = ads.Medium("메타", restated=28, conversion_date_basis=ads.MIXED, vat_included=None)

BREAKDOWN = "impression_device"
"""The one that tells tablets from telephones; `device_platform` tells apps from browsers instead."""
_DEVICES: Mapping[str, str] = {
    "desktop": PC,
    "iphone": MOBILE,
    "ipod": MOBILE,
    "android_smartphone": MOBILE,
    "mobile_app": MOBILE,
    "mobile_web": MOBILE,
    "ipad": TABLET,
    "android_tablet": TABLET,
    "connected_tv": TV,
    "other": ads.UNKNOWN,
    "unknown": ads.UNKNOWN,
}

_SALES, _TRAFFIC, _KNOWN, _ENGAGED, _LEADS, _APPS = (
    "전환(매출)",
    "트래픽",
    "인지도",
    "참여",
    "잠재 고객",
    "앱 홍보",
)
_PRODUCTS: Mapping[str, str] = {
    "OUTCOME_SALES": _SALES,
    "OUTCOME_TRAFFIC": _TRAFFIC,
    "OUTCOME_AWARENESS": _KNOWN,
    "OUTCOME_ENGAGEMENT": _ENGAGED,
    "OUTCOME_LEADS": _LEADS,
    "OUTCOME_APP_PROMOTION": _APPS,
    # What campaigns of before 2022 still say.
    "CONVERSIONS": _SALES,
    "PRODUCT_CATALOG_SALES": "카탈로그 판매",
    "STORE_VISITS": "매장 방문",
    "LINK_CLICKS": _TRAFFIC,
    "REACH": _KNOWN,
    "BRAND_AWARENESS": _KNOWN,
    "VIDEO_VIEWS": "동영상 조회",
    "POST_ENGAGEMENT": _ENGAGED,
    "PAGE_LIKES": _ENGAGED,
    "EVENT_RESPONSES": _ENGAGED,
    "MESSAGES": "메시지",
    "LEAD_GENERATION": _LEADS,
    "APP_INSTALLS": _APPS,
}
"""The product, by the objective of the campaign; another stands as Meta spells it."""

PURCHASES = ("omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase")
"""Types under which one and the same purchase stands: the first that is there counts, they are never added up."""

FIELDS = (
    *("account_id", "account_currency", "campaign_id", "campaign_name", "objective", "adset_id", "adset_name"),
    *("ad_id", "ad_name", "impressions", "inline_link_clicks", "spend", "actions", "action_values"),
    "attribution_setting",
)
"""What is asked for. Of clicks those that lead somewhere (`inline_link_clicks`): `clicks` counts hearts and "more"."""


def device(raw: Any) -> str:
    """A device in our words; one that Meta adds to its own stands as Meta spells it."""
    return _DEVICES.get(raw, raw) if raw else ANY_DEVICE


def _product(raw: Any) -> str:
    told = values.text(raw)
    return _PRODUCTS.get(told, told) if told else ads.UNKNOWN


_READ = {
    "date": (values.day, "date_start"),
    "ad_product": (_product, "objective"),
    "level": (lambda _: AD, "ad_id"),
    "campaign_id": (values.required, "campaign_id"),
    "campaign_name": (values.text, "campaign_name"),
    "campaign_type": (values.text, "objective"),
    "adgroup_id": (values.required, "adset_id"),
    "adgroup_name": (values.text, "adset_name"),
    "ad_id": (values.required, "ad_id"),
    "ad_name": (values.text, "ad_name"),
    "device": (device, BREAKDOWN),
    "impressions": (values.integer, "impressions"),
    "clicks": (values.integer, "inline_link_clicks"),
    "cost": (values.money, "spend"),
    "currency": (values.text, "account_currency"),
    "conversions": (values.money, "purchases"),
    "conversion_value": (values.money, "worth"),
    "conversion_kind": (values.text, "kind"),
    "attribution_window": (values.text, "attribution_setting"),
}
_SUMS = ("impressions", "clicks", "cost", "conversions", "conversion_value")
_EXACT = 6
"""Decimals of a sum: far more than any currency has, far fewer than a double's noise."""


def lean(record: Record) -> Record:
    """A record with its purchases in place of its forty kinds of actions."""
    counts, worths = _by_type(record.get("actions")), _by_type(record.get("action_values"))
    kind = next((one for one in PURCHASES if one in counts or one in worths), None)
    bought = {"purchases": counts.get(kind), "worth": worths.get(kind)}
    named = {"kind": f"구매 ({kind})" if kind else "구매", "objective": record.get("objective") or ""}
    rest = {name: value for name, value in record.items() if name not in ("actions", "action_values")}
    return {**rest, **bought, **named}


def _by_type(actions: Any) -> Mapping[Any, Any]:
    """Type → value (the sum over the ad set's own attribution; keys of single windows are left)."""
    return {one.get("action_type"): one.get("value") for one in actions or () if isinstance(one, dict)}


def gathered(records: Iterable[Record]) -> list[Record]:
    """Lean records that make one row, as `{"date", "parts"}`: telephones of two kinds are one device of ours."""
    found: dict[tuple[Any, Any, str], list[Record]] = {}
    for one in records:
        found.setdefault((one.get("date_start"), one.get("ad_id"), device(one.get(BREAKDOWN))), []).append(one)
    return [{"date": day, "parts": parts} for (day, _, _), parts in found.items()]


def normalize(pull: Pull, _masks: Masks, now: datetime) -> Normalize:
    """How what is gathered becomes a row."""
    row, added = ads.normalizer(AD_STATS, MEDIUM, pull, now, _READ), _adding(AD_STATS)
    return lambda record: {AD_STATS.id: [added([row(part) for part in record["parts"]])]}


def _adding(table: Table) -> Callable[[Sequence[Row]], Row]:
    sums, kind = [table.position(one) for one in _SUMS], table.position("conversion_kind")
    bought = table.position("conversions")

    def added(rows: Sequence[Row]) -> Row:
        if len(rows) == 1:
            return rows[0]
        made = list(rows[0])
        for at in sums:
            made[at] = _total([row[at] for row in rows])
        kinds = dict.fromkeys(str(row[kind]) for row in rows if row[bought])
        made[kind] = ", ".join(kinds) or made[kind]
        return tuple(made)

    return added


def _total(numbers: Sequence[Any]) -> int | float:
    return sum(numbers) if all(isinstance(one, int) for one in numbers) else round(math.fsum(numbers), _EXACT)
