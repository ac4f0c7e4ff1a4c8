"""A sandbox process and a desk at it, for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from reader_bench import Desk, desk
from reader_server import serving


@pytest.fixture
def at_desk(tmp_path: Path) -> Iterator[Desk]:
    """The product's publishing half at a sandbox in another process."""
    with serving(tmp_path) as server, desk(tmp_path, server) as made:
        yield made
