"""How fast history loads, and how long it takes yet."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.cli.loading import Pace


@pytest.mark.parametrize(
    ("pace", "rate", "left"),
    [
        (Pace(0, 100, 0, 5.0), 0.0, None),
        (Pace(25, 100, 500, 10.0), 50.0, timedelta(seconds=30)),
        (Pace(100, 100, 500, 10.0), 50.0, timedelta(0)),
        (Pace(10, 100, 10, 0.0), 0.0, None),
    ],
)
def test_rate_and_time_left(pace, rate, left):
    assert (pace.rate, pace.left) == (rate, left)


@given(st.integers(1, 10**4), st.integers(0, 10**4), st.floats(0.001, 10**6))
def test_the_time_left_shrinks_as_days_are_done(done, more, seconds):
    early, late = Pace(done, done + more, 1, seconds), Pace(done + more, done + more, 1, seconds)
    assert early.left >= late.left == timedelta(0)
