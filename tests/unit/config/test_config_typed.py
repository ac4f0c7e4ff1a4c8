"""Tabs that people type into: named like any table, fed to the streams that are made of them, and to nothing else."""

from pathlib import Path

import pytest

from sheets_bridge.config import Schedule, StreamUse, load
from sheets_bridge.errors import ConfigError
from sheets_bridge.inputs import INPUTS
from sheets_bridge.sources import discover
from sheets_bridge.tables import TABLES

FINE = """\
spreadsheet: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ
google: credentials/google.json
accounts:
  brandads: {source: ad_files, vat: included}
jobs:
  ads:
    every: 1 hour
    streams: [brandads.files, brandads.typed]
    tabs:
      광고비 직접입력: {table: ad_costs_typed}
      광고상품 매핑: {table: ad_product_map}
      RAW_광고: {table: ad_stats}
"""
COSTS = "      광고비 직접입력: {table: ad_costs_typed}\n"
TYPED = StreamUse("brandads", "typed")


def read(folder: Path, text: str) -> Schedule:
    path = folder / "schedule.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, environment={}, sources=discover(), tables=TABLES, inputs=INPUTS)


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as refusal:
        read(folder, text)
    return str(refusal.value.message)


def test_a_typed_tab_feeds_the_streams_made_of_it_and_a_mapping_needs_none(tmp_path):
    schedule = read(tmp_path, FINE)
    costs, mapping, ads = schedule.jobs["ads"].tabs
    assert (costs.feeds, mapping.feeds, ads.feeds) == ((TYPED,), (), ())
    assert schedule.accounts["brandads"].reported_vat == "included"
    assert costs.typed("x") != mapping.typed("x") != costs.typed("y")


def test_a_tab_whose_stream_no_job_names_and_a_stream_without_its_tab_are_told(tmp_path):
    told = refused(tmp_path, FINE.replace(", brandads.typed", ""))
    assert "jobs.ads.tabs.광고비 직접입력.table" in told
    assert "add brandads.typed to its streams" in told
    told = refused(tmp_path, FINE.replace(COSTS, ""))
    assert "jobs.ads.streams[1]: brandads.typed is what people type on a tab" in told
    assert "광고비 직접입력:" in told


def test_the_tab_may_stand_in_another_job_that_names_the_stream_too(tmp_path):
    other = "  more:\n    every: 1 hour\n    streams: [brandads.typed]\n    tabs:\n      RAW: {table: ad_stats}\n"
    assert read(tmp_path, FINE + other).jobs["more"].streams == (TYPED,)


def test_of_a_tab_that_people_type_into_nothing_is_left_out(tmp_path):
    text = FINE.replace("{table: ad_product_map}", "{table: ad_product_map, keep: 3 days, where: medium = 'x', "
                        "columns: [medium]}")  # fmt: skip
    told = refused(tmp_path, text)
    for key in ("keep", "where", "columns"):
        assert f"jobs.ads.tabs.광고상품 매핑.{key}: people type into this tab" in told


def test_without_an_account_the_source_is_named(tmp_path):
    told = refused(tmp_path, FINE.replace("brandads: {source: ad_files, vat: included}",
                                          "brandads: {source: cafe24, client: c.json}")
                   .replace("brandads.files, brandads.typed", "brandads.orders")
                   .replace("      RAW_광고: {table: ad_stats}\n", ""))  # fmt: skip
    assert "add an account with source: ad_files" in told
