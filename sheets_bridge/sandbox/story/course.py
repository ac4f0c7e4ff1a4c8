"""How the lines of one order go: undisturbed, given up unpaid, cancelled, returned or exchanged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from sheets_bridge.sandbox.story.basket import Choice
from sheets_bridge.sandbox.story.chance import Odds, below, one_of, pick
from sheets_bridge.sandbox.story.claims import cancellation, claim_for, exchange, giving_back
from sheets_bridge.sandbox.story.fate import Payment, findable, journey, replacement, until
from sheets_bridge.sandbox.story.life import Claim, Moments
from sheets_bridge.sandbox.story.shops import Trade

_CLAIMS = Odds(("", 87.5), ("whole C", 3.5), ("part C", 2.5), ("whole R", 2.0), ("part R", 2.5), ("part E", 2.0))


@dataclass(frozen=True)
class Course:
    """What happens to one line, and the claim that was opened on it."""

    moments: Moments
    claim: Claim | None = None


@dataclass(frozen=True)
class Bought:
    """What a course depends on: when it was ordered, the order's number of the day, and what."""

    ordered: datetime
    number: str
    choices: Sequence[Choice]


def courses_of(rng: Random, trade: Trade, bought: Bought, payment: Payment) -> list[Course]:
    """Draw the course of each line; after them comes that of the line which replaces an exchanged one."""
    if payment.paid_at is None:
        return [Course(dict(payment.given_up)) for _ in bought.choices]
    courses = [Course(moments) for moments in _undisturbed(rng, trade, bought, payment.paid_at)]
    scope, _, letter = pick(rng, _CLAIMS).partition(" ")
    chosen = _chosen(rng, bought, scope, letter)
    if chosen:
        steps = _steps(rng, letter, bought, payment.paid_at, [courses[index].moments for index in chosen])
        claim = claim_for(rng, letter, steps, (bought.ordered, bought.number), korean=trade.korean)
        for index in chosen:
            courses[index] = Course(until(courses[index].moments, steps[claim.opens]) | steps, claim)
        courses += [Course(replacement(rng, trade, steps["exchange_accepted"]))] if letter == "E" else []
    return [Course(findable(trade, course.moments, bought.ordered), course.claim) for course in courses]


def _undisturbed(rng: Random, trade: Trade, bought: Bought, paid: datetime) -> list[Moments]:
    """Send what is there in one parcel, and what was ordered ahead in another."""
    ahead = [choice.product.preorder for choice in bought.choices]
    parcels = {preorder: journey(rng, trade, paid, preorder=preorder) for preorder in sorted(set(ahead))}
    return [parcels[preorder] for preorder in ahead]


def _chosen(rng: Random, bought: Bought, scope: str, letter: str) -> list[int]:
    """Choose the lines that a claim is about; gifts go with a whole cancellation only."""
    goods = [index for index, choice in enumerate(bought.choices) if not choice.gift]
    if scope == "whole":
        return goods if letter == "R" else list(range(len(bought.choices)))
    if letter == "C":
        return goods[: 1 + below(rng, len(goods) - 1)] if len(goods) > 1 else []
    return [one_of(rng, goods)] if scope else []


def _steps(rng: Random, letter: str, bought: Bought, paid: datetime, chosen: list[Moments]) -> Moments:
    if letter == "C":
        return cancellation(rng, paid, min(moments["shipped"] for moments in chosen))
    delivered = max(moments["delivered"] for moments in chosen)
    return exchange(rng, delivered) if letter == "E" else giving_back(rng, bought.ordered, delivered)
