"""The keys of a login that its owner copies: what stands in the file, how long it lasts, who learns of its secrets."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_bridge.errors import ConfigError, LoginNeeded
from sheets_bridge.tokens import KeyLife, KeyRing

HOW = "sheets-bridge connect made_up brand"
ENDS = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the keys of an account lie."""
    folder = tmp_path / "credentials"
    folder.mkdir(mode=0o700)
    return folder / "brand.keys.json"


def ring(path: Path, **more: object) -> KeyRing:
    """The keys of an account whose login is a number and a secret."""
    return KeyRing(path, "brand", ("number", "secret"), HOW, plain={"number"}, **more)  # type: ignore[arg-type]


def test_what_was_saved_is_there_and_closed_to_others(path):
    ring(path).save({"number": "12", "secret": "s3cret-words", "more": ""})
    assert ring(path).all() == {"number": "12", "secret": "s3cret-words"}
    assert path.stat().st_mode & 0o077 == 0


def test_a_ring_that_stands_open_sees_what_was_saved_anew(path):
    standing = ring(path)
    standing.save({"number": "12", "secret": "the-old-one"})
    assert standing["secret"] == "the-old-one"
    ring(path).save({"number": "12", "secret": "the-new-one"})
    assert standing["secret"] == "the-new-one"


def test_a_value_of_the_environment_is_opened_when_used_and_kept_as_it_was_written(path):
    one = ring(path, environment={"MY_SECRET": "from-the-environment"})
    one.save({"number": "12", "secret": "${MY_SECRET}"})
    assert one["secret"] == "from-the-environment"
    assert one.written() == {"number": "12", "secret": "${MY_SECRET}"}


@pytest.mark.parametrize("content", ["", "no json", "[1]", "null"])
def test_a_damaged_file_counts_as_nothing_written_and_is_refused_when_used(path, content):
    path.touch(0o600)
    path.write_text(content)
    assert (ring(path).written(), ring(path).life()) == ({}, None)
    with pytest.raises(ConfigError, match="connect made_up brand"):
        ring(path).all()


def test_what_is_lacking_is_named_with_the_command(path):
    with pytest.raises(LoginNeeded, match=f"not connected yet. Run: {HOW}"):
        ring(path).all()
    ring(path).save({"number": "12"})
    with pytest.raises(LoginNeeded, match=f"no secret. Run: {HOW}"):
        ring(path).all()
    assert ring(path).life() is None


def test_how_long_keys_last_stands_among_them(path):
    ring(path).save({"number": "12", "secret": "s3cret-words"})
    assert ring(path).life() == KeyLife(None, None)
    moments = {"connected_at": "2026-10-02T09:00:00+09:00", "ends_at": ENDS.isoformat()}
    ring(path).save({"number": "12", "secret": "s3cret-words", **moments})
    assert ring(path).life() == KeyLife(datetime(2026, 10, 2, tzinfo=UTC), ENDS)


@pytest.mark.parametrize("odd", ["tomorrow", "2026-12-01", "2026-12-01T00:00:00"])
def test_a_moment_nobody_can_read_is_none(path, odd):
    ring(path).save({"number": "12", "secret": "s3cret-words", "ends_at": odd})
    assert ring(path).life() == KeyLife(None, None)


def test_every_secret_is_told_to_whoever_keeps_logs_clean_and_nothing_else(path):
    told: list[str] = []
    ring(path).save({"number": "12", "secret": "s3cret-words", "access_token": "brought", "ends_at": ENDS.isoformat()})
    ring(path, seen=told.append).all()
    assert sorted(told) == ["brought", "s3cret-words"]


def test_nothing_is_left_of_keys_that_were_removed(path):
    one = ring(path)
    one.save({"number": "12", "secret": "s3cret-words"})
    # What a crash in the middle of a `save` leaves.
    path.with_name("brand.keys.json.new").write_text(json.dumps({"secret": "s3cret-words"}))
    assert one.remove()
    assert list(path.parent.iterdir()) == []
    assert not one.remove()
