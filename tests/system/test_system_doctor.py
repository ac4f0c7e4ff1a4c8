"""`doctor`: each thing a new user gets wrong is named with its fix, in order, and nothing is changed by looking."""

import inspect
import json
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from system_mall import EARLY, ORDERS, Mall, going_on, process
from system_sheet import Sheet

from sheets_bridge import locks
from sheets_bridge.cli import doctor
from sheets_bridge.cli.doctor import CHECKS
from sheets_bridge.messages import say
from sheets_bridge.spreadsheet import writer
from sheets_bridge.store import Store, life
from sheets_bridge.tables import TABLES

Findings = list[dict[str, Any]]
ASKED = [check.id for check in CHECKS if check.of != "medium" and check.id != "drop"]
"""What is looked at where there is a mall and nothing else."""
_VIEWER = {"error": {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}}
_API_OFF = {
    "error": {
        "code": 403, "status": "PERMISSION_DENIED",
        "message": "Google Sheets API has not been used in project 1 before or it is disabled.",
        "details": [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "SERVICE_DISABLED",
                     "metadata": {"activationUrl": "https://console.developers.google.com/enable"}}],
    }
}  # fmt: skip


@pytest.fixture(autouse=True)
def _a_visit_in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of a visit in this process pass at once."""
    visiting = inspect.unwrap(doctor._visiting)
    assert visiting.__defaults__ == (time.sleep,)
    monkeypatch.setattr(visiting, "__defaults__", (lambda _seconds: None,))


def visited(mall: Mall, code: int | None = None) -> Findings:
    """The findings of a visit, whose exit code is as expected."""
    told = mall.command("doctor", "--json")
    assert code is None or told.exit_code == code, told.text
    assert told.json["exit_code"] == told.exit_code
    found: Findings = told.json["findings"]
    return found


def of(findings: Findings, check: str) -> Findings:
    """The findings of one check."""
    return [finding for finding in findings if finding["check"] == check]


def grades(findings: Findings) -> dict[str, str]:
    """The worst grade of each check."""
    order = ("ok", "warning", "unchecked", "wrong")
    return {check: max((finding["grade"] for finding in of(findings, check)), key=order.index) for check in ASKED}


def sentence(finding: dict[str, Any]) -> str:
    """What is told of a finding, its fix with it."""
    return f"{finding['seen']} {finding['fix'] or ''}"


def test_a_healthy_set_up_is_told_so_and_only_the_daemon_is_missing(filled: Mall) -> None:
    findings = visited(filled, 0)
    found = grades(findings)
    assert found.pop("daemon") == "warning"
    assert set(found.values()) == {"ok"}
    assert [finding["check"] for finding in of(findings, "tabs")] == ["tabs"] * 3
    assert "hmac.key" in sentence(of(findings, "backups")[0])
    assert {"orders", "visitors"} == {
        word for word in ("orders", "visitors") for one in of(findings, "reading") if word in one["seen"]
    }


def test_the_checks_come_in_the_order_a_new_user_meets_them(filled: Mall) -> None:
    ids = list(dict.fromkeys(finding["check"] for finding in visited(filled)))
    assert ids == ASKED


def test_looking_changes_nothing_in_sheet_mall_and_state(filled: Mall, sheet: Sheet) -> None:
    def standing() -> tuple[Any, ...]:
        with sqlite3.connect(filled.folder / "state" / "bridge.db") as database:
            dump = "\n".join(database.iterdump())
        return [sheet.values(title) for title in sheet.properties()], sheet.asked("GET", "")["sheets"], dump

    before = standing()
    filled.forget_calls()
    visited(filled, 0)
    assert standing() == before
    methods = {call["method"] for call in filled.control("GET", "calls") if call["vendor"] == "cafe24"}
    assert methods <= {"GET"}


def test_before_anything_is_connected_the_login_is_wrong_and_what_builds_on_it_is_not_checked(
    unconnected: Mall,
) -> None:
    findings = visited(unconnected, 77)
    found = grades(findings)
    assert found["token"] == "wrong"
    assert "sheets-bridge connect cafe24 samplemall" in of(findings, "token")[0]["fix"]
    assert {found[check] for check in ("scopes", "shops", "reading", "pace")} == {"unchecked"}
    assert {found[check] for check in ("key", "api", "editor", "tabs")} == {"ok"}


def test_a_schedule_with_mistakes_is_shown_whole_and_machine_and_folders_are_looked_at_all_the_same(
    filled: Mall,
) -> None:
    filled.edit("every: 15 minutes", "evry: 15 minutes")
    filled.edit("table: visitors", "table: visitor")
    findings = visited(filled, 78)
    (told,) = of(findings, "schedule")
    assert "evry" in told["seen"]
    assert '"visitors"' in told["seen"]
    found = grades(findings)
    assert {found[check] for check in ("state", "credentials", "backups")} == {"ok"}
    assert {found[check] for check in ("clock", "client", "token", "key", "tabs", "daemon")} == {"unchecked"}


def test_no_schedule_at_all_is_no_crash(tmp_path: Path) -> None:
    told = process("doctor", "--json", "--schedule", str(tmp_path / "schedule.yaml"))
    assert told.exit_code == 78, told.text
    assert grades(told.json["findings"])["schedule"] == "wrong"


def damaged_client(mall: Mall) -> None:
    mall.edit_secret("cafe24-client.json", client_secret="")


def open_secret(mall: Mall) -> None:
    (mall.credentials / "google.json").chmod(0o644)


def lost_key(mall: Mall) -> None:
    (mall.credentials / "hmac.key").unlink()


def no_google_key(mall: Mall) -> None:
    (mall.credentials / "google.json").unlink()


def damaged_database(mall: Mall) -> None:
    (mall.folder / "state" / "bridge.db").write_bytes(b"no database at all" * 200)


def unshared(mall: Mall) -> None:
    mall.edit(mall.running.spreadsheet_id, mall.running.unshared_id)


def viewer_only(mall: Mall) -> None:
    mall.control("POST", "faults", {"method": "POST", "path": "/google/*:batchUpdate", "action": "status",
                                    "status": 403, "body": _VIEWER})  # fmt: skip


def api_off(mall: Mall) -> None:
    mall.fault("/google/*", action="status", status=403, body=_API_OFF)


def no_statistics(mall: Mall) -> None:
    mall.fault("/cafe24-analytics/*", action="status", status=403, times=9)


def no_such_shop(mall: Mall) -> None:
    mall.edit("shops: active", "shops: [1, 7]")


def expired(mall: Mall) -> None:
    mall.advance(days=15)


def nearly_over(mall: Mall) -> None:
    mall.advance(days=12)


def lost_column(mall: Mall) -> None:
    Sheet(mall).batch({"deleteDimension": {"range": {
        "sheetId": Sheet(mall).properties()[ORDERS]["sheetId"], "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3,
    }}})  # fmt: skip


def merged_cells(mall: Mall) -> None:
    sheet_id = Sheet(mall).properties()[ORDERS]["sheetId"]
    area = {"sheetId": sheet_id, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 1}
    Sheet(mall).batch({"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}})


def wrong_clock(mall: Mall) -> None:
    ahead = format_datetime(datetime.now(UTC) + timedelta(minutes=20), usegmt=True)
    mall.fault("/", action="status", status=200, headers={"Date": ahead}, body="x")


def slow_clock(mall: Mall) -> None:
    behind = format_datetime(datetime.now(UTC) - timedelta(minutes=2), usegmt=True)
    mall.fault("/", action="status", status=200, headers={"Date": behind}, body="x")


def nearly_used_up(mall: Mall) -> None:
    mall.fault("*/admin/orders/count", action="status", status=200, headers={"X-Cafe24-Call-Usage": "93"},
               body={"count": 1})  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "check", "grade", "code", "words"),
    [
        (damaged_client, "client", "wrong", 78, "client_secret"),
        (open_secret, "credentials", "wrong", 78, "chmod 600"),
        (lost_key, "backups", "wrong", 78, "백업에서"),
        (no_google_key, "key", "wrong", 78, "iam.disableServiceAccountKeyCreation"),
        (damaged_database, "state", "wrong", 74, "모두 다시 읽습니다"),
        (unshared, "editor", "wrong", 77, "편집자로 공유"),
        (viewer_only, "editor", "wrong", 77, "편집자로 공유"),
        (api_off, "api", "wrong", 77, "https://console.developers.google.com/enable"),
        (no_statistics, "reading", "wrong", 77, "mall.read_analytics"),
        (no_such_shop, "shops", "warning", 0, "7"),
        (expired, "token", "wrong", 77, "sheets-bridge connect cafe24 samplemall"),
        (nearly_over, "token", "warning", 0, "끝납니다"),
        (lost_column, "tabs", "wrong", 65, "사라"),
        (merged_cells, "tabs", "wrong", 65, "A2:A3"),
        (wrong_clock, "clock", "wrong", 78, "느립니다"),
        (slow_clock, "clock", "warning", 0, "빠릅니다"),
        (nearly_used_up, "pace", "warning", 0, "다른 프로그램"),
    ],
)
def test_what_is_wrong_is_named_with_its_fix_and_its_exit_code(
    filled: Mall, spoil: Callable[[Mall], None], check: str, grade: str, code: int, words: str
) -> None:
    spoil(filled)
    findings = visited(filled, code)
    assert grades(findings)[check] == grade
    assert any(words in sentence(finding) for finding in of(findings, check) if finding["grade"] == grade), findings


def test_a_lost_vault_key_is_named_with_what_is_left_to_do(filled: Mall) -> None:
    key = filled.credentials / "vault.key"
    kept = key.read_bytes()
    key.unlink()
    told = process("doctor", "--json", "--schedule", str(filled.schedule))
    key.write_bytes(kept)
    assert told.exit_code == 78
    assert "다시 연결" in of(told.json["findings"], "backups")[0]["fix"]


def test_a_mall_that_cannot_be_reached_is_no_verdict_on_the_login(filled: Mall) -> None:
    filled.fault("*/admin/shops", times=1000, action="status", status=503)
    findings = visited(filled, 69)
    assert (grades(findings)["token"], grades(findings)["shops"]) == ("ok", "wrong")
    assert grades(findings)["reading"] == "unchecked"


def test_a_permission_that_was_not_granted_is_named(unconnected: Mall) -> None:
    address = unconnected.command("connect", "cafe24", unconnected.name, "--print-url").out.strip()
    landed = unconnected.consent(address.replace(",mall.read_analytics", ""))
    unconnected.command("connect", "cafe24", unconnected.name, "--landed", landed)
    findings = visited(unconnected, 77)
    assert "mall.read_analytics" in of(findings, "scopes")[0]["seen"]


def test_another_installation_that_wrote_the_sheet_is_told(filled: Mall, sheet: Sheet) -> None:
    stranger = {"writer": "0123456789ab", "run": "0123456789ab", "at": "2026-11-01T04:30:00+09:00"}
    lookup = {"developerMetadataLookup": {"metadataKey": writer.WRITER_KEY}}
    changed = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": json.dumps(stranger)}}
    sheet.batch({"updateDeveloperMetadata": {**changed, "fields": "metadataValue"}})
    assert any("--take-over" in finding["seen"] for finding in of(visited(filled, 75), "tabs"))


def test_a_daemon_that_lives_is_seen(filled: Mall) -> None:
    with going_on("daemon", "--schedule", str(filled.schedule)) as process:
        assert process.stderr is not None
        process.stderr.readline()
        deadline = datetime.now(UTC) + timedelta(seconds=30)
        while (found := grades(visited(filled))["daemon"]) != "ok" and datetime.now(UTC) < deadline:
            pass
        process.terminate()
        process.communicate(timeout=30)
    assert found == "ok"


def test_one_check_alone_brings_what_it_builds_on_and_makes_no_call(filled: Mall) -> None:
    filled.edit(f"  clock: {filled.running.endpoints['clock']}\n", "")
    filled.forget_calls()
    told = filled.command("doctor", "--only", "daemon", "--json")
    assert [finding["check"] for finding in told.json["findings"]] == ["schedule", "daemon"]
    assert (told.exit_code, filled.control("GET", "calls")) == (0, [])
    assert filled.command("doctor", "--only", "nonsense").exit_code == 2


def test_a_daemon_that_hangs_is_wrong(filled: Mall) -> None:
    (filled.folder / "state" / "locks").mkdir(exist_ok=True)
    with (
        locks.hold(filled.folder / "state" / "locks" / "daemon.lock", wait=0.0, what=say("The test")),
        Store(filled.folder / "state" / "bridge.db", TABLES) as store,
    ):
        life.beat(store, "daemon", EARLY, {})
        assert filled.command("doctor", "--only", "daemon").exit_code == 0
        filled.advance(minutes=10)
        told = filled.command("doctor", "--only", "daemon")
        life.beat(store, "daemon", EARLY + timedelta(minutes=10), {"schedule_error": "schedule.yaml:3: nonsense"})
        changed = filled.command("doctor", "--only", "daemon", "--json")
    assert told.exit_code == 74
    assert "nonsense" in of(changed.json["findings"], "daemon")[0]["seen"]


def test_people_read_it_in_their_language_with_the_fix_below(unconnected: Mall) -> None:
    told = unconnected.process("doctor")
    assert told.exit_code == 77
    lines = told.err.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("✘ 로그인 samplemall"))
    assert lines[at + 1].strip() == "→ 대표운영자로 연결: sheets-bridge connect cafe24 samplemall"
    assert "확인 못 함 4" in lines[-1]
