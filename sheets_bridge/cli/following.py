"""Runs that the daemon carries out: asked for, followed, told as if they had run here."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import CALLS, Installation, daemon_lives
from sheets_bridge.errors import Busy, worst_code
from sheets_bridge.messages import Message, say
from sheets_bridge.store import queue
from sheets_bridge.store.queue import Entry
from sheets_bridge.sync.world import Ask, Progress, Tell, ask_as_json

_LOOK_EVERY = 0.2
_WORST_FIRST = ("failed", "partial", "busy", "ok")


class NoLongerFollowed(KeyboardInterrupt):
    """Ctrl-C ended the looking on; the run itself goes on in the daemon."""


def follow(opened: Installation, jobs: Sequence[str], ask: Ask) -> dict[str, Any]:
    """Ask the daemon for these runs and follow them to their end.

    Where the same run is at work already it is joined. Raises: Busy where the daemon ends first; what was asked for
    stays in its queue; NoLongerFollowed at Ctrl-C.
    """
    began = time.monotonic()
    entries = [_asked(opened, job, ask) for job in jobs]
    try:
        with screen.watching(opened.translate) as tell:
            reports = [_followed(opened, entry, tell) for entry in entries]
    except KeyboardInterrupt:
        raise NoLongerFollowed from None
    return summed(reports, round(time.monotonic() - began, 1))


def summed(reports: Sequence[Mapping[str, Any]], seconds: float) -> dict[str, Any]:
    """The JSON of `run` out of the reports of its jobs."""
    kinds = dict.fromkeys((*CALLS, *(kind for report in reports for kind in report["calls"])))
    calls = {kind: sum(report["calls"].get(kind, 0) for report in reports) for kind in kinds}
    return {
        "outcome": _outcome({report["outcome"] for report in reports}),
        "exit_code": worst_code(report["exit_code"] for report in reports),
        "seconds": seconds,
        "jobs": list(reports),
        "calls": calls,
        "verified": all(report["verified"] for report in reports),
    }


def _outcome(outcomes: set[str]) -> str:
    """ok if all were, failed if all failed, else the worst short of failed."""
    if outcomes == {"failed"}:
        return "failed"
    worst = next((one for one in _WORST_FIRST if one in outcomes), "ok")
    return "partial" if worst == "failed" else worst


def _asked(opened: Installation, job: str, ask: Ask) -> Entry:
    """The entry to follow: the same run where it is at work already, else one that waits for its turn."""
    asked, at_work = ask_as_json(ask), queue.standing(opened.store, "running")
    if same := next((entry for entry in at_work if (entry.job, entry.ask) == (job, asked)), None):
        screen.print_note(say("Job {name} has been at work since {since}; following that run.", name=job,
                              since=_since(same)), opened.translate)  # fmt: skip
        return same
    for entry in at_work:
        screen.print_note(_comes_next(entry, job), opened.translate)
    return queue.put(opened.store, job, asked, "run", opened.clock())


def _comes_next(at_work: Entry, job: str) -> Message:
    if at_work.ask.get("part") == "history":
        return say("A window of the history of {name} has been at work since {since}; {job} comes next.",
                   name=at_work.job, since=_since(at_work), job=job)  # fmt: skip
    return say("Job {name} has been at work since {since}; {job} comes next.", name=at_work.job, since=_since(at_work),
               job=job)  # fmt: skip


def _since(entry: Entry) -> str:
    return screen.kst(entry.started or entry.requested)


def _followed(opened: Installation, entry: Entry, tell: Tell) -> Mapping[str, Any]:
    told: Mapping[str, Any] | None = None
    while True:
        # In this order: a daemon that ended after its last run has left what that came to.
        lives, entry = daemon_lives(opened), queue.entry(opened.store, entry.id)
        if entry.state == "done" and entry.report is not None:
            return entry.report
        if not lives:
            raise Busy(say("The daemon ended before job {name} was done. What was asked for waits in its queue: start "
                           "it again (sheets-bridge daemon), or run the job without it.", name=entry.job))  # fmt: skip
        if entry.progress and entry.progress != told:
            told = entry.progress
            tell(Progress(**told))
        time.sleep(_LOOK_EVERY)
