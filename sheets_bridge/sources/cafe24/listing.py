"""A list of Cafe24 as a stream: declared by its path, parameters, days and fields; read and normalized alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from http import HTTPStatus
from string import Formatter
from typing import Any, Literal
from urllib.parse import quote

from sheets_bridge import paging, values, windows
from sheets_bridge.api.api import Api
from sheets_bridge.errors import DataRejected, Incomplete, Refused
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step, Table, Value, Window
from sheets_bridge.normalizing import Field, MakeRow, compiled
from sheets_bridge.source import Normalize, Origin, Page, Rows, Stream
from sheets_bridge.sources.cafe24 import answers, day_plan
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.day_plan import DayPlan

_SMALLEST_PAGE = 50

Host = Literal["admin", "analytics"]

Combine = Callable[[Sequence[Sequence[Record]]], Sequence[Record]]
"""(all rows of a list and of each one beside it) → the records they come to."""


@dataclass(frozen=True)
class Pages:
    """How a list is paged."""

    limit: int = 100
    ceiling: int = 5_000
    """The first offset that is refused."""
    since: tuple[str, str] | None = None
    """Where rows are asked for behind a number instead: its parameter, and the field it is found in."""
    count: str | None = None
    """The path that counts the rows, where there is one."""


@dataclass(frozen=True)
class Days:
    """How a list is asked for by days."""

    plan: DayPlan
    field: str | None = None
    """The field that dates a record, to see that our dates were minded; None where records carry none, so that each
    day is asked for by itself and `date` is ours."""
    first: str = "start_date"
    last: str = "end_date"


@dataclass(frozen=True)
class Embedded:
    """A list inside of each record, with a table of its own. Columns in `own` come from the record's own row."""

    name: str
    table: Table
    fields: Mapping[str, Field]
    own: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """One list endpoint. `fields` are column id → (how it is read, the field's name, dotted where it lies deeper)."""

    path: str
    table: Table
    fields: Mapping[str, Field]
    host: Host = "admin"
    name: str | None = None
    """What the rows stand under; the path's last part where it is not told."""
    also: str | None = None
    """What else they may stand under: Cafe24's documentation and its server do not agree everywhere."""
    must: frozenset[str] = frozenset()
    """Fields that every row has: an answer without them is in a form we do not know. Where one but a key's is null,
    the numbers of that row of a day table are told to be incomplete."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """Parameters of every call."""
    pages: Pages | None = Pages()
    """None for a list that is not paged, or a single object."""
    days: Days | None = None
    """None for a list that is read whole each time."""
    embedded: tuple[Embedded, ...] = ()
    each: "Listing | None" = None
    """The list that the names in braces in `path` come from, one reading of it for each of its rows: boards for
    `/boards/{board_no}/articles`. They stand in the records read."""
    beside: tuple["Listing", ...] = ()
    """Lists of the same things, asked for alike, that `combined` joins with this one's rows."""
    combined: Combine | None = None
    """Where records are made of all rows together; rows are their own records without it."""

    @property
    def under(self) -> str:
        """What the rows stand under."""
        return self.name or self.path.rsplit("/", 1)[-1]

    @property
    def counted(self) -> tuple[str, ...]:
        """The fields that must be there and name nothing, of this list and of those beside it."""
        must = self.must.union(*(one.must for one in self.beside))
        return tuple(name for column, (_, name) in self.fields.items() if column not in self.table.key and name in must)


def stream(
    id_: str,
    ko: str,
    listing: Listing,
    scopes: tuple[str, ...],
    *,
    embeds: frozenset[str] = frozenset(),
    filters: frozenset[str] = frozenset(),
    right: str = "",
    origin: Origin | None = None,
) -> Stream:
    """The stream of a list."""
    dated = listing.days.plan if listing.days else None
    return Stream(
        id=id_,
        ko=ko,
        tables=(listing.table, *(one.table for one in listing.embedded)),
        scopes=scopes,
        plan=dated.plan if dated else day_plan.whole,
        windows=dated.asked if dated else day_plan.whole_asked,
        read=lambda connection, pull, step: read(listing, connection, pull, step),
        normalize=lambda pull, masks, now: normalizer(listing, pull, masks, now),
        probe=lambda connection, pull, day: _probe(listing, connection, pull, day),
        embeds=embeds,
        filters=filters,
        right=right,
        origin=origin,
        whole=dated is None,
    )


