"""What people, or a changed schedule, did to our header, columns and ids is put right, over HTTP."""

import pytest
from spreadsheet_bench import SHAPE, TABLE, by_order, order, orders, publish, settle

from sheets_bridge.errors import DataRejected
from sheets_bridge.spreadsheet import Shape
from sheets_bridge.spreadsheet.beside import somebody_wrote

TITLE = SHAPE.title
SMALL = Shape(TITLE, TABLE, TABLE.columns[:6], "ko")
DECIMALS = Shape(TITLE, TABLE, TABLE.columns, "ko", decimals=True)
GONE_COLUMN = "메모 (더 이상 갱신 안 됨)"


def test_a_reading_of_a_tab_without_its_header_writes_nothing(room, served, hands):
    publish(room, orders(1, 2))
    hands.delete_row(0)
    served.counted.clear()
    standing = room.stand(room.look(), SHAPE, full=True)
    assert standing.ids == ["id1", "id2"]
    assert room.differing(standing, orders(1, 2).items()) == set()
    assert "google_write" not in served.counted


@pytest.mark.parametrize("full", [True, False])
def test_a_deleted_header_row_is_put_back_above_the_first_row(room, person, hands, full):
    rows = orders(1, 2, 3)
    publish(room, rows)
    before = person.values(f"{TITLE}!A1:H")
    hands.delete_row(0)
    assert settle(room, rows, full=full).written is None
    assert person.values(f"{TITLE}!A1:H") == before
    assert person.sheet(TITLE)["gridProperties"]["frozenRowCount"] == 1
    told = next(sheet for sheet in person.ask("GET", "")["sheets"] if sheet["properties"]["title"] == TITLE)
    assert told["basicFilter"]["range"].get("startRowIndex", 0) == 0


def test_a_deleted_header_row_hides_neither_news_nor_hand_edits(room, person, hands):
    rows = orders(1, 2, 3)
    publish(room, rows)
    hands.delete_row(0)
    person.write(f"{TITLE}!F2", [5])
    settle(room, rows | orders(4) | {"id1": order(1, "새")}, changed={"id1"}, full=True)
    told = [(row["_id"], row["결제금액"], row["메모"]) for row in by_order(person).values()]
    assert told == [("id1", 1000, "새"), ("id2", 2000, ""), ("id3", 3000, ""), ("id4", 4000, "")]


def test_a_header_deleted_under_a_persons_title_row_comes_back_there(room, person, hands):
    publish(room, orders(1))
    hands.insert_row(0)
    person.write(f"{TITLE}!A1", ["11월 주문 현황"])
    hands.delete_row(1)
    settle(room, orders(1, 2))
    assert person.column(f"{TITLE}!A1:A4") == ["11월 주문 현황", "몰 아이디", "mymall", "mymall"]


def test_a_blanked_id_header_is_written_again(room, person):
    publish(room, orders(1))
    person.write(f"{TITLE}!H1", [""])
    settle(room, orders(1, 2))
    assert person.column(f"{TITLE}!H1:H3") == ["_id", "id1", "id2"]


def test_a_column_no_longer_wanted_is_named_so_and_stays(room, person):
    rows = orders(1, 2)
    publish(room, {"id1": order(1, "옛"), "id2": order(2)})
    publish(room, {id_: row[:6] for id_, row in rows.items()}, SMALL)
    assert person.column(f"{TITLE}!G1:G2") == [GONE_COLUMN, "옛"]


def test_a_column_that_comes_back_has_its_label_again(room, person):
    publish(room, {"id1": order(1, "옛")})
    person.write(f"{TITLE}!G1", ["비고"])
    publish(room, {"id1": order(1)[:6]}, SMALL)
    assert person.values(f"{TITLE}!G1") == [["비고 (더 이상 갱신 안 됨)"]]
    publish(room, {"id1": order(1, "새")})
    assert person.column(f"{TITLE}!G1:G2") == ["비고", "새"]


def test_a_retired_columns_old_values_are_no_persons_writing(room, person):
    publish(room, {"id1": order(1, "옛"), "id2": order(2)})
    run = publish(room, {"id2": order(2)[:6]}, SMALL)
    assert run.notes == []
    assert [row["_id"] for row in by_order(person).values()] == ["id2"]


def test_money_gets_two_decimals_when_the_first_row_with_decimals_comes(room, person, served):
    rows = orders(1)
    publish(room, rows)
    rows["id2"] = order(2, amount=12.5)
    publish(room, rows, DECIMALS)
    assert person.values(f"{TITLE}!F2:F3", "FORMATTED_VALUE") == [["1,000.00"], ["12.50"]]
    served.counted.clear()
    publish(room, rows, DECIMALS)
    assert "google_write" not in served.counted


