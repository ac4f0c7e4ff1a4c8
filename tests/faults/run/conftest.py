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
