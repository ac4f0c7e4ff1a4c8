"""One HTTP call in words: what is sent, what comes back, or why nothing does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """What is sent. `deadline` bounds the whole call in seconds, an answer that trickles or stalls included.

    (Headers that trickle byte by byte alone escape it: below us each wait for a byte counts anew.)
    """

    method: str
    url: str
    params: Mapping[str, str] | None = None
    headers: Mapping[str, str] | None = None
    body: bytes | None = None
    deadline: float = 90.0

    def __repr__(self) -> str:
        # Headers, query and body may hold a token or a personal datum: never in a log or traceback.
        return f"Request({self.method} {self.url})"


@dataclass(frozen=True)
class Answer:
    """What came back; header names compare without case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        return f"Answer({self.status}, {len(self.body)} bytes)"


class NotSent(Exception):
    """The request surely did not reach the server: no name, no connection, a certificate that is not to be trusted."""


class NoAnswer(Exception):
    """The request may have been carried out; its answer never arrived whole."""


Send = Callable[[Request], Answer]
"""Sends a request once. Raises NotSent and NoAnswer."""
