"""A formula's text read into a tree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..cells import ERROR_TEXTS
from .references import Reference, read
from .tokens import Token, Unreadable, cut

_DEEPEST = 40
_ERRORS = {text: code for code, text in ERROR_TEXTS.items()}


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, TRUE or FALSE; None for an argument left out."""

    value: Any


@dataclass(frozen=True, slots=True)
class Broken:
    """An error written out, as a lost reference is."""

    code: str


@dataclass(frozen=True, slots=True)
class Place:
    """A reference to cells."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Name:
    """A name that LET gives, or a named range."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; operators are functions too (`+`, `negate`, `percent`)."""

    name: str
    given: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Block:
    """An array literal, by rows."""

    rows: "tuple[tuple[Node, ...], ...]"


Node = Constant | Broken | Place | Name | Call | Block


def places(node: Node) -> Sequence[Reference] | None:
    """The references of a tree; None where it means something else elsewhere: by LET's names, or where it stands."""
    found: list[Reference] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Name) or (isinstance(one, Call) and one.name in {"ROW", "COLUMN"}):
            return None
        if isinstance(one, Place):
            found.append(one.reference)
        waiting.extend(one.given if isinstance(one, Call) else sum(one.rows, ()) if isinstance(one, Block) else ())
    return found


@lru_cache(maxsize=20_000)
def parse(text: str) -> Node:
    """The tree of a formula with its `=`. Raises Unreadable."""
    reader = _Reader([token for token in cut(text[1:]) if token.kind != "space"])
    found = reader.level(0)
    if reader.peek():
        raise Unreadable(text)
    return found


_LEVELS = ({"=", "<>", "<", "<=", ">", ">="}, {"&"}, {"+", "-"}, {"*", "/"}, {"^"})


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def peek(self) -> str:
        """The sign that comes next; of other tokens the text."""
        return self._tokens[self._at].text if self._at < len(self._tokens) else ""

    def _take(self) -> Token:
        if self._at >= len(self._tokens):
            raise Unreadable("")
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, sign: str) -> None:
        if self._take().text != sign:
            raise Unreadable(sign)

    def level(self, depth: int) -> Node:
        """Everything that binds at least as strongly as the operators of that level."""
        if depth == len(_LEVELS):
            return self._signed()
        left = self.level(depth + 1)
        while self.peek() in _LEVELS[depth] and self._tokens[self._at].kind == "sign":
            sign = self._take().text
            left = Call(sign, (left, self.level(depth + 1)))
        return left

    def _signed(self) -> Node:
        if self.peek() in {"-", "+"} and self._tokens[self._at].kind == "sign":
            sign = self._take().text
            inner = self._signed()
            return Call("negate", (inner,)) if sign == "-" else inner
        found = self._atom()
        while self.peek() == "%":
            self._take()
            found = Call("percent", (found,))
        return found

    def _atom(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable("too deep")
        token = self._take()
        found = _ATOMS[token.kind](self, token)
        self._depth -= 1
        return found

    def signed_atom(self, token: Token) -> Node:
        """What a bracket opens."""
        if token.text == "(":
            found = self.level(0)
            self._expect(")")
            return found
        if token.text == "{":
            return self._block()
        raise Unreadable(token.text)

    def _block(self) -> Node:
        rows: list[tuple[Node, ...]] = []
        cells = [self.level(0)]
        while True:
            sign = self._take().text
            if sign in {";", "}"}:
                rows.append(tuple(cells))
                cells = []
            elif sign not in {",", "\\"}:
                raise Unreadable(sign)
            if sign == "}":
                return Block(tuple(rows))
            cells.append(self.level(0))

    def named(self, token: Token) -> Node:
        """A function call, TRUE or FALSE, or a name."""
        word = token.text.upper()
        if self.peek() == "(":
            self._take()
            return Call(word, self._arguments())
        return Constant(word == "TRUE") if word in {"TRUE", "FALSE"} else Name(token.text)

    def _arguments(self) -> tuple[Node, ...]:
        found: list[Node] = []
        if self.peek() == ")":
            self._take()
            return ()
        while True:
            found.append(Constant(None) if self.peek() in {",", ")"} else self.level(0))
            sign = self._take().text
            if sign == ")":
                return tuple(found)
            if sign != ",":
                raise Unreadable(sign)


def _place(_: _Reader, token: Token) -> Node:
    reference = read(token.text)
    if reference is None:
        raise Unreadable(token.text)
    return Place(reference)


_ATOMS: dict[str, Callable[[_Reader, Token], Node]] = {
    "text": lambda _, token: Constant(token.text[1:-1].replace('""', '"')),
    "number": lambda _, token: Constant(float(token.text) if not token.text.isdigit() else int(token.text)),
    "error": lambda _, token: Broken(_ERRORS[token.text]),
    "reference": _place,
    "name": lambda reader, token: reader.named(token),
    "sign": lambda reader, token: reader.signed_atom(token),
}
