"""What the page answers, and whom it refuses."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from page_bench import MALL, NOW, StandIn, StandInLogin, ago, life, report, schedule
from werkzeug.test import TestResponse

from sheets_bridge.errors import StateError
from sheets_bridge.messages import say
from sheets_bridge.page.door import Door
from sheets_bridge.page.premises import Premises
from sheets_bridge.page.site import PARTS, create_site
from sheets_bridge.store import Store, ledger, queue
from sheets_bridge.store import life as signs
from sheets_bridge.tables import TABLES

DOOR = Door(8484, "k" * 43)
HERE = "127.0.0.1:8484"
ORIGIN = {"Origin": f"http://{HERE}"}
EVIL = "</script><script>alert('x')</script><img src=x onerror=alert(1)> & \"quoted\""


class Bench:
    """A page over a database of its own, and what a browser would ask it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "state" / "bridge.db", TABLES)
        self.installed = StandIn(schedule(folder=folder), self.store)
        site = create_site(DOOR, Premises(self._open, lambda: None), "en")
        self.browser: FlaskClient = site.test_client()

    @contextmanager
    def _open(self) -> Iterator[StandIn]:
        yield self.installed

    def get(self, path: str, host: str = HERE, **asked: Any) -> TestResponse:
        """A GET."""
        return self.browser.get(path, headers={"Host": host, **asked.pop("headers", {})}, **asked)

    def post(self, path: str, host: str = HERE, **headers: str) -> TestResponse:
        """A POST."""
        return self.browser.post(path, headers={"Host": host, **headers})

    def wish(self, path: str, **changed: str | None) -> TestResponse:
        """A POST as our page sends it, but for what is changed."""
        headers = {**ORIGIN, "X-CSRF-Token": DOOR.csrf, **{name.replace("_", "-"): to for name, to in changed.items()}}
        return self.post(path, **{name: to for name, to in headers.items() if to is not None})

    def beat(self) -> None:
        """The daemon's life sign, just now, and a run that went well."""
        signs.beat(self.store, "daemon", NOW, {"started": ago(days=1).isoformat(), "schedule_error": None})
        run = ledger.begin(self.store, "orders", ago(minutes=5))
        ledger.end(self.store, run, ago(minutes=4), "ok", report())

    def waiting(self) -> list[tuple[str, dict[str, Any], str]]:
        """What waits in the queue."""
        return [(one.job, dict(one.ask), one.trigger) for one in queue.standing(self.store, "waiting")]


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.store.close()


@pytest.fixture
def page(stranger: Bench) -> Bench:
    """A browser that was let in."""
    assert stranger.get(f"/?token={DOOR.key}").status_code == 303
    return stranger


def test_the_key_is_taken_for_a_cookie_and_out_of_the_address(stranger: Bench) -> None:
    answer = stranger.get(f"/?token={DOOR.key}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert DOOR.key not in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/now", "/nowhere", "/run/orders", "/?token=wrong", f"/?token={'k' * 42}",
                                  "/healthz/", "/assets/../site.py"])  # fmt: skip
def test_without_the_key_nothing_is_shown(stranger: Bench, path: str) -> None:
    stranger.beat()
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert "orders" not in answer.get_data(as_text=True)
    assert "sheets-bridge status --page" in answer.get_data(as_text=True)
    assert '<html lang="en">' in answer.get_data(as_text=True)


def test_without_the_key_nothing_is_done(stranger: Bench) -> None:
    assert stranger.wish("/run/orders").status_code == 401
    assert stranger.waiting() == []


@pytest.mark.parametrize("host", ["127.evil.com:8484", "evil.com", "127.0.0.1.evil.com:8484", "127.0.0.1:80", ""])
@pytest.mark.parametrize("path", ["/", "/now", "/healthz", "/assets/page.css", f"/?token={DOOR.key}"])
def test_under_another_name_it_answers_nothing_at_all(page: Bench, host: str, path: str) -> None:
    answer = page.get(path, host=host)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
    assert "orders" not in answer.get_data(as_text=True)


def test_a_wish_of_our_page_is_queued_for_the_daemon(page: Bench) -> None:
    assert page.wish("/run/orders").status_code == 202
    assert page.waiting() == [("orders", {"part": "news"}, "page")]


@pytest.mark.parametrize("changed", [
    {"Origin": None}, {"Origin": "null"}, {"Origin": "http://evil.example"}, {"Origin": "http://127.0.0.1:9999"},
    {"Origin": "http://localhost:8484"}, {"X_CSRF_Token": None}, {"X_CSRF_Token": ""}, {"X_CSRF_Token": "wrong"},
    {"X_CSRF_Token": DOOR.cookie}, {"host": "evil.com"},
])  # fmt: skip
def test_a_wish_from_elsewhere_is_refused_and_changes_nothing(page: Bench, changed: dict[str, str | None]) -> None:
    assert page.wish("/run/orders", **changed).status_code == 403
    assert page.waiting() == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_changes_nothing(page: Bench, method: str) -> None:
    answer = page.browser.open("/run/orders", method=method, headers={"Host": HERE, "X-CSRF-Token": DOOR.csrf})
    assert answer.status_code == 405
    page.get("/")
    page.get("/now")
    assert page.waiting() == []


def test_a_job_the_schedule_does_not_have_is_not_queued(page: Bench) -> None:
    assert page.wish("/run/nothing").status_code == 404
    assert page.waiting() == []


def test_twice_pressed_is_asked_for_once(page: Bench) -> None:
    first, second = (page.wish("/run/orders").get_json() for _ in range(2))
    assert first == second
    assert len(page.waiting()) == 1


