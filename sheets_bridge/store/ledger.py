"""What each run came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from sheets_bridge.store.database import Store

_KEPT_A_JOB = 1000


def begin(store: Store, job: str, at: datetime) -> int:
    """A run begins; its number."""
    with store.transaction() as connection:
        started = connection.execute("INSERT INTO runs (job, started) VALUES (?, ?)", (job, at.isoformat()))
        return int(started.lastrowid or 0)


def end(store: Store, run: int, at: datetime, outcome: str, report: dict[str, Any]) -> None:
    """A run ended with this outcome; `report` is its part of the JSON that `run` prints."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE runs SET ended = ?, outcome = ?, report = ? WHERE id = ?",
            (at.isoformat(), outcome, orjson.dumps(report).decode(), run),
        )
        connection.execute(
            "DELETE FROM runs WHERE job = (SELECT job FROM runs WHERE id = :run) AND id NOT IN ("
            "SELECT id FROM runs WHERE job = (SELECT job FROM runs WHERE id = :run) ORDER BY id DESC LIMIT :kept)",
            {"run": run, "kept": _KEPT_A_JOB},
        )


def last(store: Store, job: str) -> dict[str, Any] | None:
    """The newest ended run of a job: started, ended, outcome and its report; None before the first.

    A window of its history says nothing of how its news fare, and counts only where nothing else ever ran.
    `unfinished` is when a later run began that never ended: it is at work, or was killed.
    """
    runs = newest(store, job, _KEPT_A_JOB)
    ended = [run for run in runs if run.ended]
    found = next((run for run in ended if run.report.get("part") != "history"), next(iter(ended), None))
    if found is None or found.ended is None:
        return None
    later = next((run.started.isoformat() for run in runs[: runs.index(found)] if run.ended is None), None)
    told = {"started": found.started.isoformat(), "ended": found.ended.isoformat(), "outcome": found.outcome}
    return {**told, **found.report, "unfinished": later}


@dataclass(frozen=True)
class Noted:
    """One run as it stands in the ledger; `ended` is None while it goes on, and for ever where it was killed."""

    job: str
    started: datetime
    ended: datetime | None
    outcome: str | None
    text: str | None

    @property
    def report(self) -> Mapping[str, Any]:
        """What it came to."""
        return orjson.loads(self.text) if self.text else {}


def newest(store: Store, job: str, count: int) -> list[Noted]:
    """The newest runs of a job, newest first."""
    rows = store.query(
        "SELECT started, ended, outcome, report FROM runs WHERE job = ? ORDER BY id DESC LIMIT ?", (job, count)
    )
    return [
        Noted(job, datetime.fromisoformat(started), datetime.fromisoformat(ended) if ended else None, outcome, text)
        for started, ended, outcome, text in rows
    ]
