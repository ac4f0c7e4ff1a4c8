"""What the ad media should have told by now: each day of every ad, and of every keyword, in no vendor's own words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket, Medium
from sheets_bridge.sandbox.kakao_ads.closing import counted_at
from sheets_bridge.sandbox.naver_ads.money import VAT_INCLUDED_FROM, reported
from sheets_bridge.sandbox.story.ad_credits import Credit, credits_of, whole
from sheets_bridge.sandbox.story.ad_days import AdDays, Tally
from sheets_bridge.sandbox.story.campaigns import Campaign, Placement
from sheets_bridge.sandbox.story.moments import KST

Row = list[str | int | float | None]
Grain = tuple[str, str | None, str, str | None, str]
"""Ad group's id and name; id and name of the ad (or keyword); device. An id that there is not is "-"."""
ByGrain = Callable[[Placement, str], Grain | None]
Credits = Callable[[AdDays, datetime, str, date], Iterable[Credit]]

_NAVER_TELLS_FROM = 4
"""The hour at which yesterday is ready (reference 1.6)."""
_NO_WORDS_IN_REPORTS = "쇼핑검색"
"""Naver's shopping ads are found by the product, no keyword is bid on; the story's words are what was typed."""
_WITHOUT_ADS = "실적최대화"
"""Performance Max has no ads and no ad groups at Google's grain (reference 4.2)."""


@dataclass
class _Day:
    """What is added up for one row."""

    impressions: int = 0
    clicks: int = 0
    cost: Decimal = Decimal(0)
    conversions: Decimal = Decimal(0)
    value: Decimal = Decimal(0)

    def count(self, tally: Tally, cost: Decimal) -> None:
        """Add what was shown and clicked."""
        self.impressions += tally.impressions
        self.clicks += tally.clicks
        self.cost += cost

    def convert(self, credit: Credit) -> None:
        """Add a purchase, or the part of it that is told here."""
        self.conversions += credit.part
        self.value += credit.value


@dataclass(frozen=True)
class _Telling:
    """How a medium tells: its latest day at a moment; which day a purchase belongs to; its cost; whether VAT is in;
    from which moment's sight a day's clicks are counted."""

    last: Callable[[datetime], date]
    credits: Credits
    cost: Callable[[Decimal, date], Decimal] = lambda cost, _: cost
    vat: Callable[[date], str] = lambda _: "F"
    counted: Callable[[datetime, date], datetime] = lambda now, _: now


def _by_purchase(days: AdDays, now: datetime, campaign_id: str, day: date) -> Iterable[Credit]:
    return whole(days.claims_by_purchase(now, campaign_id, day))


def _by_click(days: AdDays, now: datetime, campaign_id: str, day: date) -> Iterable[Credit]:
    return whole(days.claims_by_click(now, campaign_id, day))


def _shared(days: AdDays, now: datetime, campaign_id: str, day: date) -> Iterable[Credit]:
    """Google gives each of several clicks a part of the purchase they led to."""
    return credits_of(days.claims_by_click(now, campaign_id, day))


def _yesterday(now: datetime) -> date:
    return now.date() - timedelta(days=1)


_MEDIA: Mapping[Medium, _Telling] = {
    "naver_ads": _Telling(
        lambda now: _yesterday(now - timedelta(hours=_NAVER_TELLS_FROM)),
        _by_purchase,
        reported,
        lambda day: "T" if day >= VAT_INCLUDED_FROM else "F",
    ),
    "meta_ads": _Telling(datetime.date, _by_purchase),
    "google_ads": _Telling(datetime.date, _shared),
    "kakao_keyword": _Telling(_yesterday, _by_click, vat=lambda _: "unknown", counted=counted_at),
    "kakao_moment": _Telling(_yesterday, _by_click, vat=lambda _: "unknown", counted=counted_at),
}


def _by_ad(place: Placement, device: str) -> Grain:
    if place.campaign.ad_product == _WITHOUT_ADS:
        return "-", None, "-", None, device
    return place.group.group_id, place.group.name, place.ad.ad_id, place.ad.name, device


def _by_keyword(place: Placement, device: str) -> Grain | None:
    if place.keyword is None or place.campaign.ad_product == _NO_WORDS_IN_REPORTS:
        return None
    return place.group.group_id, place.group.name, place.keyword.keyword_id, place.keyword.text, device


_DEVICES = ("pc", "mobile")
_NAMES = ("medium", "account", "date", "campaign_id", "campaign_name", "ad_product", "adgroup_id", "adgroup_name")
_FIGURES = (
    *("device", "impressions", "clicks", "cost", "currency", "vat_included"),
    *("conversions", "conversion_value"),
)
_TABLES: Mapping[str, tuple[str, str, ByGrain]] = {
    "ad_stats": ("ad_id", "ad_name", _by_ad),
    "ad_keyword_stats": ("keyword_id", "keyword", _by_keyword),
}
TABLES = frozenset(_TABLES)


def ads_truth(market: AdMarket, first_day: date, table: str) -> dict[str, Any]:
    """Return the rows of `table` (ad_stats or ad_keyword_stats) from `first_day` to now, sorted by key.

    Cost is as that medium's API reports it; `conversions` are purchases, dated as that medium dates them. A row stands
    also where only a late purchase is told. Raises KeyError for a table we do not have.
    """
    id_, name, grain = _TABLES[table]
    columns = [*_NAMES, id_, name, *_FIGURES]
    key = ["medium", "account", "date", "campaign_id", "adgroup_id", id_, "device"]
    at = [columns.index(one) for one in key]
    rows = [row for account in market.accounts for row in _account(market, account, first_day, grain)]
    return {
        "table": table,
        "key": key,
        "columns": columns,
        "rows": sorted(rows, key=lambda row: [str(row[one]) for one in at]),
    }


def _account(market: AdMarket, account: AdAccount, first_day: date, grain: ByGrain) -> Iterator[Row]:
    now, telling = market.now().astimezone(KST), _MEDIA[account.medium]
    for past in range((telling.last(now) - first_day).days + 1):
        day = first_day + timedelta(days=past)
        for campaign in account.campaigns:
            for what, of in _added(telling, market.days, campaign, now, day, grain).items():
                named = _named(market, campaign, what)
                figures = (of.impressions, of.clicks, _number(of.cost), account.currency, telling.vat(day))
                conversions = (_number(of.conversions), _number(of.value))
                yield [account.medium, account.number, day.isoformat(), *named, *figures, *conversions]


def _added(
    telling: _Telling, days: AdDays, campaign: Campaign, now: datetime, day: date, grain: ByGrain
) -> dict[Grain, _Day]:
    found: dict[Grain, _Day] = {}
    for one in days.tallies(telling.counted(now, day), campaign.campaign_id, day):
        if what := grain(one.placement, _DEVICES[one.mobile]):
            found.setdefault(what, _Day()).count(one, telling.cost(one.cost, day))
    for credit in telling.credits(days, now, campaign.campaign_id, day):
        if what := grain(credit.placement, _DEVICES[credit.mobile]):
            found.setdefault(what, _Day()).convert(credit)
    return found


def _named(market: AdMarket, campaign: Campaign, what: Grain) -> Row:
    group_id, group, id_, name, device = what
    return [
        *(campaign.campaign_id, market.name_of(campaign.campaign_id, campaign.name), campaign.ad_product),
        *(group_id, group and market.name_of(group_id, group)),
        *(id_, name and market.name_of(id_, name)),
        device,
    ]


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
