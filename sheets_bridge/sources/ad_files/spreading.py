"""A sum spread evenly over days, so that its parts add up to it again. Pure."""

from collections.abc import Sequence
from decimal import Decimal

_SMALLEST = Decimal("0.01")


def spread(total: Decimal, days: int) -> Sequence[Decimal]:
    """The parts of a sum, a day each: whole where it is whole, else in hundredths; the first days bear what is over."""
    unit = Decimal(1) if total == total.to_integral_value() else _SMALLEST
    if total % unit:
        # More decimals than money has: the first day takes them along.
        whole = total - total % unit
        first, *others = spread(whole, days)
        return [first + total % unit, *others]
    each, over = divmod(int(abs(total) / unit), days)
    sign = -1 if total < 0 else 1
    return [sign * unit * (each + (day < over)) for day in range(days)]
