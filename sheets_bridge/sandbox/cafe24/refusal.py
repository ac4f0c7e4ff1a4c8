"""How Cafe24 refuses a call: status, message, the body around them."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """A call is refused; `code` in the body is the HTTP status as an integer (reference 4)."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The body of the Admin API."""
        return {"error": {"code": self.status, "message": self.message}}


def unprocessable(message: str, parameter: str) -> Refusal:
    """422 with Cafe24's pointer to the parameter at fault."""
    return Refusal(422, f"{message} (parameter.{parameter})")


def not_found() -> Refusal:
    """404 as live calls to a mistyped or removed path get it."""
    return Refusal(404, "No API found.")
