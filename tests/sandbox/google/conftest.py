"""A Google for each test: through Flask's client, and through the real gspread over a real server."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest
from flask import Flask, Response
from flask import request as asked
from google.oauth2.credentials import Credentials
from sandbox_google_caller import Caller, Clock

from sheets_bridge.sandbox.connection import listen, stop
from sheets_bridge.sandbox.google import Google, create_google


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def google(clock: Clock) -> Google:
    return create_google(now=lambda: clock.now, limits_enabled=lambda: clock.limits)


@pytest.fixture
def app(google: Google, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The server; with `-m recorded` every answer it gives in a test is held against Google's schemas."""
    flask = Flask(__name__)
    flask.register_blueprint(google.blueprint)
    flask.register_blueprint(google.page)
    faults: list[str] = []
    if _asks_for_recorded(request.config):
        _judge(flask, faults)
    yield flask
    assert faults == []


def _judge(flask: Flask, faults: list[str]) -> None:
    from sandbox_google_schemas import faults_of

    @flask.after_request
    def judge(answer: Response) -> Response:
        faults.extend(faults_of(asked.method, asked.path, answer))
        return answer


@pytest.fixture
def call(app: Flask, google: Google) -> Caller:
    return Caller(app, google.spreadsheet_id)


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    server = listen(app, 0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/google"
    stop(server)
    thread.join(5)
    server.task_dispatcher.shutdown()


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
    recorded = collection_path.name == "test_sandbox_google_recorded.py"
    return True if recorded and not _asks_for_recorded(config) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where the recordings are asked for, all tests of this folder run: each of their answers is judged then."""
    if _asks_for_recorded(config):
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.recorded)


def _asks_for_recorded(config: pytest.Config) -> bool:
    return "recorded" in str(config.getoption("markexpr", "")).replace("not recorded", "")
