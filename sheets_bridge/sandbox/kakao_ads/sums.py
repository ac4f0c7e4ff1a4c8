"""What ads did in sum: shown, clicked, paid for, and the purchases within one and within seven days of the click."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sheets_bridge.sandbox.story.ad_days import Claim, Tally

_DAY_SECONDS = 86_400
_Number = TypeVar("_Number", int, Decimal)


@dataclass(frozen=True)
class Sums:
    """Counts and whole amounts. Who bought within a day is among those of seven days."""

    impressions: int = 0
    clicks: int = 0
    cost: Decimal = Decimal(0)
    purchases_1d: int = 0
    purchases_7d: int = 0
    value_1d: Decimal = Decimal(0)
    value_7d: Decimal = Decimal(0)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.impressions + other.impressions,
            self.clicks + other.clicks,
            self.cost + other.cost,
            self.purchases_1d + other.purchases_1d,
            self.purchases_7d + other.purchases_7d,
            self.value_1d + other.value_1d,
            self.value_7d + other.value_7d,
        )


def of_tally(tally: Tally, parts: int) -> Sequence[Sums]:
    """A tally cut into so many parts that add up to it."""
    counts = zip(split(tally.impressions, parts), split(tally.clicks, parts), split(tally.cost, parts), strict=True)
    return [Sums(impressions, clicks, cost) for impressions, clicks, cost in counts]


def of_claim(claim: Claim) -> Sums:
    """A purchase; nothing where it came later than seven days after the click."""
    days = claim.seconds / _DAY_SECONDS
    soon, late = days <= 1, days <= 7
    return Sums(
        purchases_1d=int(soon), purchases_7d=int(late), value_1d=claim.value * soon, value_7d=claim.value * late
    )


def split(number: _Number, parts: int) -> Sequence[_Number]:
    """Whole parts of a number, as even as whole numbers allow; the first takes what is left over."""
    part: _Number = number // parts
    first: _Number = number - part * (parts - 1)
    return [first if not nth else part for nth in range(parts)]
