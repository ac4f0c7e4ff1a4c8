"""Numbers and days as people and consoles write them: read where there is one meaning, else refused."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.as_written import day, month, number, period, ratio

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
EPOCH = date(1899, 12, 30)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1,234", 1234), ("₩1,234원", 1234), ("￦ 1,234", 1234), ("１，２３４원", 1234), ("(1,234)", -1234),
        ("-₩500", -500), ("−500", -500), ("1 234 567", 1234567), ("1\u00a0234", 1234), ("12.50", Decimal("12.50")),
        ("1,234 KRW", 1234),
        ("3건", 3), (12, 12), (0.1, Decimal("0.1")), ("1.5E+3", 1500), ("", None), ("-", None), ("–", None),
        (None, None), ("N/A", None), ("없음", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(written, meant):
    assert number(written) == meant


@pytest.mark.parametrize(
    "written", ["1,2345", "1.234,56", "12%", "1,234.5.6", "천원", ".", "+", True, float("nan"), "inf", "1-2", "0x10"]
)
def test_what_may_mean_something_else_is_no_amount(written):
    with pytest.raises(ValueError, match="expected"):
        number(written)


def test_a_share_is_one_whether_it_is_written_in_hundredths_or_not():
    assert [ratio(one) for one in ("12.5%", "0.125", 0.125, "300 %", "")] == [
        Decimal("0.125"), Decimal("0.125"), Decimal("0.125"), 3, None,
    ]  # fmt: skip


WAYS = [
    "{0:%Y-%m-%d}", "{0:%Y.%m.%d.}", "{0:%Y/%m/%d}", "{0:%Y%m%d}", "{0.year}/{0.month}/{0.day}",
    "{0.year}. {0.month}. {0.day}", "{0.year}년 {0.month}월 {0.day}일", "{0:%y.%m.%d}", "{0:%Y-%m-%d} 00:00:00",
    "{0:%Y-%m-%d}T00:00:00.000Z", " {0:%Y-%m-%d} (월)", "{0:%Y-%m-%d}",
]  # fmt: skip


@given(DAYS, st.sampled_from(WAYS))
def test_a_day_is_read_however_it_is_written(meant, way):
    assert day(way.format(meant)) == meant


@given(DAYS)
def test_a_day_is_read_as_a_sheet_counts_it(meant):
    serial = (meant - EPOCH).days
    assert {day(serial), day(float(serial)), day(str(serial))} == {meant}


@pytest.mark.parametrize(
    "written",
    ["11/1", "11월 1일", "2026-13-01", "2026-02-30", "11/01/2026", "11/01/26", "01.11.26", "2026-11-01 13:00", "1.5",
     True, "20261", "어제", "2026-11", "12345678"],
)  # fmt: skip
def test_what_may_mean_another_day_is_none(written):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says of it
        day(written)


@given(DAYS, st.integers(0, 400), st.sampled_from([" ~ ", "~", "～", " - ", " to ", " – "]))
def test_a_period_has_both_its_ends(first, length, between):
    last = first + timedelta(length)
    assert period(f"{first:%Y.%m.%d.}{between}{last:%Y.%m.%d.}") == (first, last)
    assert period(str(first)) == (first, first)
    with suppress(ValueError):
        assert period(f"{last}{between}{first}") == (first, last)
    assert period("") is None


@given(st.integers(-(10**15), 10**15))
def test_thousands_separators_change_nothing(amount):
    assert number(f"{amount:,}") == number(f"₩{amount:,}원".replace("₩-", "-₩")) == amount


@given(st.text(max_size=30))
def test_anything_is_read_or_refused(text):
    for read in (number, ratio, day, period):
        with suppress(ValueError):
            read(text)


MONTHS = [
    "{0:%Y-%m}", "{0:%Y.%m}", "{0:%Y.%m.}", "{0:%Y/%m}", "{0:%Y%m}", "{0.year}년 {0.month}월", "{0.year}-{0.month}",
    "{0:%Y-%m-%d}", "{0.year}년 {0.month}월 {0.day}일",
]  # fmt: skip


@given(DAYS, st.sampled_from(MONTHS))
def test_a_month_is_read_however_it_is_written_or_from_a_day_of_it(meant, way):
    assert month(way.format(meant)) == meant.replace(day=1)


@given(DAYS)
def test_a_month_that_a_sheet_made_a_day_of_is_still_that_month(meant):
    serial = (meant - EPOCH).days
    assert {month(serial), month(float(serial))} == {meant.replace(day=1)}


@pytest.mark.parametrize("written", ["2026-13", "11월", "2026", "26-11", "202600", 12.5, True, "2026-11-31"])
def test_what_is_no_month_for_certain_is_refused(written):
    with pytest.raises(ValueError, match=r"expected|range|month"):
        month(written)


def test_a_blank_month_is_none():
    assert [month(blank) for blank in ("", None, "-")] == [None, None, None]