def test_a_run_that_waits_for_its_time_is_moved_forward(page: Bench) -> None:
    queue.put(page.store, "visitors", {}, "schedule", NOW)
    waiting = queue.put(page.store, "orders", {"part": "news"}, "schedule", NOW)
    assert page.wish("/run/orders").get_json() == {"entry": waiting.id}
    assert [one.job for one in queue.standing(page.store, "waiting")] == ["orders", "visitors"]


def test_a_run_at_work_is_joined_and_a_window_of_history_is_not(page: Bench) -> None:
    queue.put(page.store, "orders", {"part": "history"}, "backfill", NOW)
    assert queue.take(page.store, NOW)
    asked = page.wish("/run/orders").get_json()
    assert len(page.waiting()) == 1
    assert queue.take(page.store, NOW)
    assert page.wish("/run/orders").get_json() == asked
    assert page.waiting() == []


@pytest.mark.parametrize(("path", "host"), [("/", HERE), ("/now", HERE), ("/healthz", HERE), ("/assets/page.js", HERE),
                                            ("/nothing", HERE), ("/", "evil.com")])  # fmt: skip
def test_every_answer_is_guarded(page: Bench, path: str, host: str) -> None:
    headers = page.get(path, host=host).headers
    rules = {rule.strip() for rule in headers["Content-Security-Policy"].split(";")}
    assert {"default-src 'self'", "frame-ancestors 'none'"} <= rules
    assert not [rule for rule in rules if "unsafe" in rule or "*" in rule]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_nothing_on_the_page_needs_more_than_its_policy_allows(page: Bench) -> None:
    page.beat()
    text = page.get("/").get_data(as_text=True)
    assert re.findall(r"<script(?![^>]*\bsrc=\"/assets/)", text) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) == []
    loaded = set(re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', text))
    assert loaded == {"/assets/icon.svg", "/assets/page.css", "/assets/page.js"}
    for asset in ("icon.svg", "page.css", "page.js"):
        assert page.get(f"/assets/{asset}").status_code == 200


@pytest.mark.parametrize("where", ["message", "problem", "reason", "title", "progress", "schedule_error"])
def test_other_peoples_words_stay_words(page: Bench, where: str) -> None:
    said = report(
        "partial", message=EVIL if where == "message" else "M", problems=["M", EVIL if where == "problem" else ""]
    )
    said["tabs"][0]["reason"] = EVIL if where == "reason" else None
    if where == "title":
        said["job"] = EVIL
    run = ledger.begin(page.store, "orders", ago(minutes=5))
    ledger.end(page.store, run, ago(minutes=4), "partial", said)
    signs.beat(
        page.store, "daemon", NOW, {"started": NOW.isoformat(), "schedule_error": EVIL if "_" in where else None}
    )
    entry = queue.put(page.store, "orders", {"part": "history"}, "backfill", NOW)
    queue.take(page.store, NOW)
    name = EVIL if where == "progress" else "name"
    queue.tell(page.store, entry.id, {"phase": "land", "name": name, "done": 1, "total": 2, "rows": 3})
    for text in (page.get("/").get_data(as_text=True), "".join(page.get("/now").get_json().values())):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert ("&lt;script&gt;alert" in text) is (where != "title")


def test_what_is_polled_is_what_stands_on_the_page(page: Bench) -> None:
    page.beat()
    text, pieces = page.get("/").get_data(as_text=True), page.get("/now").get_json()
    assert tuple(pieces) == PARTS
    assert [part for part, piece in pieces.items() if piece not in text] == []


def test_the_page_tells_no_secret(page: Bench) -> None:
    page.beat()
    text = page.get("/").get_data(as_text=True) + page.get("/now").get_data(as_text=True)
    assert DOOR.key not in text
    assert DOOR.cookie not in text


def test_health_is_told_to_anybody_and_nothing_else(stranger: Bench) -> None:
    stranger.beat()
    answer = stranger.get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"ok": True, "reasons": []})


def test_health_names_codes_and_no_jobs_or_malls(stranger: Bench) -> None:
    stranger.installed.logins[MALL] = StandInLogin(life(lost=True))
    answer = stranger.get("/healthz")
    assert answer.status_code == 503
    assert answer.get_json() == {"ok": False, "reasons": ["heartbeat", "login_lost", "job_late"]}
    assert not {"orders", MALL} & set(re.findall(r"\w+", answer.get_data(as_text=True)))


def test_where_the_database_fails_health_is_bad_and_the_page_says_what_to_do(page: Bench) -> None:
    def fails() -> Any:
        raise StateError(say("The disk is full. Free some space."))

    page.installed.logins[MALL] = type("Failing", (), {"life": staticmethod(fails)})()
    assert (page.get("/healthz").status_code, page.get("/healthz").get_json()["reasons"]) == (503, ["state"])
    for path in ("/", "/now"):
        answer = page.get(path)
        assert answer.status_code == 503
        assert "Free some space." in answer.get_data(as_text=True)


def test_each_thread_has_an_installation_of_its_own_and_another_schedule_is_noticed() -> None:
    opened: list[int] = []

    @contextmanager
    def open_() -> Iterator[Any]:
        opened.append(threading.get_ident())
        yield len(opened)

    stands = ["a schedule"]
    premises = Premises(open_, lambda: tuple(stands))
    assert (premises.enter(), premises.enter()) == (1, 1)
    other = threading.Thread(target=premises.enter)
    other.start()
    other.join()
    assert len(set(opened)) == 2
    stands[0] = "another"
    assert (premises.enter(), premises.enter()) == (3, 3)
