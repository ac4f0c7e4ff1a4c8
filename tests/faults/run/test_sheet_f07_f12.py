"""F7 to F12: what people do to our columns, cells, rows and tabs, between two runs and in the midst of one.

Where the table left it open the design decides: a deleted tab is built again from the database (F11), a second row of a
key goes unless somebody wrote beside it (F10), a hand-edited cell of ours is set right by the healing (F8).
"""

import pytest
from run_people import (
    OLD,
    add_notes,
    append,
    column_of,
    copy_row,
    delete_column,
    delete_row,
    delete_tab,
    do,
    id_of,
    insert_column,
    meanwhile,
    move_column,
    notes_of,
    outdate,
    rename,
    write,
)

ORDERS, VISITS = "RAW_주문", "RAW_방문"
WRITE, LOOK, READ = "*/values:batchUpdate", "/google/*", "*:batchGetByDataFilter"


def _right(made, told):
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words


COLUMNS = {
    "one of theirs inserted": lambda made: insert_column(made, ORDERS, 3),
    "one of ours moved": lambda made: move_column(made, ORDERS, "주문번호", 0),
}


@pytest.mark.parametrize("path", ["at once", LOOK, READ, WRITE])
@pytest.mark.parametrize("deed", COLUMNS.values(), ids=COLUMNS)
def test_f07_columns_inserted_and_moved_are_followed(filled, deed, path):
    outdate(filled, ORDERS, 2)
    if path == "at once":
        do(filled, deed(filled))
    else:
        meanwhile(filled, path, deed(filled))
    told = filled.run_here("orders")
    if path == WRITE:
        # The one moment nobody can see: what went into a wrong column is put right by the daily healing.
        told = filled.run_here("orders", heal=True)
    _right(filled, told)


def test_f07_a_relabelled_header_stays_and_its_column_goes_on(filled):
    outdate(filled, ORDERS)
    at = column_of(filled, ORDERS, "결제금액")
    do(filled, write(filled, ORDERS, 0, at, "매출"))
    assert filled.run_here("orders").code == 0
    assert filled.values(ORDERS)[0][at] == "매출"
    do(filled, write(filled, ORDERS, 0, at, "결제금액"))
    assert filled.faults_of_the_sheet() == []


def test_f07_a_column_of_ours_that_is_gone_stops_its_tab_alone_before_anything_is_written(filled):
    do(filled, delete_column(filled, ORDERS, "결제금액"))
    before = filled.values(ORDERS)
    outdate(filled, VISITS)
    told = filled.run_here()
    assert told.code == 65
    assert "expected 결제금액 (payment_amount), found 몰 아이디, 쇼핑몰 번호, 주문번호" in told.words
    assert filled.values(ORDERS) == before
    assert dict(filled.shown(VISITS)) == filled.truth(VISITS)
    do(filled, delete_tab(filled, ORDERS))
    _right(filled, filled.run_here())


def test_f08_a_hand_edited_cell_of_ours_is_set_right_and_counted(filled):
    do(filled, write(filled, ORDERS, 2, column_of(filled, ORDERS, "결제금액"), "손으로"))
    told = filled.run_here("orders", heal=True)
    assert told.tabs[ORDERS].updated == 1
    _right(filled, told)


def test_f08_the_healing_comes_by_itself_after_a_day_and_only_then(filled):
    at = column_of(filled, VISITS, "페이지뷰")
    do(filled, write(filled, VISITS, 1, at, "손으로"))
    assert filled.run_here().tabs[VISITS].updated == 0
    filled.advance(24.5)
    told = filled.run_here()
    assert filled.values(VISITS)[1][at] != "손으로"
    _right(filled, told)


@pytest.mark.parametrize("path", ["at once", LOOK, READ, WRITE])
def test_f09_a_deleted_row_comes_back(filled, path):
    outdate(filled, ORDERS, 2)
    if path == "at once":
        do(filled, delete_row(filled, ORDERS, 3))
    else:
        meanwhile(filled, path, delete_row(filled, ORDERS, 3))
    told = filled.run_here("orders")
    _right(filled, told if path == "at once" else filled.run_here("orders"))


