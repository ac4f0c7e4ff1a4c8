"""Vendor text becomes our values, or is refused."""

import math
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge import values
from sheets_bridge.model import KST


@pytest.mark.parametrize("raw", [None, "", "null"])
def test_the_three_blanks_are_blank_for_every_reader(raw):
    assert [read(raw) for read in (values.text, values.integer, values.money, values.moment, values.day)] == [None] * 5


@pytest.mark.parametrize(
    ("raw", "kst"),
    [
        ("2018-07-04T11:21:35+09:00", "2018-07-04 11:21:35"),
        ("2017-07-10 15:55:51", "2017-07-10 15:55:51"),
        ("2026-07-23T00:00+09:00", "2026-07-23 00:00:00"),
        ("2026-07-23T15:30:00Z", "2026-07-24 00:30:00"),
        ("2026-03-01T14:00:00.000", "2026-03-01 14:00:00"),
        ("0000-00-00 00:00:00", None),
    ],
)
def test_moments_of_every_form_are_korean_time(raw, kst):
    assert values.moment(raw) == kst


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(-14, 14))  # noqa: DTZ001
def test_any_zone_is_the_same_instant_in_korea(naive, hours):
    aware = naive.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert values.moment(aware.isoformat()) == aware.astimezone(KST).strftime("%Y-%m-%d %H:%M:%S")


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=2))
def test_money_is_exact_to_the_cent(amount):
    assert f"{values.money(str(amount)):.2f}" == f"{amount:.2f}"


@given(st.lists(st.integers(-(10**9), 10**9), max_size=300))
def test_sums_of_won_are_exact_to_the_unit(amounts):
    assert sum(values.money(f"{amount}.00") for amount in amounts) == sum(amounts)


@pytest.mark.parametrize("raw", ["1,000", "NaN", "1e400", True, {}, [], "won"])
def test_what_is_no_amount_is_refused(raw):
    with pytest.raises((ValueError, TypeError)):
        values.money(raw)


def test_counts_come_as_numbers_or_text():
    assert [values.integer(raw) for raw in (12, "12", "12.00")] == [12, 12, 12]
    with pytest.raises(ValueError, match="whole"):
        values.integer("1.5")


def test_text_in_two_unicode_forms_is_the_same_text():
    assert values.text("\u1112\u1161\u11ab") == values.text("\ud55c") == "한"


def test_a_long_number_stays_text_to_the_last_digit():
    assert values.text("20261121000000123456789") == "20261121000000123456789"


def test_lists_of_words_are_joined():
    assert values.joined(["card", None, "cash"]) == "card, cash"
    assert values.joined("card") == "card"
    assert values.joined([]) is None


@given(st.floats())
def test_only_finite_floats_pass(number):
    if math.isfinite(number):
        assert values.money(number) == number
    else:
        with pytest.raises(ValueError, match="finite"):
            values.money(number)
