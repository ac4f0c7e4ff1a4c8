"""연동 현황 on several spreadsheets: each tells of its own jobs, a job is paused on all of them, strangers stop us."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from system_mall import Mall, opened
from system_sheet import Sheet

from sheets_bridge.store import Store
from sheets_bridge.tables import TABLES

JOBS, TABS = "연동 현황", "연동 현황 (탭별)"


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    """A small mall that writes orders to two spreadsheets and visits to one of them."""
    made = opened(tmp_path_factory.mktemp("work"), days=2, orders_per_day=2, control=True)
    bearer = {"Authorization": f"Bearer {made.running.google_token}"}
    answer = made.web.post(f"{made.root}/google/v4/spreadsheets", json={}, headers=bearer, timeout=30)
    line = next(line for line in made.schedule.read_text("utf-8").splitlines() if line.startswith("spreadsheet:"))
    client = answer.json()["spreadsheetId"]
    address = line.partition(" ")[2]
    made.edit(line, f"spreadsheets:\n  main: {address}\n  client: https://docs.google.com/spreadsheets/d/{client}/edit")
    made.edit("RAW_주문: {table: orders}", "RAW_주문: {table: orders, on: main}")
    made.edit("RAW_주문품목: {table: order_items}", "RAW_주문품목: {table: order_items, on: client}")
    made.edit("RAW_방문: {table: visitors}", "RAW_방문: {table: visitors, on: main}")
    made.edit("shops: active", "shops: [1]")
    assert made.connect().exit_code == 0
    made.ran()
    yield made
    made.close()


@pytest.fixture
def main(mall: Mall) -> Sheet:
    return Sheet(mall)


@pytest.fixture
def client(mall: Mall, main: Sheet) -> Sheet:
    text = mall.schedule.read_text("utf-8")
    id_ = text.partition("client: https://docs.google.com/spreadsheets/d/")[2].partition("/")[0]
    other = Sheet(mall)
    other.address = main.address.rpartition("/")[0] + f"/{id_}"
    return other


def jobs(sheet: Sheet) -> dict[str, dict[str, Any]]:
    return {row["작업"]: row for row in sheet.records(JOBS)}


def turn(sheet: Sheet, job: str, *, on: bool) -> None:
    """Turn the box of 일시중지."""
    header, *below = sheet.values(JOBS)
    row = 1 + next(n for n, cells in enumerate(below) if cells[0] == job)
    place = {"sheetId": sheet.properties()[JOBS]["sheetId"], "rowIndex": row, "columnIndex": header.index("일시중지")}
    values = [{"values": [{"userEnteredValue": {"boolValue": on}}]}]
    sheet.batch({"updateCells": {"start": place, "rows": values, "fields": "userEnteredValue"}})


def test_each_spreadsheet_tells_of_its_own_jobs_and_tabs_alone(main: Sheet, client: Sheet) -> None:
    assert set(jobs(main)) == {"orders", "visitors"}
    assert set(jobs(client)) == {"orders"}
    assert {row["탭"] for row in main.records(TABS)} == {"RAW_주문", "RAW_방문"}
    assert {row["탭"] for row in client.records(TABS)} == {"RAW_주문품목"}
    assert "visitors" not in json.dumps(client.asked("GET", "", params={"includeGridData": "true"}))


def test_a_pause_on_one_spreadsheet_is_followed_on_the_other_and_ended_on_either(
    mall: Mall, main: Sheet, client: Sheet
) -> None:
    turn(main, "orders", on=True)
    mall.ran("visitors")
    assert jobs(client)["orders"]["일시중지"] is True
    mall.ran("visitors")
    assert [jobs(sheet)["orders"]["상태"] for sheet in (main, client)] == ["일시중지", "일시중지"]
    turn(client, "orders", on=False)
    mall.ran("visitors")
    mall.ran("visitors")
    assert [jobs(sheet)["orders"]["일시중지"] for sheet in (main, client)] == [False, False]


def remembers(mall: Mall, sql: str) -> None:
    """Change which marks of the writer the installation knows for its own."""
    with Store(mall.folder / "state" / "bridge.db", TABLES) as store, store.transaction() as connection:
        connection.execute(f"UPDATE writer_marks SET run = {sql}")


def test_nothing_is_written_where_another_installation_writes(mall: Mall, main: Sheet) -> None:
    before = jobs(main)
    remembers(mall, "'x' || run")
    mall.advance(minutes=20)
    told = mall.run("visitors")
    assert told.exit_code == 75
    assert "another installation" in told.text.lower() or "다른 설치" in told.text
    assert jobs(main) == before
    remembers(mall, "substr(run, 2)")
