"""A report that people wrote, in the store: its rows, what it may read, its limits, and when it is computed anew."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from own_books import STREAMS, OwnBooks, examples, written
from reports_bench import NOW, SINCE, order, refund

from sheets_bridge.config import StreamUse, TabUse, readable, report_of
from sheets_bridge.errors import ConfigError
from sheets_bridge.masking import Privacy, Profile
from sheets_bridge.model import Cursor, Kind, Pull, Report
from sheets_bridge.reports import REPORTS, STORED
from sheets_bridge.store import landing, selection, tabs
from sheets_bridge.store.querying import Beside
from sheets_bridge.store.selection import Selection
from sheets_bridge.store.tabs import Published
from sheets_bridge.store.written import Limits
from sheets_bridge.sync import shown
from sheets_bridge.sync.computing import compute, preview, pulls_of

DAY = "2026-10-01"
TODAY = Beside((), NOW.date())
SALES = "SELECT paid_date AS 날짜, SUM(payment_amount) AS 매출 FROM orders GROUP BY 1 ORDER BY 1 DESC"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT count(*) FROM orders UNION ALL SELECT x + 1 FROM n) SELECT SUM(x) FROM n"
COUNTING = "WITH RECURSIVE n(x) AS (SELECT count(*) FROM orders UNION ALL SELECT x + 1 FROM n LIMIT {}) SELECT x FROM n"


@pytest.fixture
def books(tmp_path: Path) -> Iterator[OwnBooks]:
    made = OwnBooks(tmp_path)
    made.land("orders", [order("20261001-0000001", DAY, 30000.0), order("20261002-0000002", "2026-10-02", 12500.0),
                         order("20261002-0000003", "2026-10-02", 500.0)])  # fmt: skip
    yield made
    made.store.close()


def ad(day: str, **more: Any) -> dict[str, Any]:
    ids = {"campaign_id": "c1", "adgroup_id": "g1", "ad_id": "a1", "device": "mobile"}
    return {"date": day, "medium": "naver", **ids, **more}


def rows_of(books: OwnBooks, sql: str) -> list[tuple[Any, ...]]:
    hidden = ("account", "shop_no", "row_no")
    return [tuple(value for name, value in row.items() if name not in hidden) for row in books.own(sql)]


def test_its_rows_are_those_of_its_query_in_its_order(books):
    assert rows_of(books, SALES) == [("2026-10-02", 13000.0), (DAY, 30000.0)]


def test_with_a_key_a_row_keeps_its_place_and_without_one_its_number(books):
    plain = books.own(SALES)
    assert [row["row_no"] for row in plain] == [1, 2]
    keyed = books.own(f"-- key: 날짜\n-- day: 날짜\n{SALES}", "keyed")
    assert "row_no" not in keyed[0]
    table = books.world.reports["keyed"].table
    assert (table.key, table.day, table.newest_first) == (("날짜",), "날짜", True)


@pytest.mark.parametrize(("key", "problem"), [
    ("우리몰", "rows 1 and 2 have the same key"),
    ("빈칸", "in row 1 a column of its key"),
])  # fmt: skip
def test_a_key_that_tells_rows_not_apart_is_refused_and_the_rows_before_stay(books, key, problem):
    good = f"-- key: 날짜\n{SALES}"
    books.own(good)
    bad = f"-- key: {key}\nSELECT paid_date AS 날짜, 'x' AS 우리몰, NULL AS 빈칸 FROM orders"
    with pytest.raises(ConfigError, match=problem):
        books.own(bad, "other")
    assert rows_of(books, good)


def test_it_sees_reports_of_ours_and_the_days_that_are_covered_and_today(books):
    books.land("refunds", [refund("R1", "20261001-0000001", "2026-10-03", 1000.0)])
    sql = ("SELECT s.date AS 날짜, s.net_sales AS 순매출, :today AS 오늘, c.since AS 부터 FROM sales_daily s "
           "JOIN covered c ON c.table_id = 'orders' WHERE s.date IN ('2026-10-02', '2026-10-03') ORDER BY 1 DESC"
           )  # fmt: skip
    assert rows_of(books, sql) == [("2026-10-03", -1000.0, "2026-11-20", SINCE.isoformat()),
                                   ("2026-10-02", 13000.0, "2026-11-20", SINCE.isoformat())]  # fmt: skip


def test_it_sees_which_shop_an_ad_account_advertises(books):
    books.land("ad_stats", [ad(DAY, cost_in_basis=700.0)], shop=7, account="naver")
    sql = ("SELECT a.mall AS 몰, SUM(s.cost_in_basis) AS 광고비 FROM ad_stats s JOIN advertised a "
           "USING (account, shop_no) GROUP BY 1")  # fmt: skip
    assert rows_of(books, sql) == [("mall", 700.0)]


def test_what_people_typed_on_tabs_is_read_too(books):
    goal = {"month": "2026-10-01", "sales_goal": 86000.0}
    books.types(goal)
    reached = ("SELECT g.month AS 월, SUM(o.payment_amount) / g.sales_goal AS 달성률 FROM goals g "
               "JOIN orders o ON substr(o.paid_date, 1, 7) = substr(g.month, 1, 7) GROUP BY 1")  # fmt: skip
    assert rows_of(books, reached) == [("2026-10-01", 0.5)]
    books.types({**goal, "sales_goal": 43000.0})
    assert rows_of(books, reached) == [("2026-10-01", 1.0)]


def test_a_report_of_nothing_but_what_people_typed_is_as_old_as_its_reading(books):
    books.types({"month": "2026-10-01", "sales_goal": 1.0}, {"month": "2026-11-01", "sales_goal": 2.0})
    report = books.takes("SELECT SUM(sales_goal) AS 목표 FROM goals")
    books.feeds = ()
    compute(books.world, TabUse("tab", "mine"))
    (pull,) = pulls_of(books.store, report, ()).values()
    assert landing.cursor(books.store, pull).until == NOW
    assert [row["목표"] for row in books.kept(report)] == [3.0]
    assert shown.pulls(TabUse("tab", "mine"), (), books.world) == [pull]


@pytest.mark.parametrize("profile", get_args(Profile))
def test_each_report_of_ours_is_a_table_whatever_the_profile_hides(profile):
    known = readable(STORED, REPORTS, Privacy(profile))
    for name, ours in REPORTS.items():
        found = report_of("mine", f"SELECT * FROM {name}", known)
        assert isinstance(found, Report), name
        columns = [column.ko for column in found.table.columns][3:]
        assert columns == [column.id for column in ours.table.columns]


@pytest.mark.parametrize("report", ["summary_daily", "sales_daily"])
def test_a_report_of_ours_read_as_a_table_is_the_same_rows(books, report):
    books.land("ad_stats", [ad(DAY, medium="네이버 검색광고", ad_product="파워링크", cost_in_basis=4000.0)], shop=7,
               account="naver")  # fmt: skip
    books.types({"month": "2026-10-01", "sales_goal": 86000.0})
    theirs = books.rows(report)
    columns = [column.id for column in REPORTS[report].table.columns]
    books.own(f"SELECT * FROM {report} ORDER BY date", "copied")
    copied = [
        {name.rstrip("_"): value for name, value in row.items()} for row in books.kept(books.world.reports["copied"])
    ]
    assert len(theirs) > 1
    assert by_day(theirs, columns[2:]) == by_day(copied, columns[2:])


def by_day(rows, columns):
    return sorted(repr([row[name] for name in columns]) for row in rows)


def test_rows_of_other_pulls_and_other_malls_are_not_there(books):
    elsewhere = landing.pull_id(books.store, Pull("mall", 1, "orders", masking="older masks"))
    row = tuple({"account": "mall", "shop_no": 1, **order("20261009-0000009", DAY, 999.0)}.get(column.id)
                for column in STORED["orders"].columns)  # fmt: skip
    landing.land(books.store, elsewhere, {"orders": [row]}, Cursor(since=SINCE, until=NOW))
    books.land("orders", [order("20261005-0000005", DAY, 777.0)], account="yourmall")
    assert sum(row[1] for row in rows_of(books, SALES)) == 43000.0
    listing = "SELECT order_id AS 번호 FROM main.orders"
    with pytest.raises(AssertionError, match=r'no table "orders"'):
        written(listing)


def test_what_it_never_said_to_hold_is_told_from_its_values(books):
    sql = (
        "-- columns: 주문수 text\nSELECT paid_date AS 날짜, ordered_at AS 때, substr(paid_date, 1, 7) AS 월, "
        "payment_amount * 1 AS 금액, 0.25 AS 비율, 3 AS 개수, COUNT(*) AS 주문수, NULL AS 없음, "
        "paid_date AS paid_date, CASE order_id WHEN '20261001-0000001' THEN 1 ELSE '둘' END AS 섞임 "
        "FROM orders GROUP BY order_id"
    )
    books.own(sql)
    report = books.world.reports["mine"]
    pulls = tuple(pulls_of(books.store, report, books.feeds).values())
    chosen = selection.settled(books.store, Selection(report.table, pulls, report.table.default_columns))
    assert {column.id: column.kind for column in chosen.columns} == {
        "날짜": Kind.DAY, "때": Kind.MOMENT, "월": Kind.TEXT, "금액": Kind.MONEY, "비율": Kind.RATIO,
        "개수": Kind.NUMBER, "주문수": Kind.TEXT, "없음": Kind.VALUE, "paid_date": Kind.DAY, "섞임": Kind.VALUE,
    }  # fmt: skip
    assert [row["섞임"] for row in books.own(sql)] == [1, "둘", "둘"]


def test_where_a_kind_is_told_otherwise_its_cells_are_written_anew(books):
    sql = "SELECT order_id AS 번호, MAX(paid_date) AS 언제 FROM orders GROUP BY 1"

    def chosen():
        books.own(sql)
        report = books.world.reports["mine"]
        pulls = tuple(pulls_of(books.store, report, books.feeds).values())
        return selection.settled(books.store, Selection(report.table, pulls, report.table.default_columns))

    def published():
        now = chosen()
        return tabs.published(books.store, "sheet", "탭", now).published

    days = chosen()
    tabs.note(books.store, "sheet", "탭", days, Published(1, 7, NOW))
    assert published() == 7
    books.land("orders", [order("20261003-0000009", "모름", 1.0)])
    assert published() == 0


def test_it_is_stopped_when_its_time_is_up_and_when_it_grows_too_large(books):
    pulls = {"orders": list(landing.pulls_by_shop(books.store, Pull("mall", 1, "orders")).values())}
    with pytest.raises(ConfigError, match=r"mine took longer than 0\.05 seconds"):
        books.asked(ENDLESS, pulls, beside=TODAY, limits=Limits(0.05))
    with pytest.raises(ConfigError, match="mine comes to more than 500 rows"):
        books.asked(COUNTING.format(501), pulls, beside=TODAY, limits=Limits(rows=500))
    assert len(books.asked(COUNTING.format(500), pulls, beside=TODAY, limits=Limits(rows=500))) == 500


def test_what_fails_on_some_row_is_told_and_harms_nothing(books):
    sql = "SELECT abs(-9223372036854775808 + 0 * length(order_id)) AS 값 FROM orders"
    with pytest.raises(ConfigError, match=r"mine cannot be computed \(integer overflow\)"):
        books.own(sql)
    with pytest.raises(ConfigError, match="cannot be computed"):
        books.own("SELECT zeroblob(100000000) AS 값 FROM orders", "large")
    assert rows_of(books, SALES)


def test_without_news_it_is_not_computed_and_with_another_query_it_is(books):
    books.own(SALES)
    broken = replace(books.world.reports["mine"], over=(), sees=())
    before, books.world = books.world, replace(books.world, reports={"mine": broken})
    tab = TabUse("tab", "mine", feeds=books.feeds)
    compute(books.world, tab)
    books.land("orders", [order("20261001-0000009", DAY, 1.0)])
    with pytest.raises(ConfigError):
        compute(books.world, tab)
    books.world = before
    assert sum(row[1] for row in rows_of(books, SALES)) == 43001.0
    assert rows_of(books, SALES.replace("DESC", "LIMIT 1")) == [(DAY, 30001.0)]


def test_another_release_of_a_report_it_reads_is_news(books):
    books.own("SELECT date AS 날짜, net_sales AS 순매출 FROM sales_daily")
    report, tab = books.world.reports["mine"], TabUse("tab", "mine", feeds=books.feeds)
    (daily,) = report.over
    newer = replace(report, over=(replace(daily, query=f"{daily.query} WHERE date = '{DAY}'"),))
    books.world = replace(books.world, reports={"mine": newer})
    compute(books.world, tab)
    assert [row["날짜"] for row in books.kept(newer)] == [DAY]


def test_rows_that_are_gone_leave(books):
    books.own(SALES)
    assert rows_of(books, f"SELECT * FROM ({SALES}) WHERE 매출 > 20000") == [(DAY, 30000.0)]


def test_a_preview_keeps_nothing(books):
    report = books.takes(SALES)
    found = preview(books.world, report, books.feeds)
    assert (list(found.rows), found.seconds < 5) == ([("2026-10-02", 13000.0), (DAY, 30000.0)], True)
    assert books.kept(report) == []


def test_its_rows_reach_as_far_as_the_slowest_of_what_it_reads(books):
    behind = NOW - timedelta(days=2)
    books.land("refunds", [], until=behind)
    books.own("SELECT o.order_id AS 번호 FROM orders o LEFT JOIN refunds r USING (account, shop_no, order_id)")
    (pull,) = pulls_of(books.store, books.world.reports["mine"], books.feeds).values()
    assert landing.cursor(books.store, pull).until == behind


def test_each_worked_example_of_the_docs_runs(books):
    found = examples()
    assert list(found) == ["monthly_by_brand", "monthly_roas", "late_orders"]
    books.land("orders", [order("20261101-0000004", "2026-11-01", 900.0, shipping_status="F", canceled="F",
                                order_status_name="배송준비중")])  # fmt: skip
    item = {"order_date": DAY, "quantity": 2, "product_price": 10000.0, "option_price": 500.0, "currency": "KRW",
            "additional_discount_price": 1000.0, "status_code": "N1"}  # fmt: skip
    books.land("order_items", [
        {**item, "order_item_code": "1", "product_no": "11"}, {**item, "order_item_code": "2", "product_no": "12"},
        {**item, "order_item_code": "3", "product_no": "11", "status_code": "C1"},
    ])  # fmt: skip
    books.land("products", [{"product_no": "11", "brand_code": "B001"}])
    books.land("refunds", [])
    books.land("ad_stats", [
        ad(DAY, cost_in_basis=4000.0), ad("2026-10-02", cost_in_basis=4600.0), ad("2026-11-01", cost_in_basis=100.0),
        ad("2026-11-02", data_status="미수집 (권한 없음)"),
    ], shop=7, account="naver")  # fmt: skip
    brands = books.own(found["monthly_by_brand"], "monthly_by_brand")
    assert [(row["월"], row["브랜드"], row["판매수량"], row["매출"], row["개당 평균"]) for row in brands] == [
        ("2026-10", "B001", 2, 20000.0, 10500.0), ("2026-10", "브랜드 없음", 2, 20000.0, 10500.0),
    ]  # fmt: skip
    months = {row["월"]: row for row in books.own(found["monthly_roas"], "monthly_roas")}
    assert months["2026-10"] | {"account": "", "shop_no": 0} == {
        "account": "", "shop_no": 0, "월": "2026-10", "매출": 43000.0, "광고비": 8600.0, "통합 ROAS": 5.0,
    }  # fmt: skip
    # a day that was not collected leaves its month blank, and the ratio with it
    assert (months["2026-11"]["매출"], months["2026-11"]["광고비"], months["2026-11"]["통합 ROAS"]) == (
        900.0,
        None,
        None,
    )
    late = books.own(found["late_orders"], "late_orders")
    assert [(row["주문번호"], row["지난날"], row["상태"]) for row in late] == [("20261101-0000004", 19, "배송준비중")]


def test_the_examples_declare_charts_of_columns_they_have():
    for name, sql in examples().items():
        report = written(sql, name)
        ids = {column.id for column in report.table.columns}
        assert all({chart.by, *chart.columns, *chart.lines} <= ids for chart in report.charts)


def test_streams_of_the_bench_are_tables():
    assert set(STREAMS) <= STORED.keys()
    assert StreamUse("mall", "orders").pull(1).name == "mall.orders #1"
