"""What a source is: its streams, how they are planned, read and normalized. One vendor declares one `Source`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sheets_bridge.ads.settings import Settings
from sheets_bridge.api.call import Send
from sheets_bridge.api.pace import Limits
from sheets_bridge.endpoint import Endpoint, Flaw, Wish
from sheets_bridge.errors import DataRejected
from sheets_bridge.grids import Lines
from sheets_bridge.masking import Masks
from sheets_bridge.messages import Message
from sheets_bridge.model import Cursor, Pull, Record, Row, Step, Table, Value

Page = Sequence[Record]
Rows = Mapping[str, Sequence[Row]]
"""Table id → rows made of one record."""

Plan = Callable[[Cursor, datetime, date | None], Sequence[Step]]
"""(cursor, now in KST, first day of history or None for first-order) → the steps that make the pull complete."""

Read = Callable[[Any, Pull, Step], Iterator[Page]]
"""(connection, pull, step) → pages of records. Raises Incomplete where rows stay unread."""

Origin = Callable[[Any, Pull, datetime], date]
"""(connection, pull, now in KST) → the first day that has records."""

Upto = Callable[[datetime], datetime]
"""now in KST → the KST moment up to which the vendor tells; days after it are not asked for."""

Derive = Callable[[Table, Settings], Callable[[Row], Row]]
"""(table, settings of the account) → what completes its rows. Pure."""

Normalize = Callable[[Record], Rows]
"""Pure. Raises ValueError, TypeError or KeyError for a record that cannot be taken."""


def _now(now: datetime) -> datetime:
    return now


@dataclass(frozen=True)
class Shop:
    """One shop of a mall; of a login at an ad medium, one advertising account, whose digits are `shop_no`."""

    shop_no: int
    name: str
    active: bool


@dataclass(frozen=True)
class Dropped:
    """A file somebody dropped in."""

    readings: Callable[[], Iterable[Lines]]
    """What it may say: its lines by each separator, or those of each of its sheets. Raises DataRejected."""
    folder: str = ""
    """The folder within the account's own it lies in."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Header → word of `Files.columns`, as somebody said."""


class UnknownHeader(DataRejected):
    """A file whose columns are not known by their headers: somebody has to say which is which."""

    def __init__(self, message: Message, headers: Mapping[str, str]) -> None:
        super().__init__(message)
        self.headers = headers
        """Its headers, with the column each is known to be, or ""."""


@dataclass(frozen=True)
class Files:
    """Exports that people may drop in where the API does not let us read."""

    table: Table
    read: Callable[[Pull, Dropped, datetime], Sequence[Row]]
    """(pull, file, now in KST) → rows. Raises DataRejected saying what was expected and found."""
    settle: Callable[[Row, Row], Row] = lambda _standing, told: told
    """(row that stands, row of a file with its key) → the row that stands from now on."""
    slices: tuple[str, ...] = ()
    """Where files are all there is: rows leave where a newer file has others with the same values in these columns."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What a column of a file may be, by word and by what a Korean reader calls it: for headers that nobody knows."""
    folders: bool = False
    """Whether the folders within an account's say what the files in them are; else they are those of its shops."""


@dataclass(frozen=True)
class Typed:
    """What people type on a tab of the sheet, as rows of a stream."""

    table: Table
    """What they type: its columns are those of the tab."""
    into: Table
    read: Callable[[Pull, Sequence[Row], datetime], Sequence[Row]]
    """(pull, rows of the tab that hold no mistake, now in KST) → rows of `into`."""


