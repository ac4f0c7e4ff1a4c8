"""A schedule, an installation and what can be seen of it, made by hand for the tests of the page."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from sheets_bridge.config import Account, Job, Page, Schedule, StreamUse, TabUse
from sheets_bridge.logins import of_consent
from sheets_bridge.messages import Translate, say, translation
from sheets_bridge.model import Clock
from sheets_bridge.page.seen import Seen
from sheets_bridge.sources import discover
from sheets_bridge.store import Store
from sheets_bridge.store.ledger import Noted
from sheets_bridge.store.life import Sign
from sheets_bridge.store.queue import Entry
from sheets_bridge.tokens import Life

NOW = datetime(2026, 11, 2, 0, 35, 10, tzinfo=UTC)
"""Monday, 09:35:10 in Korea."""

MALL, PORT = "mymall", 8484
ENGLISH, KOREAN = translation("en"), translation("ko")


def ago(**span: float) -> datetime:
    """A moment before now."""
    return NOW - timedelta(**span)


def job(name: str = "orders", every: int | None = 15, **when: Any) -> Job:
    """A job of one tab."""
    period = timedelta(minutes=every) if every else None
    use, tab = StreamUse(MALL, "orders"), TabUse(f"RAW_{name}", "orders")
    return Job(name, period, when.get("at"), when.get("cron"), (use,), (tab,))


def schedule(*jobs: Job, folder: Path = Path("/nowhere"), **changed: Any) -> Schedule:
    """A schedule with these jobs."""
    made = Schedule(
        path=folder / "schedule.yaml",
        folder=folder,
        timezone="Asia/Seoul",
        language="en",
        spreadsheets={"main": "SHEET"},
        google=folder / "google.json",
        accounts={MALL: Account(MALL, "cafe24", folder / "client.json", history=date(2026, 1, 1))},
        jobs={one.name: one for one in jobs or (job(),)},
        endpoints={},
        page=Page(PORT),
    )
    return replace(made, **changed)


def life(*, left: timedelta = timedelta(days=13), lost: bool = False) -> Life:
    """A login with so much refresh life."""
    why = say("The login of {mall} is gone.", mall=MALL) if lost else None
    return Life(MALL, NOW + timedelta(hours=1), NOW + left, (), why, "owner")


def seen(*jobs: Job, **known: Any) -> Seen:
    """A well installation seen now; `known` says what is otherwise."""
    lives = known.pop("lives", {MALL: life()})
    logins = {name: of_consent(Account(name, "cafe24", Path()), one, NOW) for name, one in lives.items()}
    well = Seen(
        now=NOW,
        schedule=schedule(*jobs),
        daemon=Sign(ago(seconds=5), {"started": ago(days=3).isoformat(), "schedule_error": None}),
        logins=logins,
    )
    return replace(well, **known)


def noted(started: datetime, outcome: str | None = "ok", job: str = "orders", **report: Any) -> Noted:
    """A run of the ledger that took two seconds; one without an outcome never ended."""
    ended = started + timedelta(seconds=2) if outcome else None
    return Noted(job, started, ended, outcome, orjson.dumps(report).decode() if outcome else None)


def entry(started: datetime | None, state: str = "done", job: str = "orders", **changed: Any) -> Entry:
    """An entry of the queue that took four seconds."""
    ended = started + timedelta(seconds=4) if started and state == "done" else None
    made = Entry(1, job, {"part": "news"}, "schedule", None, started or NOW, state, started, ended, None, None, None)  # type: ignore[arg-type]
    return replace(made, **changed)


def report(outcome: str = "ok", **changed: Any) -> dict[str, Any]:
    """What a run came to, as `run --json` shows a job."""
    stream = {"account": MALL, "shop_no": 1, "stream": "orders", "state": "complete", "reason": None, "read": 40}
    tab = {"title": "RAW_orders", "table": "orders", "sheet_id": 7, "rows": 1200, "inserted": 12, "updated": 3,
           "removed": 0, "reason": None}  # fmt: skip
    return {"job": "orders", "outcome": outcome, "message": None, "streams": [stream], "tabs": [tab], "problems": [],
            "calls": {"cafe24": 18, "google_write": 2}, **changed}  # fmt: skip


@dataclass(frozen=True)
class StandInLogin:
    """A login as far as the page asks it."""

    lasts: Life | None

    def life(self) -> Life | None:
        """How long it lasts."""
        return self.lasts


@dataclass(frozen=True)
class StandIn:
    """An installation with a database of its own and no network at all."""

    schedule: Schedule
    store: Store
    logins: Any = field(default_factory=lambda: {MALL: StandInLogin(life())})
    rings: Any = field(default_factory=dict)
    sources: Any = field(default_factory=discover)
    clock: Clock = lambda: NOW
    translate: Translate = ENGLISH
