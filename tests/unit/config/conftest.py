"""Fixtures that read texts as schedules."""

from collections.abc import Callable
from pathlib import Path

import pytest
from config_small import SMALL, Mistakes, Reads, read

from sheets_bridge.config import Schedule
from sheets_bridge.errors import ConfigError


@pytest.fixture
def schedule_of(tmp_path: Path) -> Reads:
    """The schedule of a text."""

    def schedule(text: str, **environment: str) -> Schedule:
        return read(tmp_path, text, environment)

    return schedule


@pytest.fixture
def mistakes_of(tmp_path: Path) -> Mistakes:
    """The lines of the message that refuses a text."""

    def mistakes(text: str, **environment: str) -> list[str]:
        with pytest.raises(ConfigError) as refusal:
            read(tmp_path, text, environment)
        return str(refusal.value.message).splitlines()

    return mistakes


@pytest.fixture
def changed() -> Callable[..., str]:
    """The small schedule with pieces replaced: changed(old, new, old, new, …)."""

    def change(*pieces: str) -> str:
        text = SMALL
        for old, new in zip(pieces[::2], pieces[1::2], strict=True):
            assert old in text
            text = text.replace(old, new)
        return text

    return change
