"""Which purchases the media claim: those their ads led to, and some that came by themselves."""

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from sheets_bridge.sandbox.story.ad_facts import Claim
from sheets_bridge.sandbox.story.ad_showing import Showing
from sheets_bridge.sandbox.story.audience import Sale
from sheets_bridge.sandbox.story.campaigns import Placement
from sheets_bridge.sandbox.story.chance import below, chance, often
from sheets_bridge.sandbox.story.moments import midnight

_NOT_PAID_FOR = ("direct", "organic")
_CLAIMED = {"naver": 0.10, "meta": 0.16, "google": 0.08, "kakao": 0.06}
"""The share of sales nobody paid for that each medium claims as well."""
_BY_SIGHT = {"meta": 0.4}
"""The share of those that had only seen the ad."""
_DAYS_BACK = 7
_CLICK_COUNTS, _SIGHT_COUNTS = timedelta(days=7), timedelta(days=1)
_LONGEST_VISIT = 2400
"""Seconds from the click to the order, at most."""

Shown = Callable[[str, date], Sequence[Showing]]
"""Everything a medium showed on a day."""


@dataclass(frozen=True)
class Claimed:
    """A claim with the hour of its purchase, from which on the medium knows it."""

    hour: int
    claim: Claim


def claims_of(seed: int, sale: Sale, shown: Shown) -> Iterator[Claimed]:
    """Every medium's claim to one sale; `shown` are the ads of its shop."""
    rng = chance(seed, "claimed", sale.order.order_id)
    if sale.origin.placement:
        yield Claimed(sale.paid_at.hour, _led(rng, sale))
    elif sale.origin.channel in _NOT_PAID_FOR:
        claims = (_late(rng, sale, medium, shown) for medium, share in _CLAIMED.items() if often(rng, share))
        yield from (Claimed(sale.paid_at.hour, claim) for claim in claims if claim)


def _led(rng: Random, sale: Sale) -> Claim:
    """The claim of the ad that was clicked for the visit of the order."""
    placement, ordered = sale.origin.placement, sale.order.ordered
    if placement is None:
        raise AssertionError("only a sale that an ad led to")
    clicked = max(midnight(ordered.date()), ordered - timedelta(seconds=60 + below(rng, _LONGEST_VISIT)))
    return _claim(placement, sale, clicked, mobile=sale.order.from_mobile)


def _late(rng: Random, sale: Sale, medium: str, shown: Shown) -> Claim | None:
    """The claim of an ad clicked, or only seen, up to six days before; None where none was, or too long ago."""
    viewed = often(rng, _BY_SIGHT.get(medium, 0.0))
    back = below(rng, 2 if viewed else _DAYS_BACK)
    clicked = _moment_before(rng, sale.order.ordered, back)
    showing = _one_by_weight(rng, shown(medium, clicked.date()), viewed=viewed)
    if showing is None or sale.paid_at - clicked > (_SIGHT_COUNTS if viewed else _CLICK_COUNTS):
        return None
    return _claim(showing.placement, sale, clicked, mobile=showing.mobile, viewed=viewed)


def _moment_before(rng: Random, ordered: datetime, back: int) -> datetime:
    """A moment of the day `back` days before the order, and before the order."""
    day = midnight(ordered.date() - timedelta(days=back))
    return day + (min(ordered, day + timedelta(days=1)) - day) * rng.random()


def _one_by_weight(rng: Random, showings: Sequence[Showing], *, viewed: bool) -> Showing | None:
    marks = list(accumulate(one.impressions if viewed else one.clicked for one in showings))
    at = rng.random()
    return showings[bisect(marks, at * marks[-1])] if marks and marks[-1] else None


def _claim(placement: Placement, sale: Sale, clicked: datetime, *, mobile: bool, viewed: bool = False) -> Claim:
    """What the pixel sends: the order's payment amount, whatever is given back later."""
    seconds = int((sale.paid_at - clicked).total_seconds())
    value = sale.order.payment_amount
    return Claim(placement, mobile, clicked.date(), sale.paid_at.date(), seconds, value, viewed)
