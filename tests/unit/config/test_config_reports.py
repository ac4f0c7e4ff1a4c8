"""A report on a tab: what feeds it is found in whatever job pulls it, and what is missing is named."""

from dataclasses import replace
from pathlib import Path

import pytest
from config_small import MALLS, ORDER_STREAM, SMALL, VISITOR_STREAM

from sheets_bridge.config import StreamUse, load
from sheets_bridge.errors import ConfigError
from sheets_bridge.masking import Privacy, statement
from sheets_bridge.model import Report, Table
from sheets_bridge.tables import ORDERS, TABLES, VISITORS

SALES = Report(Table("sales", ORDERS.columns, ORDERS.key, "order_date"), "", needs=("orders",), uses=("visitors",))
REFUND_TABLE = replace(ORDERS, id="claims")
REFUND_STREAM = replace(ORDER_STREAM, id="claims", tables=(REFUND_TABLE,))
STREAMS = {"orders": ORDER_STREAM, "visitors": VISITOR_STREAM, "claims": REFUND_STREAM}
MALL = replace(MALLS, streams=STREAMS)
ADS = replace(MALLS, id="ads", streams={"visitors": VISITOR_STREAM})
MY_ORDERS = StreamUse("mymall", "orders", masking=statement(Privacy(), ORDER_STREAM.tables))
TAB = "Orders: {table: orders}"
VISITS = "  visits:\n    every: 1 hour\n    streams: [mymall.visitors]\n    tabs:\n      Visits: {table: visitors}\n"


def read(folder: Path, text: str, report: Report = SALES):
    path = folder / "schedule.yaml"
    path.write_text(text, encoding="utf-8")
    tables = {**TABLES, "claims": REFUND_TABLE, report.id: report.table}
    return load(path, environment={}, sources={"cafe24": MALL, "ads": ADS}, tables=tables, reports={report.id: report})


def refused(folder: Path, text: str, report: Report = SALES) -> str:
    with pytest.raises(ConfigError) as refusal:
        read(folder, text, report)
    return str(refusal.value.message)


def test_a_report_is_fed_by_the_streams_of_its_job_and_of_others(tmp_path):
    schedule = read(tmp_path, SMALL.replace(TAB, TAB + "\n      Sales: {table: sales, keep: 30 days}") + VISITS)
    orders, sales = schedule.jobs["orders"].tabs
    assert sales.feeds == (MY_ORDERS, StreamUse("mymall", "visitors"))
    assert (orders.feeds, sales.keep) == ((), 30)


def test_a_table_it_only_uses_may_be_missing(tmp_path):
    schedule = read(tmp_path, SMALL.replace(TAB, "Sales: {table: sales}"))
    assert schedule.jobs["orders"].tabs[0].feeds == (MY_ORDERS,)


def test_a_report_may_stand_in_a_job_that_pulls_none_of_what_it_reads(tmp_path):
    text = SMALL + VISITS.replace("Visits: {table: visitors}", "Sales: {table: sales}")
    assert read(tmp_path, text).jobs["visits"].tabs[0].feeds[0] == MY_ORDERS


def test_a_needed_stream_that_no_job_pulls_is_named(tmp_path):
    told = refused(tmp_path, SMALL.replace("orders]", "visitors]").replace(TAB, "Sales: {table: sales}"))
    assert "jobs.orders.tabs.Sales" in told
    assert "the report sales reads the table orders, and no job pulls it whole; add mymall.orders" in told


@pytest.mark.parametrize("part", ["filter: {member_type: '2'}", "fields: [order_id]"])
def test_orders_pulled_only_in_part_feed_no_report(tmp_path, part):
    text = SMALL.replace("[mymall.orders]", f"[{{stream: mymall.orders, {part}}}]").replace(
        TAB, "Sales: {table: sales}"
    )
    assert "without fields and filter" in refused(tmp_path, text)


def test_the_same_orders_pulled_twice_count_once(tmp_path):
    streams = "[{stream: mymall.orders, embed: [items, buyer]}, mymall.orders]"
    text = SMALL.replace("[mymall.orders]", streams).replace(TAB, "Sales: {table: sales}")
    assert read(tmp_path, text).jobs["orders"].tabs[0].feeds == (replace(MY_ORDERS, embed=("buyer", "items")),)


def test_each_account_of_the_job_that_could_feed_it_must(tmp_path):
    more = "  yourmall:\n    source: cafe24\n    client: credentials/other.json\njobs:"
    text = SMALL.replace("jobs:", more).replace("[mymall.orders]", "[mymall.orders, yourmall.visitors]")
    told = refused(tmp_path, text.replace(TAB, "Sales: {table: sales}"))
    assert "add yourmall.orders" in told
    assert "add mymall.orders" not in told
    beside = text.replace("yourmall:\n    source: cafe24", "yourmall:\n    source: ads")
    feeds = read(tmp_path, beside.replace(TAB, "Sales: {table: sales}")).jobs["orders"].tabs[0].feeds
    assert feeds == (MY_ORDERS, StreamUse("yourmall", "visitors"))


def test_a_report_that_no_account_of_the_job_can_feed_is_refused(tmp_path):
    told = refused(tmp_path, SMALL.replace("source: cafe24", "source: ads").replace("orders]", "visitors]").replace(
        TAB, "Sales: {table: sales}"))  # fmt: skip
    assert "reads the table orders, which no account of this job can fill" in told


def test_columns_and_where_of_a_report_are_its_own(tmp_path):
    good = SMALL.replace(TAB, "Sales: {table: sales, columns: [order_date, paid], where: paid = 'T'}")
    assert read(tmp_path, good).jobs["orders"].tabs[0].columns == ("order_date", "paid")
    assert 'no column "sold"' in refused(tmp_path, good.replace("[order_date, paid]", "[sold]"))
    assert VISITORS.id in SALES.reads
