"""Orders, refunds and Cafe24's own figures put into a store, and the reports that come of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sheets_bridge.config import StreamUse, TabUse
from sheets_bridge.masking import Masks
from sheets_bridge.model import Cursor, Pull, Report, Table
from sheets_bridge.reports import REPORTS, STORED
from sheets_bridge.source import OAuthAddresses, Source, Stream
from sheets_bridge.store import Store, landing, selection
from sheets_bridge.store.selection import Selection
from sheets_bridge.sync.computing import compute, pulls_of
from sheets_bridge.sync.world import Connected, World
from sheets_bridge.tables import TABLES

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
SINCE = date(2026, 9, 1)
STREAMS = ("orders", "refunds", "hourly_sales", "access_sales")

Told = Mapping[str, Any]
"""Column id → value."""


def order(order_id: str, paid_on: str | None, amount: float | None, **more: Any) -> Told:
    """An order of the mall itself; `paid_on` is its payment date."""
    usual = {
        "order_id": order_id, "order_date": f"{order_id[:4]}-{order_id[4:6]}-{order_id[6:8]}", "paid_date": paid_on,
        "ordered_at": f"{order_id[:4]}-{order_id[4:6]}-{order_id[6:8]} 10:00:00", "paid": "T" if paid_on else "F",
        "market_id": "self", "order_place_id": "cafe24", "currency": "KRW", "payment_amount": amount,
        "points_spent_amount": 0.0, "credits_spent_amount": 0.0, "naver_point": 0.0,
    }  # fmt: skip
    return usual | more


def refund(code: str, order_id: str, day: str | None, amount: float | None, **more: Any) -> Told:
    """A refund that is done."""
    usual = {
        "refund_code": code, "order_id": order_id, "refund_date": day, "status": "T", "currency": "KRW",
        "actual_refund_amount": amount, "used_points": 0.0, "used_credits": 0.0,
    }  # fmt: skip
    return usual | more


class Books:
    """A store filled by hand for one mall, `mall`, and logins at ad media; each stream fills the table of its name."""

    def __init__(self, folder: Path, accounts: Iterable[str] = ("mall",)) -> None:
        self.store = Store(folder / "bridge.db", STORED)
        source = _source()
        malls = {name: Connected(source, None, "active", None) for name in accounts}
        self.world = World(self.store, malls, {}, lambda: NOW, Masks(b""), "ko", folder, "us", reports=REPORTS)
        self.feeds: tuple[StreamUse, ...] = ()
        self.fed_by(*STREAMS)

    def fed_by(self, *streams: str) -> "Books":
        """The same books where only these streams are pulled."""
        self.feeds = tuple(StreamUse(name, stream) for name in self.world.accounts for stream in streams)
        return self

    def at(self, now: datetime) -> None:
        """Let it be another moment."""
        self.world = replace(self.world, clock=lambda: now)

    def land(
        self, table: str, rows: Iterable[Told], *, shop: int = 1, account: str = "mall",
        since: date | None = SINCE, until: datetime | None = NOW,
    ) -> None:  # fmt: skip
        """Rows of a table with the cursor that claims its days."""
        number = landing.pull_id(self.store, Pull(account, shop, table))
        whose = {"account": account, "shop_no": shop}
        made = [tuple((whose | told).get(column.id) for column in STORED[table].columns) for told in rows]
        landing.land(self.store, number, {table: made}, Cursor(since=since, until=until))

    def miss(
        self, table: str, day: str, why: str, *, shop: int = 1, account: str = "mall", **marks: Any
    ) -> None:  # fmt: skip
        """A day of a table that could not be collected, as a run notes it: its key names the day alone."""
        number = landing.pull_id(self.store, Pull(account, shop, table))
        told = {"account": account, "shop_no": shop, "date": day, "data_status": f"미수집 ({why})", **marks}
        row = tuple(told.get(column.id) for column in STORED[table].columns)
        landing.fill(self.store, number, STORED[table], [row])

    def tab(self, report: str) -> TabUse:
        return TabUse("tab", report, feeds=self.feeds)

    def rows(self, report: str) -> list[dict[str, Any]]:
        """The report's rows in the order of its tab, computed anew."""
        compute(self.world, self.tab(report))
        return self.kept(REPORTS[report])

    def kept(self, report: Report) -> list[dict[str, Any]]:
        """The report's rows as they are in the store."""
        pulls = tuple(pulls_of(self.store, report, self.feeds).values())
        chosen = Selection(report.table, pulls, report.table.columns)
        names = [column.id for column in report.table.columns]
        found = selection.rows(self.store, chosen, selection.wanted(self.store, chosen))
        return [dict(zip(names, row, strict=True)) for _, row in found]

    def day(self, day: str, report: str = "sales_daily", **where: Any) -> dict[str, Any]:
        """The one row of a day (and of whatever else is said)."""
        wanted = {"date": day, **where}
        (row,) = [row for row in self.rows(report) if wanted.items() <= row.items()]
        return row


def _source() -> Source:
    streams = {name: _stream(table) for name, table in TABLES.items()}
    return Source(
        "pretend", "Pretend", {}, streams, lambda *_: None, lambda *_: OAuthAddresses("", ""), lambda _connection: []
    )


def _stream(table: Table) -> Stream:
    return Stream(table.id, table.id, (table,), (), _nothing, _nothing, _nothing, _nothing)


def _nothing(*_: Any) -> Any:
    raise AssertionError("nothing is read here")
