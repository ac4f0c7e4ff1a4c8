"""An endpoint as a vendor documents it, and one that somebody wants as a stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets_bridge.messages import Message
from sheets_bridge.model import Kind

AGAIN_DAYS = 35
"""So many days back are read again where nobody says how far records may change."""


@dataclass(frozen=True)
class Parameter:
    """What one query parameter takes. `words` is empty where anything may be asked."""

    required: bool = False
    commas: bool = False
    """Whether several values may stand with commas between."""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Endpoint:
    """One GET endpoint as documented."""

    path: str
    """As `path:` of the schedule names it."""
    ko: str
    en: str
    scopes: tuple[str, ...]
    under: str
    """What the rows stand under in the answer."""
    is_list: bool
    """Whether it answers a list; else a single object."""
    fields: Mapping[str, str]
    """Field name → kind; dotted where it lies deeper, with a number where it lies in a list. Kinds are those of
    columns, and `list` (of words), `object`, `objects`."""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    embeds: tuple[str, ...] = ()
    shops: bool = False
    """Whether it takes a shop's number; else it is the same for all shops."""
    limit: int | None = None
    """The most rows of a page; None where it is not paged."""
    offset: int | None = None
    """The last offset that is taken."""
    count: bool = False
    """Whether there is an endpoint that counts its rows."""
    bucket: int | None = None
    """How many calls its bucket holds."""
    restricted: bool = False
    """Whether the vendor lets only some apps in."""


@dataclass(frozen=True)
class WishedColumn:
    """A field that shall be a column; what is None the endpoint's documentation decides."""

    field: str
    id: str
    label: str
    kind: Kind | None = None
    new: bool = False
    """Whether it is newer than the documentation we know, so that its name is not checked."""


@dataclass(frozen=True)
class WishedDays:
    """The parameters that ask for days, and the field that dates a record (None where records carry no date)."""

    first: str
    last: str
    field: str | None
    again: int = AGAIN_DAYS


@dataclass(frozen=True)
class Each:
    """The list that feeds the names in braces of a path."""

    path: str
    asked: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """Name in braces → the list's field that fills it, where they are not called alike."""


@dataclass(frozen=True)
class Wish:
    """An endpoint wanted as a stream, in the words of the schedule; not yet compared with what the vendor documents."""

    id: str
    path: str
    key: tuple[str, ...]
    """Field names."""
    columns: tuple[WishedColumn, ...]
    title: str | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    """Parameters of every call."""
    days: WishedDays | None = None
    embed: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """What alone the vendor shall send; empty for all."""
    each: Each | None = None
    """None lets the path itself say which list feeds it."""
    unmasked: frozenset[str] = frozenset()
    """Columns (their ids) that stand as they came, whosever they are (`privacy: unmask:`)."""


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a wish: where (keys of its section), and the right words for a wrong one."""

    at: tuple[str, ...]
    problem: Message
    word: str = ""
    options: tuple[str, ...] = ()
