"""A formula's text cut into tokens, each with its place, so that references can be rewritten where they stand."""

import re
from collections.abc import Callable
from typing import NamedTuple

from .references import Reference, read

_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_CELLS = (
    rf"(?:{_CELL}(?::\$?[A-Za-z]{{1,3}}(?:\$?[0-9]{{1,7}})?)?"
    r"|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?:\$?[0-9]{1,7})?"
    r"|\$?[0-9]{1,7}:\$?[0-9]{1,7})"
)
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<reference>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?{_CELLS}(?![\w.(!]))
    |(?P<error>\#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|ERROR!|NULL!))
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<name>[^\W\d][\w.]*)
    |(?P<sign><>|<=|>=|[-+*/^&=<>%(){{}},;\\:])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A piece of a formula; `kind` is a group of the pattern above."""

    kind: str
    text: str


class Unreadable(Exception):
    """The text is no formula: it shows `#ERROR!`."""


def cut(text: str) -> list[Token]:
    """All tokens of a formula's body, white space too: joined, they are the text. Raises Unreadable."""
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Unreadable(text[at:])
        found.append(Token(match.lastgroup or "", match[0]))
        at = match.end()
    return found


def rewritten(text: str, change: Callable[[Reference], str | None]) -> str:
    """The formula with its references changed; those for which `change` is None stay as they are typed."""
    try:
        pieces = cut(text[1:])
    except Unreadable:
        return text
    return text[0] + "".join(_piece(piece, change) for piece in pieces)


def _piece(piece: Token, change: Callable[[Reference], str | None]) -> str:
    reference = read(piece.text) if piece.kind == "reference" else None
    found = None if reference is None else change(reference)
    return piece.text if found is None else found


def copied(text: str, rows: int, columns: int) -> str:
    """The formula as it stands in a copy so many rows further down and columns further right."""
    return rewritten(text, lambda one: one.moved(rows, columns)) if rows or columns else text
