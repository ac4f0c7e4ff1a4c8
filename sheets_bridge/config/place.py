"""A value of the schedule together with where it stands."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sheets_bridge.config.mistakes import Mistake, Wrong, nearest, unknown
from sheets_bridge.config.tree import List, Map, Node, Text
from sheets_bridge.messages import Message, say

T = TypeVar("T")
Section = Mapping[str, "Place"]
"""The known keys of a map that are given."""

_VARIABLE = re.compile(r"\$\{([^}]*)\}?")


@dataclass(frozen=True)
class Reading:
    """One reading of the file: the environment that goes in, the mistakes that come out."""

    environment: Mapping[str, str]
    mistakes: list[Mistake] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """A node, its line and its dotted path. What is wrong is noted in `reading`, and reading goes on."""

    node: Node
    line: int
    path: str
    reading: Reading

    @property
    def _is_map(self) -> bool:
        return isinstance(self.node, Map) or (isinstance(self.node, Text) and self.node.absent)

    def wrong(self, problem: Message) -> None:
        """Notes a mistake at this place."""
        self.reading.mistakes.append(Mistake(self.line, self.path, problem))

    def read(self, parse: Callable[[str], T], otherwise: T) -> T:
        """The text, opened and parsed; `otherwise` after noting what is wrong with it."""
        try:
            return self._parsed(parse, self._text())
        except Wrong as wrong:
            self.wrong(wrong.problem)
            return otherwise

    def section(self, required: Sequence[str], optional: Sequence[str] = ()) -> Section:
        """The entries of a map whose keys we choose; others and missing ones are noted."""
        entries, known = self.entries(), (*required, *optional)
        if not self._is_map:
            return {}
        strange = [name for name in entries if name not in known]
        for name in strange:
            entries[name].wrong(unknown(say('no key "{word}" here', word=_one_line(name)), name, known))
        mistyped = {nearest(name, known) for name in strange}
        for name in required:
            if name not in entries and name not in mistyped:
                self.wrong(say('"{key}" is missing', key=name))
        return {name: place for name, place in entries.items() if name in known}

    def entries(self) -> dict[str, "Place"]:
        """The entries of a map whose keys are the user's words; nothing at all is an empty map."""
        if not self._is_map:
            self.wrong(say('"key: value" lines are expected here'))
        places: dict[str, Place] = {}
        for key, value in self.node.pairs if isinstance(self.node, Map) else ():
            self._enter(places, key, value)
        return places

    def items(self) -> list["Place"]:
        """The items of a list that must have some."""
        if not isinstance(self.node, List) or not self.node.items:
            self.wrong(say("a list is expected here: [first, second]"))
            return []
        return [self._at(item, item.line, f"{self.path}[{n}]") for n, item in enumerate(self.node.items)]

    def inside(self, keys: Sequence[str]) -> "Place":
        """Where keys of maps and words of lists lead to; the nearest place above where they lead nowhere."""
        for key in keys[:1]:
            nodes = self.node.pairs if isinstance(self.node, Map) else ()
            for name, node in nodes:
                if isinstance(name, Text) and name.value == key:
                    return self._at(node, name.line, f"{self.path}.{_one_line(key)}").inside(keys[1:])
            items = self.node.items if isinstance(self.node, List) else ()
            for n, item in enumerate(items):
                if isinstance(item, Text) and item.value == key:
                    return self._at(item, item.line, f"{self.path}[{n}]").inside(keys[1:])
        return self

    def _enter(self, places: dict[str, "Place"], key: Node, value: Node) -> None:
        if not isinstance(key, Text):
            self._at(key, key.line, self.path).wrong(
                say("a key must be a plain word; quote a text that begins with {{ or [")
            )
            return
        name = _one_line(key.value)
        place = self._at(value, key.line, f"{self.path}.{name}" if self.path else name)
        if key.value in places:
            place.wrong(say("stands here twice, first on line {line}", line=places[key.value].line))
            return
        places[key.value] = place

    def _at(self, node: Node, line: int, path: str) -> "Place":
        return Place(node, line, path, self.reading)

    def _parsed(self, parse: Callable[[str], T], text: str) -> T:
        """Messages may quote `text`, but not what came out of the environment: that may be a secret."""
        try:
            return parse(text)
        except Wrong as wrong:
            if isinstance(self.node, Text) and _VARIABLE.search(self.node.value):
                raise Wrong(say("what {text} holds cannot be taken here", text=_one_line(self.node.value))) from wrong
            raise

    def _text(self) -> str:
        if not isinstance(self.node, Text):
            raise Wrong(say("a single value is expected here"))
        text = _VARIABLE.sub(self._variable, self.node.value).strip()
        if self.node.absent or not text:
            raise Wrong(say("a value is missing"))
        return text

    def _variable(self, match: re.Match[str]) -> str:
        name = match[1]
        if not match[0].endswith("}") or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            raise Wrong(say("write an environment variable as ${{NAME}}"))
        if not self.reading.environment.get(name):
            raise Wrong(say("the environment variable {name} is not set", name=name))
        return self.reading.environment[name]


def value(section: Section, key: str, parse: Callable[[str], T], otherwise: T) -> T:
    """An entry parsed; `otherwise` where it is not given or wrong (then noted)."""
    return section[key].read(parse, otherwise) if key in section else otherwise


def same(text: str) -> str:
    """The parse of a text that is taken as it is."""
    return text


def words(place: Place, check: Callable[[str], str]) -> tuple[str, ...]:
    """A list of words, each checked, sorted and once."""
    return tuple(sorted({item.read(check, "") for item in place.items()} - {""}))


def _one_line(text: str) -> str:
    return " ".join(text.split())
