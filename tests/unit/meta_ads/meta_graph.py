"""A pretend Graph API behind `Send`, made by hand for one test: what it is asked, it notes."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson

from sheets_bridge.api.call import Answer, Request
from sheets_bridge.model import KST, Pull, Step, Window
from sheets_bridge.sources.meta_ads import SOURCE
from sheets_bridge.sources.meta_ads.connection import Connection, connect
from sheets_bridge.tokens import KeyRing

TOKEN, SECRET = "EAADUMMYtokenOfNobody0001", "0dummy1app2secret3of4nobody"
NOW = datetime(2026, 6, 15, 9, tzinfo=KST)
PULL = Pull("brand", 7700012345678, "ads")

Told = Mapping[str, Any] | tuple[int, Mapping[str, Any]]
"""A body, or a status with one."""


def error(code: int, sub: int = 0, message: str = "example", **more: Any) -> dict[str, Any]:
    """An error's body."""
    told = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "EXAMPLE", **more}
    return {"error": told | ({"error_subcode": sub} if sub else {})}


class Graph:
    """`tell(method, path without version, parameters)` is what it answers."""

    def __init__(self, tell: Callable[[str, str, dict[str, str]], Told]) -> None:
        self.tell = tell
        self.asked: list[Request] = []
        self.waited: list[float] = []

    def send(self, request: Request) -> Answer:
        self.asked.append(request)
        _, _, path = urlsplit(request.url).path.lstrip("/").partition("/")
        params = {**(request.params or {}), **(json.loads(request.body) if request.body else {})}
        told = self.tell(request.method, f"/{path}", params)
        status, body = told if isinstance(told, tuple) else (200, told)
        return Answer(status, {}, orjson.dumps(body))

    def connection(self, folder: Path, **keys: str) -> Connection:
        """A login at this Graph; its waits are noted and not waited."""
        needed = (key.id for key in SOURCE.keys.asked if key.needed)
        folder.chmod(0o700)
        ring = KeyRing(folder / "brand.keys.json", "brand", needed, "sheets-bridge connect meta_ads brand")
        ring.save({"access_token": TOKEN, **keys})
        return connect("brand", {}, login=ring, send=self.send, sleep=self.waited.append, clock=lambda: NOW)


def step(window: Window) -> Step:
    """A step that reads these days."""
    return Step(window, "date", None, replaces=True)
