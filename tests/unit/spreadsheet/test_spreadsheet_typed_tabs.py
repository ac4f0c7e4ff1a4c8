"""Tabs that people type into, through whole runs: made once, read generously, answered beside each row."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from spreadsheet_bench import client_of, person_at

from sheets_bridge.config import Job, StreamUse, TabUse
from sheets_bridge.inputs import AD_COSTS, AD_PRODUCTS, INPUTS
from sheets_bridge.masking import Masks
from sheets_bridge.model import KST
from sheets_bridge.sources.ad_files import SOURCE
from sheets_bridge.spreadsheet import Spreadsheet
from sheets_bridge.store import Store
from sheets_bridge.sync import Ask, World, run
from sheets_bridge.sync.world import Connected
from sheets_bridge.tables import TABLES

NOW = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
COSTS, PRODUCTS, ADS = "광고비 직접입력", "광고상품 매핑", "RAW_광고"
TYPED, FILES = StreamUse("brand", "typed"), StreamUse("brand", "files")
TABS = (
    TabUse(COSTS, "ad_costs_typed", feeds=(TYPED,)),
    TabUse(PRODUCTS, "ad_product_map"),
    TabUse(ADS, "ad_stats"),
)
JOB = Job("ads", timedelta(hours=1), None, None, (FILES, TYPED), TABS)
LINE = ["네이버", "브랜드검색", "11월 브검", "2026-11-01", "2026-11-03", "1,000원", "포함"]


class Desk:
    """An installation of media without an API, its sheet, and a person at it."""

    def __init__(self, served: SimpleNamespace, store: Store, folder: Path) -> None:
        self.served, self.person, self.now = served, person_at(served), NOW
        room = Spreadsheet(client_of(served), served.google.spreadsheet_id, monotonic=lambda: self.now.timestamp())
        brand = Connected(SOURCE, "brand", "active", None)
        self.drop = folder / "drop"
        self.world = World(
            store, {"brand": brand}, {"main": room}, lambda: self.now, Masks(b""), "ko", folder, "us", drop=self.drop,
            inputs=INPUTS, typed=[tab for tab in TABS if tab.table in INPUTS],
        )  # fmt: skip

    def run(self, ask: Ask | None = None) -> Any:
        """One run, a minute after whatever was before."""
        self.now += timedelta(minutes=1)
        return run(JOB, self.world, ask)

    def ran(self) -> Any:
        done = self.run()
        assert done.errors == []
        return done

    def type(self, title: str, *lines: list[Any], row: int = 2, entered: bool = True) -> None:
        self.person.write(f"'{title}'!A{row}", *lines, entered=entered)

    def answers(self, title: str = COSTS) -> list[str]:
        """What stands in 확인, line by line."""
        head, *lines = self.person.values(f"'{title}'!A1:Z")
        at = head.index("확인")
        return [line[at] if at < len(line) else "" for line in lines]

    def ads(self) -> list[dict[str, Any]]:
        """The rows of the ads' tab."""
        head, *lines = self.person.values(f"'{ADS}'!A1:AZ")
        return [dict(zip(head, line + [""] * (len(head) - len(line)), strict=True)) for line in lines]

    def costs(self) -> dict[str, float]:
        """Campaign → the cost of all its days."""
        told: dict[str, float] = {}
        for row in self.ads():
            told[row["캠페인"]] = told.get(row["캠페인"], 0) + row["광고비(원본)"]
        return told

    def writes(self) -> int:
        return self.served.counted.count("google_write")

    def put(self, name: str, text: str, *, age: int = 0) -> None:
        path = self.drop / "brand" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        os.utime(path, (1_000_000_000 - age, 1_000_000_000 - age))


@pytest.fixture
def desk(served: SimpleNamespace, tmp_path: Path) -> Iterator[Desk]:
    with Store(tmp_path / "bridge.db", TABLES) as store:
        yield Desk(served, store, tmp_path)


