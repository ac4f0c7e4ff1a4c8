"""What rows are called: reports tell ids only, lists the names of today (reference: ad-media §5.2, §6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sheets_bridge import values
from sheets_bridge.kakao.answers import Declined
from sheets_bridge.kakao.connection import Connection
from sheets_bridge.model import Record

Known = Mapping[str, Record]
"""Id → what a list says of it."""


@dataclass(frozen=True)
class Level:
    """A level below an account: the list that names its things, and the parameter that names what they lie in."""

    row: str
    """Which field of a row holds its id."""
    path: str
    below: str = ""
    called: str = "name"


def named(connection: Connection, number: int, rows: Iterable[Record], levels: Sequence[Level]) -> list[Record]:
    """Rows with `<level>_name` for each level. Names that no list tells (of something deleted) are blank.

    Lists are asked for what lies in something a row names. Raises as calls do.
    """
    made = list(rows)
    above: Sequence[str] = ()
    for level in levels if made else ():
        known = _known(connection, number, level, above)
        made = [{**row, f"{level.row}_name": _name(known, row[level.row], level.called)} for row in made]
        seen = {row[level.row] for row in made}
        above = [id_ for id_ in known if id_ in seen]
    return made


def under(connection: Connection, number: int, level: Level, above: Iterable[str] = ()) -> Known:
    """What is on a level, or in the things `above` of the level over it. Raises as calls do."""
    asked = [{level.below: id_} for id_ in above] if level.below else [{}]
    return {id_: one for below in asked for id_, one in _of(connection.listed(number, level.path, **below))}


def _known(connection: Connection, number: int, level: Level, above: Sequence[str]) -> Known:
    """As `under`, without what is in something that lists have no longer: a number is worth having without its name."""
    known: dict[str, Record] = {}
    for id_ in above if level.below else [""]:
        with suppress(Declined):
            known |= under(connection, number, level, [id_])
    return known


def _of(records: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    for record in records:
        if id_ := values.text(record.get("id")):
            yield id_, record


def _name(known: Known, id_: str | None, called: str) -> str | None:
    return values.text(known.get(id_ or "", {}).get(called))
