"""Days of Analytics in the store: replaced whole, not collected where refused, healed without a trace."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_bridge.config import StreamUse
from sheets_bridge.errors import Refused
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.source import Shop
from sheets_bridge.sources.cafe24 import SOURCE
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.store import Store
from sheets_bridge.sync.land import Landed, land
from sheets_bridge.sync.world import Ask, Connected, World
from sheets_bridge.tables import TABLES

TODAY = date(2026, 11, 1)
USE = StreamUse("mall", "access_product_sales")


class Host:
    """Product → items sold, by day; what it refuses, and what it was asked for."""

    def __init__(self) -> None:
        self.days: dict[str, dict[int, int]] = {}
        self.refused: set[str] = set()
        self.asked: list[str] = []

    def get(self, _path: str, params: Mapping[str, str], **_: Any) -> Any:
        day = params["start_date"]
        self.asked.append(day)
        if day in self.refused:
            raise Refused(say("no"), status=403)
        sold = self.days.get(day, {})
        return {"sales": [
            {"product_no": number, "product_name": "가방", "order_count": 1, "order_product_count": items,
             "order_amount": "9000"}
            for number, items in sold.items()
        ]}  # fmt: skip


@pytest.fixture
def mall(tmp_path: Path) -> Iterator["Mall"]:
    with Store(tmp_path / "bridge.db", TABLES) as store:
        yield Mall(store, tmp_path)


class Mall:
    def __init__(self, store: Store, folder: Path) -> None:
        self.host, self.now = Host(), datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
        connection = Connection("mall", admin=self.host, analytics=self.host)  # type: ignore[arg-type]
        known = {"mall": Connected(SOURCE, connection, "active", day(3))}
        self.world = World(store, known, {}, lambda: self.now, Masks(b""), "ko", folder, "us")

    def run(self) -> Landed:
        self.host.asked.clear()
        (landed,) = land(self.world, USE, [Shop(1, "main", active=True)], Ask())
        return landed

    def rows(self) -> list[tuple[Any, ...]]:
        columns = "date, product_no, order_product_count, data_status"
        return list(self.world.store.query(f"SELECT {columns} FROM access_product_sales ORDER BY {columns}"))


def day(back: int) -> date:
    return TODAY - timedelta(days=back)


def test_a_day_read_again_is_replaced_whole(mall: Mall) -> None:
    mall.host.days = {str(day(1)): {417: 2, 500: 1}}
    mall.run()
    mall.host.days = {str(day(1)): {417: 3}}
    assert mall.run().error is None
    assert mall.rows() == [(str(day(1)), "417", 3, "집계중")]


def test_a_run_asks_for_the_last_week_again_and_an_idle_one_changes_nothing(mall: Mall) -> None:
    mall.host.days = {str(day(n)): {417: 1} for n in range(4)}
    mall.run()
    mall.now += timedelta(days=20)
    mall.run()
    assert (min(mall.host.asked), max(mall.host.asked)) == (str(day(3)), str(mall.now.date()))
    assert [status for *_, status in mall.rows()] == ["확정"] * 4
    assert mall.run().result.landed == 0
    assert min(mall.host.asked) == str(mall.now.date() - timedelta(days=7))


def test_refused_days_stand_as_not_collected_and_never_as_zero_and_heal_without_a_trace(mall: Mall) -> None:
    mall.host.days = {str(day(n)): {417: 1} for n in range(4)}
    mall.host.refused = {str(day(n)) for n in range(4)}
    mall.run()
    landed = mall.run()
    assert landed.result.state == "not_collected"
    assert "No statistics permission" in str(landed.result.reason)
    missing = "미수집 (통계 권한 없음, 2026-11-01 12:00)"
    assert mall.rows() == [(str(day(n)), None, None, missing) for n in (3, 2, 1, 0)]
    mall.host.refused = {str(day(0))}
    mall.run()
    assert mall.rows() == [*((str(day(n)), "417", 1, "집계중") for n in (3, 2, 1)), (str(day(0)), None, None, missing)]
    mall.host.refused = set()
    mall.run()
    assert [row[1:] for row in mall.rows()] == [("417", 1, "집계중")] * 4


def test_a_refused_day_that_has_no_sales_is_an_empty_day_once_it_is_answered(mall: Mall) -> None:
    mall.host.refused = {str(day(n)) for n in range(4)}
    mall.run()
    mall.host.refused = set()
    mall.run()
    assert mall.rows() == []
