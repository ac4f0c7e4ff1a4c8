"""One shop's orders of one day, drawn from the seed, the shop and the day alone."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from sheets_bridge.sandbox.story.catalogue import Catalogue
from sheets_bridge.sandbox.story.chance import chance, often
from sheets_bridge.sandbox.story.demand import HOURS, Crowd
from sheets_bridge.sandbox.story.life import Life
from sheets_bridge.sandbox.story.model import Person
from sheets_bridge.sandbox.story.moments import midnight
from sheets_bridge.sandbox.story.order import Occasion, life_of
from sheets_bridge.sandbox.story.payment import Place, place_of
from sheets_bridge.sandbox.story.people import guest, member
from sheets_bridge.sandbox.story.shops import SHOPS, Trade

_DAYS_BETWEEN_ORDERS = 70


def lives_of(
    seed: int, trade: Trade, goods: Catalogue, day: date, crowd_on: Callable[[date], Crowd]
) -> tuple[Life, ...]:
    """Draw the lives of the day's orders, earliest first; `crowd_on` tells who came on this and on earlier days."""
    rng = chance(seed, trade.shop.shop_no, day)
    crowd = crowd_on(day)
    newcomers = dict(zip(rng.sample(range(crowd.orders), crowd.newcomers), range(crowd.newcomers), strict=True))
    lives = []
    moments, numbers = _moments(rng, day, crowd.orders), _numbers(rng, trade, crowd.orders)
    for index, (ordered, number) in enumerate(zip(moments, numbers, strict=True)):
        new = newcomers.get(index)
        place = place_of(rng, trade, members_only=new is not None)
        buyer = _known(rng, seed, trade, day, place, crowd_on) if new is None else member(seed, trade, day, new)
        occasion = Occasion(ordered, number, buyer, new is not None, place)
        lives.append(life_of(rng, seed, trade, goods, occasion))
    return tuple(lives)


def _known(rng: Random, seed: int, trade: Trade, day: date, place: Place, crowd_on: Callable[[date], Crowd]) -> Person:
    """Return a member who came for the first time on an earlier day (be it before the story), or a guest."""
    before = day - timedelta(days=1 + int(rng.expovariate(1 / _DAYS_BETWEEN_ORDERS)))
    known = crowd_on(before).newcomers if often(rng, place.members) else 0
    return member(seed, trade, before, rng.randrange(known)) if known else guest(rng, trade)


def _moments(rng: Random, day: date, count: int) -> list[datetime]:
    start = midnight(day)
    hours = rng.choices(range(24), HOURS, k=count)
    return sorted(start + timedelta(hours=hour, seconds=rng.randrange(3600)) for hour in hours)


def _numbers(rng: Random, trade: Trade, count: int) -> list[str]:
    """Draw order numbers: rising with gaps, a few out of turn; every shop of the mall has numbers of its own."""
    turns = sorted(rng.sample(range(4, 6 + count * 2), count))
    for index in range(1, count):
        if often(rng, 0.05):
            turns[index - 1], turns[index] = turns[index], turns[index - 1]
    return [f"{turn * len(SHOPS) + trade.shop.shop_no:07d}" for turn in turns]
