"""Naver's figures in our columns."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sheets_bridge import ads, values
from sheets_bridge.ads.media import AD, MOBILE, PC
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Record, Table
from sheets_bridge.normalizing import Field
from sheets_bridge.source import Normalize, Page
from sheets_bridge.sources.naver_ads.lines import NONE, Figures, Key, Summed
from sheets_bridge.sources.naver_ads.names import Names
from sheets_bridge.tables import AD_KEYWORD_STATS, AD_STATS

RESTATED_DAYS = 7
"""Clicks are taken back within 48 hours, seldom later (notice of 2025-09-26); purchases stand on their own day."""
MEDIUM = ads.Medium(
    "네이버", restated=RESTATED_DAYS, conversion_date_basis=ads.PURCHASE_DAY,
    attribution_window="직접+간접 (광고주 설정 7~20일)",
)  # fmt: skip
TABLES = (AD_STATS, AD_KEYWORD_STATS)

_VAT_INCLUDED_FROM = "2026-03-30"
"""By the day reported on, whenever the report was made (notice of 2026-02-11): before without VAT and with decimals."""
_DEVICES = {"P": PC, "M": MOBILE}
_PRODUCTS = {
    "WEB_SITE": "파워링크",
    "SHOPPING": "쇼핑검색",
    "BRAND_SEARCH": "브랜드검색",
    "PLACE": "플레이스",
    "POWER_CONTENTS": "파워컨텐츠",
}
"""What each `campaignTp` is called by those who buy it."""
_TYPES = {"01": "WEB_SITE", "02": "SHOPPING", "03": "POWER_CONTENTS", "04": "BRAND_SEARCH", "06": "PLACE"}
"""The numbers of types (staff in issue 229 of naver/searchad-apidoc). Each id seen in public holds that of its type, as
in `cmp-a001-02-…`: all there is to go by once a campaign is deleted."""
_PRODUCT_UNKNOWN = "미확인"
_PAGE = 2000

_FIELDS: Mapping[str, Field] = {
    "date": (values.day, "date"),
    "ad_product": (values.text, "product"),
    "level": (lambda _: AD, "date"),
    "campaign_id": (values.required, "campaign"),
    "campaign_name": (values.text, "campaign_name"),
    "campaign_type": (values.text, "campaign_type"),
    "adgroup_id": (values.required, "adgroup"),
    "adgroup_name": (values.text, "adgroup_name"),
    "ad_id": (values.required, "thing"),
    "ad_name": (values.text, "thing_name"),
    "landing_product_no": (values.text, "product_no"),
    "keyword_id": (values.required, "thing"),
    "keyword": (values.text, "thing_name"),
    "device": (values.required, "device"),
    "impressions": (values.integer, "impressions"),
    "clicks": (values.integer, "clicks"),
    "cost": (values.money, "cost"),
    "vat_included": (lambda day: ads.VAT[day >= _VAT_INCLUDED_FROM], "date"),
    "conversions": (values.integer, "conversions"),
    "conversion_value": (values.money, "value"),
}
"""Columns of both tables; `thing` is the ad of one, the keyword of the other."""


def normalize(pull: Pull, _masks: Masks, now: datetime) -> Normalize:
    """How a record becomes a row of the table it was summed for."""
    rows = {table.id: ads.normalizer(table, MEDIUM, pull, now, _FIELDS) for table in TABLES}
    return lambda record: {record["table"]: [rows[record["table"]](record)]}


def ids(of: Summed) -> Mapping[str, set[str]]:
    """Everything a day names, by the list that tells its name."""
    ad_keys, keyword_keys = [*of.ads], [*of.keywords]
    every = [*ad_keys, *keyword_keys]
    named = {
        "campaigns": {key[0] for key in every},
        "adgroups": {key[1] for key in every},
        "ads": {key[2] for key in ad_keys},
        "keywords": {key[2] for key in keyword_keys},
    }
    return {what: found - {NONE} for what, found in named.items()}


def pages(day: date, of: Summed, names: Names) -> Iterator[Page]:
    """The records of a day, of both tables."""
    page: list[Record] = []
    for table, rows in ((AD_STATS, of.ads), (AD_KEYWORD_STATS, of.keywords)):
        for key, figures in rows.items():
            page.append(_record(table, day, key, figures, names))
            if len(page) == _PAGE:
                yield page
                page = []
    yield page


def _record(table: Table, day: date, key: Key, of: Figures, names: Names) -> Record:
    campaign, adgroup, thing, device = key
    told: dict[str, Any] = {
        "table": table.id,
        "date": day.isoformat(),
        **_of_campaign(campaign, names),
        "adgroup": adgroup,
        "adgroup_name": names[adgroup].name,
        "thing": thing,
        "thing_name": names[thing].name,
        "product_no": names[thing].product_no,
        "device": _DEVICES.get(device, device),
    }
    figures = {"impressions": of.impressions, "clicks": of.clicks, "conversions": of.conversions}
    return told | figures | {"cost": float(of.cost), "value": float(of.value)}


def _of_campaign(id_: str, names: Names) -> Mapping[str, str | None]:
    known = names[id_]
    kind = known.kind or _TYPES.get("".join(id_.split("-")[2:3]))
    return {
        "campaign": id_,
        "campaign_name": known.name,
        "campaign_type": known.kind,
        "product": _PRODUCTS.get(kind, kind) if kind else _PRODUCT_UNKNOWN,
    }
