"""`sheets-bridge run`: jobs now, in this process, with their progress and what came of them."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import CALLS, Installation, installation, language_of, log_to_stderr, world
from sheets_bridge.config import Schedule
from sheets_bridge.errors import BridgeError, exit_code
from sheets_bridge.messages import Translate, say
from sheets_bridge.model import KST
from sheets_bridge.sync import Ask, Run
from sheets_bridge.sync import run as run_job
from sheets_bridge.sync.result import as_json as run_as_json
from sheets_bridge.tokens import warning

_WORST_FIRST = ("failed", "partial", "busy", "ok")


@dataclass(frozen=True)
class Pass:
    """Several jobs run one after the other."""

    runs: Sequence[Run]
    seconds: float
    calls: dict[str, int]

    @property
    def errors(self) -> list[BridgeError]:
        """All that went wrong."""
        return [error for run in self.runs for error in run.errors]

    @property
    def outcome(self) -> str:
        """ok if all were, failed if all failed, else the worst short of failed."""
        outcomes = {run.outcome for run in self.runs}
        if outcomes == {"failed"}:
            return "failed"
        worst = next((one for one in _WORST_FIRST if one in outcomes), "ok")
        return "partial" if worst == "failed" else worst

    @property
    def verified(self) -> bool:
        """Whether all values written came back equal."""
        return all(run.verified for run in self.runs)


def run(
    jobs: Sequence[str],
    since: date | None,
    until: date | None,
    dry_run: bool,
    heal: bool,
    take_over: bool,
    as_json: bool,
    schedule: Path,
) -> None:
    """Run jobs and end with their exit code."""
    _ = language_of(schedule)
    log_to_stderr(_)
    if since and until and until < since:
        raise click.UsageError(_("--since {since} lies after --until {until}.").format(since=since, until=until))
    try:
        with installation(schedule) as opened:
            chosen = _chosen(opened.schedule, jobs, _)
            _check_since(since, opened, _)
            done = run_all(opened, chosen, Ask(since, until, dry_run, heal, take_over))
            show(done, opened.translate)
            if dry_run:
                screen.print_note(say("Nothing was written to the sheet (--dry-run)."), _)
            _warn_of_logins(opened)
            if as_json:
                screen.print_json(summary(done, opened.translate))
    except BridgeError as error:
        _failed_whole(error, _, as_json=as_json)
    sys.exit(exit_code(done.errors))


def run_all(opened: Installation, jobs: Sequence[str], ask: Ask) -> Pass:
    """Run jobs one after the other, with progress. Raises: ConfigError, StateError before the first begins."""
    began, before = time.monotonic(), opened.calls.copy()
    with screen.watching(opened.translate) as tell:
        touched = world(opened, tell)
        runs = [run_job(opened.schedule.jobs[name], touched, ask) for name in jobs]
    calls = opened.calls - before
    return Pass(runs, round(time.monotonic() - began, 1), {name: calls[name] for name in CALLS})


def summary(done: Pass, _: Translate) -> dict[str, Any]:
    """The JSON of a run."""
    return {
        "outcome": done.outcome,
        "exit_code": exit_code(done.errors),
        "seconds": done.seconds,
        "jobs": [run_as_json(run, _) for run in done.runs],
        "calls": done.calls,
        "verified": done.verified,
    }


def show(done: Pass, _: Translate) -> None:
    """The result as a person reads it: a line a tab, then each problem with what to do."""
    result = screen.table(
        "", _("Job"), _("Tab"), "#" + _("Rows"), "#" + _("New"), "#" + _("Changed"), "#" + _("Removed"),
        "#" + _("Calls"), "#" + _("Seconds"), _("Verified"),
    )  # fmt: skip
    for run in done.runs:
        for tab in run.tabs:
            counts = (tab.rows, tab.inserted, tab.updated, tab.removed)
            known = ("",) * len(counts) if tab.reason else tuple(f"{count:,}" for count in counts)
            took = (str(tab.calls), f"{tab.seconds:.1f}")
            result.add_row(run.job, tab.title, *known, *took, "✔" if tab.verified and not tab.reason else "✘")
    screen.console().print(result)
    for message in dict.fromkeys(str(error.message.render(_)) for error in done.errors):
        screen.console().print(message, style="red", markup=False)
    notes = [note for run in done.runs for tab in run.tabs for note in tab.notes]
    # What concerns the whole spreadsheet is noted by each of its tabs, and said once.
    for note in {note.render(_): note for note in notes}.values():
        screen.print_note(note, _)
    calls = ", ".join(f"{name} {count}" for name, count in done.calls.items())
    closing = _("{outcome} in {seconds} s; calls: {calls}")
    screen.console().print(
        closing.format(outcome=screen.outcome(done.outcome, _), seconds=done.seconds, calls=calls), markup=False
    )


def _check_since(since: date | None, opened: Installation, _: Translate) -> None:
    today = opened.clock().astimezone(KST).date()
    if since and since > today:
        raise click.UsageError(
            _("--since {since} lies in the future; today is {today}.").format(since=since, today=today)
        )


def _warn_of_logins(opened: Installation) -> None:
    """What is about to end is said at every run, while there is time."""
    for login in opened.logins.values():
        life = login.life()
        soon = warning(life, opened.clock()) if life else None
        if soon:
            screen.print_note(soon, opened.translate)


def _chosen(schedule: Schedule, jobs: Sequence[str], _: Translate) -> Sequence[str]:
    for name in jobs:
        if name not in schedule.jobs:
            near = get_close_matches(name, schedule.jobs, 1)
            unknown = _("There is no job {name}. Did you mean {near}? schedule.yaml has: {known}.")
            known = ", ".join(schedule.jobs)
            raise click.UsageError(unknown.format(name=name, near=near[0] if near else known, known=known))
    return list(dict.fromkeys(jobs)) or list(schedule.jobs)


def _failed_whole(error: BridgeError, _: Translate, *, as_json: bool) -> None:
    """Nothing could begin: the same JSON, with no jobs in it."""
    if as_json:
        nothing = {"outcome": "failed", "exit_code": error.exit_code, "seconds": 0.0, "jobs": [],
                   "message": error.message.render(_), "calls": dict.fromkeys(CALLS, 0), "verified": False}  # fmt: skip
        screen.print_json(nothing)
    screen.fail(error, _)
