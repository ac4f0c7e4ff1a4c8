"""What a run is handed: everything it touches, built at the top."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal

from sheets_bridge.ads import Settings
from sheets_bridge.config import BoardUse, Cost, TabUse
from sheets_bridge.inputs import Input
from sheets_bridge.locks import Sleep
from sheets_bridge.masking import Masks
from sheets_bridge.model import Clock, Report
from sheets_bridge.source import Source
from sheets_bridge.spreadsheet import Spreadsheet
from sheets_bridge.store import Store

NONE_PICKED = 0
"""Under this number stands what could not be collected of a login whose ad accounts nobody picked yet."""


@dataclass(frozen=True)
class Connected:
    """One account with its source and an open connection (which has made no call yet)."""

    source: Source
    connection: Any
    shops: Literal["active"] | tuple[int, ...]
    history: date | None
    settings: Settings = field(default_factory=Settings)
    """How the costs of an ad medium are told."""
    advertises: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    """Number of an ad account → the mall and the shop it advertises; 0 for all that are not named."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The shops, or ad accounts, that the schedule names one by one."""
        return () if self.shops == "active" else self.shops


@dataclass(frozen=True)
class Progress:
    """How far a part of a run is: `done` of `total` steps or rows, `rows` so far."""

    phase: Literal["land", "publish", "export"]
    name: str
    done: int
    total: int
    rows: int


Tell = Callable[[Progress], None]

Part = Literal["all", "news", "history"]


def _silent(_progress: Progress) -> None:
    """The `Tell` of a run nobody watches."""


@dataclass(frozen=True)
class World:
    """Store, accounts, spreadsheets and clock of an installation; `locks` is the folder of its job and sheet locks."""

    store: Store
    accounts: Mapping[str, Connected]
    spreadsheets: Mapping[str, Spreadsheet]
    clock: Clock
    masks: Masks
    language: str
    locks: Path
    writer: str
    """Who we are in the writer's mark on a spreadsheet."""
    tell: Tell = field(default=_silent)
    called: Callable[[], Mapping[str, int]] = field(default=dict)
    """How many calls of each kind have been sent so far."""
    sleep: Sleep = time.sleep
    """How a wait for somebody else's lock passes."""
    drop: Path | None = None
    """Where people drop files that a stream may be read from."""
    reports: Mapping[str, Report] = field(default_factory=dict)
    """The reports a tab may show, by their ids."""
    inputs: Mapping[str, Input] = field(default_factory=dict)
    """The tables that people type on a tab, by their ids."""
    typed: Sequence[TabUse] = ()
    """All tabs of the schedule that people type into, whatever their job."""
    boards: Sequence[BoardUse] = ()
    """Tabs of the schedule that are drawn once."""
    cost: Cost = field(default_factory=Cost)
    """On what basis costs are added up, as the dashboard tells."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Name → id of the spreadsheets, for who reads the store alone and reaches none."""

    def address(self, spreadsheet: str) -> str:
        """The id of a spreadsheet by its name."""
        reached = self.spreadsheets.get(spreadsheet)
        return reached.id if reached else self.addresses[spreadsheet]


@dataclass(frozen=True)
class Ask:
    """What this run is asked beyond its job: a stretch of days, no writing, a full heal, another writer's sheets."""

    since: date | None = None
    until: date | None = None
    dry_run: bool = False
    heal: bool = False
    take_over: bool = False
    part: Part = "all"
    """`news` leaves history that is still missing for later, `history` reads one window of it and nothing else."""
    history: date | None = None
    """An earlier beginning of history than the schedule's."""


def ask_as_json(ask: Ask) -> dict[str, Any]:
    """An ask as it waits in the run queue: what differs from asking nothing."""
    plain = Ask()
    told = {one.name: getattr(ask, one.name) for one in fields(Ask)}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in told.items()
        if value != getattr(plain, name)
    }


def ask_from_json(told: Mapping[str, Any]) -> Ask:
    """The ask that waited in the run queue."""
    days = {name: date.fromisoformat(told[name]) for name in ("since", "until", "history") if name in told}
    return Ask(**{**told, **days})
