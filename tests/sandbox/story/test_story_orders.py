"""What is true of every order of every story: amounts fit, statuses follow what happened, changes can be found."""

from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_bridge.sandbox.story import Story

KST = timezone(timedelta(hours=9))
START = datetime(2026, 11, 1, 9, 0, tzinfo=KST)
REFUND = ("refund_accepted", "refunded")

seeds = st.integers(0, 10**6)
any_moment = st.integers(0, 60 * 144).map(lambda steps: START + timedelta(minutes=10 * steps))


def orders_of(seed, now=START, days=30, orders_per_day=5):
    told = Story("demo", seed=seed, start=START, days=days, orders_per_day=orders_per_day)
    return told.orders(now, 1) + told.orders(now, 2)


def moments_of(item):
    return {name: value for name, value in vars(item).items() if isinstance(value, datetime)}


@given(seeds, any_moment)
@settings(max_examples=15, deadline=None)
def test_amounts_fit(seed, now):
    for order in orders_of(seed, now):
        bought = [item for item in order.items if item.status_code != "N2"]
        price = sum((item.product_price + item.option_price) * item.quantity for item in bought)
        own = sum(item.additional_discount_price + item.app_item_discount_amount for item in bought)
        taken = order.points_spent_amount + order.credits_spent_amount + order.membership_discount_amount
        assert order.order_price_amount == price
        assert order.coupon_discount_price == sum(item.coupon_discount_price for item in bought)
        taken += order.naver_point
        assert order.payment_amount == price + order.shipping_fee - own - taken - order.coupon_discount_price
        assert 0 <= order.actual_payment_amount <= order.payment_amount
        assert order.naver_point >= 0
        for item in bought:
            net = (item.product_price + item.option_price) * item.quantity - item.additional_discount_price
            net -= item.app_item_discount_amount + item.coupon_discount_price
            assert item.payment_amount == (net if order.shop_no == 1 else None)
            assert net >= 0


@given(seeds, any_moment)
@settings(max_examples=15, deadline=None)
def test_what_is_out_of_an_order_is_out_of_its_actual_amount_and_given_back_only_where_it_was_paid(seed, now):
    for order in orders_of(seed, now):
        back = sum(item.refund_amount for item in order.items)
        settled = all(item.refund_accepted for item in order.items if item.canceled or item.return_confirmed)
        out = [item for item in order.items if item.canceled or item.return_confirmed]
        if order.paid == "T" and settled and len(out) == sum(1 for item in order.items if item.refund_code):
            assert order.actual_payment_amount == order.payment_amount - back
        if not order.paid_at:
            assert not any(item.refund_code or item.refunded or item.refund_accepted for item in order.items)
        if not out:
            assert order.actual_payment_amount == order.payment_amount


@given(seeds, any_moment)
@settings(max_examples=15, deadline=None)
def test_an_order_agrees_with_its_items(seed, now):
    for order in orders_of(seed, now):
        bought = [item for item in order.items if item.status_code != "N2"]
        canceled = [item for item in bought if item.canceled]
        assert order.canceled == ("F" if not canceled else "T" if len(canceled) == len(bought) else "M")
        assert order.canceled_at == (max(item.canceled for item in canceled) if order.canceled == "T" else None)
        assert (order.paid == "T") == (order.paid_at is not None)
        if order.paid != "T":
            assert {item.order_status for item in order.items} <= {"N00", "C47", "C48", "C49"}
        if order.shipping_status == "T":
            assert any(item.delivered for item in bought)
        if order.shipping_status == "X":
            assert not any(item.placed and item.status_code == "N1" for item in bought)
        assert [item.item_no for item in order.items] == list(range(1, len(order.items) + 1))


