"""What both of Kakao's media say alike of their days, their money and their purchases."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sheets_bridge import ads, values
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Table
from sheets_bridge.normalizing import Field
from sheets_bridge.source import Normalize, Read, Stream

REACH_DAYS = 730
"""Two years (reference §6); of Moment nobody says more or less."""
RESTATED_DAYS = 8
"""The day of a click and the seven after it, in which its purchases count."""

MEDIUM = ads.Medium(
    "카카오",
    restated=RESTATED_DAYS,
    conversion_kind="구매 (픽셀·SDK)",
    conversion_date_basis=ads.UNKNOWN,
    attribution_window="클릭 후 7일",
    # Agencies contradict each other (reference §5.3).
    vat_included=None,
)


def _or_none(raw: Any) -> str:
    return values.text(raw) or ads.BLANK


FIELDS: dict[str, Field] = {
    "date": (values.day, "day"),
    "ad_product": (values.required, "product"),
    "level": (values.text, "level"),
    "campaign_id": (_or_none, "campaign"),
    "campaign_name": (values.text, "campaign_name"),
    "campaign_type": (values.text, "kind"),
    "adgroup_id": (_or_none, "group"),
    "adgroup_name": (values.text, "group_name"),
    "ad_id": (_or_none, "ad"),
    "ad_name": (values.text, "ad_name"),
    "keyword_id": (_or_none, "keyword"),
    "keyword": (values.text, "keyword_name"),
    "device": (values.required, "device"),
    "impressions": (values.integer, "imp"),
    "clicks": (values.integer, "click"),
    "cost": (values.money, "cost"),
    "conversions": (values.money, "bought"),
    "conversion_value": (values.money, "worth"),
}


def upto(now: datetime) -> datetime:
    """Yesterday's end: today may not be asked for. Before 08:00 yesterday still changes, which 집계중 says."""
    return ads.end_of(now, 1)


def stream(id_: str, ko: str, table: Table, read: Read, *, scope: str, longest: int) -> Stream:
    """A stream of days, asked for in windows of at most `longest` of them."""
    days = DayPlan(restated=RESTATED_DAYS, longest=longest, replaces=True)
    return Stream(
        id=id_,
        ko=ko,
        tables=(table,),
        scopes=(scope,),
        plan=days.plan,
        windows=days.asked,
        read=read,
        normalize=_normalizing(table),
        origin=ads.origin,
        # A right is missing for all calls or for none; this one waits for no report.
        probe=lambda connection, pull, _day: connection.listed(pull.shop_no, "campaigns"),
        upto=upto,
        reach=REACH_DAYS,
        marks={"medium": MEDIUM.label},
        derive=ads.derivation,
    )


def _normalizing(table: Table) -> Callable[[Pull, Masks, datetime], Normalize]:
    def normalize(pull: Pull, _masks: Masks, now: datetime) -> Normalize:
        row = ads.normalizer(table, MEDIUM, pull, now, FIELDS)
        return lambda record: {table.id: [row(record)]}

    return normalize