def test_a_copy_that_is_all_that_is_left_is_taken_over_and_written_anew(room, person):
    rows = orders(1, 2)
    publish(room, rows)
    first = person.sheet(TITLE)["sheetId"]
    told = next(sheet for sheet in person.ask("GET", "")["sheets"] if sheet["properties"]["sheetId"] == first)
    columns = person.ask(
        "POST",
        "/developerMetadata:search",
        {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "sheets_bridge.column"}}]},
    )
    twin = {"duplicateSheet": {"sourceSheetId": first, "newSheetName": "사본"}}
    copy_id = person.do(twin)["replies"][0]["duplicateSheet"]["properties"]["sheetId"]
    marks = [one["developerMetadata"] for one in columns["matchedDeveloperMetadata"]] + told["developerMetadata"]
    for mark in marks:  # as if Google copied them along
        span = mark["location"].get("dimensionRange")
        place = {"dimensionRange": {**span, "sheetId": copy_id}} if span else {"sheetId": copy_id}
        new = {"metadataKey": mark["metadataKey"], "metadataValue": mark["metadataValue"], "visibility": "DOCUMENT"}
        person.do({"createDeveloperMetadata": {"developerMetadata": {**new, "location": place}}})
    assert not room.stand(room.look_again(), SHAPE, first).adopted
    person.do({"deleteSheet": {"sheetId": first}})
    person.write("사본!F2", [5])
    room.look_again()
    run = publish(room, rows, remembered=first)
    assert run.standing.adopted
    assert run.standing.sheet_id == copy_id
    assert person.column("사본!F2:F3") == [1000, 2000]


@pytest.mark.parametrize(
    ("block", "wrote"),
    [
        ([["", "=A1"], ["", "=A2"], []], False),
        ([["", ""], ["", "=A2"], ["", "=A3"]], False),
        ([["", "값"], ["", "=SUM(A1:A9)"], ["", ""]], True),
        ([["", "=A1"], ["", "메모"], ["", "=A3"]], True),
        ([["", ""], ["", False], []], False),
        ([["x"], ["우리 것"], ["x"]], False),
    ],
)
def test_formulas_filled_down_belong_to_their_row_and_all_else_to_a_person(block, wrote):
    assert somebody_wrote(block, 1, {0}) is wrote


def test_rows_that_leave_a_window_take_the_formulas_filled_down_beside_them(room, person):
    publish(room, orders(1, 2, 3, 4))
    person.do({"appendDimension": {"sheetId": person.sheet(TITLE)["sheetId"], "dimension": "COLUMNS", "length": 1}})
    person.write(f"{TITLE}!I2:I5", *[[f"=F{n}*2"] for n in range(2, 6)], entered=True)
    run = publish(room, orders(3, 4))
    assert run.notes == []
    assert person.column(f"{TITLE}!H2:H") == ["id3", "id4"]
    assert len(person.column(f"{TITLE}!I2:I")) == 2


def test_a_column_found_by_its_header_is_marked_again(room, person, hands):
    publish(room, orders(1))
    hands.forget_mark("memo")
    publish(room, orders(1, 2))
    person.write(f"{TITLE}!G1", ["비고"])
    publish(room, {"id1": order(1, "찾음")} | orders(2), changed={"id1"})
    assert person.values(f"{TITLE}!G2") == [["찾음"]]


def test_two_columns_found_by_their_headers_still_name_a_third_that_is_gone(room, person, hands):
    publish(room, orders(1))
    hands.forget_mark("memo")
    person.do({"deleteDimension": {"range": person.span(TITLE, "COLUMNS", 5, 6)}})
    with pytest.raises(DataRejected, match="payment_amount"):
        settle(room, orders(1, 2))


@pytest.mark.parametrize("where", ["H2", "H4", "H2:H4"])
def test_a_blanked_id_is_given_back_by_a_full_run(room, person, where):
    rows = orders(1, 2, 3)
    publish(room, rows)
    person.write(f"{TITLE}!{where}", *[[""]] * (3 if ":" in where else 1))
    person.write(f"{TITLE}!G2", ["손으로"])
    run = settle(room, rows, full=True)
    assert run.diff.inserts == ()
    assert person.values(f"{TITLE}!G2:H4") == [["", "id1"], ["", "id2"], ["", "id3"]]


def test_a_tab_without_its_key_columns_gives_ids_back_only_to_equal_rows(room, person):
    shape = Shape(TITLE, TABLE, TABLE.columns[3:], "ko")
    rows = {id_: row[3:] for id_, row in orders(1, 2, 3).items()}
    publish(room, rows, shape)
    person.write(f"{TITLE}!E2:E3", [""], [""])
    person.write(f"{TITLE}!C3", [1])
    run = settle(room, rows, shape=shape, full=True)
    assert run.diff.inserts == ("id2",)
    assert person.column(f"{TITLE}!E2:E5") == ["id1", "", "id3", "id2"]


@pytest.mark.parametrize("at", [1, 3])
def test_a_row_copied_without_its_hidden_id_is_a_double_and_goes(room, person, hands, at):
    rows = orders(1, 2)
    publish(room, rows)
    copied = person.values(f"{TITLE}!A2:G2")[0]
    hands.insert_row(at)
    person.write(f"{TITLE}!A{at + 1}:G{at + 1}", copied)
    settle(room, rows, full=True)
    assert sorted(row["_id"] for row in by_order(person).values()) == ["id1", "id2"]
    assert len(person.column(f"{TITLE}!C2:C")) == 2
    assert publish(room, rows, full=True).written is None


def test_a_persons_own_line_in_our_columns_is_no_double(room, person):
    rows = orders(1, 2)
    publish(room, rows)
    person.write(f"{TITLE}!A4:F4", ["mymall", 1, "전화주문-1", "", "", 5000])
    settle(room, rows, full=True)
    assert person.values(f"{TITLE}!A4:F4") == [["mymall", 1, "전화주문-1", "", "", 5000]]


def test_columns_are_wide_enough_for_their_labels_and_codes():
    assert SHAPE.width("shop_no") >= 6 * 14
    assert SHAPE.width("order_id") > SHAPE.width("memo")
    english = Shape(TITLE, TABLE, TABLE.columns, "en")
    assert english.width("payment_amount") > len("Payment amount") * 7
