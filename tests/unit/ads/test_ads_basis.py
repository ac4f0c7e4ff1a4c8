"""Costs of several media on one basis, and what a row says where nobody knows."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge import ads, values
from sheets_bridge.ads import Medium, Names, Settings
from sheets_bridge.model import KST, Pull
from sheets_bridge.tables import AD_STATS

NOW = datetime(2026, 6, 15, 9, tzinfo=KST)
PULL = Pull("brand", 77001, "ads")
FIELDS = {
    "date": (values.day, "day"),
    "impressions": (values.integer, "shown"),
    "clicks": (values.integer, "clicked"),
    "cost": (values.money, "spent"),
    "conversion_value": (values.money, "worth"),
    **{name: (lambda _: "-", "day") for name in ("campaign_id", "adgroup_id", "ad_id", "device", "ad_product")},
}


def shown(record: dict, settings: Settings | None = None, **medium: object) -> dict:
    """A record as the row it comes to."""
    told = Medium("매체", restated=3, **medium)
    row = ads.normalizer(AD_STATS, told, PULL, NOW, FIELDS)({"day": "2026-06-14", **record})
    complete = ads.derivation(AD_STATS, settings or Settings())
    return dict(zip((column.id for column in AD_STATS.columns), complete(row), strict=True))


def test_what_a_medium_leaves_out_is_0_and_what_it_never_tells_is_not_known():
    row = shown({"shown": 10})
    assert (row["clicks"], row["cost"]) == (0, 0)
    assert (row["conversions"], row["cvr"], row["cpa"]) == (None, None, None)


@pytest.mark.parametrize(
    ("included", "reported", "basis", "expected"),
    [
        (True, None, "included", 11_000),
        (True, None, "excluded", 10_000),
        (False, None, "included", 12_100),
        (False, None, "excluded", 11_000),
        (None, None, "included", 11_000),
        (None, "included", "excluded", 10_000),
        (None, "excluded", "included", 12_100),
        (True, "excluded", "excluded", 10_000),
    ],
)
def test_vat_is_added_or_taken_where_it_is_known_and_the_cost_as_reported_stays(included, reported, basis, expected):
    row = shown({"spent": "11000"}, Settings(vat=basis, reported_vat=reported), vat_included=included)
    assert (row["cost_in_basis"], row["cost"]) == (expected, 11_000)


def test_a_foreign_currency_is_won_by_its_rate_and_blank_without_one():
    spent = {"spent": "12.50", "worth": "100", "clicked": 5}
    won = shown(spent, Settings(rates={"USD": 1400.0}), currency="USD", vat_included=False)
    assert (won["cost_in_basis"], won["value_in_basis"], won["cpc"]) == (17_500, 140_000, 3_500)
    unknown = shown(spent, currency="USD", vat_included=False)
    assert (unknown["cost_in_basis"], unknown["value_in_basis"], unknown["cpc"]) == (None, None, None)
    assert (unknown["cost_own_currency"], unknown["roas"], won["roas"]) == (12.5, 8.0, 8.0)


def test_things_are_called_what_they_are_called_now():
    record = shown({})
    assert record["campaign_name"] is None
    assert shown({}, Settings(names=Names(campaigns={"-": "새 이름"})))["campaign_name"] == "새 이름"


@given(
    st.integers(0, 10**6), st.integers(0, 10**5), st.integers(0, 10**9), st.integers(0, 10**9),
    st.sampled_from(["included", "excluded"]),
)  # fmt: skip
def test_ratios_come_from_the_row_and_are_blank_where_they_would_divide_by_0(seen, clicked, spent, worth, basis):
    row = shown({"shown": seen, "clicked": clicked, "spent": spent, "worth": worth}, Settings(vat=basis))
    assert row["ctr"] == (pytest.approx(clicked / seen) if seen else None)
    assert row["cpc"] == (pytest.approx(spent / clicked) if clicked else None)
    assert row["cpm"] == (pytest.approx(spent * 1000 / seen) if seen else None)
    assert row["roas"] == (pytest.approx(worth / spent) if spent else None)


def test_to_complete_a_row_again_changes_nothing():
    settings = Settings(vat="included", rates={"USD": 1400.0}, account_name="샘플")
    row = ads.normalizer(AD_STATS, Medium("매체", 3, vat_included=False), PULL, NOW, FIELDS)({"day": "2026-06-14"})
    complete = ads.derivation(AD_STATS, settings)
    again = ads.derivation(AD_STATS, replace(settings))
    assert again(complete(row)) == complete(row)
