"""A tab that people change between our looking, our reading and our writing, over HTTP."""

import time

import pytest
from spreadsheet_bench import SHAPE, by_order, order, orders, publish, settle

from sheets_bridge.diff import Diff, compare
from sheets_bridge.errors import Unavailable
from sheets_bridge.spreadsheet import Spreadsheet, connect
from sheets_bridge.spreadsheet.probing import coalesced

TITLE = SHAPE.title


class Hours:
    """A clock the test turns."""

    now = 1000.0

    def __call__(self):
        return self.now


def test_a_column_inserted_just_after_the_look_moves_nothing_out_of_place(room, person, hands):
    rows = orders(1, 2, 3)
    publish(room, rows)
    room.look()
    hands.insert_column(7)
    person.write(f"{TITLE}!H1:H4", ["확인"], ["a"], ["b"], ["c"])
    settle(room, rows | orders(4), changed=set(rows))
    assert [row["확인"] for row in by_order(person).values()] == ["a", "b", "c", ""]
    assert person.column(f"{TITLE}!I1:I") == ["_id", "id1", "id2", "id3", "id4"]


def test_a_reading_by_an_old_look_still_knows_whose_row_is_whose(room, hands):
    publish(room, orders(1, 2, 3))
    room.look()
    hands.insert_column(0)
    standing = room.stand(room.look(), SHAPE)
    assert standing.ids == ["id1", "id2", "id3"]
    assert standing.proven


def test_a_column_moved_among_ours_just_after_the_look_is_written_where_it_went(room, person, hands):
    rows = orders(1, 2)
    publish(room, rows)
    room.look()
    hands.move_column(6, 0)
    settle(room, {"id1": order(1, "옮김"), "id2": order(2)}, changed={"id1"})
    assert person.values(f"{TITLE}!A1:C2") == [["메모", "몰 아이디", "쇼핑몰 번호"], ["옮김", "mymall", 1]]


def test_a_relabelled_column_moved_just_after_the_look_is_written_where_it_went(room, person, hands):
    publish(room, orders(1))
    person.write(f"{TITLE}!G1", ["비고"])
    room.look()
    hands.move_column(6, 0)
    settle(room, {"id1": order(1, "옮김")}, changed={"id1"})
    assert person.values(f"{TITLE}!A1:B2") == [["비고", "몰 아이디"], ["옮김", "mymall"]]


@pytest.fixture
def late(client, served):
    """A room that is always three seconds late: whatever it wants to write, it has to look once more."""
    hours = Hours()

    def passes(_kind):
        hours.now += 3

    client = connect(served.key, served.endpoint, sleep=served.slept.append, on_call=passes)
    return Spreadsheet(client, served.google.spreadsheet_id, monotonic=hours)


def test_a_row_is_written_where_it_went_since_an_old_look(late, person, hands):
    publish(late, orders(1, 2))
    standing = late.stand(late.look(), SHAPE)
    hands.insert_row(1)
    late.commit(standing, Diff(updates=((2, "id1"),)), lambda ids: [(id_, order(1, "x")) for id_ in ids])
    assert {id_: row["메모"] for id_, row in by_order(person).items()} == {
        "20261101-0000001": "x", "20261101-0000002": ""
    }  # fmt: skip


def test_no_row_is_added_by_an_old_look(late, person, hands):
    publish(late, orders(1))
    standing = late.stand(late.look(), SHAPE)
    hands.insert_row(1)
    with pytest.raises(Unavailable, match="Somebody changes"):
        late.commit(standing, Diff(inserts=("id2",)), lambda ids: [(id_, order(2)) for id_ in ids])
    assert len(by_order(person)) == 1


@pytest.mark.parametrize("act", ["insert_column", "take_the_name"])
def test_no_row_is_written_by_an_old_look_where_columns_or_names_have_moved(late, person, hands, act):
    publish(late, orders(1, 2))
    standing = late.stand(late.look(), SHAPE)
    hands.insert_column(3) if act == "insert_column" else hands.take_the_name()
    before = [person.values(f"{sheet['title']}!A1:Z") for sheet in person.sheets()]
    with pytest.raises(Unavailable, match="Somebody changes"):
        late.commit(standing, Diff(updates=((2, "id1"),)), lambda ids: [(id_, order(1, "x")) for id_ in ids])
    assert [person.values(f"{sheet['title']}!A1:Z") for sheet in person.sheets()] == before


def test_rows_changed_in_place_cost_four_calls_however_slow_the_calls_are(late, served):
    rows = orders(*range(50))
    publish(late, rows)
    calls = served.wire.calls
    calls.clear()
    publish(late, {id_: (*row[:6], "바뀜") for id_, row in rows.items()}, changed=set(list(rows)[::5]))
    assert len(calls) == 4


