"""The days of ads, counted at the grain a report asks for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.kakao_ads.closing import counted_at
from sheets_bridge.sandbox.kakao_ads.sums import Sums, of_claim, of_tally
from sheets_bridge.sandbox.kakao_ads.wire import Dimension, Grain
from sheets_bridge.sandbox.story.campaigns import Placement

Named = tuple[str, ...]
"""The ids a row is named by, and last the part of its dimension."""


@dataclass(frozen=True)
class Cut:
    """Which ads of an account, and by what they are told apart."""

    account: AdAccount
    grain: Grain
    dimension: Dimension
    wanted: Callable[[Named], bool]
    """Judges all ids of an ad, from the account down."""

    def ids(self, placement: Placement) -> Named:
        """All ids of a placement, from the account down."""
        above = placement.campaign.campaign_id, placement.group.group_id
        return (self.account.number, *above, self.grain.lowest(placement))

    def named(self, ids: Named, part: str) -> Named:
        """What the row is named by that counts an ad."""
        return (*ids[: len(self.grain.keys)], part)

    def parts(self, *, mobile: bool) -> Sequence[str]:
        """The parts of the dimension that a kind of device stands for."""
        return self.dimension.mobile if mobile else self.dimension.pc


def count(market: AdMarket, cut: Cut, now: datetime, day: date) -> Mapping[Named, Sums]:
    """The sums of a day by what its rows are named by; what did nothing is not among them."""
    return in_sum(
        (cut.named(ids, part), one)
        for campaign in cut.account.campaigns
        for ids, part, one in _told(market, cut, now, campaign.campaign_id, day)
        if cut.wanted(ids)
    )


def in_sum(parts: Iterable[tuple[Named, Sums]]) -> Mapping[Named, Sums]:
    """Everything of one name in one sum, by the order of names."""
    sums: dict[Named, Sums] = defaultdict(Sums)
    for named, one in parts:
        sums[named] += one
    return {named: one for named, one in sorted(sums.items()) if one != Sums()}


def _told(market: AdMarket, cut: Cut, now: datetime, campaign_id: str, day: date) -> Iterator[tuple[Named, str, Sums]]:
    for tally in market.days.tallies(counted_at(now, day), campaign_id, day):
        parts = cut.parts(mobile=tally.mobile)
        for part, one in zip(parts, of_tally(tally, len(parts)), strict=True):
            yield cut.ids(tally.placement), part, one
    for claim in market.days.claims_by_click(now, campaign_id, day):
        parts = cut.parts(mobile=claim.mobile)
        yield cut.ids(claim.placement), parts[claim.seconds % len(parts)], of_claim(claim)
