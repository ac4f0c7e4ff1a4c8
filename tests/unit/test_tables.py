"""The tables in code are the tables in docs/tables.md."""

import re
from pathlib import Path

import pytest

from sheets_bridge.model import Kind
from sheets_bridge.reports import REPORTS
from sheets_bridge.tables import TABLES as DECLARED
from sheets_bridge.tables.rollups import MONTHLY, ROLLUPS

TABLES = {**DECLARED, **{report.id: report.table for report in REPORTS.values()}}

DOCS = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")


def documented(table: str) -> list[str]:
    """The column ids of a table's section, in its order."""
    section = re.split(r"^## ", DOCS, flags=re.MULTILINE)
    body = next(part for part in section if part.startswith(f"{table}:"))
    cells = re.findall(r"^\| (`[a-z0-9_`, ]+`) \|", body, flags=re.MULTILINE)
    on_request = re.findall(r"masked: (.*?)\.\n", body, flags=re.DOTALL)
    return [name for text in (*cells, *on_request) for name in re.findall(r"`([a-z0-9_]+)`", text)]


@pytest.mark.parametrize("table", sorted(TABLES.keys() - {table.id for table in MONTHLY.values()}))
def test_every_column_is_documented_and_nothing_else(table):
    assert sorted(documented(table)) == sorted(column.id for column in TABLES[table].columns)


@pytest.mark.parametrize("table", ROLLUPS)
def test_every_month_is_documented_by_what_tells_it_apart_and_what_is_added_up(table):
    rollup = ROLLUPS[table]
    (line,) = re.findall(rf"^\| `{table}_monthly` \|(.*)\|$", DOCS, flags=re.MULTILINE)
    told = [tuple(re.findall(r"`([a-z0-9_]+)`", cell)) for cell in line.split("|")]
    assert told == [rollup.by, rollup.names, rollup.sums, tuple(rollup.ratios or ())]
    in_all = {"account", "shop_no", "month", "row_count", "day_count", "data_status"}
    assert {column.id for column in MONTHLY[table].columns} == in_all.union(*told)


@pytest.mark.parametrize("table", ROLLUPS)
def test_nothing_is_added_up_that_is_no_count_or_amount(table):
    kinds = {column.id: column.kind for column in TABLES[table].columns}
    assert {kinds[name] for name in ROLLUPS[table].sums} <= {Kind.NUMBER, Kind.MONEY, Kind.RATIO}
    never = {"unique_visit_count", "user_count", "product_price", "buyers_count", "ctr", "cpc", "cpm", "cvr", "roas"}
    assert never.isdisjoint(ROLLUPS[table].sums)


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_keys_begin_with_account_and_shop_and_labels_are_told_apart(table):
    assert table.key[:2] == ("account", "shop_no")
    for language in ("ko", "en"):
        labels = [column.label(language) for column in table.columns]
        assert len(set(labels)) == len(labels)
