"""Days that leave a tab's window stand as months beside it, computed from the database alone."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from system_mall import ORDERS, Mall, opened
from system_sheet import Sheet, sheet_cell

MONTHS = f"{ORDERS}_월별"


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    """A small mall with some weeks of orders, of which the tab shows the last seven days."""
    made = opened(tmp_path_factory.mktemp("work"), days=40, orders_per_day=2)
    made.edit("shops: active", "shops: [1]")
    made.edit("RAW_주문: {table: orders}", "RAW_주문: {table: orders, keep: 7 days, rollup: monthly}")
    assert made.connect().exit_code == 0
    made.ran("orders")
    yield made
    made.close()


def test_the_tab_keeps_its_days_and_the_months_hold_all_of_them(mall: Mall) -> None:
    sheet, truth = Sheet(mall), [row for row in mall.truth("orders") if row["shop_no"] == 1]
    shown, months = sheet.records(ORDERS), sheet.records(MONTHS)
    assert 0 < len(shown) < len(truth)
    assert min(row["주문일"] for row in shown) >= sheet_cell("2026-10-26")
    wanted: dict[object, list[float]] = defaultdict(list)
    for row in truth:
        wanted[sheet_cell(f"{row['order_date'][:7]}-01"), row["market_id"]].append(row["payment_amount"])
    found = {(row["연월"], row["마켓"]): (row["행수"], row["결제금액"]) for row in months}
    assert found == {key: (len(amounts), sum(amounts)) for key, amounts in wanted.items()}
    assert [row["연월"] for row in months] == sorted((row["연월"] for row in months), reverse=True)
    assert {row["집계 상태"] for row in months if row["연월"] == sheet_cell("2026-11-01")} <= {"집계중"}


def test_it_stands_as_reports_do_before_the_raw_tabs(mall: Mall) -> None:
    titles = list(Sheet(mall).properties())
    assert titles.index(MONTHS) < titles.index(ORDERS)
    told = {tab["tab"]: tab["table"] for job in mall.command("jobs", "--json").json["jobs"] for tab in job["tabs"]}
    assert told[MONTHS] == "orders_monthly"
