"""A pretend mall with an installation of the product beside it, and the commands a person gives there."""

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import orjson
import requests
from click.testing import CliRunner

from sheets_bridge.cli import workspace
from sheets_bridge.cli.commands import commands
from sheets_bridge.messages import translation
from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.server import Running, Settings, start
from sheets_bridge.tokens import Vault

EARLY = datetime(2026, 11, 1, 4, 30, tzinfo=KST)
"""Half past four: nothing changes by itself while a test looks (statistics move on the hour, people sleep)."""

ORDERS, ITEMS, VISITORS = "RAW_주문", "RAW_주문품목", "RAW_방문"
TABS = {ORDERS: "orders", ITEMS: "order_items", VISITORS: "visitors"}
_PIPE = subprocess.PIPE
_Process = subprocess.Popen[str]
_WIDE = {"COLUMNS": "240"}
"""Tables break no word that a test looks for."""
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@dataclass(frozen=True)
class Told:
    """What a command said and how it ended."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The last line of stdout."""
        return json.loads(self.out.splitlines()[-1])

    @property
    def text(self) -> str:
        """Everything said, in one line: terminals and sentences may break anywhere."""
        return " ".join((self.out + self.err).split())


def _command(words: Iterable[str]) -> list[str]:
    return [sys.executable, "-m", "sheets_bridge", *words]


def _surroundings(env: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "SHEETS_BRIDGE_LANGUAGE": "en", **_WIDE, **env}


