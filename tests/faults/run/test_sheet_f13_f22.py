"""F13 to F22: sheets that are closed, full, filtered or merged, texts that are too long, runs that are killed.

Where the table left it open the design decides: of the two marks the cursor moves with what has landed, and only the
published version waits for the sheet (F13). F20 stands in `test_sheet_f20_writers`, F21 in `test_run_killed`.
"""

import re
import signal
import sqlite3
from pathlib import Path

import pytest
from run_people import OLD, delete_row, do, id_of, meanwhile, outdate, sent, span, write

from sheets_bridge.spreadsheet.cells import CUT_AT, CUT_MARK

ORDERS, ITEMS, VISITS = "RAW_주문", "RAW_주문품목", "RAW_방문"
WRITE = "*/values:batchUpdate"
ROBOT = "sheets-bridge@sandbox-project.iam.gserviceaccount.com"


def _right(made, told):
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words


def _second_spreadsheet(made, *titles):
    """Send some tabs to another spreadsheet, which is nobody else's; its id."""
    address = f"{made.root}/google/v4/spreadsheets"
    bearer = {"Authorization": f"Bearer {made.running.google_token}"}
    new = made.web.post(address, headers=bearer, json={"properties": {"title": "둘째"}}, timeout=10).json()
    first = made.running.spreadsheet_id
    one = f"https://docs.google.com/spreadsheets/d/{first}/edit"
    made.edit(f"spreadsheet: {one}", f"spreadsheets:\n  하나: {one}\n  둘: {new['spreadsheetId']}")
    for title, table in made.tabs.items():
        name = "둘" if title in titles else "하나"
        made.edit(f"{title}: {{table: {table}}}", f"{title}: {{table: {table}, on: {name}}}")
    return new["spreadsheetId"]


def _rows_on(made, spreadsheet, title):
    address = f"{made.root}/google/v4/spreadsheets/{spreadsheet}/values/{title}!A2:A"
    told = made.web.get(address, headers={"Authorization": f"Bearer {made.running.google_token}"}, timeout=10)
    return len(told.json().get("values", []))


def _unshare(made):
    address = f"{made.root}/google/drive/v3/files/{made.running.spreadsheet_id}/permissions"
    bearer = {"Authorization": f"Bearer {made.running.google_token}"}
    given = made.web.get(address, headers=bearer, timeout=10).json()["permissions"]
    (ours,) = [one["id"] for one in given if one.get("emailAddress") == ROBOT]
    assert made.web.delete(f"{address}/{ours}", headers=bearer, timeout=10).status_code == 204


def test_f13_a_spreadsheet_no_longer_shared_names_whom_to_share_it_with_and_the_others_go_on(filled):
    key = filled.credentials / "google.json"
    key.write_text(key.read_text().replace('"token"', f'"email": "{ROBOT}", "token"'))
    second = _second_spreadsheet(filled, ITEMS)
    _unshare(filled)
    told = filled.run_here()
    assert told.code == 77
    assert f"share it with {ROBOT} as Editor" in told.words
    assert _rows_on(filled, second, ITEMS) == len(filled.truth(ITEMS))


CLOSED = {
    "trashed": (404, "Requested entity was not found."),
    "unshared": (403, "The caller does not have permission"),
    "without its scope": (403, "Request had insufficient authentication scopes."),
}


@pytest.mark.parametrize(("status", "said"), CLOSED.values(), ids=CLOSED)
def test_f13_what_landed_meanwhile_is_published_later_without_reading_it_again(made, slept, status, said):
    made.fault("status", "/google/*", status=status, times=1000, body={"error": {"code": status, "message": said}})
    assert made.run_here("orders").code == 77
    made.undisturbed()
    told = made.run_here()
    _right(made, told)
    with sqlite3.connect(made.folder / "state" / "bridge.db") as store:
        reports = [row[0] for row in store.execute("SELECT report FROM runs WHERE job = 'orders' ORDER BY id")]
    assert '"landed":0' in reports[1]
    assert '"landed":0' not in reports[0]


@pytest.mark.parametrize("which", [1, 2, 3])
def test_f14_a_run_killed_at_a_later_tab_keeps_the_earlier_and_the_next_run_does_the_rest(filled, which):
    titles = [ORDERS, ITEMS, VISITS]
    for title in titles:
        outdate(filled, title)
    assert filled.run_there(kill=f"sheet.chunk:{which}").code == -signal.SIGKILL
    assert [OLD in str(filled.values(title)) for title in titles] == [number > which for number in (1, 2, 3)]
    told = filled.run_here()
    # The tab that was killed in its midst was written, but not yet noted as seen.
    assert [told.tabs[title].updated > 0 for title in titles] == [number >= which for number in (1, 2, 3)]
    _right(filled, told)


