"""What a medium knows of its ads: what one did on a day, and which purchase it says an ad led to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sheets_bridge.sandbox.story.campaigns import Placement


@dataclass(frozen=True)
class Tally:
    """An ad for one keyword on one kind of device on one day, as counted so far. `cost` is without VAT, in the currency
    of the account (Naver's won with one decimal, other won whole, dollars in cents)."""

    placement: Placement
    mobile: bool
    impressions: int
    clicks: int
    cost: Decimal


@dataclass(frozen=True)
class Claim:
    """One purchase that a medium says an ad led to. `seconds` lie between the click (or the sight) and the purchase:
    never more than seven days after a click, a day after a sight, so that every window of every medium holds them."""

    placement: Placement
    mobile: bool
    clicked_on: date
    bought_on: date
    seconds: int
    value: Decimal
    viewed: bool = False
    """Whether the ad was only seen."""
