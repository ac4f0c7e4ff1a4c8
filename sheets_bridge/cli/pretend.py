"""What the demo does to its sandbox as a person or a clock would: start it, consent, let days pass, ask the truth."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

from sheets_bridge.api.call import Answer, Request, Send
from sheets_bridge.errors import Unavailable
from sheets_bridge.messages import say

_STOP_SECONDS = 15


@dataclass(frozen=True)
class Pretend:
    """A sandbox of the demo's own, in a process of its own."""

    address: str
    mall: str
    spreadsheet_id: str
    schedule: Path
    wait: Callable[[], int]
    """Until somebody stops the sandbox."""


@contextmanager
def started(schedule: Path, *, days: int, orders_per_day: int, seed: int) -> Iterator[Pretend]:
    """A sandbox on a free port for the time of the block."""
    asked = {"--port": 0, "--days": days, "--orders-per-day": orders_per_day, "--seed": seed, "--schedule": schedule}
    words = [str(word) for pair in asked.items() for word in pair]
    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        [sys.executable, "-m", "sheets_bridge", "sandbox", *words], stdout=subprocess.PIPE, text=True
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise Unavailable(say("The sandbox did not start; its own words stand above."))
        told = json.loads(line)
        address = f"http://127.0.0.1:{told['port']}"
        yield Pretend(address, told["mall"], told["spreadsheet_id"], Path(told["schedule"]), process.wait)
    finally:
        process.terminate()
        process.wait(_STOP_SECONDS)


def consented(send: Send, address: str) -> str:
    """Open the consent page at `address` and agree with what its form says by itself; where one lands."""
    form = _Form()
    form.feed(send(Request("GET", address)).body.decode())
    body = urlencode(form.values).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    landed = send(Request("POST", urljoin(address, form.action or address), headers=headers, body=body))
    return landed.headers.get("Location", "")


def advance(send: Send, pretend: Pretend, hours: int) -> None:
    """Let the mall live on."""
    _posted(send, f"{pretend.address}/sandbox/advance", {"hours": hours})


def unhurried(send: Send, pretend: Pretend) -> None:
    """Let nobody wait: the pretend vendors limit no calls."""
    _posted(send, f"{pretend.address}/sandbox/limits", {"enabled": False})


def truth(send: Send, pretend: Pretend, table: str) -> tuple[Sequence[str], Sequence[Sequence[Any]], Sequence[str]]:
    """(column ids, rows, key column ids) of a table as the mall knows them."""
    told = json.loads(send(Request("GET", f"{pretend.address}/sandbox/truth/{table}")).body)
    return told["columns"], told["rows"], told["key"]


def _posted(send: Send, address: str, body: Mapping[str, Any]) -> Answer:
    return send(Request("POST", address, headers={"Content-Type": "application/json"}, body=json.dumps(body).encode()))


class _Form(HTMLParser):
    """The one form of a page: its action, and the values it would send if one just pressed its first button."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ""
        self.values: dict[str, str] = {}
        self._select = ""
        self._pressed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what counts of a tag."""
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = told.get("action", "")
        elif tag == "input":
            self._take_input(told)
        elif tag == "select":
            self._select = told.get("name", "")
        elif tag == "option" and self._select and ("selected" in told or self._select not in self.values):
            self.values[self._select] = told.get("value", "")
        elif tag == "button":
            self._press(told)

    def _take_input(self, told: Mapping[str, str]) -> None:
        kind = told.get("type", "text")
        if kind == "submit":
            self._press(told)
        elif told.get("name") and (kind not in ("radio", "checkbox") or "checked" in told):
            self.values[told["name"]] = told.get("value", "")

    def _press(self, told: Mapping[str, str]) -> None:
        if told.get("name") and not self._pressed:
            self.values[told["name"]] = told.get("value", "")
        self._pressed = True
