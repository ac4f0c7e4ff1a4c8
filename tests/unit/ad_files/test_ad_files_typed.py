"""Costs that people typed: spread over their days so that every won stands once."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.ads import Settings, derivation
from sheets_bridge.inputs import AD_COSTS
from sheets_bridge.model import KST, Pull
from sheets_bridge.sources.ad_files import typed_rows
from sheets_bridge.sources.ad_files.spreading import spread
from sheets_bridge.tables import AD_STATS

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=KST)
PULL = Pull("brand", 0, "typed")
LINE = {"medium": "네이버", "ad_product": "브랜드검색", "campaign_name": "11월 브검", "start_date": "2026-11-01",
        "end_date": "2026-11-03", "total": 1000.0, "vat_included": "포함"}  # fmt: skip


def rows(*lines: dict, now: datetime = NOW) -> list[dict]:
    typed = [AD_COSTS.row(at, {**LINE, **line}) for at, line in enumerate(lines, 1)]
    return [dict(zip((column.id for column in AD_STATS.columns), row, strict=True))
            for row in typed_rows.rows(PULL, typed, now)]  # fmt: skip


def test_a_total_is_spread_over_its_days_and_the_first_bear_what_is_over():
    made = rows({})
    assert [(row["date"], row["cost"]) for row in made] == [
        ("2026-11-01", 334.0), ("2026-11-02", 333.0), ("2026-11-03", 333.0),
    ]  # fmt: skip
    assert {(row["level"], row["device"], row["vat_included"], row["currency"]) for row in made} == {
        ("캠페인", "전체", "포함", "KRW")
    }
    assert {row["impressions"] for row in made} == {None}
    assert {row["clicks"] for row in made} == {None}


def test_days_that_have_not_come_are_not_told_yet():
    made = rows({"start_date": "2026-11-19", "end_date": "2026-11-28", "total": 1000.0})
    assert [(row["date"], row["cost"]) for row in made] == [("2026-11-19", 100.0), ("2026-11-20", 100.0)]
    assert rows({"start_date": "2026-11-21", "end_date": "2026-11-21"}) == []


def test_lines_of_one_campaign_that_overlap_are_added_up_and_other_products_stand_apart():
    made = rows({}, {"start_date": "2026-11-03", "end_date": "2026-11-03", "total": 7.0}, {"ad_product": "파워컨텐츠"})
    costs = {(row["date"], row["ad_product"]): row["cost"] for row in made}
    assert costs["2026-11-03", "브랜드검색"] == 340.0
    assert costs["2026-11-03", "파워컨텐츠"] == 333.0
    assert len(made) == 6


def test_a_campaign_keeps_its_id_however_its_name_is_spaced_and_wherever_its_line_stands():
    (one,) = {row["campaign_id"] for row in rows({})}
    assert one in {row["campaign_id"] for row in rows({"campaign_name": "다른"}, {"campaign_name": " 11월  브검"})}
    assert {row["campaign_id"] for row in rows({"medium": "카카오"})} != {one}


def test_what_nobody_knows_stays_blank_when_costs_are_brought_on_one_basis():
    complete = derivation(AD_STATS, Settings(vat="excluded"))
    (row,) = typed_rows.rows(PULL, [AD_COSTS.row(1, {**LINE, "end_date": "2026-11-01", "total": 1100.0})], NOW)
    made = dict(zip((column.id for column in AD_STATS.columns), complete(row), strict=True))
    assert (made["cost_in_basis"], made["cost_own_currency"], made["account_id"]) == (1000.0, 1000.0, "-")
    assert {made[name] for name in ("impressions", "clicks", "ctr", "cpc", "cpm", "cvr", "cpa", "roas")} == {None}


@given(st.integers(0, 10**12), st.integers(1, 1100))
def test_the_parts_of_a_total_add_up_to_it_and_differ_by_one_won_at_most(total, days):
    parts = spread(Decimal(total), days)
    assert (len(parts), sum(parts)) == (days, total)
    assert max(parts) - min(parts) <= 1
    assert list(parts) == sorted(parts, reverse=True)


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(1, 400))
def test_a_sum_with_decimals_is_spread_in_hundredths(total, days):
    parts = spread(total, days)
    assert sum(parts) == total
    assert all(part == part.quantize(Decimal("0.01")) for part in parts[1:])


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 40), st.integers(0, 10**8)), max_size=8))
def test_once_all_days_have_come_every_won_stands_once(lines):
    first = date(2026, 1, 1)
    made = rows(*(
        {"start_date": str(first + timedelta(start)), "end_date": str(first + timedelta(start + length)),
         "total": float(total)}
        for start, length, total in lines
    ))  # fmt: skip
    assert sum(row["cost"] for row in made) == sum(total for _, _, total in lines)
    assert len({(row["date"], row["campaign_id"]) for row in made}) == len(made)
