"""Fixtures of the pretend Google Ads."""

import google_ads_bench
import pytest


@pytest.fixture(scope="session")
def google_story():
    """A fortnight of a mall with its ads; it is never changed."""
    return google_ads_bench.make_story()


@pytest.fixture
def bench(google_story):
    """A Google Ads of its own over that story, logged in, without rate limits."""
    return google_ads_bench.make_bench(google_story)
