"""`init` at a real terminal, in Korean: from an empty folder to a daemon that has run two scheduled jobs."""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from system_mall import ITEMS, ORDERS, VISITORS, Mall, Told, going_on, process
from system_sheet import Sheet
from system_terminal import Terminal, terminal

from sheets_bridge.store import Store, queue
from sheets_bridge.tables import TABLES

_NOT_SHARED = {
    "error": {"code": 403, "message": "The caller does not have permission", "status": "PERMISSION_DENIED"}
}  # fmt: skip


@dataclass(frozen=True)
class Newcomer:
    """Somebody with an empty folder, an app at Cafe24, a downloaded key and a sheet."""

    folder: Path
    mall: Mall
    key: Path
    client: Path

    @property
    def endpoints(self) -> list[str]:
        """The sandbox in place of the vendors."""
        return [word for name, address in self.mall.running.endpoints.items()
                for word in ("--endpoint", f"{name}={address}")]  # fmt: skip

    @property
    def sheet(self) -> str:
        """The address of the sheet, as a browser shows it."""
        return f"https://docs.google.com/spreadsheets/d/{self.mall.running.spreadsheet_id}/edit#gid=0"

    @property
    def schedule(self) -> Path:
        """The schedule that `init` writes."""
        return self.folder / "schedule.yaml"

    def init(self, *words: str, typed: str = "") -> Told:
        """`init` without a terminal."""
        return process("init", *words, cwd=self.folder, typed=typed)

    def ran(self, job: str) -> int:
        """How often a job has run at its time."""
        return sum(entry.job == job for entry in self.entries("schedule"))

    def entries(self, trigger: str) -> list[queue.Entry]:
        """The runs of a kind that are over."""
        with Store(self.folder / "state" / "bridge.db", TABLES) as store:
            return [entry for entry in queue.standing(store, "done") if entry.trigger == trigger]


@pytest.fixture
def newcomer(unconnected: Mall, tmp_path: Path) -> Iterator[Newcomer]:
    """Somebody who begins."""
    folder, downloads = tmp_path / "브랜드", tmp_path / "Downloads"
    folder.mkdir()
    downloads.mkdir()
    key, client = downloads / "my-project-1a2b.json", downloads / "client.json"
    key.write_bytes((unconnected.credentials / "google.json").read_bytes())
    client.write_bytes((unconnected.credentials / "cafe24-client.json").read_bytes())
    key.chmod(0o644)
    yield Newcomer(folder, unconnected, key, client)
    secrets = [unconnected.running.client.client_secret, unconnected.running.google_token]
    state = [path for path in (folder / "state").rglob("*") if path.is_file()]
    assert not [path for path in state if any(secret.encode() in path.read_bytes() for secret in secrets)]


def answers_papers(newcomer: Newcomer, screen: Terminal) -> None:
    """The schedule, the app and the key."""
    running = newcomer.mall.running
    screen.waits_for("쇼핑몰 아이디")
    screen.types("https://samplemall.cafe24.com/admin")
    screen.waits_for("구글 시트 주소:")
    screen.types(newcomer.sheet)
    screen.waits_for("며칠부터 수집할까요?")
    screen.types("2026-10-26")
    screen.waits_for("클라이언트 아이디")
    screen.types(running.client.client_id)
    screen.waits_for("클라이언트 시크릿")
    wait_until(lambda: not screen.echoes())
    screen.types(running.client.client_secret)
    screen.waits_for("Redirect URI(등록한 그대로)")
    screen.types(running.client.redirect_uri)
    screen.waits_for("그 파일은 어디에 있나요?")
    screen.types(f"'{newcomer.key}'")


def consents(newcomer: Newcomer, screen: Terminal) -> None:
    """Open the address shown, agree, paste where one landed."""
    screen.waits_for("http://127.0.0.1")
    address = "http://127.0.0.1" + screen.waits_for("\n").strip()
    screen.waits_for("주소를 붙여 넣으세요")
    screen.types(newcomer.mall.consent(address))


