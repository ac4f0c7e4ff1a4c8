"""Colours and places of tabs, set when they are made; what a later layout brought to tabs made before; boxes."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from spreadsheet_bench import SHAPE, orders, publish

from sheets_bridge.model import Column, Kind, Table
from sheets_bridge.spreadsheet import Role, Shape
from sheets_bridge.spreadsheet.roles import place

TITLES = {role: f"{role.name}-{n}" for n, role in enumerate(Role)}
GREY = {"red": 0.62, "green": 0.62, "blue": 0.62}
PINK = {"red": 1, "green": 0.4, "blue": 0.8}
BOXES = Table(
    "jobs", (Column("job", Kind.TEXT, "작업", "Job"), Column("go", Kind.BOX, "지금 갱신", "Refresh")), ("job",)
)


def titled(role, n=0):
    return replace(SHAPE, title=f"{TITLES[role]}.{n}", role=role)


@given(st.lists(st.sampled_from(Role), max_size=12), st.data())
def test_tabs_made_in_any_order_stand_in_that_of_what_they_are_for(made, data):
    standing = []
    for role in made:
        standing.insert(place(standing, role), role)
    assert standing == sorted(standing)


@given(st.lists(st.sampled_from([None, *Role]), max_size=12), st.sampled_from(Role))
def test_a_new_tab_has_a_place_wherever_people_have_put_the_others(standing, role):
    at = place(standing, role)
    assert 0 <= at <= len(standing)
    like = [n for n, other in enumerate(standing) if other is role]
    assert role is Role.DASHBOARD or not like or at == like[-1] + 1


def test_a_spreadsheet_filled_from_its_last_tab_to_its_first_is_in_order_and_in_colour(room, person):
    for role in reversed(Role):
        publish(room, orders(1), titled(role))
    told = person.sheets()
    assert [sheet["title"].split("-")[0] for sheet in told] == [
        "DASHBOARD",
        "시트1",
        "REPORT",
        "CONTROL",
        "INPUT",
        "RAW",
    ]
    colours = {sheet["title"].split("-")[0]: sheet.get("tabColorStyle", {}).get("rgbColor") for sheet in told}
    assert colours["시트1"] is None
    assert colours["REPORT"]["blue"] > 0.9
    assert colours["INPUT"].get("blue", 0) < 0.1
    assert len({round(colours["RAW"][channel], 3) for channel in ("red", "green", "blue")}) == 1


def test_a_tab_that_somebody_moved_and_coloured_stays_as_they_have_it(room, person):
    publish(room, orders(1), titled(Role.REPORT))
    publish(room, orders(1), titled(Role.RAW))
    moved = {"sheetId": person.sheet("RAW-4.0")["sheetId"], "index": 0, "tabColorStyle": {"rgbColor": PINK}}
    person.do({"updateSheetProperties": {"properties": moved, "fields": "index,tabColorStyle"}})
    before = person.sheets()
    room.look_again()
    publish(room, orders(1, 2), titled(Role.RAW), changed={"id1"}, full=True)
    assert person.sheets() == before
    publish(room, orders(1), titled(Role.RAW, 1))
    assert [sheet["title"] for sheet in person.sheets()] == ["RAW-4.0", "RAW-4.1", "시트1", "REPORT-1.0"]


def as_of_the_first_layout(person, *, coloured):
    """The tab as a release before colours left it."""
    told = next(one for one in person.ask("GET", "")["sheets"] if one["properties"]["title"] == SHAPE.title)
    mark = next(one for one in told["developerMetadata"] if one["metadataKey"] == "sheets_bridge.tab")
    value = {name: part for name, part in json.loads(mark["metadataValue"]).items() if name != "role"} | {"layout": 1}
    lookup = {"developerMetadataLookup": {"metadataId": mark["metadataId"]}}
    properties = {
        "sheetId": told["properties"]["sheetId"],
        **({"tabColorStyle": {"rgbColor": PINK}} if coloured else {}),
    }
    person.do(
        {"updateDeveloperMetadata": {"dataFilters": [lookup], "developerMetadata": {"metadataValue": json.dumps(value)},
                                     "fields": "metadataValue"}},
        {"updateSheetProperties": {"properties": properties, "fields": "tabColorStyle"}},
    )  # fmt: skip


def colour_of(person):
    return person.sheet(SHAPE.title).get("tabColorStyle", {}).get("rgbColor")


def test_a_tab_of_an_earlier_layout_is_brought_to_ours_once(room, person, served):
    publish(room, orders(1))
    as_of_the_first_layout(person, coloured=False)
    room.look_again()
    publish(room, orders(1))
    assert {channel: round(part, 2) for channel, part in colour_of(person).items()} == GREY
    person.do({"updateSheetProperties": {"properties": {"sheetId": person.sheet(SHAPE.title)["sheetId"]},
                                         "fields": "tabColorStyle"}})  # fmt: skip
    room.look_again()
    served.counted.clear()
    publish(room, orders(1))
    assert "google_write" not in served.counted
    assert colour_of(person) is None


def test_a_tab_of_an_earlier_layout_that_has_a_colour_keeps_it(room, person):
    publish(room, orders(1))
    as_of_the_first_layout(person, coloured=True)
    room.look_again()
    publish(room, orders(1))
    assert colour_of(person)["red"] == 1


def cells_of(person, title):
    told = person.ask("GET", "", ranges=f"'{title}'", includeGridData="true")["sheets"][0]["data"][0]["rowData"]
    return [row.get("values", []) for row in told]


def test_boxes_stand_in_our_rows_alone_and_ticking_them_is_not_warned_of(room, person):
    shape = Shape("연동", BOXES, BOXES.columns, "ko", role=Role.CONTROL, snug=True)
    rows = {"a": ("orders", False), "b": ("visitors", True)}
    publish(room, rows, shape)
    publish(room, rows | {"c": ("ads", False)}, shape)
    assert person.values("연동!A1:B9") == [["작업", "지금 갱신"], ["orders", False], ["visitors", True], ["ads", False]]
    assert person.sheet("연동")["gridProperties"]["rowCount"] == 4
    boxed = [
        [cell.get("dataValidation", {}).get("condition", {}).get("type") for cell in row]
        for row in cells_of(person, "연동")
    ]
    assert [row[1] for row in boxed] == [None, "BOOLEAN", "BOOLEAN", "BOOLEAN"]
    assert {row[0] for row in boxed} == {None}
    guards = next(one for one in person.ask("GET", "")["sheets"] if one["properties"]["title"] == "연동")[
        "protectedRanges"
    ]
    assert [(guard["range"]["startColumnIndex"], guard["range"]["endColumnIndex"]) for guard in guards] == [
        (0, 1),
        (2, 3),
    ]
