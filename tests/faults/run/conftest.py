"""A bench for each test; time that passes without waiting, where a test runs the product in its own process."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from run_bench import Bench, bench


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Bench]:
    """A small mall, connected, its access token expired; limits off."""
    with bench(tmp_path) as one:
        yield one


@pytest.fixture
def slept(made: Bench) -> list[float]:
    """What the runs of this test would have waited."""
    return made.waits


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Bench]:
    """A smaller mall whose first run is over: the faults of the sheet come after that."""
    with bench(tmp_path, orders_per_day=3) as one:
        told = one.run_here()
        assert told.code == 0, told.words
        one.control("DELETE", "calls")
        yield one
