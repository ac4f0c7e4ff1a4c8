"""A tiny token endpoint that rotates, keeps count of misuse and misbehaves on demand; logins against it."""

import json
import secrets
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.model import Reached, nothing_reached
from sheets_bridge.tokens import Login, OAuthClient, TokenEndpoint, Vault

CLIENT = OAuthClient("app-id", "app-secret-value", "https://example.com/landed")


class TokenServer:
    """Rotates like Cafe24: each refresh kills the old pair. `script` says what happens to the next requests."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.script: list[str] = []
        self.live = "code"
        self.spent: set[str] = set()
        self.issued: list[str] = []
        self.requests = self.reuses = self.rotations = 0
        self.arrived, self.release = threading.Event(), threading.Event()
        self.change: dict[str, object] = {}
        self.httpd = ThreadingHTTPServer(("127.0.0.1", 0), self._answers())
        self.httpd.daemon_threads = True
        threading.Thread(target=self.httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.httpd.server_port}/api/v2/oauth/token"

    def grant(self, sent: str) -> tuple[int, dict[str, object]]:
        if sent != self.live:
            self.reuses += sent in self.spent
            return 400, {"error": "invalid_grant", "error_description": "Invalid refresh_token"}
        self.spent.add(sent)
        self.rotations += 1
        access, self.live = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
        self.issued += [access, self.live]
        fields = {
            "access_token": access,
            "expires_at": "2021-03-01T14:00:00.000",
            "refresh_token": self.live,
            "refresh_token_expires_at": "2021-03-15T12:00:00.000",
            "client_id": "app-id",
            "mall_id": "mymall",
            "user_id": "owner",
            "scopes": ["mall.read_order"],
            "issued_at": "2021-03-01T12:00:00.000",
            "shop_no": "1",
            "token_type": "Bearer",
            **self.change,
        }
        return 200, {name: value for name, value in fields.items() if value is not None}

    def _answers(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                with server.lock:
                    server.requests += 1
                    act, _, detail = (server.script.pop(0) if server.script else "ok").partition(":")
                    status, fields = 0, {}
                    if act in ("ok", "slow", "cut", "html", "torn"):
                        status, fields = server.grant((form.get("refresh_token") or form["code"])[0])
                server.arrived.set()
                self._write(act, detail, status, json.dumps(fields).encode())

            def _write(self, act: str, detail: str, status: int, body: bytes) -> None:
                if act == "slow":
                    server.release.wait(20)
                if act in ("cut", "drop"):
                    self.close_connection = True
                    return
                if act == "html":
                    status, body = 200, b"<html>maintenance</html>"
                if act == "status":
                    code, _, word = detail.partition(" ")
                    status, body = int(code), json.dumps({"error": word, "error_description": "-"}).encode()
                self.send_response(status)
                if status == 307:
                    self.send_header("Location", server.url)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: len(body) // 2] if act == "torn" else body)
                self.close_connection = act == "torn"

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Answers


class Present:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


OpenLogin = Callable[..., Login]


@pytest.fixture
def server() -> Iterator[TokenServer]:
    endpoint = TokenServer()
    yield endpoint
    endpoint.httpd.shutdown()
    endpoint.httpd.server_close()


@pytest.fixture
def clock() -> Present:
    return Present()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "credentials"


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def open_login(server: TokenServer, clock: Present, folder: Path, slept: list[float]) -> OpenLogin:
    """A new Login on the same vault: what a new process would have."""

    def make(reached: Reached = nothing_reached, url: str | None = None, lock_wait: float = 20) -> Login:
        endpoint = TokenEndpoint(url or server.url, CLIENT)
        return Login(Vault(folder, "mymall", lock_wait), endpoint, sender(open_session()), clock, slept.append, reached)

    return make


@pytest.fixture
def login(open_login: OpenLogin) -> Login:
    """A login just connected."""
    made: Login = open_login()
    made.exchange("code")
    return made
