"""What a visit of the doctor has found so far: each check adds what the later ones build on."""

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from sheets_bridge.api import clock as clocks
from sheets_bridge.api.call import Send
from sheets_bridge.config import Schedule
from sheets_bridge.errors import BridgeError
from sheets_bridge.locks import Sleep
from sheets_bridge.model import Clock
from sheets_bridge.source import Shop, Source
from sheets_bridge.spreadsheet import GoogleClient, Layout, Spreadsheet
from sheets_bridge.store import Store
from sheets_bridge.store.health import Health
from sheets_bridge.tokens import KeyRing, Life, Login, OAuthClient

LONG_WAIT = 30.0
"""Seconds. A shorter wait is pace; a longer one is a quota that was used up."""


@dataclass
class Visit:
    """One visit; `send` sends one HTTP request, `held` is closed at its end."""

    path: Path
    send: Send
    held: ExitStack
    pause: Sleep
    waits: list[float] = field(default_factory=list)
    schedule: Schedule = field(init=False)
    sources: dict[str, Source] = field(default_factory=dict)
    health: Health = "absent"
    store: Store | None = None
    skew: timedelta | None = None
    clients: dict[str, OAuthClient] = field(default_factory=dict)
    logins: dict[str, Login] = field(default_factory=dict)
    rings: dict[str, KeyRing] = field(default_factory=dict)
    lives: dict[str, Life] = field(default_factory=dict)
    connections: dict[str, Any] = field(default_factory=dict)
    shops: dict[str, list[Shop]] = field(default_factory=dict)
    google: GoogleClient = field(init=False)
    calls: Counter[str] = field(default_factory=Counter)
    spreadsheets: dict[str, Spreadsheet] = field(default_factory=dict)
    looks: dict[str, Layout | BridgeError] = field(default_factory=dict)

    def sleep(self, seconds: float) -> None:
        """Every wait of pacing and retry passes here."""
        self.waits.append(seconds)
        self.pause(seconds)

    @property
    def known(self) -> bool:
        """Whether the schedule could be read."""
        return hasattr(self, "schedule")

    @property
    def folder(self) -> Path:
        """Where the installation lies; known even where its schedule cannot be read."""
        return self.path.absolute().parent

    @property
    def credentials(self) -> Path:
        """Where keys and tokens lie."""
        return self.folder / "credentials"

    @property
    def state(self) -> Path:
        """Where the database and the locks lie."""
        return self.folder / "state"

    @cached_property
    def clock(self) -> Clock:
        """The installation's clock."""
        borrowed = self.schedule.endpoints.get("clock")
        return clocks.borrowed(borrowed, self.send) if borrowed else clocks.system
