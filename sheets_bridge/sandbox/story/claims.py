"""Cancellations, returns and exchanges: when each of their steps happens, and why they were asked for."""

from datetime import datetime, timedelta
from random import Random

from sheets_bridge.sandbox.story.chance import Odds, below, often, one_of, pick
from sheets_bridge.sandbox.story.life import Claim, Moments
from sheets_bridge.sandbox.story.moments import at_office, at_the_door, later

_CANCEL_REASONS = (
    ("A", "고객변심", "Changed mind"),
    ("G", "주문 오류", "Ordered by mistake"),
    ("B", "배송지연", "Delivery too slow"),
    ("I", "기타", "Other"),
)
_RETURN_REASONS = (
    ("O", "옵션/사이즈 변경", "Other option or size"),
    ("P", "상품불량", "Defective product"),
    ("V", "상품이 설명과 다름", "Not as described"),
    ("W", "기타", "Other"),
)
_MALL_REASONS = (("C", "상품 품절", "Out of stock"),)
_REFUNDS = Odds(("at once", 60), ("first", 15), ("afterwards", 25))


def cancellation(rng: Random, paid: datetime, shipped: datetime) -> Moments:
    """Draw the cancellation of paid lines that would be `shipped`; the mall itself cancels now and then."""
    opened = paid + (shipped - paid) * rng.uniform(0.02, 0.9)
    opened = opened.replace(microsecond=0)
    if often(rng, 0.2):
        moments = {"cancel_accepted": opened}
    else:
        moments = {"cancel_requested": opened, "cancel_accepted": at_office(rng, opened)}
    return moments | _cancel_refund(rng, moments["cancel_accepted"])


def _cancel_refund(rng: Random, accepted: datetime) -> Moments:
    soon = accepted + timedelta(minutes=1 + below(rng, 240))
    when = pick(rng, _REFUNDS)
    if when == "at once":
        return dict.fromkeys(("canceled", "refund_accepted", "refunded"), soon)
    paid_back = _paid_back(rng, soon)
    if when == "afterwards":
        return {"canceled": soon, **paid_back}
    return {**paid_back, "canceled": paid_back["refunded"] + timedelta(minutes=30 + below(rng, 2000))}


def _paid_back(rng: Random, after: datetime) -> Moments:
    """Draw a refund that takes days, one in six of them weeks."""
    accepted = after + timedelta(minutes=5 + below(rng, 3000))
    days = 15 + below(rng, 25) if often(rng, 0.16) else 1 + below(rng, 8)
    return {"refund_accepted": accepted, "refunded": at_office(rng, accepted, days=days)}


def giving_back(rng: Random, ordered: datetime, delivered: datetime) -> Moments:
    """Draw a return: mostly within a week of delivery, a quarter of them 10-80 days after the order."""
    requested = _regretted(rng, delivered)
    if often(rng, 0.27):
        requested = max(requested, ordered + timedelta(days=10 + below(rng, 70), minutes=below(rng, 1440)))
    accepted = at_office(rng, requested)
    collected = at_the_door(rng, accepted, days=1 + below(rng, 4))
    confirmed = at_office(rng, collected, days=below(rng, 3))
    moments = {
        "return_requested": requested,
        "return_accepted": accepted,
        "collected": collected,
        "return_confirmed": confirmed,
    }
    if often(rng, 0.5):
        return moments | dict.fromkeys(("refund_accepted", "refunded"), confirmed)
    return moments | _paid_back(rng, confirmed)


def exchange(rng: Random, delivered: datetime) -> Moments:
    """Draw the exchange of a delivered line."""
    requested = _regretted(rng, delivered)
    accepted = at_office(rng, requested)
    return {
        "exchange_requested": requested,
        "exchange_accepted": accepted,
        "exchanged": at_office(rng, accepted, days=2 + below(rng, 5)),
    }


def _regretted(rng: Random, delivered: datetime) -> datetime:
    return min(later(rng, delivered, hours=48), delivered + timedelta(days=6, minutes=below(rng, 1200)))


def claim_for(rng: Random, letter: str, moments: Moments, order: tuple[datetime, str], *, korean: bool) -> Claim:
    """Open the claim that `moments` tell of; `letter` is C, R or E, `order` the order's moment and number."""
    opens = min(moments, key=lambda name: moments[name])
    reasons = _CANCEL_REASONS if letter == "C" else _RETURN_REASONS
    reason_type, in_korean, in_english = one_of(rng, _MALL_REASONS if opens == "cancel_accepted" else reasons)
    ordered, number = order
    # orders of two days have the same number now and then; claims of one day never do
    days = (moments[opens].date() - ordered.date()).days
    code = f"{letter}{moments[opens]:%Y%m%d}-{days:02d}{int(number):05d}"
    return Claim(code, reason_type, in_korean if korean else in_english, opens)
