"""Reads what the page shows, out of the database and the vault. Asks no vendor."""

from pathlib import Path

from sheets_bridge import locks, pausing, standing
from sheets_bridge.daemon.counting import CALLS
from sheets_bridge.page.seen import Seen
from sheets_bridge.standing import Installed
from sheets_bridge.store import ledger, life, queue, slots

_RUNS_A_JOB = 100
_SLOTS_A_JOB = 50
_ENTRIES = 300


def look(installed: Installed) -> Seen:
    """What there is to see now. Raises: StateError, ConfigError, Unavailable."""
    schedule, store, now = installed.schedule, installed.store, installed.clock()
    return Seen(
        now=now,
        schedule=schedule,
        daemon=life.sign(store, life.DAEMON),
        calls=life.sign(store, CALLS),
        noted={job: ledger.newest(store, job, _RUNS_A_JOB) for job in schedule.jobs},
        ended=queue.ended(store, _ENTRIES),
        running=queue.standing(store, "running"),
        waiting=queue.standing(store, "waiting"),
        elsewhere=frozenset(job for job in schedule.jobs if locks.is_held(_lock(schedule.folder, job))),
        slots={job: slots.noted(store, job, _SLOTS_A_JOB) for job in schedule.jobs},
        pauses=pausing.known(store, schedule),
        logins=standing.states(installed),
        covered=standing.covered(installed),
    )


def _lock(folder: Path, job: str) -> Path:
    return folder / "state" / "locks" / f"job-{job}.lock"
