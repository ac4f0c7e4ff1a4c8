"""Which days of a medium are asked for where its owner says nothing, and up to when one without today tells."""

from datetime import date, datetime, time, timedelta
from typing import Any

_FIRST_DAYS = 90
_LAST_SECOND = time(23, 59, 59)


def origin(_connection: Any, _pull: Any, now: datetime) -> date:
    """The first day without `history:`: a quarter of a year ago; media tell for years, and each day costs calls."""
    return now.date() - timedelta(days=_FIRST_DAYS)


def end_of(now: datetime, days_ago: int) -> datetime:
    """The last second of a day that is over."""
    return datetime.combine(now.date() - timedelta(days=days_ago), _LAST_SECOND, now.tzinfo)
