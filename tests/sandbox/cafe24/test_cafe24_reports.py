"""The pretend Cafe24's sales reports: hand-computed hours, who may read them, what they refuse."""

from decimal import Decimal

import pytest
from cafe24_bench import kst, make_item, make_order
from cafe24_living import START, days, living, rows, story

OCTOBER = {"start_date": "2026-10-01", "end_date": "2026-10-31"}
SCOPES = "mall.read_order,mall.read_salesreport"


def crafted():
    """An order of every special kind the written formula names, all paid on 20 October between one and two."""
    whole = make_order(
        "20261020-0000001",
        order_price_amount=Decimal(20000),
        shipping_fee=Decimal(3000),
        coupon_discount_price=Decimal(500),
        membership_discount_amount=Decimal(400),
        points_spent_amount=Decimal(1000),
        credits_spent_amount=Decimal(2000),
        naver_point=300,
        payment_amount=Decimal(18800),
    )
    returned = make_item(
        claim_code="R20261102-0000002",
        refund_code="R20261102-0000002",
        refund_amount=Decimal(5000),
        refund_points=Decimal(70),
        refund_credits=Decimal(30),
        refund_naver_points=Decimal(11),
        refunded=kst(2026, 10, 31, 23, 59),
        return_confirmed=kst(2026, 10, 30, 10),
        claim_quantity=2,
    )
    exchanged = make_item(2, status_code="E1", exchanged=kst(2026, 10, 28, 9), product_no=15)
    replacing = make_item(3, status_code="N2", product_no=15)
    later = make_order("20261020-0000002", items=(returned, exchanged, replacing), coupon_discount_price=Decimal(0),
                       points_spent_amount=Decimal(0), payment_amount=Decimal(23000))  # fmt: skip
    market = make_order("20261020-0000003", market_id="shopn", order_place_id="shopn", coupon_discount_price=Decimal(0),
                        points_spent_amount=Decimal(0), payment_amount=Decimal(23000))  # fmt: skip
    unpaid = make_order("20261020-0000004", paid="F", paid_at=None)
    abroad = make_order("20261020-0000005", shop_no=2, currency="USD", coupon_discount_price=Decimal(0),
                        points_spent_amount=Decimal(0), order_price_amount=Decimal("10.50"), shipping_fee=Decimal(0),
                        payment_amount=Decimal("10.50"))  # fmt: skip
    return whole, later, market, unpaid, abroad


@pytest.fixture
def reports(make_bench):
    bench = make_bench(*crafted())
    bench.connect(SCOPES)
    bench.limits(False)
    bench.web.post("/sandbox/app", json={"restricted": True})
    return bench


def hour(bench, day, hour, **query):
    (found,) = rows(bench, "reports/hourlysales", start_date=day, end_date=day, collection_hour=hour, **query)
    return found


def test_an_hour_adds_up_by_the_written_formula(reports):
    told = hour(reports, "2026-10-20", "13")
    expected = {
        "order_count": 3,
        "item_count": 4,
        "order_price_amount": "60000.00",
        "shipping_fee": "9000.00",
        "order_sale_price": "400.00",
        "coupon_discount_price": "500.00",
        "actual_order_amount": "68100.00",  # 18800 + 1000 + 2000 + 300, and twice 23000
        "refund_amount": "0.00",
        "sales": "68100.00",
        "used_points": "1000.00",
        "used_credits": "2000.00",
        "used_naver_points": "300.00",
    }
    assert {name: told[name] for name in expected} == expected


def test_a_refund_counts_in_the_hour_it_was_completed_with_points_and_credits_but_without_naver_points(reports):
    told = hour(reports, "2026-10-31", "23")
    assert (told["refund_amount"], told["sales"]) == ("5100.00", "-5100.00")
    assert (told["refund_points"], told["refund_credits"], told["refund_naver_points"]) == ("70.00", "30.00", "11.00")
    assert told["order_count"] == 0


def test_currencies_stay_apart_by_shop(reports):
    told = hour(reports, "2026-10-20", "13", shop_no=2)
    assert (told["shop_no"], told["sales"], told["order_count"]) == (2, "10.50", 1)


def test_quiet_hours_are_listed_as_zero_and_hours_to_come_are_not(reports):
    november = {"start_date": "2026-10-31", "end_date": "2026-11-02"}
    found = rows(reports, "reports/hourlysales", **november)
    assert [(one["collection_date"], one["collection_hour"]) for one in found[:2]] == [
        ("2026-11-01", "09"),
        ("2026-11-01", "08"),
    ]
    assert len(found) == 24 + 10
    assert found[0]["sales"] == "0.00"


def test_a_month_of_hours_is_one_page_and_links_lead_on(reports):
    assert len(rows(reports, "reports/hourlysales", **OCTOBER)) == 744
    page = reports.get("reports/hourlysales", **OCTOBER, limit=700).get_json()
    assert page["links"][0]["rel"] == "next"
    assert reports.get("reports/hourlysales", **OCTOBER).get_json()["links"] == []


