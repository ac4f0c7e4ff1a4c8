"""What happens to an order that nobody claims anything about: payment, packing, the road, the confirmation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sheets_bridge.sandbox.story.chance import Odds, below, often, one_of, pick
from sheets_bridge.sandbox.story.life import UNDATED, Moments
from sheets_bridge.sandbox.story.moments import at_office, at_the_door, later, midnight
from sheets_bridge.sandbox.story.shops import Trade

_TRANSFERS = Odds(("paid", 86), ("canceled_by_clock", 9), ("canceled_by_buyer", 4), ("canceled_by_mall", 1))
_CONFIRMATIONS = Odds(("clock", 74), ("buyer", 17), ("late", 5), ("never", 4))
_DAYS_UNTIL_CANCELED = 8
_DAYS_UNTIL_CONFIRMED = 8


@dataclass(frozen=True)
class Payment:
    """When an order is paid, or how it ends unpaid."""

    paid_at: datetime | None
    partly_paid: datetime | None = None
    given_up: Mapping[str, datetime] = field(default_factory=dict)


def paid_at_once(rng: Random, ordered: datetime) -> Payment:
    """Pay by card or the like: within a minute and a half."""
    return Payment(ordered + timedelta(seconds=below(rng, 90)))


def transferred(rng: Random, ordered: datetime) -> Payment:
    """Pay by a transfer: hours to days later, or not at all."""
    ending = pick(rng, _TRANSFERS)
    if ending == "paid":
        paid = min(later(rng, ordered, hours=11), ordered + timedelta(days=6, hours=below(rng, 20)))
        return Payment(paid, ordered + (paid - ordered) / 2 if often(rng, 0.06) else None)
    nightly = midnight(ordered.date()) + timedelta(seconds=below(rng, 900))
    moment = {
        "canceled_by_clock": nightly + timedelta(days=_DAYS_UNTIL_CANCELED),
        "canceled_by_buyer": min(later(rng, ordered, hours=14), ordered + timedelta(days=6)),
        "canceled_by_mall": at_office(rng, ordered, days=3),
    }[ending]
    return Payment(None, given_up={ending: moment, "canceled": moment})


def journey(rng: Random, trade: Trade, paid: datetime, *, preorder: bool) -> Moments:
    """Draw the way of a paid line to its confirmation."""
    moments = {"paid": paid, "placed": at_office(rng, paid)}
    moments["packed"] = ready = moments["placed"] + timedelta(minutes=5 + below(rng, 115))
    if often(rng, 0.02):
        moments["held"] = ready + timedelta(minutes=10 + below(rng, 80))
        moments["released"] = ready = at_office(rng, moments["held"], days=1 + below(rng, 4))
    lag = 14 + below(rng, 32) if preorder else one_of(rng, (0, 0, 0, 1, 1, 2))
    return moments | _road(rng, trade, at_office(rng, ready, days=lag))


def replacement(rng: Random, trade: Trade, accepted: datetime) -> Moments:
    """Draw the way of the line that an exchange sends out."""
    placed = at_office(rng, accepted)
    packed = placed + timedelta(minutes=5 + below(rng, 115))
    shipped = at_office(rng, packed, days=below(rng, 4))
    return {"placed": placed, "packed": packed} | _road(rng, trade, shipped)


def _road(rng: Random, trade: Trade, shipped: datetime) -> Moments:
    delivered = at_the_door(rng, shipped, days=one_of(rng, trade.days_to_door))
    moments = {"shipped": shipped, "delivered": delivered}
    confirmed = _confirmed(rng, delivered)
    if confirmed:
        moments["purchase_confirmed"] = confirmed
    if often(rng, 0.015):
        moments["tracking_corrected"] = shipped + timedelta(minutes=30 + below(rng, 4000))
    return moments


def _confirmed(rng: Random, delivered: datetime) -> datetime | None:
    how = pick(rng, _CONFIRMATIONS)
    if how == "never":
        return None
    if how == "buyer":
        return min(later(rng, delivered, hours=50), delivered + timedelta(days=7))
    days = _DAYS_UNTIL_CONFIRMED if how == "clock" else 15 + below(rng, 45)
    return midnight(delivered.date()) + timedelta(days=days, seconds=below(rng, 3 * 3600))


def until(moments: Moments, end: datetime) -> Moments:
    """Leave out what does not happen any more because something else came at `end`."""
    return {name: moment for name, moment in moments.items() if moment < end}


def findable(trade: Trade, moments: Moments, ordered: datetime) -> Moments:
    """Leave out changes without a date that would come too late to be noticed by anybody."""
    limit = ordered + trade.findable_undated
    return {name: moment for name, moment in moments.items() if name not in UNDATED or moment <= limit}