STATUS_NEEDS = {
    "N30": {"shipped"},
    "N40": {"shipped", "delivered"},
    "N50": {"delivered", "purchase_confirmed"},
    "C00": {"cancel_requested"},
    "C10": {"cancel_accepted"},
    "C34": {"cancel_accepted", "refund_accepted"},
    "C35": {"cancel_accepted", "refunded"},
    "C40": {"canceled", "refunded"},
    "C41": {"canceled"},
    "C42": {"canceled", "refund_accepted"},
    "C47": {"canceled"},
    "C48": {"canceled"},
    "C49": {"canceled"},
    "R00": {"return_requested"},
    "R10": {"return_accepted"},
    "R20": {"return_accepted"},
    "R40": {"return_confirmed", "refunded"},
    "R41": {"return_confirmed"},
    "R42": {"return_confirmed", "refund_accepted"},
    "E00": {"exchange_requested"},
    "E10": {"exchange_accepted"},
    "E40": {"exchanged"},
}
KIND_BY_CLAIM = {"C": {"N1", "C1", "C2"}, "R": {"N1", "C3"}, "E": {"N1", "E1"}, "N": {"N1", "N2"}}


@given(seeds, any_moment)
@settings(max_examples=15, deadline=None)
def test_a_status_says_what_has_happened(seed, now):
    for order in orders_of(seed, now):
        for item in order.items:
            assert STATUS_NEEDS.get(item.order_status, set()) <= set(moments_of(item))
            assert item.status_code in KIND_BY_CLAIM[item.order_status[0]]
            assert bool(item.tracking_no) == bool(item.shipped)
            assert item.claim_quantity in ((item.quantity,) if item.claim_code else (0,))


@given(seeds)
@settings(max_examples=10, deadline=None)
def test_moments_of_an_item_come_in_their_order(seed):
    ways = (
        ("placed", "shipped", "delivered", "purchase_confirmed"),
        ("cancel_requested", "cancel_accepted", "canceled"),
        ("delivered", "return_requested", "return_accepted", "return_confirmed", *REFUND),
        ("delivered", "exchange_requested", "exchange_accepted", "exchanged"),
    )
    for order in orders_of(seed, START + timedelta(days=100)):
        for item in order.items:
            moments = moments_of(item)
            for way in ways:
                dates = [moments[name] for name in way if name in moments]
                assert dates == sorted(dates)
            assert all(moment >= order.ordered for moment in moments.values())


CLAIM_STEPS = (
    *("C00", "C10", "C34", "C35", "C41", "C42", "C40"),
    *("R00", "R10", "R20", "R41", "R42", "R40"),
    *("E00", "E10", "E40"),
)


def rank(item):
    claim = {"C": 1, "R": 2, "E": 2}.get(item.order_status[0], 0)
    if claim:
        return claim, CLAIM_STEPS.index(item.order_status) if item.order_status in CLAIM_STEPS else 0
    # a shipment on hold (N22) goes back to N20 when it is released: the one step backwards that is told
    return 0, ("N00", "N01", "N10", "N20", "N30", "N40", "N50").index(item.order_status.replace("N22", "N20"))


def steps_of(told, shop_no, first, last, step):
    """Return each pair of looks at an order that shows a change, with the later moment."""
    now = first
    while now < last:
        before = {order.order_id: order for order in told.orders(now, shop_no)}
        now += step
        for order in told.orders(now, shop_no):
            old = before.get(order.order_id)
            if old is not None and old is not order and old != order:
                yield now, old, order


@pytest.mark.parametrize("seed", [1, 2])
def test_a_status_never_goes_back_and_a_date_never_changes(seed):
    told = Story("demo", seed=seed, start=START, days=40, orders_per_day=25)
    for _, old, new in steps_of(told, 1, START, START + timedelta(days=12), timedelta(hours=5)):
        for was, is_ in zip(old.items, new.items, strict=False):
            assert rank(was) <= rank(is_)
            assert moments_of(was).items() <= moments_of(is_).items()
        assert old.paid_at in (None, new.paid_at)
        assert len(old.items) <= len(new.items)


FINDABLE = {
    "placed", "shipped", "delivered", "purchase_confirmed", "canceled", "cancel_requested", "cancel_accepted",
    "return_requested", "return_accepted", "return_confirmed", "exchange_requested", "exchange_accepted", "exchanged",
    *REFUND,
}  # fmt: skip


