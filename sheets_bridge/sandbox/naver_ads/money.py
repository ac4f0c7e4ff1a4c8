"""What Naver's reports call cost: the VAT changed sides on one day (reference 1.4)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

VAT_INCLUDED_FROM = date(2026, 3, 30)
"""It goes by the day reported on, not by the day the report was made."""
_WITH_VAT = Decimal("1.1")


def reported(cost: Decimal, day: date) -> Decimal:
    """A cost without VAT as a report on `day` tells it: without VAT and with decimals, later with VAT in whole won."""
    return cost if day < VAT_INCLUDED_FROM else (cost * _WITH_VAT).quantize(Decimal(1), ROUND_HALF_UP)
