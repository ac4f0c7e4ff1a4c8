"""What a call asks for: days, paging, lists, shop, each refused as Cafe24 refuses it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sheets_bridge.sandbox.cafe24.refusal import unprocessable
from sheets_bridge.sandbox.mall import Mall

OFFSET_LIMIT = 15000
LIST_LIMIT = 100
Query = Mapping[str, str]


@dataclass(frozen=True)
class Days:
    """A span of whole Korean days, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Paging:
    """Which slice of the rows is wanted."""

    limit: int
    offset: int

    @property
    def slice(self) -> slice:
        """The slice of the rows."""
        return slice(self.offset, self.offset + self.limit)


def shop_no(query: Query, mall: Mall) -> int:
    """The shop asked for, 1 by default. Raises Refusal 422 unless it exists and is active."""
    number = whole(query, "shop_no", 1)
    shop = mall.shop(number)
    if shop is None:
        raise unprocessable(f"[Multi-shop number] {number} does not exist.", "shop_no")
    if not shop.active:
        raise unprocessable(f"[Multi-shop number] {number} is not active.", "shop_no")
    return number


def paging(query: Query, largest: int, usual: int = 10, furthest: int = OFFSET_LIMIT - 1) -> Paging:
    """Limit (`usual` by default) and offset. Raises Refusal 422 outside 1..`largest` and 0..`furthest`."""
    limit, offset = whole(query, "limit", usual), whole(query, "offset", 0)
    if not 1 <= limit <= largest:
        raise unprocessable(f"[Number of results] must be between 1 and {largest}.", "limit")
    if offset > furthest:
        raise unprocessable(f"[Start location of list] must be less than {furthest + 1}.", "offset")
    if offset < 0:
        raise unprocessable("[Start location of list] must not be negative.", "offset")
    return Paging(limit, offset)


def listed(query: Query, name: str) -> frozenset[str]:
    """The values of a comma list; empty when it was not sent. Raises Refusal 422 over 100 values."""
    values = frozenset(part.strip() for part in query.get(name, "").split(",") if part.strip())
    if len(values) > LIST_LIMIT:
        raise unprocessable(f"At most {LIST_LIMIT} values can be searched at once.", name)
    return values


def days(query: Query) -> Days | None:
    """start_date and end_date; None when neither was sent. Raises Refusal 422 for one alone or a bad span."""
    if "start_date" not in query and "end_date" not in query:
        return None
    for name, other in (("start_date", "end_date"), ("end_date", "start_date")):
        if name not in query:
            raise unprocessable(f"[{name}] must be entered together with {other}.", name)
    span = Days(_day(query, "start_date"), _day(query, "end_date"))
    if span.last < span.first:
        raise unprocessable("[end_date] must not be earlier than start_date.", "end_date")
    return span


def required_days(query: Query) -> Days:
    """start_date and end_date of a list that cannot be read without them. Raises Refusal 422."""
    span = days(query)
    if span is None:
        raise unprocessable("[start_date] is a required field.", "start_date")
    return span


def under_three_months(span: Days) -> None:
    """Raises Refusal 422 where one call spans three months or more."""
    if span.last >= _three_months_after(span.first):
        raise unprocessable("The search period must be less than 3 months.", "end_date")


def _three_months_after(day: date) -> date:
    year, month = day.year + (day.month + 2) // 12, (day.month + 2) % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _day(query: Query, name: str) -> date:
    """The day; a time of day behind it is not honoured."""
    try:
        return date.fromisoformat(query[name][:10])
    except ValueError as wrong:
        raise unprocessable(f"[{name}] is not a valid date.", name) from wrong


def whole(query: Query, name: str, default: int) -> int:
    """A whole number. Raises Refusal 422 for anything else."""
    try:
        return int(query.get(name, default))
    except ValueError as wrong:
        raise unprocessable(f"[{name}] must be a number.", name) from wrong
