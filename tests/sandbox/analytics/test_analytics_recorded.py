"""The pretend Analytics held against the official tables and sample bodies."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from analytics_bench import START, day, make_bench

from sheets_bridge.sandbox.analytics.routes import RESOURCES, SCOPE

DATA = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "cafe24-analytics"

pytestmark = [
    pytest.mark.recorded,
    pytest.mark.skipif(not DATA.is_dir(), reason="the official samples do not stand beside the checkout"),
]

SAMPLES = {
    "visitors/view_day_7d": ("visitors/view", {}),
    "visitors/view_hour_1d": ("visitors/view", {"format_type": "hour"}),
    "visitors/pageview_day_7d": ("visitors/pageview", {}),
    "visitors/pageview_hour_1d": ("visitors/pageview", {"format_type": "hour"}),
    "visitors/unique_day_7d": ("visitors/unique", {}),
    "visitors/dailyactive_day_7d": ("visitors/dailyactive", {}),
    "visitpaths/domains_1d": ("visitpaths/domains", {}),
    "visitpaths/domainsales_1d": ("visitpaths/domainsales", {}),
    "visitpaths/urls_1d": ("visitpaths/urls", {}),
    "visitpaths/keywords_1d": ("visitpaths/keywords", {}),
    "visitpaths/keyworddetails_1d": ("visitpaths/keyworddetails", {}),
    "visitpaths/ads_1d": ("visitpaths/ads", {}),
    "visitpaths/adsales_1d": ("visitpaths/adsales", {}),
    "misc/adeffect_addetails_1d": ("adeffect/addetails", {}),
    "misc/members_sales_1d": ("members/sales", {}),
    "misc/pages_view_1d": ("pages/view", {}),
    "sales/times_1d": ("sales/times", {}),
    "sales/paymethods_1d": ("sales/paymethods", {}),
    "sales/pervisitors_1d": ("sales/pervisitors", {}),
    "sales/orderdetails_1d": ("sales/orderdetails", {}),
    "products/sales_1d": ("products/sales", {}),
    "products/view_1d": ("products/view", {}),
    "products/categorydetails_1d": ("products/categorydetails", {}),
    "products/carts_action_1d": ("carts/action", {}),
}


def read(name):
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def form(value):
    """The type of a value; for a text also how it is written: date, whole number, decimals, words."""
    if not isinstance(value, str):
        return type(value).__name__
    written = (
        (r"\d{4}-\d\d-\d\dT00:00\+09:00", "moment"),
        (r"\d{4}-\d\d-\d\d", "day"),
        (r"\d{8}-\d{7}", "order number"),
        (r"\d+", "digits"),
        (r"\d+\.\d\d", "decimals"),
    )
    return next((name for pattern, name in written if re.fullmatch(pattern, value)), "words")


@pytest.mark.parametrize("sample", sorted(SAMPLES))
def test_rows_have_the_fields_and_forms_of_the_sample(bench, sample):
    """Counts may come as texts of digits instead: that is the only freedom (seen live)."""
    name, query = SAMPLES[sample]
    ((envelope, official),) = read(sample).items()
    assert envelope == name.rsplit("/", 1)[-1]
    rows = bench.rows(name, day(7), day(1), **query)
    assert rows
    for row in rows:
        assert row.keys() == official[0].keys()
        for field, value in row.items():
            official_form = form(official[0][field])
            allowed = {official_form, "digits"} if official_form == "int" else {official_form}
            if official_form == "words":
                assert isinstance(value, str), field
            else:
                assert form(value) in allowed, (field, value)


def test_every_family_of_samples_is_held_against():
    shown = {path.relative_to(DATA).with_suffix("").as_posix() for path in DATA.glob("*/*.json")}
    judged = {name for name in shown if not name.startswith(("admin/", "errors/"))}
    assert judged - SAMPLES.keys() == {"visitors/view_docs_shape", "visitors/view_empty", "products/view_docs_shape"}


def test_every_documented_endpoint_is_there_with_its_envelope_scope_and_parameters(bench):
    documented = {path.removeprefix("/"): facts for path, facts in read("endpoints").items()}
    assert documented.keys() == RESOURCES.keys()
    for name, facts in documented.items():
        resource, params = RESOURCES[name], facts["params"]
        assert facts["scope"] == SCOPE
        assert facts["envelope_expected_on_wire"] == name.rsplit("/", 1)[-1]
        assert resource.hourly == ("format_type" in params)
        assert bool(resource.sorts) == ("sort" in params) == ("offset" in params)
        if resource.sorts:
            assert resource.sorts[0] == params["sort"]["default"]
            assert set(params["sort"]["allowed"]) <= set(resource.sorts)
            assert resource.order == params["order"]["default"]
        else:
            assert len(bench.rows(name, day())) == 1


def test_every_row_has_the_documented_fields_and_a_date_where_it_is_documented(bench):
    for path, facts in read("endpoints").items():
        name = path.removeprefix("/")
        fields = set(facts["row_fields_doc_types"])
        (row, *_) = bench.rows(name, day(7), day(1), **({"format_type": "hour"} if RESOURCES[name].hourly else {}))
        assert row.keys() == fields, name
        assert any("date" in field for field in row) == facts["has_date_in_row"], name


def test_limits_are_the_documented_ones(bench):
    for path, facts in read("endpoints").items():
        limit = facts["params"]["limit"]
        for wrong in (limit["min"] - 1, limit["max"] + 1):
            days = {"start_date": day().isoformat(), "end_date": day().isoformat()}
            assert bench.call(path.removeprefix("/"), **days, limit=wrong).status_code == 422


def test_days_without_traffic_are_the_empty_list_of_the_sample(bench):
    future = date(START.year + 1, 1, 1)
    answer = bench.call("visitors/view", start_date=future.isoformat(), end_date=future.isoformat())
    assert answer.get_json() == read("visitors/view_empty")


def test_a_missing_scope_is_the_sample_body():
    days = {"start_date": day().isoformat(), "end_date": day().isoformat()}
    answer = make_bench(days=1, scopes=("mall.read_order",)).call("visitors/view", **days)
    assert answer.get_json() == read("errors/403_scope_assumed")
