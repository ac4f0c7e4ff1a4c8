"""Fixtures of the pretend Kakao."""

import kakao_ads_bench
import pytest


@pytest.fixture
def bench():
    """Kakao with nothing shown yet, its limits off."""
    return kakao_ads_bench.Bench()
