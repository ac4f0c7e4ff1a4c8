"""Renewals in one process against an endpoint that misbehaves."""

import os
import resource
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from sheets_bridge.errors import BridgeError, Busy, ConfigError, LoginNeeded, Refused, StateError, Unavailable
from sheets_bridge.tokens import Vault


def test_a_fresh_token_is_used_without_asking(server, login):
    assert login.access_token() == login.access_token()
    assert server.requests == 1


def test_an_expired_token_is_renewed_once(server, login, clock):
    first = login.access_token()
    clock.pass_by(hours=2, minutes=1)
    second = login.access_token()
    assert second != first
    assert login.access_token() == second
    assert (server.rotations, server.reuses) == (2, 0)


def test_no_call_leaves_with_less_than_ten_minutes_of_life(server, login, clock):
    clock.pass_by(minutes=109)
    login.access_token()
    assert server.rotations == 1
    clock.pass_by(minutes=1)
    login.access_token()
    assert server.rotations == 2


def test_a_longer_need_renews_ahead(server, login):
    login.access_token(least=timedelta(hours=2))
    assert server.rotations == 2


@pytest.mark.parametrize("skew", [-3, 3])
def test_a_wrong_clock_does_not_matter(server, open_login, clock, skew):
    clock.pass_by(hours=skew)
    login = open_login()
    login.exchange("code")
    clock.pass_by(minutes=100)
    login.access_token()
    assert server.rotations == 1


@pytest.mark.parametrize("lost", ["cut", "torn", "html"])
def test_a_lost_answer_leads_over_bounded_tries_to_a_plain_loss(server, login, open_login, clock, lost):
    token = login.access_token()
    clock.pass_by(minutes=111)
    server.script = [lost]
    assert login.access_token() == token
    assert open_login().access_token() == token
    assert server.requests == 2
    clock.pass_by(minutes=2)
    assert open_login().access_token() == token
    assert server.requests == 3
    clock.pass_by(hours=1)
    with pytest.raises(LoginNeeded, match="connect cafe24 mymall"):
        open_login().access_token()
    assert server.requests == 3
    assert open_login().life().lost is not None


def test_a_doubtful_token_is_tried_after_one_five_and_thirty_minutes_and_never_again(server, login, open_login, clock):
    clock.pass_by(hours=3)
    server.script = ["drop"] * 9
    seen = []
    for _ in range(60):
        with pytest.raises((Unavailable, LoginNeeded)):
            open_login().access_token()
        seen.append(server.requests - 1)
        clock.pass_by(minutes=1)
    assert seen == [1] * 1 + [2] * 5 + [3] * 30 + [4] * 24
    with pytest.raises(LoginNeeded, match="no clear answer"):
        open_login().access_token()


def test_three_server_errors_and_then_a_token_make_one_chain(server, login, open_login, clock):
    clock.pass_by(hours=3)
    server.script = ["status:500 a"] * 3
    for minutes in (1, 5, 30):
        with pytest.raises(Unavailable):
            open_login().access_token()
        clock.pass_by(minutes=minutes)
    assert open_login().access_token() == server.issued[-2]
    assert (server.rotations, server.reuses) == (2, 0)


def test_within_one_process_a_failed_renewal_is_not_repeated_at_every_call(server, login, clock):
    clock.pass_by(minutes=115)
    server.script = ["status:400 odd_word"] * 9
    for _ in range(5):
        login.access_token()
    assert server.requests == 2
    clock.pass_by(minutes=1)
    login.access_token()
    assert server.requests == 3


def test_too_many_requests_are_waited_for_and_cost_no_token(server, login, clock, slept):
    clock.pass_by(hours=3)
    server.script = ["status:429 slow_down", "status:429 slow_down"]
    assert login.access_token() == server.issued[-2]
    assert slept == [1.0, 3.0]


def test_an_unreachable_server_leaves_the_token_untouched(server, login, open_login, clock, folder):
    clock.pass_by(hours=3)
    nowhere = open_login(url="http://127.0.0.1:1/token")
    with pytest.raises(Unavailable, match="no connection"):
        nowhere.access_token()
    chain = Vault(folder, "mymall").read()
    assert (chain.sent, chain.doubts, Vault(folder, "mymall").spent()) == (None, (), chain.generation - 1)
    assert open_login().access_token() == server.issued[-2]


def test_a_redirect_is_not_followed(server, login, clock):
    clock.pass_by(hours=3)
    server.script = ["status:307 moved"]
    with pytest.raises(Refused, match="307"):
        login.access_token()
    assert server.requests == 2