def test_a_column_moved_just_before_rows_go_takes_no_persons_cell_for_ours(room, person, hands):
    publish(room, orders(1, 2))
    hands.insert_column(7)
    person.write(f"{TITLE}!H1:H2", ["확인"], ["중요"])
    standing = room.stand(room.look_again(), SHAPE)
    hands.move_column(7, 0)
    with pytest.raises(Unavailable, match="Somebody changes"):
        room.commit(standing, compare(standing.ids, ["id2"], set()), lambda _ids: ())
    assert person.values(f"{TITLE}!A2") == [["중요"]]
    assert len(by_order(person)) == 2


def long(*numbers):
    return {f"id{n}": order(n, "긴" * 20_000) for n in numbers}


@pytest.fixture
def slow(client, served):
    """A room whose clock goes on by a minute at each chunk, and what it tells."""
    hours = Hours()
    room = Spreadsheet(client, served.google.spreadsheet_id, monotonic=hours)
    return room, hours


def interrupted(slow, rows, act, **how):
    """Publish while somebody acts after each chunk."""
    room, hours = slow

    def tell(_rows):
        hours.now += 60
        act()

    return publish(room, rows, tell=tell, **how)


def test_rows_sorted_between_two_chunks_are_written_where_they_went(slow, person, hands):
    rows = orders(*range(70))
    publish(slow[0], rows)
    new = {id_: (*row[:6], "긴" * 20_000 + id_) for id_, row in rows.items()}
    run = interrupted(slow, new, hands.sort, changed=set(new))
    assert run.written.verified
    assert [row["메모"][20_000:] for row in by_order(person).values()] == [f"id{n}" for n in range(69, -1, -1)]


def test_a_tab_that_is_sorted_without_end_still_gets_its_new_rows_and_says_so(slow, person, hands):
    rows = orders(*range(330))
    publish(slow[0], rows)
    new = {id_: (*row[:6], "긴" * 20_000) for id_, row in rows.items()} | long(*range(330, 335))
    turns = iter(["DESCENDING", "ASCENDING"] * 20)
    settled = []

    def act():
        if len(settled) < 9:
            settled.append(hands.sort(next(turns)))

    run = interrupted(slow, new, act, changed=set(rows))
    assert not run.written.verified
    assert run.written.inserted == 5
    assert any("while we wrote" in note for note in run.notes)
    assert sorted(row["_id"] for row in by_order(person).values()) == sorted(new)


def test_a_row_put_in_between_two_chunks_stops_new_rows_from_falling_on_old_ones(slow, person, hands):
    publish(slow[0], orders(1, 2))
    with pytest.raises(Unavailable, match="Somebody changes"):
        interrupted(slow, orders(1, 2) | long(*range(3, 80)), lambda: hands.insert_row(1))
    settle(slow[0], orders(1, 2) | long(*range(3, 80)))
    assert len(by_order(person)) == 79


def test_a_column_put_in_between_two_chunks_keeps_a_persons_cells(slow, person, hands):
    rows = orders(*range(70))
    publish(slow[0], rows)
    new = {id_: (*row[:6], "긴" * 20_000) for id_, row in rows.items()}

    def act():
        hands.insert_column(0)
        person.write(f"{TITLE}!A1:A71", ["확인"], *[[f"n{n}"] for n in range(70)])

    with pytest.raises(Unavailable, match="Somebody changes"):
        interrupted(slow, new, act, changed=set(new))
    assert person.column(f"{TITLE}!A2:A71") == [f"n{n}" for n in range(70)]


def test_a_small_write_costs_no_probe(room, served):
    rows = orders(1, 2)
    publish(room, rows)
    served.counted.clear()
    publish(room, {**rows, "id1": order(1, "바뀜")}, changed={"id1"})
    assert served.counted == ["google_read"] * 2 + ["google_write"]


def test_a_trickling_answer_ends(served):
    def trickle(_environ, start_response):
        start_response("200 OK", [("Content-Type", "application/json")])
        while time.monotonic() < started + 2:
            yield b" "
            time.sleep(0.01)

    client = connect(served.key, served.endpoint, sleep=served.slept.append, deadline=0.05)
    served.wire.app, started = trickle, time.monotonic()
    with pytest.raises(Unavailable, match="reached"):
        client.ask("post", "any:batchUpdate", {"requests": [{"addSheet": {}}]})
    assert time.monotonic() < started + 1.5


def test_probed_rows_near_each_other_are_read_together():
    assert coalesced([2, 3, 20, 900, 901]) == [(2, 20), (900, 901)]
    assert coalesced([]) == []


def test_a_tab_deleted_just_before_it_is_read_is_waited_for_by_nobody(room, person, served):
    publish(room, orders(1))
    layout = room.look_again()
    person.do({"deleteSheet": {"sheetId": person.sheet(TITLE)["sheetId"]}})
    with pytest.raises(Unavailable, match="changed while"):
        room.stand(layout, SHAPE)
    assert served.slept == []
