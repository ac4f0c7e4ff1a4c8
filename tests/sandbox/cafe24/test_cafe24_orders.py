"""The pretend Cafe24's order lists."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from cafe24_bench import GUEST, MEMBER, kst, make_item, make_order

from sheets_bridge.sandbox.cafe24.order_filter import DATE_TYPES

OCTOBER = {"start_date": "2026-10-01", "end_date": "2026-10-31"}


def test_an_order_carries_the_documented_types(bench):
    order = bench.get("orders", **OCTOBER).get_json()["orders"][0]
    assert order["shop_no"] == 1
    assert order["payment_amount"] == "22400.00"
    assert order["initial_order_amount"]["order_price_amount"] == "20000.00"
    assert order["total_supply_price"] == "9000"
    assert order["naver_point"] == 0
    assert order["payment_method"] == ["card", "point"]
    assert order["order_date"] == "2026-10-20T13:05:07+09:00"
    assert order["cancel_date"] is None
    assert len(order) == 69
    assert "items" not in order


def test_embedded_items_have_zoneless_dates_and_nulls(make_bench):
    item = make_item(shipped=kst(2026, 10, 21, 9, 0, 5), shipping_company_id="2", tracking_no="123")
    bench = make_bench(make_order(items=(item,)))
    bench.connect()
    sent = bench.get("orders", embed="items,receivers,buyer,benefits").get_json()["orders"][0]
    row = sent["items"][0]
    assert (row["order_item_code"], row["product_no"]) == ("20261020-0000001-01", 14)
    assert (row["shipped_date"], row["delivered_date"]) == ("2026-10-21 09:00:05", None)
    assert (row["shipping_company_id"], row["multi_invoice"][0]["shipping_company_id"]) == ("2", 2)
    assert row["payment_amount"] is None
    assert len(row) == 112
    assert sent["receivers"][0]["name"] == "손님"
    assert sent["buyer"]["name"] == "견본"
    assert "benefits" not in sent


def test_fields_trim_the_order_but_not_its_embeds(bench):
    order = bench.get("orders", fields="order_id,paid", embed="items").get_json()["orders"][0]
    assert order.keys() == {"order_id", "paid", "items"}


def test_both_ends_of_the_window_are_whole_korean_days(make_bench):
    moments = {"a": kst(2026, 10, 1), "b": kst(2026, 10, 2, 23, 59, 59), "c": kst(2026, 10, 3)}
    bench = make_bench(*(make_order(name, ordered=moment) for name, moment in moments.items()))
    bench.connect()
    assert bench.order_ids(start_date="2026-10-01", end_date="2026-10-02") == {"a", "b"}


@pytest.mark.parametrize("date_type", sorted(set(DATE_TYPES) - {"order_date", "pay_date", "cancel_date"}))
def test_an_item_date_type_means_any_item(make_bench, date_type):
    field = {
        "shipbegin_date": "shipped",
        "shipend_date": "delivered",
        "place_date": "placed",
        "cancel_request_date": "cancel_requested",
        "cancel_accept_date": "cancel_accepted",
        "cancel_complete_date": "canceled",
        "exchange_request_date": "exchange_requested",
        "exchange_accept_date": "exchange_accepted",
        "exchange_complete_date": "exchanged",
        "return_request_date": "return_requested",
        "return_accept_date": "return_accepted",
        "return_complete_date": "return_confirmed",
        "purchaseconfirmation_date": "purchase_confirmed",
    }[date_type]
    second = replace(make_item(2), **{field: kst(2026, 10, 25, 12)})
    bench = make_bench(make_order("dated", items=(make_item(), second)), make_order("undated"))
    bench.connect()
    assert bench.order_ids(date_type=date_type, start_date="2026-10-25", end_date="2026-10-25") == {"dated"}
    assert bench.order_ids(date_type=date_type, start_date="2026-10-20", end_date="2026-10-20") == set()


def test_order_date_types_look_at_the_order(make_bench):
    order = make_order(canceled_at=kst(2026, 10, 22, 1), paid_at=kst(2026, 10, 21, 1))
    bench = make_bench(order)
    bench.connect()
    for date_type, day in (("pay_date", "2026-10-21"), ("cancel_date", "2026-10-22"), ("order_date", "2026-10-20")):
        assert bench.order_ids(date_type=date_type, start_date=day, end_date=day) == {order.order_id}


def test_filters_narrow_by_status_payment_member_place_and_number(make_bench):
    bench = make_bench(
        make_order("a", items=(make_item(order_status="N40"), make_item(2, order_status="R40"))),
        make_order("b", person=GUEST, order_place_id="mobile"),
        make_order("c", paid="F", paid_at=None),
    )
    bench.connect()
    assert bench.order_ids(order_status="R40,N00") == {"a"}
    assert bench.order_ids(member_type="3") == {"b"}
    assert bench.order_ids(member_type="2", order_place_id="cafe24,mobile") == {"a", "c"}
    assert bench.order_ids(payment_status="F") == {"c"}
    assert bench.order_ids(order_id="a,c,nowhere") == {"a", "c"}


def test_payment_states_divide_the_orders_without_rest(make_bench):
    orders = [make_order(f"o{n}", payment_methods=("cash",) if n % 2 else ("card",)) for n in range(40)]
    bench = make_bench(*orders, make_order("unpaid", paid="F"), make_order("partly", paid="M"))
    bench.connect()
    bench.limits(False)
    parts = [bench.order_ids(payment_status=state) for state in "FMTAP"]
    assert sum(map(len, parts)) == len(set().union(*parts)) == 42
    assert all(parts)


def test_unknown_parameters_are_ignored(bench):
    assert bench.order_ids(start_dat="2020-01-01", embed="nonsense", updated_since="2030-01-01") != set()


def test_paging_reaches_every_order_once_in_no_date_order(make_bench):
    orders = [make_order(f"o{n:02}", ordered=kst(2026, 10, 1) + timedelta(hours=n)) for n in range(25)]
    bench = make_bench(*orders)
    bench.connect()
    first = bench.get("orders", **OCTOBER).get_json()
    assert len(first["orders"]) == 10
    (link,) = first["links"]
    assert link["rel"] == "next"
    assert "limit=10&offset=10" in link["href"]
    assert "start_date=2026-10-01" in link["href"]
    rest = [bench.get("orders", **OCTOBER, offset=offset).get_json() for offset in (10, 20)]
    ids = [order["order_id"] for page in (first, *rest) for order in page["orders"]]
    assert sorted(ids) == [order.order_id for order in orders]
    assert ids != sorted(ids)
    assert rest[-1]["links"] == []


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"limit": 0}, "parameter.limit"),
        ({"limit": 1001}, "parameter.limit"),
        ({"limit": "many"}, "parameter.limit"),
        ({"start_date": "2026-10-01"}, "parameter.end_date"),
        ({"end_date": "2026-10-01"}, "parameter.start_date"),
        ({"start_date": "2026-10-02", "end_date": "2026-10-01"}, "parameter.end_date"),
        ({"start_date": "2026-13-01", "end_date": "2026-12-01"}, "parameter.start_date"),
        ({"date_type": "modified_date"}, "parameter.date_type"),
        ({"shop_no": 3}, "parameter.shop_no"),
        ({"shop_no": 9}, "parameter.shop_no"),
        ({"order_id": ",".join(map(str, range(101)))}, "parameter.order_id"),
    ],
)
def test_what_is_out_of_spec_is_refused_with_its_parameter(bench, query, pointer):
    assert f"({pointer})" in bench.refused("orders", 422, **query)


def test_the_offset_ends_before_15000(bench):
    message = bench.refused("orders", 422, offset=15000)
    assert message == "[Start location of list] must be less than 15000. (parameter.offset)"
    assert bench.get("orders", offset=14999).get_json()["orders"] == []


def test_a_window_of_three_months_is_refused_and_one_of_89_days_is_not(bench):
    for first, last in (("2026-01-31", "2026-04-30"), ("2025-11-30", "2026-02-28"), ("2026-08-01", "2026-11-01")):
        assert "3 months" in bench.refused("orders", 422, start_date=first, end_date=last)
    for first, last in (("2026-02-01", "2026-04-30"), ("2025-11-30", "2026-02-26"), ("2026-08-01", "2026-10-31")):
        assert bench.get("orders", start_date=first, end_date=last).status_code == 200


def test_count_counts_the_same_filters_and_falls_silent_with_embed_or_fields(bench):
    assert bench.get("orders/count", **OCTOBER).get_json() == {"count": 1}
    assert bench.get("orders/count", start_date="2026-09-01", end_date="2026-09-30").get_json() == {"count": 0}
    assert bench.get("orders/count", **OCTOBER, embed="items").get_json() == []
    assert bench.get("orders/count", **OCTOBER, fields="order_id").get_json() == []


def test_a_shop_has_its_own_orders(make_bench):
    bench = make_bench(make_order("won"), make_order("dollar", shop_no=2, currency="USD"))
    bench.connect()
    assert bench.order_ids(shop_no=2) == {"dollar"}
    assert bench.order_ids() == {"won"}


def test_a_cancelled_order_keeps_its_payment_and_loses_its_actual_amounts(make_bench):
    bench = make_bench(make_order(canceled="T", actual_payment_amount=Decimal(0)))
    bench.connect()
    order = bench.get("orders").get_json()["orders"][0]
    assert order["payment_amount"] == "22400.00"
    assert order["actual_order_amount"]["payment_amount"] == "0.00"
    assert order["actual_order_amount"]["order_price_amount"] == "0.00"
    assert order["initial_order_amount"]["order_price_amount"] == "20000.00"


def test_a_replacement_line_points_at_the_line_it_stands_for(make_bench):
    lines = (make_item(1, status_code="E1"), make_item(2, product_no=15), make_item(3, status_code="N2"))
    bench = make_bench(make_order(items=lines))
    bench.connect()
    items = bench.get("orders", embed="items").get_json()["orders"][0]["items"]
    assert [item["original_item_no"] for item in items] == [[], [], [1]]


def test_filters_by_people_payment_and_refund_mean_what_they_say(make_bench):
    paid = make_order("20261020-0000001")
    refunded = make_item(refund_code="R1", refund_accepted=kst(2026, 10, 21), refunded=kst(2026, 10, 22))
    guest = make_order("20261020-0000002", person=GUEST, payment_methods=("icash",), points_spent_amount=Decimal(0),
                       items=(refunded,))  # fmt: skip
    bench = make_bench(paid, guest)
    bench.connect()
    bench.limits(False)
    of_member, of_guest = {"20261020-0000001"}, {"20261020-0000002"}
    assert bench.order_ids(member_id="member1") == of_member
    assert bench.order_ids(buyer_cellphone=GUEST.cellphone) == of_guest
    assert bench.order_ids(payment_method="icash") == of_guest
    assert bench.order_ids(payment_method="mileage,deposit") == of_member
    assert bench.order_ids(payment_method="point") == set()
    assert bench.order_ids(discount_method="point") == of_member
    assert bench.order_ids(refund_status="T") == of_guest
    assert bench.order_ids(refund_status="F") == bench.order_ids(subscription="T") == set()
    found = bench.get("refunds", start_date="2026-10-01", end_date="2026-10-31", buyer_email=MEMBER.email).get_json()
    assert found == {"refunds": []}
