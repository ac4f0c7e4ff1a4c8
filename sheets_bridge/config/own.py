"""The `streams:` part of the schedule: endpoints that nobody declared, as streams with a table of their own."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sheets_bridge.config.mistakes import Wrong, unknown
from sheets_bridge.config.place import Place, Section, same, value
from sheets_bridge.config.tree import List, Text
from sheets_bridge.config.values import one_of, whole_days
from sheets_bridge.endpoint import AGAIN_DAYS, Each, Wish, WishedColumn, WishedDays
from sheets_bridge.masking import Privacy
from sheets_bridge.messages import say
from sheets_bridge.model import DECLARED_KINDS, Kind, Table
from sheets_bridge.source import Source, Stream
from sheets_bridge.store.schema import RESERVED_COLUMNS, RESERVED_TABLES

Streams = Mapping[str, Mapping[str, Stream]]
"""Source id → its streams that the schedule describes, by their id."""

_EVERYWHERE = ("account", "shop_no")
"""What every table has, whatever is wished."""


@dataclass(frozen=True)
class Own:
    """What the schedule describes; `doubtful` are names whose description is wrong: nothing is concluded of them."""

    streams: Streams = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()


def read_own(place: Place | None, sources: Mapping[str, Source], tables: Mapping[str, Table], shown: Privacy) -> Own:
    """Every stream the schedule describes, with the columns that are to be `shown` unmasked; what is wrong is noted."""
    found: dict[str, dict[str, Stream]] = {}
    doubtful: set[str] = set()
    for name, entry in place.entries().items() if place else ():
        made = _made(name, entry, sources, tables, shown)
        if made is None:
            doubtful.add(name)
        else:
            found.setdefault(made[0], {})[name] = made[1]
    return Own(found, frozenset(doubtful))


def extended(sources: Mapping[str, Source], own: Streams) -> Mapping[str, Source]:
    """The sources with the streams a schedule describes."""
    return {
        id_: replace(source, streams={**source.streams, **own[id_]}) if id_ in own else source
        for id_, source in sources.items()
    }


def tables_of(own: Streams) -> Mapping[str, Table]:
    """The tables a schedule describes, by their id."""
    return {table.id: table for streams in own.values() for stream in streams.values() for table in stream.tables}


def _made(
    name: str, place: Place, sources: Mapping[str, Source], tables: Mapping[str, Table], shown: Privacy
) -> tuple[str, Stream] | None:
    """The stream and its source; None after noting what is wrong."""
    noted = len(place.reading.mistakes)
    _check_name(name, place, sources, tables)
    section = place.section(("path", "key", "columns"), _OPTIONAL)
    source = _source(section, place, sources)
    wish = replace(_wish(name, section), unmasked=shown.unmasked_in(name))
    if source is None or source.own is None or len(place.reading.mistakes) > noted:
        return None
    made = source.own(wish)
    if isinstance(made, Stream):
        return source.id, made
    for flaw in made:
        problem = unknown(flaw.problem, flaw.word, flaw.options) if flaw.word else flaw.problem
        place.inside(flaw.at).wrong(problem)
    return None


_OPTIONAL = ("source", "title", "asked", "days", "embed", "fields", "each")


def _check_name(name: str, place: Place, sources: Mapping[str, Source], tables: Mapping[str, Table]) -> None:
    # It names a table of the database; an index stands beside each table as name_version.
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,40}", name) or name in RESERVED_TABLES or name.endswith("_version"):
        place.wrong(say("a stream is named by 2 to 41 small letters, digits and _, and not after one of {names}",
                        names=sorted(RESERVED_TABLES)))  # fmt: skip
    if name in tables or any(name in source.streams for source in sources.values()):
        place.wrong(say('"{name}" is there already: sheets-bridge jobs --streams shows it; name yours otherwise',
                        name=name))  # fmt: skip


def _source(section: Section, place: Place, sources: Mapping[str, Source]) -> Source | None:
    able = {id_: source for id_, source in sources.items() if source.own}
    if "source" not in section and len(able) > 1:
        place.wrong(say('"source" is missing: one of {names}', names=sorted(able)))
    only = next(iter(able), "")
    return able.get(value(section, "source", one_of(able, lambda word: say('no source "{word}"', word=word)), only))


def _wish(name: str, section: Section) -> Wish:
    return Wish(
        id=name,
        path=value(section, "path", _path, ""),
        key=_list(section, "key"),
        columns=tuple(_columns(section["columns"])) if "columns" in section else (),
        title=value(section, "title", same, None),
        asked=_asked(section),
        days=_days(section["days"]) if "days" in section else None,
        embed=_list(section, "embed"),
        fields=_list(section, "fields"),
        each=_each(section["each"]) if "each" in section else None,
    )


def _path(text: str) -> str:
    return text.removeprefix("/").removeprefix("api/v2/admin/")


def _list(section: Section, key: str) -> tuple[str, ...]:
    """A word, or a list of words."""
    if key not in section:
        return ()
    place = section[key]
    given = place.items() if isinstance(place.node, List) else [place]
    found = [one.read(same, "") for one in given]
    for at, word in enumerate(found):
        if word and word in found[:at]:
            given[at].wrong(say('"{word}" stands here twice', word=word))
    return tuple(filter(None, found))


def comma_list(place: Place) -> str:
    """A value, or a list of values as the vendor takes it."""
    return (
        ",".join(item.read(same, "") for item in place.items())
        if isinstance(place.node, List)
        else place.read(same, "")
    )


def _asked(section: Section) -> Mapping[str, str]:
    return {name: comma_list(one) for name, one in section["asked"].entries().items()} if "asked" in section else {}


def _each(place: Place) -> Each:
    if isinstance(place.node, Text):
        return Each(place.read(_path, ""))
    section = place.section(("path",), ("asked", "names"))
    names = section["names"].entries() if "names" in section else {}
    fields = {name: one.read(same, "") for name, one in names.items()}
    return Each(value(section, "path", _path, ""), _asked(section), fields)


def _days(place: Place) -> WishedDays:
    section = place.section(("first", "last"), ("field", "again"))
    return WishedDays(
        first=value(section, "first", same, ""),
        last=value(section, "last", same, ""),
        field=value(section, "field", same, None),
        again=value(section, "again", whole_days, AGAIN_DAYS),
    )


def _columns(place: Place) -> Iterator[WishedColumn]:
    """`{field: label}`, `{field: {label:, id:, kind:}}`, or a list of fields."""
    taken: dict[str, Place] = {}
    for name, one in _named(place):
        column = _column(name, one)
        if column.id in taken:
            one.wrong(say('two columns have the id "{word}"; give one of them another: {{id: …}}', word=column.id))
        taken[column.id] = one
        yield column


def _named(place: Place) -> list[tuple[str, Place]]:
    if isinstance(place.node, List):
        return [(item.read(same, ""), item) for item in place.items()]
    entries = place.entries()
    if not entries:
        place.wrong(say("name at least one column:\n      supplier_code: 공급사 코드"))
    return list(entries.items())


def _column(name: str, place: Place) -> WishedColumn:
    by_itself = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if isinstance(place.node, Text):
        # In a list the field itself is the label.
        label = place.read(same, name)
        _check_column(by_itself, place)
        return WishedColumn(name, by_itself, label)
    section = place.section((), ("label", "id", "kind", "new"))
    id_ = value(section, "id", same, by_itself)
    _check_column(id_, section.get("id", place))
    kind = value(section, "kind", _kind, None)
    return WishedColumn(
        name, id_, value(section, "label", same, name), kind, value(section, "new", _truth, otherwise=False)
    )


def _check_column(id_: str, place: Place) -> None:
    if id_ in _EVERYWHERE:
        place.wrong(say("{column} stands in every table by itself; leave it out", column=id_))
    elif id_ in RESERVED_COLUMNS or not re.fullmatch(r"[a-z][a-z0-9_]{0,60}", id_):
        place.wrong(say('"{word}" cannot name a column; give it another id: {{id: …, label: …}}', word=id_))


_kinds: Callable[[str], str] = one_of(
    [kind.value for kind in DECLARED_KINDS], lambda word: say('no kind of column "{word}"', word=word)
)


def _kind(text: str) -> Kind:
    return Kind(_kinds(text))


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise Wrong(say("write true or false"))
    return text == "true"
