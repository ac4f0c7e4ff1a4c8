"""A report in the store: its rows are those of the query, of the rows that are meant, versioned like any table's."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_bench import NOW, SINCE, Books, order, refund

from sheets_bridge.errors import ConfigError
from sheets_bridge.model import Column, Pull, Report
from sheets_bridge.reports import REPORTS, STORED
from sheets_bridge.store import landing, querying, selection
from sheets_bridge.store.querying import Beside, Reach
from sheets_bridge.store.selection import Selection
from sheets_bridge.sync.computing import compute, pulls_of
from sheets_bridge.tables.columns import TEXT

DAY = "2026-10-01"
SALES = REPORTS["sales_daily"]
TODAY = date(2026, 11, 20)


def versions(books: Books, report: Report = SALES) -> int:
    """The version of the newest row a report has."""
    return int((books.store.one(f'SELECT max(version) FROM "{report.id}"') or [0])[0] or 0)


def filled(books: Books) -> Books:
    books.fed_by("orders", "refunds")
    books.land("orders", [order("20261001-0000001", DAY, 100.0)])
    books.land("refunds", [])
    return books


def test_computing_again_without_news_changes_nothing(books):
    filled(books).rows("sales_daily")
    before = versions(books)
    books.rows("sales_daily")
    books.at(NOW + timedelta(minutes=15))
    books.land("orders", [order("20261001-0000001", DAY, 100.0)])
    books.rows("sales_daily")
    assert versions(books) == before


def test_one_changed_day_is_one_changed_row(books):
    filled(books).rows("sales_daily")
    (pull,) = pulls_of(books.store, SALES, books.feeds).values()
    before = versions(books)
    books.land("orders", [order("20261001-0000001", DAY, 70.0)])
    compute(books.world, books.tab("sales_daily"))
    chosen = Selection(SALES.table, (pull,), SALES.table.columns)
    (changed,) = selection.changed(books.store, chosen, before)
    (row,) = selection.rows(books.store, chosen, selection.wanted(books.store, chosen).of([changed]))
    assert row[1][2] == DAY


def test_rows_the_query_no_longer_gives_leave(books):
    filled(books).rows("sales_daily")
    books.land("orders", [], since=date(2026, 11, 1))
    books.land("refunds", [], since=date(2026, 11, 1))
    assert len(books.rows("sales_daily")) == 20
    with books.store.transaction() as connection:
        connection.execute("DELETE FROM orders")
    assert books.rows("sales_daily") == []


def test_a_report_is_as_far_as_what_it_needs(books):
    filled(books).rows("sales_daily")
    (pull,) = pulls_of(books.store, SALES, books.feeds).values()
    reached = landing.cursor(books.store, pull)
    assert (reached.since, reached.until) == (SINCE, NOW)


def test_a_mall_that_never_landed_has_no_rows_and_claims_none(books):
    assert books.rows("sales_daily") == []
    assert pulls_of(books.store, SALES, books.feeds) == {}


def test_orders_pulled_for_other_accounts_or_in_part_do_not_count(tmp_path):
    books = filled(Books(tmp_path, ("mall", "other")))
    books.land("orders", [order("20261001-0000001", DAY, 900.0)], account="other")
    part = landing.pull_id(books.store, Pull("mall", 1, "orders", filter=(("member_type", "2"),)))
    made = [tuple({**order("20261001-0000001", DAY, 50.0), "account": "mall", "shop_no": 1}.get(column.id)
                  for column in STORED["orders"].columns)]  # fmt: skip
    landing.land(books.store, part, {"orders": made})
    assert books.day(DAY, account="mall")["payment_total"] == 100
    assert books.day(DAY, account="other")["payment_total"] == 900
    books.feeds = tuple(use for use in books.feeds if use.account == "mall")
    assert {row["account"] for row in books.rows("sales_daily")} == {"mall"}
    books.store.close()


def test_shops_an_account_does_not_name_stay_out(books):
    filled(books)
    books.land("orders", [order("20261001-0000001", DAY, 5.0)], shop=2)
    books.land("refunds", [], shop=2)
    assert {row["shop_no"] for row in books.rows("sales_daily")} == {1, 2}
    mall = replace(books.world.accounts["mall"], shops=(1,))
    books.world = replace(books.world, accounts={"mall": mall})
    compute(books.world, books.tab("sales_daily"))
    assert {row["shop_no"] for row in books.kept(SALES) if row["date"] == DAY} == {1}


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT account FROM orders", "no such column"),
        ("SELEC 1", "syntax error"),
        ("SELECT cursor AS account FROM pulls", "prohibited"),
        ("SELECT cursor AS account FROM main.pulls", "prohibited"),
        ("SELECT name AS account FROM sqlite_master", "prohibited"),
        ("SELECT account FROM visitors", "prohibited"),
        ("SELECT load_extension('x') AS account", "not authorized|no such|prohibited"),
    ],
)
def test_a_query_that_cannot_be_or_looks_elsewhere_is_refused_in_words(books, query, problem):
    odd = replace(SALES, query=query)
    with pytest.raises(ConfigError, match=problem):
        querying.rows(books.store, odd, {}, Beside([], TODAY))


def test_a_query_cannot_write(books):
    filled(books)
    odd = replace(SALES, query="SELECT 1 AS account) SELECT 1; DELETE FROM orders; --")
    with pytest.raises(ConfigError, match="one statement"):
        querying.rows(books.store, odd, {}, Beside([], TODAY))
    assert books.store.one("SELECT count(*) FROM orders") == (1,)


def test_one_report_that_fails_stops_no_other_and_keeps_its_rows(books):
    filled(books).rows("sales_daily")
    broken = replace(REPORTS["sales_daily"], query="SELECT nothing")
    books.world = replace(books.world, reports={"sales_daily": broken})
    with pytest.raises(ConfigError):
        compute(books.world, books.tab("sales_daily"))
    assert len(books.kept(SALES)) > 0


AMOUNTS = st.integers(0, 10**9).map(lambda cents: cents / 100)
ORDERS = st.lists(
    st.tuples(st.sampled_from([1, 2, 3]), st.sampled_from(["KRW", "USD", "JPY"]), st.integers(1, 28), AMOUNTS, AMOUNTS,
              st.sampled_from(["self", "shopn", "coupang", None]), st.booleans()),
    max_size=40,
)  # fmt: skip
REFUNDS = st.lists(st.tuples(st.integers(0, 39), st.integers(1, 28), AMOUNTS), max_size=15)


@settings(max_examples=40, deadline=None)
@given(ORDERS, REFUNDS)
def test_sums_over_shops_days_and_currencies_are_those_of_the_orders_and_never_mixed(tmp_path_factory, orders, refunds):
    books = Books(tmp_path_factory.mktemp("books")).fed_by("orders", "refunds")
    money: dict[tuple[int, str, str], list[float]] = {}
    by_shop: dict[int, list] = {1: [], 2: [], 3: []}
    back: dict[int, list] = {1: [], 2: [], 3: []}
    for n, (shop, currency, day, amount, points, market, paid) in enumerate(orders):
        on = f"2026-10-{day:02}" if paid else None
        made = order(
            f"202610{day:02}-{n:07}", on, amount, points_spent_amount=points, market_id=market, currency=currency
        )
        by_shop[shop].append(made)
        if paid and market in ("self", None):
            money.setdefault((shop, currency, on), [0.0, 0.0])[0] += amount + points
    for n, (which, day, amount) in enumerate(refunds):
        if which < len(orders):
            shop, currency, ordered, _, _, market, _ = orders[which]
            on = f"2026-10-{day:02}"
            back[shop].append(refund(f"R{n}", f"202610{ordered:02}-{which:07}", on, amount, currency=currency))
            if market in ("self", None):
                money.setdefault((shop, currency, on), [0.0, 0.0])[1] += amount
    for shop in by_shop:
        books.land("orders", by_shop[shop], shop=shop)
        books.land("refunds", back[shop], shop=shop)
    rows = books.rows("sales_daily")
    books.store.close()
    told = {(row["shop_no"], row["currency"], row["date"]): row for row in rows}
    assert len(told) == len(rows)
    for key, row in told.items():
        paid_, refunded = money.get(key, (0.0, 0.0))
        assert row["payment_total"] == pytest.approx(paid_, abs=0.011), key
        assert row["net_sales"] == pytest.approx(paid_ - refunded, abs=0.011), key
    assert money.keys() <= told.keys()


def test_the_reaches_bind_values_and_never_words_of_sql(books):
    filled(books)
    odd = [Reach("orders", "x'; DROP TABLE orders; --", 1, SINCE, TODAY)]
    assert querying.rows(books.store, SALES, {}, Beside(odd, TODAY)) == []
    assert books.store.one("SELECT count(*) FROM orders") == (1,)


def made_of(books: Books, today: date = TODAY) -> str:
    number = landing.pull_id(books.store, Pull("mall", 1, "orders"))
    until = landing.cursor(books.store, number).until
    reach = Reach("orders", "mall", 1, SINCE, until.date() if until else None)
    return querying.state(books.store, SALES, {"orders": [number]}, Beside([reach], today))


def test_what_a_report_is_made_of_tells_news_from_none(books):
    filled(books)
    states = [made_of(books)]
    books.land("orders", [order("20261001-0000001", DAY, 100.0)], until=NOW + timedelta(minutes=15))
    assert made_of(books) == states[0]
    books.land("orders", [order("20261001-0000001", DAY, 90.0)])
    states.append(made_of(books))
    books.land("orders", [order("20261001-0000002", DAY, 90.0)])
    states.append(made_of(books))
    with books.store.transaction() as connection:
        connection.execute("DELETE FROM orders WHERE order_id = '20261001-0000001'")
    states.append(made_of(books))
    states.append(made_of(books, TODAY + timedelta(days=1)))
    books.land("orders", [], until=NOW + timedelta(days=1))
    states.append(made_of(books))
    assert len(set(states)) == len(states)


def test_a_run_without_news_still_moves_how_far_a_report_reaches(books):
    filled(books).rows("sales_daily")
    books.land("orders", [], until=NOW + timedelta(minutes=15))
    books.rows("sales_daily")
    (pull,) = pulls_of(books.store, SALES, books.feeds).values()
    assert landing.cursor(books.store, pull).until == NOW + timedelta(minutes=15)


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_each_report_reads_columns_that_are_there_and_gives_those_it_declares(books, report):
    assert set(report.reads) <= STORED.keys()
    assert querying.rows(books.store, report, {}, Beside([], TODAY)) == []
    # What happened and was kept has no day that may be missing.
    assert (report.table.newest_first, report.table.status) == (True, None if report.settled else "data_status")


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_header_that_is_shown_says_what_it_is(report, language):
    plain = {"account", "shop_no", "date"}
    silent = [one.id for one in report.table.default_columns if one.id not in plain and not one.note(language)]
    assert silent == []


@pytest.mark.parametrize("point", ["store.landing", "store.landed", "store.committed"])
@pytest.mark.parametrize("time", [1, 2])
def test_computing_that_broke_off_between_two_shops_is_made_good_by_the_next(books, point, time):
    for shop in (1, 2):
        books.land("orders", [order("20261001-0000001", DAY, 100.0 * shop)], shop=shop)
        books.land("refunds", [], shop=shop)
    books.fed_by("orders", "refunds")
    passed: list[str] = []

    def strike(name: str) -> None:
        passed.append(name)
        if passed.count(point) == time:
            raise KeyboardInterrupt

    books.store.reached = strike
    with pytest.raises(KeyboardInterrupt):
        compute(books.world, books.tab("sales_daily"))
    books.store.reached = lambda _name: None
    rows = books.rows("sales_daily")
    assert [row["payment_total"] for row in rows if row["date"] == DAY] == [100, 200]


def test_without_news_the_query_is_not_even_asked(books):
    filled(books).rows("sales_daily")
    impossible = replace(SALES, table=replace(SALES.table, columns=(*SALES.table.columns, Column("x", TEXT, "x", "x"))))
    books.world = replace(books.world, reports={"sales_daily": impossible})
    compute(books.world, books.tab("sales_daily"))
    books.land("orders", [order("20261001-0000009", DAY, 1.0)])
    with pytest.raises(ConfigError, match="no such column"):
        compute(books.world, books.tab("sales_daily"))
