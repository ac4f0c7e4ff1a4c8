"""The resources of Analytics tell one story: what one counts, the others count as well."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from analytics_bench import day

YESTERDAY, WEEK = day(), day(7)
SHOPS = (1, 2)


def paid_on(bench, shop_no, first, last):
    """The mall's own orders by the day their payment was completed, from the story's orders alone."""
    return [
        order
        for order in bench.story.orders(bench.clock.now(), shop_no)
        if order.market_id == "self" and order.paid_at and first <= order.paid_at.date() <= last
    ]


def counted(order):
    return order.payment_amount + order.points_spent_amount + order.credits_spent_amount


@pytest.mark.parametrize("shop_no", SHOPS)
@pytest.mark.parametrize("device", ["total", "pc", "mobile"])
@pytest.mark.parametrize("name", ["visitpaths/ads", "visitpaths/domains"])
def test_the_ways_in_add_up_to_the_visits_of_the_day(bench, name, device, shop_no):
    asked = {"shop_no": shop_no, "device_type": device}
    visits = bench.total("visitors/view", "visit_count", YESTERDAY, **asked)
    assert visits > 50
    assert bench.total(name, "visit_count", YESTERDAY, **asked) == visits


@pytest.mark.parametrize(("name", "column"), [("visitors/view", "visit_count"), ("visitors/pageview", "page_view")])
@pytest.mark.parametrize("device", ["total", "mobile"])
def test_hours_add_up_to_their_day(bench, name, column, device):
    hours = bench.rows(name, YESTERDAY, format_type="hour", device_type=device)
    assert [row["hour"] for row in hours] == list(range(24))
    assert sum(int(row[column]) for row in hours) == bench.total(name, column, YESTERDAY, device_type=device)


def test_visits_are_first_visits_and_others(bench):
    for device in ("total", "pc", "mobile"):
        for row in bench.rows("visitors/view", WEEK, YESTERDAY, device_type=device):
            assert int(row["visit_count"]) == int(row["first_visit_count"]) + int(row["re_visit_count"])


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("visitors/view", "visit_count"),
        ("visitors/pageview", "page_view"),
        ("visitpaths/ads", "visit_count"),
        ("sales/times", "order_amount"),
        ("products/view", "count"),
        ("carts/action", "add_cart_count"),
        ("pages/view", "count"),
    ],
)
def test_devices_add_up_to_the_total(bench, name, column):
    parts = [bench.total(name, column, YESTERDAY, device_type=device) for device in ("pc", "mobile")]
    assert all(parts)
    assert sum(parts) == bench.total(name, column, YESTERDAY)


@pytest.mark.parametrize(
    ("name", "orders", "amounts"),
    [
        ("sales/times", ["order_count"], ["order_amount"]),
        ("sales/paymethods", ["order_count"], ["order_amount"]),
        ("visitpaths/adsales", ["order_count"], ["order_amount"]),
        ("visitpaths/domainsales", ["order_count"], ["order_amount"]),
        ("sales/orderdetails", [], ["order_amount"]),
        ("members/sales", ["member_order_count", "nonmember_order_count"],
         ["member_order_amount", "nonmember_order_amount"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shop_no", SHOPS)
def test_sales_are_the_orders_paid_in_these_days_in_every_resource(bench, name, orders, amounts, shop_no):
    paid = paid_on(bench, shop_no, WEEK, YESTERDAY)
    assert len(paid) > 30
    rows = bench.rows(name, WEEK, YESTERDAY, shop_no=shop_no)
    assert sum(Decimal(str(row[column])) for row in rows for column in amounts) == sum(map(counted, paid))
    found = sum(row[column] for row in rows for column in orders) if orders else len(rows)
    assert found == len(paid)


def test_what_is_given_back_later_stays_in_the_sales(bench):
    paid = paid_on(bench, 1, day(29), YESTERDAY)
    assert any(order.actual_payment_amount < order.payment_amount for order in paid)
    assert bench.total("sales/times", "order_amount", day(29), YESTERDAY) == sum(map(counted, paid))


def test_a_transfer_counts_on_the_day_the_money_came(bench):
    late = next(
        order
        for order in paid_on(bench, 1, day(20), YESTERDAY)
        if order.paid_at.date() > order.ordered.date() + timedelta(days=1)
    )
    (row,) = bench.rows("sales/orderdetails", late.paid_at.date(), orderId=late.order_id)
    assert (row["order_id"], row["order_date"]) == (late.order_id, late.paid_at.date().isoformat())
    assert bench.rows("sales/orderdetails", late.ordered.date(), orderId=late.order_id) == []


def test_an_order_of_an_external_market_is_in_no_statistic(bench):
    market = {order.order_id for order in bench.story.orders(bench.clock.now(), 1) if order.market_id != "self"}
    assert market
    assert not market & {row["order_id"] for row in bench.every("sales/orderdetails", day(29), YESTERDAY)}


def test_buyers_are_members_once_and_guests_by_order(bench):
    paid = paid_on(bench, 1, day(29), YESTERDAY)
    buyers = {order.person.member_id or order.order_id for order in paid}
    total = sum(map(counted, paid))
    (row,) = bench.rows("sales/pervisitors", day(29), YESTERDAY)
    assert len(buyers) < len(paid)
    assert row["order_amount_per_buyer"] == round(total / len(buyers))
    visits = bench.total("visitors/view", "visit_count", day(29), YESTERDAY)
    assert row["order_amount_per_visitor"] == round(total / Decimal(visits))


def test_rows_without_a_date_are_totals_over_the_days_asked_for(bench):
    days = [WEEK + timedelta(days=ahead) for ahead in range(7)]
    for name, column in (("visitpaths/ads", "visit_count"), ("products/sales", "order_product_count")):
        whole = bench.rows(name, days[0], days[-1])
        assert "date" not in whole[0]
        assert sum(int(row[column]) for row in whole) == sum(bench.total(name, column, one) for one in days)
        key = next(iter(whole[0]))
        assert len({row[key] for row in whole}) == len(whole)


def test_different_addresses_are_fewer_than_visits_and_people_fewer_still(bench):
    visits, unique, active = (
        [int(row[column]) for row in bench.rows(f"visitors/{name}", WEEK, YESTERDAY)]
        for name, column in (("view", "visit_count"), ("unique", "unique_visit_count"), ("dailyactive", "user_count"))
    )
    assert len(visits) == len(unique) == len(active) == 7
    assert all(a > b > c > 0 for a, b, c in zip(visits, unique, active, strict=True))


@pytest.mark.parametrize("shop_no", SHOPS)
def test_products_are_sold_as_the_orders_say(bench, shop_no):
    pieces, orders, names = Counter(), Counter(), {}
    for order in paid_on(bench, shop_no, WEEK, YESTERDAY):
        items = [item for item in order.items if item.status_code != "N2" and not item.gift]
        orders.update({item.product_no for item in items})
        for item in items:
            pieces[item.product_no] += item.quantity
            names[item.product_no] = item.product_name
    rows = bench.rows("products/sales", WEEK, YESTERDAY, shop_no=shop_no)
    assert {row["product_no"]: row["order_product_count"] for row in rows} == pieces
    assert {row["product_no"]: row["order_count"] for row in rows} == orders
    assert {row["product_no"]: row["product_name"] for row in rows} == names


def test_views_carts_and_sales_of_a_product_agree_in_all_their_resources(bench):
    views = {row["product_no"]: row["count"] for row in bench.rows("products/view", YESTERDAY)}
    carts = {row["product_no"]: row for row in bench.rows("carts/action", YESTERDAY)}
    sold = {row["product_no"]: row for row in bench.rows("products/sales", YESTERDAY)}
    shelves = {row["product_no"]: row for row in bench.rows("products/categorydetails", YESTERDAY)}
    assert {number: row["count"] for number, row in carts.items()} == views
    assert {number: row["carts_count_per_category"] for number, row in shelves.items()} == {
        number: row["add_cart_count"] for number, row in carts.items()
    }
    assert sold
    for number, row in sold.items():
        assert row["order_count"] <= carts[number]["add_cart_count"] <= views[number]
        assert row["order_count"] == shelves[number]["sales_count_per_category"]
        assert Decimal(row["order_amount"]) == Decimal(shelves[number]["sales_price_per_category"])
        rate = Decimal(100 * carts[number]["add_cart_count"]) / views[number]
        assert abs(Decimal(carts[number]["add_cart_rate"]) - rate) <= Decimal("0.005")


def test_pages_add_up_to_the_page_views_and_product_pages_to_the_products(bench):
    pages = {row["url"]: row for row in bench.rows("pages/view", YESTERDAY)}
    assert sum(row["count"] for row in pages.values()) == bench.total("visitors/pageview", "page_view", YESTERDAY)
    assert pages["/product/detail.html"]["count"] == bench.total("products/view", "count", YESTERDAY)
    assert all(row["first_visit_count"] <= row["visit_count"] <= row["count"] for row in pages.values())


def test_an_ad_has_the_same_visits_and_orders_in_every_resource(bench):
    visits = {row["ad"]: int(row["visit_count"]) for row in bench.rows("visitpaths/ads", WEEK, YESTERDAY)}
    orders = {row["ad"]: row["order_count"] for row in bench.rows("visitpaths/adsales", WEEK, YESTERDAY)}
    effect_visits, effect_orders, keyword_orders = Counter(), Counter(), Counter()
    for row in bench.rows("adeffect/addetails", WEEK, YESTERDAY):
        effect_visits[row["ad"]] += row["visit_count"]
        effect_orders[row["ad"]] += row["purchase_count"]
    for row in bench.rows("visitpaths/adkeywordsales", WEEK, YESTERDAY):
        keyword_orders[row["ad"]] += row["order_count"]
    assert {ad: count for ad, count in visits.items() if ad != "채널 없음"} == effect_visits
    assert {ad: count for ad, count in orders.items() if ad != "채널 없음"} == +effect_orders == keyword_orders


def test_a_search_word_has_the_same_visits_and_orders_in_every_resource(bench):
    visits, orders = Counter(), Counter()
    for row in bench.rows("visitpaths/keyworddetails", WEEK, YESTERDAY):
        visits[row["keyword"]] += row["visit_count"]
        orders[row["keyword"]] += row["purchase_count"]
    keywords = bench.rows("visitpaths/keywords", WEEK, YESTERDAY)
    assert {row["keyword"]: row["visit_count"] for row in keywords} == visits
    sales = bench.rows("visitpaths/keywordsales", WEEK, YESTERDAY)
    assert {row["keyword"]: row["order_count"] for row in sales} == +orders


def test_money_of_the_second_shop_keeps_its_cents(bench):
    amounts = [row["order_amount"] for row in bench.rows("sales/orderdetails", WEEK, YESTERDAY, shop_no=2)]
    assert any(isinstance(amount, str) and amount[-3] == "." for amount in amounts)
    first = bench.rows("sales/orderdetails", WEEK, YESTERDAY)
    assert all(isinstance(row["order_amount"], int) for row in first)
