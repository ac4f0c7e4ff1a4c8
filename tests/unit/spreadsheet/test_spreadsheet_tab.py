"""A tab through a life with people, over HTTP."""

import gspread
import pytest
from spreadsheet_bench import SHAPE, TABLE, order, orders, publish

from sheets_bridge.diff import Diff
from sheets_bridge.errors import DataRejected, Refused, Unavailable
from sheets_bridge.spreadsheet import CRASH_POINTS, Shape, Spreadsheet, connect
from sheets_bridge.spreadsheet.areas import Area
from sheets_bridge.spreadsheet.google import GoogleClient

TITLE = SHAPE.title


def memos(person, title=TITLE):
    """Order number → memo, as a person reads them."""
    return {row[2]: row[6] for row in person.values(f"{title}!A2:G") if len(row) > 6 and row[6]}


def numbers(person, column="C"):
    return [int(cell[-7:]) if cell else None for cell in person.column(f"{TITLE}!{column}2:{column}")]


def managed(person):
    return sorted(tuple(row) for row in person.values(f"{TITLE}!A2:H") if row)


def sort(person, column, *, descending):
    order_ = "DESCENDING" if descending else "ASCENDING"
    sheet = person.sheet(TITLE)
    where = {"sheetId": sheet["sheetId"], "startRowIndex": 1}
    person.do({"sortRange": {"range": where, "sortSpecs": [{"dimensionIndex": column, "sortOrder": order_}]}})


def insert_column(person, at):
    person.do({"insertDimension": {"range": person.span(TITLE, "COLUMNS", at, at + 1), "inheritFromBefore": True}})


def test_a_first_load_stands_named_dressed_and_whole(room, person):
    run = publish(room, orders(1, 2, 3))
    assert run.written.verified
    assert (run.written.inserted, run.written.updated, run.written.removed) == (3, 0, 0)
    sheet = person.sheet(TITLE)
    assert not sheet.get("hidden")
    assert sheet["gridProperties"]["frozenRowCount"] == 1
    assert sheet["gridProperties"]["columnCount"] == 8
    assert person.values(f"{TITLE}!A1:H2") == [
        ["몰 아이디", "쇼핑몰 번호", "주문번호", "주문일", "주문일시", "결제금액", "메모", "_id"],
        ["mymall", 1, "20261101-0000001", 46328, 46328.3750115741, 1000, "", "id1"],
    ]
    shown = person.values(f"{TITLE}!A2:G2", "FORMATTED_VALUE")
    assert shown == [["mymall", "1", "20261101-0000001", "2026-11-02", "2026-11-02 09:00:01", "1,000"]]


