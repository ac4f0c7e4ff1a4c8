"""Lists that feed each other's paths: boards, their articles, the comments of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from sheets_bridge import values
from sheets_bridge.errors import Incomplete, Refused
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Record, Step
from sheets_bridge.source import Page
from sheets_bridge.sources.cafe24 import listing as lists
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.listing import Listing
from sheets_bridge.sources.cafe24.parts import parts_of
from sheets_bridge.sources.cafe24.wishes import names_in


@dataclass(frozen=True)
class Link:
    """One list of a chain."""

    listing: Listing
    since: tuple[str, str] | None = None
    """Where rows are asked for behind a number: its parameter, and the field it is found in."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Name in the path → the field that fills it, where they are not called alike."""


Chain = Sequence[Link]
"""The lists that feed each other's paths, ours last."""


def pages(chain: Chain, connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    """Pages of the last list of a chain, each of its readings fed by a row of the one before.

    Raises: what a listing raises.
    """
    *above, ours = chain
    if not above:
        yield from _in_parts(ours, connection, pull, step)
        return
    gone: Refused | None = None
    answered = False
    for record in (record for page in pages(above, connection, pull, step) for record in page):
        known = _carried(ours, above[0].listing, record)
        if known is None:
            continue
        try:
            for page in _in_parts(_at(ours, known), connection, pull, step):
                yield [{**known, **one} for one in page]
            answered = True
        except Refused as error:
            # One that was deleted meanwhile is no news; where none is found the path itself is wrong.
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            gone = error
    if gone is not None and not answered:
        raise gone


def _at(link: Link, known: Record) -> Link:
    path = link.listing.path.format_map({name: quote(str(value), safe="") for name, value in known.items()})
    return replace(link, listing=replace(link.listing, path=path))


def _carried(ours: Link, first: Listing, record: Record) -> dict[str, Any] | None:
    """What a row of the feeding list gives to ours: the names in its path, and the date where it has that alone."""
    names = names_in(ours.listing.path)
    known: dict[str, Any] = {name: values.text(record.get(ours.names.get(name, name))) for name in names}
    if any(value is None for value in known.values()):
        return None
    dated = first.days.field if first.days else None
    return known | ({dated: record.get(dated)} if dated else {})


def _in_parts(link: Link, connection: Connection, pull: Pull, step: Step) -> Iterator[Page]:
    for asked in parts_of(link.listing.asked):
        listing = replace(link.listing, asked=asked)
        if link.since and listing.pages:
            yield from _behind(listing, listing.pages.limit, link.since, connection, pull, step)
        else:
            yield from lists.read(listing, connection, pull, step)


def _behind(
    listing: Listing, limit: int, since: tuple[str, str], connection: Connection, pull: Pull, step: Step
) -> Iterator[Page]:
    """Pages each behind the last number of the one before."""
    parameter, name = since
    last = count = 0
    while True:
        asked = {**listing.asked, "limit": str(limit), parameter: str(last)}
        rows = [row for page in lists.read(replace(listing, asked=asked, pages=None), connection, pull, step)
                for row in page]  # fmt: skip
        numbers = [int(str(row[name])) for row in rows]
        count += len(rows)
        yield rows
        if len(rows) < limit:
            return
        if numbers != sorted(numbers) or numbers[-1] <= last:
            # Newest first, say: then nothing lies behind the greatest, and what lies before it cannot be asked for.
            odd = say("{pull}: incomplete: {path} sent {read} rows in an order that cannot be followed further.",
                      pull=pull.name, path=listing.path, read=count)  # fmt: skip
            raise Incomplete(odd, read=count, expected=count + 1)
        last = numbers[-1]
