"""알림 조건, 성과 알림, 데일리 브리핑 through real runs; what an ear on this machine hears of them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from system_ear import Ear, listening
from system_mall import Mall
from system_sheet import Sheet

from sheets_bridge.cli.installation import installation, world
from sheets_bridge.cli.telling import teller_of
from sheets_bridge.daemon import House
from sheets_bridge.store import life

TABS = "알림 조건: {table: alert_rules}", "성과 알림: {table: alerts}", "데일리 브리핑: {table: daily_briefing}"


@pytest.fixture
def ear() -> Iterator[Ear]:
    with listening() as one:
        yield one


@contextmanager
def house_of(mall: Mall) -> Iterator[House]:
    with installation(mall.schedule) as opened:
        yield House(opened.schedule, world(opened, lambda _progress: None), opened.logins)


def heard(mall: Mall, ear: Ear) -> list[str]:
    """What a teller that was just started tells while a daemon beats."""
    with house_of(mall) as house:
        life.beat(house.world.store, "daemon", house.world.clock(), {})
        teller_of(mall.schedule, 0.1).round(house)
    return ear.told()


def test_a_condition_is_told_once_and_the_day_once_at_its_time(mall: Mall, sheet: Sheet, ear: Ear) -> None:
    mark = "      RAW_주문품목: {table: order_items}\n"
    mall.edit(mark, mark + "".join(f"      {tab}\n" for tab in TABS))
    mall.edit("embed: [items]}\n", "embed: [items]}\n      - samplemall.refunds\n")
    mall.edit(
        "jobs:\n", f"notify: {{urls: ['{ear.address('team-s3cr3t')}'], briefing: '08:30', stale: 366 days}}\njobs:\n"
    )
    mall.ran("orders")
    assert [row["지표"] for row in sheet.records("알림 조건")].count("예산 소진") == 2
    # a fall of 0.1% is one on most days: looked at over the days that came by
    row = next(n for n, one in enumerate(sheet.records("알림 조건"), 1) if one["지표"].startswith("매출"))
    sheet.write("알림 조건", {(row, 2): "0.1%"})
    told: list[str] = []
    for _ in range(6):
        mall.advance(hours=24)
        mall.ran("orders")
        told += heard(mall, ear)
    assert not [one for one in told if one.startswith("데일리 브리핑")], "before its time"
    events = sheet.records("성과 알림")
    alerts = [one for one in told if one.startswith("성과 알림")]
    assert len(alerts) == len(events) > 0
    assert {one["상태"] for one in events} >= {"발생"}
    mall.advance(hours=5)
    briefed = [one for one in heard(mall, ear) if one.startswith("데일리 브리핑")]
    shown = mall.command("status", "--briefing")
    assert len(briefed) == shown.out.count("데일리 브리핑") > 0
    assert "통계 순매출" in briefed[0]
    assert [heard(mall, ear) for _ in range(2)] == [[], []], "once a day, across restarts"