def wait_until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Look again and again until something is so, leaving others a moment of the machine between two looks."""
    ends, moment = time.monotonic() + seconds, threading.Event()
    while not true():
        assert time.monotonic() < ends, "waited in vain"
        moment.wait(0.05)


def test_from_an_empty_folder_to_a_daemon_that_has_run_two_scheduled_jobs(newcomer: Newcomer) -> None:
    mall = newcomer.mall
    mall.fault("/google/v4/spreadsheets/*", action="status", status=403, body=_NOT_SHARED)
    with terminal("init", *newcomer.endpoints, cwd=newcomer.folder) as screen:
        answers_papers(newcomer, screen)
        consents(newcomer, screen)
        screen.waits_for(f"공유 → {mall.running.service_account_email} 추가 → 편집자")
        screen.waits_for("Enter를 누르세요")
        screen.types("")
        assert "공유 확인됨" in screen.waits_for("편집할 수 있습니다")
        screen.waits_for("✔ 첫 실행이 검증되었습니다")
        screen.waits_for("sheets-bridge daemon")
        assert screen.ends() == 0
    assert mall.running.client.client_secret not in screen.screen
    assert mall.running.google_token not in screen.screen
    assert "# 쇼핑몰 아이디(mall_id): https://samplemall.cafe24.com" in newcomer.schedule.read_text("utf-8")
    two_scheduled_jobs(newcomer)


def two_scheduled_jobs(newcomer: Newcomer) -> None:
    """Start the daemon, let an hour pass: both jobs have run by themselves twice, and the sheet is true."""
    mall = newcomer.mall
    with going_on("daemon", cwd=newcomer.folder) as daemon:
        wait_until(lambda: {entry.job for entry in newcomer.entries("schedule")} == {"orders", "visitors"})
        mall.advance(minutes=40)
        wait_until(lambda: newcomer.ran("orders") == 2)
        mall.advance(minutes=40)
        wait_until(lambda: newcomer.ran("visitors") == 2)
        daemon.send_signal(signal.SIGTERM)
        daemon.communicate(timeout=60)
    assert daemon.returncode == 0
    assert [entry.report for entry in newcomer.entries("schedule") if entry.exit_code] == []
    sheet = Sheet(mall)
    assert {title: sheet.differences(title, table) for title, table in
            ((ORDERS, "orders"), (ITEMS, "order_items"), (VISITORS, "visitors"))} == {
        ORDERS: [], ITEMS: [], VISITORS: []}  # fmt: skip


def test_every_step_may_be_broken_off_and_is_found_again(newcomer: Newcomer) -> None:
    with terminal("init", *newcomer.endpoints, cwd=newcomer.folder) as screen:
        screen.waits_for("쇼핑몰 아이디")
        assert screen.breaks_off() == 78
        assert "여기서 멈췄습니다" in screen.screen
    assert not newcomer.schedule.exists()
    with terminal("init", *newcomer.endpoints, cwd=newcomer.folder) as screen:
        answers_papers(newcomer, screen)
        screen.waits_for("주소를 붙여 넣으세요")
        assert screen.breaks_off() == 77
    with terminal("init", cwd=newcomer.folder) as screen:
        shown = screen.waits_for("4/6")
        assert shown.count("✔") == 3
        consents(newcomer, screen)
        assert screen.ends() == 0
    again = newcomer.init()
    assert again.exit_code == 0
    assert again.err.count("✔") == 6
    assert "모든 작업이 이미 잘 실행되었습니다" in again.err


def test_a_wrong_answer_is_asked_again_with_what_is_wrong(newcomer: Newcomer) -> None:
    with terminal("init", *newcomer.endpoints, cwd=newcomer.folder) as screen:
        screen.waits_for("쇼핑몰 아이디")
        screen.types("My Mall!")
        screen.waits_for("쇼핑몰 아이디가 아닙니다")
        screen.types("samplemall")
        screen.waits_for("구글 시트 주소:")
        screen.types("https://docs.google.com/spreadsheets/d/e/2PACX-published/pubhtml")
        screen.waits_for("사본의 주소입니다")
        screen.types(newcomer.sheet)
        screen.waits_for("며칠부터")
        screen.types("yesterday")
        screen.waits_for("first-order")
        screen.types("first-order")
        screen.waits_for("클라이언트 아이디")
        screen.types("id")
        screen.waits_for("시크릿")
        screen.types("secret")
        screen.waits_for("Redirect URI(")
        screen.types("http://brand.example")
        screen.waits_for("https 주소여야 합니다")
        screen.types("https://brand.example/x")
        screen.waits_for("어디에 있나요?")
        screen.types("/nowhere/key.json")
        screen.waits_for("읽을 수 없습니다")
        screen.types(str(newcomer.client))
        screen.waits_for("서비스 계정 키여야 합니다")
        screen.types(str(newcomer.key))
        screen.waits_for("4/6")
        assert "history: first-order" in newcomer.schedule.read_text("utf-8")


def test_what_was_pasted_wrongly_brings_a_new_address(newcomer: Newcomer) -> None:
    given = ["--mall", "samplemall", "--sheet", newcomer.sheet, "--history", "2026-10-26", "--client",
             str(newcomer.client), "--google-key", str(newcomer.key)]  # fmt: skip
    with terminal("init", *newcomer.endpoints, *given, cwd=newcomer.folder) as screen:
        screen.waits_for("주소를 붙여 넣으세요")
        screen.types("https://brand.example/cafe24")
        screen.waits_for("code와 state가 없습니다")
        screen.types("")
        consents(newcomer, screen)
        assert screen.ends() == 0


def test_a_script_answers_by_options_and_the_landed_address_by_stdin(newcomer: Newcomer) -> None:
    given = ["--mall", "samplemall", "--sheet", newcomer.sheet, "--history", "2026-10-26", "--client",
             str(newcomer.client), "--google-key", str(newcomer.key)]  # fmt: skip
    with going_on("init", *newcomer.endpoints, *given, cwd=newcomer.folder) as script:
        assert script.stdout is not None
        landed = newcomer.mall.consent(script.stdout.readline().strip())
        _out, err = script.communicate(f"{landed}\n", timeout=60)
    assert script.returncode == 0, err
    assert "the first run is verified" in err
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (newcomer.folder / "credentials").iterdir()}
    assert set(modes.values()) == {"0o600"}
    assert oct((newcomer.folder / "credentials").stat().st_mode & 0o777) == "0o700"
    assert json.loads((newcomer.folder / "credentials" / "cafe24-client.json").read_text())["client_id"]


def test_the_address_landed_on_may_be_an_option_too(newcomer: Newcomer) -> None:
    given = ["--mall", "samplemall", "--sheet", newcomer.sheet, "--history", "2026-10-26", "--client",
             str(newcomer.client), "--google-key", str(newcomer.key)]  # fmt: skip
    assert newcomer.init(*newcomer.endpoints, *given).exit_code == 77
    address = process("connect", "cafe24", "samplemall", "--print-url", cwd=newcomer.folder).out.strip()
    landed = newcomer.mall.consent(address)
    told = newcomer.init("--landed", landed)
    assert told.exit_code == 0, told.text
    assert newcomer.init("--landed", landed).exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--mall", "My Mall!"], "is no mall id"),
        (["--mall", "samplemall", "--sheet", "nonsense"], "no address of a Google sheet"),
        (["--mall", "samplemall", "--sheet", "x" * 44, "--history", "2099-01-01"], "lies in the future"),
        ([], "Stopped here"),
    ],
)
def test_a_script_with_a_wrong_or_missing_answer_ends_and_waits_for_nobody(
    newcomer: Newcomer, words: list[str], said: str
) -> None:
    told = newcomer.init(*words)
    assert told.exit_code == 78
    assert said in told.text


def test_a_sheet_that_is_not_shared_ends_a_script_with_the_address_to_share_with(newcomer: Newcomer) -> None:
    landed = newcomer.mall
    given = ["--mall", "samplemall", "--history", "2026-10-26", "--client", str(newcomer.client), "--google-key",
             str(newcomer.key), "--sheet", landed.running.unshared_id]  # fmt: skip
    with going_on("init", *newcomer.endpoints, *given, cwd=newcomer.folder) as script:
        assert script.stdout is not None
        _out, err = script.communicate(f"{landed.consent(script.stdout.readline().strip())}\n", timeout=60)
    assert script.returncode == 77
    assert f"add {landed.running.service_account_email} → Editor" in err


def test_a_schedule_of_ones_own_is_taken_as_it_is(unconnected: Mall) -> None:
    before = unconnected.schedule.read_text("utf-8")
    (unconnected.credentials / "google.json").chmod(0o644)
    told = process("init", "--schedule", str(unconnected.schedule))
    assert told.exit_code == 77
    assert "google.json" in told.err
    assert unconnected.schedule.read_text("utf-8") == before
    assert oct((unconnected.credentials / "google.json").stat().st_mode & 0o777) == "0o600"


def test_a_schedule_with_a_mistake_is_shown_and_waited_for(unconnected: Mall) -> None:
    unconnected.edit("every: 15 minutes", "evry: 15 minutes")
    told = process("init", "--schedule", str(unconnected.schedule))
    assert told.exit_code == 78
    assert "evry" in told.err


def test_a_first_day_that_has_not_come_is_no_run_that_went_well(mall: Mall) -> None:
    mall.edit("history: 2026-10-26", "history: 2099-01-01")
    told = mall.command("run", "--json")
    assert (told.exit_code, told.json["verified"]) == (78, False)
    assert "2099-01-01" in told.text


def test_a_wrong_option_leaves_the_blank_schedule_blank(newcomer: Newcomer) -> None:
    answers = ["--mall", "samplemall", "--sheet", newcomer.sheet, "--history", "2026-10-26"]
    told = newcomer.init(*answers, "--endpoint", "nowhere=http://127.0.0.1:1")
    assert (told.exit_code, newcomer.schedule.exists()) == (78, False)
    assert "nowhere" in told.text
    newcomer.init(*answers, *newcomer.endpoints)
    again = newcomer.init("--history", "2025-01-01")
    assert "--history change nothing" in again.text


def test_a_folder_that_cannot_be_written_is_told_and_is_no_fault_of_ours(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    answers = ["--mall", "samplemall", "--sheet", "x" * 44, "--history", "2026-10-26"]
    told = process("init", *answers, "--schedule", str(tmp_path / "taken" / "schedule.yaml"))
    assert told.exit_code == 74
    assert "cannot be read or written" in told.text
