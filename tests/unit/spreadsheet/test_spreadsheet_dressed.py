"""How people show numbers, and what they keep to themselves, outlives our changes of a tab's structure."""

from dataclasses import replace

from spreadsheet_bench import SHAPE, order, orders, publish

from sheets_bridge.spreadsheet.areas import Area

TITLE = SHAPE.title
DECIMALS = replace(SHAPE, decimals=True)
WON = {"type": "CURRENCY", "pattern": '"₩"#,##0'}


def shows_won(person):
    """Somebody shows the whole column of amounts with the sign of their money."""
    where = Area(person.sheet(TITLE)["sheetId"], 1, None, 5, 6).grid()
    cell = {"userEnteredFormat": {"numberFormat": WON}}
    person.do({"repeatCell": {"range": where, "cell": cell, "fields": "userEnteredFormat.numberFormat"}})


def shown(person, row, column="F"):
    (cell,) = person.values(f"{TITLE}!{column}{row}", "FORMATTED_VALUE")
    return cell[0]


def test_rows_that_a_grid_grows_by_show_numbers_as_people_made_the_column(room, person):
    publish(room, orders(1))
    shows_won(person)
    height = person.sheet(TITLE)["gridProperties"]["rowCount"]
    publish(room, orders(*range(1, height + 50)))
    assert shown(person, height - 10) == f"₩{(height - 11) * 1000:,}"
    assert shown(person, height + 20) == f"₩{(height + 19) * 1000:,}"
    assert shown(person, height + 20, "E") == order(height + 19)[4]


def test_rows_inserted_above_a_persons_total_show_numbers_as_people_made_the_column(room, person):
    publish(room, orders(1, 2))
    shows_won(person)
    person.write(f"{TITLE}!F4", ["total"])
    publish(room, orders(1, 2, 3))
    assert person.column(f"{TITLE}!F4:F5") == [3000, "total"]
    assert shown(person, 4) == "₩3,000"


def test_amounts_with_decimals_leave_a_column_alone_that_people_show_in_their_own_way(room, person):
    rows = orders(1)
    publish(room, rows)
    shows_won(person)
    rows["id2"] = order(2, amount=12.5)
    publish(room, rows, DECIMALS)
    assert shown(person, 2) == "₩1,000"
    served = publish(room, rows, DECIMALS)
    assert served.written is None


def test_a_row_that_leaves_beside_a_closed_column_is_blanked_and_the_tab_goes_on(room, person, served):
    publish(room, orders(1, 2, 3))
    sheet_id = person.sheet(TITLE)["sheetId"]
    person.do({"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": 1}})
    where = Area(sheet_id, 0, None, len(SHAPE.ids), len(SHAPE.ids) + 1).grid()
    person.do({"addProtectedRange": {"protectedRange": {"range": where, "description": "팀장"}}})
    book = served.google.library.entries[served.google.spreadsheet_id].book
    guard = next(guard for sheet in book.sheets for guard in sheet.protected if guard["description"] == "팀장")
    guard["editors"] = {"users": ["lead@brand.example"]}  # as if somebody else had protected it
    run = publish(room, orders(1, 3, 4))
    assert run.written.verified
    assert person.column(f"{TITLE}!C2:C") == [order(1)[2], "", order(3)[2], order(4)[2]]
    assert person.sheet(TITLE)["gridProperties"]["columnCount"] == len(SHAPE.ids) + 1
