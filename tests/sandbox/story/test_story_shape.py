"""What the story looks like to a person: names, money, traffic."""

import unicodedata
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.basket import spread

KST = timezone(timedelta(hours=9))
START = datetime(2026, 11, 1, 9, 0, tzinfo=KST)


@lru_cache(maxsize=4)
def story(seed=1, days=90, orders_per_day=60):
    return Story("demo", seed=seed, start=START, days=days, orders_per_day=orders_per_day)


def names(shop_no):
    return {item.product_name for order in story().orders(START, shop_no) for item in order.items}


def test_product_names_try_a_spreadsheet():
    korean = names(1)
    for beginning in ("=", "+", "-", "@", "'", '"', "https://", "🌸", "2026-01-01", "1/2"):
        assert any(name.startswith(beginning) for name in korean), beginning
    assert all(unicodedata.is_normalized("NFC", name) for name in korean)
    assert len(korean) > 50


def test_each_shop_speaks_its_language_and_counts_in_its_money():
    assert not names(1) & names(2)
    for order in story().orders(START, 1):
        assert (order.currency, order.payment_amount % 1) == ("KRW", 0)
    for order in story().orders(START, 2):
        assert (order.currency, order.payment_amount.as_tuple().exponent) == ("USD", -2)
        assert all(name.isascii() for name in (*order.payment_method_names, order.order_place_name))


def test_a_product_has_the_same_number_in_both_shops_but_not_the_same_price():
    first, second = (
        {item.product_code: item for order in story().orders(START, shop) for item in order.items} for shop in (1, 2)
    )
    common = first.keys() & second.keys()
    assert len(common) > 40
    assert all(first[code].product_no == second[code].product_no for code in common)
    assert any(first[code].product_price != second[code].product_price for code in common)
    assert all(len(item.variant_code) == 12 for item in first.values())


def test_shipping_is_free_for_dear_orders():
    orders = story().orders(START, 1)
    assert {order.shipping_fee for order in orders if order.order_price_amount >= 50_000} == {Decimal(0)}
    assert Decimal(3_000) in {order.shipping_fee for order in orders if order.order_price_amount < 50_000}


def test_visits_add_up_and_fit_the_orders():
    told = story()
    for shop_no, least, most in ((1, 0.01, 0.03), (2, 0.008, 0.03)):
        days = [told.visits(START, shop_no, told.first_day + timedelta(days=day)) for day in range(90)]
        visits = sum(day.visits for day in days)
        assert least < len(told.orders(START, shop_no)) / visits < most
        for day in days:
            assert day.visits == day.first_visits + day.re_visits == sum(hour.visits for hour in day.hours)
            assert day.page_views == sum(hour.page_views for hour in day.hours) >= day.visits
            assert day.active_users <= day.unique_visitors <= day.visits
            assert [hour.hour for hour in day.hours] == list(range(24))
            assert (day.visits == 0) == (day.unique_visitors == 0)
            assert all(hour.first_visits >= 0 and hour.re_visits >= 0 for hour in day.hours)


def test_somebody_visits_in_every_hour_somebody_orders():
    told = story(orders_per_day=3)
    for order in told.orders(START - timedelta(days=1), 2):
        assert told.visits(START, 2, order.ordered.date()).hours[order.ordered.hour].visits > 0


def test_the_second_shop_has_days_without_anybody_and_the_first_has_hours():
    told = story(days=364, orders_per_day=15)
    past = [told.first_day + timedelta(days=day) for day in range(364)]
    days = {shop_no: [told.visits(START, shop_no, day) for day in past] for shop_no in (1, 2)}
    silent = [day.day for day in days[2] if not day.visits]
    assert 0 < len(silent) < 25
    assert not {order.ordered.date() for order in told.orders(START, 2)} & set(silent)
    assert all(day.visits for day in days[1])
    assert any(not hour.visits for day in days[1] for hour in day.hours)


def test_only_hours_that_are_over_are_counted():
    told = story(days=3)
    today = START.date()
    assert len(told.visits(START, 1, today).hours) == 9
    assert told.visits(START + timedelta(minutes=59), 1, today) == told.visits(START, 1, today)
    assert len(told.visits(START + timedelta(hours=1), 1, today).hours) == 10
    assert told.visits(START.replace(hour=0, minute=30), 1, today).visits == 0
    assert len(told.visits(START + timedelta(days=1), 1, today).hours) == 24


def test_there_are_no_visits_before_the_history_or_in_the_future():
    told = story(days=3)
    assert told.visits(START, 1, told.first_day) is not None
    assert told.visits(START, 1, told.first_day - timedelta(days=1)) is None
    assert told.visits(START, 1, START.date() + timedelta(days=1)) is None


def test_nights_are_quieter_than_evenings_and_sale_days_are_busier():
    told = story(days=364, orders_per_day=15)
    days = [told.visits(START, 1, told.first_day + timedelta(days=day)) for day in range(364)]
    by_hour = [sum(day.hours[hour].visits for day in days) for hour in range(24)]
    assert by_hour[4] * 5 < by_hour[21]
    pepero_day = next(day for day in days if (day.day.month, day.day.day) == (11, 11))
    assert pepero_day.visits > 1.5 * sum(day.visits for day in days) / len(days)


@given(st.lists(st.integers(0, 10**6), max_size=6), st.floats(0, 1))
def test_parts_of_an_amount_add_up_and_none_exceeds_its_weight(weights, share):
    amount = int(sum(weights) * share)
    parts = spread(amount, weights)
    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 1000))
def test_a_small_mall_is_whole_too(seed):
    told = story(seed=seed, days=2, orders_per_day=1)
    assert told.orders(START, 1)
    assert told.orders(START, 2)
