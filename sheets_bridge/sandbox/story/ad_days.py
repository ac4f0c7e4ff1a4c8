"""What the ads of the pretend brand did a day, as their media know it: shown, clicked, paid for, and what they claim.

Clicks are never fewer than the visits they became; what a medium claims is more than what it led to. Both change for
some days after: invalid clicks are taken back, purchases come late.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from sheets_bridge.sandbox.story.ad_claims import Claimed, claims_of
from sheets_bridge.sandbox.story.ad_facts import Claim, Tally
from sheets_bridge.sandbox.story.ad_showing import Seen, Showing, seen_as, showings
from sheets_bridge.sandbox.story.audience import Audience
from sheets_bridge.sandbox.story.campaign_list import CAMPAIGNS
from sheets_bridge.sandbox.story.moments import midnight
from sheets_bridge.sandbox.story.shops import TRADES

__all__ = ["AdDays", "Claim", "Tally"]

_UNSETTLED = timedelta(hours=48)
_UNTIL_ALL_IS_COUNTED = timedelta(days=9)
_LATEST_PURCHASE = 7
"""Days after the click."""


class AdDays:
    """The days of all ads of a story; `now` is an aware KST moment. What is asked for is drawn then, kept a while."""

    def __init__(self, seed: int, audiences: Mapping[int, Audience]) -> None:
        """`audiences` are those of the shops that trade, by number."""
        self._seed, self._audiences = seed, audiences
        self._campaigns = {one.campaign_id: one for one in CAMPAIGNS if one.shop_no in audiences}
        self._places = {id_: tuple(one.places()) for id_, one in self._campaigns.items()}
        self._came: Callable[[int, date], Mapping[str, Mapping[Seen, Sequence[int]]]]
        self._came = lru_cache(maxsize=512)(self._visits)
        self._showings: Callable[[str, date], tuple[Showing, ...]] = lru_cache(maxsize=4096)(self._draw)
        self._tallies: Callable[[str, date, int, bool], tuple[Tally, ...]] = lru_cache(maxsize=16384)(self._count)
        self._claimed: Callable[[int, date], Mapping[str, Sequence[Claimed]]] = lru_cache(maxsize=2048)(self._claims)

    def tallies(self, now: datetime, campaign_id: str, day: date) -> tuple[Tally, ...]:
        """What a campaign's ads did on `day`, as counted at `now`; empty where nothing was counted."""
        over = self._hours_over(now, campaign_id, day)
        return self._tallies(campaign_id, day, over, self.settled(now, day)) if over else ()

    def claims_by_click(self, now: datetime, campaign_id: str, day: date) -> tuple[Claim, ...]:
        """The purchases known at `now` of those who had clicked on `day`."""
        bought = (day + timedelta(days=after) for after in range(_LATEST_PURCHASE + 1))
        known = (claim for then in bought for claim in self.claims_by_purchase(now, campaign_id, then))
        return tuple(claim for claim in known if claim.clicked_on == day)

    def claims_by_purchase(self, now: datetime, campaign_id: str, day: date) -> tuple[Claim, ...]:
        """The purchases of `day` known at `now`, whenever the click was."""
        over = self._hours_over(now, campaign_id, day)
        if not over:
            return ()
        claimed = self._claimed(self._campaigns[campaign_id].shop_no, day)
        return tuple(one.claim for one in claimed.get(campaign_id, ()) if one.hour < over)

    def settled(self, now: datetime, day: date) -> bool:
        """Whether the clicks of `day` change no more (48 hours after it)."""
        return now >= midnight(day) + timedelta(days=1) + _UNSETTLED

    def _hours_over(self, now: datetime, campaign_id: str, day: date) -> int:
        campaign = self._campaigns.get(campaign_id)
        return self._audiences[campaign.shop_no].hours_over(now, day) if campaign else 0

    def _count(self, campaign_id: str, day: date, over: int, settled: bool) -> tuple[Tally, ...]:
        tallies = (showing.tally(over, settled=settled) for showing in self._showings(campaign_id, day))
        return tuple(tally for tally in tallies if tally.impressions)

    def _draw(self, campaign_id: str, day: date) -> tuple[Showing, ...]:
        shop_no = self._campaigns[campaign_id].shop_no
        came = self._came(shop_no, day).get(campaign_id, {})
        return showings(self._seed, self._places[campaign_id], TRADES[shop_no].shop.currency, day, came)

    def _visits(self, shop_no: int, day: date) -> dict[str, dict[Seen, list[int]]]:
        """The visits each campaign brought on the whole day when all are counted, by placement and device, by hour."""
        came: dict[str, dict[Seen, list[int]]] = {}
        for part in self._audiences[shop_no].visits(midnight(day) + _UNTIL_ALL_IS_COUNTED, day):
            if place := part.origin.placement:
                of_campaign = came.setdefault(place.campaign.campaign_id, {})
                of_campaign.setdefault(seen_as(place, mobile=part.mobile), [0] * 24)[part.hour] += part.visits
        return came

    def _claims(self, shop_no: int, day: date) -> dict[str, list[Claimed]]:
        """The claims to the purchases of a whole day, by campaign."""
        found: dict[str, list[Claimed]] = {}
        for sale in self._audiences[shop_no].sales(midnight(day) + _UNTIL_ALL_IS_COUNTED, day):
            for one in claims_of(self._seed, sale, lambda medium, then: self._shown(shop_no, medium, then)):
                found.setdefault(one.claim.placement.campaign.campaign_id, []).append(one)
        return found

    def _shown(self, shop_no: int, medium: str, day: date) -> Sequence[Showing]:
        """Everything a medium showed for a shop on a day of its history."""
        if not self._audiences[shop_no].ready(midnight(day) + _UNTIL_ALL_IS_COUNTED, day):
            return ()
        return [showing for id_ in self._ids(shop_no, medium) for showing in self._showings(id_, day)]

    def _ids(self, shop_no: int, medium: str) -> Iterator[str]:
        return (id_ for id_, one in self._campaigns.items() if (one.shop_no, one.medium) == (shop_no, medium))
