"""What Meta counts of an ad, out of the story's clicks and purchases: the numbers at their finest grain."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.story.ad_days import Claim, Tally
from sheets_bridge.sandbox.story.campaigns import Placement

_WHOLE_CURRENCIES = frozenset({"KRW", "JPY"})


@dataclass(frozen=True)
class Device:
    """A device under its two names: of `impression_device` and of `device_platform`."""

    impression_device: str
    device_platform: str


DESKTOP = Device("desktop", "desktop")
ANDROID = Device("android_smartphone", "mobile_app")
IPHONE = Device("iphone", "mobile_web")


@dataclass(frozen=True)
class Count:
    """Numbers that add up over ads, days and devices. `links` are the clicks that led to the mall; `clicks` are all,
    hearts and "more" included."""

    impressions: int = 0
    clicks: int = 0
    links: int = 0
    spend: Decimal = Decimal(0)
    carts: int = 0
    purchases: int = 0
    value: Decimal = Decimal(0)

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True)
class Cell:
    """An ad on one device on one day."""

    day: date
    placement: Placement
    device: Device
    count: Count


def cells(market: AdMarket, account: AdAccount, now: datetime, days: Iterable[date]) -> Iterator[Cell]:
    """All that was counted of an account on `days`; purchases stand on their own day (off-Meta events do)."""
    for day in days:
        for campaign in account.campaigns:
            for tally in market.days.tallies(now, campaign.campaign_id, day):
                for device, count in _shown(tally, account.currency):
                    yield Cell(day, tally.placement, device, count)
            for claim in market.days.claims_by_purchase(now, campaign.campaign_id, day):
                yield Cell(day, claim.placement, _device_of(claim), Count(carts=3, purchases=1, value=claim.value))


def cents(currency: str) -> Decimal:
    """The smallest step of a currency's amounts."""
    return Decimal(1) if currency in _WHOLE_CURRENCIES else Decimal("0.01")


def _shown(tally: Tally, currency: str) -> Iterator[tuple[Device, Count]]:
    """A computer is one device; telephones are two kinds, so that who wants "mobile" must add them up."""
    whole = _Part(tally.impressions, tally.clicks, tally.cost.quantize(cents(currency), ROUND_HALF_UP))
    if not tally.mobile:
        yield DESKTOP, _counted(whole)
        return
    android = _Part(
        whole.impressions * 3 // 5, whole.links * 3 // 5, (whole.spend * 3 / 5).quantize(cents(currency), ROUND_HALF_UP)
    )
    yield ANDROID, _counted(android)
    yield IPHONE, _counted(whole.less(android))


@dataclass(frozen=True)
class _Part:
    impressions: int
    links: int
    spend: Decimal

    def less(self, other: "_Part") -> "_Part":
        return _Part(self.impressions - other.impressions, self.links - other.links, self.spend - other.spend)


def _counted(part: _Part) -> Count:
    """Some clicks stay within the medium: a quarter beside those to the mall, and one in four hundred sights."""
    inside = (part.links + 3) // 4 + part.impressions // 400
    clicks = min(part.impressions, part.links + inside)
    return Count(part.impressions, clicks, part.links, part.spend)


def _device_of(claim: Claim) -> Device:
    if not claim.mobile:
        return DESKTOP
    return ANDROID if claim.seconds % 5 < 3 else IPHONE
