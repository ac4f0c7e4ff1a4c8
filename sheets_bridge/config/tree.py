"""YAML text as a tree of maps, lists and texts that know their line.

Every scalar stays the text that was typed: YAML's guessing at types never happens, so `9:30` is no 570 and `no` is no
false. What a schedule never needs and what makes YAML dangerous (anchors, aliases, tags, several documents) is refused.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import category

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.reader import ReaderError

from sheets_bridge.config.mistakes import Mistake, Mistaken
from sheets_bridge.messages import Message, say

DEEPEST = 20
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Text:
    """A scalar as it was typed, without its quotes."""

    line: int
    value: str
    plain: bool = True
    literal: bool = False
    """Whether it stands in the file line by line, beneath a `|`."""

    @property
    def absent(self) -> bool:
        """Whether nothing was written, or YAML's word for nothing."""
        return self.plain and self.value in _NULLS


@dataclass(frozen=True)
class List:
    """A sequence."""

    line: int
    items: tuple["Node", ...]


@dataclass(frozen=True)
class Map:
    """A mapping; a key may be anything and may stand twice: the reader of the map complains with its path."""

    line: int
    pairs: tuple[tuple["Node", "Node"], ...]


Node = Text | List | Map


def grow(text: str) -> Node:
    """The tree of one YAML document; an empty one is an empty map.

    Raises: Mistaken where the text is no YAML, or uses what a schedule must not.
    """
    try:
        events = list(_shallow(YAML(typ="safe", pure=True).parse(text)))
    except YAMLError as error:
        raise Mistaken([_broken(error, text)]) from error
    refused = list(_refused(events))
    if refused:
        raise Mistaken(refused)
    return _assemble(events)


def _shallow(events: Iterable[Event]) -> Iterator[Event]:
    """The events as they come; stops at nesting no schedule has, which costs the reader minutes (64 KiB of `[`)."""
    depth = 0
    for event in events:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            raise Mistaken([Mistake(_line(event), "", say("nested more than {deepest} levels deep", deepest=DEEPEST))])
        yield event


def _assemble(events: Sequence[Event]) -> Node:
    opened: list[tuple[Event, list[Node]]] = []
    children: list[Node] = []
    for event in events:
        if isinstance(event, CollectionStartEvent):
            opened.append((event, children))
            children = []
        elif isinstance(event, CollectionEndEvent):
            start, siblings = opened.pop()
            siblings.append(_closed(start, children))
            children = siblings
        elif isinstance(event, ScalarEvent):
            children.append(
                Text(_line(event), event.value, plain=event.style in (None, ""), literal=event.style == "|")
            )
    return children[0] if children else Map(1, ())


def _closed(start: Event, children: list[Node]) -> Node:
    if isinstance(start, MappingStartEvent):
        return Map(_line(start), tuple(zip(children[::2], children[1::2], strict=True)))
    return List(_line(start), tuple(children))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refused(events: Sequence[Event]) -> Iterator[Mistake]:
    documents = 0
    for event in events:
        documents += isinstance(event, DocumentStartEvent)
        problem = _problem(event, documents)
        if problem:
            yield Mistake(_line(event), "", problem)


def _problem(event: Event, documents: int) -> Message | None:
    if isinstance(event, AliasEvent):
        return say("an alias (*name) is not taken here; write the value out, or quote a text that begins with *")
    if isinstance(event, DocumentStartEvent) and documents > 1:
        return say("a second document begins here (---); a schedule is one document")
    if not isinstance(event, NodeEvent):
        return None
    if event.anchor is not None:
        return say("an anchor (&name) is not taken here; write the value out, or quote a text that begins with &")
    if getattr(event, "tag", None) is not None:
        return say("a tag (!name) is not taken here; quote a text that begins with !")
    if isinstance(event, ScalarEvent) and any(map(_unprintable, event.value)):
        return say("this text holds a control character; type it anew")
    return None


def _unprintable(character: str) -> bool:
    return category(character) in ("Cc", "Cs") and character not in "\n\t"


def _broken(error: YAMLError, text: str) -> Mistake:
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Mistake(line, "", say("this line holds a control character; type it anew"))
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Mistake(1, "", say("this is not YAML: {error}", error=" ".join(str(error).split())))
    line = error.problem_mark.line + 1
    if "\t" in _indentation(text, line):
        return Mistake(line, "", say("a tab stands in the indentation; use spaces"))
    what = _what(error, line)
    advice = say("check indentation, colons and brackets, and quote texts that hold a colon or a #")
    return Mistake(line, "", say("this is not YAML ({error}); {advice}", error=what, advice=advice))


def _what(error: MarkedYAMLError, line: int) -> Message:
    """The reader's own words; an open bracket or quote is noticed at the end of the file, so also where it began."""
    began = error.context_mark.line + 1 if error.context_mark else line
    words = say("{words}", words=error.problem or error.context)
    return words if began == line else say("{words}, begun on line {line}", words=words, line=began)


def _indentation(text: str, line: int) -> str:
    lines = text.splitlines()
    found = lines[line - 1] if line <= len(lines) else ""
    return found[: len(found) - len(found.lstrip())]
