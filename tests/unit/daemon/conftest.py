"""A house to keep the beat in."""

from pathlib import Path

import pytest
from daemon_bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Two jobs of two malls: one each quarter of an hour, one at seven."""
    made = Bench(tmp_path)
    made.write({"orders": ["mymall", 15], "report": ["other", "07:00"]})
    made.landed("other")
    return made
