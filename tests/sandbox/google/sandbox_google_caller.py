"""The clock of a test, and a caller of the Sheets API through Flask's client."""

from datetime import datetime, timedelta, timezone
from typing import Any

from flask import Flask

KST = timezone(timedelta(hours=9))


class Clock:
    """The sandbox clock of a test."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 1, 9, 0, tzinfo=KST)
        self.limits = False

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


class Caller:
    """Calls the Sheets API of one spreadsheet through Flask's client."""

    def __init__(self, app: Flask, book_id: str) -> None:
        self.client = app.test_client()
        self.root = f"/google/v4/spreadsheets/{book_id}"
        self.headers = {"Authorization": "Bearer demo-token"}

    def __call__(self, method: str, path: str, body: Any = None, **query: Any) -> tuple[int, Any]:
        given = {name: value for name, value in query.items() if value is not None}
        answer = self.client.open(
            self.root + path, method=method, json=body, query_string=given or None, headers=self.headers
        )
        return answer.status_code, answer.get_json()

    def good(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        status, answer = self(method, path, body, **query)
        assert status == 200, answer
        return answer

    def bad(self, method: str, path: str, body: Any = None, **query: Any) -> str:
        status, answer = self(method, path, body, **query)
        assert status >= 400, answer
        message: str = answer["error"]["message"]
        return message

    def batch(self, *requests: Any) -> list[Any]:
        replies: list[Any] = self.good("POST", ":batchUpdate", {"requests": list(requests)})["replies"]
        return replies

    def write(self, text: str, rows: list[list[Any]], option: str = "RAW") -> Any:
        return self.good("PUT", f"/values/{text}", {"values": rows}, valueInputOption=option)

    def read(self, text: str, **query: Any) -> Any:
        return self.good("GET", f"/values/{text}", **query).get("values", [])
