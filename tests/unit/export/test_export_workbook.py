"""A workbook opens as its tabs look: same order, columns, formats, values; texts stay texts; charts are drawn."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from export_bench import NOW, THINGS, Book, Shelf, thing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sheets_bridge.config import Job, TabUse
from sheets_bridge.export import Taken, take, write_workbook
from sheets_bridge.inputs import INPUTS
from sheets_bridge.model import Chart, Cursor
from sheets_bridge.store import Store, landing
from sheets_bridge.sync.typed_pulls import number_of

LINE = Chart("line", "date", ("amount",), "날마다", "By day")
NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EPOCH = date(1899, 12, 30)


def book(path: Path, *tabs: Taken, **more: Any) -> Book:
    write_workbook(path / "out.xlsx", tabs, **more)
    return Book(path / "out.xlsx")


def test_the_tabs_stand_in_their_order_with_their_rows_in_theirs(shelf, tmp_path):
    first = shelf.tab([thing("2026-11-02", amount=1.0), thing("2026-11-01", amount=2.0)], "일별 매출")
    made = book(tmp_path, first, shelf.tab([], "RAW_주문"))
    assert made.names == ["일별 매출", "RAW_주문"]
    header, *rows = made.cells("일별 매출")
    assert list(header.values()) == [column.ko for column in THINGS.columns]
    assert [row["G"] for row in rows] == [2.0, 1.0]
    assert made.values("RAW_주문") == [list(header.values())]


def test_values_are_those_of_the_sheet_and_look_like_them(shelf, tmp_path):
    row = thing("2026-11-02", "가나다", at="2026-11-02 06:30:00", amount=1234.5, pieces=12, roas=3.21)
    made = book(tmp_path, shelf.tab([row]))
    day = (date(2026, 11, 2) - EPOCH).days
    assert made.values("탭")[1] == ["mall", 1, day, "KRW", "가나다", round(day + 6.5 / 24, 10), 1234.5, 12, 3.21]
    assert made.patterns("탭", 2) == {"A": "@", "B": "0", "C": "yyyy-mm-dd", "D": "@", "E": "@",
                                     "F": "yyyy-mm-dd hh:mm:ss", "G": "#,##0", "H": "#,##0", "I": "0%"}  # fmt: skip
    assert made.patterns("탭", 1)["A"] == "General"


def test_amounts_of_a_currency_with_decimals_show_them(shelf, tmp_path):
    assert (
        book(tmp_path, shelf.tab([thing("2026-11-02", currency="USD", amount=1.5)])).patterns("탭", 2)["G"]
        == "#,##0.00"
    )


def test_a_blank_is_no_cell_and_a_zero_is_one(shelf, tmp_path):
    made = book(tmp_path, shelf.tab([thing("2026-11-02", None, amount=0.0)]))
    assert set(made.cells("탭")[1]) == {"A", "B", "C", "D", "G"}


def test_header_stays_in_sight_rows_can_be_filtered_and_columns_are_as_wide(shelf, tmp_path):
    tab = shelf.tab([thing("2026-11-02"), thing("2026-11-01")])
    sheet = book(tmp_path, tab).sheet("탭")
    pane = next(sheet.iter(f"{NS}pane"))
    assert (pane.get("state"), pane.get("ySplit"), pane.get("topLeftCell")) == ("frozen", "1", "A2")
    assert next(sheet.iter(f"{NS}autoFilter")).get("ref") == "A1:I3"
    # a column of n pixels is (n - 5) / 7 letters wide (ECMA-376, 18.3.1.13)
    widths = [round(float(one.get("width") or 0) * 7) for one in sheet.iter(f"{NS}col") for _ in range(
        int(one.get("min") or 0), int(one.get("max") or 0) + 1)]  # fmt: skip
    assert widths == [tab.shape.width(column.id) for column in THINGS.columns]


@pytest.mark.parametrize("text", [
    "=1+1", "+82", "-", "@SUM(A1)", "\tx", "https://example.com/?a=1", "www.example.com", "a@example.com", "007", "1e5",
    "2026-11-01", "TRUE", "_x0041_", "{=1}", " 앞뒤 ", "<&>\"'", "줄\n바꿈", "이모지 👩‍👧", "\u200b",
])  # fmt: skip
def test_text_stays_the_text_it_is(shelf, tmp_path, text):
    made = book(tmp_path, shelf.tab([thing("2026-11-02", text)]))
    assert made.cells("탭")[1]["E"] == text
    assert not any("hyperlink" in name for name in made.part_names())
    assert "<hyperlink" not in made.part("xl/worksheets/sheet1.xml")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_as_it_is(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("text")
    shelf = Shelf(folder)
    assert book(folder, shelf.tab([thing("2026-11-02", text)])).cells("탭")[1]["E"] == text
    shelf.store.close()


def test_a_text_too_long_for_excel_is_cut_and_says_so(shelf, tmp_path):
    cell = book(tmp_path, shelf.tab([thing("2026-11-02", "가" * 40_000)])).cells("탭")[1]["E"]
    assert len(cell) == 32_767
    assert cell.endswith("… [잘림: 엑셀 한도 32,767자]")


def test_what_does_not_fit_on_a_worksheet_goes_on_upon_the_next(shelf, tmp_path):
    tab = shelf.tab([thing(f"2026-11-{day:02}") for day in range(1, 8)], charts=[LINE])
    notes = write_workbook(tmp_path / "out.xlsx", [tab], row_limit=4)
    made = Book(tmp_path / "out.xlsx")
    assert made.names == ["탭", "탭 (2)", "탭 (3)", "차트"]
    assert [len(made.values(name)) for name in made.names[:3]] == [4, 4, 2]
    assert [row["C"] - 46327 for row in made.cells("탭 (3)")[1:]] == [6]
    assert len(notes) == 2


def test_a_failed_export_leaves_the_file_that_stood_there(shelf, tmp_path):
    path = tmp_path / "out.xlsx"
    path.write_text("yesterday's")
    tab = shelf.tab([thing("2026-11-02")])
    broken = replace(tab, chosen=replace(tab.chosen, where="nothing = 1"))
    with pytest.raises(Exception, match="nothing"):
        write_workbook(path, [broken])
    assert path.read_text() == "yesterday's"
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def test_progress_is_told_and_ends_whole(shelf, tmp_path):
    book(tmp_path, shelf.tab([thing("2026-11-02")]))
    assert [(one.phase, one.name, one.done, one.total) for one in shelf.told] == [("export", "탭", 1, 1)]


def test_a_chart_is_drawn_of_its_days_from_the_oldest_on(shelf, tmp_path):
    rows = [thing("2026-11-03", amount=3.0), thing("2026-11-01", amount=1.0), thing("2026-11-02")]
    made = book(tmp_path, shelf.tab(rows, charts=[LINE]))
    assert made.names == ["탭", "차트"]
    head, *figures = made.cells("차트")
    assert [row.get("N") for row in (head, *figures)] == ["날짜", 46327.0, 46328.0, 46329.0]
    assert [row.get("O") for row in (head, *figures)] == ["금액", 1.0, None, 3.0]
    chart = made.part("xl/charts/chart1.xml")
    assert "<c:lineChart>" in chart
    assert "<a:t>날마다</a:t>" in chart
    assert "<c:f>차트!$O$2:$O$4</c:f>" in chart
    assert "<c:dateAx>" in chart


def test_shops_are_lines_of_their_own_and_currencies_pictures_of_their_own(shelf, tmp_path):
    rows = [thing(f"2026-11-{day:02}", shop_no=shop, amount=float(shop), currency=currency)
            for day in (1, 2) for shop, currency in ((1, "KRW"), (2, "KRW"), (3, "USD"))]  # fmt: skip
    made = book(tmp_path, shelf.tab(rows, charts=[LINE]))
    head = made.cells("차트")[0]
    assert list(head.values()) == ["날짜", "금액 · 1번 쇼핑몰", "금액 · 2번 쇼핑몰", "날짜", "금액"]
    titles = [made.part(f"xl/charts/chart{n}.xml") for n in (1, 2)]
    assert ("날마다 (KRW)" in titles[0], "날마다 (USD)" in titles[1]) == (True, True)


@pytest.mark.parametrize(("kind", "drawn"), [
    ("column", "barChart"), ("bar", "barChart"), ("area", "areaChart"), ("pie", "pieChart"), ("line", "lineChart"),
])  # fmt: skip
def test_every_kind_of_chart_is_drawn(shelf, tmp_path, kind, drawn):
    chart = replace(LINE, kind=kind)
    made = book(tmp_path, shelf.tab([thing("2026-11-01", amount=1.0)], charts=[chart], language="en"))
    assert made.names[-1] == "Charts"
    assert f"<c:{drawn}>" in made.part("xl/charts/chart1.xml")


def test_a_ratio_beside_amounts_is_a_line_on_an_axis_of_its_own(shelf, tmp_path):
    chart = Chart("column", "date", ("amount",), "매출과 ROAS", "Both", lines=("roas",))
    made = book(tmp_path, shelf.tab([thing("2026-11-01", amount=1.0, roas=2.0)], charts=[chart]))
    drawn = made.part("xl/charts/chart1.xml")
    assert ("<c:barChart>" in drawn, "<c:lineChart>" in drawn, drawn.count("<c:valAx>")) == (True, True, 2)
    assert 'formatCode="0%"' in drawn


def test_what_would_be_no_picture_is_left_out_and_said(shelf, tmp_path):
    narrow = replace(THINGS, key=("account", "shop_no", "name"))
    tab = shelf.tab([thing("2026-11-01", "a"), thing("2026-11-01", "b")], charts=[LINE])
    doubled = replace(
        tab, shape=replace(tab.shape, table=narrow), charts=[Chart("line", "shop_no", ("amount",), "몰", "x")]
    )
    many = shelf.tab([thing("2026-11-01", f"n{n:02}", amount=1.0) for n in range(21)], "많음", charts=[LINE])
    slices = shelf.tab([thing("2026-11-01", "a"), thing("2026-11-02", "b")], "원", charts=[replace(LINE, kind="pie")])
    one_line = replace(doubled, shape=replace(tab.shape, table=replace(THINGS, key=("account",))))
    notes = write_workbook(tmp_path / "out.xlsx", [one_line, many, slices])
    assert [" is left out: " in str(note) for note in notes] == [True, True, True]
    assert "차트" not in Book(tmp_path / "out.xlsx").names


def test_a_tab_without_rows_draws_nothing(shelf, tmp_path):
    assert book(tmp_path, shelf.tab([], charts=[LINE])).names == ["탭"]


def test_headers_tell_their_definitions_as_notes(shelf, tmp_path):
    tab = shelf.tab([thing("2026-11-02", amount=1.0)])
    noted = [replace(one, note_ko="이날 팔린 금액.") if one.id == "amount" else one for one in tab.shape.columns]
    made = book(tmp_path, replace(tab, shape=replace(tab.shape, columns=tuple(noted))))
    comments = made.part("xl/comments1.xml")
    assert ("이날 팔린 금액." in comments, comments.count("<comment "), 'ref="G1"' in comments) == (True, 1, True)


def test_what_people_typed_is_a_worksheet_with_what_each_column_asks_for(shelf, tmp_path):
    goals = TabUse("목표·예산", "goals")
    job = Job("orders", None, None, None, (), (goals,))
    store = Store(tmp_path / "typed.db", {"goals": INPUTS["goals"].table})
    world = replace(shelf.world, store=store, inputs=INPUTS, typed=[goals], addresses={"main": "sheet"})
    row = INPUTS["goals"].row(1, {"month": "2026-11-01", "sales_goal": 5000.0})
    landing.land(store, number_of(world, goals), {"goals": [row]}, Cursor(until=NOW))
    (tab,) = take(world, {"orders": job})
    made = book(tmp_path, tab)
    assert made.values("목표·예산")[0] == [column.ko for column in INPUTS["goals"].columns]
    assert [cell for cell in made.values("목표·예산")[1] if cell != ""] == [46327.0, 5000.0]
    assert made.part("xl/comments1.xml").count("<comment ") == len(INPUTS["goals"].columns)
    store.close()
