"""What every test needs of the process it runs in."""

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import settings


def pytest_configure() -> None:
    """Ctrl-C reaches what tests start, also where they run in a shell's background, which has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # No test is timed: a busy machine makes one slow, and not wrong.
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")


@contextmanager
def _own_logs() -> Iterator[None]:
    root = logging.getLogger()
    levels = [(one, one.level) for one in map(logging.getLogger, (None, "sheets_bridge", "apprise"))]
    before = list(root.handlers)
    yield
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    for handler in before:
        if handler not in root.handlers:
            root.addHandler(handler)
    for one, level in levels:
        one.setLevel(level)
    logging.captureWarnings(capture=False)


@pytest.fixture(autouse=True)
def own_logs() -> Iterator[None]:
    """Where log lines go is the process's: what a command given in this process set ends with its test."""
    with _own_logs():
        yield


@pytest.fixture(autouse=True, scope="module")
def own_logs_of_a_module() -> Iterator[None]:
    """What a command set that a whole module is prepared by ends with the module."""
    with _own_logs():
        yield