def test_a_tab_is_made_with_all_that_people_need_to_know_and_then_left_alone(desk: Desk) -> None:
    done = desk.ran()
    assert [result.title for result in done.tabs] == [COSTS, PRODUCTS, ADS]
    sheet = desk.person.ask("GET", "", includeGridData=True, ranges=f"'{COSTS}'!A1:H2")["sheets"][0]
    first, second = sheet["data"][0]["rowData"][:2]
    assert [cell["formattedValue"] for cell in first["values"]] == [
        "매체", "광고상품", "캠페인", "시작일", "종료일", "총액", "부가세", "확인",
    ]  # fmt: skip
    for entry, cell in zip(AD_COSTS.entries, first["values"], strict=False):
        assert entry.example in cell["note"]
        colour = cell["userEnteredFormat"]["backgroundColor"]
        assert colour["red"] > colour["blue"] + 0.3  # yellow
    choices = second["values"][6]["dataValidation"]
    assert [one["userEnteredValue"] for one in choices["condition"]["values"]] == ["포함", "별도"]
    assert not choices.get("strict")
    before = desk.writes()
    desk.ran()
    assert desk.writes() == before


def test_what_is_typed_is_spread_shown_and_answered(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE, [], ["인플루언서", "협찬", "체험단", "2026.11.19", "2026-11-22", 400, ""])
    desk.ran()
    assert desk.answers() == ["✓", "", "✓"]
    assert desk.costs() == {"11월 브검": 1000, "체험단": 200}
    brand = [row for row in desk.ads() if row["캠페인"] == "11월 브검"]
    assert [row["광고비(원본)"] for row in brand] == [334, 333, 333]
    assert {row["노출수"] for row in brand} == {""}
    assert {row["광고비"] for row in brand} == {303.64, 302.73}  # without VAT, as totals are added up
    before = desk.writes()
    desk.ran()
    assert desk.writes() == before
    desk.now += timedelta(days=2)
    desk.ran()
    assert desk.costs()["체험단"] == 400


def test_a_mistake_is_told_beside_its_row_until_it_is_mended_and_the_rest_counts(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE, ["네이버", "", "x", "11월 초", "2026-11-02", "많이", "반반"],
              ["네이버", "검색", "y", "2026-11-09", "2026-11-02", 5])  # fmt: skip
    done = desk.ran()
    fine, first, second = desk.answers()
    assert fine == "✓"
    assert first.startswith("✗")
    for column in ("광고상품", "시작일", "총액", "부가세"):
        assert column in first
    assert "종료일이 시작일보다" in second
    assert any("2" in str(note) for note in done.tabs[0].notes)
    assert desk.costs() == {"11월 브검": 1000}
    desk.type(COSTS, ["네이버", "검색", "y", "2026-11-01", "2026-11-02", 5], row=4)
    before = desk.writes()
    desk.ran()
    assert desk.answers()[2] == "✓"
    assert desk.costs()["y"] == 5
    assert desk.writes() - before == 2  # one cell of 확인, the new rows of the ads


def test_days_and_amounts_are_taken_as_people_type_and_paste_them(desk: Desk) -> None:
    desk.ran()
    ways = [["2026-11-01", "2026-11-01", "1000"], ["2026.11.1", "2026/11/01", "₩1,000"], ["20261101", "26.11.01", 1000],
            [46327, 46327, "1 000 원"], ["2026년 11월 1일", "2026-11-01 00:00:00", "１,０００"]]  # fmt: skip
    for entered in (True, False):
        desk.type(COSTS, *([" 네이버", "브랜드 검색", f"c{n}", *way] for n, way in enumerate(ways)), entered=entered)
        desk.ran()
        assert desk.answers() == ["✓"] * len(ways)
        assert desk.costs() == {f"c{n}": 1000 for n in range(len(ways))}
    assert {row["광고상품"] for row in desk.ads()} == {"브랜드검색"}


