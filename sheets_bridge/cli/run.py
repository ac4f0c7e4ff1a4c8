"""`sheets-bridge run`: jobs now, in this process, with their progress and what came of them."""

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from sheets_bridge.cli import screen
from sheets_bridge.cli.controlling import after_runs
from sheets_bridge.cli.following import NoLongerFollowed, follow, summed
from sheets_bridge.cli.installation import (
    CALLS,
    Installation,
    daemon_lives,
    installation,
    language_of,
    log_to_stderr,
    world,
)
from sheets_bridge.config import Schedule
from sheets_bridge.errors import INTERRUPTED, BridgeError
from sheets_bridge.messages import Message, Translate, say
from sheets_bridge.model import KST
from sheets_bridge.sync import Ask, Run
from sheets_bridge.sync import run as run_job
from sheets_bridge.sync.result import as_json as run_as_json
from sheets_bridge.tokens import warning


@dataclass(frozen=True)
class Pass:
    """Several jobs run one after the other."""

    runs: Sequence[Run]
    seconds: float

    @property
    def errors(self) -> list[BridgeError]:
        """All that went wrong."""
        return [error for run in self.runs for error in run.errors]

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
            names = chosen(opened.schedule, jobs, _)
            _check_since(since, opened, _)
            ask = Ask(since, until, dry_run, heal, take_over)
            told = told_of(opened, names, ask)
            show(told, opened.translate)
            if dry_run:
                screen.print_note(say("Nothing was written to the sheet (--dry-run)."), _)
            _warn_of_logins(opened)
            screen.print_unmasked(opened.schedule, opened.translate)
            if as_json:
                screen.print_json(told)
    except BridgeError as error:
        _failed_whole(error, _, as_json=as_json)
    except KeyboardInterrupt as key:
        told = _broken_off(_, followed=isinstance(key, NoLongerFollowed), as_json=as_json)
    sys.exit(told["exit_code"])


def told_of(opened: Installation, jobs: Sequence[str], ask: Ask) -> dict[str, Any]:
    """The JSON of runs that the daemon carries out where it lives, else this process."""
    if daemon_lives(opened):
        return follow(opened, jobs, ask)
    return summary(run_all(opened, jobs, ask), opened.translate)


def run_all(opened: Installation, jobs: Sequence[str], ask: Ask) -> Pass:
    """Run jobs one after the other, with progress. Raises: ConfigError, StateError before the first begins."""
    began = time.monotonic()
    with screen.watching(opened.translate) as tell:
        touched = world(opened, tell)
        runs = [run_job(opened.schedule.jobs[name], touched, ask) for name in jobs]
        if not ask.dry_run:
            after_runs(opened, touched, jobs)
    return Pass(runs, round(time.monotonic() - began, 1))


def summary(done: Pass, _: Translate) -> dict[str, Any]:
    """The JSON of a run."""
    return summed([run_as_json(run, _) for run in done.runs], done.seconds)


def show(told: Mapping[str, Any], _: Translate) -> None:
    """The result as a person reads it: a line a tab, then each problem with what to do."""
    result = screen.table(
        "", _("Job"), _("Tab"), "#" + _("Rows"), "#" + _("New"), "#" + _("Changed"), "#" + _("Removed"),
        "#" + _("Calls"), "#" + _("Seconds"), _("Verified"),
    )  # fmt: skip
    for run in told["jobs"]:
        for tab in run["tabs"]:
            counts = (tab["rows"], tab["inserted"], tab["updated"], tab["removed"])
            known = ("",) * len(counts) if tab["reason"] else tuple(f"{count:,}" for count in counts)
            took = (str(tab["calls"]), f"{tab['seconds']:.1f}")
            result.add_row(run["job"], tab["title"], *known, *took, "✔" if tab["verified"] else "✘")
    screen.console().print(result)
    for problem in dict.fromkeys(problem for run in told["jobs"] for problem in run["problems"]):
        screen.console().print(problem, style="red", markup=False)
    # What concerns the whole spreadsheet is noted by each of its tabs, and said once.
    for note in dict.fromkeys(note for run in told["jobs"] for tab in run["tabs"] for note in tab["notes"]):
        screen.console().print(note, style="yellow", markup=False)
    calls = ", ".join(f"{name} {count}" for name, count in told["calls"].items())
    closing = _("{outcome} in {seconds} s; calls: {calls}")
    screen.console().print(
        closing.format(outcome=screen.outcome(told["outcome"], _), seconds=told["seconds"], calls=calls), markup=False
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


def chosen(schedule: Schedule, jobs: Sequence[str], _: Translate) -> Sequence[str]:
    """The jobs named, each once; all of them where none is. Raises: UsageError with the nearest name."""
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
        screen.print_json(_nothing("failed", error.exit_code, error.message, _))
    screen.fail(error, _)


def _broken_off(_: Translate, *, followed: bool, as_json: bool) -> dict[str, Any]:
    """Ctrl-C: what becomes of the run, and the same JSON with no jobs in it."""
    goes_on = say("The daemon goes on with it; sheets-bridge status shows what it comes to.")
    here = say("Stopped. What was collected and written stays; the next run goes on where it was.")
    message, outcome = (goes_on, "followed no longer") if followed else (here, "interrupted")
    told = _nothing(outcome, INTERRUPTED, message, _)
    screen.print_note(message, _)
    if as_json:
        screen.print_json(told)
    return told


def _nothing(outcome: str, code: int, message: Message, _: Translate) -> dict[str, Any]:
    return {"outcome": outcome, "exit_code": code, "seconds": 0.0, "jobs": [], "message": message.render(_),
            "calls": dict.fromkeys(CALLS, 0), "verified": False}  # fmt: skip
