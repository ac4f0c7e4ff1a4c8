"""The database looked at: what it is, without touching it."""

import sqlite3
from pathlib import Path

import pytest

from sheets_bridge.store import Store, schema
from sheets_bridge.store.health import look
from sheets_bridge.tables import TABLES


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A sound database."""
    path = tmp_path / "bridge.db"
    Store(path, TABLES).close()
    return path


def set_pragma(path: Path, pragma: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA {pragma}")
    connection.close()


def test_a_database_that_is_not_there_is_absent_and_not_made(tmp_path: Path) -> None:
    assert look(tmp_path / "bridge.db") == "absent"
    assert list(tmp_path.iterdir()) == []


def test_our_own_is_sound(database: Path) -> None:
    assert look(database) == "sound"


def test_one_that_is_open_elsewhere_is_sound_too(database: Path) -> None:
    with Store(database, TABLES) as store, store.transaction() as connection:
        connection.execute("UPDATE meta SET value = 7")
        assert look(database) == "sound"


def test_an_older_one_is_told_and_stays_old(database: Path) -> None:
    set_pragma(database, "user_version = 2")
    assert look(database) == "older"
    assert look(database) == "older"


def test_a_newer_one_and_another_programs_are_told(database: Path) -> None:
    set_pragma(database, f"user_version = {schema.VERSION + 1}")
    assert look(database) == "newer"
    set_pragma(database, "application_id = 1234")
    assert look(database) == "foreign"


def test_a_damaged_one_is_told_and_stays_where_it_is(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(b"\0" * 100 + content[100:])
    assert look(database) == "damaged"
    database.write_bytes(content[: len(content) // 2])
    assert look(database) == "damaged"
    assert database.read_bytes() == content[: len(content) // 2]
    assert [path.name for path in database.parent.iterdir() if "corrupt" in path.name] == []
