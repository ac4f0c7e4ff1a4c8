"""Jobs whose schedule somebody has paused, since when, and until when those were that go on again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sheets_bridge.store.database import Store


@dataclass(frozen=True)
class Pause:
    """One job's last pause; `until` is None while it lasts."""

    since: datetime
    until: datetime | None = None


def pause(store: Store, job: str, at: datetime) -> bool:
    """Pause a job. What waits only by its schedule is dropped with it. False where it is paused already."""
    with store.transaction() as connection:
        made = connection.execute(
            "INSERT INTO pauses VALUES (?, ?, NULL) ON CONFLICT DO UPDATE SET since = excluded.since, until = NULL "
            "WHERE until IS NOT NULL",
            (job, _text(at)),
        ).rowcount
        # Priority 0 is what a person asked for, or joined.
        connection.execute("DELETE FROM queue WHERE state = 'waiting' AND priority > 0 AND job = ?", (job,))
    return made == 1


def resume(store: Store, job: str, at: datetime) -> bool:
    """Let a job go on. False where it is not paused."""
    with store.transaction() as connection:
        return connection.execute(
            "UPDATE pauses SET until = ? WHERE job = ? AND until IS NULL", (_text(at), job)
        ).rowcount == 1  # fmt: skip


def last(store: Store) -> Mapping[str, Pause]:
    """Job → its last pause, over or not; nothing for a job that never was paused."""
    rows = store.query("SELECT job, since, until FROM pauses")
    return {job: Pause(datetime.fromisoformat(since), _moment(until)) for job, since, until in rows}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
