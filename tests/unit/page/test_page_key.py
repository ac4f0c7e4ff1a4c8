"""The page's key is made once and stays private."""

from pathlib import Path

import pytest

from sheets_bridge.errors import ConfigError
from sheets_bridge.page.key import FILE, key_of


def test_it_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "credentials"
    key = key_of(folder)
    assert len(key) >= 40
    assert key_of(folder) == key
    assert oct((folder / FILE).stat().st_mode & 0o777) == "0o600"
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_every_installation_has_another(tmp_path: Path) -> None:
    assert key_of(tmp_path / "a") != key_of(tmp_path / "b")


def test_a_key_that_others_may_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "credentials"
    key = key_of(folder)
    (folder / FILE).chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600") as refusal:
        key_of(folder)
    assert key not in str(refusal.value)


@pytest.mark.parametrize("kept", [b"", b"   \n", b"short", b"\xff" * 43])
def test_a_key_that_keeps_nobody_out_is_refused(tmp_path: Path, kept: bytes) -> None:
    folder = tmp_path / "credentials"
    key_of(folder)
    (folder / FILE).write_bytes(kept)
    with pytest.raises(ConfigError, match="is damaged"):
        key_of(folder)
