"""Which moments of the schedule were answered, and how: no slot twice, none silently left out."""

import sqlite3
from datetime import UTC, datetime

from sheets_bridge.store.database import Store

_KEPT_A_JOB = 500


def note(store: Store, job: str, slot: datetime, what: str, at: datetime) -> bool:
    """Note what was done about a slot. False where it is noted already: somebody answered it before.

    A slot that was left out for a lost login (`login`) may be answered otherwise once.
    """
    with store.transaction() as connection:
        return note_in(connection, job, slot, what, at)


def note_in(connection: sqlite3.Connection, job: str, slot: datetime, what: str, at: datetime) -> bool:
    """`note` inside the caller's transaction."""
    made = connection.execute(
        "INSERT INTO slots VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET what = excluded.what, at = excluded.at "
        "WHERE what = 'login' AND excluded.what <> 'login'",
        (job, _text(slot), what, _text(at)),
    ).rowcount
    connection.execute(
        "DELETE FROM slots WHERE job = :job AND slot NOT IN ("
        "SELECT slot FROM slots WHERE job = :job ORDER BY slot DESC LIMIT :kept)",
        {"job": job, "kept": _KEPT_A_JOB},
    )
    return made == 1


def last(store: Store, job: str) -> datetime | None:
    """The newest slot that is noted for a job."""
    found = store.one("SELECT max(slot) FROM slots WHERE job = ?", (job,))
    return datetime.fromisoformat(found[0]) if found and found[0] else None


def noted(store: Store, job: str, count: int) -> list[tuple[datetime, str]]:
    """The newest slots of a job with what was done about each, newest first."""
    rows = store.query("SELECT slot, what FROM slots WHERE job = ? ORDER BY slot DESC LIMIT ?", (job, count))
    return [(datetime.fromisoformat(slot), what) for slot, what in rows]


def forget_after(store: Store, moment: datetime) -> int:
    """The clock was set back: slots of a future that has not come yet are answered when it comes. How many."""
    with store.transaction() as connection:
        return connection.execute("DELETE FROM slots WHERE slot > ?", (_text(moment),)).rowcount


def _text(moment: datetime) -> str:
    # To the second, so that texts sort as moments do.
    return moment.astimezone(UTC).isoformat(timespec="seconds")
