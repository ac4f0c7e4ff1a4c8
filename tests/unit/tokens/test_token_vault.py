"""The vault file: what is kept, what a crash leaves."""

import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_bridge.errors import ConfigError, StateError
from sheets_bridge.tokens import Vault
from sheets_bridge.tokens.answer import Granted
from sheets_bridge.tokens.chain import Chain, SavedAnswer
from sheets_bridge.tokens.vault import ANSWER_LIMIT

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PAIR = Granted("access-word", "refresh-word", NOW, NOW, NOW, ("mall.read_order",), "mymall", "owner", 1)
FULL = Chain("mymall", 4, PAIR, PAIR, NOW, (NOW, NOW), SavedAnswer(b"\xff raw", NOW, True), "no_answer", 9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "credentials"


def _save(folder, chain, mall="mymall"):
    vault = Vault(folder, mall)
    with vault.locked():
        vault.reserve()
        return vault.save(chain)


def test_every_state_comes_back_as_it_was_saved(folder):
    for chain in (Chain("mymall"), FULL):
        saved = _save(folder, chain)
        assert saved.serial == chain.serial + 1
        assert Vault(folder, "mymall").read() == saved


def test_files_are_private_and_hold_no_readable_token(folder):
    _save(folder, FULL)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"refresh-word" not in file.read_bytes()
        assert b"access-word" not in file.read_bytes()


def test_the_room_set_aside_is_enough_for_the_longest_chain_and_is_given_back(folder):
    longest = replace(PAIR, access_token="a" * 4096, refresh_token="r" * 4096, scopes=("mall.read_some_scope",) * 60)
    vault = Vault(folder, "mymall")
    with vault.locked():
        vault.reserve()
        room = (folder / "mymall.token.next").stat().st_size
        vault.save(Chain("mymall", 1, longest, longest, NOW, (NOW,) * 4, SavedAnswer(b"x" * ANSWER_LIMIT, NOW, False)))
    assert room > (folder / "mymall.token").stat().st_size
    assert sorted(file.name for file in folder.iterdir()) == [
        "mymall.token",
        "mymall.token.lock",
        "mymall.token.spent",
        "vault.key",
    ]


def test_a_save_beside_leaves_the_room_alone(folder):
    vault = Vault(folder, "mymall")
    with vault.locked():
        vault.reserve()
        vault.save_beside(FULL)
    assert (folder / "mymall.token.next").stat().st_size > 100_000
    assert vault.read().generation == 4


def test_a_whole_file_that_a_crash_left_unnamed_is_adopted(folder):
    _save(folder, FULL)
    newer = _save(folder, Chain("mymall", 5, PAIR, serial=20))
    (folder / "mymall.token").rename(folder / "mymall.token.next")
    vault = Vault(folder, "mymall")
    assert vault.read() is None
    vault.heal()
    assert vault.read() == newer


def test_a_torn_or_older_file_beside_is_not_adopted(folder):
    older = _save(folder, FULL)
    content = (folder / "mymall.token").read_bytes()
    newer = _save(folder, older)
    for beside in (content, content[:-7], b"", b"\x00" * 99):
        (folder / "mymall.token.next").write_bytes(beside)
        (folder / "mymall.token.next").chmod(0o600)
        Vault(folder, "mymall").heal()
        assert Vault(folder, "mymall").read() == newer


def test_one_key_serves_all_malls_and_is_never_made_anew_beside_a_vault(folder):
    _save(folder, Chain("mymall"))
    key = (folder / "vault.key").read_bytes()
    _save(folder, Chain("second"), "second")
    assert (folder / "vault.key").read_bytes() == key
    (folder / "vault.key").unlink()
    with pytest.raises(ConfigError, match="from a backup"):
        Vault(folder, "third").reserve()
    assert not (folder / "vault.key").exists()


def test_a_file_under_another_malls_name_is_refused(folder):
    _save(folder, Chain("mymall"))
    (folder / "mymall.token").rename(folder / "second.token")
    with pytest.raises(ConfigError, match="another mall"):
        Vault(folder, "second").read()


def test_the_spent_mark_is_kept_and_starts_at_nothing(folder):
    vault = Vault(folder, "mymall")
    with vault.locked():
        assert vault.spent() == 0
        vault.mark_spent(12)
    assert Vault(folder, "mymall").spent() == 12


@pytest.mark.parametrize("mall", ["", "a", "-a", "My", "a/b", "..", "a.b", "a" * 64, "mall\n", "몰"])
def test_what_is_no_mall_id_names_no_file(folder, mall):
    with pytest.raises(ConfigError, match="no mall id"):
        Vault(folder, mall)


def test_a_folder_that_is_a_file_is_told_as_a_matter_of_the_disk(folder):
    folder.write_text("")
    with pytest.raises(StateError, match="credentials"), Vault(folder, "mymall").locked():
        pass