def test_f14_a_tab_that_fails_stops_no_other(filled):
    for title in (ORDERS, ITEMS, VISITS):
        outdate(filled, title)
    filled.fault("status", WRITE, nth=2, status=403, body={"error": {"message": "no"}})
    told = filled.run_here()
    assert told.code == 77
    assert [OLD in str(filled.values(title)) for title in (ORDERS, ITEMS, VISITS)] == [False, True, False]
    filled.undisturbed()
    told = filled.run_here()
    assert [told.tabs[title].updated > 0 for title in (ORDERS, ITEMS, VISITS)] == [False, True, False]
    _right(filled, told)


def _guard(made, title, label):
    """The owner protects a column for themselves alone."""
    at = made.values(title)[0].index(label)
    where = {"sheetId": id_of(made, title), "startColumnIndex": at, "endColumnIndex": at + 1}
    protected = {"range": where, "description": "재무팀 확인 중", "editors": {"users": ["owner@example.com"]}}
    return {"addProtectedRange": {"protectedRange": protected}}


@pytest.mark.parametrize("path", ["/google/*", WRITE], ids=["before the run looks", "after it looked"])
def test_f15_a_protected_column_is_named_and_no_row_is_written_in_part(filled, path):
    for title in (ORDERS, VISITS):
        outdate(filled, title)
    meanwhile(filled, path, _guard(filled, ORDERS, "결제금액"))
    before = filled.values(ORDERS)
    told = filled.run_here()
    assert told.code == 77
    assert "protected range" in told.words
    assert path == WRITE or re.search(r"[A-Z]+1:[A-Z]+\d+ 재무팀 확인 중", told.words)
    assert filled.values(ORDERS) == before
    assert OLD not in str(filled.values(VISITS))


