"""Moments and spans as people say them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_bench import ENGLISH, KOREAN, NOW

from sheets_bridge.page import words


@pytest.mark.parametrize(("moment", "english", "korean"), [
    (NOW, "09:35", "09:35"),
    (NOW - timedelta(hours=9, minutes=36), "yesterday 23:59", "어제 23:59"),
    (NOW + timedelta(hours=21), "tomorrow 06:35", "내일 06:35"),
    (NOW - timedelta(days=30), "10-03 09:35", "10-03 09:35"),
    (datetime(2025, 12, 31, 15, 0, tzinfo=UTC), "01-01 00:00", "01-01 00:00"),
    (datetime(2025, 12, 31, 14, 59, tzinfo=UTC), "2025-12-31 23:59", "2025-12-31 23:59"),
])  # fmt: skip
def test_a_moment_is_korean_time_with_as_much_of_its_day_as_is_needed(moment, english, korean) -> None:
    assert words.clock(moment, NOW, ENGLISH) == english
    assert words.clock(moment, NOW, KOREAN) == korean


def test_today_is_said_where_a_day_stands_beside() -> None:
    assert words.dated(NOW, NOW, KOREAN) == "오늘 09:35"
    assert words.dated(NOW + timedelta(days=1), NOW, KOREAN) == "내일 09:35"


@pytest.mark.parametrize(("span", "past", "coming"), [
    (timedelta(seconds=59), "방금", "곧"),
    (timedelta(minutes=1), "1분 전", "1분 뒤"),
    (timedelta(minutes=59, seconds=59), "59분 전", "59분 뒤"),
    (timedelta(hours=47), "47시간 전", "47시간 뒤"),
    (timedelta(days=2), "2일 전", "2일 뒤"),
])  # fmt: skip
def test_a_span_is_said_in_its_largest_whole_unit(span, past, coming) -> None:
    assert words.ago(NOW - span, NOW, KOREAN) == past
    assert words.ahead(NOW + span, NOW, KOREAN) == coming


def test_a_moment_that_lies_ahead_by_mistake_is_no_negative_span() -> None:
    assert words.ago(NOW + timedelta(hours=3), NOW, ENGLISH) == "just now"


@given(st.floats(0, 1e6, allow_nan=False))
def test_seconds_are_never_blank_and_never_long(count: float) -> None:
    said = words.seconds(count, ENGLISH)
    assert said
    assert len(said) <= 8


def test_a_run_that_goes_on_has_no_seconds() -> None:
    assert words.seconds(None, ENGLISH) == ""
    assert words.seconds(2.14, KOREAN) == "2.1초"
    assert words.seconds(600, KOREAN) == "10분"
