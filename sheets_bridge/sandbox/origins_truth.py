"""What is known of the ads in truth: which one led to which order, and what each channel and campaign brought a day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.audience import Audience
from sheets_bridge.sandbox.story.model import Order, Shop
from sheets_bridge.sandbox.story.moments import KST
from sheets_bridge.sandbox.story.origins import Origin

Row = list[str | int | float | None]

_ORIGIN_COLUMNS: Mapping[str, Callable[[Origin], str | None]] = {
    "channel": lambda origin: origin.channel,
    "medium": lambda origin: origin.placement.campaign.medium if origin.placement else None,
    "ad_product": lambda origin: origin.placement.campaign.ad_product if origin.placement else None,
    "campaign_id": lambda origin: origin.placement.campaign.campaign_id if origin.placement else None,
    "campaign_name": lambda origin: origin.placement.campaign.name if origin.placement else None,
    "adgroup_id": lambda origin: origin.placement.group.group_id if origin.placement else None,
    "ad_id": lambda origin: origin.placement.ad.ad_id if origin.placement else None,
    "keyword_id": lambda o: o.placement.keyword.keyword_id if o.placement and o.placement.keyword else None,
    "keyword": lambda origin: origin.word or None,
    "tagged_ad": lambda origin: origin.tag.ad or None,
    "tagged_keyword": lambda origin: origin.tag.keyword or None,
    "tagged_medium": lambda origin: origin.tag.medium or None,
    "tagged_campaign": lambda origin: origin.tag.campaign or None,
    "tagged_content": lambda origin: origin.tag.content or None,
}


@dataclass
class _Brought:
    """What came by one way on one day; sales are 접속통계 매출, before refunds, on the day of the payment."""

    visits: int = 0
    orders: int = 0
    sales: Decimal = Decimal(0)


def _order_origins(story: Story, audience: Audience, shop: Shop, now: datetime) -> Iterator[Row]:
    """An order of an external market has no visit, hence no row."""
    for order in story.orders(now, shop.shop_no):
        origin = audience.origin(order)
        if origin:
            yield [order.order_id, _day(order), *(value(origin) for value in _ORIGIN_COLUMNS.values())]


def _day(order: Order) -> str:
    return order.ordered.date().isoformat()


def _channel_days(story: Story, audience: Audience, shop: Shop, now: datetime) -> Iterator[Row]:
    for day in _days(story, now):
        brought = _brought(audience, now, day, lambda origin: origin.channel)
        yield from ([day.isoformat(), channel, *_told(of, shop)] for channel, of in brought.items())


def _campaign_days(story: Story, audience: Audience, shop: Shop, now: datetime) -> Iterator[Row]:
    for day in _days(story, now):
        brought = _brought(audience, now, day, lambda one: one.placement.campaign if one.placement else None)
        for campaign, of in brought.items():
            yield [day.isoformat(), campaign.campaign_id, campaign.medium, campaign.ad_product, campaign.name,
                   *_told(of, shop)]  # fmt: skip


def _days(story: Story, now: datetime) -> Iterator[date]:
    for past in range((now.astimezone(KST).date() - story.first_day).days + 1):
        yield story.first_day + timedelta(days=past)


def _brought(audience: Audience, now: datetime, day: date, by: Callable[[Origin], Any]) -> dict[Any, _Brought]:
    """What each thing that `by` names brought on `day`; origins that it names None are left out."""
    brought: dict[Any, _Brought] = {}
    for part in audience.visits(now, day):
        brought.setdefault(by(part.origin), _Brought()).visits += part.visits
    for sale in audience.sales(now, day):
        one = brought.setdefault(by(sale.origin), _Brought())
        one.orders += 1
        one.sales += sale.amount
    brought.pop(None, None)
    return brought


def _told(of: _Brought, shop: Shop) -> Row:
    whole = of.sales == of.sales.to_integral_value()
    return [of.visits, of.orders, int(of.sales) if whole else float(of.sales), shop.currency]


_BROUGHT = ("visit_count", "order_count", "order_amount", "currency")
Rows = Callable[[Story, Audience, Shop, datetime], Iterator[Row]]
_TABLES: Mapping[str, tuple[Sequence[str], Sequence[str], Rows]] = {
    "order_origins": (["order_id"], ["order_date", *_ORIGIN_COLUMNS], _order_origins),
    "channel_days": (["date", "channel"], _BROUGHT, _channel_days),
    "campaign_days": (
        ["date", "campaign_id"],
        ["medium", "ad_product", "campaign_name", *_BROUGHT],
        _campaign_days,
    ),
}


def origins_truth(story: Story, mall: str, table: str, now: datetime) -> dict[str, Any]:
    """Return the rows of `table` (order_origins, channel_days or campaign_days) at `now`, sorted by key.

    Each row begins with the mall and the shop number. Raises KeyError for a table we do not have.
    """
    key, columns, rows_of = _TABLES[table]
    rows = []
    for shop in story.shops:
        audience = story.audience(shop.shop_no)
        if shop.active and audience:
            rows += [[mall, shop.shop_no, *row] for row in rows_of(story, audience, shop, now)]
    return {
        "table": table,
        "key": ["account", "shop_no", *key],
        "columns": ["account", "shop_no", *key, *columns],
        "rows": sorted(rows, key=lambda row: row[: 2 + len(key)]),
    }


TABLES = frozenset(_TABLES)