def test_a_wrong_client_secret_is_a_matter_of_configuration(server, login, open_login, clock):
    clock.pass_by(hours=3)
    server.script = ["status:401 invalid_client"]
    with pytest.raises(ConfigError, match="client_secret"):
        login.access_token()
    assert open_login().access_token() == server.issued[-2]


def test_a_removed_app_is_told_and_the_credentials_stay(server, login, open_login, clock, folder):
    clock.pass_by(hours=3)
    server.live = "killed elsewhere"
    with pytest.raises(LoginNeeded, match="the app was removed"):
        login.access_token()
    with pytest.raises(LoginNeeded):
        open_login().access_token()
    assert server.requests == 2
    assert Vault(folder, "mymall").read().current is not None


def test_a_login_of_more_than_two_weeks_ago_is_not_even_tried(server, login, clock):
    clock.pass_by(days=15)
    with pytest.raises(LoginNeeded, match="two weeks"):
        login.access_token()
    assert server.requests == 1
    assert "two weeks" in str(login.life().lost)


def test_a_refused_token_is_replaced_once_and_then_a_person_is_asked(server, login, clock):
    first = login.access_token()
    clock.pass_by(minutes=30)
    second = login.access_token(refused=first)
    assert second != first
    assert login.access_token(refused=first) == second
    with pytest.raises(LoginNeeded, match=r"401 .*no other program .*one app, one tool"):
        login.access_token(refused=second)
    assert server.rotations == 2


def test_an_answer_without_a_refresh_token_keeps_the_old_one(server, login, clock, folder, caplog):
    clock.pass_by(hours=3)
    server.change = {"refresh_token": None}
    kept = Vault(folder, "mymall").read().current.refresh_token
    login.access_token()
    assert Vault(folder, "mymall").read().current.refresh_token == kept
    assert "no refresh_token" in caplog.text


def test_an_unreadable_expiry_does_not_renew_at_every_call(server, login, clock, caplog):
    clock.pass_by(hours=3)
    server.change = {"expires_at": "soon"}
    assert login.access_token() == login.access_token()
    assert server.rotations == 2
    assert "expires_at" in caplog.text


def test_an_answer_for_another_mall_is_not_taken(server, login, clock):
    clock.pass_by(hours=3)
    server.change = {"mall_id": "othermall"}
    with pytest.raises(Unavailable, match="no token"):
        login.access_token()


def test_the_pair_before_stays_until_a_call_has_worked(login, clock, folder):
    clock.pass_by(hours=3)
    token = login.access_token()
    assert Vault(folder, "mymall").read().previous is not None
    login.worked(token)
    assert Vault(folder, "mymall").read().previous is None
    serial = Vault(folder, "mymall").read().serial
    login.worked(token)
    assert Vault(folder, "mymall").read().serial == serial


def test_a_new_consent_starts_a_new_chain_and_ends_a_loss(server, login, open_login, clock):
    clock.pass_by(hours=3)
    server.live = "killed elsewhere"
    with pytest.raises(LoginNeeded):
        login.access_token()
    server.live = "second code"
    assert login.exchange("second code").lost is None
    assert open_login().access_token() == login.access_token() == server.issued[-2]
    clock.pass_by(hours=3)
    assert login.access_token() == server.issued[-2]


def test_a_consent_after_the_vault_file_was_moved_away_does_not_pass_for_an_older_copy(
    server, login, open_login, clock, folder, caplog
):
    for _ in range(3):
        clock.pass_by(hours=3)
        login.access_token()
    (folder / "mymall.token").unlink()
    server.live = "second code"
    open_login().exchange("second code")
    clock.pass_by(minutes=111)
    assert open_login().access_token() == server.issued[-2]
    assert (server.rotations, caplog.text) == (6, "")


def test_a_consent_that_cannot_be_saved_is_no_success(server, open_login, folder):
    free = resource.getrlimit(resource.RLIMIT_FSIZE)

    def reached(point):
        if point == "token.answered":
            resource.setrlimit(resource.RLIMIT_FSIZE, (64, free[1]))

    try:
        with pytest.raises(StateError):
            open_login(reached).exchange("code")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, free)


def test_a_dead_code_is_told(server, open_login):
    with pytest.raises(LoginNeeded, match="one minute"):
        open_login().exchange("stale")


def test_a_code_whose_answer_is_lost_is_told_and_nothing_else_changes(server, login):
    before = login.access_token()
    server.script = ["drop"]
    with pytest.raises(Unavailable, match="A code works once"):
        login.exchange("another")
    assert login.access_token() == before


def test_a_mall_never_connected_is_told_how(open_login):
    with pytest.raises(LoginNeeded, match="never connected"):
        open_login().access_token()
    assert open_login().life() is None


