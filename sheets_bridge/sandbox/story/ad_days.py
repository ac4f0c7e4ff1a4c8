"""What the ads of the pretend brand did a day, as their media know it: shown, clicked, paid for, and what they claim.

Clicks are never fewer than the visits they became; what a medium claims is more than what it led to. Both change for
some days after: invalid clicks are taken back, purchases come late.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sheets_bridge.sandbox.story.campaigns import Placement


@dataclass(frozen=True)
class Tally:
    """An ad for one keyword on one kind of device on one day, as counted so far. `cost` is without VAT, in the currency
    of the account."""

    placement: Placement
    mobile: bool
    impressions: int
    clicks: int
    cost: Decimal


@dataclass(frozen=True)
class Claim:
    """One purchase that a medium says an ad led to. `seconds` lie between the click (or the sight) and the purchase."""

    placement: Placement
    mobile: bool
    clicked_on: date
    bought_on: date
    seconds: int
    value: Decimal
    viewed: bool = False
    """Whether the ad was only seen."""


class AdDays:
    """The days of all ads of a story; `now` is an aware KST moment."""

    def tallies(self, now: datetime, campaign_id: str, day: date) -> tuple[Tally, ...]:
        """What a campaign's ads did on `day`, as counted at `now`; empty where nothing was counted."""
        raise NotImplementedError

    def claims_by_click(self, now: datetime, campaign_id: str, day: date) -> tuple[Claim, ...]:
        """The purchases known at `now` of those who had clicked on `day`."""
        raise NotImplementedError

    def claims_by_purchase(self, now: datetime, campaign_id: str, day: date) -> tuple[Claim, ...]:
        """The purchases of `day` known at `now`, whenever the click was."""
        raise NotImplementedError

    def settled(self, now: datetime, day: date) -> bool:
        """Whether the clicks of `day` change no more (48 hours after it)."""
        raise NotImplementedError
