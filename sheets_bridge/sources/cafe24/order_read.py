"""Orders off the wire: pages of one step, counted, split where a window holds too many, nothing left unsaid."""

import re
from collections.abc import Generator, Hashable, Iterator, Mapping, Sequence
from datetime import date, datetime

from sheets_bridge import paging, windows
from sheets_bridge.errors import DataRejected, Incomplete
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step, Window
from sheets_bridge.source import Page
from sheets_bridge.sources.cafe24 import answers, refund_read
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.history import first_day
from sheets_bridge.sources.cafe24.order_pages import OFFSET_CEILING, days, pages, scope
from sheets_bridge.sources.cafe24.order_plan import REFUNDS

_READINGS = 3
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

# Ways to split what no halves of time split; orders carry exactly one of each.
_KINDS: Mapping[str, Sequence[str]] = {
    "member_type": ("2", "3"),
    "order_place_id": ("cafe24", "mobile", "mobile_d", "NCHECKOUT", "inpark", "auction", "sk11st", "gmarket",
                       "coupang", "shopn"),
    "payment_status": ("F", "M", "T", "A", "P"),
}  # fmt: skip

_Part = tuple[Window, Mapping[str, str]]
"""A window, and what is asked of it."""


def read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Pages of orders of one step.

    Raises: Incomplete, after all that could be read, where fewer orders came than Cafe24 counted; DataRejected where
    the server ignored our dates or answered in a form we do not know.
    """
    if step.by in REFUNDS:
        yield from refund_read.read(connection, pull, step)
        return
    part = step.window, {**scope(pull, step.window), "date_type": step.by}
    for page in _counted(connection, pull, part) if step.count else _swept(connection, pull, part):
        if step.by == "order_date":
            _check_days(pull, page, step.window)
        yield page


def origin(connection: Connection, pull: Pull, now: datetime) -> date:
    """The first day with an order, by Cafe24's own counts."""
    return first_day(
        now.date(), lambda window: _count(connection, {**scope(pull, window), "date_type": "order_date"}) > 0
    )


def probe(connection: Connection, pull: Pull, day: date) -> None:
    """The orders of a day counted: shows the right to orders without reading one."""
    _count(connection, {**scope(pull, Window(day, day)), "date_type": "order_date"})


def _count(connection: Connection, asked: Mapping[str, str]) -> int:
    """How many orders Cafe24 counts; never sent with embed or fields, to which it answers `[]`."""
    path = "/orders/count"
    return answers.counted(connection.account, path, connection.admin.get(path, asked))


def _swept(connection: Connection, pull: Pull, part: _Part) -> Iterator[Page]:
    """Orders nobody counted beforehand (a count per kind of change would double the calls), counted if need be."""
    try:
        yield from pages(connection, pull, part[1])
    except paging.OutOfReach:
        yield from _counted(connection, pull, part)


def _counted(connection: Connection, pull: Pull, part: _Part, expected: int | None = None) -> Iterator[Page]:
    """A window until one reading alone comes to as many as were counted before it.

    All readings together would not do: an order that leaves the list after it was read moves another across the border
    of two pages, and the number of both is right again.
    """
    window, asked = part
    expected = _count(connection, asked) if expected is None else expected
    seen: set[Hashable] = set()
    ended = True
    for _ in range(_READINGS):
        if expected > OFFSET_CEILING:
            yield from _split(connection, pull, part, expected)
            return
        this: set[Hashable] = set()
        ended = yield from _unseen(_noted(pages(connection, pull, asked), this), seen)
        if len(this) >= expected:
            return
        expected = _count(connection, asked)
    if len(seen) < expected or not ended:
        raise _incomplete(pull, window, len(seen), expected)


def _unseen(read_pages: Iterator[Page], seen: set[Hashable]) -> Generator[Page, None, bool]:
    """Rows shift while we page: what came before comes once. Returns whether the list ended where pages end."""
    try:
        for page in read_pages:
            fresh = [record for record in page if _key(record) not in seen]
            seen.update(map(_key, fresh))
            if fresh:
                yield fresh
    except paging.OutOfReach:
        return False
    return True


def _noted(read_pages: Iterator[Page], this: set[Hashable]) -> Iterator[Page]:
    """The pages of one reading, their orders noted."""
    for page in read_pages:
        this.update(map(_key, page))
        yield page


def _key(record: Record) -> Hashable:
    """What an order is known by; an odd record by all that it says: it is for the normalizer to set it aside."""
    order_id = record.get("order_id")
    return order_id if isinstance(order_id, (str, int)) else repr(record)


def _split(connection: Connection, pull: Pull, part: _Part, expected: int) -> Iterator[Page]:
    """More orders than an offset can reach: by the first way whose counts add up, else as far as it goes."""
    window, asked = part
    for parts in _ways(part):
        counts = [_count(connection, each) for _, each in parts]
        if sum(counts) >= expected:
            yield from _each(connection, pull, window, list(zip(parts, counts, strict=True)))
            return
    seen: set[Hashable] = set()
    yield from _unseen(pages(connection, pull, asked), seen)
    raise _incomplete(pull, window, len(seen), expected)


def _ways(part: _Part) -> Iterator[Sequence[_Part]]:
    """Halves by time, then kinds of order that are not asked for already."""
    window, asked = part
    if window.days > 1:
        yield [(half, {**asked, **days(half)}) for half in windows.halves(window)]
    for name, words in _KINDS.items():
        if name not in asked:
            yield [(window, {**asked, name: word}) for word in words]


def _each(connection: Connection, pull: Pull, window: Window, parts: Sequence[tuple[_Part, int]]) -> Iterator[Page]:
    """All parts of a window; a part that stays incomplete keeps no other from being read."""
    unread: list[int] = []
    for part, count in parts:
        try:
            yield from _counted(connection, pull, part, count)
        except Incomplete as error:
            unread.append(max(0, error.expected - error.read))
    if unread:
        total = sum(count for _, count in parts)
        raise _incomplete(pull, window, total - sum(unread), total)


def _check_days(pull: Pull, page: Page, window: Window) -> None:
    """Unknown parameters are silently ignored by the server: the rows themselves must show that our dates held."""
    first, last = window.first.isoformat(), window.last.isoformat()
    for record in page:
        day = record.get("order_date")
        # What is no date at all is for the normalizer to set aside: one odd record is not an ignored filter.
        if isinstance(day, str) and _DATE.match(day) and not first <= day[:10] <= last:
            raise DataRejected(
                say(
                    "{pull}: Cafe24 sent an order of {day} when asked for {window}; it ignored the dates. "
                    "That page was not taken, pages before it were. Run again; if it repeats, report it.",
                    pull=pull.name,
                    day=day[:10],
                    window=str(window),
                )
            )


def _incomplete(pull: Pull, window: Window, read_: int, expected: int) -> Incomplete:
    problem = say(
        "{pull}: incomplete: {read} of {expected} orders of {window} could be read. The next run reads them again.",
        pull=pull.name,
        read=read_,
        expected=expected,
        window=str(window),
    )
    return Incomplete(problem, read=read_, expected=expected)
