"""A medium that does not exist, found by looking as every source is: its file lies where sources are looked for."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from media_bench import SECRET, Brand, Medium, answering
from system_mall import EARLY, Mall

from sheets_bridge import sources
from sheets_bridge.sandbox.server import Running, Settings, start

_FOLDER = Path(__file__).parent / "sources"


@pytest.fixture(scope="module", autouse=True)
def found() -> Iterator[None]:
    """The pretend media among the sources."""
    sources.__path__.append(str(_FOLDER))
    yield
    sources.__path__.remove(str(_FOLDER))
    for name in [name for name in sys.modules if name.startswith("sheets_bridge.sources.pretend_")]:
        del sys.modules[name]
        delattr(sources, name.rpartition(".")[2])


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """A sandbox for the mall and the sheet beside the medium."""
    made = start(Settings(days=2, orders_per_day=1, start=EARLY))
    yield made
    made.stop()


@pytest.fixture
def medium() -> Iterator[Medium]:
    """The medium over HTTP."""
    with answering() as made:
        yield made


@pytest.fixture
def mall(tmp_path: Path, running: Running, in_no_time: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mall]:
    """An installation of its own; nothing secret may have been said in the end.

    What is typed here is shown, for there is no terminal: so the secret stands in the environment.
    """
    monkeypatch.setenv("BRAND_SECRET", SECRET)
    made = Mall(tmp_path / "work", running, EARLY - timedelta(days=2))
    yield made
    made.web.close()
    assert made.leaks() == []


@pytest.fixture
def brand(mall: Mall, medium: Medium) -> Brand:
    """One that has an account at the medium; nobody has connected it yet."""
    return Brand(mall, medium)


@pytest.fixture
def agreeing(mall: Mall, medium: Medium) -> Brand:
    """One whose medium wants a consent too."""
    return Brand(mall, medium, "pretend_consent")
