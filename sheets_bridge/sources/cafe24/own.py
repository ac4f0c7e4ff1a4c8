"""Any endpoint that Cafe24 documents as a stream of its own, from its description in the schedule alone."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from sheets_bridge import values
from sheets_bridge.day_plan import DayPlan
from sheets_bridge.endpoint import Endpoint, Flaw, Wish, WishedColumn
from sheets_bridge.masking import Masks, deny
from sheets_bridge.model import Column, Kind, Personal, Pull, Record, Step, Table, Value, Window
from sheets_bridge.normalizing import Field
from sheets_bridge.source import Normalize, Page, Rows, Stream
from sheets_bridge.sources.cafe24 import listing as lists
from sheets_bridge.sources.cafe24.catalogue import ANALYTICS, documented, field_kind, parameters_of
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.fed import Chain, Link, pages
from sheets_bridge.sources.cafe24.history import LONGEST_WINDOW, first_day
from sheets_bridge.sources.cafe24.listing import Days, Listing, Pages, Since
from sheets_bridge.sources.cafe24.wishes import days_feed, feeders, flaws
from sheets_bridge.tables.columns import ACCOUNT, DATA_STATUS, DATE, SHOP_NO

_LARGEST_PAGE = 1000
_MAIN_SHOP = 1


def own(wish: Wish) -> Stream | Sequence[Flaw]:
    """The stream of a wish, or all that is wrong with it."""
    return flaws(wish) or _stream(wish, _documented(wish.path))


def _documented(path: str) -> Endpoint:
    """The endpoint of a path that was found right."""
    found = documented(path)
    if found is None:
        raise KeyError(path)
    return found


def _stream(wish: Wish, endpoint: Endpoint) -> Stream:
    chain = _chain(wish, endpoint)
    first, ours = chain[0].listing, chain[-1].listing
    plain = lists.stream(wish.id, wish.title or endpoint.ko, first if first.days else ours, _scopes(wish, endpoint))
    of_first = lists.stream(wish.id, "", first, ())
    return replace(
        plain,
        tables=(ours.table,),
        read=_reader(endpoint, chain),
        normalize=_normalizer(wish, ours),
        origin=_origin(first) if first.days else None,
        probe=of_first.probe,
        endpoint=None,
        shape=_shape(wish),
    )


def _scopes(wish: Wish, endpoint: Endpoint) -> tuple[str, ...]:
    above = (scope for path in feeders(wish) for scope in _documented(path).scopes)
    return tuple(dict.fromkeys((*above, *endpoint.scopes)))


def _shape(wish: Wish) -> str:
    """What stands for a description; labels may change without anything being read again."""
    told = asdict(replace(wish, title=None, columns=tuple(replace(one, label="") for one in wish.columns)))
    # What is unmasked makes another pull by itself.
    del told["unmasked"]
    return blake2b(json.dumps(told, sort_keys=True, default=str).encode(), digest_size=8).hexdigest()


def _chain(wish: Wish, endpoint: Endpoint) -> Chain:
    """The lists to be read, outermost first."""
    above = feeders(wish)
    asked_above = wish.each.asked if wish.each else {}
    parents = [_link(_documented(path), asked_above if path == above[-1] else {}) for path in above]
    days = _days(wish)
    if days and days_feed(wish, endpoint):
        parents[0], days = replace(parents[0], listing=replace(parents[0].listing, days=days)), None
    table, fields = _table(wish, endpoint)
    # Nobody says whether what is embedded comes where fields do not name it.
    fields_ = tuple(dict.fromkeys((*wish.fields, *wish.embed))) if wish.fields else ()
    asked = dict(wish.asked) | _joined("embed", wish.embed) | _joined("fields", fields_)
    ours = _link(endpoint, asked)
    ours = replace(ours, listing=replace(ours.listing, table=table, fields=fields, days=days))
    return [*parents, replace(ours, names=wish.each.names if wish.each else {})]


def _joined(name: str, words: Sequence[str]) -> dict[str, str]:
    return {name: ",".join(words)} if words else {}


def _days(wish: Wish) -> Days | None:
    if wish.days is None:
        return None
    # Of its days it reads all there is: a row that is gone at Cafe24 leaves.
    plan = DayPlan(restated=wish.days.again, longest=LONGEST_WINDOW, replaces=True)
    return Days(plan, wish.days.field, wish.days.first, wish.days.last)


def _link(endpoint: Endpoint, asked: Mapping[str, str]) -> Link:
    on_analytics = endpoint.path.startswith(ANALYTICS)
    listing = Listing(
        "/" + endpoint.path.removeprefix(ANALYTICS),
        _NO_TABLE,
        {},
        host="analytics" if on_analytics else "admin",
        name=endpoint.under,
        asked=asked,
        pages=_pages(endpoint, asked),
    )
    return Link(listing)


_NOT_WITH_A_MARK = frozenset({"product_no", "sort", "order"})
_RISING = frozenset({"products"})
"""Lists that take an offset too, but not far enough; their rows come in the order of their numbers."""


def _since(endpoint: Endpoint, asked: Mapping[str, str]) -> Since | None:
    """How rows are asked for behind a number, where that is the way."""
    if _NOT_WITH_A_MARK & set(asked) or (endpoint.offset is not None and endpoint.path not in _RISING):
        return None
    marks = (Since(name, name.removeprefix("since_")) for name in endpoint.parameters if name.startswith("since_"))
    return next((mark for mark in marks if mark.field in endpoint.fields), None)


_NO_TABLE = Table("", (ACCOUNT, SHOP_NO), ("account", "shop_no"))
"""Of a list that only feeds another."""


def _pages(endpoint: Endpoint, asked: Mapping[str, str]) -> Pages | None:
    if endpoint.limit is None or not endpoint.is_list:
        return None
    # A count minds neither embed nor fields, and no parameter of the list's that it does not have itself.
    counts = endpoint.count and set(asked) <= set(parameters_of(f"{endpoint.path}/count"))
    path = "/" + endpoint.path
    since = _since(endpoint, asked)
    if endpoint.offset is None and since is None:
        # A full first page is all that can be read, and is said to be.
        return Pages(endpoint.limit, ceiling=1)
    ceiling = (endpoint.offset or 0) + 1
    return Pages(min(endpoint.limit, _LARGEST_PAGE), ceiling, since, f"{path}/count" if counts else None)


def _text(raw: Any) -> str | None:
    """Text of whatever a field that nobody declared holds, but no object: that may hold anything."""
    if isinstance(raw, list):
        return values.joined([_text(one) for one in raw])
    if isinstance(raw, bool):
        return "T" if raw else "F"
    return repr(raw) if isinstance(raw, float) else values.text(raw)


_READ: Mapping[Kind, Callable[[Any], Value]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: values.integer,
    Kind.MONEY: values.money,
    Kind.RATIO: values.money,
    Kind.DAY: values.day,
    Kind.MOMENT: values.moment,
}


_WHOLE = Personal("other")
"""Of a column that somebody had shown whole: said wherever others are."""


def _table(wish: Wish, endpoint: Endpoint) -> tuple[Table, Mapping[str, Field]]:
    """Our table of a wish, and how its columns are read."""
    shown = _with_keys(wish)
    kinds = {one.id: one.kind or _kind(endpoint, one.field) for one in shown}
    key = [next(one.id for one in shown if one.field == name) for name in wish.key]
    fields: dict[str, Field] = {one.id: (_READ[kinds[one.id]], one.field) for one in shown}
    columns = [Column(one.id, kinds[one.id], one.label, one.label, personal=_WHOLE if one.id in wish.unmasked else None)
               for one in shown]  # fmt: skip
    day = None
    if wish.days:
        day = next((one.id for one in shown if one.field == wish.days.field and kinds[one.id] is Kind.DAY), DATE.id)
        if day == DATE.id and DATE.id not in fields:
            columns.insert(0, DATE)
            fields[DATE.id] = (values.day, wish.days.field or DATE.id)
        # Without a date of its own a row is a total of its day.
        key = key if wish.days.field or day in key else [day, *key]
    status = DATA_STATUS if day and key == [day] else None
    table = Table(wish.id, (ACCOUNT, SHOP_NO, *columns, *filter(None, [status])), ("account", "shop_no", *key), day,
                  status.id if status else None)  # fmt: skip
    return table, fields


def _with_keys(wish: Wish) -> list[WishedColumn]:
    """The columns wanted, with those of the key that nobody named in front."""
    named = {one.field for one in wish.columns}
    lacking = [name for name in wish.key if name not in named]
    return [*(WishedColumn(name, name.replace(".", "_"), name) for name in lacking), *wish.columns]


def _kind(endpoint: Endpoint, name: str) -> Kind:
    kind = field_kind(endpoint, name)
    return Kind(kind) if kind in Kind._value2member_map_ else Kind.TEXT


def _reader(endpoint: Endpoint, chain: Chain) -> Callable[[Connection, Pull, Step], Iterator[Page]]:
    told_apart = "shop_no" in endpoint.fields

    def read(connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
        if not endpoint.shops and not told_apart and pull.shop_no != _MAIN_SHOP:
            # It is the same for all shops of the mall, and stands once.
            return
        for page in pages(chain, connection, pull, step):
            yield page if endpoint.shops else [one for one in page if _is_of(one, pull)]

    return read


def _is_of(record: Record, pull: Pull) -> bool:
    return str(record.get("shop_no", pull.shop_no)) == str(pull.shop_no)


def _origin(listing: Listing) -> Callable[[Connection, Pull, datetime], date]:
    """Finds the first day with rows, asking for whole windows."""
    # A field that no record has: nothing is checked, and a list of totals is asked for a window as one.
    dated = replace(listing, days=replace(listing.days, field="")) if listing.days else listing

    def first(connection: Connection, pull: Pull, now: datetime) -> date:
        def has_rows(window: Window) -> bool:
            return any(len(page) for page in lists.read(dated, connection, pull, Step(window, "date", None)))

        return first_day(now.date(), has_rows)

    return first


def _normalizer(wish: Wish, ours: Listing) -> Callable[[Pull, Masks, datetime], Normalize]:
    kept = {name.split(".")[0] for name in wish.key}
    # Beside what a dotted name leads to, the objects on the way stay with their other fields denied.
    whole = {part for one in wish.columns if one.id in wish.unmasked for part in one.field.split(".")}

    def normalizer(pull: Pull, masks: Masks, now: datetime) -> Normalize:
        make = lists.normalizer(ours, pull, masks, now)

        def rows(record: Record) -> Rows:
            # What looks like somebody's number is denied, but a key must stay what it is.
            return make({**deny(record, whole), **{name: record[name] for name in kept if name in record}})

        return rows

    return normalizer