def _fill_up(cells):
    """Somebody adds an empty tab of so many cells."""
    grid = {"rowCount": cells // 20, "columnCount": 20}
    return {"addSheet": {"properties": {"title": "빈 탭", "gridProperties": grid}}}


def test_f16_a_full_spreadsheet_is_refused_before_anything_is_written_and_the_numbers_are_told(filled):
    second = _second_spreadsheet(filled, ITEMS)
    before = filled.values(ORDERS)
    spare = filled.sheets()[ORDERS]["gridProperties"]["rowCount"] - len(before)
    do(filled, {"deleteDimension": {"range": span(filled, ORDERS, "ROWS", len(before), spare)}})
    grids = [sheet["gridProperties"] for sheet in filled.sheets().values()]
    used = sum(grid["rowCount"] * grid["columnCount"] for grid in grids)
    do(filled, _fill_up(10_000_000 - used))
    filled.advance(20)
    told = filled.run_here("orders")
    cells = re.search(r"would bring the spreadsheet to ([\d,]+) cells; Google allows 10,000,000", told.words)
    assert told.code == 65
    assert int(cells[1].replace(",", "")) > 10_000_000
    assert filled.values(ORDERS) == before
    assert _rows_on(filled, second, ITEMS) == len(filled.truth(ITEMS))


def test_f16_a_spreadsheet_that_is_nearly_full_says_so(filled):
    do(filled, _fill_up(8_500_000))
    filled.advance(20)
    told = filled.run_here("orders")
    assert any("full to 8" in note and "of 10,000,000 cells" in note for note in told.notes)
    assert told.code == 0


def test_f16_google_itself_counting_more_is_told_the_same(filled):
    said = "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
    do(filled, {"deleteSheet": {"sheetId": id_of(filled, VISITS)}})
    filled.fault("status", f"*/{filled.running.spreadsheet_id}:batchUpdate", status=400, times=1000,
                 body={"error": {"code": 400, "message": said}})  # fmt: skip
    told = filled.run_here("visitors")
    assert told.code == 65
    assert "10,000,000" in told.words
    filled.undisturbed()
    _right(filled, filled.run_here())


def test_f17_a_text_longer_than_a_cell_is_cut_marked_counted_and_kept_whole_at_home(filled):
    ids = outdate(filled, ITEMS)
    with sqlite3.connect(filled.folder / "state" / "bridge.db") as store:
        store.execute("UPDATE order_items SET product_name = ? WHERE id = ?", ("긴" * 60_000, ids[1]))
    told = filled.run_here("orders")
    (cut,) = [cell for row in filled.values(ITEMS) for cell in row if isinstance(cell, str) and len(cell) > 10_000]
    assert cut == "긴" * CUT_AT + CUT_MARK
    assert told.code == 0
    assert any(note.startswith(f"{ITEMS}: 1 texts are longer than the 50,000 characters") for note in told.notes)
    # Cut, it is what shall stand there: nobody writes it again and again.
    assert filled.run_here("orders", heal=True).tabs[ITEMS].updated == 0
    with sqlite3.connect(filled.folder / "state" / "bridge.db") as store:
        assert store.execute("SELECT max(length(product_name)) FROM order_items").fetchone() == (60_000,)


def test_f18_rows_hidden_by_filters_are_read_and_written_like_all_others(filled):
    header = filled.values(ORDERS)[0]
    hide = {"condition": {"type": "TEXT_EQ", "values": [{"userEnteredValue": "없는 값"}]}}
    where = {"sheetId": id_of(filled, ORDERS), "startRowIndex": 0, "endColumnIndex": len(header)}
    criteria = {"range": where, "criteria": {str(header.index("주문상태")): hide}}
    do(filled, {"setBasicFilter": {"filter": criteria}},
       {"addFilterView": {"filter": {"title": "내 보기", **criteria}}})  # fmt: skip
    outdate(filled, ORDERS, 2)
    do(filled, delete_row(filled, ORDERS, 4))
    _right(filled, filled.run_here("orders"))
    told = filled.google("GET", "", params={"fields": "sheets(properties.title,basicFilter,filterViews)"})
    (ours,) = [sheet for sheet in told["sheets"] if sheet["properties"]["title"] == ORDERS]
    assert str(header.index("주문상태")) in ours["basicFilter"]["criteria"]
    assert ours["filterViews"][0]["title"] == "내 보기"


def test_f19_merged_cells_among_ours_stop_their_tab_alone_and_are_named(filled):
    where = {"sheetId": id_of(filled, ORDERS), "startRowIndex": 2, "endRowIndex": 4,
             "startColumnIndex": 3, "endColumnIndex": 5}  # fmt: skip
    do(filled, {"mergeCells": {"range": where, "mergeType": "MERGE_ALL"}})
    before = filled.values(ORDERS)
    for title in (ITEMS, VISITS):
        outdate(filled, title)
    told = filled.run_here()
    assert told.code == 65
    assert "unmerge D3:E4" in told.words
    assert filled.values(ORDERS) == before
    assert [OLD in str(filled.values(title)) for title in (ITEMS, VISITS)] == [False, False]
    do(filled, {"unmergeCells": {"range": where}})
    _right(filled, filled.run_here(heal=True))


def test_f19_merged_cells_of_a_persons_own_column_are_their_business(filled):
    do(filled, {"appendDimension": {"sheetId": id_of(filled, ORDERS), "dimension": "COLUMNS", "length": 1}})
    at = len(filled.values(ORDERS)[0])
    where = {"sheetId": id_of(filled, ORDERS), "startRowIndex": 2, "endRowIndex": 4,
             "startColumnIndex": at, "endColumnIndex": at + 1}  # fmt: skip
    do(filled, write(filled, ORDERS, 2, at, "둘이 한 칸"), {"mergeCells": {"range": where, "mergeType": "MERGE_ALL"}})
    outdate(filled, ORDERS)
    _right(filled, filled.run_here("orders"))


def test_f22_a_value_google_makes_even_is_written_once_more_then_reported_and_never_looped_over(filled):
    outdate(filled, VISITS)
    day = filled.truth(VISITS)
    filled.fault("alter", WRITE, find="확정", put="확정됨", times=1000)
    told = filled.run_here("visitors")
    assert told.code == 65
    assert "sent twice" in told.words
    assert sent(filled, "/values:batchUpdate") == 2
    filled.control("DELETE", "calls")
    assert filled.run_here("visitors").code == 65
    assert sent(filled, "/values:batchUpdate") == 2
    assert dict(filled.shown(VISITS)).keys() == day.keys()
    filled.undisturbed()
    _right(filled, filled.run_here())


def test_f22_a_value_altered_once_is_set_right_by_the_second_write(filled):
    outdate(filled, VISITS)
    filled.fault("alter", WRITE, find="확정", put=" 확정 ")
    _right(filled, filled.run_here("visitors"))
    assert sent(filled, "/values:batchUpdate") == 2


def test_every_fault_of_the_table_has_a_test_of_its_name():
    files = Path(__file__).parent.glob("test_*.py")
    texts = "\n".join(file.read_text("utf-8") for file in files)
    assert {int(number) for number in re.findall(r"^def test_f(\d\d)_", texts, re.MULTILINE)} == set(range(1, 23))