def test_an_older_copy_of_the_vault_is_not_spent_while_access_lives(server, login, open_login, clock, folder, caplog):
    copy = folder / "mymall.token.backup"
    shutil.copy(folder / "mymall.token", copy)
    clock.pass_by(minutes=111)
    login.access_token()
    shutil.copy(copy, folder / "mymall.token")
    open_login().access_token()
    assert "an older copy" in caplog.text
    assert server.requests == 2
    clock.pass_by(hours=1)
    with pytest.raises(LoginNeeded):
        open_login().access_token()


def test_files_open_to_others_are_refused_with_the_fix(login, folder):
    (folder / "mymall.token").chmod(0o644)
    with pytest.raises(ConfigError, match=r"chmod 600 .*mymall.token"):
        login.access_token()
    (folder / "mymall.token").chmod(0o600)
    folder.chmod(0o755)
    with pytest.raises(ConfigError, match="chmod 700 "):
        login.access_token()


@pytest.mark.parametrize("key", [None, b"nonsense", b"A" * 43 + b"="])
def test_a_missing_or_wrong_key_changes_nothing(server, login, folder, key):
    before = (folder / "mymall.token").read_bytes()
    (folder / "vault.key").unlink()
    if key is not None:
        (folder / "vault.key").write_bytes(key)
        (folder / "vault.key").chmod(0o600)
    for attempt in (login.access_token, lambda: login.exchange("code")):
        with pytest.raises(ConfigError):
            attempt()
    assert (folder / "mymall.token").read_bytes() == before
    assert (folder / "vault.key").exists() is (key is not None)
    assert server.requests == 1


def test_a_folder_that_cannot_be_is_a_matter_of_the_disk(tmp_path, folder, open_login, server):
    folder.write_text("a file stands where the folder should be")
    with pytest.raises(StateError):
        open_login().exchange("code")
    assert server.requests == 0


def test_a_peer_that_keeps_the_lock_is_named_and_does_not_stop_a_living_token(server, login, open_login, clock, folder):
    token = login.access_token()
    with Vault(folder, "mymall").locked():
        clock.pass_by(minutes=111)
        assert open_login(lock_wait=0.05).access_token() == token
        clock.pass_by(hours=1)
        with pytest.raises(Busy, match=f"pid {os.getpid()}"):
            open_login(lock_wait=0.05).access_token()
    assert server.requests == 1


def test_a_disk_that_fails_after_the_request_leaves_the_token_in_memory_until_it_can_be_saved(
    server, login, open_login, clock, folder
):
    free = resource.getrlimit(resource.RLIMIT_FSIZE)

    def reached(point):
        if point == "token.answered":
            resource.setrlimit(resource.RLIMIT_FSIZE, (64, free[1]))

    clock.pass_by(hours=3)
    unlucky = open_login(reached)
    try:
        token = unlucky.access_token()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, free)
    assert Vault(folder, "mymall").read().current.access_token != token
    assert unlucky.access_token() == token == open_login().access_token()
    assert Vault(folder, "mymall").read().current.refresh_token == server.live


def test_lives_are_in_utc_and_name_who_consented(login, clock):
    life = login.life()
    assert life.access_until == clock.now + timedelta(hours=2)
    assert life.refresh_until == clock.now + timedelta(days=14)
    assert (life.consented_by, life.scopes, life.lost) == ("owner", ("mall.read_order",), None)
    assert life.access_until.utcoffset() == datetime.now(UTC).utcoffset()


def test_every_error_of_this_room_is_one_of_ours(server, login, open_login, clock, folder):
    clock.pass_by(hours=3)
    for script in ("status:403 insufficient_scope", "status:404 x", "status:302 x", "status:503 x"):
        server.script = [script]
        with pytest.raises(BridgeError):
            open_login().access_token()


def test_an_app_said_to_be_removed_once_by_mistake_costs_no_login(server, login, open_login, clock):
    clock.pass_by(hours=2, minutes=1)
    server.script = ["status:400 uninstalled app"]
    with pytest.raises(Unavailable, match="believed only when it says so again"):
        login.access_token()
    with pytest.raises(Unavailable):
        open_login().access_token()
    assert server.requests == 2
    clock.pass_by(minutes=31)
    assert open_login().access_token()
    assert (server.rotations, server.reuses) == (2, 0)


def test_an_app_that_stays_removed_is_believed_after_hours_and_asked_no_more(server, login, open_login, clock):
    clock.pass_by(hours=2, minutes=1)
    server.script = ["status:400 uninstalled app"] * 3
    for error in (Unavailable, Unavailable, LoginNeeded, LoginNeeded):
        with pytest.raises(error):
            open_login().access_token()
        clock.pass_by(hours=4)
    assert server.requests == 4
    assert "was removed from the mall, and said so again" in str(open_login().life().lost)
