"""연동 현황 beside a real daemon: what people tick is done within a minute, what they made of the tab stays theirs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from system_mall import Mall, going_on, opened
from system_page import until
from system_sheet import Sheet

from sheets_bridge.store import Store, queue, slots

JOBS, TABS = "연동 현황", "연동 현황 (탭별)"
REFRESH, PAUSE, STATE = "지금 갱신", "일시중지", "상태"
_MINUTES = 10
"""Within so many minutes of the mall all that was asked for is done and told."""


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    """A small mall whose daemon runs through all of these tests."""
    made = opened(tmp_path_factory.mktemp("work"), days=3, orders_per_day=3, control=True)
    # An order run reads by every date that can mark a change: not one more than needed.
    made.edit("every: 15 minutes", "every: 12 hours")
    made.edit("every: 1 hour", "every: 15 minutes")
    assert made.connect().exit_code == 0
    with going_on("daemon", "--schedule", str(made.schedule)) as process:
        until(lambda: states(Sheet(made)), lambda told: len(told) == 2)
        settled(made)
        yield made
        process.terminate()
        out, err = process.communicate(timeout=60)
        made.noted(process.returncode, out, err)
        assert process.returncode == 0, err
    made.close()
    assert made.leaks() == []


@pytest.fixture
def sheet(mall: Mall) -> Sheet:
    return Sheet(mall)


def rows(sheet: Sheet, title: str = JOBS) -> dict[str, dict[str, Any]]:
    """Name → row; nothing before the tab stands."""
    shown = sheet.properties()
    return {row["작업" if title == JOBS else "탭"]: row for row in sheet.records(title)} if title in shown else {}


def states(sheet: Sheet) -> dict[str, str]:
    return {name: row[STATE] for name, row in rows(sheet).items()}


def entries(mall: Mall, trigger: str = "sheet") -> list[queue.Entry]:
    """What was asked for in this way and is done."""
    with Store(mall.folder / "state" / "bridge.db", {}) as store:
        return [entry for entry in queue.ended(store, 100) if entry.trigger == trigger]


def waiting(mall: Mall) -> list[queue.Entry]:
    with Store(mall.folder / "state" / "bridge.db", {}) as store:
        return [*queue.standing(store, "running"), *queue.standing(store, "waiting")]


def slots_of(mall: Mall, job: str) -> list[str]:
    """What was done about the newest moments of a job, the newest last."""
    with Store(mall.folder / "state" / "bridge.db", {}) as store:
        return [what for _, what in slots.noted(store, job, 5)][::-1]


def settled(mall: Mall) -> None:
    """Nothing runs and nothing waits, and the sheet says so."""
    for _ in range(_MINUTES):
        until(lambda: waiting(mall), lambda found: not found)
        if set(states(Sheet(mall)).values()) <= {"정상", "일시중지"}:
            return
        minute(mall)
    raise AssertionError(states(Sheet(mall)))


def minute(mall: Mall) -> None:
    """A minute goes by, and the daemon has looked at the boxes."""
    looks = len(mall.calls("google", "read"))
    mall.advance(minutes=1)
    until(lambda: len(mall.calls("google", "read")), lambda count: count > looks)


def cell(sheet: Sheet, job: str, label: str, title: str = JOBS) -> tuple[int, int]:
    """Where a cell stands just now; the header row is 0."""
    header, *below = sheet.values(title)
    at = header.index("작업")
    return 1 + next(n for n, row in enumerate(below) if row[at : at + 1] == [job]), header.index(label)


def tick(sheet: Sheet, job: str, label: str, *, on: bool = True) -> None:
    """A person ticks a box, or takes the tick away."""
    row, column = cell(sheet, job, label)
    sheet_id = next(one["sheetId"] for title, one in sheet.properties().items() if title == JOBS)
    place = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
    values = [{"values": [{"userEnteredValue": {"boolValue": on}}]}]
    sheet.batch({"updateCells": {"start": place, "rows": values, "fields": "userEnteredValue"}})


def test_jobs_and_tabs_stand_on_tabs_of_their_own_and_the_order_is_kept(mall: Mall, sheet: Sheet) -> None:
    told, fresh = rows(sheet), rows(sheet, TABS)
    assert set(told) == {"orders", "visitors"}
    assert set(fresh) == {"RAW_주문", "RAW_주문품목", "RAW_방문"}
    assert [row[REFRESH] for row in told.values()] == [False, False]
    assert told["orders"]["행"] == fresh["RAW_주문"]["행"] + fresh["RAW_주문품목"]["행"] > 0
    assert fresh["RAW_방문"]["집계 상태"].startswith("집계중")
    assert fresh["RAW_주문"]["반영 기간"].startswith("2026-10-29 ~ 2026-11-0")
    assert told["visitors"]["다음 실행"] > told["visitors"]["마지막 성공"] > 46000
    titles = [title for title in sheet.properties() if title != "시트1"]
    assert titles.index(JOBS) < titles.index(TABS) < titles.index("RAW_주문")


def test_a_ticked_box_starts_the_run_and_is_unticked_by_the_write_that_says_so(mall: Mall, sheet: Sheet) -> None:
    settled(mall)
    before = len(entries(mall))
    tick(sheet, "visitors", REFRESH)
    tick(sheet, "visitors", REFRESH)
    mall.forget_calls()
    mall.advance(minutes=1)
    row = until(lambda: rows(sheet)["visitors"], lambda row: row[REFRESH] is False)
    assert row[STATE] in ("실행 대기 중…", "실행 중…")
    assert [call["path"].rpartition(":")[2] for call in mall.calls("google", "write")][:1] == ["batchUpdate"]
    done = until(lambda: entries(mall), lambda found: len(found) > before)
    assert [(entry.job, entry.exit_code) for entry in done[: len(done) - before]] == [("visitors", 0)]
    settled(mall)
    assert states(sheet)["visitors"] == "정상"


def test_a_quiet_minute_costs_one_read_and_no_write(mall: Mall, sheet: Sheet) -> None:
    settled(mall)
    minute(mall)
    mall.forget_calls()
    minute(mall)
    assert len(mall.calls("google", "read")) == 1
    assert mall.calls("google", "write") == []


def test_a_paused_job_rests_until_it_is_let_go_on(mall: Mall, sheet: Sheet) -> None:
    settled(mall)
    tick(sheet, "visitors", PAUSE)
    minute(mall)
    row = until(lambda: rows(sheet)["visitors"], lambda row: row[STATE] == "일시중지")
    assert row["다음 실행"] == ""
    assert row[PAUSE] is True
    before = row["마지막 성공"]
    mall.advance(minutes=31)
    until(lambda: slots_of(mall, "visitors"), lambda noted: noted[-1:] == ["paused"])
    assert rows(sheet)["visitors"]["마지막 성공"] == before
    told = {job["job"]: job["paused"] for job in mall.command("status", "--json").json["jobs"]}
    assert told["orders"] is None
    assert told["visitors"] is not None
    assert "일시중지" in mall.command("jobs").text
    tick(sheet, "visitors", REFRESH)
    minute(mall)
    until(lambda: rows(sheet)["visitors"], lambda row: row[REFRESH] is False)
    settled(mall)
    asked = rows(sheet)["visitors"]
    assert (asked[STATE], asked[PAUSE]) == ("일시중지", True)
    assert asked["마지막 성공"] > before
    tick(sheet, "visitors", PAUSE, on=False)
    minute(mall)
    until(lambda: states(sheet), lambda told: told["visitors"] == "정상")
    mall.advance(minutes=15)
    until(lambda: slots_of(mall, "visitors"), lambda noted: noted[-1:] == ["queued"])
    until(lambda: waiting(mall), lambda found: not found)
    minute(mall)
    settled(mall)
    assert rows(sheet)["visitors"]["마지막 성공"] > asked["마지막 성공"]


@contextmanager
def renamed(sheet: Sheet, title: str, new: str) -> Iterator[None]:
    sheet.rename(title, new)
    yield
    sheet.rename(new, title)


def test_what_people_made_of_the_tab_stays_and_their_ticks_are_served(mall: Mall, sheet: Sheet) -> None:
    settled(mall)
    sheet.insert_columns(JOBS, 2)
    sheet.write(JOBS, {(0, 2): "담당자", (cell(sheet, "orders", STATE)[0], 2): "지수"})
    sheet.sort(JOBS, "작업")
    before = len(entries(mall))
    tick(sheet, "visitors", REFRESH)
    with renamed(sheet, JOBS, "우리 현황"):
        minute(mall)
        until(lambda: entries(mall), lambda found: len(found) > before)
        assert JOBS not in sheet.properties()
    settled(mall)
    told = rows(sheet)
    assert (told["orders"]["담당자"], told["visitors"]["담당자"]) == ("지수", "")
    assert list(told) == ["visitors", "orders"]
    assert told["visitors"][REFRESH] is False


def test_a_deleted_tab_is_built_again_with_its_boxes_and_fails_no_job(mall: Mall, sheet: Sheet) -> None:
    settled(mall)
    sheet.delete_tab(TABS)
    minute(mall)
    until(lambda: rows(sheet, TABS), lambda told: len(told) == 3)
    settled(mall)
    assert all(entry.exit_code == 0 for entry in entries(mall, "schedule"))
