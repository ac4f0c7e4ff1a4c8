"""Small tabs looked at by one read and touched cell by cell, over HTTP, whatever people do to them meanwhile."""

from types import SimpleNamespace

import pytest
from spreadsheet_bench import publish

from sheets_bridge.errors import Unavailable
from sheets_bridge.model import Column, Kind, Table
from sheets_bridge.spreadsheet import Role, Shape
from sheets_bridge.spreadsheet.glancing import differing

COLUMNS = (Column("job", Kind.TEXT, "작업", "Job"), Column("state", Kind.TEXT, "상태", "State"),
           Column("rows", Kind.NUMBER, "행", "Rows"), Column("go", Kind.BOX, "지금 갱신", "Refresh"))  # fmt: skip
JOBS = Shape("연동", Table("jobs", COLUMNS, ("job",)), COLUMNS, "ko", role=Role.CONTROL, snug=True)
TABS = Shape("탭별", Table("tabs", COLUMNS[:3], ("job",)), COLUMNS[:3], "ko", role=Role.CONTROL, snug=True)
ROWS = {"a": ("orders", "정상", 7, False), "b": ("visitors", "정상", 8, False)}
BOTH = [(JOBS, None), (TABS, None)]


@pytest.fixture
def standing(room, served):
    """Both tabs stand and were glanced at once."""
    publish(room, ROWS, JOBS)
    publish(room, {id_: row[:3] for id_, row in ROWS.items()}, TABS)
    room.glance(BOTH)
    served.counted.clear()
    return room


def touched(room, rows, glance=None):
    glance = glance or room.glance(BOTH)[0]
    room.touch(differing(glance, rows))
    return glance


def tick(person, row, on=True):
    person.write(f"{JOBS.title}!D{row}", [on])


def test_two_tabs_are_looked_at_by_one_read_and_only_what_differs_is_written_by_one_call(standing, person, served):
    tick(person, 2)
    seen, others = standing.glance(BOTH)
    assert served.counted == ["google_read"]
    assert (seen.cells["a"]["go"], seen.cells["b"]["go"]) == (True, False)
    assert differing(others, {id_: row[:3] for id_, row in ROWS.items()}) == []
    wanted = {"a": ("orders", "실행 대기 중…", 7, False), "b": ROWS["b"]}
    assert [(one.id_, one.column, one.cell) for one in differing(seen, wanted)] == [
        ("a", "state", "실행 대기 중…"), ("a", "go", False),
    ]  # fmt: skip
    standing.touch(differing(seen, wanted))
    assert served.counted == ["google_read", "google_write"]
    assert person.values("연동!A2:D3") == [["orders", "실행 대기 중…", 7, False], ["visitors", "정상", 8, False]]
    standing.touch([])
    assert served.counted == ["google_read", "google_write"]


def by_job(person):
    head, *rows = person.values("연동!A1:Z")
    return {row["작업"]: row for row in (dict(zip(head, row, strict=False)) for row in rows)}


@pytest.mark.parametrize("changed", ["column", "sorted", "renamed", "relabelled", "title row"])
def test_a_tab_people_rearranged_is_found_and_touched_where_its_cells_are(standing, person, changed):
    sheet_id = person.sheet(JOBS.title)["sheetId"]
    columns = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    rows = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    order = {"range": {"sheetId": sheet_id, "startRowIndex": 1}, "sortSpecs": [{"sortOrder": "DESCENDING"}]}
    person.do({
        "column": {"insertDimension": {"range": columns, "inheritFromBefore": True}},
        "sorted": {"sortRange": order},
        "renamed": {"updateSheetProperties": {"properties": {"sheetId": sheet_id, "title": "우리 현황"},
                                              "fields": "title"}},
        "relabelled": {"updateCells": {"start": {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0}, "fields": "*",
                                       "rows": [{"values": [{"userEnteredValue": {"stringValue": "일"}}]}]}},
        "title row": {"insertDimension": {"range": rows, "inheritFromBefore": False}},
    }[changed])  # fmt: skip
    wanted = {"a": ("orders", "실행 중…", 7, True), "b": ROWS["b"]}
    touched(standing, wanted)
    again = standing.glance(BOTH)[0]
    assert {id_: tuple(cells[column.id] for column in COLUMNS) for id_, cells in again.cells.items()} == wanted


@pytest.mark.parametrize("gone", ["tab", "header", "column", "row twice"])
def test_a_tab_that_must_be_mended_first_is_not_touched(standing, person, gone):
    sheet_id = person.sheet(JOBS.title)["sheetId"]
    first = {"sheetId": sheet_id, "startIndex": 0, "endIndex": 1}
    person.do({
        "tab": {"deleteSheet": {"sheetId": sheet_id}},
        "header": {"deleteDimension": {"range": {**first, "dimension": "ROWS"}}},
        "column": {"deleteDimension": {"range": {**first, "dimension": "COLUMNS"}}},
        "row twice": {"copyPaste": {"source": {"sheetId": sheet_id, "startRowIndex": 1, "endRowIndex": 2},
                                    "destination": {"sheetId": sheet_id, "startRowIndex": 2, "endRowIndex": 3}}},
    }[gone])  # fmt: skip
    jobs, tabs = standing.glance(BOTH)
    assert jobs is None
    assert tabs is not None


def test_other_rows_than_those_that_stand_are_no_matter_of_cells(standing):
    seen = standing.glance(BOTH)[0]
    assert differing(seen, {"a": ROWS["a"]}) is None
    assert differing(seen, ROWS | {"c": ("ads", "", None, False)}) is None


def test_rows_that_moved_before_a_late_write_are_left_alone(room, served, client, person):
    watch = SimpleNamespace(now=0.0)
    room._monotonic = lambda: watch.now
    publish(room, ROWS, JOBS)
    seen = room.glance(BOTH[:1])[0]
    watch.now += 30
    person.do({"sortRange": {"range": {"sheetId": person.sheet(JOBS.title)["sheetId"], "startRowIndex": 1},
                             "sortSpecs": [{"sortOrder": "DESCENDING"}]}})  # fmt: skip
    with pytest.raises(Unavailable):
        touched(room, {"a": ("orders", "실행 중…", 7, True), "b": ROWS["b"]}, seen)
    assert by_job(person)["visitors"]["상태"] == "정상"


def test_a_copy_of_the_tab_that_somebody_made_is_not_taken_for_it(standing, person):
    sheet_id = person.sheet(JOBS.title)["sheetId"]
    person.do({"duplicateSheet": {"sourceSheetId": sheet_id, "newSheetName": "사본", "insertSheetIndex": 0}})
    standing.look_again()
    seen = standing.glance([(JOBS, sheet_id)])[0]
    standing.touch(differing(seen, {"a": ("orders", "실행 중…", 7, False), "b": ROWS["b"]}))
    assert person.values("사본!B2:B3") == [["정상"], ["정상"]]
    assert by_job(person)["orders"]["상태"] == "실행 중…"