def read(listing: Listing, connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Pages of one step.

    Raises: Incomplete, after all that could be read, where rows stay out of reach or fewer came than Cafe24 counts;
    DataRejected where it ignored our dates or answered in a form we do not know; Refused without the permission.
    """
    if listing.each is not None:
        for known in _each(listing, listing.each, connection, pull):
            of_one = replace(listing, path=listing.path.format_map(known), each=None)
            for page in read(of_one, connection, pull, step):
                yield [{**known, **record} for record in page]
    elif listing.days is None:
        yield from _whole(listing, connection, pull)
    elif listing.days.field is None:
        for day in step.window:
            yield from _of_day(listing, listing.days, connection, pull, day)
    else:
        yield from _within(listing, listing.days, connection, pull, step.window)


def _each(listing: Listing, parent: Listing, connection: Connection, pull: Pull) -> Iterator[dict[str, str]]:
    """What fills the path's names, from each row of the list they come from."""
    names = [name for _, name, _, _ in Formatter().parse(listing.path) if name]
    # Asked without the pull's filter and embed: those are the list's own.
    for page in _whole(parent, connection, replace(pull, embed=None, filter=())):
        for record in page:
            found = {name: values.text(record.get(name)) for name in names}
            yield {name: quote(value, safe="") for name, value in found.items() if value}


def _whole(listing: Listing, connection: Connection, pull: Pull) -> Iterator[Page]:
    asked, count = _asked(listing, pull), 0
    try:
        for page in _pages(listing, connection, asked):
            count += len(page)
            yield page
    except paging.OutOfReach:
        raise _incomplete(listing, pull, count, None) from None
    if listing.pages and listing.pages.count:
        answer = _api(listing, connection).get(listing.pages.count, asked)
        expected = answers.counted(connection.account, listing.pages.count, answer)
        if count < expected:
            raise _incomplete(listing, pull, count, expected)


def _of_day(listing: Listing, days: Days, connection: Connection, pull: Pull, day: date) -> Iterator[Page]:
    """Rows without a date are totals over the range asked: so one day is asked for, and written beside them."""
    asked, count = {**_asked(listing, pull), **_span(days, Window(day, day))}, 0
    try:
        for page in _pages(listing, connection, asked):
            count += len(page)
            yield [{**record, "date": day.isoformat()} for record in page]
    except paging.OutOfReach:
        raise _incomplete(listing, pull, count, None) from None


def _within(listing: Listing, days: Days, connection: Connection, pull: Pull, window: Window) -> Iterator[Page]:
    """Rows of a window; halves of it where an offset cannot reach them all, or where the server takes no such span."""
    asked = {**_asked(listing, pull), **_span(days, window)}
    try:
        for page in _pages(listing, connection, asked):
            _check_days(listing, days, pull, page, window)
            yield page
        return
    except paging.OutOfReach:
        if window.days == 1:
            raise _incomplete(listing, pull, listing.pages.ceiling if listing.pages else 0, None) from None
    except Refused as error:
        if error.status != HTTPStatus.UNPROCESSABLE_ENTITY or window.days == 1:
            raise
    for half in windows.halves(window):
        yield from _within(listing, days, connection, pull, half)


def _asked(listing: Listing, pull: Pull) -> dict[str, str]:
    whose = {"mall_id": pull.account} if listing.host == "analytics" else {}
    embed = {"embed": ",".join(pull.embed)} if pull.embed else {}
    return {"shop_no": str(pull.shop_no), **whose, **listing.asked, **embed, **dict(pull.filter)}


def _span(days: Days, window: Window) -> dict[str, str]:
    return {days.first: window.first.isoformat(), days.last: window.last.isoformat()}


def _pages(listing: Listing, connection: Connection, asked: Mapping[str, str]) -> Iterator[Page]:
    if listing.combined is None:
        yield from _own_pages(listing, connection, asked)
    else:
        lists = [_own_pages(one, connection, asked) for one in (listing, *listing.beside)]
        yield listing.combined([[row for page in pages for row in page] for pages in lists])


def _own_pages(listing: Listing, connection: Connection, asked: Mapping[str, str]) -> Iterator[Page]:
    if listing.pages is None:
        yield _rows(listing, connection, asked)
    elif listing.pages.since:
        yield from _behind(listing, listing.pages, listing.pages.since, connection, asked)
    else:

        def fetch(offset: int, limit: int) -> Sequence[Record]:
            never = (HTTPStatus.GATEWAY_TIMEOUT,) if limit > _SMALLEST_PAGE else ()
            try:
                return _rows(listing, connection, {**asked, "limit": str(limit), "offset": str(offset)}, never)
            except Refused as error:
                # Where the last offset lies is not documented for every list; what was read before it stands.
                if offset and error.status == HTTPStatus.UNPROCESSABLE_ENTITY:
                    raise paging.OutOfReach from error
                raise

        pages = listing.pages
        yield from paging.by_offset(fetch, limit=pages.limit, ceiling=pages.ceiling, smallest=_SMALLEST_PAGE)


def _behind(
    listing: Listing, pages: Pages, since: tuple[str, str], connection: Connection, asked: Mapping[str, str]
) -> Iterator[Page]:
    """Pages each behind the last number of the one before: nothing shifts, and no offset is refused."""
    parameter, name = since
    last = 0
    while True:
        rows = _rows(listing, connection, {**asked, "limit": str(pages.limit), parameter: str(last)})
        numbers = [values.integer(row.get(name)) or 0 for row in rows]
        if rows:
            yield rows
        if len(rows) < pages.limit:
            return
        if max(numbers) <= last:
            raise paging.OutOfReach
        last = max(numbers)


def _rows(
    listing: Listing, connection: Connection, asked: Mapping[str, str], never: tuple[HTTPStatus, ...] = ()
) -> Sequence[Record]:
    """The rows of one answer; a single object is a list of one."""
    try:
        answer = _api(listing, connection).get(listing.path, asked, never=never)
    except Refused as error:
        if listing.host == "analytics" and error.status == HTTPStatus.FORBIDDEN:
            raise answers.no_statistics(connection.account, listing.path) from error
        raise
    under = _under(listing, answer)
    if isinstance(answer, dict) and isinstance(answer.get(under), dict):
        answer = {under: [answer[under]]}
    rows = answers.listed(connection.account, listing.path, answer, under)
    if not all(row.keys() >= listing.must for row in rows):
        raise answers.unknown_form(connection.account, listing.path)
    return rows


def _under(listing: Listing, answer: Any) -> str:
    told = answer if isinstance(answer, dict) else {}
    return next((name for name in (listing.under, listing.also) if name and name in told), listing.under)


def _api(listing: Listing, connection: Connection) -> Api:
    return connection.analytics if listing.host == "analytics" else connection.admin


def _probe(listing: Listing, connection: Connection, pull: Pull, day: date) -> None:
    """One row, or one day of rows."""
    if listing.each is not None:
        _probe(listing.each, connection, replace(pull, embed=None, filter=()), day)
        return
    span = _span(listing.days, Window(day, day)) if listing.days else {}
    # The Analytics host takes no limit below 50.
    one = {"limit": str(_SMALLEST_PAGE if listing.host == "analytics" else 1)} if listing.pages else {}
    _rows(listing, connection, {**_asked(listing, pull), **span, **one})


def _check_days(listing: Listing, days: Days, pull: Pull, page: Page, window: Window) -> None:
    """Unknown parameters are silently ignored by the server: the rows themselves must show that our dates held."""
    first, last = window.first.isoformat(), window.last.isoformat()
    for record in page:
        day = str(record.get(days.field or "") or "")[:10]
        # What is no date at all is for the normalizer to set aside.
        if day[:1].isdigit() and not first <= day <= last:
            raise DataRejected(
                say("{pull}: {path} sent {day} when asked for {window}; it ignored the dates. That page was not taken, "
                    "pages before it were. Run again; if it repeats, report it.",
                    pull=pull.name, path=listing.path, day=day, window=str(window))
            )  # fmt: skip


def _incomplete(listing: Listing, pull: Pull, read_: int, expected: int | None) -> Incomplete:
    if expected is None:
        problem = say("{pull}: incomplete: {path} lists no more than {read} rows. Narrow it by filter: in "
                      "schedule.yaml.", pull=pull.name, path=listing.path, read=read_)  # fmt: skip
        # How many there are is not told; one more than was read is the least.
        return Incomplete(problem, read=read_, expected=read_ + 1)
    problem = say("{pull}: incomplete: {read} of {expected} rows of {path} could be read. The next run reads them "
                  "again.", pull=pull.name, path=listing.path, read=read_, expected=expected)  # fmt: skip
    return Incomplete(problem, read=read_, expected=expected)


def normalizer(listing: Listing, pull: Pull, _masks: Masks, now: datetime) -> Normalize:
    """The normalizer of a pull: a record → its row and the rows of the lists inside of it."""
    table, status = listing.table, listing.table.status
    make = compiled(table, ("account", "shop_no", *([status] if status else ())), listing.fields)
    day_field = listing.days.field or "date" if listing.days else ""
    missed = day_plan.partly(now)
    counted = listing.counted if status else ()
    inner = [_Inner(one, table) for one in listing.embedded]

    def rows(record: Record) -> Rows:
        if values.integer(record.get("shop_no")) not in (pull.shop_no, None):
            raise ValueError("shop_no")
        own: list[Value] = [pull.account, pull.shop_no]
        if status:
            known = all(record.get(name) not in (None, "") for name in counted)
            own.append(day_plan.settled(str(record.get(day_field))[:10], now) if known else missed)
        row = make(record, own)
        return {table.id: [row], **{one.of.table.id: one.rows(record, row) for one in inner}}

    return rows


class _Inner:
    """The compiled normalizer of a list inside of a record."""

    def __init__(self, of: Embedded, outer: Table) -> None:
        self.of = of
        self._make: MakeRow = compiled(of.table, ("account", "shop_no", *of.own), of.fields)
        self._places = [outer.position(column) for column in ("account", "shop_no", *of.own)]

    def rows(self, record: Record, row: Sequence[Value]) -> list[tuple[Value, ...]]:
        """Its rows. Raises: TypeError where it is no list of objects."""
        found: Any = record.get(self.of.name) or ()
        if not isinstance(found, list | tuple) or not all(isinstance(one, dict) for one in found):
            raise TypeError(self.of.name)
        own = [row[place] for place in self._places]
        return [self._make(one, own) for one in found]
