"""A small mall, a ready folder, the product in this process or as another one, and an own look at the sheet."""

import copy
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.cli import pretend, workspace
from sheets_bridge.cli.connect.mall import consent_address
from sheets_bridge.cli.installation import installation
from sheets_bridge.cli.run import run_all
from sheets_bridge.errors import BridgeError, exit_code
from sheets_bridge.model import Kind, TabResult
from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.server import Running, Settings, start
from sheets_bridge.sync import Ask
from sheets_bridge.tables import TABLES
from sheets_bridge.tokens import Consent

START = datetime(2026, 11, 3, 9, 1, tzinfo=KST)
"""The pretend mall's life goes on in steps of ten minutes: one minute past, nothing changes beneath a test."""

HISTORY = date(2026, 10, 22)
TABS = {"RAW_주문": "orders", "RAW_주문품목": "order_items", "RAW_방문": "visitors"}
EMPTY = "시트1"
"""The sheet every new spreadsheet has."""

NEXT_DAY = 20.0
"""Hours to a run that reads the last weeks again, but compares only keys and what is new in the store."""

DAY_AND_MORE = 25.0
"""Hours to a run that also compares every cell."""

CONNECT = "sheets-bridge connect cafe24 samplemall"

Rows = Mapping[tuple[Any, ...], tuple[Any, ...]]


@dataclass(frozen=True)
class Told:
    """What a run came to: its exit code, what went wrong, and the notes for its people."""

    code: int
    words: str
    notes: tuple[str, ...] = ()
    tabs: Mapping[str, TabResult] = field(default_factory=dict)


