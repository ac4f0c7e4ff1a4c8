"""A pretend Cafe24 behind `Api.get`: answers from lists in memory, refuses and miscounts on demand, notes its calls."""

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from typing import Any

from sheets_bridge.api.body import Parse, parsed
from sheets_bridge.errors import Incomplete, Refused
from sheets_bridge.messages import say
from sheets_bridge.model import Pull, Step, Window
from sheets_bridge.sources.cafe24 import order_read
from sheets_bridge.sources.cafe24.connection import Connection

PULL = Pull("samplemall", 1, "orders")
ONE, TWO, THREE = "2026-03-01", "2026-03-02", "2026-03-03"
_CEILING, _LONGEST_LIST = 15_000, 100
_KINDS = ("member_type", "order_place_id", "payment_status", "product_no", "supplier_id")

Rows = Sequence[Mapping[str, Any]]


class Vendor:
    """`rows` are the orders; `told` answers a path as it is; `recount` may change what a count says."""

    def __init__(self, rows: Rows = (), refunds: Rows = ()) -> None:
        self.rows, self.refunds = list(rows), list(refunds)
        self.told: dict[str, Any] = {}
        self.recount: Callable[[Mapping[str, str], int], int] = lambda _params, count: count
        self.page: Callable[[Mapping[str, str], Rows], Rows] = lambda _params, page: page
        self.calls: list[tuple[str, dict[str, str]]] = []

    def get(
        self, path: str, params: Mapping[str, str], *, parse: Parse = parsed, never: Container[int | None] = ()
    ) -> Any:
        self.calls.append((path, dict(params)))
        if path in self.told:
            return self.told[path]
        if path == "/orders/count":
            return {"count": self.recount(params, len(_meant(self.rows, params)))}
        rows = {"/orders": self.rows, "/refunds": self.refunds}[path]
        return {path[1:]: self.page(params, _sliced(_meant(rows, params), params))}

    @property
    def paths(self) -> Counter[str]:
        return Counter(path for path, _ in self.calls)


def connected(vendor: Vendor) -> Connection:
    return Connection("samplemall", admin=vendor, analytics=vendor)  # type: ignore[arg-type]


def _sliced(rows: Rows, params: Mapping[str, str]) -> Rows:
    offset = int(params["offset"])
    if offset >= _CEILING:
        raise Refused(say("offset"), status=422)
    return rows[offset : offset + int(params["limit"])]


def _meant(rows: Rows, params: Mapping[str, str]) -> Rows:
    first, last = params["start_date"], params["end_date"]
    kinds = [(name, params[name].split(",")) for name in _KINDS if name in params]
    if any(len(words) > _LONGEST_LIST for _, words in kinds):
        raise Refused(say("too many"), status=422)
    named = params["order_id"].split(",") if "order_id" in params else None
    by = params["date_type"]
    return [
        row
        for row in rows
        if first <= row.get(by, row["order_date"])[:10] <= last
        and all(row.get(name) in words for name, words in kinds)
        and (named is None or row["order_id"] in named)
    ]


def orders(number: int, day: str, **more: str) -> list[dict[str, Any]]:
    """That many orders of a day."""
    compact = day.replace("-", "")
    return [{"order_id": f"{compact}-{n:07d}", "order_date": f"{day}T09:00:00+09:00", **more} for n in range(number)]


def step(first: str, last: str, by: str = "order_date", *, count: bool = True) -> Step:
    return Step(Window(date.fromisoformat(first), date.fromisoformat(last)), by, None, count=count)


def numbers(vendor: Vendor, asked: Step) -> list[str]:
    """The order numbers of a step in the order they came."""
    return [row["order_id"] for page in order_read.read(connected(vendor), PULL, asked) for row in page]


def collected(vendor: Vendor, asked: Step) -> tuple[set[str], Incomplete]:
    """The order numbers that came before it was said that some are missing."""
    came: set[str] = set()
    pages = order_read.read(connected(vendor), PULL, asked)
    while True:
        try:
            came.update(row["order_id"] for row in next(pages))
        except Incomplete as error:
            return came, error
