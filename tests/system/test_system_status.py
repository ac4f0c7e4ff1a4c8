"""`status`, `jobs` and `--help`: what they show, what they cost, and that nothing here tells a secret."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta

from system_mall import EARLY, TABS, Mall, process

from sheets_bridge.tokens import Vault

HEAVY = ("gspread", "flask", "requests", "urllib3", "google.auth", "cryptography", "ruamel.yaml", "rich", "waitress")
_LOADED = f"""
import json, sys
from sheets_bridge.cli import main
sys.argv = ["sheets-bridge", *sys.argv[1:]]
try:
    main()
finally:
    print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)
"""


def test_status_before_anything_says_what_is_not_there_yet(unconnected: Mall) -> None:
    told = unconnected.command("status", "--json")
    assert told.exit_code == 0
    assert [(job["job"], job["outcome"]) for job in told.json["jobs"]] == [("orders", None), ("visitors", None)]
    (account,) = told.json["accounts"]
    assert (account["account"], account["connected"], account["refresh_until"]) == (unconnected.name, False, None)
    assert "sheets-bridge connect cafe24 samplemall" in unconnected.command("status").text


def test_status_shows_each_jobs_last_run_in_the_shape_of_run(filled: Mall) -> None:
    ran = filled.ran()
    shown = {job["job"]: job for job in filled.command("status", "--json").json["jobs"]}
    for job in ran["jobs"]:
        assert shown[job["job"]].items() >= job.items()
        started, ended = (datetime.fromisoformat(shown[job["job"]][name]) for name in ("started", "ended"))
        assert EARLY <= started <= ended < EARLY + timedelta(minutes=10)


def test_status_shows_how_long_a_login_lasts(mall: Mall) -> None:
    account = mall.command("status", "--json").json["accounts"][0]
    access, refresh = (datetime.fromisoformat(account[name]) for name in ("access_until", "refresh_until"))
    assert account["connected"] is True
    assert abs(access - EARLY - timedelta(hours=2)) < timedelta(minutes=5)
    assert abs(refresh - EARLY - timedelta(days=14)) < timedelta(minutes=5)
    assert {"mall.read_order", "mall.read_store", "mall.read_analytics"} <= set(account["scopes"])
    assert account["warning"] is None


def test_status_warns_when_a_login_ends_within_days(mall: Mall) -> None:
    mall.advance(days=12)
    assert mall.command("status", "--json").json["accounts"][0]["warning"]


def test_status_makes_no_call_to_anybody(filled: Mall) -> None:
    filled.forget_calls()
    filled.command("status")
    filled.command("jobs")
    assert filled.control("GET", "calls") == []


def test_status_shows_a_failed_run_with_its_reason(filled: Mall) -> None:
    filled.fault("*/admin/shops", times=1000, action="status", status=503)
    assert filled.run("orders").exit_code == 69
    shown = filled.command("status", "--json").json["jobs"]
    assert [job["outcome"] for job in shown] == ["failed", "ok"]
    assert "503" in shown[0]["message"]


def test_status_says_in_the_readers_language_that_the_database_was_broken(filled: Mall) -> None:
    (filled.folder / "state" / "bridge.db").write_bytes(b"this is no database" * 100)
    told = filled.process("status")
    assert told.exit_code == 0
    assert "bridge.db 파일이 손상되었습니다" in told.err
    assert "is broken" not in told.text


def test_status_as_a_table_names_jobs_and_malls(filled: Mall) -> None:
    said = filled.process("status")
    assert said.exit_code == 0
    for word in ("orders", "visitors", filled.name, "2026-11-15"):
        assert word in said.text


def test_jobs_shows_every_job_with_its_streams_and_tabs(unconnected: Mall) -> None:
    told = unconnected.process("jobs")
    assert told.exit_code == 0
    for word in ("orders", "visitors", "samplemall.orders", "samplemall.visitors", *TABS):
        assert word in told.text


def test_no_command_tells_a_secret(unconnected: Mall) -> None:
    told = unconnected.process("connect", "cafe24", unconnected.name, "--print-url")
    landed = unconnected.consent(told.out.strip())
    unconnected.process("connect", "cafe24", unconnected.name, "--landed", landed)
    unconnected.process("run", "--json")
    unconnected.advance(hours=3)
    unconnected.fault("*/admin/orders", action="status", status=401, nth=2)
    unconnected.fault("/google/*", action="reset", nth=2)
    unconnected.process("run", "visitors", "--json")
    unconnected.run("orders", "--heal")
    for words in (["status", "--json"], ["status"], ["jobs"], ["connect", "cafe24", unconnected.name, "--code", "x"]):
        unconnected.command(*words)
    unconnected.edit(unconnected.running.spreadsheet_id, unconnected.running.unshared_id)
    unconnected.run()
    assert len(unconnected.secrets) >= 7
    assert len(unconnected.told) == 10
    assert unconnected.leaks() == []


def test_the_vault_does_not_show_its_tokens_either(mall: Mall) -> None:
    chain = Vault(mall.credentials, mall.name).read()
    assert chain is not None
    assert chain.current is not None
    tokens = (chain.current.access_token, chain.current.refresh_token)
    files = [file for file in mall.credentials.iterdir() if file.is_file()]
    assert len(files) >= 3
    assert not [file.name for file in files if any(token.encode() in file.read_bytes() for token in tokens)]
    assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o600"}
    assert oct(mall.credentials.stat().st_mode & 0o777) == "0o700"


def test_the_looking_for_secrets_finds_one_that_is_told(mall: Mall) -> None:
    address = mall.command("connect", "cafe24", mall.name, "--print-url").out.strip()
    mall.secrets.add(mall.running.client.client_id)
    assert mall.leaks()
    mall.secrets.remove(mall.running.client.client_id)
    assert mall.running.client.client_id in address


def loaded(*words: str) -> tuple[list[str], str]:
    """The heavy libraries a command loads, and what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *words],
        env={**os.environ, "SHEETS_BRIDGE_LANGUAGE": "en"}, capture_output=True, text=True, timeout=30, check=True,
    )  # fmt: skip
    names: list[str] = json.loads(done.stderr.splitlines()[-1])
    return names, done.stdout


