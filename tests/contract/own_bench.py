"""A mall whose schedule describes streams of its own, and whose Cafe24 answers from samples."""

import json
from collections.abc import Callable, Container, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sheets_bridge.config import Schedule, extended, load, tables_of
from sheets_bridge.errors import Refused
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.model import KST
from sheets_bridge.source import Shop
from sheets_bridge.sources import discover
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.store import Store, landing, selection
from sheets_bridge.store.selection import Selection
from sheets_bridge.sync.land import Landed, land
from sheets_bridge.sync.world import Ask, Connected, World
from sheets_bridge.tables import TABLES

SAMPLES = Path(__file__).parents[1] / "samples" / "cafe24" / "endpoints.json"
NOW = datetime(2026, 4, 10, 9, 0, tzinfo=KST)
HEAD = """\
spreadsheet: 1aBcDeFgHiJkLmNoPqRsTuVwXyZ
google: credentials/google.json
accounts:
  mymall: {source: cafe24, client: credentials/cafe24-client.json, history: 2026-03-01}
streams:
"""
JOB = """
jobs:
  own:
    every: 1 day
    streams: [mymall.NAME]
    tabs: {Own: {table: NAME}}
"""

Answer = Callable[[str, Mapping[str, str]], Any]


@dataclass
class Wire:
    """What the pretend Cafe24 answers, and what it was asked."""

    answers: dict[str, Any] = field(default_factory=lambda: json.loads(SAMPLES.read_text("utf-8")))
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def get(self, path: str, params: Mapping[str, str], *, never: Container[int | None] = ()) -> Any:
        self.calls.append((path, dict(params)))
        if path not in self.answers:
            raise Refused(say("No API found."), status=404)
        answer = self.answers[path]
        return answer(params) if callable(answer) else answer

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.calls]


def schedule_of(folder: Path, name: str, described: str, history: str = "2026-03-01") -> Schedule:
    """The schedule that describes one stream and puts its table on a tab."""
    path = folder / "schedule.yaml"
    path.write_text(HEAD.replace("2026-03-01", history) + described + JOB.replace("NAME", name), "utf-8")
    return load(path, environment={}, sources=discover(), tables=TABLES)


@dataclass
class Mall:
    """One installation of one stream; `shops` are all active."""

    folder: Path
    wire: Wire
    shops: tuple[int, ...] = (1,)
    history: str = "2026-03-01"

    def lands(self, name: str, described: str, ask: Ask | None = None) -> list[Landed]:
        """Land the stream as its description is now."""
        schedule = schedule_of(self.folder, name, described, self.history)
        sources, tables = extended(discover(), schedule.own), {**TABLES, **tables_of(schedule.own)}
        connection = Connection("mymall", admin=self.wire, analytics=self.wire)  # type: ignore[arg-type]
        connected = Connected(sources["cafe24"], connection, "active", schedule.accounts["mymall"].history)
        (use,) = schedule.jobs["own"].streams
        with closing(Store(self.folder / "bridge.db", tables)) as store:
            world = World(store, {"mymall": connected}, {}, lambda: NOW, Masks(b"k" * 32), "ko", self.folder, "us")
            landed = land(world, use, [Shop(number, "", active=True) for number in self.shops], ask or Ask())
            pulls = tuple(landing.pulls_by_shop(store, use.pull(0)).values())
            shown = Selection(tables[name], pulls, tables[name].columns)
            names = [column.id for column in tables[name].columns]
            self.rows = [
                dict(zip(names, row, strict=True))
                for _, row in selection.rows(store, shown, selection.wanted(store, shown))
            ]
        return landed

    def rows_of(self, name: str, described: str) -> list[dict[str, Any]]:
        """The rows that stand after a landing that went well."""
        for landed in self.lands(name, described):
            assert landed.error is None, str(landed.error.message)
            assert landed.result.quarantined == 0
        return self.rows
