"""A query tried without data: what is right is taken; what is wrong is pointed at, by line and letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_books import KNOWN, flaws, told, written

from sheets_bridge.model import Chart, Kind, Report
from sheets_bridge.store.written import Flawed, portray, tokens
from sheets_bridge.store.written.guessing import kind_of
from sheets_bridge.store.written.lexing import line_and_column, names_as_names, one_query

GOOD = "SELECT order_date AS 날짜, SUM(payment_amount) AS 매출\nFROM orders\nGROUP BY 1"

WRONG = {
    "SELECT order_id,\n  nope\nFROM orders": (2, 3, 'no column "nope"'),
    "SELECT order_id\nFROM orders o\nWHERE o.order_id = '1' AND o.payd = 'T'": (3, 28, 'did you mean "paid"?'),
    "SELECT 결제금액 FROM orders": (1, 8, 'did you mean "payment_amount"?'),
    'SELECT "nope" FROM orders': (1, 8, 'no column "nope"'),
    "SELECT order_id FROM ordrs": (1, 22, 'did you mean "orders"?'),
    "SELECT order_id FORM orders": (1, 22, '"orders" cannot stand here'),
    "SELECT order_id,\nFROM orders": (2, 1, '"FROM" cannot stand here'),
    "SELECT order_id FROM orders\nWHERE (paid = 'T'": (2, 18, "ends too early"),
    "SELECT 'abc FROM orders": (1, 8, "a quote is not closed"),
    "SELECT mean(payment_amount) FROM orders": (1, 8, "SQLite has no function mean()"),
    "SELECT round() FROM orders": (1, 8, "wrong number of arguments"),
    "SELECT order_id FROM orders, order_items": (1, 8, "write table.order_id"),
    "SELECT SUM(quantity) AS n FROM orders WHERE SUM(quantity) > 1": (1, 45, "misuse of aggregate"),
    "SELECT order_id FROM orders;\nSELECT 1": (2, 1, "a second query begins here"),
    "SELECT order_id FROM orders WHERE paid_date > :day": (1, 47, "only :today"),
    "DELETE FROM orders": (1, 1, "a report only reads"),
    "PRAGMA user_version": (1, 1, "a report only reads"),
    "ATTACH 'x.db' AS x": (1, 1, "a report only reads"),
    "SELECT name FROM sqlite_master": (1, 18, "a report only reads"),
    "SELECT sql FROM sqlite_temp_master": (1, 17, "a report only reads"),
    "SELECT file FROM pragma_database_list": (1, 1, "a report only reads"),
    "SELECT token FROM pulls": (1, 19, 'no table "pulls"'),
    "SELECT load_extension('x') FROM orders": (1, 8, "a report only reads"),
    "SELECT buyer_name FROM orders": (1, 8, "privacy: in schedule.yaml hides it"),
    "WITH orders AS (SELECT * FROM main.orders) SELECT * FROM orders": (1, 31, 'no table "orders"'),
}


@pytest.mark.parametrize("sql", WRONG)
def test_what_is_wrong_is_pointed_at(sql):
    line, column, words = WRONG[sql]
    (flaw,) = flaws(sql)
    assert words in str(flaw.problem)
    if (flaw.line, flaw.column) != (line, column):
        pytest.fail(f"{flaw.line}:{flaw.column}, not {line}:{column}")


@pytest.mark.parametrize(("sql", "words"), [
    ("SELECT 1 AS a", "reads none of the tables"),
    ("", "ends too early"),
    ("-- nothing but a comment", "ends too early"),
    ("SELECT order_id, order_id FROM orders", 'two columns are named "order_id"'),
    ("SELECT order_id AS a, paid AS A FROM orders", 'two columns are named "a"'),
    ('SELECT order_id AS "a""b" FROM orders', "needs a plain name"),
    (f"-- key: 몰\n{GOOD}", "mine.sql:1:1: the query has no column \"몰\""),
    (f"-- day: 날짜\n{GOOD}", "needs a -- key:"),
    (f"-- columns: 매출 monney\n{GOOD}", 'did you mean "money"?'),
    (f"-- columns: 매출\n{GOOD}", "each column's name and then its kind"),
    (f"-- keys: 날짜\n{GOOD}", 'did you mean "key"?'),
    (f"-- chart: line, 날짜 = 매출\n{GOOD}", "write a chart's kind"),
    (f"-- chart: pillar, 날짜, 매출 = 매출\n{GOOD}", 'no kind of chart "pillar"'),
    (f"-- chart: line, 날짜, 매출액 = 매출\n{GOOD}", 'did you mean "매출"?'),
])  # fmt: skip
def test_what_can_be_no_tab_is_refused(sql, words):
    assert words in told(sql)


@pytest.mark.parametrize(
    "name", ["1st", "a", "x_version", "orders", "Orders", "sales_daily", "covered", "runs", "가 나"]
)
def test_a_name_that_is_taken_or_names_no_table_is_refused(name):
    assert flaws(GOOD, name)


def test_several_things_said_wrongly_are_told_at_once():
    assert len(flaws(f"-- key: 몰\n-- columns: 매출 won, 건수 number\n{GOOD}")) == 2


def test_what_is_said_above_the_query_is_taken():
    sql = ('-- 주의: 통화는 원화만\n-- key: 월, "첫 주문"\n-- columns: 매출 금액, 비율 PERCENT, 첫 주문 text\n'
           "-- chart: 선, 월, 매출 | 비율 = 월별 매출\n\n"
           "SELECT substr(order_date, 1, 7) AS 월, first_order AS \"첫 주문\", SUM(payment_amount) AS 매출, "
           "0.1 AS 비율, account FROM orders -- key: 아님\nGROUP BY 1, 2;\n-- 끝")  # fmt: skip
    report = written(sql)
    columns = {column.id: column for column in report.table.default_columns}
    assert list(columns) == ["월", "첫 주문", "매출", "비율", "account_"]
    assert [(column.kind, column.pattern) for column in columns.values()] == [
        (Kind.VALUE, ""), (Kind.TEXT, ""), (Kind.MONEY, ""), (Kind.RATIO, "0.00%"), (Kind.TEXT, ""),
    ]  # fmt: skip
    assert columns["account_"].label("ko") == "account"
    assert report.table.key == ("월", "첫 주문")
    assert report.charts == (Chart("line", "월", ("매출",), "월별 매출", "월별 매출", ("비율",)),)


def test_what_it_needs_is_what_it_reads_and_what_reports_only_use_it_uses():
    direct = written("SELECT COUNT(*) AS n FROM orders JOIN visitors USING (account, shop_no)")
    assert (direct.needs, direct.uses, direct.over) == (("orders", "visitors"), (), ())
    over = written("SELECT SUM(net_sales) AS n FROM sales_daily")
    assert (over.needs, set(over.uses)) == (("orders",), {"refunds", "hourly_sales", "access_sales"})
    assert [report.id for report in over.over] == ["sales_daily"]


def test_a_column_of_a_table_keeps_its_kind_and_whose_it_is():
    columns = written("SELECT customer_key, order_date, payment_amount FROM orders").table.default_columns
    assert [column.kind for column in columns] == [Kind.TEXT, Kind.DAY, Kind.MONEY]
    assert columns[0].personal is not None
    assert columns[1].label("ko") == "order_date"


def test_a_query_that_never_ends_is_not_begun():
    sql = (
        "WITH RECURSIVE n(x) AS (SELECT count(*) FROM orders UNION ALL SELECT x + 1 FROM n) SELECT x FROM n ORDER BY 1"
    )
    assert written(sql).table.default_columns[0].id == "x"


@pytest.mark.parametrize(("values", "kind"), [
    ([], Kind.VALUE), ([None, ""], Kind.VALUE), (["2026-01-01", None], Kind.DAY), (["2026-01-01", "월"], Kind.TEXT),
    (["2026-01-01 00:00:00"], Kind.MOMENT), ([1, 2], Kind.NUMBER), ([0.0, 5.0], Kind.NUMBER), ([1, 0.5], Kind.RATIO),
    ([0.5, 250.25], Kind.MONEY), ([1500.0], Kind.MONEY), ([1, "둘"], Kind.VALUE), ([1, "2026-01-01"], Kind.VALUE),
])  # fmt: skip
def test_kinds_are_told_from_values(values, kind):
    assert kind_of(values) is kind


PIECES = st.sampled_from((
    "SELECT", "FROM", "WITH", "AS", "WHERE", "orders", "order_id", "매출", ",", "(", ")", "'a'", "'", '"b"', "[c]", "`",
    "--", "\n", ";", ":today", "sum", "*", ".", "1", "1.5e3", "/*", "*/", "=",
))  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map(" ".join), st.text(max_size=30))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_taken_or_refused_at_a_place_within_it(text):
    try:
        at = 0 if portray(text, KNOWN.tables, KNOWN.reports).columns else -1
    except Flawed as flawed:
        at = flawed.at or 0
    assert 0 <= at <= len(text)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_tokens_stand_where_they_say_and_nothing_moves_when_names_are_made_sure(text):
    found = tokens(text)
    assert [text[token.at : token.end] for token in found] == [token.text for token in found]
    assert len(names_as_names(text)) == len(text)
    assert text.startswith(one_query(text)[0])
    assert line_and_column(text, len(text))[0] == text.count("\n") + 1


def test_the_reports_of_ours_can_be_read_as_tables():
    for name, report in KNOWN.reports.items():
        columns = ", ".join(f'"{column.id}"' for column in report.table.columns)
        assert isinstance(written(f"SELECT {columns} FROM {name}", "over_it"), Report)
