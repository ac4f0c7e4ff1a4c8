"""The samples after Meta's official shapes, read as they stand."""

import json
from datetime import date
from pathlib import Path

import orjson
import pytest
from meta_graph import NOW, PULL, Graph, step

from sheets_bridge.api.call import Answer
from sheets_bridge.errors import BridgeError, LoginNeeded, Unavailable
from sheets_bridge.masking import Masks, Privacy
from sheets_bridge.model import Window
from sheets_bridge.sources.meta_ads.faults import TooMuch
from sheets_bridge.sources.meta_ads.insights import read
from sheets_bridge.sources.meta_ads.rows import normalize
from sheets_bridge.sources.meta_ads.usage import limits
from sheets_bridge.sources.meta_ads.wire import decipher
from sheets_bridge.tables import AD_STATS

DATA = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads" / "meta"
DAY = date(2026, 6, 14)

pytestmark = [
    pytest.mark.recorded,
    pytest.mark.skipif(not DATA.is_dir(), reason="the samples do not stand beside the checkout"),
]


def sample(name):
    return json.loads((DATA / name).read_text("utf-8"))


def test_a_page_of_insights_becomes_rows(tmp_path):
    """Of its purchases, told under three names, the four that there were; the next page by its cursor."""
    pages = [sample("insights_ad_daily.response.json"), {"data": []}]
    graph = Graph(lambda *_: pages.pop(0))
    made, names = normalize(PULL, Masks(b"k" * 32, Privacy()), NOW), [column.id for column in AD_STATS.columns]
    records = [one for page in read(graph.connection(tmp_path), PULL, step(Window(DAY, DAY))) for one in page]
    first, second = (dict(zip(names, made(one)[AD_STATS.id][0], strict=True)) for one in records)
    assert (first["impressions"], first["clicks"], first["cost"]) == (15840, 241, 182340.0)
    assert (first["conversions"], first["conversion_value"]) == (4.0, 196000.0)
    assert (second["clicks"], second["conversions"], second["cost"]) == (0, 0, 9120.0)
    assert graph.asked[1].params["after"] == "EXAMPLE_AFTER"


def test_a_run_is_followed(tmp_path):
    begun, running = sample("async_create.response.json"), sample("async_status.response.json")
    done = running | {"async_status": "Job Completed", "async_percent_completion": 100}
    told = [(400, sample("error_100_too_much_data.json")), begun, running, done, {"data": []}]
    graph = Graph(lambda *_: told.pop(0))
    assert list(read(graph.connection(tmp_path), PULL, step(Window(DAY, DAY)))) == [[]]
    assert graph.asked[-1].url.endswith("/6000000000001/insights")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("error_100_too_much_data", TooMuch), ("error_190_token_expired", LoginNeeded), ("error_80000_rate", Unavailable)],
)
def test_errors_are_named_by_what_happens_next(name, kind):
    with pytest.raises(BridgeError) as caught:
        decipher("brand", "/v26.0/act_7/insights", Answer(400, {}, orjson.dumps(sample(f"{name}.json"))))
    assert type(caught.value) is kind


def test_usage_headers_are_read():
    assert (limits(sample("headers.example.json")).slow, limits(sample("headers.example.json")).blocked) == (False, 0)
