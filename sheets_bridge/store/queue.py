"""The run queue: what shall run and why, how far it is, what came of it.

One machine: a table, and the daemon's worker takes from it. Everything is a short transaction, so that any process may
ask for a run and follow it. Moments are UTC.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

from sheets_bridge.store import slots
from sheets_bridge.store.database import Store

Trigger = Literal["run", "page", "sheet", "schedule", "backfill"]
State = Literal["waiting", "running", "done"]

_PRIORITY: Mapping[Trigger, int] = {"run": 0, "page": 0, "sheet": 0, "schedule": 1, "backfill": 2}
"""A person waits for what they asked; history never keeps the quarter-hour job waiting."""

_KEPT = 2000
_COLUMNS = "id, job, ask, trigger, slot, requested, state, started, ended, progress, exit_code, report"


@dataclass(frozen=True)
class Entry:
    """One asked-for run of a job."""

    id: int
    job: str
    ask: Mapping[str, Any]
    trigger: Trigger
    slot: datetime | None
    """The moment of the schedule it answers."""
    requested: datetime
    state: State
    started: datetime | None
    ended: datetime | None
    progress: Mapping[str, Any] | None
    """What the run told last: phase, name, done, total, rows."""
    exit_code: int | None
    report: Mapping[str, Any] | None
    """What the run came to, as `run --json` shows a job."""


def put(
    store: Store, job: str, ask: Mapping[str, Any], trigger: Trigger, at: datetime, slot: datetime | None = None
) -> Entry:
    """Ask for a run. Where the same waits already, that entry is joined, and moved forward if this one is urgent."""
    with store.transaction() as connection:
        number = _put(connection, job, ask, trigger, at, slot)
    return entry(store, number)


def put_slot(store: Store, job: str, ask: Mapping[str, Any], slot: datetime, at: datetime) -> bool:
    """Ask for the run of a slot and note the slot as answered: both, whatever strikes, or neither.

    False where somebody answered it before: then nothing is asked for.
    """
    with store.transaction() as connection:
        fresh = slots.note_in(connection, job, slot, "queued", at)
        if fresh:
            _put(connection, job, ask, "schedule", at, slot)
    return fresh


def take(store: Store, at: datetime) -> Entry | None:
    """The most urgent waiting entry, running from now on; None where nothing waits."""
    if store.one("SELECT 1 FROM queue WHERE state = 'waiting'") is None:
        return None  # looked for every second: only what there is to take is worth a lock
    with store.transaction() as connection:
        found = connection.execute(
            "SELECT id FROM queue WHERE state = 'waiting' ORDER BY priority, id LIMIT 1"
        ).fetchone()
        if found is None:
            return None
        connection.execute(
            "UPDATE queue SET state = 'running', started = ?, progress = NULL WHERE id = ?", (_text(at), found[0])
        )
    return entry(store, int(found[0]))


def tell(store: Store, number: int, progress: Mapping[str, Any]) -> None:
    """Note how far a run is."""
    with store.transaction() as connection:
        connection.execute("UPDATE queue SET progress = ? WHERE id = ?", (orjson.dumps(progress).decode(), number))


def finish(store: Store, number: int, at: datetime, exit_code: int, report: Mapping[str, Any]) -> None:
    """A run ended."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE queue SET state = 'done', ended = ?, exit_code = ?, report = ? WHERE id = ?",
            (_text(at), exit_code, orjson.dumps(report).decode(), number),
        )
        connection.execute(
            "DELETE FROM queue WHERE state = 'done' AND id NOT IN (SELECT id FROM queue ORDER BY id DESC LIMIT ?)",
            (_KEPT,),
        )


def put_back(store: Store, number: int | None = None) -> int:
    """A run that was broken off waits again; without a number all of them, for their worker is dead. How many."""
    with store.transaction() as connection:
        return connection.execute(
            "UPDATE queue SET state = 'waiting', started = NULL, progress = NULL "
            "WHERE state = 'running' AND (:id IS NULL OR id = :id)",
            {"id": number},
        ).rowcount


def entry(store: Store, number: int) -> Entry:
    """An entry by its number. Raises KeyError where it is long gone."""
    row = store.one(f"SELECT {_COLUMNS} FROM queue WHERE id = ?", (number,))
    if row is None:
        raise KeyError(number)
    return _entry(row)


def standing(store: Store, state: State, job: str | None = None) -> list[Entry]:
    """The entries of a state, of one job where it is named, the most urgent first."""
    rows = store.query(
        f"SELECT {_COLUMNS} FROM queue WHERE state = :state AND (:job IS NULL OR job = :job) ORDER BY priority, id",
        {"state": state, "job": job},
    )
    return [_entry(row) for row in rows]


def _put(
    connection: sqlite3.Connection,
    job: str,
    ask: Mapping[str, Any],
    trigger: Trigger,
    at: datetime,
    slot: datetime | None,
) -> int:
    words, priority = orjson.dumps(ask, option=orjson.OPT_SORT_KEYS).decode(), _PRIORITY[trigger]
    waiting = connection.execute(
        "SELECT id FROM queue WHERE state = 'waiting' AND job = ? AND ask = ?", (job, words)
    ).fetchone()
    if waiting:
        connection.execute("UPDATE queue SET priority = min(priority, ?) WHERE id = ?", (priority, waiting[0]))
        return int(waiting[0])
    made = connection.execute(
        "INSERT INTO queue (job, ask, trigger, priority, slot, requested) VALUES (?, ?, ?, ?, ?, ?)",
        (job, words, trigger, priority, _text(slot), _text(at)),
    )
    return int(made.lastrowid or 0)


def ended(store: Store, count: int) -> list[Entry]:
    """The entries that are done, the last asked for first."""
    rows = store.query(f"SELECT {_COLUMNS} FROM queue WHERE state = 'done' ORDER BY id DESC LIMIT ?", (count,))
    return [_entry(row) for row in rows]


def _entry(row: tuple[Any, ...]) -> Entry:
    number, job, ask, trigger, slot, requested, state, started, ended, progress, exit_code, report = row
    return Entry(
        number, job, orjson.loads(ask), trigger, _moment(slot), datetime.fromisoformat(requested), state,
        _moment(started), _moment(ended), _parsed(progress), exit_code, _parsed(report),
    )  # fmt: skip


def _parsed(text: str | None) -> Mapping[str, Any] | None:
    return orjson.loads(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
