"""The pretend Cafe24's refunds, shops and what guards every call."""

import itertools
from decimal import Decimal

import pytest
from cafe24_bench import kst, make_item, make_order

OCTOBER = {"start_date": "2026-10-01", "end_date": "2026-10-31"}


def refunding_order():
    returned = make_item(
        1,
        status_code="C3",
        order_status="R40",
        claim_quantity=2,
        refund_code="R20261022-0000001",
        refund_amount=Decimal(19500),
        refund_accepted=kst(2026, 10, 22, 10),
        refunded=kst(2026, 10, 24, 10),
    )
    waiting = make_item(
        2,
        claim_quantity=1,
        refund_code="R20261023-0000002",
        refund_accepted=kst(2026, 10, 23),
        refund_amount=Decimal(1),
    )
    return make_order(items=(returned, waiting, make_item(3)))


def refund_codes(bench, **query):
    answer = bench.get("refunds", **{"limit": 500, **query})
    assert answer.status_code == 200, answer.text
    return {refund["refund_code"] for refund in answer.get_json()["refunds"]}


def test_refunds_are_found_by_completion_and_by_acceptance(make_bench):
    bench = make_bench(refunding_order())
    bench.connect()
    assert refund_codes(bench, **OCTOBER) == {"R20261022-0000001"}
    assert refund_codes(bench, **OCTOBER, date_type="accepted_refund_date") == {
        "R20261022-0000001",
        "R20261023-0000002",
    }
    assert refund_codes(bench, start_date="2026-10-22", end_date="2026-10-23") == set()


def test_a_refund_tells_its_items_amount_and_state(make_bench):
    bench = make_bench(refunding_order())
    bench.connect()
    answer = bench.get("refunds", **OCTOBER).get_json()
    (refund,) = answer["refunds"]
    assert refund["order_item_code"] == ["20261020-0000001-01"]
    assert (refund["actual_refund_amount"], refund["quantity"], refund["status"]) == ("19500.00", 2, "T")
    assert refund["refund_date"] == "2026-10-24T10:00:00+09:00"
    assert "links" not in answer


@pytest.mark.parametrize(
    "query", [{}, {"start_date": "2026-10-01"}, {**OCTOBER, "limit": 501}, {**OCTOBER, "date_type": "order_date"}]
)
def test_refunds_out_of_spec_are_refused(bench, query):
    assert "(parameter." in bench.refused("refunds", 422, **query)


def test_shops_list_the_inactive_one_too(bench):
    shops = bench.get("shops").get_json()["shops"]
    assert [(shop["shop_no"], shop["active"], shop["default"]) for shop in shops] == [
        (1, "T", "T"),
        (2, "T", "F"),
        (3, "F", "F"),
    ]
    assert shops[1]["currency_code"] == "USD"


def test_no_token_and_a_wrong_token_are_401(bench):
    assert bench.get("orders", headers={"Authorization": "Bearer nonsense"}).status_code == 401
    assert bench.web.get(f"{bench.admin}/orders").get_json()["error"]["message"] == "Invalid access_token"


def test_a_missing_scope_is_403_and_says_so(make_bench):
    bench = make_bench(make_order())
    bench.connect("mall.read_store")
    assert "insufficient_scope" in bench.refused("orders", 403)
    assert bench.get("shops").status_code == 200


def test_a_mistyped_path_and_a_write_are_404(bench):
    assert bench.refused("order", 404) == "No API found."
    post = bench.web.post(f"{bench.admin}/orders", json={}, headers={"Authorization": f"Bearer {bench.token}"})
    assert post.status_code == 404


def test_versions_are_echoed_and_an_expired_one_names_the_default(bench):
    assert bench.get("shops").headers["X-Cafe24-Api-Version"] == "2026-09-01"
    asked = {"X-Cafe24-Api-Version": "2026-03-01"}
    assert bench.get("shops", headers=asked).headers["X-Cafe24-Api-Version"] == "2026-03-01"
    answer = bench.get("shops", headers={"X-Cafe24-Api-Version": "2024-06-01"})
    assert answer.status_code == 400
    assert answer.get_json()["error"]["message"] == (
        "2024-06-01 version you requested is not available. The default value for the app version is 2026-09-01."
    )


def test_a_wrong_content_type_is_400_and_json_is_fine(bench):
    assert bench.get("shops", headers={"Content-Type": "text/plain"}).status_code == 400
    assert bench.get("shops", headers={"Content-Type": "application/json"}).status_code == 200


def test_every_answer_has_a_trace_id_of_its_own(bench):
    assert bench.get("shops").headers["X-Trace_ID"] != bench.get("shops").headers["X-Trace_ID"]


def test_more_than_ten_calls_a_second_are_refused(make_bench):
    bench = make_bench()
    bench.connect()
    statuses = [bench.get("shops").status_code for _ in range(12)]
    assert statuses[:10] == [200] * 10
    assert 429 in statuses[10:]


def test_the_bucket_fills_drains_with_the_clock_and_refuses_when_full(make_bench):
    bench = make_bench()
    bench.connect()
    assert bench.get("shops").headers["X-Api-Call-Limit"] == "1/40"
    for _ in itertools.repeat(None, 6):
        bench.advance(1.1 / 3600)
        answers = [bench.get("shops") for _ in range(10)]
    assert answers[-1].status_code == 429
    assert answers[-1].headers["X-Api-Call-Limit"] == "40/40"
    assert answers[-1].get_json() == {"error": {"code": 429, "message": "Too much requests occur. (40/40)"}}
    bench.advance(30 / 3600)
    assert bench.get("shops").headers["X-Api-Call-Limit"] == "1/40"


def test_the_usage_quota_is_told_and_blocks_at_a_hundred_percent(make_bench):
    bench = make_bench()
    bench.connect()
    assert bench.get("shops").headers["X-Cafe24-Call-Usage"] == "0.03"
    for _ in range(2999):
        bench.get("shops")
    blocked = bench.get("shops")
    assert blocked.status_code == 429
    assert blocked.headers["X-Cafe24-Call-Usage"] == "100.03"
    assert 500 < int(blocked.headers["X-Cafe24-Call-Remain"]) <= 600
    bench.advance(10 / 60)
    free = bench.get("shops")
    assert free.status_code == 200
    assert "X-Cafe24-Call-Remain" not in free.headers


def test_limits_can_be_switched_off_and_on(make_bench):
    bench = make_bench()
    bench.connect()
    bench.limits(False)
    assert {bench.get("shops").status_code for _ in range(50)} == {200}
    bench.limits(True)
    assert 429 in {bench.get("shops").status_code for _ in range(12)}