def test_help_loads_no_heavy_library() -> None:
    for words in ([], ["run"], ["demo"], ["connect"]):
        names, said = loaded(*words, "--help")
        assert names == []
        assert "--help" in said


def test_help_names_the_way_from_a_first_look_to_a_daemon() -> None:
    said = " ".join(process("--help").out.split())
    steps = [said.index(f"sheets-bridge {step}") for step in ("demo", "init", "daemon")]
    assert steps == sorted(steps)
    assert "next three times" in process("jobs", "--help").out


def test_status_and_jobs_load_nothing_that_makes_calls(filled: Mall) -> None:
    # The sandbox's clock is asked over the network, a real one is not.
    filled.edit(f"  clock: {filled.running.endpoints['clock']}\n", "")
    for command in ("status", "jobs"):
        names, said = loaded(command, "--schedule", str(filled.schedule))
        assert not {"gspread", "google.auth", "requests", "urllib3"} & set(names), command
        assert "orders" in said


def test_the_version_is_that_of_the_package() -> None:
    names, said = loaded("--version")
    assert (names, said.strip()) == ([], "0.1.0")


def test_an_app_that_was_removed_is_doubted_first_and_then_told_with_what_to_do(filled: Mall) -> None:
    filled.control("POST", "app", {"installed": False})
    filled.advance(hours=3)
    assert filled.run().exit_code == 69
    (account,) = filled.command("status", "--json").json["accounts"]
    assert account["lost"] is None
    assert "앱이 삭제되었다는 응답을 받았습니다" in filled.command("status").text
    filled.advance(hours=7)
    assert filled.run().exit_code == 77
    (account,) = filled.command("status", "--json").json["accounts"]
    assert account["connected"] is False
    assert "앱이 쇼핑몰에서 삭제되었다고" in account["lost"]
    assert f"sheets-bridge connect cafe24 {filled.name}" in account["lost"]
    assert "앱이 쇼핑몰에서 삭제되었다고" in filled.command("status").text