@dataclass(frozen=True)
class Stream:
    """A sequence of like records a source offers."""

    id: str
    ko: str
    """What a Korean reader calls it."""
    tables: tuple[Table, ...]
    scopes: tuple[str, ...]
    plan: Plan
    windows: Callable[[date, date], Sequence[Step]]
    """A stretch of days asked for by hand → its steps; they never move a cursor."""
    read: Read
    normalize: Callable[[Pull, Masks, datetime], Normalize]
    """Compiled once a pull; the moment is now in KST."""
    origin: Origin | None = None
    """Finds the first day that has records, for `history: first-order`."""
    probe: Callable[[Any, Pull, date], object] | None = None
    """The cheapest call that shows whether the stream may be read: about one day. Raises as `read` does."""
    members: Callable[[Any, Pull, str, str, date, date], Iterator[str]] | None = None
    """(connection, pull, "phone" or "email", its value, first day, last day) → ids of the members in its records."""
    embeds: frozenset[str] = frozenset()
    """What `embed:` may name."""
    default_embed: tuple[str, ...] = ()
    filters: frozenset[str] = frozenset()
    """What `filter:` may name."""
    fields: bool = False
    """Whether `fields:` may be given."""
    right: str = ""
    """What a Korean reader calls the permission it needs, where not by its own name: `통계` in «통계 권한 없음»."""
    files: Files | None = None
    typed: Typed | None = None
    upto: Upto = _now
    reach: int | None = None
    """So many days back the vendor tells; None for all there is."""
    marks: Mapping[str, Value] = field(default_factory=dict)
    """What stands in every row of a pull, one that says 미수집 too: column id → value."""
    derive: Derive | None = None
    whole: bool = False
    """Whether each reading reads all there is: it has no days and no history."""
    endpoint: str | None = None
    """The path of the endpoint it reads, in its source's catalogue. That says what `filter:` may hold, and name where
    `filters` does not."""
    shape: str = ""
    """What stands for its description, where the schedule itself describes it."""


@dataclass(frozen=True)
class OAuthAddresses:
    """Where an account's owner consents, and where its tokens come from."""

    authorize: str
    token: str


@dataclass(frozen=True)
class Key:
    """One of the things a login is made of, as its owner copies it from the vendor's page."""

    id: str
    """Its name in the credentials file."""
    ask: Message
    """What it is and where it stands."""
    secret: bool = True
    needed: bool = True


@dataclass(frozen=True)
class KeyConsent:
    """A login whose owner also agrees on a page of the vendor and pastes the address landed on."""

    address: Callable[[Mapping[str, str], Mapping[str, str], str], str]
    """(keys, endpoints, state) → the page. Makes no call."""
    exchange: Callable[[Mapping[str, str], Mapping[str, str], str, Send], Mapping[str, str]]
    """(keys, endpoints, code, send) → the keys it brings. Raises as calls do."""
    wanted: Callable[[Mapping[str, str]], bool] = lambda _keys: True
    """Whether these keys need it."""


@dataclass(frozen=True)
class Keys:
    """How an account of the source logs in: with keys that its owner copies."""

    asked: tuple[Key, ...]
    guide: Message
    """How to come by them: what to click where, how long it takes."""
    consent: KeyConsent | None = None
    ends: Callable[[Any], datetime | None] | None = None
    """(connection) → when they end, as the vendor says; None where they do not. One call."""
    lasting: Callable[[Any], Mapping[str, str]] | None = None
    """(connection) → keys to keep in place of those of their name, for they last longer; none where there are no such.
    Raises as calls do."""
    revoke: Message | None = None
    """What to do at the vendor so that the keys open nothing any more; None for what the guide lets one guess."""


@dataclass(frozen=True)
class Source:
    """One kind of vendor API. `endpoints` are its default addresses by their name in `endpoints:` of the schedule.

    An account logs in by consent (`oauth`), by keys (`keys`), or, where there is nothing to log in to, not at all.
    """

    id: str
    label: str
    endpoints: Mapping[str, str]
    streams: Mapping[str, Stream]
    connect: Callable[..., Any]
    """(account, endpoints, login, pieces of the network) → a connection; makes no call."""
    shops: Callable[[Any], Sequence[Shop]]
    """The account's shops, or advertising accounts, as the vendor lists them. One call, which changes nothing."""
    oauth: Callable[[str, Mapping[str, str]], OAuthAddresses] | None = None
    """(account, endpoints) → its OAuth addresses."""
    keys: Keys | None = None
    limits: Callable[[Any], Limits] | None = None
    """(connection) → what its last answer said of the pace and the quota. Makes no call."""
    notices: Callable[[Any], Sequence[Message]] = lambda _connection: ()
    """(connection) → what the owner should know although calls pass. Makes no call."""
    always_scopes: tuple[str, ...] = ()
    """Scopes needed whatever streams are pulled."""
    catalogue: Callable[[], Mapping[str, Endpoint]] | None = None
    """Every endpoint the vendor documents, by the path that `streams:` of the schedule names."""
    own: Callable[[Wish], "Stream | Sequence[Flaw]"] | None = None
    """A wish → its stream, or all that is wrong with it. Makes no call."""
