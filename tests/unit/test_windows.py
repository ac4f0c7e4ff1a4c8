"""Windows cover every day once and none is too long."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge import windows
from sheets_bridge.model import Window

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 2000), st.integers(1, 120), st.sampled_from([windows.forwards, windows.backwards]))
def test_every_day_is_covered_once_in_windows_that_are_not_too_long(first, span, longest, cut):
    last = first + timedelta(days=span)
    parts = list(cut(first, last, longest))
    assert all(part.days <= longest for part in parts)
    assert sorted(day for part in parts for day in part) == list(Window(first, last))


@given(DAYS, st.integers(2, 400))
def test_halves_are_the_whole(first, days):
    window = Window(first, first + timedelta(days=days - 1))
    one, two = windows.halves(window)
    assert [*one, *two] == list(window)


def test_a_window_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="ends before"):
        Window(date(2026, 1, 2), date(2026, 1, 1))
