"""A Google for each test: through Flask's client, and through the real gspread over a real server."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest
from flask import Flask
from google.oauth2.credentials import Credentials
from sandbox_google_caller import Caller, Clock
from waitress.server import create_server

from sheets_bridge.sandbox.google import Google, create_google


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def google(clock: Clock) -> Google:
    return create_google(now=lambda: clock.now, limits_enabled=lambda: clock.limits)


@pytest.fixture
def app(google: Google) -> Flask:
    flask = Flask(__name__)
    flask.register_blueprint(google.blueprint)
    flask.register_blueprint(google.page)
    return flask


@pytest.fixture
def call(app: Flask, google: Google) -> Caller:
    return Caller(app, google.spreadsheet_id)


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/google"
    server.close()
    thread.join(5)


@pytest.fixture
def connect(served: str) -> Callable[[], gspread.Client]:
    """A gspread client whose hosts are the served sandbox."""

    class Local(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *given: Any, **named: Any) -> Any:
            local = endpoint.replace("https://sheets.googleapis.com", served)
            return super().request(method, local.replace("https://www.googleapis.com", served), *given, **named)

    return lambda: gspread.Client(auth=Credentials("demo-token"), http_client=Local)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The recordings stand beside the checkout only: their tests are collected when `-m recorded` asks for them."""
    asked = str(config.getoption("markexpr", "")).replace("not recorded", "")
    return True if collection_path.name == "test_sandbox_google_recorded.py" and "recorded" not in asked else None
