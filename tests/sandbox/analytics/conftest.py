"""Fixtures of the pretend Analytics."""

import analytics_bench
import pytest


@pytest.fixture(scope="session")
def bench():
    """A month of a mall, told and settled; tests that move its clock make one of their own."""
    return analytics_bench.make_bench()
