"""What the page is made of, as it was read at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sheets_bridge.config import Schedule
from sheets_bridge.logins import LoginState
from sheets_bridge.standing import Covered
from sheets_bridge.store.ledger import Noted
from sheets_bridge.store.life import Sign
from sheets_bridge.store.pauses import Pause
from sheets_bridge.store.queue import Entry


@dataclass(frozen=True)
class Seen:
    """Everything the page tells comes out of this and nothing else."""

    now: datetime
    schedule: Schedule
    daemon: Sign | None = None
    """The daemon's life sign."""
    calls: Sign | None = None
    """How many calls its worker sent in a minute."""
    noted: Mapping[str, Sequence[Noted]] = field(default_factory=dict)
    """The newest runs of each job, newest first."""
    ended: Sequence[Entry] = ()
    """What the queue has done, newest first."""
    running: Sequence[Entry] = ()
    waiting: Sequence[Entry] = ()
    elsewhere: frozenset[str] = frozenset()
    """Jobs whose lock somebody holds just now."""
    slots: Mapping[str, Sequence[tuple[datetime, str]]] = field(default_factory=dict)
    """The newest slots of each job and what was done about them, newest first."""
    pauses: Mapping[str, Pause] = field(default_factory=dict)
    """The last pause of each job that ever was paused."""
    logins: Mapping[str, LoginState] = field(default_factory=dict)
    covered: Sequence[Covered] = ()