def test_people_may_rename_sort_insert_and_keep_columns_of_their_own(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE, ["메타", "검색", "b", "2026-11-01", "2026-11-01", 7], ["?"])
    desk.ran()
    sheet = desk.person.sheet(COSTS)["sheetId"]
    desk.person.do(
        {"updateSheetProperties": {"properties": {"sheetId": sheet, "title": "돈"}, "fields": "title"}},
        {"insertDimension": {"range": desk.person.span(COSTS, "COLUMNS", 2, 3), "inheritFromBefore": True}},
        {"moveDimension": {"source": desk.person.span(COSTS, "COLUMNS", 8, 9), "destinationIndex": 0}},
        {"insertDimension": {"range": desk.person.span(COSTS, "ROWS", 0, 1), "inheritFromBefore": False}},
        {"sortRange": {"range": {"sheetId": sheet, "startRowIndex": 2, "endRowIndex": 20},
                       "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]}},
    )  # fmt: skip
    desk.person.write("'돈'!A1", ["우리 팀 메모"])
    desk.person.write("'돈'!B2", ["어디서"])
    desk.person.write("'돈'!D3:D5", ["내 열"], ["내 열"], ["내 열"])
    before = desk.person.values("'돈'!B1:I9")
    desk.ran()
    assert desk.costs() == {"11월 브검": 1000, "b": 7}
    assert sorted(text[:1] for text in desk.person.column("'돈'!A3:A5")) == ["✓", "✓", "✗"]
    (told,) = [text for text in desk.person.column("'돈'!A3:A5") if text.startswith("✗")]
    assert "시작일: 비어 있습니다" in told
    assert desk.person.values("'돈'!B1:I9") == before
    assert [sheet["title"] for sheet in desk.person.sheets()].count(COSTS) == 0


def test_a_column_moved_since_the_last_look_is_not_read_for_another(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE)
    desk.ran()
    desk.world.spreadsheets["main"].look_again()
    desk.person.do({"moveDimension": {"source": desk.person.span(COSTS, "COLUMNS", 5, 6), "destinationIndex": 0}})
    assert run(JOB, desk.world).errors == []
    assert (desk.answers(), desk.costs()) == (["✓"], {"11월 브검": 1000})


def test_a_tab_of_a_persons_own_keeps_its_name_and_is_not_read(desk: Desk) -> None:
    desk.person.do({"addSheet": {"properties": {"title": COSTS}}})
    desk.person.write(f"'{COSTS}'!A1", ["매체", "광고상품", "캠페인", "시작일", "종료일", "총액"], LINE[:6])
    done = desk.ran()
    assert any(f"{COSTS} (2)" in str(note) for note in done.tabs[0].notes)
    desk.type(f"{COSTS} (2)", LINE[:6])
    desk.ran()
    assert desk.costs() == {"11월 브검": 1000}
    assert desk.person.values(f"'{COSTS}'!A2:H9") == [["네이버", "브랜드검색", "11월 브검", "2026-11-01", "2026-11-03",
                                                      "1,000원"]]  # fmt: skip


@pytest.mark.parametrize("column", [0, 5])
def test_a_tab_that_lost_a_column_is_not_read_and_what_was_read_stays(desk: Desk, column: int) -> None:
    desk.ran()
    desk.type(COSTS, LINE)
    desk.ran()
    span = desk.person.span(COSTS, "COLUMNS", column, column + 1)
    desk.person.do({"deleteDimension": {"range": span}})
    done = desk.run()
    assert AD_COSTS.columns[column].ko in str(done.tabs[0].reason)
    assert desk.costs() == {"11월 브검": 1000}


def test_a_header_that_is_gone_is_not_taken_for_nothing_typed(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE)
    desk.ran()
    desk.person.do({"deleteDimension": {"range": desk.person.span(COSTS, "ROWS", 0, 1)}})
    assert desk.run().tabs[0].reason is not None
    assert desk.costs() == {"11월 브검": 1000}


def test_our_own_column_is_made_again_where_it_was_deleted(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE)
    desk.person.do({"deleteDimension": {"range": desk.person.span(COSTS, "COLUMNS", 7, 8)}})
    desk.ran()
    assert desk.answers() == ["✓"]


def test_a_tab_that_was_deleted_comes_back_with_what_was_typed(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE, ["틀린 줄"])
    desk.ran()
    desk.person.do({"deleteSheet": {"sheetId": desk.person.sheet(COSTS)["sheetId"]}})
    desk.ran()
    desk.ran()
    assert desk.person.values(f"'{COSTS}'!A2:H9") == [
        ["네이버", "브랜드검색", "11월 브검", 46327, 46329, 1000, "포함", "✓"]
    ]
    assert desk.costs() == {"11월 브검": 1000}


def test_lines_that_are_taken_out_leave_the_ads_too(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE, ["메타", "검색", "b", "2026-11-01", "2026-11-01", 7])
    desk.ran()
    desk.person.do({"deleteDimension": {"range": desk.person.span(COSTS, "ROWS", 1, 2)}})
    desk.ran()
    assert desk.costs() == {"b": 7}
    assert desk.answers() == ["✓"]


def test_lines_of_a_campaign_agree_on_vat(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE, [*LINE[:6], "별도"], [*LINE[:6], ""], [*LINE[:1], "파워컨텐츠", *LINE[2:6], "별도"])
    desk.ran()
    assert [answer[:1] for answer in desk.answers()] == ["✓", "✗", "✗", "✓"]
    assert "부가세" in desk.answers()[1]
    assert "2" in desk.answers()[1]


def test_a_product_is_corrected_in_all_rows_and_returns_once_nobody_says_so(desk: Desk) -> None:
    desk.put("당근/a.csv", "날짜,캠페인,광고비\n2026-11-01,오픈,100\n2026-11-02,오픈,200\n")
    desk.ran()
    assert {row["광고상품"] for row in desk.ads()} == {"당근"}
    desk.type(PRODUCTS, ["당근", "", "오픈", "지역광고"], ["", "", "", "x"], ["당근", "", " 오픈", "y"])
    desk.ran()
    assert [answer[:1] for answer in desk.answers(PRODUCTS)] == ["✓", "✗", "✗"]
    assert {row["광고상품"] for row in desk.ads()} == {"지역광고"}
    desk.person.do({"deleteDimension": {"range": desk.person.span(PRODUCTS, "ROWS", 1, 4)}})
    desk.ran()
    assert {row["광고상품"] for row in desk.ads()} == {"당근"}
    assert AD_PRODUCTS.table.id in INPUTS


def test_a_newer_file_replaces_whole_days_of_its_medium_on_the_tab_too(desk: Desk) -> None:
    desk.put(
        "당근/a.csv", "날짜,캠페인,광고비\n2026-11-01,오픈,100\n2026-11-01,재방문,50\n2026-11-02,오픈,200\n", age=60
    )
    desk.put("토스/a.csv", "날짜,캠페인,광고비\n2026-11-01,토스,1\n", age=60)
    desk.ran()
    assert desk.costs() == {"오픈": 300, "재방문": 50, "토스": 1}
    desk.put("당근/b.csv", "날짜,캠페인,광고비\n2026-11-01,오픈,110\n")
    done = desk.ran()
    assert desk.costs() == {"오픈": 310, "토스": 1}
    until = next(stream.complete_until for stream in desk.ran().streams if stream.stream == "files")
    assert until.astimezone(KST).date().isoformat() == "2026-11-02"
    assert done.tabs[-1].removed == 1


def test_a_file_is_read_for_what_is_in_it_whatever_it_is_called(desk: Desk) -> None:
    desk.put("당근/a.xls", "날짜\t캠페인\t광고비\n2026-11-01\t오픈\t100\n")
    desk.ran()
    assert desk.costs() == {"오픈": 100}


def test_columns_nobody_knows_are_asked_for_once_and_remembered(desk: Desk) -> None:
    desk.put("당근/a.csv", "Tag,Kampagne,Ausgaben,x\n2026-11-01,오픈,100,1\n", age=60)
    (error,) = desk.run().errors
    asked = desk.drop / "brand" / "당근" / "columns.yaml"
    assert "columns.yaml" in str(error)
    assert '"Tag":\n' in asked.read_text("utf-8")
    (again,) = desk.run().errors
    assert str(again) == str(error)
    for header, word in {"Tag": "날짜", "Ausgaben": "cost", "Kampagne": "campaign_name"}.items():
        asked.write_text(asked.read_text("utf-8").replace(f'"{header}":', f'"{header}": {word}'), "utf-8")
    desk.ran()
    desk.put("당근/b.csv", "Tag,Kampagne,Ausgaben,x\n2026-11-02,오픈,7,1\n")
    desk.ran()
    assert desk.costs() == {"오픈": 107}
    asked.write_text(asked.read_text("utf-8").replace("campaign_name", "kampagne_name"), "utf-8")
    assert all("campaign_name" in str(error) for error in desk.run().errors)


def test_a_sheet_that_does_not_answer_leaves_what_was_typed_standing(desk: Desk) -> None:
    desk.ran()
    desk.type(COSTS, LINE)
    desk.ran()
    desk.served.wire.strike("values:batchGetByDataFilter", times=40)
    done = desk.run()
    assert done.errors
    assert {stream.state for stream in done.streams} == {"complete"}
    desk.served.wire.faults.clear()
    assert desk.costs() == {"11월 브검": 1000}


def test_a_dry_run_makes_no_tab_and_answers_nothing(desk: Desk) -> None:
    desk.run(Ask(dry_run=True))
    assert desk.writes() == 0
    desk.ran()
    desk.type(COSTS, LINE)
    before = desk.writes()
    desk.run(Ask(dry_run=True))
    assert desk.writes() == before
