"""The words of the product as values: Record, Row, Column, Table, Window, Cursor, Pull, Run."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sheets_bridge.messages import Message

KST = ZoneInfo("Asia/Seoul")

Record = Mapping[str, Any]
"""One item as the vendor sent it."""

Value = str | int | float | None
Row = tuple[Value, ...]
"""One record in a table's columns: days `YYYY-MM-DD`, moments `YYYY-MM-DD HH:MM:SS` (KST), ids text, blanks None."""

NO_SHOP = 0
"""Stands for the number of a shop where rows are of none: shops count from 1."""

Clock = Callable[[], datetime]
"""The present as an aware datetime; handed down so that tests and the sandbox own the time."""

Reached = Callable[[str], None]
"""Told the name of each point a crash could strike at; does nothing outside tests."""


def nothing_reached(_point: str) -> None:
    """The `Reached` of production."""


class Kind(Enum):
    """What a column holds; decides its SQLite type and its cell format."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    RATIO = "ratio"
    DAY = "day"
    MOMENT = "moment"
    BOX = "box"
    """A box that people tick."""
    VALUE = "value"
    """Whatever a query of somebody's own comes to; only columns of such a query, and told from their values."""


DECLARED_KINDS = tuple(kind for kind in Kind if kind not in (Kind.BOX, Kind.VALUE))
"""What a column can be declared to hold."""


PersonalKind = Literal["name", "phone", "email", "address", "text", "other", "key"]


@dataclass(frozen=True)
class Personal:
    """What a column says of a person. A `key` is no datum but an HMAC that tells whose row it is; `text` is what
    somebody wrote, which may hold anything; `other` is whatever has no mask of its own (an id, a birthday) and is shown
    whole or not at all."""

    kind: PersonalKind
    whose: str = "customer"
    """Which of the row's people: an order has a customer and a receiver, who may be two."""


@dataclass(frozen=True)
class Column:
    """One column of ours. `default` columns stand on a tab unless its `columns:` chooses others."""

    id: str
    kind: Kind
    ko: str
    en: str
    default: bool = True
    embed: str | None = None
    """The embed a pull must ask for, or the column stays blank."""
    personal: Personal | None = None
    """What it says of a person: decides its mask, and what `forget` takes out."""
    pattern: str = ""
    """How Sheets shows its numbers where not as its kind does: `0.00%`."""
    width: int = 0
    """How wide it stands, in pixels, where not as its kind does."""
    note_ko: str = ""
    note_en: str = ""
    """What it is, where its label does not say it: stands in the note of its header."""

    def label(self, language: str) -> str:
        """The header text in a language."""
        return self.ko if language == "ko" else self.en

    def note(self, language: str) -> str:
        """The definition in a language."""
        return self.note_ko if language == "ko" else self.note_en


@dataclass(frozen=True)
class Table:
    """Our columns and key. The first columns of every table are `account` and `shop_no`."""

    id: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    day: str | None = None
    """The day column that `keep:` and a tab's order go by; None for what has no day, such as products."""
    status: str | None = None
    """The 집계 상태 column of a day table: says that a number is not collected, never 0."""
    newest_first: bool = False
    """Whether its tabs are kept in the order of falling days."""

    def __post_init__(self) -> None:
        missing = {*self.key, *([self.day] if self.day else ())} - {column.id for column in self.columns}
        if missing:
            raise ValueError(f"table {self.id}: no such columns: {sorted(missing)}")

    @property
    def default_columns(self) -> tuple[Column, ...]:
        """The columns a tab shows when its schedule entry chooses none."""
        return tuple(column for column in self.columns if column.default)

    @property
    def vendor_key(self) -> tuple[str, ...]:
        """The key columns that tell the rows of one pull apart: its account and shop are the same for all."""
        return tuple(column for column in self.key if column not in ("account", "shop_no"))

    def key_of(self, row: Row) -> tuple[Value, ...]:
        """What tells a row of this table from all others."""
        return tuple(row[self.position(column)] for column in self.key)

    def position(self, column_id: str) -> int:
        """Where a column stands in this table's rows."""
        return next(at for at, column in enumerate(self.columns) if column.id == column_id)


ChartKind = Literal["line", "column", "bar", "area", "pie"]


@dataclass(frozen=True)
class Chart:
    """A picture of a report's rows: some columns of figures along one column.

    Rows of other shops, accounts or currencies are lines of their own, never added up.
    """

    kind: ChartKind
    by: str
    """The id of the column along the axis, or of the slices of a pie: a day, a month, a medium."""
    columns: tuple[str, ...]
    """The ids of the figures drawn as `kind`."""
    ko: str
    en: str
    lines: tuple[str, ...] = ()
    """Figures drawn as lines beside them, on an axis of their own at the right: a ROAS beside amounts."""

    def title(self, language: str) -> str:
        """What stands above it."""
        return self.ko if language == "ko" else self.en


