"""Costs that people typed, spread over their days. Pure."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from sheets_bridge import ads
from sheets_bridge.ads.media import ANY_DEVICE, CAMPAIGN
from sheets_bridge.day_plan import FINAL
from sheets_bridge.model import Pull, Row, Value
from sheets_bridge.sources.ad_files.file_rows import name_id
from sheets_bridge.sources.ad_files.spreading import spread
from sheets_bridge.tables import AD_COSTS_TYPED, AD_STATS


def rows(pull: Pull, typed: Sequence[Row], now: datetime) -> list[Row]:
    """A row a day and campaign: the won of its days add up to the total to the won.

    Days that have not come are not told yet. What several lines say of one campaign and day is added up. Nobody knows
    how often such an ad was seen, so that is blank.
    """
    costs: dict[tuple[str, str], dict[str, Value]] = {}
    for row in typed:
        line = dict(zip((column.id for column in AD_COSTS_TYPED.columns), row, strict=True))
        fixed = _fixed(pull, line)
        for day, won in _days(line):
            if day <= now.date():
                key = day.isoformat(), str(fixed["campaign_id"])
                before = costs.get(key, {}).get("cost") or 0
                costs[key] = {**fixed, "date": key[0], "cost": float(won) + float(before)}
    return [tuple(made.get(column.id) for column in AD_STATS.columns) for made in costs.values()]


def _days(line: dict[str, Value]) -> list[tuple[date, Decimal]]:
    first, last = (date.fromisoformat(str(line[name])) for name in ("start_date", "end_date"))
    parts = spread(Decimal(str(line["total"])), (last - first).days + 1)
    return [(first + timedelta(days=at), won) for at, won in enumerate(parts)]


def _fixed(pull: Pull, line: dict[str, Value]) -> dict[str, Value]:
    medium, product, name = (str(line[column]) for column in ("medium", "ad_product", "campaign_name"))
    return {
        "account": pull.account,
        "shop_no": pull.shop_no,
        "medium": medium,
        "ad_product": product,
        "account_id": ads.BLANK,
        "level": CAMPAIGN,
        # The product is part of it: one campaign is often bought as several products, whose costs are told apart.
        "campaign_id": name_id(medium, product, name),
        "campaign_name": name,
        "adgroup_id": ads.BLANK,
        "ad_id": ads.BLANK,
        "device": ANY_DEVICE,
        "currency": "KRW",
        "vat_included": line["vat_included"] or ads.VAT[None],
        "data_status": FINAL,
    }
