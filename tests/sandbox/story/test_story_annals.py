"""What is true of every story's lists beside its orders, whatever the seed, and of stories with a twist."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.twists import Twists

KST = timezone(timedelta(hours=9))
START = datetime(2026, 11, 1, 9, 0, tzinfo=KST)
RUSH = date(2026, 10, 25)

seeds = st.integers(0, 10**6)


def story(seed=1, days=30, orders_per_day=8, **more):
    return Story("demo", seed=seed, start=START, days=days, orders_per_day=orders_per_day, **more)


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_lists_only_grow_and_what_was_written_stays(seed):
    annals = story(seed).annals
    later = START + timedelta(days=3)
    for shop in (1, 2):
        joined = [one.person for one in annals.members(START, shop)]
        assert [one.person for one in annals.members(later, shop)][: len(joined)] == joined
        for board in annals.boards(shop):
            now, then = (annals.articles(when, shop, board.board_no) for when in (START, later))
            texts = {one.article_no: (one.title, one.content) for one in then}
            assert {one.article_no: (one.title, one.content) for one in now}.items() <= texts.items()
        numbers = [one.issue_no for one in annals.issues(START, shop)]
        assert set(numbers) <= {one.issue_no for one in annals.issues(later, shop)}


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_nothing_is_known_before_it_happened(seed):
    annals = story(seed).annals
    for shop in (1, 2):
        assert all(one.joined <= START for one in annals.members(START, shop))
        assert all(one.last_login <= START for one in annals.members(START, shop))
        assert all(
            one.issued <= START and (one.used is None or one.used <= START) for one in annals.issues(START, shop)
        )
        assert all(one.created <= START and one.updated <= START for one in annals.goods(START, shop))
        for board in annals.boards(shop):
            written = [one.written for one in annals.articles(START, shop, board.board_no)]
            assert written == sorted(written)
            assert all(one <= START for one in written)


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_nobody_in_the_lists_can_be_reached(seed):
    annals = story(seed).annals
    people = [one.person for shop in (1, 2) for one in annals.members(START, shop)]
    assert all(one.email.endswith("@example.com") and one.cellphone.startswith("010-0000-") for one in people)
    assert all(one.phone.startswith("010-0000-") for one in (*annals.suppliers(1), *annals.origins(START)))


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_stock_never_falls_below_nothing_and_is_the_same_in_every_shop(seed):
    annals = story(seed).annals
    first, second = ({one.option.variant_code: one.quantity for good in annals.goods(START, shop) for one in good.stock}
                     for shop in (1, 2))  # fmt: skip
    assert first == second
    assert all(quantity >= 0 for quantity in first.values())


def test_members_joined_before_the_story_and_in_it():
    annals = story(days=60).annals
    first = story(days=60).first_day
    days = [one.joined.date() for one in annals.members(START, 1)]
    assert min(days) < first - timedelta(days=300) < first < max(days)
    assert len({one.person.member_id for one in annals.members(START, 1)}) == len(days)


def test_what_a_line_gives_back_is_what_was_paid_for_it():
    orders = story(days=90, orders_per_day=40).orders(START + timedelta(days=99), 1)
    whole = [one for one in orders if one.paid_at and all(item.canceled and item.refunded for item in one.items)]
    assert any(one.naver_point for one in whole)
    assert any(one.points_spent_amount for one in whole)
    for order in whole:
        assert sum(item.refund_amount for item in order.items) == order.payment_amount
        assert sum(item.refund_points for item in order.items) == order.points_spent_amount
        assert sum(item.refund_credits for item in order.items) == order.credits_spent_amount
        assert sum(item.refund_naver_points for item in order.items) == order.naver_point


def test_every_special_case_of_the_sales_formula_occurs():
    orders = [one for shop in (1, 2) for one in story(days=90, orders_per_day=60).orders(START, shop)]
    items = [(order, item) for order in orders for item in order.items]
    cases = {
        "points": any(one.points_spent_amount for one in orders),
        "credits": any(one.credits_spent_amount for one in orders),
        "Naver points": any(one.naver_point for one in orders),
        "shipping": any(one.shipping_fee for one in orders),
        "coupon": any(one.coupon_discount_price for one in orders),
        "partial refund": any(one.canceled == "M" and any(item.refunded for item in one.items) for one in orders),
        "exchange": any(item.status_code == "N2" for _, item in items),
        "unpaid": any(one.paid == "F" for one in orders),
        "another market": any(one.market_id != "self" for one in orders),
        "refund in a later month": any(item.refunded and order.paid_at and item.refunded.month != order.paid_at.month
                                       for order, item in items),
        "second currency": {one.currency for one in orders} == {"KRW", "USD"},
    }  # fmt: skip
    assert [name for name, there in cases.items() if not there] == []


def test_a_claim_number_stands_for_one_claim():
    for seed in range(3):
        orders = story(seed, days=90, orders_per_day=60).orders(START, 1)
        owners = {(item.claim_code, order.order_id) for order in orders for item in order.items if item.claim_code}
        assert len({code for code, _ in owners}) == len(owners) > 50


def test_a_rush_fills_one_day_and_no_other():
    usual, rushed = story(), story(twists=Twists(rushes={RUSH: 500}))
    on_the_day = [one for shop in (1, 2) for one in rushed.orders(START, shop) if one.ordered.date() == RUSH]
    assert len(on_the_day) == 500
    assert len({one.order_id for one in on_the_day}) == 500

    def before(told):
        return [one.order_id for one in told.orders(START, 1) if one.ordered.date() < RUSH]

    assert before(usual) == before(rushed)


@pytest.mark.parametrize(("undated_days", "expected"), [(29, False), (99, True)])
def test_changes_that_nobody_dates_come_as_late_as_asked(undated_days, expected):
    told = story(5, days=99, orders_per_day=60, twists=Twists(undated_days=undated_days))
    step, late = timedelta(days=1), 0
    for day in range(12):
        now = START + day * step
        before = {one.order_id: one for one in told.orders(now, 1)}
        for order in told.orders(now + step, 1):
            old = before.get(order.order_id)
            if old and old != order and now - order.ordered > timedelta(days=35):
                late += not _dated(order, now, now + step)
    assert (late > 0) is expected


def _dated(order, after, until):
    moments = {value for item in order.items for value in vars(item).values() if isinstance(value, datetime)}
    return any(after < one <= until for one in moments | {order.paid_at or order.ordered})


def test_a_shop_can_close_and_open_and_an_unknown_one_cannot():
    told = story()
    told.switch(2, active=False)
    assert [one.active for one in told.shops] == [True, False, False]
    told.switch(2, active=True)
    assert [one.active for one in told.shops] == [True, True, False]
    with pytest.raises(KeyError):
        told.switch(9, active=True)
