"""One record of runs out of three: the ledger, the queue and the slots that were left out. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sheets_bridge.page.seen import Seen
from sheets_bridge.store.ledger import Noted
from sheets_bridge.store.queue import Entry, Trigger

State = Literal["ok", "partial", "failed", "busy", "going", "killed", "skipped"]

_SKIPPED = ("running", "waiting", "login")
"""What is noted of a slot that had no run: why."""


@dataclass(frozen=True)
class Ran:
    """A run, or a slot that had none."""

    job: str
    at: datetime
    """When it began; the slot where it never did."""
    state: State
    trigger: Trigger | None = None
    """Who asked for it; None for a command that ran without the daemon."""
    ended: datetime | None = None
    report: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    """Why a slot was left out: one of `_SKIPPED`."""
    dry: bool = False

    @property
    def seconds(self) -> float | None:
        """How long it took."""
        return (self.ended - self.at).total_seconds() if self.ended else None

    def count(self, *names: str) -> int:
        """The sum of these counts over its streams and tabs."""
        parts = (*self.report.get("streams", ()), *self.report.get("tabs", ()))
        return sum(part.get(name) or 0 for part in parts for name in names)


def newest(seen: Seen, count: int) -> list[Ran]:
    """The newest runs and skipped slots of all jobs, newest first."""
    found = [ran for job in seen.schedule.jobs for ran in (*of_job(seen, job), *_skipped(seen, job))]
    return sorted(found, key=lambda ran: ran.at, reverse=True)[:count]


def of_job(seen: Seen, job: str) -> list[Ran]:
    """The runs of a job, newest first."""
    entries = _begun(seen, job)
    asked = [_of_entry(entry, seen.now) for entry in entries]
    alone = [_of_ledger(noted, going=n == 0 and job in seen.elsewhere)
             for n, noted in enumerate(seen.noted.get(job, ())) if not _entry_of(noted, entries)]  # fmt: skip
    return sorted([*asked, *alone], key=lambda ran: ran.at, reverse=True)


def news(seen: Seen, job: str) -> list[Entry]:
    """The entries that bring a job's news, at work first; a window of its history is none."""
    return [entry for entry in (*seen.running, *seen.waiting) if entry.job == job and entry.trigger != "backfill"]


def at_work(seen: Seen, job: str) -> Literal["going", "waiting"] | None:
    """What a job does just now: a window of its history on the way is no news."""
    if entries := news(seen, job):
        return "going" if entries[0].state == "running" else "waiting"
    older = any(entry.job == job for entry in seen.running)
    return "going" if job in seen.elsewhere and not older else None


def tabs_told(seen: Seen, job: str) -> Mapping[str, Mapping[str, Any]]:
    """Title → what the newest run that wrote it told of a tab, whatever part it was."""
    newest_first = [ran.report.get("tabs", ()) for ran in of_job(seen, job)]
    return {tab["title"]: tab for tabs in reversed(newest_first) for tab in tabs}


def last_news(seen: Seen, job: str) -> Ran | None:
    """The last run of a job that is over; a window of its history only where there was nothing else."""
    past = [ran for ran in of_job(seen, job) if ran.state != "going"]
    return next((ran for ran in past if ran.trigger != "backfill"), past[0] if past else None)


def last_success(seen: Seen, job: str) -> datetime | None:
    """When a job last went well; a window of its history that landed says nothing of its news."""
    entries = _begun(seen, job)
    for noted in seen.noted.get(job, ()):
        entry = _entry_of(noted, entries)
        if noted.outcome == "ok" and noted.ended and not (entry and entry.trigger == "backfill"):
            return noted.ended
    return None


def _begun(seen: Seen, job: str) -> list[Entry]:
    """The entries of a job that came to run, oldest first."""
    begun = (entry for entry in (*seen.running, *seen.ended) if entry.job == job and entry.started)
    return sorted(begun, key=_start)


def _start(entry: Entry) -> datetime:
    return entry.started or entry.requested


def _entry_of(noted: Noted, entries: Sequence[Entry]) -> Entry | None:
    """The entry of the queue a run belongs to: one job never runs twice at once, so the time tells."""
    place = bisect_right(entries, noted.started, key=_start) - 1
    entry = entries[place] if place >= 0 else None
    return entry if entry and (entry.ended is None or noted.started <= entry.ended) else None


def _of_entry(entry: Entry, now: datetime) -> Ran:
    report = entry.report or {}
    state: State = "going" if entry.state == "running" else report.get("outcome", "failed")
    dry = bool(entry.ask.get("dry_run"))
    return Ran(entry.job, entry.started or now, state, entry.trigger, entry.ended, report, dry=dry)


def _of_ledger(noted: Noted, *, going: bool) -> Ran:
    """A run of a command of its own; one that never ended goes on while somebody holds the job's lock."""
    state: Any = noted.outcome if noted.ended else "going" if going else "killed"
    return Ran(noted.job, noted.started, state, None, noted.ended, noted.report)


def _skipped(seen: Seen, job: str) -> Iterator[Ran]:
    for slot, what in seen.slots.get(job, ()):
        if what in _SKIPPED:
            yield Ran(job, slot, "skipped", "schedule", why=what)
