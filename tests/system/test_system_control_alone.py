"""연동 현황 without a daemon: a `run` brings it up to date at its end, and nothing that fails there fails the run."""

from collections.abc import Iterator
from typing import Any

import pytest
from system_mall import Mall, opened
from system_sheet import Sheet

JOBS, TABS = "연동 현황", "연동 현황 (탭별)"


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    """A small mall of one shop, its first run over."""
    made = opened(tmp_path_factory.mktemp("work"), days=2, orders_per_day=2, control=True)
    made.edit("shops: active", "shops: [1]")
    assert made.connect().exit_code == 0
    made.ran("visitors")
    yield made
    made.close()
    assert made.leaks() == []


@pytest.fixture
def sheet(mall: Mall) -> Sheet:
    return Sheet(mall)


def jobs(sheet: Sheet) -> dict[str, dict[str, Any]]:
    return {row["작업"]: row for row in sheet.records(JOBS)}


def at(sheet: Sheet, job: str, label: str) -> tuple[int, int]:
    header, *below = sheet.values(JOBS)
    return 1 + next(n for n, row in enumerate(below) if row[0] == job), header.index(label)


def tick(sheet: Sheet, job: str, label: str, *, on: bool) -> None:
    row, column = at(sheet, job, label)
    place = {"sheetId": sheet.properties()[JOBS]["sheetId"], "rowIndex": row, "columnIndex": column}
    values = [{"values": [{"userEnteredValue": {"boolValue": on}}]}]
    sheet.batch({"updateCells": {"start": place, "rows": values, "fields": "userEnteredValue"}})


def test_a_run_tells_how_things_stand_and_that_nothing_goes_on_by_itself(mall: Mall, sheet: Sheet) -> None:
    mall.ran("visitors")
    told = jobs(sheet)
    assert (told["visitors"]["상태"], told["visitors"]["다음 실행"]) == ("정상", "")
    assert "sheets-bridge daemon" in told["visitors"]["메시지"]
    assert told["orders"]["상태"] == "실행 전"
    assert {row["탭"]: row["집계 상태"][:3] for row in sheet.records(TABS)} == {
        "RAW_방문": "집계중", "RAW_주문": "", "RAW_주문품목": "",
    }  # fmt: skip


def test_a_run_serves_its_own_job_and_leaves_the_other_ticks_to_a_daemon(mall: Mall, sheet: Sheet) -> None:
    for job in ("orders", "visitors"):
        tick(sheet, job, "지금 갱신", on=True)
    mall.ran("visitors")
    assert {job: row["지금 갱신"] for job, row in jobs(sheet).items()} == {"orders": True, "visitors": False}
    tick(sheet, "orders", "지금 갱신", on=False)


def test_a_pause_is_kept_in_the_database_and_ended_on_the_sheet(mall: Mall, sheet: Sheet) -> None:
    tick(sheet, "orders", "일시중지", on=True)
    mall.ran("visitors")
    assert jobs(sheet)["orders"]["상태"] == "일시중지"
    paused = {job["job"]: job["paused"] for job in mall.command("jobs", "--json").json["jobs"]}
    assert paused["visitors"] is None
    assert paused["orders"] is not None
    sheet.delete_tab(JOBS)
    mall.ran("visitors")
    assert jobs(sheet)["orders"]["일시중지"] is True
    tick(sheet, "orders", "일시중지", on=False)
    mall.ran("visitors")
    assert {job["paused"] for job in mall.command("jobs", "--json").json["jobs"]} == {None}


def test_an_idle_run_costs_one_read_for_both_tabs(mall: Mall) -> None:
    mall.ran("visitors")
    mall.forget_calls()
    done = mall.ran("visitors")
    reads = len(mall.calls("google", "read"))
    assert reads == done["calls"]["google_read"] + 1
    assert mall.calls("google", "write") == []


def test_a_tab_that_cannot_be_written_is_told_and_fails_no_run(mall: Mall) -> None:
    mall.ran("visitors")
    mall.advance(minutes=20)
    refused = {
        "error": {"code": 400, "message": "You are trying to edit a protected cell.", "status": "INVALID_ARGUMENT"}
    }
    mall.control("POST", "faults", {"method": "POST", "path": "*:batchUpdate", "times": 9, "action": "status",
                                    "status": 400, "body": refused})  # fmt: skip
    told = mall.run("visitors")
    mall.lift_faults()
    assert told.exit_code == 0
    assert told.json["verified"]
    assert "tab of the jobs" in told.err


def test_a_dry_run_writes_nothing_there_either(mall: Mall) -> None:
    mall.advance(minutes=20)
    mall.forget_calls()
    mall.ran("--dry-run", "visitors")
    assert mall.calls("google", "write") == []
