"""Fixtures of the pretend Naver Search Ads API: one story told to all, a bench of its own for each test."""

from datetime import datetime

import pytest
from naver_bench import KST, Bench, make_story

NOW = datetime(2026, 4, 2, 9, 0, tzinfo=KST)
"""Four days after the VAT changed sides."""


@pytest.fixture(scope="session")
def naver_story():
    return make_story(NOW)


@pytest.fixture
def bench(naver_story):
    return Bench(naver_story, NOW)
