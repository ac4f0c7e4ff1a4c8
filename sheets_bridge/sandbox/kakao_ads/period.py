"""Which days a report is asked for, each bound refused as Kakao refuses it (reference §5.2, §6)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sheets_bridge.sandbox.kakao_ads.ask import Ask, missing
from sheets_bridge.sandbox.kakao_ads.refusal import bad_parameter

_MOST_DAYS = 31
_YEARS_KEPT = 2


@dataclass(frozen=True)
class Period:
    """A span of whole days, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> Iterator[date]:
        """Its days in their order."""
        for ahead in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=ahead)


def period_of(ask: Ask) -> Period:
    """The days asked for. Raises Refusal 400."""
    today, query = ask.now.date(), ask.query
    if query.get("start") and query.get("end"):
        return _told(query, today)
    usual = "" if ask.wire.medium == "kakao_moment" else "TODAY"
    preset = query.get("datePreset", usual)
    if not preset:
        raise missing(ask.wire, "start")
    if preset not in _PRESETS:
        raise bad_parameter("datePreset is not a valid value.")
    return _PRESETS[preset](today)


def _told(query: Mapping[str, str], today: date) -> Period:
    """The span of start and end; today is to be had by datePreset=TODAY alone."""
    span = Period(_day(query["start"]), _day(query["end"]))
    if not 0 <= (span.last - span.first).days < _MOST_DAYS:
        raise bad_parameter(f"the period must be within {_MOST_DAYS} days.")
    if span.last >= today or span.first < today.replace(day=1, year=today.year - _YEARS_KEPT):
        raise bad_parameter("the period is not valid.")
    return span


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as wrong:
        raise bad_parameter("a day must be written yyyyMMdd.") from wrong


def _until_yesterday(days: int) -> Callable[[date], Period]:
    return lambda today: Period(today - timedelta(days=days), today - timedelta(days=1))


def _last_month(today: date) -> Period:
    last = today.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


_PRESETS: Mapping[str, Callable[[date], Period]] = {
    "TODAY": lambda today: Period(today, today),
    "YESTERDAY": _until_yesterday(1),
    "LAST_7DAY": _until_yesterday(7),
    "LAST_14DAY": _until_yesterday(14),
    "LAST_30DAY": _until_yesterday(30),
    "THIS_MONTH": lambda today: Period(today.replace(day=1), today - timedelta(days=1)),
    "LAST_MONTH": _last_month,
}
