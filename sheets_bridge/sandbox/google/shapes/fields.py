"""The fields of every message of the API, taken apart from their compact notation."""

import re
from dataclasses import dataclass
from functools import cache

from . import calls, cells, charts, requests, tabs
from .enums import ENUMS

_NOTES: dict[str, str] = {
    **cells.MESSAGES,
    **charts.MESSAGES,
    **tabs.MESSAGES,
    **requests.MESSAGES,
    **calls.MESSAGES,
}
SCALARS = {
    "int": "TYPE_INT32",
    "float": "TYPE_FLOAT",
    "double": "TYPE_DOUBLE",
    "bool": "TYPE_BOOL",
    "text": "TYPE_STRING",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `kind` is a scalar, an enumeration, a message or `any`; `many` is `[` for lists, `{` for maps."""

    name: str
    kind: str
    many: str

    @property
    def snake(self) -> str:
        """The name as Google's error texts spell it."""
        return re.sub(r"(?<!^)([A-Z])", r"_\1", self.name).lower()


@cache
def fields(message: str) -> dict[str, Field]:
    """The fields of a message by their names. Raises KeyError for a message that is not there."""
    return {field.name: field for field in map(_field, _NOTES[message].split())}


def _field(note: str) -> Field:
    name, _, kind = note.partition(":")
    many = kind[0] if kind[0] in "[{" else ""
    return Field(name, kind.strip("[]{}"), many)


def is_message(kind: str) -> bool:
    """Whether a kind is a message, with fields of its own."""
    return kind in _NOTES


def words(kind: str) -> frozenset[str]:
    """The words of an enumeration; empty where the kind is none."""
    return frozenset(ENUMS.get(kind, "").split())
