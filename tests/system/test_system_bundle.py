"""`doctor --bundle`: a report for support in which nobody can be found, whatever was planted."""

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from system_mall import ORDERS, Mall, Told
from system_sheet import Sheet

from sheets_bridge.tokens import Vault

PLANTED = {
    "a buyer's phone": "010-9876-5432",
    "a phone without hyphens": "01098765432",
    "a buyer's e-mail": "hong.gildong@customer.example",
    "an order": "20261030-0000077",
    "a resident number": "900101-1234567",
    "a header": "Bearer abcDEF123456ghi",
    "a code": "Zz9planted8code7",
    "a Google token": "ya29.a0AfPlanted-Token_123",
    "a web hook": "T0PLANTED/B0HOOK/sEcReThOoK",
    "a password": "hunter2planted",
}
_LOG = f"""2026-11-01 09:00 cafe24 said: buyer {PLANTED["a buyer's phone"]} / {PLANTED["a phone without hyphens"]}
{PLANTED["a buyer's e-mail"]} {PLANTED["an order"]} {PLANTED["a resident number"]}
Authorization: {PLANTED["a header"]}
https://brand.example/landed?code={PLANTED["a code"]}&state=x {PLANTED["a Google token"]}
"""


def packed(mall: Mall, *words: str) -> tuple[Told, dict[str, str]]:
    """A bundle made by the command, unpacked."""
    file = mall.folder / "bundle.zip"
    told = mall.command("doctor", "--bundle", str(file), *words)
    with zipfile.ZipFile(file) as archive:
        return told, {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.fixture
def planted(filled: Mall) -> Iterator[Mall]:
    """A log, a schedule and a quarantine that hold what must not be read elsewhere."""
    log = plant(filled)
    yield filled
    # What was planted is no leak of the product's own.
    log.unlink()


def living(mall: Mall) -> list[str]:
    """The secrets that are good now."""
    chain = Vault(mall.credentials, mall.name).read()
    assert chain is not None
    assert chain.current is not None
    pair = (chain.current.access_token, chain.current.refresh_token)
    return [mall.running.client.client_secret, mall.running.google_token, *pair]


def plant(mall: Mall) -> Path:
    logs = mall.folder / "state" / "logs"
    logs.mkdir()
    keys = [(mall.credentials / name).read_text() for name in ("vault.key", "hmac.key")]
    # Split by words that no pattern knows: only who knows the live secrets finds these.
    live = " … ".join([*keys, *living(mall)])
    (logs / "sheets-bridge.log").write_text(f"{_LOG}… {live} …\n", "utf-8")
    mall.edit("{table: visitors}", f"""{{table: visitors, where: "account <> '{PLANTED["a buyer's e-mail"]}'"}}""")
    with sqlite3.connect(mall.folder / "state" / "bridge.db") as database:
        database.execute("INSERT INTO quarantine VALUES (1, ?, 'order_date', '2026-11-01')", (PLANTED["an order"],))
    return logs / "sheets-bridge.log"


def test_nothing_secret_and_nobody_is_in_a_bundle(planted: Mall) -> None:
    _told, members = packed(planted)
    running = planted.running
    hidden = {
        **PLANTED, **{f"secret {n}": secret for n, secret in enumerate(planted.secrets)},
        "the mall": planted.name, "the spreadsheet": running.spreadsheet_id, "the client id": running.client.client_id,
        "the service account": running.service_account_email, "the folder": str(planted.folder),
        **{name: (planted.credentials / name).read_text().strip() for name in ("vault.key", "hmac.key")},
    }  # fmt: skip
    assert len(planted.secrets) >= 5
    found = {(what, name) for what, word in hidden.items() for name, text in members.items() if word in text}
    assert found == set()


def test_a_bundle_tells_what_support_needs(planted: Mall) -> None:
    told, members = packed(planted)
    assert told.exit_code == 0, told.text
    versions, files, state = (json.loads(members[name]) for name in ("versions.json", "files.json", "state.json"))
    assert versions["sheets_bridge"] == "0.1.0"
    assert versions["packages"]["gspread"] == "6.2.1"
    assert files["credentials/[mall-1].token"]["mode"] == "600"
    assert state["quarantine"] == [{"stream": "orders", "reason": "order_date", "entries": 1}]
    assert state["rows"]["orders"] > 0
    assert {run["outcome"] for run in state["runs"]} == {"ok"}
    findings: list[dict[str, Any]] = json.loads(members["findings.json"])
    assert {finding["check"] for finding in findings} >= {"python", "schedule", "token", "tabs", "daemon"}
    assert "cafe24 said: buyer [phone] / [phone]" in members["log.txt"]


def test_a_bundles_schedule_shows_its_shape_and_no_value_that_tells_of_anybody(planted: Mall) -> None:
    text = packed(planted)[1]["schedule.yaml"]
    assert "every: 15 minutes" in text
    assert "      RAW_방문:\n        table: visitors\n        where: (" in text
    assert "google: (" in text
    assert "spreadsheet: (" in text


def test_a_secret_typed_into_the_schedule_by_mistake_stays_home(filled: Mall) -> None:
    filled.edit("language: ko", f"language: ko\nnotify: slack://{PLANTED['a web hook']}\npassword: "
                                f"{PLANTED['a password']}")  # fmt: skip
    told, members = packed(filled)
    assert told.exit_code == 78
    assert not [name for name, text in members.items()
                if PLANTED["a web hook"] in text or PLANTED["a password"] in text]  # fmt: skip
    assert "password: (14 characters)" in members["schedule.yaml"]


def test_a_bundle_is_made_where_nothing_works(unconnected: Mall) -> None:
    unconnected.edit("jobs:", "jbos: [")
    told, members = packed(unconnected)
    assert told.exit_code == 78
    assert members["schedule.yaml"].startswith("(no YAML")
    assert json.loads(members["state.json"]) == {"database": "absent"}


def test_a_bundle_is_closed_to_others_and_replaces_nothing(filled: Mall) -> None:
    packed(filled)
    file = filled.folder / "bundle.zip"
    assert oct(file.stat().st_mode & 0o777) == "0o600"
    before = file.read_bytes()
    told = filled.command("doctor", "--bundle", str(file))
    assert (told.exit_code, file.read_bytes()) == (78, before)


def test_a_tab_named_after_the_mall_is_told_by_its_stand_in(filled: Mall, sheet: Sheet) -> None:
    filled.edit(f"{ORDERS}:", f"{filled.name} 주문:")
    members = packed(filled)[1]
    assert "[mall-1] 주문" in members["schedule.yaml"]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own: what lies in the real one is nobody's business here."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
