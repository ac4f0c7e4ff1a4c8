"""What Google counts of an ad, out of the story's clicks and purchases: the numbers at their finest grain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.story.ad_credits import credits_of
from sheets_bridge.sandbox.story.campaigns import Placement

_MICROS = 1_000_000


@dataclass(frozen=True)
class Figures:
    """Numbers that add up over ads, days and devices. `conversions` stand on the day of the click, the last two on
    that of the purchase; `cost` is in millionths of the currency."""

    impressions: int = 0
    clicks: int = 0
    cost: int = 0
    conversions: Decimal = Decimal(0)
    value: Decimal = Decimal(0)
    bought: Decimal = Decimal(0)
    bought_value: Decimal = Decimal(0)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.impressions + other.impressions,
            self.clicks + other.clicks,
            self.cost + other.cost,
            self.conversions + other.conversions,
            self.value + other.value,
            self.bought + other.bought,
            self.bought_value + other.bought_value,
        )


NONE = Figures()


@dataclass(frozen=True)
class Cell:
    """An ad for one word on one kind of device on one day."""

    day: date
    placement: Placement
    mobile: bool
    figures: Figures


def cells(market: AdMarket, account: AdAccount, now: datetime, days: Iterable[date]) -> Iterator[Cell]:
    """All that was counted of an account on `days`."""
    told = market.days
    for day in days:
        for id_ in (campaign.campaign_id for campaign in account.campaigns):
            for tally in told.tallies(now, id_, day):
                counted = Figures(tally.impressions, tally.clicks, int(tally.cost * _MICROS))
                yield Cell(day, tally.placement, tally.mobile, counted)
            for one in credits_of(told.claims_by_click(now, id_, day)):
                yield Cell(day, one.placement, one.mobile, Figures(conversions=one.part, value=one.value))
            for one in credits_of(told.claims_by_purchase(now, id_, day)):
                yield Cell(day, one.placement, one.mobile, Figures(bought=one.part, bought_value=one.value))
