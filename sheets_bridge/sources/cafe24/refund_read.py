"""The orders whose refunds moved: `/refunds` names them, `/orders` tells how they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sheets_bridge import paging, values, windows
from sheets_bridge.errors import Incomplete
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step, Window
from sheets_bridge.source import Page
from sheets_bridge.sources.cafe24.answers import unknown_form
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.history import LONGEST_WINDOW
from sheets_bridge.sources.cafe24.order_pages import listing, pages, scope

_PAGE = 500
_IDS_IN_A_LIST = 100


@dataclass
class _Found:
    """What the refunds of a step named."""

    orders: set[tuple[date, str]] = field(default_factory=set)
    nameless: list[Record] = field(default_factory=list)
    """An empty record for each refund that names no order: nobody can take it, so it is set aside and counted."""
    cut: list[tuple[date, int]] = field(default_factory=list)
    """Days with more refunds than an offset can reach, and how many of them were read."""


def read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Pages of the orders that had a refund in the step's window.

    Raises: Incomplete, after all that could be read, where a day has more refunds than Cafe24 lists; DataRejected.
    """
    found = _Found()
    _look(connection, pull, step.by, step.window, found)
    if found.nameless:
        yield found.nameless
    for window, ids in _batches(sorted(found.orders)):
        yield from _named(connection, pull, window, ids)
    if found.cut:
        raise _incomplete(pull, found.cut)


def _named(connection: Connection, pull: Pull, window: Window, ids: Sequence[str]) -> Iterator[Page]:
    asked = {**scope(pull, window), "date_type": "order_date", "order_id": ",".join(ids)}
    try:
        yield from pages(connection, pull, asked)
    except paging.OutOfReach as error:
        # A hundred orders fit one page: it did not mind the numbers we named.
        raise unknown_form(connection.account, "/orders") from error


def _look(connection: Connection, pull: Pull, by: str, window: Window, found: _Found) -> None:
    """Note the refunds of a window; halves of it where they are too many (no way to count them is documented)."""
    asked = {**scope(pull, window), "date_type": by}
    refunds: list[Record] = []
    try:
        for page in listing(connection, "refunds", asked, _PAGE):
            refunds.extend(page)
    except paging.OutOfReach:
        if window.days > 1:
            for half in windows.halves(window):
                _look(connection, pull, by, half, found)
            return
        found.cut.append((window.first, len(refunds)))
    for refund in refunds:
        _note(refund, found)


def _note(refund: Record, found: _Found) -> None:
    order_id = refund.get("order_id")
    if isinstance(order_id, str) and (day := _order_day(refund.get("order_date"), order_id)):
        found.orders.add((day, order_id))
    else:
        found.nameless.append({})


def _order_day(order_date: object, order_id: str) -> date | None:
    """The day of a refund's order; an order number begins with it (`20260214-0000031`)."""
    for words in (order_date, order_id[:8]):
        try:
            day = values.day(words)
        except (ValueError, TypeError):
            continue
        if day:
            return date.fromisoformat(day)
    return None


def _batches(found: Sequence[tuple[date, str]]) -> Iterator[tuple[Window, Sequence[str]]]:
    """Orders by day and id, in lists Cafe24 accepts: at most 100 ids, at most three months."""
    batch: list[str] = []
    first = last = date.min
    for day, order_id in found:
        if batch and (len(batch) == _IDS_IN_A_LIST or day - first >= timedelta(days=LONGEST_WINDOW)):
            yield Window(first, last), batch
            batch = []
        if not batch:
            first = day
        batch.append(order_id)
        last = day
    if batch:
        yield Window(first, last), batch


def _incomplete(pull: Pull, cut: Sequence[tuple[date, int]]) -> Incomplete:
    read_ = sum(number for _, number in cut)
    problem = say(
        "{pull}: incomplete: {days} had more refunds than Cafe24 lists; only the first {read} of them were read. "
        "Their orders are read again by order date.",
        pull=pull.name,
        days=", ".join(day.isoformat() for day, _ in cut),
        read=read_,
    )
    # How many there are is not told; one more than was read is the least.
    return Incomplete(problem, read=read_, expected=read_ + len(cut))
