"""Lists that feed each other's paths: boards, their articles, the comments of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from sheets_bridge import values
from sheets_bridge.errors import Refused
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
        yield from lists.read(replace(link.listing, asked=asked), connection, pull, step)
