"""Fixtures of the pretend Meta."""

import meta_bench
import pytest


@pytest.fixture(scope="session")
def meta_story():
    """A fortnight of a mall with its ads; it is never changed."""
    return meta_bench.make_story()


@pytest.fixture
def bench(meta_story):
    """A Meta of its own over that story, without rate limits."""
    return meta_bench.make_bench(meta_story)
