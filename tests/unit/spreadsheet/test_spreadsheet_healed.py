"""What a life with people once brought to light, one case each: from the store to the sheet."""

import pytest
from life_bridge import Bridge
from life_people import People


@pytest.fixture
def people(tmp_path):
    """Four orders stand on a tab."""
    bridge = Bridge(tmp_path)
    for number in range(4):
        bridge.land(number)
    bridge.run()
    yield People(bridge)
    bridge.store.close()


@pytest.fixture
def bridge(people):
    return people.bridge


def stand(people):
    """Row id → order number → memo, of every row that bears our cells, in sheet order."""
    view = people.view()
    at = [view.places[column] for column in ("_id", "order_id", "memo")]
    rows = (tuple(view.cell(row, column) for column in at) for row in range(view.body, len(view.rows)))
    return [row for row in rows if any(row)]


def ids(bridge, *numbers):
    by_number = {number: id_ for id_, number in bridge.names.items()}
    return [by_number[f"20261101-{number:07}"] for number in numbers]


def test_a_row_whose_id_is_lost_is_no_new_row_because_its_order_changed(people, bridge):
    """Its note would have stayed beside the old values, in a row that nobody brought up to date any more."""
    people.act("insert_column", 0, 0)
    people.act("note", 1, 1)
    people.act("clear_id", 1, 0)
    bridge.land(1, "바뀜")
    result, error = bridge.run()
    assert (error, result.inserted, result.updated) == (None, 0, 1)
    assert [row[0] for row in stand(people)] == ids(bridge, 0, 1, 2, 3)


def test_the_last_row_too_is_found_again_when_its_order_changed_as_new_ones_came(people, bridge):
    people.act("clear_id", 3, 0)
    bridge.land(3, "바뀜")
    bridge.land(4)
    bridge.run()
    assert [row[0] for row in stand(people)] == ids(bridge, 0, 1, 2, 3, 4)
    assert [row[2] for row in stand(people)] == ["", "", "", "바뀜", ""]


def test_a_run_with_new_orders_reads_once_more_to_be_sure_and_reads_no_cells(people, bridge):
    bridge.land(4)
    bridge.passes(30)
    bridge.wire.begin()
    bridge.run()
    assert (bridge.wire.calls, bridge.wire.writes) == (5, 1)


def test_a_row_without_its_id_goes_when_its_order_is_not_wanted_any_more(people, bridge):
    people.act("clear_id", 1, 0)
    bridge.leave(1)
    bridge.run(heal=True)
    assert [row[0] for row in stand(people)] == ids(bridge, 0, 2, 3)


def test_a_first_row_without_its_id_is_below_the_header_that_comes_back(people, bridge):
    people.act("clear_id", 0, 0)
    people.act("delete_header", 0, 0)
    bridge.run()
    assert people.view().header == 0
    assert [row[0] for row in stand(people)] == ids(bridge, 0, 1, 2, 3)


def test_a_column_whose_deletion_was_undone_since_the_look_stops_nobody(people, bridge):
    people.act("delete_our_column", 0, 0)
    bridge.room.look_again()
    people.act("undo", 1, 0)
    assert bridge.run()[1] is None


def test_a_column_put_back_with_its_header_alone_is_filled_by_the_next_run(people, bridge):
    view = people.view()
    at = view.places["payment_amount"]
    people.sheets.delete(view.sheet_id, "COLUMNS", at)
    people.sheets.insert(view.sheet_id, "COLUMNS", at)
    people.sheets.write(view.sheet_id, 0, at, "결제금액")
    bridge.passes(30)
    bridge.run()
    view = people.view()
    assert [view.cell(row, at) for row in view.data] == [0, 1000, 2000, 3000]
