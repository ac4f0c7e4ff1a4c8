"""The sandbox's Google as a process of the benchmarks: no limits, each call counted, new spreadsheets on request."""

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue

from sheets_bridge.sandbox.connection import listen
from sheets_bridge.sandbox.google import create_google
from sheets_bridge.sandbox.google.library import user_permission

TOKEN = "bench-token"
_OURS = ("/tally", "/fresh")

_App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Counted:
    """A WSGI application with its calls and the bytes of their bodies counted."""

    def __init__(self, app: _App) -> None:
        self._app, self._lock = app, threading.Lock()
        self._tally = {"calls": 0, "sent": 0, "received": 0}

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        parts = list(self._app(environ, start))
        if environ["PATH_INFO"] not in _OURS:
            self._add(int(environ.get("CONTENT_LENGTH") or 0), sum(map(len, parts)))
        return parts

    def taken(self) -> dict[str, int]:
        """The tally so far; it begins anew."""
        with self._lock:
            told, self._tally = self._tally, dict.fromkeys(self._tally, 0)
        return told

    def _add(self, sent: int, received: int) -> None:
        with self._lock:
            self._tally["calls"] += 1
            self._tally["sent"] += sent
            self._tally["received"] += received


def _app() -> _App:
    google = create_google(lambda: datetime.now(UTC), limits_enabled=lambda: False, token=TOKEN)
    app = Flask("bench_google", static_folder=None)
    app.register_blueprint(google.blueprint)
    counted = _Counted(app.wsgi_app)

    def fresh() -> ResponseReturnValue:
        google.library.entries.clear()
        made = [google.library.create(f"견본 {number}", "owner@example.com", "ko_KR", "Asia/Seoul", "시트1")
                for number in range(2)]  # fmt: skip
        for entry in made:
            entry.permissions.append(user_permission(google.service_account_email, "writer"))
        return jsonify([entry.book.id for entry in made])

    app.add_url_rule("/fresh", "fresh", fresh)
    app.add_url_rule("/tally", "tally", lambda: jsonify(counted.taken()))
    return counted


def main() -> None:
    """Serve until killed; the first line of stdout is the address."""
    server = listen(_app(), 0)
    print(f"http://127.0.0.1:{server.effective_port}", flush=True)  # noqa: T201
    server.run()


if __name__ == "__main__":
    main()
