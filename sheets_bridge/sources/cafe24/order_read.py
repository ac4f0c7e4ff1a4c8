"""Orders off the wire: pages of one step, counted, split where a window holds too many, nothing left unsaid."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any

from sheets_bridge import paging, windows
from sheets_bridge.errors import DataRejected, Incomplete
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step, Window
from sheets_bridge.source import Page
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.history import LONGEST_WINDOW, first_day
from sheets_bridge.sources.cafe24.order_plan import REFUNDS

DEFAULT_EMBED = ("items",)
OFFSET_CEILING = 15_000
_PAGE, _SMALLEST_PAGE = 1000, 50
_REFUND_PAGE = 500
_IDS_IN_A_LIST = 100
_READINGS = 3

# Ways to split a day that alone holds more than the offset ceiling; orders carry exactly one of each.
_SPLITS: Sequence[tuple[str, Sequence[str]]] = (
    ("member_type", ("2", "3")),
    ("order_place_id", ("cafe24", "mobile", "mobile_d", "NCHECKOUT", "inpark", "auction", "sk11st", "gmarket",
                        "coupang", "shopn")),
    ("payment_status", ("F", "M", "T", "A", "P")),
)  # fmt: skip


def read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Pages of orders of one step.

    Raises: Incomplete where fewer orders came than Cafe24 counted; DataRejected where the server ignored our dates.
    """
    if step.by in REFUNDS:
        yield from _refunded(connection, pull, step)
        return
    asked = {**_scope(pull, step.window), "date_type": step.by}
    pages = _counted(connection, pull, asked, step.window) if step.count else _pages(connection, pull, asked)
    for page in pages:
        if step.by == "order_date":
            _check_days(pull, page, step.window)
        yield page


def origin(connection: Connection, pull: Pull, now: datetime) -> date:
    """The first day worth reading, by Cafe24's own counts."""
    return first_day(
        now.date(), lambda window: _count(connection, {**_scope(pull, window), "date_type": "order_date"}) > 0
    )


def _scope(pull: Pull, window: Window) -> dict[str, str]:
    days = {"start_date": window.first.isoformat(), "end_date": window.last.isoformat()}
    return {"shop_no": str(pull.shop_no), **days, **dict(pull.filter)}


def _pages(connection: Connection, pull: Pull, asked: Mapping[str, str]) -> Iterator[Page]:
    trimmed = {"fields": ",".join(pull.fields)} if pull.fields else {}
    embed = {"embed": ",".join(DEFAULT_EMBED if pull.embed is None else pull.embed)}

    def fetch(offset: int, limit: int) -> Sequence[Record]:
        params = {**asked, **trimmed, **embed, "limit": str(limit), "offset": str(offset)}
        return _orders(connection, params, limit)

    yield from paging.by_offset(fetch, limit=_PAGE, smallest=_SMALLEST_PAGE)


def _orders(connection: Connection, params: Mapping[str, str], limit: int) -> Sequence[Record]:
    """One page. A 504 is answered with a smaller page, not with patience, until the page is the smallest."""
    never = (HTTPStatus.GATEWAY_TIMEOUT,) if limit > _SMALLEST_PAGE else ()
    return _list(connection.account, connection.admin.get("/orders", params, never=never), "orders")


def _count(connection: Connection, asked: Mapping[str, str]) -> int:
    """How many orders Cafe24 counts; never sent with embed or fields, to which it answers `[]`."""
    answer = connection.admin.get("/orders/count", asked)
    if not isinstance(answer, dict) or "count" not in answer:
        raise _odd(connection.account, "orders/count")
    return int(answer["count"])


def _counted(connection: Connection, pull: Pull, asked: Mapping[str, str], window: Window) -> Iterator[Page]:
    expected = _count(connection, asked)
    if expected > OFFSET_CEILING:
        yield from _split(connection, pull, asked, window, expected)
        return
    seen: set[Any] = set()
    for _ in range(_READINGS):
        yield from _unseen(_pages(connection, pull, asked), seen)
        if len(seen) == expected:
            return
        expected = _count(connection, asked)
        if len(seen) == expected:
            return
    if len(seen) < expected:
        raise _incomplete(pull, window, len(seen), expected)


def _unseen(pages: Iterator[Page], seen: set[Any]) -> Iterator[Page]:
    """Rows shift while we page: what came before comes once."""
    for page in pages:
        fresh = [record for record in page if record.get("order_id") not in seen]
        seen.update(record.get("order_id") for record in fresh)
        if fresh:
            yield fresh
        else:
            return


def _split(
    connection: Connection, pull: Pull, asked: Mapping[str, str], window: Window, expected: int
) -> Iterator[Page]:
    """More orders than an offset can reach: halves by time if their counts add up, else by kinds of order."""
    if window.days > 1:
        parts = [(half, {**asked, **_scope(pull, half)}) for half in windows.halves(window)]
    else:
        name, words = next((split for split in _SPLITS if split[0] not in asked), ("", ()))
        parts = [(window, {**asked, name: word}) for word in words]
    total = sum(_count(connection, part) for _, part in parts)
    for part_window, part in parts:
        yield from _counted(connection, pull, part, part_window)
    if total < expected:
        raise _incomplete(pull, window, total, expected)


def _refunded(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """The orders whose refunds moved in the window: `/refunds` names them, `/orders` tells how they stand."""
    asked = {**_scope(pull, step.window), "date_type": step.by}

    def fetch(offset: int, limit: int) -> Sequence[Record]:
        params = {**asked, "limit": str(limit), "offset": str(offset)}
        return _list(connection.account, connection.admin.get("/refunds", params), "refunds")

    found = {
        (str(refund["order_date"])[:10], str(refund["order_id"]))
        for page in paging.by_offset(fetch, limit=_REFUND_PAGE)
        for refund in page
    }
    for window, ids in _batches(sorted(found)):
        named = {**_scope(pull, window), "date_type": "order_date", "order_id": ",".join(ids)}
        yield from _pages(connection, pull, named)


def _batches(found: Sequence[tuple[str, str]]) -> Iterator[tuple[Window, Sequence[str]]]:
    """Orders by day and id, in lists Cafe24 accepts: at most 100 ids, at most three months."""
    batch: list[str] = []
    first = last = date.min
    for text, order_id in found:
        day = date.fromisoformat(text)
        if batch and (len(batch) == _IDS_IN_A_LIST or day - first >= timedelta(days=LONGEST_WINDOW)):
            yield Window(first, last), batch
            batch = []
        if not batch:
            first = day
        batch.append(order_id)
        last = day
    if batch:
        yield Window(first, last), batch


def _list(account: str, answer: Any, name: str) -> Sequence[Record]:
    rows = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _odd(account, name)
    return rows


def _check_days(pull: Pull, page: Page, window: Window) -> None:
    """Unknown parameters are silently ignored by the server: the rows themselves must show that our dates held."""
    first, last = window.first.isoformat(), window.last.isoformat()
    for record in page:
        day = record.get("order_date")
        if isinstance(day, str) and not first <= day[:10] <= last:
            raise DataRejected(
                say(
                    "{pull}: Cafe24 sent an order of {day} when asked for {window}; it ignored the dates. "
                    "Nothing of that answer was taken. Run again; if it repeats, report it.",
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


def _odd(account: str, path: str) -> DataRejected:
    return DataRejected(
        say(
            "Cafe24 {who}: {path} answered in a form we do not know. Update sheets_bridge, or report it.",
            who=account,
            path=path,
        )
    )