def test_the_dress_is_a_filter_a_warning_and_a_hidden_id(room, person):
    publish(room, orders(1))
    told = person.ask("GET", "", includeGridData="true", ranges=f"{TITLE}!A1:H1")
    sheet = next(sheet for sheet in told["sheets"] if sheet["properties"]["title"] == TITLE)
    assert sheet["basicFilter"]["range"]["endColumnIndex"] == 8
    assert [protected["warningOnly"] for protected in sheet["protectedRanges"]] == [True]
    columns = sheet["data"][0]["columnMetadata"]
    assert [column.get("hiddenByUser", False) for column in columns] == [False] * 7 + [True]
    assert sheet["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]["textFormat"]["bold"]


def test_a_run_without_news_reads_one_plus_tabs_and_writes_nothing(room, served):
    rows = orders(1, 2)
    publish(room, rows)
    served.counted.clear()
    assert publish(room, rows).written is None
    assert served.counted == ["google_read"] * 2


def test_changed_rows_are_written_in_place_and_new_ones_below(room, person):
    rows = orders(1, 2, 3)
    publish(room, rows)
    rows |= {"id2": order(2, "바뀜")} | orders(4)
    run = publish(room, rows, changed={"id2"})
    assert (run.written.inserted, run.written.updated, run.diff.unchanged) == (1, 1, 2)
    assert numbers(person) == [1, 2, 3, 4]
    assert memos(person) == {"20261101-0000002": "바뀜"}


def test_a_value_that_became_blank_is_cleared(room, person):
    publish(room, {"id1": order(1, "지울 것")})
    publish(room, {"id1": order(1)}, changed={"id1"})
    assert person.values(f"{TITLE}!G2") == []


def test_a_sorted_tab_is_written_where_its_rows_are(room, person):
    rows = orders(1, 2, 3)
    publish(room, rows)
    sort(person, 2, descending=True)
    rows["id1"] = order(1, "첫 주문")
    publish(room, rows, changed={"id1"})
    assert numbers(person) == [3, 2, 1]
    assert person.values(f"{TITLE}!G4") == [["첫 주문"]]


def test_a_renamed_tab_is_still_the_tab(room, person):
    publish(room, orders(1))
    sheet_id = person.sheet(TITLE)["sheetId"]
    named = {"properties": {"sheetId": sheet_id, "title": "이사님 보고용"}, "fields": "title"}
    person.do({"updateSheetProperties": named})
    publish(room, orders(1, 2))
    assert [sheet["title"] for sheet in person.sheets()][1:] == ["이사님 보고용"]
    assert len(person.column("이사님 보고용!C2:C")) == 2


def test_a_relabelled_header_keeps_its_column_and_its_label(room, person):
    publish(room, orders(1))
    person.write(f"{TITLE}!F1", ["매출"])
    publish(room, {"id1": order(1, amount=77)}, changed={"id1"})
    assert person.column(f"{TITLE}!F1:F2") == ["매출", 77]


def test_a_persons_columns_stay_beside_their_orders(room, person):
    rows = orders(1, 2, 3)
    publish(room, rows)
    insert_column(person, 3)
    person.do({"appendDimension": {"sheetId": person.sheet(TITLE)["sheetId"], "dimension": "COLUMNS", "length": 1}})
    person.write(f"{TITLE}!D1:D4", ["확인"], ["a1"], ["a2"], ["a3"])
    person.write(f"{TITLE}!J1:J4", ["비고"], ["b1"], ["b2"], ["b3"])
    sort(person, 2, descending=True)
    rows |= {number: (*row[:6], "새 메모") for number, row in rows.items()} | orders(4)
    run = publish(room, rows, changed=set(rows))
    assert run.written.verified
    told = {row[2]: (row[3], row[7], row[9]) for row in person.values(f"{TITLE}!A2:J4")}
    assert told == {f"20261101-000000{n}": (f"a{n}", "새 메모", f"b{n}") for n in (1, 2, 3)}
    assert person.values(f"{TITLE}!A5:J5")[0][2:4] == ["20261101-0000004", ""]


def test_a_moved_column_is_written_where_it_went(room, person):
    publish(room, orders(1))
    person.do({"moveDimension": {"source": person.span(TITLE, "COLUMNS", 6, 7), "destinationIndex": 0}})
    publish(room, {"id1": order(1, "앞으로")}, changed={"id1"})
    assert person.values(f"{TITLE}!A1:B2") == [["메모", "몰 아이디"], ["앞으로", "mymall"]]


def test_deleted_rows_come_back_below(room, person):
    rows = orders(1, 2, 3)
    publish(room, rows)
    person.do({"deleteDimension": {"range": person.span(TITLE, "ROWS", 1, 3)}})
    publish(room, rows)
    assert numbers(person) == [3, 1, 2]


def test_a_doubled_row_goes_unless_a_person_wrote_beside_it(room, person):
    rows = orders(1, 2)
    publish(room, rows)
    insert_column(person, 7)
    person.write(f"{TITLE}!A4:I4", person.values(f"{TITLE}!A2:I2")[0])
    person.write(f"{TITLE}!A5:I5", person.values(f"{TITLE}!A2:I2")[0])
    person.write(f"{TITLE}!H5", ["내 메모"])
    run = publish(room, rows)
    assert run.written.removed == 2
    assert ["twice" in note for note in run.notes] == [True]
    assert numbers(person) == [1, 2]
    assert person.values(f"{TITLE}!A4:I4") == [["", "", "", "", "", "", "", "내 메모"]]
    assert publish(room, rows).written is None


def test_a_removed_row_goes_but_stays_blank_beside_a_persons_note(room, person):
    publish(room, orders(1, 2, 3, 4))
    insert_column(person, 7)
    person.write(f"{TITLE}!H3", ["환불 확인"])
    run = publish(room, orders(4))
    assert run.written.removed == 3
    assert len(run.notes) == 1
    assert "rows 3" in run.notes[0]
    assert numbers(person) == [None, 4]
    assert person.values(f"{TITLE}!A2:I2") == [["", "", "", "", "", "", "", "환불 확인"]]


def test_what_a_person_wrote_below_our_rows_survives_new_rows(room, person):
    publish(room, orders(1, 2))
    person.write(f"{TITLE}!A5:B6", ["합계", 1], ["메모", 2])
    publish(room, orders(1, 2, 3, 4, 5))
    assert numbers(person)[:5] == [1, 2, 3, 4, 5]
    assert person.values(f"{TITLE}!A8:B9") == [["합계", 1], ["메모", 2]]


def test_formulas_filled_down_past_our_rows_and_empty_checkboxes_do_not_push_new_rows_away(room, person):
    publish(room, orders(1))
    person.do({"appendDimension": {"sheetId": person.sheet(TITLE)["sheetId"], "dimension": "COLUMNS", "length": 2}})
    person.write(f"{TITLE}!I2:J4", ["=F2+1", False], ["=F3+1", False], ["=F4+1", False], entered=True)
    publish(room, orders(1, 2, 3))
    assert numbers(person) == [1, 2, 3]
    assert person.values(f"{TITLE}!I2:I5", "FORMULA") == [["=F2+1"], ["=F3+1"], ["=F4+1"]]


def test_the_grid_grows_with_a_margin_and_new_rows_bear_the_formats(room, person):
    publish(room, orders(1))
    height = person.sheet(TITLE)["gridProperties"]["rowCount"]
    publish(room, orders(*range(1, height + 50)))
    assert person.sheet(TITLE)["gridProperties"]["rowCount"] == height + 50 + 200
    assert person.values(f"{TITLE}!F{height + 20}", "FORMATTED_VALUE") == [[f"{(height + 19) * 1000:,}"]]


def test_text_stays_text_whatever_it_looks_like(room, person):
    odd = ["=1+1", "+821012345678", "-1", "@x", "0042", "2026-01-01", "TRUE", "'인용", "50%", "https://example.com/a"]
    rows = {f"id{n}": order(n, memo) for n, memo in enumerate(odd)}
    assert publish(room, rows).written.verified
    assert person.column(f"{TITLE}!G2:G") == odd
    fields = "sheets.data.rowData.values(userEnteredValue,userEnteredFormat)"
    told = person.ask("GET", "", ranges=f"{TITLE}!G2:G11", fields=fields)
    cells = [row["values"][0] for row in told["sheets"][0]["data"][0]["rowData"]]
    assert [cell["userEnteredValue"] for cell in cells] == [{"stringValue": memo} for memo in odd]
    assert all("link" not in cell.get("userEnteredFormat", {}).get("textFormat", {}) for cell in cells)


def test_a_text_over_the_cell_limit_is_cut_and_the_rest_lands(room, person):
    run = publish(room, {"id1": order(1, "가" * 60_000), "id2": order(2, "둘")})
    assert run.written.verified
    assert len(person.values(f"{TITLE}!G2")[0][0]) < 50_000
    assert person.values(f"{TITLE}!G3") == [["둘"]]


def test_a_deleted_column_stops_the_tab_and_is_named(room, person, served):
    publish(room, orders(1))
    person.do({"deleteDimension": {"range": person.span(TITLE, "COLUMNS", 5, 6)}})
    before = managed(person)
    with pytest.raises(DataRejected, match=r"결제금액 \(payment_amount\).*found 몰 아이디"):
        publish(room, orders(1, 2), changed={"id1"})
    assert managed(person) == before


def test_a_column_whose_mark_is_lost_is_found_by_its_header(room, person):
    publish(room, orders(1))
    lookup = {"metadataKey": "sheets_bridge.column", "metadataValue": "memo"}
    person.do({"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}})
    publish(room, {"id1": order(1, "찾음")}, changed={"id1"})
    assert person.values(f"{TITLE}!G2") == [["찾음"]]


def test_rows_put_above_the_header_are_no_rows_of_ours(room, person):
    publish(room, orders(1))
    person.do({"insertDimension": {"range": person.span(TITLE, "ROWS", 0, 2), "inheritFromBefore": False}})
    person.write(f"{TITLE}!A1", ["11월 주문 현황"])
    publish(room, {"id1": order(1, "아래")} | orders(2), changed={"id1"})
    assert person.column(f"{TITLE}!A1:A5") == ["11월 주문 현황", "", "몰 아이디", "mymall", "mymall"]
    assert person.values(f"{TITLE}!G4") == [["아래"]]


def test_merged_cells_among_our_columns_stop_the_tab_and_are_named(room, person):
    publish(room, orders(1, 2))
    where = Area(person.sheet(TITLE)["sheetId"], 1, 3, 0, 1)
    person.do({"mergeCells": {"range": where.grid(), "mergeType": "MERGE_ALL"}})
    with pytest.raises(DataRejected, match="A2:A3"):
        publish(room, orders(1, 2))


def test_a_deleted_tab_is_built_again(room, person):
    publish(room, orders(1, 2))
    person.do({"deleteSheet": {"sheetId": person.sheet(TITLE)["sheetId"]}})
    publish(room, orders(1, 2))
    assert numbers(person) == [1, 2]


def test_a_copy_of_the_tab_is_left_to_its_maker(room, person):
    publish(room, orders(1))
    sheet_id = person.sheet(TITLE)["sheetId"]
    person.do({"duplicateSheet": {"sourceSheetId": sheet_id, "insertSheetIndex": 0, "newSheetName": "내 사본"}})
    publish(room, orders(1, 2), remembered=sheet_id)
    assert numbers(person) == [1, 2]
    assert len(person.column("내 사본!C2:C")) == 1


def test_a_persons_tab_of_the_same_title_keeps_it(room, person):
    person.do({"addSheet": {"properties": {"title": TITLE.lower()}}})
    run = publish(room, orders(1))
    assert person.sheet(f"{TITLE} (2)")["gridProperties"]["columnCount"] == 8
    assert any(f"{TITLE} (2)" in note for note in run.notes)


def test_a_hand_edited_cell_is_found_by_a_full_reading(room, person):
    rows = orders(1, 2, 3)
    publish(room, rows)
    assert publish(room, rows, full=True).written is None
    person.write(f"{TITLE}!F3", [999])
    person.write(f"{TITLE}!B4", [True])
    run = publish(room, rows, full=True)
    assert run.diff.updates == ((3, "id2"), (4, "id3"))
    assert person.values(f"{TITLE}!B3:F4")[0][-1] == 2000
    assert publish(room, rows, full=True).written is None


def test_a_full_reading_skips_a_persons_columns(room, person):
    rows = orders(1, 2)
    publish(room, rows)
    insert_column(person, 3)
    person.write(f"{TITLE}!D2", ["내 것"])
    assert publish(room, rows, full=True).written is None


def test_a_new_column_stands_after_our_last_and_is_filled(room, person):
    rows = orders(1, 2)
    small = Shape(TITLE, TABLE, TABLE.columns[:6], "ko")
    publish(room, {id_: row[:6] for id_, row in rows.items()}, small)
    person.do({"appendDimension": {"sheetId": person.sheet(TITLE)["sheetId"], "dimension": "COLUMNS", "length": 1}})
    person.write(f"{TITLE}!H2", ["내 것"])
    rows["id1"] = order(1, "새 열")
    run = publish(room, rows)
    assert run.standing.rewrite
    assert person.values(f"{TITLE}!F1:I2") == [["결제금액", "메모", "_id"], [1000, "새 열", "id1", "내 것"]]
    assert not publish(room, rows).standing.rewrite


def test_a_removed_column_stays_and_is_rewritten_when_it_returns(room, person):
    rows = orders(1)
    publish(room, {"id1": order(1, "옛날")})
    small = Shape(TITLE, TABLE, TABLE.columns[:6], "ko")
    publish(room, {id_: row[:6] for id_, row in rows.items()}, small, changed={"id1"})
    assert person.values(f"{TITLE}!G2") == [["옛날"]]
    assert publish(room, {"id1": order(1, "지금")}).standing.rewrite
    assert person.values(f"{TITLE}!G2") == [["지금"]]


def test_a_first_load_is_never_seen_half(room, person):
    def visible():
        return [sheet["title"] for sheet in person.sheets() if not sheet.get("hidden")]

    seen = []
    publish(room, {f"id{n}": order(n, "긴" * 30_000) for n in range(60)}, tell=lambda _rows: seen.append(visible()))
    assert seen == [["시트1"]] * 3
    assert visible() == ["시트1", TITLE]
    assert numbers(person) == list(range(60))


@pytest.mark.parametrize("point", ["sheet.built", "sheet.chunk", "sheet.shown"])
def test_a_first_load_cut_off_anywhere_is_completed_by_the_next(client, served, person, point):
    class Killed(Exception):
        pass

    def struck(reached):
        if reached == point:
            raise Killed

    assert point in CRASH_POINTS
    with pytest.raises(Killed):
        publish(Spreadsheet(client, served.google.spreadsheet_id, struck), orders(1, 2))
    publish(Spreadsheet(client, served.google.spreadsheet_id), orders(1, 2, 3))
    assert numbers(person) == [1, 2, 3]
    assert len(person.sheets()) == 2


@pytest.mark.parametrize("applied", [True, False])
@pytest.mark.parametrize("status", [503, None])
def test_a_lost_answer_to_a_values_call_is_sent_again_and_doubles_nothing(room, person, served, applied, status):
    publish(room, orders(1))
    served.wire.strike("values:batchUpdate", status=status, applied=applied)
    assert publish(room, orders(1, 2)).written.verified
    assert numbers(person) == [1, 2]
    assert len(served.slept) == 1


@pytest.mark.parametrize("applied", [True, False])
def test_a_lost_answer_to_a_building_call_is_not_sent_again_but_found_by_the_next_run(room, person, served, applied):
    served.wire.strike(f"{served.google.spreadsheet_id}:batchUpdate", applied=applied)
    with pytest.raises(Unavailable):
        publish(room, orders(1))
    assert served.slept == []
    publish(room, orders(1))
    assert numbers(person) == [1]
    assert len(person.sheets()) == 2


def test_a_lost_answer_to_a_removal_deletes_nobody_elses_rows(room, person, served):
    publish(room, orders(1, 2, 3))
    served.wire.strike(f"{served.google.spreadsheet_id}:batchUpdate", applied=True)
    with pytest.raises(Unavailable):
        publish(room, orders(2, 3))
    publish(room, orders(2, 3))
    assert numbers(person) == [2, 3]


def test_an_endless_outage_ends(room, served):
    publish(room, orders(1))
    served.wire.strike("values:", times=99)
    with pytest.raises(Unavailable):
        publish(room, orders(1, 2))
    assert len(served.slept) == 4


def test_a_quota_answer_waits_for_the_next_minute_even_for_a_building_call(room, person, served):
    served.wire.strike(f"{served.google.spreadsheet_id}:batchUpdate", status=429, body=b"{}")
    publish(room, orders(1))
    assert served.slept == [61.0]
    assert numbers(person) == [1]


def test_a_protected_column_is_named_before_anything_is_written(room, person, served):
    publish(room, orders(1))
    where = Area(person.sheet(TITLE)["sheetId"], 0, None, 5, 6)
    person.do({"addProtectedRange": {"protectedRange": {"range": where.grid(), "description": "재무팀"}}})
    book = served.google.library.entries[served.google.spreadsheet_id].book
    guards = [guard for sheet in book.sheets for guard in sheet.protected if guard["description"] == "재무팀"]
    guards[0]["editors"] = {"users": ["finance@sandbox.example"]}  # as if somebody else had protected it
    before = managed(person)
    with pytest.raises(Refused, match=r"F1:F\d+ 재무팀"):
        publish(room, orders(1, 2), changed={"id1"})
    assert managed(person) == before


def test_a_spreadsheet_that_is_not_shared_names_whom_to_share_it_with(client, served):
    with pytest.raises(Refused, match=r"bridge@sandbox\.example as Editor"):
        Spreadsheet(client, served.google.unshared_id).look()


def test_a_token_google_does_not_know_is_refused_without_being_told(served):
    served.key.write_text('{"type": "bearer", "token": "wr0ng"}')
    client = connect(served.key, served.endpoint, sleep=served.slept.append)
    with pytest.raises(Refused, match="new key") as refused:
        Spreadsheet(client, served.google.spreadsheet_id).look()
    assert refused.value.__cause__ is None
    assert "wr0ng" not in str(refused.value.message)


def test_a_server_that_is_not_there_is_unavailable(served):
    client = connect(served.key, "http://127.0.0.1:9/google", sleep=served.slept.append)
    with pytest.raises(Unavailable, match="reached"):
        Spreadsheet(client, served.google.spreadsheet_id).look()
    assert len(served.slept) == 4


def test_an_unknown_spreadsheet_names_both_causes(client):
    with pytest.raises(Refused, match=r"(?s)wrong.*not shared"):
        Spreadsheet(client, "1NoSuchSpreadsheet").look()


def test_a_tab_over_googles_cell_limit_is_refused_before_it_is_built(room, person):
    with pytest.raises(DataRejected, match="10,000,000"):
        room.build(SHAPE, 2_000_000)
    assert len(person.sheets()) == 1


def test_gspread_itself_works_through_our_client(client, served):
    book = gspread.Client(auth=client.auth, http_client=lambda *_: client)
    assert isinstance(client, GoogleClient)
    assert book.open_by_key(served.google.spreadsheet_id).sheet1.get("A1:B2") is not None


def test_nothing_to_do_costs_no_call(room, served):
    standing = publish(room, orders(1)).standing
    served.counted.clear()
    assert room.commit(standing, Diff(), lambda _ids: ()).verified
    assert served.counted == []
