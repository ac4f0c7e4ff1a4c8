"""Reports that people wrote, and the export, as commands: tried in the terminal, on the sheet, in files."""

import csv
import inspect
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from system_mall import ITEMS, ORDERS, VISITORS, Mall, opened
from system_sheet import Sheet

from sheets_bridge.cli.installation import installation

MONTHS, NUMBERED = "월별 결제", "주문 순위"
QUERY = """\
-- key: 월, 통화
-- chart: column, 월, 매출 = 월별 매출
SELECT substr(order_date, 1, 7) AS 월, currency AS 통화, COUNT(*) AS 주문수, SUM(payment_amount) AS 매출,
       1.0 * SUM(first_order = 'T') / COUNT(*) AS "첫 구매 비율", MAX(order_date) AS 마지막
FROM orders GROUP BY 1, 2 ORDER BY 1 DESC
"""
RANKED = "SELECT order_id AS 주문번호, payment_amount AS 결제금액 FROM orders ORDER BY payment_amount DESC, 1 LIMIT 5"
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's serial numbers count wall time


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    """A mall with two reports of its people, whose first run is over. Tests leave it as it is."""
    opening = inspect.unwrap(installation)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "__defaults__", (lambda _seconds: None, *opening.__defaults__[1:]))
        assert time.sleep not in opening.__defaults__
        made = opened(tmp_path_factory.mktemp("own") / "work", days=40, orders_per_day=4)
        assert made.connect().exit_code == 0
        tabs = f"      {MONTHS}: {{table: months}}\n      {NUMBERED}: {{table: ranked}}\n"
        mark = "      RAW_주문품목: {table: order_items}\n"
        made.edit(mark, mark + tabs)
        made.schedule.write_text(made.schedule.read_text("utf-8") + f'reports:\n  ranked: "{RANKED}"\n', "utf-8")
        write(made, "months", QUERY)
        made.ran()
        yield made
        made.close()
        assert made.leaks() == []


@pytest.fixture
def sheet(mall: Mall) -> Sheet:
    return Sheet(mall)


def write(mall: Mall, name: str, sql: str) -> str:
    """A query beside the schedule; its path."""
    folder = mall.folder / "reports"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.sql").write_text(sql, encoding="utf-8")
    return str(folder / f"{name}.sql")


def from_the_story(mall: Mall) -> dict[tuple[str, str], tuple[int, float, float, str]]:
    """(month, currency) → orders, amount, share of first orders, last day: summed here from the sandbox's truth."""
    orders = defaultdict(list)
    for order in mall.truth("orders"):
        orders[order["order_date"][:7], order["currency"]].append(order)
    return {
        key: (len(many), sum(one["payment_amount"] for one in many),
              sum(one["first_order"] == "T" for one in many) / len(many), max(one["order_date"] for one in many))
        for key, many in orders.items()
    }  # fmt: skip


def test_the_tab_shows_what_the_story_comes_to(mall: Mall, sheet: Sheet) -> None:
    found = {(row["월"], row["통화"]): row for row in sheet.records(MONTHS)}
    expected = from_the_story(mall)
    assert found.keys() == expected.keys()
    assert len(found) >= 3
    for key, (count, amount, share, last) in expected.items():
        row = found[key]
        assert (row["주문수"], row["매출"], row["첫 구매 비율"]) == (count, pytest.approx(amount), pytest.approx(share))
        assert row["마지막"] == (datetime.fromisoformat(last) - DAY_ZERO).days


def test_without_a_key_the_rows_stand_in_the_order_of_the_query(sheet: Sheet, mall: Mall) -> None:
    best = sorted(mall.truth("orders"), key=lambda order: (-order["payment_amount"], order["order_id"]))[:5]
    assert [row["주문번호"] for row in sheet.records(NUMBERED)] == [order["order_id"] for order in best]


def test_a_run_without_news_writes_nothing(mall: Mall) -> None:
    mall.forget_calls()
    assert mall.ran()["calls"]["google_write"] == 0


def test_an_edited_query_is_taken_up_and_people_keep_what_they_wrote(mall: Mall, sheet: Sheet) -> None:
    write(mall, "months", QUERY)
    sheet.insert_columns(MONTHS, 2)
    sheet.write(MONTHS, {(0, 2): "메모", (1, 2): "내 것"})
    before = [(row["월"], row["통화"], row["메모"]) for row in sheet.records(MONTHS)]
    write(mall, "months", QUERY.replace("COUNT(*) AS 주문수", "COUNT(*) AS 주문수, MIN(order_date) AS 처음"))
    mall.ran()
    after = sheet.records(MONTHS)
    assert [(row["월"], row["통화"], row["메모"]) for row in after] == before
    assert all(row["처음"] <= row["마지막"] for row in after)


