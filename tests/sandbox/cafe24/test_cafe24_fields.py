"""The pretend Cafe24's field names against the official sample bodies."""

import json
from pathlib import Path

import pytest
from cafe24_bench import kst, make_bench, make_item, make_order

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "cafe24" / "samples"

pytestmark = [
    pytest.mark.recorded,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the official samples do not stand beside the checkout"),
]


def sample(name: str) -> dict:
    return json.loads((SAMPLES / name).read_text())


def answered(resource: str, **query: str) -> dict:
    item = make_item(
        status_code="C2",
        refund_code="R1",
        refund_accepted=kst(2026, 10, 21),
        refunded=kst(2026, 10, 22),
        tracking_no="123",
        shipping_company_id="2",
    )
    bench = make_bench(make_order(items=(item,)))
    bench.connect()
    return bench.get(resource, **query).get_json()


def test_orders_have_exactly_the_official_fields():
    ours = answered("orders", embed="items,receivers,buyer")["orders"][0]
    theirs = sample("02_orders_list_embed_items_receivers_buyer.COMPOSED.json")["orders"][0]
    assert list(ours) == [name for name in theirs if name not in ("return", "cancellation", "exchange")]
    assert ours["initial_order_amount"].keys() == theirs["initial_order_amount"].keys()
    assert ours["actual_order_amount"].keys() == theirs["actual_order_amount"].keys()
    assert ours["shipping_fee_detail"][0].keys() == theirs["shipping_fee_detail"][0].keys()
    assert ours["receivers"][0].keys() == theirs["receivers"][0].keys()
    assert ours["buyer"].keys() == theirs["buyer"].keys()


def test_items_have_exactly_the_official_fields():
    (ours,) = answered("orders", embed="items")["orders"][0]["items"]
    theirs = sample("04_order_items.json")["items"][0]
    assert list(ours) == list(theirs)
    assert ours["multi_invoice"][0].keys() == theirs["multi_invoice"][0].keys()


def test_refunds_have_exactly_the_official_fields():
    ours = answered("refunds", start_date="2026-10-01", end_date="2026-10-31")["refunds"][0]
    assert ours.keys() == sample("06_refunds_list.json")["refunds"][0].keys()


def test_shops_have_exactly_the_official_fields():
    assert list(answered("shops")["shops"][0]) == list(sample("10_shops_list.json")["shops"][0])


def test_a_pair_has_exactly_the_official_fields():
    assert make_bench().connect().keys() == sample("12_token_response.json").keys()


@pytest.mark.parametrize("resource", ["orders", "shops"])
def test_values_have_the_official_types_where_neither_is_null(resource):
    ours = answered(resource)[resource][0]
    theirs = sample({"orders": "01_orders_list.json", "shops": "10_shops_list.json"}[resource])[resource][0]
    differing = {n for n in theirs if None not in (ours[n], theirs[n]) and type(ours[n]) is not type(theirs[n])}
    assert differing == set()
