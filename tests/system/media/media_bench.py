"""An ad medium that does not exist, over real HTTP, and an installation that has an account there."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from system_mall import Mall, Told

SECRET, CLIENT_SECRET = "s3cret-of-the-brand", "s3cret-of-the-app"
ONE, TWO = {"no": 1001, "name": "모람뷰티", "open": True}, {"no": 1002, "name": "Moram US", "open": True}
ENTRY = "accounts:\n  # 광고\n  brand:\n    source: pretend_ads     # 견본\n    history: 2026-10-30\n"
JOB = "jobs:\n  ads:\n    every: 1 hour\n    streams: [brand.ads]\n    tabs:\n      RAW_광고: {table: ad_stats}\n"


@dataclass
class Medium:
    """What the medium answers from; a test changes it while it runs."""

    accounts: list[dict[str, Any]] = field(default_factory=lambda: [dict(ONE), dict(TWO)])
    secrets: set[str] = field(default_factory=lambda: {SECRET})
    codes: dict[str, str] = field(default_factory=dict)
    """Code that may be exchanged once → the token it brings."""
    ends: str | None = None
    lasts: str | None = None
    """A secret that lasts longer than the one at hand."""
    status: dict[str, int] = field(default_factory=dict)
    """Path → what it answers instead."""
    spent: int = 1000
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for."""
        return [path for path, _ in self.asked]

    def answer(self, path: str, asked: dict[str, str], token: str) -> tuple[int, Any]:
        """Status and body."""
        self.asked.append((path, asked))
        if path in self.status:
            return self.status[path], {"echo": token}
        if path == "/token":
            known = asked.get("client_secret") == CLIENT_SECRET and asked.get("code") in self.codes
            return (200, {"access_token": self.codes.pop(asked["code"])}) if known else (400, {})
        if token not in self.secrets:
            return 401, {"echo": token}
        if path == "/accounts":
            return 200, self.accounts
        if path == "/lasting":
            return 200, {"secret": self.lasts} if self.lasts else {}
        if path == "/ends":
            return 200, {"ends": self.ends}
        return 200, [{"day": asked["day"], "kind": "배너", "campaign": "c-1", "shown": 10, "spent": self.spent}]


@contextmanager
def answering() -> Iterator[Medium]:
    """The medium over HTTP."""
    medium = Medium()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _listening(medium))
    medium.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield medium
    finally:
        server.shutdown()
        server.server_close()


class Brand:
    """A mall's installation that has an account at the medium too."""

    def __init__(self, mall: Mall, medium: Medium, source: str = "pretend_ads") -> None:
        self.mall, self.medium, self.source = mall, medium, source
        mall.secrets |= {SECRET, CLIENT_SECRET}
        mall.edit("language: ko", "language: en")
        mall.edit("accounts:\n", ENTRY.replace("pretend_ads", source))
        mall.edit("jobs:\n", JOB)
        mall.edit("endpoints:\n", f"endpoints:\n  pretend_ads: {medium.address}\n")

    def connect(self, *words: str, typed: str = "") -> Told:
        """`connect` of the brand's account."""
        return self.mall.command("connect", self.source, "brand", *words, typed=typed)

    def with_keys(self, secret: str = SECRET, *words: str) -> Told:
        """Connect without a question."""
        return self.connect("--from-file", str(self.keys_file(secret=secret)), *words)

    def keys_file(self, **keys: Any) -> Path:
        """A file of keys somewhere else."""
        path = self.mall.folder / "downloaded.json"
        path.write_text(json.dumps({"customer": "77"} | keys))
        return path

    @property
    def ring(self) -> Path:
        """Where the keys in use lie."""
        return self.mall.credentials / "brand.keys.json"

    @property
    def keys(self) -> dict[str, str]:
        """The keys in use."""
        told: dict[str, str] = json.loads(self.ring.read_text("utf-8")) if self.ring.exists() else {}
        return told

    @property
    def picked(self) -> str | None:
        """The line of the schedule."""
        lines = self.mall.schedule.read_text("utf-8").splitlines()
        return next((line.strip() for line in lines if "ad_accounts" in line), None)

    @property
    def login(self) -> Any:
        """The account as `status --json` tells it."""
        return next(one for one in self.mall.command("status", "--json").json["accounts"] if one["account"] == "brand")

    @property
    def waiting(self) -> Sequence[str]:
        """The jobs that wait to run."""
        return [entry["job"] for entry in self.mall.command("status", "--json").json["queue"]]


def _listening(medium: Medium) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(urlsplit(self.path).query)

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

        def _answer(self, query: str) -> None:
            asked = {name: values[0] for name, values in parse_qs(query).items()}
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            status, body = medium.answer(urlsplit(self.path).path, asked, token)
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler
