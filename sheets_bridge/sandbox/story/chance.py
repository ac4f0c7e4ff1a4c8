"""Seeded chance: the same names always draw the same numbers, whatever was drawn before."""

import math
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def chance(*names: object) -> Random:
    """Return a source of chance that depends on `names` only."""
    return Random(":".join(map(str, names)))  # noqa: S311 - a story, not a secret


def often(rng: Random, share: float) -> bool:
    """Tell whether something that happens in `share` (0-1) of all cases happens now."""
    return rng.random() < share


class Odds(Generic[T]):
    """Things with their weights, made ready for many draws."""

    def __init__(self, *weighted: tuple[T, float]) -> None:
        """Take (thing, weight) pairs; weights need not add up to anything."""
        self.things = tuple(thing for thing, _ in weighted)
        self.marks = tuple(accumulate(weight for _, weight in weighted))


def pick(rng: Random, odds: Odds[T]) -> T:
    """Pick one of the things by its weight."""
    return odds.things[bisect(odds.marks, rng.random() * odds.marks[-1])]


def below(rng: Random, end: int) -> int:
    """Draw a whole number from 0 to `end` - 1."""
    return int(rng.random() * end)


def one_of(rng: Random, things: Sequence[T]) -> T:
    """Pick one of `things`, all alike."""
    return things[int(rng.random() * len(things))]


def poisson(rng: Random, mean: float) -> int:
    """Draw a count around `mean` (0 and more)."""
    if mean > 40:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    left, count = math.exp(-mean), 0
    product = rng.random()
    while product > left:
        product *= rng.random()
        count += 1
    return count
