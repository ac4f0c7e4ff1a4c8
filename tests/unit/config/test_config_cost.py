"""The basis of costs, and ad accounts that would be counted twice."""

from pathlib import Path

import pytest

from sheets_bridge.config import Cost, Schedule, load
from sheets_bridge.errors import ConfigError
from sheets_bridge.sources import discover
from sheets_bridge.tables import TABLES

FINE = """\
spreadsheet: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ
google: credentials/google.json
accounts:
  one: {source: meta_ads, ad_accounts: [act_1001, 1002]}
  two: {source: meta_ads, ad_accounts: [1003]}
  google: {source: google_ads, ad_accounts: [100-000-1001]}
jobs:
  ads:
    every: 1 hour
    streams: [one.ads]
    tabs:
      RAW_광고: {table: ad_stats}
"""


def read(folder: Path, text: str) -> Schedule:
    path = folder / "schedule.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, environment={}, sources=discover(), tables=TABLES)


def test_without_a_word_costs_are_told_without_vat_and_in_no_other_currency(tmp_path):
    schedule = read(tmp_path, FINE)
    assert schedule.cost == Cost("excluded", {})
    assert [account.shops for account in schedule.accounts.values()] == [(1001, 1002), (1003,), (1000001001,)]
    assert read(tmp_path, FINE + "cost: {vat: included, rates: {USD: 1385.5}}\n").cost == Cost(
        "included", {"USD": 1385.5}
    )


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        ("{vat: inclusive}", 'vat is included or excluded, not "inclusive"'),
        ("{rates: {KRW: 1}}", "three capital letters other than KRW"),
        ("{rates: {usd: 1385}}", "three capital letters other than KRW"),
        ("{rates: {USD: 0}}", "a rate is how many won"),
        ("{rates: {USD: '1,385'}}", "a rate is how many won"),
        ("{tax: included}", 'no key "tax" here'),
    ],
)
def test_what_is_no_basis_is_told_with_its_line(tmp_path, cost, told):
    with pytest.raises(ConfigError) as refusal:
        read(tmp_path, FINE + f"cost: {cost}\n")
    assert told in str(refusal.value.message)
    assert "schedule.yaml:13" in str(refusal.value.message)


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("[act_1001]", "the ad account 1001 stands under one already; its cost would be added twice"),
        ("[1003, act_1003]", "an ad account stands here twice"),
        ("[brand]", "an ad account is a number as its medium shows it"),
    ],
)
def test_an_ad_account_that_would_count_twice_is_told(tmp_path, listed, told):
    with pytest.raises(ConfigError) as refusal:
        read(tmp_path, FINE.replace("[1003]", listed))
    assert told in str(refusal.value.message)
