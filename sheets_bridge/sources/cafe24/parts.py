"""A filter that names more values than one call takes, read in parts.

Cafe24 takes at most a hundred values with commas between (reference: cafe24-admin §5); nothing says what it does with
more, so none is sent.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sheets_bridge.errors import Incomplete
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Step
from sheets_bridge.source import Page, Stream

MOST_VALUES = 100


def parts_of(asked: Mapping[str, str]) -> list[dict[str, str]]:
    """Parameters as often as it takes for none to hold more values than one call does. Pure."""
    found = [dict(asked)]
    for name, value in asked.items():
        values = value.split(",")
        chunks = [",".join(values[at : at + MOST_VALUES]) for at in range(0, len(values), MOST_VALUES)]
        found = [{**one, name: chunk} for one in found for chunk in chunks]
    return found


def all_of(readings: Iterable[Iterator[Page]]) -> Iterator[Page]:
    """All of several readings; one that stays incomplete keeps no other from being read."""
    short: list[Incomplete] = []
    for reading in readings:
        try:
            yield from reading
        except Incomplete as error:
            short.append(error)
    if len(short) == 1:
        raise short[0]
    if short:
        problem = say("{problem} {more} more like it.", problem=short[0].message, more=len(short) - 1)
        raise Incomplete(problem, read=sum(one.read for one in short), expected=sum(one.expected for one in short))


def pulls(pull: Pull) -> Sequence[Pull]:
    """The pull as often as its filter takes."""
    return [replace(pull, filter=tuple(sorted(part.items()))) for part in parts_of(dict(pull.filter))]


def in_parts(stream: Stream) -> Stream:
    """The stream, which reads a long filter in parts: all of them, whatever rows of one stay out of reach."""
    origin, probe = stream.origin, stream.probe

    def read(connection: Any, pull: Pull, step: Step) -> Iterator[Page]:
        yield from all_of(stream.read(connection, part, step) for part in pulls(pull))

    def first(connection: Any, pull: Pull, now: datetime) -> date:
        return min(origin(connection, part, now) for part in pulls(pull)) if origin else now.date()

    def probed(connection: Any, pull: Pull, day: date) -> object:
        return probe(connection, pulls(pull)[0], day) if probe else None

    return replace(stream, read=read, origin=first if origin else None, probe=probed if probe else None)
