"""What a call asks of the statistics: shop, days, device, order and slice, each refused as Analytics refuses it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sheets_bridge.sandbox.cafe24 import asked
from sheets_bridge.sandbox.cafe24.asked import Query
from sheets_bridge.sandbox.cafe24.refusal import unprocessable
from sheets_bridge.sandbox.mall import Mall
from sheets_bridge.sandbox.story.audience import Audience, Sale, Visits
from sheets_bridge.sandbox.story.browsing import Seen
from sheets_bridge.sandbox.story.model import DayOfVisits, Shop

_DEVICES = ("total", "pc", "mobile")
_LEAST_ROWS, _MOST_ROWS, _USUAL_ROWS = 50, 1000, 100


@dataclass(frozen=True)
class Question:
    """One call's wish; `now` is one moment for all of the answer, `order_id` is empty unless one order is wanted."""

    mall: Mall
    shop: Shop
    now: datetime
    days: Sequence[date]
    device: str
    by_hour: bool
    order_id: str

    @property
    def audience(self) -> Audience | None:
        """Who visits the shop; None where it has no traffic."""
        return self.mall.story.audience(self.shop.shop_no)

    @property
    def devices(self) -> Sequence[bool]:
        """The kinds of device asked for: False for PCs, True for phones."""
        return {"total": (False, True), "pc": (False,), "mobile": (True,)}[self.device]

    def traffic(self, day: date) -> DayOfVisits | None:
        """The day's counts; None where there are none."""
        if self.device == "total":
            return self.mall.story.visits(self.now, self.shop.shop_no, day)
        return self.audience.day_on(self.now, day, mobile=self.device == "mobile") if self.audience else None

    def ready(self) -> Iterator[tuple[Audience, date]]:
        """The days of which something has been counted: not yet today's first hour, nor what is to come."""
        audience = self.audience
        if audience:
            yield from ((audience, day) for day in self.days if audience.ready(self.now, day))

    def visits(self) -> Iterator[Visits]:
        """The visits of all days."""
        for audience, day in self.ready():
            yield from (part for part in audience.visits(self.now, day) if part.mobile in self.devices)

    def sales(self) -> Iterator[Sale]:
        """The sales of all days, each on the day its payment was completed."""
        for audience, day in self.ready():
            yield from (sale for sale in audience.sales(self.now, day) if sale.order.from_mobile in self.devices)


def seen_by(visits: Iterable[Visits]) -> Seen:
    """Visits in sum."""
    parts = list(visits)
    return Seen(
        sum(part.visits for part in parts),
        sum(part.first_visits for part in parts),
        sum(part.page_views for part in parts),
    )


def question_of(mall: Mall, query: Query, *, hourly: bool) -> Question:
    """Read a query; `hourly` resources know format_type. Raises Refusal 422 for a parameter out of its bounds."""
    shop_no, span = asked.shop_no(query, mall), asked.required_days(query)
    shop = mall.shop(shop_no)
    if shop is None:
        raise AssertionError("a shop that was asked for exists")
    by_hour = hourly and chosen(query, "format_type", ("day", "hour")) == "hour"
    days = [span.first + timedelta(days=ahead) for ahead in range((span.last - span.first).days + 1)]
    device = chosen(query, "device_type", _DEVICES)
    return Question(mall, shop, mall.now(), days, device, by_hour, query.get("orderId", ""))


def sliced(query: Query, *, offset: bool) -> slice:
    """Which of the rows are wanted: the rest is cut without a word, there are no links. Raises Refusal 422."""
    limit = asked.whole(query, "limit", _USUAL_ROWS)
    start = asked.whole(query, "offset", 0) if offset else 0
    if not _LEAST_ROWS <= limit <= _MOST_ROWS:
        raise unprocessable(f"[limit] must be between {_LEAST_ROWS} and {_MOST_ROWS}.", "limit")
    if start < 0:
        raise unprocessable("[offset] must not be negative.", "offset")
    return slice(start, start + limit)


def chosen(query: Query, name: str, allowed: Sequence[str]) -> str:
    """The value sent, the first allowed one by default. Raises Refusal 422 for another."""
    value = query.get(name, allowed[0])
    if value not in allowed:
        raise unprocessable(f"[{name}] is not a valid value.", name)
    return value
