"""A page over a Google of its own, and the calls that fill it."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_bridge.sandbox.google import create_google

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=timezone(timedelta(hours=9)))


class Looker:
    """Somebody at the page; `batch` and `put` are what programs do to the spreadsheet meanwhile."""

    def __init__(self, client: FlaskClient, root: str) -> None:
        self._client = client
        self._root = root
        self._headers = {"Authorization": "Bearer demo-token"}

    def batch(self, *requests: Any) -> None:
        """A batchUpdate that must succeed."""
        answer = self._client.post(f"{self._root}:batchUpdate", json={"requests": requests}, headers=self._headers)
        assert answer.status_code == 200, answer.get_json()

    def put(self, range_: str, values: list[list[Any]]) -> None:
        """Values as somebody types them."""
        body = {"valueInputOption": "USER_ENTERED", "data": [{"range": range_, "values": values}]}
        answer = self._client.post(f"{self._root}/values:batchUpdate", json=body, headers=self._headers)
        assert answer.status_code == 200, answer.get_json()

    def see(self, path: str) -> Any:
        """What the page is told."""
        answer = self._client.get(f"/page/{path}")
        assert answer.status_code == 200, answer.get_json()
        return answer.get_json()

    def type(self, row: int, column: int, text: Any, sheet: int = 0) -> tuple[int, Any]:
        """Somebody types into a cell: the status, and the error if there is one."""
        wish = {"sheet": sheet, "row": row, "column": column, "text": text}
        answer = self._client.post("/page/type", json=wish)
        return answer.status_code, answer.get_json().get("error")


@pytest.fixture
def looker() -> Looker:
    google = create_google(now=lambda: NOW, limits_enabled=lambda: False)
    app = Flask(__name__)
    app.register_blueprint(google.blueprint)
    app.register_blueprint(google.page)
    return Looker(app.test_client(), f"/google/v4/spreadsheets/{google.spreadsheet_id}")


Rows = list[list[Any]]
Box = Callable[..., dict[str, int]]


@pytest.fixture
def box() -> Box:
    """A GridRange of the first tab: top, bottom, left, right."""

    def made(top: int, bottom: int, left: int, right: int) -> dict[str, int]:
        rows = {"startRowIndex": top, "endRowIndex": bottom}
        return {"sheetId": 0, **rows, "startColumnIndex": left, "endColumnIndex": right}

    return made
