"""A pretend Cafe24 that serves any list from memory by the documented rules, refuses on demand, notes its calls."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.errors import BridgeError, Incomplete, Refused, Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import Column, Kind, Pull, Record, Step, Table, Window
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.sources.cafe24.declared import Listing
from sheets_bridge.sources.cafe24.listing import read

PULL = Pull("samplemall", 1, "things")

THINGS = Table(
    id="things",
    key=("account", "shop_no", "no"),
    day="day",
    columns=(
        Column("account", Kind.TEXT, "몰", "Mall"),
        Column("shop_no", Kind.NUMBER, "번호", "No."),
        Column("no", Kind.TEXT, "것", "Thing"),
        Column("day", Kind.DAY, "날짜", "Day"),
    ),
)


@dataclass(frozen=True)
class Served:
    """The rows of a path and how it is asked for them."""

    rows: Sequence[Record] | Any
    under: str
    days: tuple[str, str, str] | None = None
    """First parameter, last parameter, field."""
    since: tuple[str, str] | None = None
    since_day: tuple[str, str] | None = None
    ceiling: int = 10**9


@dataclass
class Lists:
    """`before` sees every call and may raise."""

    served: dict[str, Served] = field(default_factory=dict)
    before: Callable[[str, Mapping[str, str]], None] = lambda _path, _params: None
    recount: Callable[[int], int] = lambda count: count
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    never: list[Container[int | None]] = field(default_factory=list)

    def get(
        self, path: str, params: Mapping[str, str], *, parse: Parse = parsed, never: Container[int | None] = ()
    ) -> Any:
        self.calls.append((path, dict(params)))
        self.never.append(never)
        self.before(path, params)
        of = self.served.get(path) or self.served[path.removesuffix("/count")]
        if not isinstance(of.rows, list):
            return {of.under: of.rows}
        rows = [row for row in of.rows if _meant(of, row, params)]
        if path.endswith("/count"):
            return [] if "embed" in params or "fields" in params else {"count": self.recount(len(rows))}
        return {of.under: _sliced(of, rows, params)}

    def asked(self, path: str) -> list[dict[str, str]]:
        return [params for called, params in self.calls if called == path]


def _meant(of: Served, row: Record, params: Mapping[str, str]) -> bool:
    if of.days and not params[of.days[0]] <= str(row[of.days[2]])[:10] <= params[of.days[1]]:
        return False
    if of.since_day and str(row[of.since_day[1]])[:10] < params[of.since_day[0]]:
        return False
    return not of.since or int(row[of.since[1]]) > int(params.get(of.since[0], 0))


def _sliced(of: Served, rows: Sequence[Record], params: Mapping[str, str]) -> Sequence[Record]:
    if of.since:
        rows = sorted(rows, key=lambda row: int(row[of.since[1]]))
    offset = int(params.get("offset", 0))
    if offset >= of.ceiling:
        raise Refused(say("offset"), status=422)
    return rows[offset : offset + int(params["limit"])] if "limit" in params else rows


def connected(vendor: Lists) -> Connection:
    return Connection("samplemall", admin=vendor, analytics=vendor)  # type: ignore[arg-type]


def things(*days: str, first: int = 1) -> list[dict[str, Any]]:
    """One thing a day told, numbered from `first`."""
    return [{"shop_no": 1, "no": number, "day": day} for number, day in enumerate(days, first)]


def step(first: str, last: str, by: str = "date") -> Step:
    return Step(Window(date.fromisoformat(first), date.fromisoformat(last)), by, None)


def collected(listing: Listing, vendor: Lists, asked: Step, pull: Pull = PULL) -> tuple[list[Record], str | None]:
    """All records that came, in their order, and what was said of those that did not."""
    came: list[Record] = []
    pages: Iterator[Sequence[Record]] = read(listing, connected(vendor), pull, asked)
    try:
        for page in pages:
            came.extend(page)
    except Incomplete as short:
        return came, f"{short.read} of {short.expected}"
    return came, None


def refusing(error: type[BridgeError], status: int, when: Callable[[Mapping[str, str]], bool]) -> Callable[..., None]:
    """A `before` that answers some calls with a status."""

    def before(_path: str, params: Mapping[str, str]) -> None:
        if when(params):
            raise error(say("no"), status=status)

    return before


def too_long(days: int, error: type[BridgeError] = Unavailable, status: int = 504) -> Callable[..., None]:
    """A `before` that refuses spans of more days."""

    def longer(params: Mapping[str, str]) -> bool:
        if "start_date" not in params:
            return False
        first, last = (date.fromisoformat(params[name]) for name in ("start_date", "end_date"))
        return (last - first).days + 1 > days

    return refusing(error, status, longer)
