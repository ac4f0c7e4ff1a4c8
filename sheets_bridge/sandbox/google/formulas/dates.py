"""Functions of days: serial numbers counted from 1899-12-30."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from ..typed import EPOCH
from .criteria import amount
from .declared import Function, each
from .kinds import Fault, Scalar, number_of, text_of, whole_of

_FIRST = EPOCH.date()


def serial(day: date) -> int:
    """The serial number of a day."""
    return (day - _FIRST).days


def day_of(value: Scalar) -> date:
    """The day of a serial number. Raises Fault."""
    try:
        return _FIRST + timedelta(days=number_of(value) // 1)
    except OverflowError:
        raise Fault("NUM") from None


def _date(year: Scalar, month: Scalar, day: Scalar) -> int:
    """Months and days beyond their ends run on into the next; a year below 1900 counts from 1900."""
    first = whole_of(year)
    return serial(_months_on(first + 1900 if 0 <= first < 1900 else first, whole_of(month))) + whole_of(day) - 1


def _months_on(year: int, month: int) -> date:
    try:
        return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    except (ValueError, OverflowError):
        raise Fault("NUM") from None


def _moved(value: Scalar, months: Scalar) -> date:
    """The first of the month so many months on."""
    start = day_of(value)
    return _months_on(start.year, start.month + whole_of(months))


def _end_of_month(value: Scalar, months: Scalar) -> int:
    first = _moved(value, months)
    return serial(_months_on(first.year, first.month + 1)) - 1


def _same_day(value: Scalar, months: Scalar) -> int:
    return min(serial(_moved(value, months)) + day_of(value).day - 1, _end_of_month(value, months))


def _weekday(value: Scalar, kind: Scalar = 1) -> int:
    """1: Sunday is 1; 2: Monday is 1; 3: Monday is 0."""
    monday = day_of(value).weekday()
    found = {1: (monday + 1) % 7 + 1, 2: monday + 1, 3: monday}.get(whole_of(kind))
    if found is None:
        raise Fault("NUM")
    return found


def _from_text(text: Scalar) -> float:
    found = amount(text_of(text)) if isinstance(text, str) else None
    if found is None:
        raise Fault("VALUE")
    return found // 1


def _part(of: Callable[[date], int]) -> Function:
    return each(lambda value: of(day_of(value)), 1)


DATES: Mapping[str, Function] = {
    "DATE": each(_date, 3),
    "YEAR": _part(lambda day: day.year),
    "MONTH": _part(lambda day: day.month),
    "DAY": _part(lambda day: day.day),
    "EDATE": each(_same_day, 2),
    "EOMONTH": each(_end_of_month, 2),
    "WEEKDAY": each(_weekday, 1, 2),
    "DATEVALUE": each(_from_text, 1),
}
