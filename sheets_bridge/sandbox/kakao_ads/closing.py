"""When a day of Kakao's is final (reference §5.3)."""

from datetime import date, datetime, time, timedelta

_FINAL_AT = time(8)
_CORRECTED_AFTER = timedelta(days=3)


def counted_at(now: datetime, day: date) -> datetime:
    """From which moment's sight Kakao counts clicks: a day is corrected until 08:00 of the next, and then no more."""
    final = datetime.combine(day + timedelta(days=1), _FINAL_AT, now.tzinfo)
    return now if now < final else max(now, final + _CORRECTED_AFTER)
