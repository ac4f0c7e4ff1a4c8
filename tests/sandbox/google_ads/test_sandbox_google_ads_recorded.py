"""The pretend Google Ads held against the samples after its official shapes."""

import json
import re
from pathlib import Path

import pytest
from google_ads_bench import KR, span

DATA = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads" / "google_ads"

pytestmark = [
    pytest.mark.recorded,
    pytest.mark.skipif(not DATA.is_dir(), reason="the samples do not stand beside the checkout"),
]


def sample(name):
    return json.loads((DATA / name).read_text("utf-8"))


def snake(mask):
    return re.sub(r"([A-Z])", lambda found: f"_{found[1].lower()}", mask).replace(",", ", ")


def shape(value):
    """Keys and kinds, without the values; a number is a number with and without decimals; of a list the first."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(value[0])]
    return "number" if isinstance(value, int | float) else type(value).__name__


@pytest.mark.parametrize("resource", ["ad_group_ad", "keyword_view"])
def test_a_stream_of_the_samples_fields_has_the_samples_shape(bench, resource):
    official = sample(f"searchStream_{resource}.response.json")
    mask = official[0]["fieldMask"]
    query = f"SELECT {snake(mask)} FROM {resource} WHERE {span()}"
    ours = bench.post("searchStream", {"query": query}).get_json()
    assert ours[0]["fieldMask"] == mask
    assert shape(ours) == shape(official)


def test_a_page_has_the_keys_of_the_sample(bench):
    bench.market.doors.google.page_rows = 1
    ours = bench.post("search", {"query": "SELECT campaign.id FROM campaign"}).get_json()
    assert sample("search_page.response.json").keys() <= ours.keys()


def errors(bench):
    """Each sample's error brought about: its name and what was answered."""
    asked = {"query": "SELECT campaign.id FROM campaign"}
    yield "error_403_user_permission.json", bench.post("searchStream", asked, through=None)
    bench.market.doors.google.project = "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION"
    yield "error_403_project_not_approved.json", bench.post("searchStream", asked)
    bench.market.switch.enabled, bench.market.doors.google.daily_operations = True, 1
    bench.listed()
    yield "error_429_resource_exhausted.json", bench.post("searchStream", asked, customer=KR)
    bench.market.doors.closed.add("google_ads")
    yield "error_token_invalid_grant.json", bench.log_in()


def test_errors_have_the_shape_and_the_codes_of_the_samples(bench):
    for name, answer in errors(bench):
        ours, official = answer.get_json(), sample(name)
        assert shape(ours) == shape(official), name
        if isinstance(official, list):
            (ours,), (official,) = ours, official
            assert (ours["error"]["code"], ours["error"]["status"]) == (
                official["error"]["code"],
                official["error"]["status"],
            )
            codes = [one["error"]["details"][0]["errors"][0]["errorCode"] for one in (ours, official)]
            assert codes[0] == codes[1]
            assert answer.status_code == official["error"]["code"]
        else:
            assert (answer.status_code, ours) == (400, official)
