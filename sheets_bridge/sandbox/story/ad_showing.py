"""How often an ad is shown and clicked on a day, hour by hour, and what a click costs, so that its visits come out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from itertools import accumulate
from random import Random

from sheets_bridge.sandbox.story.ad_facts import Tally
from sheets_bridge.sandbox.story.campaigns import Campaign, Placement
from sheets_bridge.sandbox.story.chance import Odds, chance, pick, poisson
from sheets_bridge.sandbox.story.demand import HOURS

Seen = tuple[str, str, bool]
"""Ad, keyword (empty: none) and whether on a phone."""

_HOUR = Odds(*enumerate(HOURS))
_PASSED = [part / sum(HOURS) for part in (0, *accumulate(HOURS))]
"""Which share of a day's showing is over after so many hours."""
_FEWEST_EXPECTED = 3
"""Clicks a running campaign is shown for on a day on which hardly anybody comes."""
_LOST = 0.05
"""Clicks that never become a visit, as shares of the visits and of the clicks expected."""
_UNTRUE = 0.03
_SIGHTS_PER_UNTRUE_CLICK = 3


@dataclass(frozen=True)
class Rate:
    """What is usual for a kind of ad: clicks per impression, money per click (by currency)."""

    clicks: float
    bids: Mapping[str, float]


_RATES = {
    "파워링크": Rate(0.055, {"KRW": 640}),
    "쇼핑검색": Rate(0.018, {"KRW": 310}),
    "브랜드검색": Rate(0.24, {"KRW": 420}),
    "전환": Rate(0.014, {"KRW": 720, "USD": 0.92}),
    "카탈로그": Rate(0.012, {"KRW": 560}),
    "트래픽": Rate(0.021, {"KRW": 260}),
    "검색": Rate(0.062, {"KRW": 480, "USD": 0.74}),
    "실적최대화": Rate(0.011, {"KRW": 430}),
    "비즈보드": Rate(0.006, {"KRW": 380}),
    "키워드광고": Rate(0.034, {"KRW": 350}),
}
_COINS = {"USD": Decimal("0.01"), "naver": Decimal("0.1")}
"""The smallest step of a click's price: by currency, else by medium, else a won."""
_MOST_OF_THE_BUDGET = 1.1


@dataclass(frozen=True)
class Showing:
    """One ad for one keyword on one kind of device over a whole day; `clicks` and `untrue` ones hour by hour."""

    placement: Placement
    mobile: bool
    clicks: tuple[int, ...]
    untrue: tuple[int, ...]
    impressions: int
    bid: Decimal

    @property
    def clicked(self) -> int:
        """All true clicks of the day."""
        return sum(self.clicks)

    @property
    def cost(self) -> Decimal:
        """The day's cost as it is before untrue clicks are taken back."""
        return (self.clicked + sum(self.untrue)) * self.bid

    def tally(self, over: int, *, settled: bool) -> Tally:
        """What is counted when `over` hours have passed; untrue clicks until the day is `settled`."""
        untrue, clicks = 0 if settled else sum(self.untrue[:over]), sum(self.clicks[:over])
        unclicked = int((self.impressions - self.clicked) * _PASSED[over])
        shown = clicks + unclicked + untrue * _SIGHTS_PER_UNTRUE_CLICK
        return Tally(self.placement, self.mobile, shown, clicks + untrue, (clicks + untrue) * self.bid)


def showings(
    seed: int, places: Sequence[Placement], currency: str, day: date, visits: Mapping[Seen, Sequence[int]]
) -> tuple[Showing, ...]:
    """Draw a campaign's day from the visits it brought, hour by hour; `places` are all its ads with their keywords."""
    campaign = places[0].campaign
    if not campaign.running(seed, day):
        return ()
    rng = chance(seed, "ads", campaign.campaign_id, day)
    expected = max(_FEWEST_EXPECTED, sum(map(sum, visits.values())))
    drawn = [
        _showing(rng, seed, place, currency, mobile, part * expected, visits.get(seen_as(place, mobile=mobile), ()))
        for place, mobile, part in _parts(campaign, places)
    ]
    return tuple(_within_budget(campaign, currency, drawn))


def seen_as(place: Placement, *, mobile: bool) -> Seen:
    """The placement's ids, which are quicker to look up by than itself."""
    return place.ad.ad_id, place.keyword.keyword_id if place.keyword else "", mobile


def _parts(campaign: Campaign, places: Sequence[Placement]) -> Iterator[tuple[Placement, bool, float]]:
    """Which share of the campaign's clicks each placement may expect on each kind of device: none on a PC for an ad in
    an app, yet an order from a PC comes by one now and then."""
    whole = sum(place.ad.weight for place in places)
    for place in places:
        for mobile, share in ((False, 1 - campaign.mobile), (True, campaign.mobile)):
            yield place, mobile, place.ad.weight / whole * share


def _showing(
    rng: Random, seed: int, place: Placement, currency: str, mobile: bool, expected: float, visits: Sequence[int]
) -> Showing:
    came = sum(visits)
    lost = _by_hour(rng, poisson(rng, _LOST * (came + expected)))
    clicks = tuple(map(sum, zip(visits or (0,) * 24, lost, strict=True)))
    untrue = tuple(_by_hour(rng, poisson(rng, _UNTRUE * sum(clicks))))
    rate = _RATES[place.campaign.ad_product]
    unclicked = poisson(rng, (came + expected) / 2 / rate.clicks * rng.uniform(0.85, 1.15) * (1 - rate.clicks))
    bid = rate.bids[currency] * _taste(seed, place) * rng.uniform(0.92, 1.08)
    return Showing(place, mobile, clicks, untrue, sum(clicks) + unclicked, _coined(bid, place.campaign, currency))


def _by_hour(rng: Random, count: int) -> list[int]:
    hours = [0] * 24
    for _ in range(count):
        hours[pick(rng, _HOUR)] += 1
    return hours


def _taste(seed: int, place: Placement) -> float:
    """How much dearer than usual this ad and word are."""
    return chance(seed, "bid", *seen_as(place, mobile=True)).uniform(0.65, 1.45)


def _coined(bid: float | Decimal, campaign: Campaign, currency: str) -> Decimal:
    coin = _COINS.get(currency) or _COINS.get(campaign.medium) or Decimal(1)
    return max(coin, (Decimal(bid) / coin).quantize(Decimal(1), ROUND_DOWN) * coin)


def _within_budget(campaign: Campaign, currency: str, drawn: Iterable[Showing]) -> Iterator[Showing]:
    """The showings that were seen at all; where they would cost more than the budget each click comes cheaper."""
    drawn = [one for one in drawn if one.impressions]
    cost = sum((one.cost for one in drawn), Decimal(0))
    share = min(Decimal(1), campaign.daily_budget * Decimal(_MOST_OF_THE_BUDGET) / cost) if cost else Decimal(1)
    yield from (replace(one, bid=_coined(one.bid * share, campaign, currency)) for one in drawn)
