"""Books to fill by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from reports_bench import Books


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    made = Books(tmp_path)
    yield made
    made.store.close()
