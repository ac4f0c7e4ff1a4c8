"""A declared list of Cafe24 as a stream: read page by page, day by day, for each row of another list."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from http import HTTPStatus
from itertools import islice
from string import Formatter
from typing import Any
from urllib.parse import quote

from sheets_bridge import day_plan, paging, values, windows
from sheets_bridge.api.api import Api
from sheets_bridge.errors import DataRejected, Incomplete, Refused, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step, Window
from sheets_bridge.source import Origin, Page, Plan, Stream
from sheets_bridge.sources.cafe24 import answers
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.declared import Days, Embedded, Host, Listing, Pages, Since
from sheets_bridge.sources.cafe24.history import first_day
from sheets_bridge.sources.cafe24.list_rows import normalizer
from sheets_bridge.sources.cafe24.parts import all_of

__all__ = ["Days", "Embedded", "Host", "Listing", "Pages", "Since", "normalizer", "read", "stream"]

_SMALLEST_PAGE = 50
_NAMES_IN_A_LIST = 100
_TOO_MUCH_AT_ONCE = (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.GATEWAY_TIMEOUT)
_NO_PATIENCE = (HTTPStatus.GATEWAY_TIMEOUT,)


_Part = tuple[Listing, Record]
"""The list of one row of `each`, or of many, and what that row tells of its records."""


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
    """The stream of a list. `origin` finds its first day where looking through its own days would cost too much."""
    plan, by_hand = _plans(listing)
    return Stream(
        id=id_,
        endpoint=f"{'analytics/' if listing.host == 'analytics' else ''}{listing.path[1:]}",
        ko=ko,
        tables=(listing.table, *(one.table for one in listing.embedded)),
        scopes=scopes,
        plan=plan,
        windows=by_hand,
        read=lambda connection, pull, step: read(listing, connection, pull, step),
        normalize=lambda pull, masks, now: normalizer(listing, pull, masks, now),
        origin=origin or _origin(listing),
        probe=lambda connection, pull, day: _probe(listing, connection, pull, day),
        embeds=embeds | listing.kept_back,
        filters=filters,
        right=right,
        whole=listing.days is None and not listing.snapshot,
    )


def _plans(listing: Listing) -> tuple[Plan, Callable[[date, date], Sequence[Step]]]:
    """How its days are planned, and a stretch asked for by hand."""
    if listing.days:
        return listing.days.plan.plan, listing.days.plan.asked
    return (day_plan.snapshot, day_plan.snapshot_asked) if listing.snapshot else (day_plan.whole, day_plan.whole_asked)


def _origin(listing: Listing) -> Origin | None:
    """Finds the first day with a row, where rows tell their days."""
    days = listing.days
    if days is None or days.field_of(days.plan.by) is None:
        return None
    by = days.plan.by

    def origin(connection: Connection, pull: Pull, now: datetime) -> date:
        parts = _parts(listing, connection, pull)

        def has_rows(window: Window) -> bool:
            step = Step(window, by, None)
            return any(any(_read_part(part, connection, pull, step)) for part in parts)

        return first_day(now.date(), has_rows)

    return origin


def read(listing: Listing, connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Pages of one step.

    Raises: Incomplete, after all that could be read, where rows stay out of reach or fewer came than Cafe24 counts;
    DataRejected where it ignored our dates or answered in a form we do not know; Refused without the permission.
    """
    for page in all_of(_readings(listing, connection, pull, step)):
        yield _with_whole_lists(listing, connection, pull, page) if listing.embedded else page


def _readings(listing: Listing, connection: Connection, pull: Pull, step: Step) -> Iterator[Iterator[Page]]:
    for part in _parts(listing, connection, pull):
        yield _read_part(part, connection, pull, step)


def _parts(listing: Listing, connection: Connection, pull: Pull) -> Sequence[_Part]:
    if listing.each is None:
        return [(_in_shop(listing, pull), {})]
    chosen = [record for record in _parents(listing.each, connection, pull) if listing.chosen(record)]
    return list(_of_many(listing, chosen) if listing.many else _of_each(listing, chosen, pull))


