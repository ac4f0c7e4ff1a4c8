"""Renewals by real processes: together, killed, stopped, on a full disk."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sheets_bridge.tokens import CRASH_POINTS, Vault
from sheets_bridge.tokens.chain import promoted

DRIVER = Path(__file__).parent / "driver.py"


def _start(server, folder, **wish):
    order = json.dumps({"folder": str(folder), "url": server.url, **wish})
    return subprocess.Popen(
        [sys.executable, str(DRIVER), order],
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _run(server, folder, **wish):
    process = _start(server, folder, **wish)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_four_processes_in_need_at_once_spend_each_refresh_token_once(server, folder, login):
    rounds = 5
    processes = [_start(server, folder, times=rounds, step=True) for _ in range(4)]
    for number in range(rounds):
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        assert [process.stdout.readline() for process in processes] == ["token\n"] * 4
        assert server.rotations == number + 2
    for process in processes:
        process.communicate(timeout=20)
    assert (server.reuses, server.requests) == (0, rounds + 1)


@pytest.mark.parametrize("point", CRASH_POINTS)
def test_a_kill_at_any_point_is_healed_by_the_next_process_or_told_plainly(server, folder, login, point):
    code, _, _ = _run(server, folder, kill=point)
    assert code == -signal.SIGKILL
    _, said, _ = _run(server, folder)
    if point == "token.answered":
        assert said.startswith("77 ")
        assert "sheets-bridge connect cafe24 mymall" in said
        assert "the answer to an earlier renewal was lost" in said
    else:
        assert said == "token\n"
        assert (server.rotations, server.reuses) == (2, 0)


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("token.sent", "77 "),
        ("token.answered", "77 "),
        ("token.saved", "token\n"),
        ("token.parsed", "token\n"),
        ("token.active", "token\n"),
    ],
)
def test_a_kill_during_a_first_consent_leaves_a_login_or_none(server, folder, point, said):
    code, _, _ = _run(server, folder, kill=point, code="code")
    assert code == -signal.SIGKILL
    _, out, _ = _run(server, folder)
    assert out.startswith(said)
    assert server.reuses == 0


def test_kills_one_after_another_are_all_healed(server, folder, login):
    for point in ("token.sent", "token.intent", "token.saved", "token.sent", "token.active", "token.sent"):
        _run(server, folder, kill=point)
        _, said, _ = _run(server, folder)
        assert said == "token\n"
    assert server.reuses == 0


def test_what_was_lost_while_the_access_token_lives_is_told_only_when_it_ends(server, folder, login, clock):
    _run(server, folder, kill="token.answered", hours=1.9)
    _, said, noise = _run(server, folder, hours=1.9)
    assert said == "token\n"
    assert "sheets-bridge connect cafe24 mymall" in noise
    assert server.requests == 3
    _, said, _ = _run(server, folder, hours=3)
    assert said.startswith("77 ")
    assert server.requests == 3


@pytest.mark.parametrize("polite", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_during_a_slow_answer_waits_until_the_token_is_saved(server, folder, login, polite):
    server.script = ["slow"]
    server.arrived.clear()
    process = _start(server, folder)
    assert server.arrived.wait(20)
    process.send_signal(polite)
    server.release.set()
    process.communicate(timeout=20)
    assert process.returncode != 0
    assert Vault(folder, "mymall").read().current.refresh_token == server.live


def test_no_room_before_the_request_means_no_request(server, folder, login):
    before = Vault(folder, "mymall").read()
    _, said, _ = _run(server, folder, limit=8192)
    assert said.startswith("74 ")
    assert "free space" in said
    assert server.requests == 1
    assert Vault(folder, "mymall").read() == before


def test_no_room_before_the_request_but_life_left_means_going_on(server, folder, login):
    _, said, noise = _run(server, folder, limit=8192, hours=1.9)
    assert said == "token\n"
    assert "free space" in noise
    assert server.requests == 1
    _, said, _ = _run(server, folder)
    assert said == "token\n"
    assert server.reuses == 0


def test_a_disk_that_fills_up_after_the_request_does_not_lose_the_token(server, folder, login, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a tiny disk")
    try:
        for file in folder.iterdir():
            (small / file.name).write_bytes(file.read_bytes())
            (small / file.name).chmod(0o600)
        _fill_up_then_renew(server, small)
    finally:
        subprocess.run(["umount", str(small)], check=True)
    assert server.reuses == 0


def _fill_up_then_renew(server, small):
    server.script = ["slow"]
    server.arrived.clear()
    process = _start(server, small)
    assert server.arrived.wait(20)
    with (small / "filler").open("wb", buffering=0) as filler:
        _write_until_full(filler)
    server.release.set()
    out, _ = process.communicate(timeout=20)
    assert out == "token\n"
    assert _refresh_token(small) == server.live


def _write_until_full(filler):
    try:
        while filler.write(b"x" * 512):
            pass
    except OSError:
        os.fsync(filler.fileno())


def _refresh_token(folder):
    return promoted(Vault(folder, "mymall").read()).current.refresh_token


def test_no_secret_is_in_any_output_even_at_debug_level(server, folder, login):
    server.script = ["ok", "html", "status:500 oops", "status:401 invalid_client"]
    everything = ""
    for wish in ({"times": 3}, {"kill": "token.answered"}, {}):
        _, out, err = _run(server, folder, **wish)
        everything += out + err
    for secret in (*server.issued, "app-secret-value"):
        assert secret not in everything