def test_trying_a_query_shows_its_rows_kinds_and_time(mall: Mall) -> None:
    file = write(mall, "draft", QUERY)
    told = mall.command("report", "try", file, "--limit", "1")
    assert told.exit_code == 0
    assert all(word in told.out for word in ("첫 구매 비율", "ratio", "money", "day"))
    assert "그중 1행을" in told.text
    json = mall.command("report", "try", file, "--json").json
    assert json["rows"] == len(from_the_story(mall))
    assert [column["kind"] for column in json["columns"]] == ["text", "text", "number", "money", "ratio", "day"]
    assert json["reads"] == ["orders"]


def test_trying_a_wrong_query_points_at_the_place_and_ends_with_78(mall: Mall) -> None:
    file = write(mall, "wrong", QUERY.replace("payment_amount", "결제금액"))
    told = mall.command("report", "try", file)
    assert told.exit_code == 78
    place = "SELECT substr(order_date, 1, 7) AS 월, currency AS 통화, COUNT(*) AS 주문수, SUM("
    assert (
        f'wrong.sql:3:{len(place) + 1}: "결제금액"(이)라는 열이 없습니다. 혹시 "payment_amount" 아닌가요?' in told.text
    )
    assert "^" in told.err
    (flaw,) = mall.command("report", "try", file, "--json").json["errors"]
    assert (flaw["line"], flaw["column"]) == (3, len(place) + 1)
    # a draft that no tab shows stops nobody
    assert mall.command("jobs").exit_code == 0


def test_trying_needs_no_file_that_is_not_there(mall: Mall) -> None:
    told = mall.command("report", "try", str(mall.folder / "nothing.sql"))
    assert (told.exit_code, "읽을 수 없습니다" in told.text) == (78, True)


def test_the_list_shows_what_may_be_read(mall: Mall) -> None:
    told = mall.command("report", "list", "--json").json
    tables = {one["table"]: {column["id"] for column in one["columns"]} for one in told["tables"]}
    assert {"payment_amount", "customer_key"} <= tables["orders"]
    assert not {"buyer_name", "receiver_cellphone"} & tables["orders"]
    assert "net_sales" in tables["sales_daily"]
    assert not {"months", "ranked", "pulls", "queue"} & tables.keys()
    found = mall.command("report", "list", "주문상태")
    assert ("order_status_name" in found.out, "payment_amount" in found.out) == (True, False)
    assert mall.command("report", "list", "nothing like it").exit_code == 2


def test_csv_files_hold_what_the_tabs_hold(mall: Mall, sheet: Sheet, tmp_path: Path) -> None:
    told = mall.command("export", "--csv", str(tmp_path), "--tab", ORDERS, "--tab", VISITORS, "--json").json
    assert [tab["tab"] for tab in told["tabs"]] == [ORDERS, VISITORS]
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{VISITORS}.csv", f"{ORDERS}.csv"]
    for title in (ORDERS, VISITORS):
        with (tmp_path / f"{title}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file))
        shown = [[row[name] for name in header] for row in sheet.records(title)]
        assert len(shown) == len(rows) > 10
        for cells, texts in zip(shown, rows, strict=True):
            assert [text for text, cell in zip(texts, cells, strict=True) if not written_as(cell, text)] == []


def written_as(cell: Any, text: str) -> bool:
    """Whether a text is how a cell of the sheet is written: days and moments by their calendar, numbers as numbers."""
    if isinstance(cell, str):
        return text == cell
    if text[4:5] == "-" and text[7:8] == "-":
        return abs((datetime.fromisoformat(text) - DAY_ZERO).total_seconds() / 86400 - cell) < 1e-6
    return float(text) == cell


def test_an_export_asks_neither_mall_nor_google(mall: Mall, tmp_path: Path) -> None:
    mall.forget_calls()
    told = mall.command("export", "--xlsx", str(tmp_path / "all.xlsx"), "--job", "orders")
    assert told.exit_code == 0
    assert "탭 4개" in told.text
    assert (tmp_path / "all.xlsx").read_bytes().startswith(b"PK")
    assert mall.control("GET", "calls") == []


@pytest.mark.parametrize(("words", "problem"), [
    (["--tab", ORDERS], "어디에 쓸지"), (["--csv", "x", "--tab", "RAW_주몬"], f"혹시 {ORDERS} 아닌가요?"),
    (["--csv", "x", "--job", "visitors", "--tab", ITEMS], "탭이 없습니다"), (["--csv", "x", "--job", "a"], "없습니다"),
])  # fmt: skip
def test_what_cannot_be_exported_is_named(mall: Mall, words: list[str], problem: str) -> None:
    told = mall.command("export", *words)
    assert (told.exit_code, problem in told.text) == (2, True)


def test_a_folder_that_cannot_be_written_is_named(mall: Mall, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = mall.command("export", "--xlsx", str(tmp_path / "file" / "out.xlsx"))
    assert (told.exit_code, "쓸 수 없습니다" in told.text) == (74, True)