def _read_part(part: _Part, connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    of_one, told = part
    for page in _read(of_one, connection, pull, step):
        yield [{**told, **record} for record in page] if told else page


def _read(listing: Listing, connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    if listing.days is None:
        return _whole(listing, connection, pull)
    if listing.days.field_of(step.by) is None:
        return all_of(_of_day(listing, listing.days, connection, pull, day) for day in step.window)
    return _within(listing, listing.days, connection, pull, step)


def _parents(parent: Listing, connection: Connection, pull: Pull) -> Iterator[Record]:
    # Asked without the pull's filter and embed: those are the list's own.
    pages = _whole(_in_shop(parent, pull), connection, replace(pull, embed=None, filter=()))
    return (record for page in pages for record in page)


def _in_shop(listing: Listing, pull: Pull) -> Listing:
    return replace(listing, path=listing.path.format_map({"shop_no": pull.shop_no}))


def _of_each(listing: Listing, rows: Iterable[Record], pull: Pull) -> Iterator[_Part]:
    """The list of each row, its path filled, and what the row tells of the records in it."""
    names = {name for _, name, _, _ in Formatter().parse(listing.path) if name} - {"shop_no"}
    for row in rows:
        told = {name: values.text(row.get(name)) for name in (*names, *listing.carried)}
        if all(told[name] for name in names):
            filled = {name: quote(value or "", safe="") for name, value in told.items()}
            path = listing.path.format_map({**filled, "shop_no": pull.shop_no})
            yield replace(listing, path=path, name=listing.under, each=None), told


def _of_many(listing: Listing, rows: Iterable[Record]) -> Iterator[_Part]:
    """The list of each hundred rows (a comma list holds no more); its records tell themselves which they are of."""
    name = listing.many or ""
    found = iter(dict.fromkeys(value for row in rows if (value := values.text(row.get(name)))))
    while named := ",".join(islice(found, _NAMES_IN_A_LIST)):
        yield replace(listing, asked={**listing.asked, name: named}, each=None), {}


def _with_whole_lists(listing: Listing, connection: Connection, pull: Pull, page: Page) -> Page:
    """The page with every embedded list that came cut read from its own path."""
    for one in listing.embedded:
        cut = [record for record in page if one.whole and len(record.get(one.name) or ()) >= one.cut]
        found = {id(record): _whole_list(one, connection, pull, record) for record in cut}
        page = [{**record, one.name: found[id(record)]} if id(record) in found else record for record in page]
    return page


def _whole_list(one: Embedded, connection: Connection, pull: Pull, record: Record) -> Sequence[Record]:
    path = (one.whole or "").format_map({name: quote(str(value), safe="") for name, value in record.items()})
    answer = connection.admin.get(path, {"shop_no": str(pull.shop_no)})
    return answers.listed(connection.account, path, answer, one.name)


def _whole(listing: Listing, connection: Connection, pull: Pull) -> Iterator[Page]:
    asked, count = _asked(listing, pull), 0
    try:
        for page in _pages(listing, connection, asked):
            count += len(page)
            yield page
    except paging.OutOfReach:
        raise _incomplete(listing, pull, count, None) from None
    if listing.pages and listing.pages.count:
        expected = _counted(listing, listing.pages, listing.pages.count, connection, asked)
        if count < expected:
            raise _incomplete(listing, pull, count, expected)


def _counted(listing: Listing, pages: Pages, path: str, connection: Connection, asked: Mapping[str, str]) -> int:
    """What Cafe24 counts. To a count with embed or fields it answers `[]`; one by days must be told the first."""
    plain = {name: value for name, value in asked.items() if name not in ("embed", "fields")}
    first = {pages.since.parameter: pages.since.first} if pages.since and pages.since.is_day else {}
    return answers.counted(connection.account, path, _api(listing, connection).get(path, {**plain, **first}))


def _of_day(listing: Listing, days: Days, connection: Connection, pull: Pull, day: date) -> Iterator[Page]:
    """Rows without a date are totals over the range asked: so one day is asked for, and written beside them."""
    asked, count = {**_asked(listing, pull), **_span(days, Window(day, day), "")}, 0
    try:
        for page in _pages(listing, connection, asked):
            count += len(page)
            yield [{**record, "date": day.isoformat()} for record in page]
    except paging.OutOfReach:
        raise _incomplete(listing, pull, count, None) from None


def _within(listing: Listing, days: Days, connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Rows of a window; halves of it where an offset cannot reach them all, or where the server takes no such span."""
    window, count = step.window, 0
    asked = {**_asked(listing, pull), **_span(days, window, step.by)}
    try:
        for page in _pages(listing, connection, asked, _NO_PATIENCE if window.days > 1 else ()):
            _check_days(listing, days.field_of(step.by), pull, page, window)
            count += len(page)
            yield page
        return
    except paging.OutOfReach:
        if window.days == 1:
            raise _incomplete(listing, pull, count, None) from None
    except (Refused, Unavailable) as error:
        if error.status not in _TOO_MUCH_AT_ONCE or window.days == 1:
            raise
    halves = [replace(step, window=half) for half in windows.halves(window)]
    yield from all_of(_within(listing, days, connection, pull, half) for half in halves)


def _asked(listing: Listing, pull: Pull) -> dict[str, str]:
    whose = {"mall_id": pull.account} if listing.host == "analytics" else {}
    wished = [name for name in pull.embed or () if name not in listing.kept_back]
    embed = ",".join([*([listing.asked["embed"]] if "embed" in listing.asked else ()), *wished])
    asked = {"shop_no": str(pull.shop_no), **whose, **listing.asked, **dict(pull.filter)}
    return {**asked, "embed": embed} if embed else asked


def _span(days: Days, window: Window, by: str) -> dict[str, str]:
    return {
        days.first: window.first.isoformat(),
        days.last: window.last.isoformat(),
        **({days.by: by} if days.by else {}),
    }


def _pages(
    listing: Listing, connection: Connection, asked: Mapping[str, str], never: tuple[HTTPStatus, ...] = ()
) -> Iterator[Page]:
    """Pages of a list; `never` are answers that a list without smaller pages is not asked again after."""
    if listing.combined is None:
        yield from _own_pages(listing, connection, asked, never)
    else:
        lists = [_own_pages(one, connection, asked, never) for one in (listing, *listing.beside)]
        yield listing.combined([[row for page in pages for row in page] for pages in lists])


def _own_pages(
    listing: Listing, connection: Connection, asked: Mapping[str, str], never: tuple[HTTPStatus, ...]
) -> Iterator[Page]:
    pages = listing.pages
    if pages is None:
        yield _rows(listing, connection, asked, never)
    elif pages.since:
        yield from _behind(listing, pages, pages.since, connection, asked)
    else:

        def fetch(offset: int, limit: int) -> Sequence[Record]:
            never = _NO_PATIENCE if limit > _SMALLEST_PAGE else ()
            try:
                return _rows(listing, connection, {**asked, "limit": str(limit), "offset": str(offset)}, never)
            except Refused as error:
                # Where the last offset lies is not documented for every list; what was read before it stands.
                if offset and error.status == HTTPStatus.UNPROCESSABLE_ENTITY:
                    raise paging.OutOfReach from error
                raise

        yield from paging.by_offset(fetch, limit=pages.limit, ceiling=pages.ceiling, smallest=_SMALLEST_PAGE)


def _behind(
    listing: Listing, pages: Pages, since: Since, connection: Connection, asked: Mapping[str, str]
) -> Iterator[Page]:
    """Pages each behind the last mark of the one before.

    Raises: paging.OutOfReach where a page brings no further, or its numbers do not rise: then what lies before the
    greatest cannot be asked for.
    """
    last: Any = since.first if since.is_day else int(since.first)
    held: set[str] = set()
    while True:
        rows = _rows(listing, connection, {**asked, "limit": str(pages.limit), since.parameter: str(last)})
        if fresh := [row for row in rows if repr(row) not in held]:
            yield fresh
        if len(rows) < pages.limit:
            return
        marks = [_mark(since, row) for row in rows]
        mark = max(marks)
        if mark <= last or (not since.is_day and marks != sorted(marks)):
            raise paging.OutOfReach
        last, held = mark, {repr(row) for row in rows} if since.is_day else set()


def _mark(since: Since, row: Record) -> Any:
    """A day, or a number: one of nineteen digits, too."""
    raw = row.get(since.field)
    return values.day(raw) or "" if since.is_day else int(values.text(raw) or 0)


def _rows(
    listing: Listing, connection: Connection, asked: Mapping[str, str], never: tuple[HTTPStatus, ...] = ()
) -> Sequence[Record]:
    """The rows of one answer; a single object is a list of one."""
    try:
        answer = _api(listing, connection).get(listing.path, asked, never=never)
    except Refused as error:
        if error.status == HTTPStatus.FORBIDDEN and listing.host == "analytics":
            raise answers.no_statistics(connection.account, listing.path) from error
        if error.status == HTTPStatus.FORBIDDEN and listing.restricted:
            raise answers.not_approved(connection.account, listing.path) from error
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
    """One row, or one day of rows; of a list that needs another one, a row of that."""
    if listing.each is not None:
        _probe(listing.each, connection, replace(pull, embed=None, filter=()), day)
        return
    days = listing.days
    span = _span(days, Window(day, day), days.plan.by) if days else {}
    since = listing.pages.since if listing.pages else None
    # The Analytics host takes no limit below 50.
    few = str(_SMALLEST_PAGE if listing.host == "analytics" else 1)
    one = {"limit": few, **({since.parameter: since.first} if since else {})} if listing.pages else {}
    _rows(_in_shop(listing, pull), connection, {**_asked(listing, pull), **span, **one})


def _check_days(listing: Listing, field: str | None, pull: Pull, page: Page, window: Window) -> None:
    """Unknown parameters are silently ignored by the server: the rows themselves must show that our dates held."""
    first, last = window.first.isoformat(), window.last.isoformat()
    for record in page:
        day = str(record.get(field or "") or "")[:10]
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
