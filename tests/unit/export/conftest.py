"""A shelf to take tabs from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from export_bench import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path)
    yield made
    made.store.close()