@pytest.mark.parametrize("shop_no", [1, 2])
def test_a_change_of_an_order_older_than_30_days_always_carries_a_date(shop_no):
    told = Story("demo", seed=5, start=START, days=80, orders_per_day=50)
    step, late = timedelta(hours=6), 0
    for now, old, new in steps_of(told, shop_no, START, START + timedelta(days=10), step):
        if now - new.ordered <= timedelta(days=30):
            continue
        late += 1
        dates = {value for item in new.items for name, value in moments_of(item).items() if name in FINDABLE}
        dates |= {new.paid_at, new.canceled_at} - {None}
        assert any(now - step < date <= now for date in dates), (old, new)
    assert late > 10


def test_old_orders_still_change_after_two_months():
    told = Story("demo", seed=5, start=START, days=90, orders_per_day=60)
    changes = steps_of(told, 1, START, START + timedelta(days=10), timedelta(days=1))
    assert any(now - new.ordered > timedelta(days=60) for now, _, new in changes)


def test_order_numbers_are_unique_in_the_mall_and_carry_their_day():
    orders = orders_of(3, days=60, orders_per_day=40)
    assert len({order.order_id for order in orders}) == len(orders) > 2000
    for order in orders:
        day, number = order.order_id.split("-")
        assert (day, len(number), number.isdigit()) == (f"{order.ordered:%Y%m%d}", 7, True)


def test_numbers_of_a_day_do_not_always_rise_with_time():
    numbers = [order.order_id for order in orders_of(3, days=60, orders_per_day=40) if order.shop_no == 1]
    assert numbers != sorted(numbers)


def test_a_member_orders_for_the_first_time_once_and_before_every_other_time():
    orders = [order for order in orders_of(11, days=200, orders_per_day=30) if order.person.member_id]
    firsts = {order.person.member_id: order for order in orders if order.first_order}
    assert len(firsts) == sum(order.first_order for order in orders)
    again = [order for order in orders if not order.first_order]
    assert len(again) > len(orders) / 5
    for order in again:
        first = firsts.get(order.person.member_id)
        assert first is None or (first.ordered < order.ordered and first.person == order.person)


def test_an_exchange_adds_a_line_that_goes_its_own_way():
    orders = orders_of(4, now=START + timedelta(days=60), days=60, orders_per_day=60)
    exchanged = [order for order in orders if any(item.status_code == "N2" for item in order.items)]
    assert exchanged
    for order in exchanged:
        original = next(item for item in order.items if item.status_code == "E1")
        added = order.items[-1]
        assert (added.status_code, added.product_no) == ("N2", original.product_no)
        assert added.tracking_no != original.tracking_no or not added.tracking_no


def test_every_kind_of_ending_occurs():
    orders = orders_of(1, now=START, days=100, orders_per_day=60)
    statuses = Counter(item.order_status for order in orders for item in order.items)
    expected = {"N00", "N10", "N20", "N30", "N40", "N50", "C40", "C47", "C48", "R00", "R40", "E40"}
    assert expected <= set(statuses)
    assert {order.paid for order in orders} >= {"T", "F"}
    assert {order.canceled for order in orders} == {"T", "F", "M"}
    assert {order.shipping_status for order in orders} >= {"T", "F", "M", "X"}
    assert {len(order.payment_methods) for order in orders} >= {1, 2}
    assert {order.order_place_id for order in orders} == {"cafe24", "mobile", "mobile_d", "NCHECKOUT", "shopn"}
    assert {order.market_id for order in orders} == {"self", "shopn"}


def test_a_payment_is_partial_now_and_then():
    told = Story("demo", seed=2, start=START, days=30, orders_per_day=200)
    looks = (told.orders(START + timedelta(hours=6 * step), 1) for step in range(12))
    assert any(order.paid == "M" for orders in looks for order in orders)


def test_nobody_in_the_story_can_be_reached():
    for order in orders_of(9, days=30):
        for person in (order.person, order.receiver):
            assert person.email.endswith("@example.com")
            assert person.cellphone.startswith("010-0000-")
