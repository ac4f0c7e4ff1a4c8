"""How a data-driven model shares a purchase among the clicks before it: parts of one, which add up to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sheets_bridge.sandbox.story.ad_facts import Claim
from sheets_bridge.sandbox.story.campaigns import Placement

_SHARED_EVERY = 3
_LAST_CLICK = Decimal("0.6")


@dataclass(frozen=True)
class Credit:
    """What one click gets of a purchase: `part` is above 0 and at most 1, `value` its part of the money."""

    placement: Placement
    mobile: bool
    part: Decimal
    value: Decimal


def credits_of(claims: Iterable[Claim]) -> Iterator[Credit]:
    """The credits of purchases by the day of their click. A third of those by a search word were led to by a second
    click as well: on the same ad and day, on the other kind of device, for the group's next word."""
    for claim in claims:
        if claim.placement.keyword and claim.seconds % _SHARED_EVERY == 0:
            share = claim.value * _LAST_CLICK
            yield Credit(claim.placement, claim.mobile, _LAST_CLICK, share)
            yield Credit(_next_word(claim.placement), not claim.mobile, 1 - _LAST_CLICK, claim.value - share)
        else:
            yield from whole([claim])


def whole(claims: Iterable[Claim]) -> Iterator[Credit]:
    """The credits of a medium that gives all of a purchase to one click."""
    return (Credit(claim.placement, claim.mobile, Decimal(1), claim.value) for claim in claims)


def _next_word(place: Placement) -> Placement:
    words = place.group.keywords
    if place.keyword is None:
        raise AssertionError("only a click for a search word")
    after = words[(words.index(place.keyword) + 1) % len(words)]
    return Placement(place.campaign, place.group, place.ad, after)