def test_f09_a_row_deleted_outside_the_window_stays_away(filled):
    filled.edit("{table: orders}", "{table: orders, keep: 4 days}")
    assert filled.run_here("orders").code == 0
    inside = dict(filled.shown(ORDERS))
    assert 1 < len(inside) < len(filled.truth(ORDERS))
    do(filled, delete_row(filled, ORDERS, 1))
    assert filled.run_here("orders", heal=True).code == 0
    assert dict(filled.shown(ORDERS)) == inside


def test_f10_a_second_row_of_a_key_goes(filled):
    do(filled, append(filled, ORDERS, "ROWS"), copy_row(filled, ORDERS, 3))
    told = filled.run_here("orders")
    assert (told.tabs[ORDERS].removed, told.notes) == (1, ())
    _right(filled, told)


def test_f10_a_second_row_somebody_wrote_beside_keeps_their_words_and_is_reported(filled):
    notes = add_notes(filled, ORDERS, "주문번호")
    do(filled, append(filled, ORDERS, "ROWS"), copy_row(filled, ORDERS, 3))
    last = len(filled.values(ORDERS))
    do(filled, write(filled, ORDERS, last - 1, 0, "두 번째"))
    told = filled.run_here("orders")
    assert (told.code, told.tabs[ORDERS].removed) == (0, 1)
    assert f"rows {last}" in " ".join(told.notes)
    assert notes_of(filled, ORDERS, "주문번호") == {**notes, "": "두 번째"}
    assert [cell for cell in filled.values(ORDERS)[last - 1] if cell != ""] == ["두 번째"]
    do(filled, delete_row(filled, ORDERS, last - 1))
    _right(filled, filled.run_here("orders"))


@pytest.mark.parametrize("path", ["at once", LOOK, READ, WRITE])
def test_f11_a_deleted_tab_is_built_again_from_the_database(filled, path):
    outdate(filled, ORDERS, 2)
    if path == "at once":
        do(filled, delete_tab(filled, ORDERS))
    else:
        meanwhile(filled, path, delete_tab(filled, ORDERS))
    filled.fault("status", "/cafe24*", status=503, times=1000)
    told = filled.run_here("orders")
    # The mall was away: what the tab holds came from the database.
    assert told.code == 69
    assert filled.faults_of_the_sheet() == []


@pytest.mark.parametrize("path", ["at once", LOOK, READ, WRITE])
def test_f12_a_renamed_tab_is_the_same_tab(filled, path):
    outdate(filled, ORDERS, 2)
    before = id_of(filled, ORDERS)
    if path == "at once":
        do(filled, rename(filled, ORDERS, "이사님 보고용"))
    else:
        meanwhile(filled, path, rename(filled, ORDERS, "이사님 보고용"))
    told = filled.run_here("orders")
    assert ORDERS not in filled.sheets()
    assert id_of(filled, "이사님 보고용") == before
    assert OLD not in {cell for row in filled.values("이사님 보고용") for cell in row}
    do(filled, rename(filled, "이사님 보고용", ORDERS))
    _right(filled, told)


def test_f12_another_tab_that_takes_our_old_title_while_a_write_waits_is_left_alone(filled):
    outdate(filled, ORDERS, 2)
    grid = {"rowCount": 100, "columnCount": 60}
    theirs = {"addSheet": {"properties": {"title": ORDERS, "gridProperties": grid}}}
    still = [rename(filled, ORDERS, "이사님 보고용"), theirs]

    def act():
        if any(call["path"].endswith(WRITE[1:]) for call in filled.calls("google")) and still:
            do(filled, *still)
            still.clear()

    filled.while_waiting = act
    filled.fault("status", WRITE, status=503)
    told = filled.run_here("orders")
    assert filled.values(ORDERS) == []
    do(filled, delete_tab(filled, ORDERS), rename(filled, "이사님 보고용", ORDERS))
    _right(filled, told)


def test_f12_a_renamed_tab_costs_no_call_more(filled):
    outdate(filled, ORDERS)
    assert filled.run_here("orders").code == 0
    as_usual = len(filled.calls("google"))
    do(filled, rename(filled, ORDERS, "이사님 보고용"))
    outdate(filled, "이사님 보고용")
    assert filled.run_here("orders").code == 0
    assert len(filled.calls("google")) == as_usual
