"""Fixtures of the pretend Cafe24."""

import cafe24_bench
import pytest


@pytest.fixture
def make_bench():
    """Makes a mall with the orders given, not connected yet."""
    return cafe24_bench.make_bench


@pytest.fixture
def bench():
    """A mall with one order, connected, its limits off."""
    ready = cafe24_bench.make_bench(cafe24_bench.make_order())
    ready.connect()
    ready.limits(False)
    return ready
