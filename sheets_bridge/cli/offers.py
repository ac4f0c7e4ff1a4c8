"""`sheets-bridge jobs --streams` and `--endpoints`: what there is to put on a tab, its permission and its limits."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from rich.console import Group
from rich.table import Table

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import language_of, read_schedule
from sheets_bridge.endpoint import Endpoint, Parameter
from sheets_bridge.errors import BridgeError
from sheets_bridge.masking import is_personal
from sheets_bridge.messages import Translate, say
from sheets_bridge.source import Source
from sheets_bridge.sources import discover

_USAGE = 2
_LONGEST_CELL = 90
_IN_EVERY_KEY = ("account", "shop_no")


def streams(schedule: Path, *, as_json: bool) -> None:
    """Print every stream a job may name, the schedule's own among them; one line a table."""
    _ = language_of(schedule)
    sources, error = _sources(schedule)
    offered = list(_streams(sources))
    if as_json:
        screen.print_json({"streams": offered})
    else:
        screen.paper().print(_stream_table(offered, _))
    if error is not None:
        screen.fail(error, _)


def endpoints(schedule: Path, word: str, *, as_json: bool) -> None:
    """Print the endpoints that `streams:` of the schedule may name: all, or those with a word in path or title."""
    _ = language_of(schedule)
    sources, _error = _sources(schedule)
    known = {path: (source, one) for source in sources.values() if source.catalogue
             for path, one in source.catalogue().items()}  # fmt: skip
    found = [entry for entry in known.values() if _has(entry[1], word)]
    if as_json:
        screen.print_json({"endpoints": [_told(source, one) for source, one in found]})
    elif len(found) == 1 or word in known:
        screen.paper().print(_portrait(*known.get(word, found[0]), _))
    elif found:
        screen.paper().print(_endpoint_table(found, _))
    if not found:
        near = get_close_matches(word, known, n=1)
        screen.print_problem(say('No endpoint has "{word}" in its path or title. {near}', word=word,
                                 near=say("Did you mean {path}?", path=near[0]) if near else ""), _)  # fmt: skip
        sys.exit(_USAGE)


def _sources(schedule: Path) -> tuple[Mapping[str, Source], BridgeError | None]:
    """The sources with the schedule's own streams; without them, and why, where it cannot be read."""
    if not schedule.exists():
        return discover(), None
    try:
        return read_schedule(schedule)[1], None
    except BridgeError as error:
        return discover(), error


def _streams(sources: Mapping[str, Source]) -> Iterator[dict[str, Any]]:
    for source in sources.values():
        for stream in source.streams.values():
            for table in stream.tables:
                scope = ",".join(stream.scopes)
                yield {"source": source.id, "stream": stream.id, "table": table.id, "key": list(table.key),
                       "scope": scope, "login": _login(source), "title": stream.ko}  # fmt: skip


def _login(source: Source) -> str:
    """How one logs in: with a consent to scopes, with keys, or not at all."""
    return "consent" if source.oauth else "keys" if source.keys else "none"


def _stream_table(offered: Sequence[Mapping[str, Any]], _: Translate) -> Group:
    """A table a source; the key without what every key begins with."""
    return Group(*(_of_source(name, list(ones), _) for name, ones in groupby(offered, itemgetter("source"))))


def _of_source(name: str, offered: Sequence[Mapping[str, Any]], _: Translate) -> Table:
    # What the keys of a medium may read is settled there, not by scopes.
    without = {"consent": "", "keys": _("by its keys"), "none": _("no login")}
    shown = screen.table(name, f"{_('Stream')} → {_('Table')}", _("Title"), _("Key"), _("Permission"))
    for one in offered:
        stream, table = one["stream"], one["table"]
        key = [column for column in one["key"] if column not in _IN_EVERY_KEY] or one["key"][-1:]
        needs = one["scope"].replace(",", "\n") or without[one["login"]]
        shown.add_row(stream if stream == table else f"{stream} → {table}", one["title"], ", ".join(key), needs)
    return shown


def _has(endpoint: Endpoint, word: str) -> bool:
    return any(word.casefold() in text.casefold() for text in (endpoint.path, endpoint.ko, endpoint.en))


def _reading(source: Source, endpoint: Endpoint) -> list[str]:
    """The declared streams that read an endpoint."""
    return [stream.id for stream in source.streams.values() if stream.endpoint == endpoint.path]


def _told(source: Source, endpoint: Endpoint) -> dict[str, Any]:
    parameters = {
        name: {"required": one.required, "list": one.commas, "words": list(one.words)}
        for name, one in endpoint.parameters.items()
    }
    plain = ("path", "ko", "en", "scopes", "restricted", "limit", "offset", "bucket", "shops", "embeds", "fields")
    told = {name: getattr(endpoint, name) for name in plain}
    return {"source": source.id, **told, "parameters": parameters, "streams": _reading(source, endpoint)}


def _endpoint_table(found: Sequence[tuple[Source, Endpoint]], _: Translate) -> Table:
    shown = screen.table("", _("Path"), _("Permission"), _("Parameters (* required)"))
    shown.show_lines = True
    for source, one in found:
        asked = ", ".join(f"{name}{'*' if parameter.required else ''}" for name, parameter in one.parameters.items())
        short = asked if len(asked) <= _LONGEST_CELL else asked[:_LONGEST_CELL].rpartition(",")[0] + ", …"
        limits = ((_("Page"), one.limit), (_("Offset"), one.offset))
        held = ", ".join(f"{name} {number:,}" for name, number in limits if number is not None)
        reading = ", ".join(_reading(source, one))
        what = (one.path, _title(one, _), f"→ {reading}" if reading else "")
        shown.add_row("\n".join(filter(None, what)), "\n".join(filter(None, (_permission(one, _), held))), short)
    return shown


def _portrait(source: Source, one: Endpoint, _: Translate) -> Table:
    """One endpoint with all that can be asked of it and all that it answers."""
    shown = screen.table(one.path, "", "")
    shown.show_header = False
    rows: Sequence[tuple[str, str]] = (
        (_("Title"), _title(one, _)),
        (_("Permission"), _permission(one, _)),
        (_("Page"), _number(one.limit)),
        (_("Offset"), _number(one.offset)),
        (_("Calls held"), _number(one.bucket)),
        (_("Parameters (* required)"), "\n".join(_parameter(*pair) for pair in one.parameters.items())),
        ("embed", ", ".join(one.embeds)),
        (_("Fields"), ", ".join(f"{name} ({kind})" for name, kind in one.fields.items() if not _of_person(name))),
        (_("About people, not taken"), ", ".join(filter(_of_person, one.fields))),
        (_("Stream"), ", ".join(_reading(source, one))),
    )
    for name, words in rows:
        shown.add_row(name, words or "-")
    return shown


def _of_person(name: str) -> bool:
    return any(map(is_personal, name.split(".")))


def _parameter(name: str, parameter: Parameter) -> str:
    words = f": {', '.join(parameter.words)}" if parameter.words else ""
    return f"{name}{'*' if parameter.required else ''}{' [,]' if parameter.commas else ''}{words}"


def _title(endpoint: Endpoint, _: Translate) -> str:
    # The catalogue has both languages; which one is spoken shows in any word of it.
    return endpoint.ko if _("Title") != "Title" else endpoint.en


def _permission(endpoint: Endpoint, _: Translate) -> str:
    scopes = ", ".join(endpoint.scopes)
    return scopes + (f" ({_('approved apps only')})" if endpoint.restricted else "")


def _number(number: int | None) -> str:
    return f"{number:,}" if number is not None else "-"
