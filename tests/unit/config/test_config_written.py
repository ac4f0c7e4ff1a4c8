"""Reports that people wrote: files beside the schedule and queries in it become tables that a tab may show."""

from dataclasses import replace
from pathlib import Path

import pytest
from config_small import MALLS, ORDER_STREAM, SMALL, SOURCES, VISITOR_STREAM

from sheets_bridge.config import StreamUse, load, unmasked_columns
from sheets_bridge.errors import ConfigError
from sheets_bridge.masking import Privacy, statement
from sheets_bridge.messages import say
from sheets_bridge.model import Report
from sheets_bridge.reports import REPORTS
from sheets_bridge.source import Keys
from sheets_bridge.tables import AD_STATS, TABLES

QUERY = "SELECT order_date AS 날짜, SUM(payment_amount) AS 매출\nFROM orders\nGROUP BY 1"
TAB = "Orders: {table: orders}"
DAILY = SMALL.replace(TAB, TAB + "\n      하루: {table: daily}")
MY_ORDERS = StreamUse("mymall", "orders", masking=statement(Privacy(), ORDER_STREAM.tables))
STATS = replace(VISITOR_STREAM, id="ad_stats", tables=(AD_STATS,))
MEDIUM = replace(MALLS, id="naver_ads", streams={"ad_stats": STATS}, oauth=None, keys=Keys((), say("nothing to copy")))
MEDIA = SMALL.replace("jobs:", "  naver:\n    source: naver_ads\njobs:")
ADS_JOB = "  ads:\n    every: 1 hour\n    streams: [naver.ad_stats]\n    tabs:\n      Ads: {table: ad_stats}\n"


def read(folder: Path, text: str, **queries: str):
    (folder / "reports").mkdir(exist_ok=True)
    for name, sql in queries.items():
        (folder / "reports" / f"{name}.sql").write_text(sql, encoding="utf-8")
    path = folder / "schedule.yaml"
    path.write_text(text, encoding="utf-8")
    tables = {**TABLES, **{name: report.table for name, report in REPORTS.items()}}
    return load(path, environment={}, sources={**SOURCES, "naver_ads": MEDIUM}, tables=tables, reports=REPORTS)


def refused(folder: Path, text: str, **queries: str) -> str:
    with pytest.raises(ConfigError) as refusal:
        read(folder, text, **queries)
    return str(refusal.value.message)


def inline(*lines: str) -> str:
    return DAILY + "reports:\n  daily: |\n" + "".join(f"    {line}\n" for line in lines)


def test_a_file_is_a_report_of_its_name_and_fed_like_one(tmp_path):
    schedule = read(tmp_path, DAILY, daily=QUERY)
    report, tab = schedule.written["daily"], schedule.jobs["orders"].tabs[1]
    assert isinstance(report, Report)
    assert (tab.table, tab.feeds, report.needs) == ("daily", (MY_ORDERS,), ("orders",))
    assert [column.label("ko") for column in report.table.default_columns] == ["날짜", "매출"]


def test_a_query_in_the_schedule_is_one_too(tmp_path):
    schedule = read(tmp_path, inline(*QUERY.splitlines()))
    assert schedule.written["daily"].needs == ("orders",)
    assert schedule.jobs["orders"].tabs[1].feeds == (MY_ORDERS,)


def test_columns_where_and_keep_of_its_tab_are_its_own(tmp_path):
    said = f"-- key: 날짜\n-- day: 날짜\n{QUERY}"
    good = DAILY.replace("{table: daily}", "{table: daily, keep: 30 days, where: 매출 > 0, columns: [매출]}")
    tab = read(tmp_path, good, daily=said).jobs["orders"].tabs[1]
    assert (tab.keep, tab.where, tab.columns) == (30, "매출 > 0", ("매출",))
    assert "has no days" in refused(tmp_path, good, daily=QUERY)


def test_a_wrong_file_is_pointed_at_where_a_tab_names_it(tmp_path):
    told = refused(tmp_path, DAILY, daily=QUERY.replace("SUM(payment_amount)", "SUM(amount)"))
    assert "schedule.yaml:13 jobs.orders.tabs.하루.table: reports/daily.sql:1:30: there is no column" in told


def test_a_wrong_file_that_no_tab_names_stops_nobody(tmp_path):
    assert read(tmp_path, DAILY, daily=QUERY, draft="SELECT FROM").written.keys() == {"daily"}


def test_a_wrong_query_in_the_schedule_is_pointed_at_by_its_own_line(tmp_path):
    told = refused(tmp_path, inline("SELECT order_date AS 날짜,", "       nope AS 매출", "FROM orders"))
    assert "schedule.yaml:17 reports.daily: line 2, column 8 of the query: there is no column" in told


def test_all_mistakes_are_told_at_once(tmp_path):
    text = inline("SELECT nope FROM orders").replace(TAB, "Orders: {table: ordrs}") + "  other: SELECT FROM\n"
    assert len(refused(tmp_path, text).splitlines()) == 3


def test_one_name_for_a_file_and_a_query_is_refused(tmp_path):
    assert "daily.sql is a report of this name too" in refused(tmp_path, inline(QUERY.replace("\n", " ")), daily=QUERY)


def test_a_file_that_is_no_text_is_named(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "daily.sql").write_bytes(QUERY.encode("cp949"))
    assert "reports/daily.sql: it is not UTF-8 text" in refused(tmp_path, DAILY)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    assert read(tmp_path, DAILY, daily=f"\ufeff{QUERY}").written


def test_a_column_that_the_profile_hides_is_none_and_one_that_it_shows_is(tmp_path):
    people = QUERY.replace("order_date AS 날짜", "buyer_name AS 날짜")
    assert "privacy: in schedule.yaml hides it" in refused(tmp_path, DAILY, daily=people)
    assert read(tmp_path, DAILY + "privacy: {profile: operations}\n", daily=people).written


def test_a_table_that_nobody_collects_is_named_with_the_stream_that_would(tmp_path):
    visits = "SELECT date AS 날짜, SUM(visitors) AS 방문 FROM visitors GROUP BY 1".replace("visitors)", "visit_count)")
    assert "add mymall.visitors" in refused(tmp_path, DAILY, daily=visits)


def test_ads_that_advertise_the_mall_feed_it_and_where_none_are_collected_that_is_said(tmp_path):
    cost = "SELECT o.order_date AS 날짜, SUM(a.cost_in_basis) AS 광고비 FROM orders o, ad_stats a GROUP BY 1"
    text = MEDIA.replace(TAB, TAB + "\n      하루: {table: daily}")
    assert "add naver.ad_stats" in refused(tmp_path, text, daily=cost)
    feeds = read(tmp_path, text + ADS_JOB, daily=cost).jobs["orders"].tabs[1].feeds
    assert {use.account for use in feeds} == {"mymall", "naver"}


@pytest.mark.parametrize("query", ["SELECT buyer_email AS 주소 FROM orders", "SELECT * FROM orders"])
def test_a_report_that_shows_people_unmasked_is_named_in_the_warning(tmp_path, query):
    text = DAILY + "privacy: {unmask: [orders.buyer_email]}\n"
    (warning,) = unmasked_columns(read(tmp_path, text, daily=query), TABLES)
    assert "sees it whole on 하루" in str(warning)
    (other,) = unmasked_columns(read(tmp_path, text, daily=QUERY), TABLES)
    assert "No tab shows it" in str(other)
