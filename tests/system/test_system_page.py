"""The status page beside a real daemon: who gets in, what a press of the button does, what a watcher sees."""

import os
import re
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection

import pytest
import requests
from system_mall import VISITORS, Mall
from system_page import Page, daemon, until, with_page


@pytest.fixture
def port(mall: Mall) -> int:
    """The page's port; whoever says the key says a secret."""
    port = with_page(mall)
    address = mall.process("status", "--page").out.strip()
    mall.told.clear()
    mall.secrets.add(address.partition("token=")[2])
    return port


def let_in(page: Page, mall: Mall) -> None:
    """Open the address `status --page` shows."""
    address = mall.process("status", "--page").out.strip()
    mall.told.pop()
    answer = page.web.get(address, timeout=30)
    assert answer.status_code == 200
    assert answer.url == f"{page.root}/"


def finished(page: Page, how: str = "정상") -> list[str]:
    """The lines of the log that ended so, newest first, without their marks."""
    log = re.sub(r"<[^>]+>", " ", page.get("/now").json()["log"].replace("</li>", "\n"))
    return [" ".join(line.split()) for line in log.splitlines() if how in line]


def test_the_button_runs_a_job_at_once_and_the_page_tells_its_end(mall: Mall, port: int) -> None:
    with daemon(mall, port) as page:
        let_in(page, mall)
        until(lambda: finished(page), lambda lines: len(lines) >= 2)
        before = mall.command("status", "--json").json["jobs"][1]["ended"]
        answer = page.press("visitors")
        assert answer.status_code == 202
        until(lambda: finished(page), lambda lines: any("visitors 정상 페이지" in line for line in lines))
        shown = mall.command("status", "--json").json["jobs"][1]
        assert shown["outcome"] == "ok"
        assert shown["ended"] > before
        assert "지금 갱신" in page.get("/").text
        assert VISITORS in page.get("/").text


def test_only_who_has_the_key_gets_in_and_only_our_page_is_obeyed(mall: Mall, port: int) -> None:
    with daemon(mall, port) as page:
        strangers = [
            page.get("/"),
            page.get("/now"),
            page.get("/?token=guess"),
            page.web.post(f"{page.root}/run/orders"),
        ]
        assert [answer.status_code for answer in strangers] == [401] * 4
        assert not any("samplemall" in answer.text for answer in strangers)
        let_in(page, mall)
        csrf = page.csrf
        assert page.press("orders", Origin="http://evil.example").status_code == 403
        assert page.press("orders", **{"X-CSRF-Token": csrf[:-1]}).status_code == 403
        for host in (f"127.evil.com:{port}", "evil.com", f"127.0.0.1.nip.io:{port}"):
            for path in ("/", "/now", "/healthz"):
                answer = page.get(path, headers={"Host": host})
                assert (answer.status_code, "samplemall" in answer.text) == (403, False)
        assert status_without_host(port) == 403
        until(lambda: finished(page), lambda lines: len(lines) >= 2)
        assert not any("페이지" in line for line in finished(page))


def status_without_host(port: int) -> int:
    """What is answered to a request that names nobody."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        line.putrequest("GET", "/healthz", skip_host=True)
        line.endheaders()
        return line.getresponse().status


def test_the_page_listens_on_this_machine_only(mall: Mall, port: int) -> None:
    with daemon(mall, port), socket.socket() as other:
        # Another loopback address of the same machine: a socket on every address would answer there.
        assert other.connect_ex(("127.0.0.2", port)) != 0


def test_a_watcher_sees_health_without_a_key(mall: Mall, port: int) -> None:
    with daemon(mall, port) as page:
        until(page.health, lambda told: told == (200, []))
        let_in(page, mall)
        until(lambda: finished(page), lambda lines: len(lines) >= 2)
        mall.fault("*/admin/shops", times=10_000, action="status", status=403)
        mall.advance(hours=1)
        until(page.health, lambda told: told == (503, ["job_late"]))
        # Both are over, or the next slot finds its job still running and is left out.
        until(lambda: finished(page, "실패"), lambda lines: len(lines) >= 2)
        mall.lift_faults()
        mall.advance(minutes=15)
        until(page.health, lambda told: told == (200, []))


def test_a_schedule_that_went_wrong_is_told_and_the_page_goes_on_with_the_last_good_one(mall: Mall, port: int) -> None:
    with daemon(mall, port) as page:
        let_in(page, mall)
        mall.edit("every: 15 minutes", "every: 15 minuets")
        text = until(lambda: page.get("/now").json()["alarms"], lambda text: "minuets" in text)
        assert "minutes" in text
        assert "orders" in page.get("/").text
        mall.edit("every: 15 minuets", "every: 20 minutes")
        until(lambda: page.get("/now").json(), lambda now: "minuets" not in now["alarms"] and "20분마다" in now["jobs"])


def test_a_port_that_is_taken_is_told_and_jobs_run_all_the_same(mall: Mall) -> None:
    port = with_page(mall)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with mall.opened("daemon") as process:
            until(lambda: mall.command("status", "--json").json["jobs"], lambda jobs: all(job["ended"] for job in jobs))
            process.terminate()
    said = mall.told[-1]
    assert said.exit_code == 0
    assert f"{port} 포트" in said.err


def test_without_page_in_the_schedule_there_is_none(mall: Mall) -> None:
    told = mall.process("status", "--page")
    assert told.exit_code == 78
    assert "page: {port: 8484}" in told.text
    assert not (mall.credentials / "page.token").exists()


def test_a_terminal_is_shown_the_address_that_lets_a_browser_in(mall: Mall, port: int) -> None:
    key = (mall.credentials / "page.token").read_text()
    screen, theirs = os.openpty()
    words = [sys.executable, "-m", "sheets_bridge", "daemon", "--schedule", str(mall.schedule)]
    with subprocess.Popen(words, stderr=theirs, stdout=theirs, env={**os.environ, "COLUMNS": "240"}) as process:
        os.close(theirs)
        said = b""
        while f"http://127.0.0.1:{port}/?token={key}".encode() not in said:
            said += os.read(screen, 4096)  # raises once the daemon is gone without having said it
        process.terminate()
        assert process.wait(60) == 0
    os.close(screen)


def test_status_says_where_the_page_is_but_not_its_key(mall: Mall, port: int) -> None:
    said = mall.process("status").text
    assert f"http://127.0.0.1:{port}/" in said
    assert "token=" not in said
    assert oct((mall.credentials / "page.token").stat().st_mode & 0o777) == "0o600"


def test_status_tells_which_days_are_held(mall: Mall) -> None:
    assert {since for since, _ in _held(mall).values()} == {None}
    mall.ran()
    assert _held(mall) == dict.fromkeys(("RAW_주문", "RAW_주문품목", "RAW_방문"), ("2026-10-26", None))


def _held(mall: Mall) -> dict[str, tuple[str | None, str | None]]:
    jobs = mall.command("status", "--json").json["jobs"]
    return {tab["tab"]: (tab["since"], tab["wanted"]) for job in jobs for tab in job["covered"]}


def test_asked_by_one_browser_the_key_lets_in_no_other(mall: Mall, port: int) -> None:
    with daemon(mall, port) as page:
        let_in(page, mall)
        assert page.get("/").status_code == 200
        assert requests.get(f"{page.root}/", timeout=30).status_code == 401