class Bench:
    """One sandbox with one folder that is set up for it; the mall's first shop only, so that a run is short."""

    def __init__(self, running: Running, folder: Path, history: date = HISTORY) -> None:
        self.waits: list[float] = []
        self.while_waiting: Callable[[], object] = int
        """What people do during a wait."""
        self.running, self.folder, self.tabs = running, folder, dict(TABS)
        self._columns: dict[str, tuple[list[str], list[str]]] = {}
        self.schedule = workspace.write(folder / "schedule.yaml", running, history)
        # The tabs of the jobs have tests of their own; here what is struck at is counted.
        self.schedule.write_text(self.schedule.read_text("utf-8") + "control: off\n", "utf-8")
        text = self.schedule.read_text(encoding="utf-8")
        self.schedule.write_text(text.replace("shops: active", "shops: [1]"), encoding="utf-8")
        self.root = f"http://127.0.0.1:{running.port}"
        self.web = requests.Session()
        self.web.trust_env = False

    def copied(self, folder: Path) -> "Bench":
        """The same installation once more, its folder copied with everything in it."""
        shutil.copytree(self.folder, folder)
        twin = copy.copy(self)
        twin.folder, twin.schedule, twin.waits = folder, folder / self.schedule.name, []
        return twin

    @property
    def credentials(self) -> Path:
        return self.folder / "credentials"

    def give(self, jobs: Mapping[str, tuple[str, str]]) -> None:
        """Other jobs: name → (stream with its options, tab); the tabs' tables must be in `tabs`."""
        text = self.schedule.read_text(encoding="utf-8")
        head, _, rest = text.partition("jobs:\n")
        lines = [
            f"  {name}:\n    every: 1 hour\n    streams: [{stream}]\n    tabs: {{{tab}: {{table: {self.tabs[tab]}}}}}\n"
            for name, (stream, tab) in jobs.items()
        ]
        end = rest[rest.index("endpoints:") :]
        self.schedule.write_text(f"{head}jobs:\n{''.join(lines)}{end}", encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        """Replace a text of the schedule."""
        text = self.schedule.read_text(encoding="utf-8")
        assert old in text
        self.schedule.write_text(text.replace(old, new), encoding="utf-8")

    def control(self, method: str, name: str, body: object = None) -> Any:
        answer = self.web.request(method, f"{self.root}/sandbox/{name}", json=body, timeout=10)
        assert answer.ok, answer.text
        return answer.json()

    def advance(self, hours: float) -> None:
        self.control("POST", "advance", {"hours": hours})

    def fault(self, action: str, path: str = "*", **more: object) -> None:
        self.control("POST", "faults", {"path": path, "action": action, **more})

    def undisturbed(self) -> None:
        self.control("DELETE", "faults")

    def calls(self, vendor: str = "", kind: str = "") -> list[dict[str, Any]]:
        """The calls so far; of one vendor or kind where one is named."""
        return [
            call
            for call in self.control("GET", "calls")
            if vendor in ("", call["vendor"]) and kind in ("", call["kind"])
        ]

    def renewals(self) -> list[int | None]:
        """The statuses of all token requests to Cafe24."""
        return [call["status"] for call in self.calls("cafe24", "token")]

    def connect(self) -> None:
        """Log in as the form stands, and forget the calls that took."""
        with open_session() as session, installation(self.schedule) as opened:
            consent = Consent(opened.credentials, self.running.mall, opened.clock)
            landed = pretend.consented(sender(session), consent_address(opened, self.running.mall, consent))
            opened.logins[self.running.mall].exchange(consent.landed(landed))
        self.control("DELETE", "calls")

    def run_here(self, *jobs: str, **asked: Any) -> Told:
        """`run` in this process. Nobody waits: what would have been waited is noted in `waits`."""
        try:
            with installation(self.schedule, self._wait) as opened:
                done = run_all(opened, jobs or list(opened.schedule.jobs), Ask(**asked))
        except BridgeError as error:
            return Told(error.exit_code, str(error))
        verified = "" if done.verified or done.errors else "not verified"
        tabs = {tab.title: tab for run in done.runs for tab in run.tabs}
        notes = tuple(str(note) for tab in tabs.values() for note in tab.notes)
        return Told(exit_code(done.errors), "\n".join([*map(str, done.errors), verified]), notes, tabs)

    def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.while_waiting()

    def start(self, *words: str, kill: str = "") -> subprocess.Popen[str]:
        """The command line as a process of its own, which kills itself at the point `kill`."""
        environment = {**os.environ, "SHEETS_BRIDGE_CRASH_AT": kill}
        command = [sys.executable, "-m", "sheets_bridge", *words, "--schedule", str(self.schedule)]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run_there(self, *jobs: str, kill: str = "") -> Told:
        """`run --json` as a process of its own."""
        return ended(self.start("run", *jobs, "--json", kill=kill))

    def google(self, method: str, path: str, **sent: Any) -> Any:
        """A call to the sheet as anybody else with access would make it."""
        address = f"{self.root}/google/v4/spreadsheets/{self.running.spreadsheet_id}{path}"
        bearer = {"Authorization": f"Bearer {self.running.google_token}"}
        answer = self.web.request(method, address, headers=bearer, timeout=10, **sent)
        assert answer.ok, answer.text
        return answer.json()

    def sheets(self) -> dict[str, dict[str, Any]]:
        """The properties of each sheet by its title."""
        told = self.google("GET", "", params={"fields": "sheets.properties"})
        return {sheet["properties"]["title"]: sheet["properties"] for sheet in told["sheets"]}

    def values(self, title: str) -> list[list[Any]]:
        """All cells of a tab, days as serial numbers."""
        asked = {"ranges": f"'{title}'", "valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption":
                 "SERIAL_NUMBER"}  # fmt: skip
        return list(self.google("GET", "/values:batchGet", params=asked)["valueRanges"][0].get("values", []))

    def shown(self, title: str) -> list[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        """(key, cells) of each row that a reader sees, in the truth's columns; nothing where the tab is not there."""
        properties = self.sheets().get(title)
        if properties is None or properties.get("hidden"):
            return []
        header, *rows = self.values(title)
        columns, key = self._columns_of(title)
        places = [header.index(_label(self.tabs[title], column)) for column in columns]
        cells = [tuple(_blank(row[at] if at < len(row) else "") for at in places) for row in rows]
        return [(tuple(row[columns.index(column)] for column in key), row) for row in cells]

    def truth(self, title: str) -> Rows:
        """Key → cells of each row that a tab must hold now."""
        told = self.control("GET", f"truth/{self.tabs[title]}")
        columns, key = told["columns"], told["key"]
        self._columns[self.tabs[title]] = columns, key
        kinds = {column.id: column.kind for column in TABLES[self.tabs[title]].columns}
        rows = [row for row in told["rows"] if row[columns.index("shop_no")] == 1]
        whole = [tuple(_cell(value, kinds[name]) for name, value in zip(columns, row, strict=True)) for row in rows]
        return {tuple(row[columns.index(column)] for column in key): row for row in whole}

    def _columns_of(self, title: str) -> tuple[list[str], list[str]]:
        """The columns and the key of a tab, as the truth names them."""
        if self.tabs[title] not in self._columns:
            self.truth(title)
        return self._columns[self.tabs[title]]

    def truths(self) -> dict[str, Rows]:
        """The truth of every tab."""
        return {title: self.truth(title) for title in self.tabs}

    def faults_of_the_sheet(self) -> list[str]:
        """What is not as it must be once all is well: every row of the truth exactly once, nothing left lying about."""
        found = [f"{title} left over" for title in self.sheets() if title not in self.tabs and title != EMPTY]
        for title, wanted in self.truths().items():
            rows = self.shown(title)
            found += [f"{title}: {key} stands {times} times" for key, times in _times(rows).items() if times > 1]
            found += [f"{title}: {key} is not as it is" for key, row in rows if wanted.get(key) != row][:3]
            if missing := len(wanted.keys() - {key for key, _ in rows}):
                found.append(f"{title}: {missing} of {len(wanted)} rows missing")
        return found

    def half_written(self, before: Mapping[str, Rows], *, collected: bool = True) -> list[str]:
        """What no reader may ever see: a tab without all rows it had (all there are, where it is new and all was
        `collected`), a row twice, a row that is neither as it was nor as it is."""
        strange = [title for title, sheet in self.sheets().items() if not sheet.get("hidden") and title != EMPTY]
        found = [f"{title} is seen" for title in strange if title not in self.tabs]
        for title, now in self.truths().items():
            rows, was = self.shown(title), before.get(title, {})
            found += [f"{title}: {key} stands {times} times" for key, times in _times(rows).items() if times > 1]
            half = [key for key, row in rows if row not in (was.get(key), now.get(key)) and not _not_collected(row)]
            found += [f"{title}: {key} is half" for key in half][:3]
            needed = was or (now if collected else {})
            if title in self.sheets() and needed.keys() - {key for key, _ in rows}:
                found.append(f"{title}: only {len(rows)} rows")
        return found


def ended(process: subprocess.Popen[str]) -> Told:
    """What a process came to."""
    out, err = process.communicate(timeout=60)
    told = json.loads(out.splitlines()[-1]) if out.strip() else {}
    return Told(process.returncode, json.dumps(told, ensure_ascii=False) + err)


@contextmanager
def bench(folder: Path, *, orders_per_day: int = 8, days: int = 12) -> Iterator[Bench]:
    """A connected bench without limits, its access token expired: the first run is a first load with a renewal."""
    running = start(Settings(start=START, days=days, orders_per_day=orders_per_day))
    try:
        made = Bench(running, folder, START.date() - timedelta(days=days))
        made.control("POST", "limits", {"enabled": False})
        made.connect()
        made.advance(3)
        yield made
        made.web.close()
    finally:
        running.stop()


def _not_collected(row: tuple[Any, ...]) -> bool:
    """A day that says so itself: not one number, and 미수집 with its reason."""
    numbers = [cell for cell in row[3:-1] if isinstance(cell, (int, float))]
    return not numbers and isinstance(row[-1], str) and row[-1].startswith("미수집 (")


def _times(rows: Sequence[tuple[tuple[Any, ...], tuple[Any, ...]]]) -> Counter[tuple[Any, ...]]:
    return Counter(key for key, _ in rows)


def _label(table: str, column_id: str) -> str:
    return next(column.ko for column in TABLES[table].columns if column.id == column_id)


def _blank(cell: Any) -> Any:
    return None if cell == "" else _even(cell)


def _even(cell: Any) -> Any:
    """Serial numbers of moments are fractions: to the second is as exact as they are meant."""
    return round(cell, 5) if isinstance(cell, float) else cell


def _cell(value: Any, kind: Kind) -> Any:
    """A value of the truth as the sheet keeps it."""
    if value is None or kind not in (Kind.DAY, Kind.MOMENT):
        return _even(value)
    passed = datetime.fromisoformat(value) - datetime(1899, 12, 30)  # noqa: DTZ001 - serial numbers count wall time
    return _even(passed.total_seconds() / 86400)
