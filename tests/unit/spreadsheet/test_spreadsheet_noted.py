"""Definitions in the notes of headers, on tabs that were made before headers had them."""

import json
from dataclasses import replace

import pytest
from spreadsheet_bench import SHAPE, orders, publish

NOTED = replace(
    SHAPE,
    columns=tuple(replace(one, note_ko=f"{one.ko}의 정의", note_en=f"What {one.en} is") for one in SHAPE.columns),
)


def bring_back_to(person, layout):
    """The tab as a release of an earlier layout left it."""
    told = next(one for one in person.ask("GET", "")["sheets"] if one["properties"]["title"] == SHAPE.title)
    mark = next(one for one in told["developerMetadata"] if one["metadataKey"] == "sheets_bridge.tab")
    value = json.dumps(json.loads(mark["metadataValue"]) | {"layout": layout})
    lookup = {"developerMetadataLookup": {"metadataId": mark["metadataId"]}}
    person.do({"updateDeveloperMetadata": {"dataFilters": [lookup], "developerMetadata": {"metadataValue": value},
                                           "fields": "metadataValue"}})  # fmt: skip


def note(person, text, at, row=0):
    where = {"sheetId": person.sheet(SHAPE.title)["sheetId"], "startRowIndex": row, "endRowIndex": row + 1,
             "startColumnIndex": at, "endColumnIndex": at + 1}  # fmt: skip
    person.do({"updateCells": {"range": where, "rows": [{"values": [{"note": text} if text else {}]}],
                               "fields": "note"}})  # fmt: skip


def notes(person, row=0):
    told = person.ask("GET", "", ranges=f"'{SHAPE.title}'", includeGridData="true")["sheets"][0]["data"][0]["rowData"]
    return [cell.get("note", "") for cell in told[row].get("values", [])][: len(SHAPE.columns)]


@pytest.mark.parametrize("layout", [1, 2])
def test_headers_of_an_earlier_layout_get_their_definitions_and_peoples_own_notes_stay(room, person, layout):
    publish(room, orders(1))
    assert not any(notes(person))
    note(person, "부장님: 여기는 VAT 포함", 1)
    person.do({"updateCells": {"start": {"sheetId": person.sheet(SHAPE.title)["sheetId"], "rowIndex": 0,
                                         "columnIndex": 0},
                               "rows": [{"values": [{"userEnteredValue": {"stringValue": "우리 말"}}]}],
                               "fields": "userEnteredValue"}})  # fmt: skip
    bring_back_to(person, layout)
    room.look_again()
    publish(room, orders(1), NOTED)
    assert notes(person) == [
        "부장님: 여기는 VAT 포함" if at == 1 else one.note_ko for at, one in enumerate(NOTED.columns)
    ]
    assert person.values(f"'{SHAPE.title}'!A1") == [["우리 말"]]


def test_definitions_stand_on_the_header_wherever_a_person_put_it(room, person):
    publish(room, orders(1))
    sheet = person.sheet(SHAPE.title)["sheetId"]
    person.do(
        {"insertDimension": {"range": {"sheetId": sheet, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}},
        {"insertDimension": {"range": {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}}},
    )
    bring_back_to(person, 2)
    room.look_again()
    publish(room, orders(1), NOTED)
    assert not any(notes(person))
    assert notes(person, 1) == ["", *(one.note_ko for one in NOTED.columns)][: len(SHAPE.columns)]


def test_a_definition_that_somebody_took_away_stays_away(room, person, served):
    publish(room, orders(1), NOTED)
    note(person, "", 0)
    room.look_again()
    served.counted.clear()
    publish(room, orders(1), NOTED)
    assert "google_write" not in served.counted
    assert notes(person)[0] == ""


def test_a_header_that_was_deleted_comes_back_with_its_definitions(room, person):
    publish(room, orders(1), NOTED)
    row = {"sheetId": person.sheet(SHAPE.title)["sheetId"], "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
    person.do({"deleteDimension": {"range": row}})
    room.look_again()
    publish(room, orders(1), NOTED)
    assert notes(person) == [one.note_ko for one in NOTED.columns]
