"""A small mall whose jobs a daemon keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from daemon_house import Kept, kept
from run_bench import bench


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Kept]:
    """A small mall, connected, its access token expired; limits off; no daemon yet."""
    with bench(tmp_path, orders_per_day=3) as made, kept(made) as one:
        yield one
