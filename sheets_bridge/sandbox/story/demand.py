"""How many people buy on a day: seasons, weekdays, sale peaks and hours of the day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sheets_bridge.sandbox.story.chance import chance, often, poisson
from sheets_bridge.sandbox.story.shops import Trade

_SEASON = (0.92, 0.88, 1.02, 1.04, 1.08, 0.98, 0.90, 0.86, 0.98, 1.04, 1.10, 1.06)
_WEEKDAY = (1.14, 1.08, 1.04, 1.00, 0.92, 0.82, 0.94)
_PEAK_DAYS = {(5, 8): 1.9, (6, 18): 1.6, (11, 11): 2.6, (11, 24): 1.8, (11, 27): 2.2, (12, 12): 1.7, (12, 24): 1.6}
_MONTHLY_SALE = 1.7
_USUAL = 0.91
"""What is left for a usual day, so that a year with its peaks averages to the asked number."""
_NEWCOMERS = 0.42

HOURS = (17, 10, 6, 4, 3, 4, 8, 15, 27, 42, 52, 52, 48, 50, 50, 48, 46, 44, 45, 50, 58, 66, 62, 38)
"""Weight of each hour of the day, 0-23."""


@dataclass(frozen=True)
class Crowd:
    """Who orders on one day: `orders` in all, the first `newcomers` of them by members who never bought before."""

    orders: int
    newcomers: int


@lru_cache(maxsize=4096)
def sale_day(seed: int, day: date) -> bool:
    """Tell whether `day` is a sale: a fixed peak, or one of three days the month's draw chose."""
    begins = chance(seed, "sale", day.year, day.month).randrange(2, 25)
    return (day.month, day.day) in _PEAK_DAYS or begins <= day.day < begins + 3


def interest(seed: int, day: date) -> float:
    """Return how much `day` draws people, 1.0 on an average day."""
    peak = _PEAK_DAYS.get((day.month, day.day)) or (_MONTHLY_SALE if sale_day(seed, day) else 1.0)
    return _USUAL * _SEASON[day.month - 1] * _WEEKDAY[day.weekday()] * peak


def silent(seed: int, trade: Trade, day: date) -> bool:
    """Tell whether the shop had no visitor at all on `day` (it was closed for maintenance)."""
    return often(chance(seed, trade.shop.shop_no, day, "silent"), trade.days_without_traffic)


def crowd_on(seed: int, trade: Trade, day: date, orders_per_day: float) -> Crowd:
    """Draw the crowd of `day`; `orders_per_day` is the shop's yearly average."""
    if silent(seed, trade, day):
        return Crowd(0, 0)
    rng = chance(seed, trade.shop.shop_no, day, "crowd")
    orders = poisson(rng, orders_per_day * interest(seed, day))
    return Crowd(orders, sum(often(rng, _NEWCOMERS) for _ in range(orders)))
