"""The story's time: the same seed tells the same story, and life goes on."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sheets_bridge.sandbox.story import Story

KST = timezone(timedelta(hours=9))
START = datetime(2026, 11, 1, 9, 0, tzinfo=KST)


def story(seed=7, days=40, orders_per_day=20, start=START):
    return Story("demo", seed=seed, start=start, days=days, orders_per_day=orders_per_day)


def test_one_seed_tells_one_story_whatever_is_asked_first():
    forwards, backwards = story(), story()
    moments = [START + timedelta(days=step) for step in range(0, 60, 7)]
    seen = {now: (forwards.orders(now, 1), forwards.visits(now, 2, now.date())) for now in moments}
    for now in reversed(moments):
        assert backwards.visits(now, 2, now.date()) == seen[now][1]
        assert backwards.orders(now, 1) == seen[now][0]


def test_another_seed_tells_another_story():
    assert story(seed=7).orders(START, 1) != story(seed=8).orders(START, 1)


def test_a_longer_history_has_the_same_days_in_it():
    longer = {order.order_id: order for order in story(days=60).orders(START, 1)}
    shorter = [order for order in story(days=40).orders(START, 1) if order.ordered.date() > story(days=40).first_day]
    assert shorter
    assert all(longer[order.order_id] == order for order in shorter)


def test_the_story_can_be_told_from_any_zone():
    told = story()
    assert told.orders(START.astimezone(UTC), 1) == told.orders(START, 1)
    assert told.visits(START.astimezone(UTC), 1, date(2026, 11, 1)) == told.visits(START, 1, date(2026, 11, 1))


def test_two_looks_in_the_same_ten_minutes_agree():
    told = story(orders_per_day=2000, days=2)
    at_noon = START.replace(hour=12)
    assert told.orders(at_noon + timedelta(seconds=599), 1) is told.orders(at_noon, 1)
    assert len(told.orders(at_noon + timedelta(seconds=600), 1)) > len(told.orders(at_noon, 1))


def test_history_begins_with_an_order_in_every_active_shop_on_the_first_day():
    told = story(orders_per_day=1)
    assert told.first_day == date(2026, 9, 22)
    for shop_no in (1, 2):
        assert told.orders(START, shop_no)[0].ordered.date() == told.first_day


def test_life_goes_on_for_longer_than_a_year():
    told = story(days=5, orders_per_day=6)
    later = START + timedelta(days=500)
    assert told.orders(later, 1)[-1].ordered > later - timedelta(days=2)
    assert told.visits(later, 1, later.date()) is not None


def test_nothing_is_ever_dated_after_now():
    told = story()
    for now in (START, START + timedelta(days=3), START + timedelta(days=90)):
        for order in told.orders(now, 1) + told.orders(now, 2):
            moments = [order.ordered, order.paid_at, order.canceled_at]
            moments += [value for item in order.items for value in vars(item).values() if isinstance(value, datetime)]
            assert max(moment for moment in moments if moment) <= now


def test_a_shop_without_data_and_an_unknown_shop_are_empty():
    told = story()
    assert [(shop.shop_no, shop.active) for shop in told.shops] == [(1, True), (2, True), (3, False)]
    for shop_no in (3, 9):
        assert told.orders(START, shop_no) == ()
        assert told.order(START, "20261031-0000013", shop_no) is None
        assert told.visits(START, shop_no, START.date()) is None


def test_one_order_is_found_by_its_number_once_it_is_placed():
    told = story()
    last = told.orders(START, 1)[-1]
    assert told.order(START, last.order_id, 1) == last
    assert told.order(START, last.order_id, 2) is None
    assert told.order(last.ordered - timedelta(minutes=10), last.order_id, 1) is None
    assert told.order(START, "no such number", 1) is None


@pytest.mark.parametrize("orders_per_day", [5, 25])
def test_a_year_averages_to_the_asked_number_of_orders(orders_per_day):
    told = story(days=365, orders_per_day=orders_per_day)
    first, second = len(told.orders(START, 1)), len(told.orders(START, 2))
    assert 0.9 < (first + second) / 365 / orders_per_day < 1.1
    assert 0.75 < first / (first + second) < 0.85
