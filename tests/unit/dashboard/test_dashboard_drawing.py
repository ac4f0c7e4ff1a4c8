"""The dashboard as it is decided: what it names, what it shows of what, what it leaves out and says so."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from sheets_bridge.dashboard import NEEDS, Given, dashboard, looks
from sheets_bridge.dashboard.board import PENDING
from sheets_bridge.dashboard.footer import SECTIONS
from sheets_bridge.reports import REPORTS
from sheets_bridge.spreadsheet.areas import letters, quoted
from sheets_bridge.spreadsheet.boards import Board

SHEET_ID = 77
ALLOWED = {
    "ABS", "AND", "ARRAYFORMULA", "AVERAGE", "CHOOSE", "COUNTA", "COUNTIF", "COUNTIFS", "DATE", "DAY", "EDATE",
    "ENCODEURL", "EOMONTH", "FILTER", "FIND", "IF", "IFERROR", "IFS", "INDEX", "ISBLANK", "ISNUMBER", "LARGE", "LEFT",
    "LEN", "LET", "LOWER", "MATCH", "MAX", "MID", "MIN", "MONTH", "N", "NOT", "OR", "QUERY", "REGEXEXTRACT",
    "REGEXMATCH", "REGEXREPLACE", "RIGHT", "ROUND", "ROW", "SEARCH", "SMALL", "SORT", "SORTN", "SUBSTITUTE", "SUM",
    "SUMIF", "SUMIFS", "SUMPRODUCT", "TEXT", "TEXTJOIN", "TODAY", "TRIM", "UNIQUE", "WEEKDAY", "XLOOKUP", "YEAR",
}  # fmt: skip
"""The functions that we and the pretend Sheets agreed on."""
DRAWN = {table for table in NEEDS if table in REPORTS}
MEDIUM_LAPTOP = 1300


def ranges_of(table: str, title: str) -> Mapping[str, str]:
    columns = REPORTS[table].table.default_columns
    return {one.id: f"{quoted(title)}!${letters(at)}:${letters(at)}" for at, one in enumerate(columns)}


def given(*without: str, language: str = "ko", standing: bool = True) -> Given:
    titles = {table: f"{table} O'Neil" for table in DRAWN if table not in without}
    ranges = {table: ranges_of(table, title) for table, title in titles.items()} if standing else {}
    return Given(language, titles, ranges)


def drawn(board: Board) -> list[dict[str, Any]]:
    return board.draw(SHEET_ID)


def cells(board: Board) -> Iterator[tuple[int, int, dict[str, Any]]]:
    (whole,) = (one["updateCells"] for one in drawn(board) if "updateCells" in one)
    for row, line in enumerate(whole["rows"]):
        for column, cell in enumerate(line["values"]):
            if cell:
                yield row, column, cell


def entered(board: Board) -> dict[tuple[int, int], Any]:
    return {(row, column): next(iter(cell["userEnteredValue"].values()))
            for row, column, cell in cells(board) if "userEnteredValue" in cell}  # fmt: skip


def formulas(board: Board) -> dict[tuple[int, int], str]:
    return {place: entry for place, entry in entered(board).items() if isinstance(entry, str) and entry.startswith("=")}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_its_formulas_use_only_functions_that_are_computed_everywhere_it_is_shown(language: str) -> None:
    found = formulas(dashboard("대시보드", given(language=language)))
    used = {name for text in found.values() for name in re.findall(r"([A-Z]+)\(", re.sub(r'"[^"]*"', '""', text))}
    assert used <= ALLOWED
    assert {"QUERY", "FILTER", "SUMPRODUCT"} <= used


def test_only_the_first_cells_of_hidden_blocks_name_another_tab_and_each_stands_in_a_column_of_its_own() -> None:
    board = dashboard("대시보드", given())
    naming = {place for place, text in formulas(board).items() if "!" in re.sub(r'"[^"]*"', '""', text)}
    anchors = {(one.row, one.column) for one in board.anchors.values()}
    assert naming == anchors
    assert len({column for _, column in anchors}) == len(anchors)
    assert all(column > looks.COLUMNS + 1 for _, column in anchors)
    others = {column for (_row, column), _ in formulas(board).items() if (_row, column) not in anchors}
    assert not others & {column for _, column in anchors}


def test_every_column_it_needs_stands_on_the_tabs_by_itself() -> None:
    for table in DRAWN:
        assert NEEDS[table] <= {column.id for column in REPORTS[table].table.default_columns}
    assert not any(one.pending for one in dashboard("대시보드", given()).anchors.values())


def test_a_tab_that_does_not_stand_yet_is_waited_for() -> None:
    board = dashboard("대시보드", given(standing=False))
    assert {(one.entry, one.pending) for one in board.anchors.values()} == {(PENDING, True)}
    assert set(board.anchors) == set(dashboard("대시보드", given()).anchors)


def test_a_tab_that_shows_too_few_columns_is_waited_for_too() -> None:
    few = given()
    ranges = {**few.ranges, "media_performance": {"date": "'x'!$A:$A"}}
    board = dashboard("대시보드", Given("ko", few.titles, ranges))
    assert [id_ for id_, one in board.anchors.items() if one.pending] == ["media"]


@pytest.mark.parametrize("table", sorted(set(SECTIONS) & DRAWN))
def test_a_report_that_is_not_on_the_spreadsheet_leaves_its_part_out_and_the_foot_says_what_brings_it(
    table: str,
) -> None:
    whole, less = dashboard("대시보드", given()), dashboard("대시보드", given(table))
    title, part = SECTIONS[table]
    told = [text for text in entered(less).values() if f"{title}: {{table: {table}}}" in str(text)]
    assert len(told) == 1
    assert part in told[0]
    assert not any(f"{{table: {table}}}" in str(text) for text in entered(whole).values())
    assert not any(quoted(f"{table} O'Neil") in text for text in formulas(less).values())
    assert any(quoted(f"{table} O'Neil") in text for text in formulas(whole).values())


@pytest.mark.parametrize("without", [(), ("media_performance",), ("campaign_performance", "hourly_weekday")])
def test_merged_cells_never_overlap_nor_hide_what_is_typed(without: tuple[str, ...]) -> None:
    board = dashboard("대시보드", given(*without))
    taken: set[tuple[int, int]] = set()
    for one in drawn(board):
        if "mergeCells" in one:
            where = one["mergeCells"]["range"]
            assert where["sheetId"] == SHEET_ID
            own = {(row, column) for row in range(where["startRowIndex"], where["endRowIndex"])
                   for column in range(where["startColumnIndex"], where["endColumnIndex"])}  # fmt: skip
            assert not own & taken
            taken |= own
            first = (where["startRowIndex"], where["startColumnIndex"])
            assert not (own - {first}) & entered(board).keys()


def test_it_is_as_wide_as_a_laptop_and_its_calculations_are_hidden() -> None:
    board = dashboard("대시보드", given())
    widths: dict[int, int] = {}
    hidden: set[int] = set()
    for one in drawn(board):
        told = one.get("updateDimensionProperties")
        if told and told["range"]["dimension"] == "COLUMNS":
            for at in range(told["range"]["startIndex"], told["range"]["endIndex"]):
                widths |= {at: told["properties"]["pixelSize"]} if "pixelSize" in told["properties"] else {}
                hidden |= {at} if told["properties"].get("hiddenByUser") else set()
    assert hidden == set(range(looks.COLUMNS + 2, board.columns))
    assert 1200 <= sum(width for at, width in widths.items() if at not in hidden) <= MEDIUM_LAPTOP


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_card_says_what_it_is_in_its_note(language: str) -> None:
    board = dashboard("대시보드", given(language=language))
    notes = {entered(board)[row, column]: cell["note"] for row, column, cell in cells(board) if "note" in cell}
    titles = {"ko": ("통계 순매출", "광고비", "통합 ROAS", "구매건수", "객단가", "방문수", "구매전환율",
                     "신규 고객 CAC", "목표 달성률", "예산 소진율"),
              "en": ("Net sales", "Ad cost", "Blended ROAS", "Orders", "Sales per order", "Visits", "Orders per visit",
                     "Cost per new customer", "Goal reached", "Budget spent")}  # fmt: skip
    assert all(len(notes[title]) > 10 for title in titles[language])


def test_its_charts_draw_what_stands_in_hidden_columns() -> None:
    board = dashboard("대시보드", given())
    specs = [one["addChart"]["chart"]["spec"] for one in drawn(board) if "addChart" in one]
    assert [spec["title"] for spec in specs] == [
        "최근 30일 순매출 · 광고비 · ROAS", "매체 비중 (광고비)", "최근 30일 방문 × 구매전환율",
    ]  # fmt: skip
    assert {spec["hiddenDimensionStrategy"] for spec in specs} == {"SHOW_ALL"}
    kinds = [(one["type"], one["targetAxis"]) for one in specs[0]["basicChart"]["series"]]
    assert kinds == [("COLUMN", "LEFT_AXIS"), ("COLUMN", "LEFT_AXIS"), ("LINE", "RIGHT_AXIS")]
    sources = re.findall(r"'sheetId': (-?\d+)", str(specs))
    assert set(sources) == {str(SHEET_ID)}


def test_a_rise_is_red_and_a_fall_is_blue() -> None:
    rules = [one["addConditionalFormatRule"]["rule"]["booleanRule"] for one in drawn(dashboard("대시보드", given()))
             if "booleanRule" in one.get("addConditionalFormatRule", {}).get("rule", {})]  # fmt: skip
    inks = {rule["condition"]["values"][0]["userEnteredValue"][-3:]: rule["format"]["textFormat"] for rule in rules}
    up, down = (inks[sign]["foregroundColorStyle"]["rgbColor"] for sign in (">0)", "<0)"))
    assert up["red"] > 0.8 > up["blue"]
    assert down["blue"] > 0.8 > down["red"]


def test_another_time_zone_is_told() -> None:
    known = given()
    board = dashboard("대시보드", Given("ko", known.titles, known.ranges, time_zone="America/New_York"))
    assert any("America/New_York" in str(text) for text in entered(board).values())
    assert not any("시간대가" in str(text) for text in entered(dashboard("대시보드", known)).values())


def test_only_changes_are_coloured_and_not_the_figures_before() -> None:
    board = dashboard("대시보드", given())
    told = [one["addConditionalFormatRule"]["rule"] for one in drawn(board) if "addConditionalFormatRule" in one]
    places = {(one["startRowIndex"], column) for rule in told if "booleanRule" in rule for one in rule["ranges"]
              for column in range(one["startColumnIndex"], one["endColumnIndex"])}  # fmt: skip
    shown = {(row, column): cell["userEnteredFormat"].get("numberFormat", {}) for row, column, cell in cells(board)}
    assert {shown[row, column].get("pattern") for row, column in places if (row, column) in shown} <= {
        looks.PATTERNS["change"], None}  # fmt: skip
    assert len(places) > 10


def test_what_charts_are_drawn_of_shows_as_days_money_and_shares() -> None:
    board = dashboard("대시보드", given())
    specs = [one["addChart"]["chart"]["spec"] for one in drawn(board) if "addChart" in one]
    basic = [spec["basicChart"] for spec in specs if "basicChart" in spec]
    shown = {(row, column): cell["userEnteredFormat"].get("numberFormat", {}) for row, column, cell in cells(board)}

    def pattern(data: Mapping[str, Any]) -> str:
        (source,) = data["sourceRange"]["sources"]
        return str(shown[source["startRowIndex"] + 1, source["startColumnIndex"]]["pattern"])

    assert {pattern(one["domains"][0]["domain"]) for one in basic} == {"m/d"}
    right = {pattern(one["series"]) for spec in basic for one in spec["series"] if one["targetAxis"] == "RIGHT_AXIS"}
    assert right == {"0%", "0.00%"}