def process(*words: str, typed: str = "", cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Told:
    """A command in a process of its own."""
    done = subprocess.run(
        _command(words), input=typed, cwd=cwd, env=_surroundings(env or {}), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    return Told(done.returncode, done.stdout, done.stderr)


@contextmanager
def going_on(*words: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Iterator[_Process]:
    """A command in a process of its own that goes on meanwhile; killed at the end of the block where it still does."""
    process = subprocess.Popen(
        _command(words), env=_surroundings(env or {}), stdin=_PIPE, stdout=_PIPE, stderr=_PIPE, cwd=cwd, text=True
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


class Mall:
    """A running sandbox, a ready folder beside it, and all that was said by the commands given here."""

    def __init__(self, folder: Path, running: Running, history: datetime, *, control: bool = False) -> None:
        self.folder, self.running, self.name = folder, running, running.mall
        self.schedule = workspace.write(folder / "schedule.yaml", running, history.date())
        if not control:
            # The tabs of the jobs have tests of their own; others count calls, tabs and writes.
            self.schedule.write_text(self.schedule.read_text("utf-8") + "control: off\n", "utf-8")
        self.root = f"http://127.0.0.1:{running.port}"
        self.web = requests.Session()
        self.web.trust_env = False
        self.told: list[Told] = []
        self.secrets = {running.client.client_secret, running.google_token}
        self.control("POST", "limits", {"enabled": False})

    def close(self) -> None:
        """Stop the sandbox."""
        self.web.close()
        self.running.stop()

    # What the sandbox is told.

    def control(self, method: str, name: str, body: Any = None) -> Any:
        """One of the sandbox's controls."""
        answer = self.web.request(method, f"{self.root}/sandbox/{name}", json=body, timeout=30)
        assert answer.status_code == 200, answer.text
        return orjson.loads(answer.content)

    def advance(self, **span: float) -> None:
        """Let time pass."""
        self.control("POST", "advance", {"hours": timedelta(**span) / timedelta(hours=1)})

    def fault(self, path: str, **fault: Any) -> None:
        """Put a fault into the answers to `path`."""
        self.control("POST", "faults", {"method": "GET", "path": path, **fault})

    def lift_faults(self) -> None:
        """No more faults."""
        self.control("DELETE", "faults")

    def forget_calls(self) -> None:
        """Count calls from here on."""
        self.control("DELETE", "calls")

    def calls(self, vendor: str, kind: str) -> list[dict[str, Any]]:
        """The calls the sandbox counted."""
        return [call for call in self.control("GET", "calls") if (call["vendor"], call["kind"]) == (vendor, kind)]

    def truth(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table as the mall knows them."""
        return self.keyed_truth(table)[1]

    def keyed_truth(self, table: str) -> tuple[list[str], list[dict[str, Any]]]:
        """The key of a table and its rows."""
        told = self.control("GET", f"truth/{table}")
        return told["key"], [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]

    # What the product is told.

    def command(self, *words: str, typed: str = "") -> Told:
        """A command of this installation, given in this process."""
        lines: list[str] = []
        listener = _Listener(lines)
        logger = logging.getLogger("sheets_bridge")
        logger.addHandler(listener)
        try:
            done = CliRunner(env=_WIDE).invoke(
                commands(translation("en")), self._words(words), typed, catch_exceptions=False
            )
        finally:
            logger.removeHandler(listener)
        return self._noted(Told(done.exit_code, done.stdout, "\n".join([done.stderr, *lines])))

    def process(self, *words: str, typed: str = "", **settings: Any) -> Told:
        """A command of this installation in a process of its own."""
        return self._noted(process(*self._words(words), typed=typed, **settings))

    @contextmanager
    def opened(self, *words: str) -> Iterator[_Process]:
        """A command that somebody answers while it goes on; over with the block."""
        with going_on(*self._words(words)) as process:
            yield process
            out, err = process.communicate(timeout=60)
            self.noted(process.returncode, out, err)

    def noted(self, exit_code: int, out: str, err: str) -> None:
        """Keep what a process said, to be looked through for secrets."""
        self._noted(Told(exit_code, out, err))

    def run(self, *words: str) -> Told:
        """`run --json`, whatever comes of it."""
        return self.command("run", "--json", *words)

    def ran(self, *words: str) -> Any:
        """The JSON of a `run` that went well."""
        told = self.run(*words)
        assert told.exit_code == 0, told.text
        return told.json

    def _words(self, words: tuple[str, ...]) -> list[str]:
        return [words[0], "--schedule", str(self.schedule), *words[1:]]

    def _noted(self, told: Told) -> Told:
        self.told.append(told)
        chain = Vault(self.credentials, self.name).read()
        for pair in (chain.current, chain.previous) if chain else ():
            self.secrets |= {pair.access_token, pair.refresh_token} if pair else set()
        return told

    # What the operator does.

    def consent(self, address: str, **changed: str) -> str:
        """Open the consent page, send its form as it stands but for what is `changed`; the address landed on."""
        page = self.web.get(address, timeout=10).text
        values = {unescape(name): unescape(value) for name, value in _HIDDEN.findall(page)}
        action = urljoin(address, unescape(re.findall(r'<form method="post" action="([^"]*)"', page)[0]))
        landed = self.web.post(action, data=values | changed, allow_redirects=False, timeout=10)
        code = re.search(r"[?&]code=([^&]*)", landed.headers["Location"])
        self.secrets |= {code[1]} if code else set()
        return landed.headers["Location"]

    def connect(self) -> Told:
        """Connect the mall as README says."""
        address = self.command("connect", "cafe24", self.name, "--print-url").out.strip()
        return self.command("connect", "cafe24", self.name, "--landed", self.consent(address))

    # What lies in the folder.

    @property
    def credentials(self) -> Path:
        """Where keys and tokens lie."""
        return self.folder / "credentials"

    def edit(self, old: str, new: str) -> None:
        """Replace a text of the schedule."""
        text = self.schedule.read_text("utf-8")
        assert old in text
        self.schedule.write_text(text.replace(old, new), "utf-8")

    def edit_secret(self, file: str, **values: Any) -> None:
        """Change values of a credentials file; its mode stays."""
        path = self.credentials / file
        path.write_text(json.dumps(json.loads(path.read_text()) | values))

    def line_of(self, text: str) -> int:
        """The line of the schedule a text stands in."""
        lines = self.schedule.read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def leaks(self) -> list[str]:
        """Where a secret of this installation can be read: said by a command, or lying open in state/."""
        said = [(f"said by command {n}", f"{told.out}{told.err}".encode()) for n, told in enumerate(self.told)]
        files = [file for file in (self.folder / "state").rglob("*") if file.is_file()]
        open_text = [*said, *((file.name, file.read_bytes()) for file in [*files, self.schedule])]
        return [where for where, content in open_text if any(secret.encode() in content for secret in self.secrets)]


def opened(folder: Path, *, days: int, orders_per_day: int, seed: int = 1, control: bool = False, **more: Any) -> Mall:
    """A mall with so many days of history, early on a quiet morning; not connected yet. `more` are other settings.

    With `control` its schedule wants the tabs on which the jobs stand, as any does that does not say otherwise.
    """
    running = start(Settings(days=days, orders_per_day=orders_per_day, seed=seed, start=EARLY, **more))
    return Mall(folder, running, EARLY - timedelta(days=days), control=control)


class _Listener(logging.Handler):
    """The log lines a process would have written to stderr."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Note one line."""
        self._lines.append(record.getMessage())