@dataclass(frozen=True)
class Report:
    """A tab that is computed from tables by one SQL query; its table stands in the store like any other.

    The query sees each table it reads by its id, limited to the rows that are meant, and `covered` (table_id, account,
    shop_no, since, until, whole): the days of each that are collected, blank where none are, and the last of them that
    was told to its end; `advertised` (account, shop_no, mall, mall_shop_no): for which shop each ad account is.
    `:today` is the day in Korea, `join_key(text)` what a tag or a name is compared by.
    What it selects is named by the table's column ids; each row belongs to one account and shop.
    """

    table: Table
    query: str
    needs: tuple[str, ...]
    """Tables without which it says nothing."""
    uses: tuple[str, ...] = ()
    """Tables it also reads where they are collected."""
    charts: tuple[Chart, ...] = ()
    sees: tuple[Table, ...] | None = None
    """Of one that its people wrote: the tables it may read, with the columns that may be seen. Its rows are of no one
    shop (the account and the number before them say nothing), and it may take so long and grow so large and no more."""
    over: tuple["Report", ...] = ()
    """Of one that its people wrote: the reports of ours that it reads as tables, computed anew within it."""

    @property
    def own(self) -> bool:
        """Whether its people wrote it."""
        return self.sees is not None

    @property
    def id(self) -> str:
        """What `table:` of a tab names it by."""
        return self.table.id

    @property
    def reads(self) -> tuple[str, ...]:
        """All tables its query reads."""
        return (*self.needs, *self.uses)


@dataclass(frozen=True)
class Window:
    """A span of whole KST days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"window ends before it starts: {self.first} > {self.last}")

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.days))

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


@dataclass(frozen=True)
class Cursor:
    """Up to where a pull is complete in the store.

    `since`..`until` is what has landed; `until` is the KST moment the reading of the newest part began.
    `daily` and `weekly` are the days of the last short and long re-read. `origin` is the first day of history
    once it is known (for `history: first-order`).
    """

    since: date | None = None
    until: datetime | None = None
    daily: date | None = None
    weekly: date | None = None
    origin: date | None = None


@dataclass(frozen=True)
class Pull:
    """A stream of an account and shop with its fields, embed and filter: what has a cursor and rows of its own."""

    account: str
    shop_no: int
    stream: str
    fields: tuple[str, ...] = ()
    embed: tuple[str, ...] | None = None
    """None asks for what the stream needs by itself."""
    filter: tuple[tuple[str, str], ...] = ()
    masking: str = ""
    """How personal data in its rows is masked (`masking.statement`); "" where its tables hold none."""
    shape: str = ""
    """Of a stream that the schedule itself describes: what stands for its description. Another one is another pull."""

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.account}.{self.stream} #{self.shop_no}"


@dataclass(frozen=True)
class Step:
    """One stretch of reading that `plan` decided: which window, by which vendor date, and where it takes the cursor.

    The cursor moves in the transaction of the step's last rows; `then` is None where it must not move.
    """

    window: Window
    by: str
    then: Cursor | None
    count: bool = False
    """Whether the rows read are compared with the vendor's own count."""
    replaces: bool = False
    """Whether what it reads is all there is: rows of its days (of the whole pull, in a table without days) that it did
    not read leave the store with its last page."""


StreamState = Literal["complete", "not_collected", "incomplete"]
Outcome = Literal["ok", "partial", "failed", "busy"]


@dataclass
class StreamResult:
    """What one pull of a run came to."""

    account: str
    shop_no: int
    stream: str
    state: StreamState = "complete"
    reason: Message | None = None
    read: int = 0
    landed: int = 0
    quarantined: int = 0
    complete_until: datetime | None = None
    active: bool | None = None
    """Whether the vendor says that its shop is active; None where the shops could not be listed."""
    needs_login: bool = False
    """Whether it was not collected because the login is lost."""


@dataclass
class TabResult:
    """What one tab of a run came to."""

    title: str
    table: str
    sheet_id: int | None = None
    rows: int = 0
    inserted: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    mistaken: int = 0
    """Lines people typed that hold a mistake and count nowhere."""
    verified: bool = True
    calls: int = 0
    """Google calls it took, retries included."""
    seconds: float = 0.0
    reason: Message | None = None
    notes: list[Message] = field(default_factory=list)
    """What its people should know: their cells were kept beside a removed row, a row stood twice."""
