"""A tab whose newest rows stand first: in order after every write, with what people wrote beside each row."""

import json
from dataclasses import replace

from spreadsheet_bench import SHAPE, TABLE, orders, publish

NEWEST = replace(SHAPE, table=replace(TABLE, newest_first=True))
DAY, MEMO = "D", "J"


def falling(rows):
    """The rows as the store gives them: newest day first."""
    return dict(sorted(rows.items(), key=lambda one: (one[1][3], one[1][2]), reverse=True))


def days(person):
    return person.column(f"{SHAPE.title}!{DAY}2:{DAY}")


def test_new_rows_come_to_stand_above_older_ones(room, person):
    publish(room, falling(orders(3, 5)), NEWEST)
    run = publish(room, falling(orders(3, 4, 5, 9, 1)), NEWEST)
    assert (run.written.verified, run.written.inserted, run.written.updated) == (True, 3, 0)
    assert days(person) == sorted(days(person), reverse=True)
    assert len(days(person)) == 5
    assert not publish(room, falling(orders(3, 4, 5, 9, 1)), NEWEST).diff


def test_what_people_wrote_moves_with_its_row_and_what_stands_below_stays(room, person):
    publish(room, falling(orders(3, 5)), NEWEST)
    person.do(
        {"appendDimension": {"sheetId": person.sheet(SHAPE.title)["sheetId"], "dimension": "COLUMNS", "length": 2}}
    )
    person.write(f"{SHAPE.title}!{MEMO}2", ["about 5"], ["about 3"])
    person.write(f"{SHAPE.title}!{MEMO}9", ["below"])
    person.write(f"{SHAPE.title}!{DAY}9", ["total"])
    publish(room, falling(orders(3, 5, 7)), NEWEST)
    beside = dict(
        zip(person.column(f"{SHAPE.title}!C2:C"), person.column(f"{SHAPE.title}!{MEMO}2:{MEMO}4"), strict=False)
    )
    assert beside == {"20261101-0000007": "", "20261101-0000005": "about 5", "20261101-0000003": "about 3"}
    assert person.column(f"{SHAPE.title}!{MEMO}9:{MEMO}") == ["below"]
    assert days(person)[7:] == ["total"]


def test_rows_that_go_in_the_same_write_leave_the_rest_in_order(room, person):
    publish(room, falling(orders(2, 3, 5)), NEWEST)
    person.write(f"{SHAPE.title}!{DAY}5", ["a line of a person's own"])
    publish(room, falling(orders(3, 5, 8)), NEWEST)
    assert person.column(f"{SHAPE.title}!C2:C") == [f"20261101-000000{n}" for n in (8, 5, 3)]
    assert days(person)[3:] == ["a line of a person's own"]


def test_an_update_alone_moves_nothing_and_other_tabs_are_never_sorted(room, person):
    publish(room, orders(5, 3))
    publish(room, orders(5, 3, 4))
    assert person.column(f"{SHAPE.title}!C2:C") == [f"20261101-000000{n}" for n in (5, 3, 4)]


def test_where_google_will_not_sort_the_rows_stand_and_people_are_told(served, room, person):
    publish(room, falling(orders(3, 5)), NEWEST)
    refusal = json.dumps(
        {"error": {"code": 400, "message": "You can't sort merged cells", "status": "INVALID_ARGUMENT"}}
    )
    headers = [("Content-Type", "application/json")]
    served.wire.strike(f"{room.id}:batchUpdate", status=400, body=refusal.encode(), headers=headers)
    run = publish(room, falling(orders(3, 5, 7)), NEWEST)
    assert run.written.verified
    assert "stand at the bottom" in run.notes[0]
    assert person.column(f"{SHAPE.title}!C2:C") == [f"20261101-000000{n}" for n in (5, 3, 7)]
