"""What a list endpoint of Cafe24 is told by: its path, parameters, pages, days and fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sheets_bridge.day_plan import DayPlan
from sheets_bridge.masking import Masks
from sheets_bridge.model import Pull, Record, Table, Value
from sheets_bridge.normalizing import Field

Host = Literal["admin", "analytics"]

Combine = Callable[[Sequence[Sequence[Record]]], Sequence[Record]]
"""(all rows of a list and of each one beside it) → the records they come to."""

Made = Callable[[Pull, Masks, Record], Value]
"""A column that no single field tells: (pull, masks, record) → its value."""


@dataclass(frozen=True)
class Since:
    """Rows asked for behind a mark: nothing shifts, and no offset is refused."""

    parameter: str
    field: str
    """Where a row tells its mark: a number of any length or, where `first` is a day, a moment."""
    first: str = "0"

    @property
    def is_day(self) -> bool:
        """Whether the mark is a day: then the rows of the last one come again with the next page."""
        return "-" in self.first


@dataclass(frozen=True)
class Pages:
    """How a list is paged."""

    limit: int = 100
    ceiling: int = 5_000
    """The first offset that is refused."""
    since: Since | None = None
    """How rows are asked for behind a mark instead."""
    count: str | None = None
    """The path that counts the rows, where there is one."""


@dataclass(frozen=True)
class Days:
    """How a list is asked for by days."""

    plan: DayPlan
    field: str | None = None
    """The field that dates a record, to see that our dates were minded; None where records carry none, so that each
    day is asked for by itself and `date` is ours."""
    first: str = "start_date"
    last: str = "end_date"
    by: str | None = None
    """The parameter that says which date is meant, where there are several: the step's, which is its field too."""

    def field_of(self, by: str) -> str | None:
        """The field that dates a record of a step."""
        return by if self.by else self.field


@dataclass(frozen=True)
class Embedded:
    """A list inside of each record, with a table of its own. Columns in `own` come from the record's own row."""

    name: str
    table: Table
    fields: Mapping[str, Field]
    own: tuple[str, ...] = ()
    whole: str | None = None
    """The path that lists all of them, for records in which the list came cut."""
    cut: int = 100
    """So many are embedded at most."""


@dataclass(frozen=True)
class Listing:
    """One list endpoint. `fields` are column id → (how it is read, the field's name, dotted where it lies deeper)."""

    path: str
    """Names in braces are filled from the rows of `each`, `{shop_no}` from the pull."""
    table: Table
    fields: Mapping[str, Field]
    host: Host = "admin"
    name: str | None = None
    """What the rows stand under; the path's last part where it is not told."""
    also: str | None = None
    """What else they may stand under: Cafe24's documentation and its server do not agree everywhere."""
    must: frozenset[str] = frozenset()
    """Fields that every row has: an answer without them is in a form we do not know. Where one but a key's is null,
    the numbers of that row of a day table are told to be incomplete."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """Parameters of every call."""
    pages: Pages | None = Pages()
    """None for a list that is not paged, or a single object."""
    days: Days | None = None
    """None for a list that is read whole each time."""
    embedded: tuple[Embedded, ...] = ()
    each: "Listing | None" = None
    """The list that the names in braces in `path` come from, one reading of it for each of its rows: boards for
    `/boards/{board_no}/articles`. They stand in the records read."""
    many: str | None = None
    """The parameter that names up to a hundred rows of `each` at once, by their field of that name, instead."""
    chosen: Callable[[Record], bool] = lambda _record: True
    """Which rows of `each` it is read for."""
    carried: tuple[str, ...] = ()
    """Other fields of a row of `each` that stand in the records read."""
    masked: Mapping[str, str] = field(default_factory=dict)
    """Columns about a person, which their tables declare so: the field's name."""
    made: Mapping[str, Made] = field(default_factory=dict)
    kept_back: frozenset[str] = frozenset()
    """Those of `masked` that rest nowhere unless `embed:` names them: what people write may hold anything."""
    restricted: bool = False
    """Whether Cafe24 lets only apps read it that it approved one by one."""
    snapshot: bool = False
    """Whether it tells how things stand at the moment, so that what it told before stays."""
    beside: tuple["Listing", ...] = ()
    """Lists of the same things, asked for alike, that `combined` joins with this one's rows."""
    combined: Combine | None = None
    """Where records are made of all rows together; rows are their own records without it."""

    @property
    def under(self) -> str:
        """What the rows stand under."""
        return self.name or self.path.rsplit("/", 1)[-1]

    @property
    def counted(self) -> tuple[str, ...]:
        """The fields that must be there and name nothing, of this list and of those beside it."""
        must = self.must.union(*(one.must for one in self.beside))
        return tuple(name for column, (_, name) in self.fields.items() if column not in self.table.key and name in must)
