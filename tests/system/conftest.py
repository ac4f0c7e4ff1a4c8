"""Fixtures of the system tests: a small mall with an installation of its own for every test that changes something."""

import inspect
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from system_mall import Mall, opened
from system_sheet import Sheet

from sheets_bridge.cli.installation import installation


@pytest.fixture
def in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of commands given in this process (pacing, retries) pass at once; those of other processes do not."""
    opening = inspect.unwrap(installation)
    assert opening.__defaults__[0] is time.sleep
    monkeypatch.setattr(opening, "__defaults__", (lambda _seconds: None, *opening.__defaults__[1:]))


@pytest.fixture
def unconnected(tmp_path: Path, in_no_time: None) -> Iterator[Mall]:
    """A small mall and a ready folder; nobody has consented yet. Nothing secret may have been said in the end."""
    mall = opened(tmp_path / "work", days=6, orders_per_day=4)
    yield mall
    mall.close()
    assert mall.leaks() == []


@pytest.fixture
def mall(unconnected: Mall) -> Mall:
    """A small mall, connected."""
    told = unconnected.connect()
    assert told.exit_code == 0, told.text
    return unconnected


@pytest.fixture
def filled(mall: Mall) -> Mall:
    """A small mall whose first run is over."""
    mall.ran()
    return mall


@pytest.fixture
def sheet(unconnected: Mall) -> Sheet:
    """The spreadsheet of the mall, in a person's hands."""
    return Sheet(unconnected)