def test_pieces_are_counted_where_they_were_paid_returned_exchanged(reports):
    found = rows(reports, "reports/productsales", **OCTOBER)
    counts = {(one["collection_date"], one["collection_hour"], one["product_no"]): one for one in found}
    assert counts["2026-10-20", "13", 14]["settle_count"] == 6
    assert counts["2026-10-20", "13", 15]["settle_count"] == 2
    assert counts["2026-10-28", "09", 15]["exchange_product_count"] == 2
    assert counts["2026-10-30", "10", 14]["return_product_count"] == 2
    assert counts["2026-10-31", "23", 14]["refund_count"] == 2
    assert list(counts) == sorted(counts, reverse=True)


def test_the_open_report_wants_a_product_and_writes_everything_as_text(reports):
    assert "(parameter.product_no)" in reports.refused("reports/salesvolume", 422, **OCTOBER)
    (sold, returned, _) = rows(reports, "reports/salesvolume", **OCTOBER, product_no="14,99")
    assert (sold["shop_no"], sold["settle_count"], sold["exchane_product_count"]) == ("1", "6", "0")
    assert sold["updated_date"] == "2026-10-20T13:59+09:00"
    assert returned["return_product_count"] == "2"
    assert rows(reports, "reports/salesvolume", **OCTOBER, product_no="14", mobile="T") == []
    assert rows(reports, "reports/salesvolume", **OCTOBER, variants_code="nothing") == []


@pytest.mark.parametrize("report", ["hourlysales", "productsales"])
def test_two_reports_are_closed_to_apps_that_are_not_approved(report, make_bench):
    bench = make_bench(*crafted())
    bench.connect(SCOPES)
    message = bench.refused(f"reports/{report}", 403, **OCTOBER)
    assert "insufficient_scope" not in message
    assert bench.get("reports/salesvolume", **OCTOBER, product_no=14).status_code == 200
    bench.web.post("/sandbox/app", json={"restricted": True})
    assert bench.get(f"reports/{report}", **OCTOBER).status_code == 200
    assert "(parameter.start_date)" in bench.refused(f"reports/{report}", 422)
    bench.connect("mall.read_order")
    assert "insufficient_scope" in bench.refused(f"reports/{report}", 403, **OCTOBER)


def test_a_whole_story_adds_up_to_its_orders_and_refunds():
    mall = living()
    mall.mall.standing.restricted = True
    found, offset = [], 0
    while page := rows(mall, "reports/hourlysales", **days(back=60), limit=1000, offset=offset):
        found, offset = found + page, offset + 1000
    orders = [order for order in story().orders(START, 1) if order.paid_at]
    paid = sum(
        one.payment_amount + one.points_spent_amount + one.credits_spent_amount + one.naver_point for one in orders
    )
    back = sum(item.refund_amount + item.refund_points + item.refund_credits
               for order in orders for item in order.items if item.refunded)  # fmt: skip
    assert back > 0
    assert any(order.naver_point for order in orders)
    assert sum(Decimal(one["actual_order_amount"]) for one in found) == paid
    assert sum(Decimal(one["sales"]) for one in found) == paid - back
    assert sum(one["order_count"] for one in found) == len(orders)


def test_the_dashboard_tells_the_same_totals_as_the_hours():
    mall = living()
    mall.mall.standing.restricted = True
    (told,) = mall.get("dashboard").get_json()["dashboard"]
    yesterday = told["daily_sales_stats"][-2]
    hours = rows(mall, "reports/hourlysales", start_date=yesterday["date"], end_date=yesterday["date"])
    assert Decimal(yesterday["paid_price"]) == sum(Decimal(one["actual_order_amount"]) for one in hours) > 0
    assert yesterday["payed_count"] == sum(one["order_count"] for one in hours)
    joined = [one for one in story().annals.members(mall.mall.now(), 1) if one.joined.date() == START.date()]
    assert told["new_members_count"] == len(joined)


def test_unpaid_orders_and_gateway_sales_are_for_approved_apps_and_agree_with_the_orders():
    mall, span = living(), days(back=20)
    assert "insufficient_scope" not in mall.refused("unpaidorders", 403, **span)
    assert mall.get("financials/dailysales", **span).status_code == 403
    mall.mall.standing.restricted = True
    orders = {one.order_id: one for one in story().orders(START, 1)}
    unpaid = rows(mall, "unpaidorders", **span, limit=500)
    assert unpaid
    for one in unpaid:
        order = orders[one["order_id"]]
        assert (order.paid_at, order.canceled) == (None, "F")
        assert one["unpaid_amount"] == f"{order.payment_amount:.0f}"
    daily = rows(mall, "financials/dailysales", **span)
    by_card = sum(one["sales_count"] for one in rows(mall, "financials/dailysales", **span, payment_method="card"))
    assert 0 < by_card < sum(one["sales_count"] for one in daily) < len(orders)
