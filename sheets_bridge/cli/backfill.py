"""`sheets-bridge backfill`: a job's older history, window by window, by the daemon or in this process."""

import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import click

from sheets_bridge.cli import covering, screen
from sheets_bridge.cli.installation import (
    Installation,
    daemon_lives,
    installation,
    language_of,
    log_to_stderr,
    world,
)
from sheets_bridge.cli.loading import Covers, Loading, loading
from sheets_bridge.cli.run import chosen
from sheets_bridge.config import StreamUse
from sheets_bridge.covering import covered_by
from sheets_bridge.daemon import House, Pauses, Stopped
from sheets_bridge.daemon.backfill import left
from sheets_bridge.errors import INTERRUPTED, OK, BridgeError, Busy, ConfigError, DataRejected, LoginNeeded, worst_code
from sheets_bridge.history import Reach, reaches, wish, wished
from sheets_bridge.messages import Message, Translate, say
from sheets_bridge.model import Window
from sheets_bridge.store import queue
from sheets_bridge.store.queue import Entry
from sheets_bridge.sync import Ask
from sheets_bridge.sync import run as run_job
from sheets_bridge.sync.result import as_json as run_as_json
from sheets_bridge.sync.world import Progress, ask_as_json

_LOOK_EVERY = 0.2
_IN_VAIN = frozenset({LoginNeeded.exit_code, ConfigError.exit_code})
"""After these the next window would fare no better."""
_FIRST_YEAR = 2000


@dataclass
class _Came:
    """What loading came to."""

    codes: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    windows: int = 0
    rows: int = 0
    note: Message | None = None
    """What became of it where it was not loaded here and now."""

    @property
    def exit_code(self) -> int:
        """The last window's; what an earlier one could not write the last one wrote, rows set aside stay aside."""
        if INTERRUPTED in self.codes:
            return INTERRUPTED
        aside = [code for code in self.codes if code == DataRejected.exit_code]
        return worst_code([*self.codes[-1:], *aside])


@dataclass(frozen=True)
class _Wanted:
    """A job's history as it is wanted, and what this process needs to load or follow it."""

    opened: Installation
    house: House
    job: str
    first: date | None

    @property
    def fresh(self) -> bool:
        """Whether some stream has landed nothing yet: then its newest days come first."""
        found = map(self._reaches, self.house.schedule.jobs[self.job].streams)
        return not all(one and all(reach.landed for reach in one) for one in found)

    @property
    def days(self) -> int:
        """Days still missing for some stream or shop."""
        return len({day for window in self._windows for day in window})

    @property
    def missing(self) -> tuple[bool, int]:
        """What changes with every window that lands: whether the newest days are, and the days of all streams and
        shops."""
        return self.fresh, sum(window.days for window in self._windows)

    @property
    def _windows(self) -> list[Window]:
        return left(self.house, self.job, self.first)

    def next(self, came: "_Came") -> Ask | None:
        """What the next run is asked; None where all is there. A stream that lands nothing keeps no other waiting."""
        if self.fresh and not came.windows:
            return Ask(part="news")
        return Ask(part="history", history=self.first) if self.days else None

    def covers(self) -> Covers:
        """Which days each tab covers, in words."""
        _, today = self.opened.translate, covering.today(self.opened)
        told = map(covering.as_json, covered_by(self.opened, self.house.schedule.jobs[self.job]))
        return [(one["tab"], covering.span(one, today, _)) for one in told]

    def _reaches(self, use: StreamUse) -> list[Reach]:
        connected = self.house.world.accounts[use.account]
        stream = connected.source.streams[use.stream]
        return reaches(self.house.world.store, stream, use, connected.history, self.opened.clock(), self.first)


def backfill(job: str, first: date | None, detach: bool, as_json: bool, schedule: Path) -> None:
    """Load a job's history back to a day and end with the exit code of what came of it."""
    _ = language_of(schedule)
    log_to_stderr(_)
    stop, began = Event(), time.monotonic()
    pauses = Pauses(stop)
    try:
        with installation(schedule, pauses.sleep, pauses.reached) as opened:
            chosen(opened.schedule, [job], _)
            _check(first, covering.today(opened), _)
            came, wanted = _came(opened, job, first, stop, detach=detach)
            told = _told(came, wanted, round(time.monotonic() - began, 1))
            _show(told, came, wanted)
            if as_json:
                screen.print_json(told)
    except BridgeError as error:
        if as_json:
            nothing = {"job": job, "outcome": "failed", "exit_code": error.exit_code}
            screen.print_json({**nothing, "message": error.message.render(_)})
        screen.fail(error, _)
    sys.exit(told["exit_code"])


def _came(opened: Installation, job: str, first: date | None, stop: Event, *, detach: bool) -> tuple[_Came, _Wanted]:
    if first:
        wish(opened.store, job, first, opened.clock())
    far = first or wished(opened.store, job)
    tells: list[Loading] = []

    def tell(progress: Progress) -> None:
        for one in tells:
            one.tell(progress)

    wanted = _Wanted(opened, House(opened.schedule, world(opened, tell), opened.logins, opened.rings), job, far)
    if wanted.next(_Came()) is None:
        return _Came(), wanted
    if detach:
        return _detached(wanted), wanted
    with loading(job, wanted.days, opened.translate) as shown:
        tells.append(shown)
        return (_followed(wanted, shown) if daemon_lives(opened) else _here(wanted, shown, stop)), wanted


def _detached(wanted: _Wanted) -> _Came:
    if ask := wanted.next(_Came()):
        _entry(wanted, ask)
    if daemon_lives(wanted.opened):
        note = say("The daemon loads the history of {job}, one window after the other, and keeps its jobs on time "
                   "meanwhile. See how far it is: sheets-bridge status", job=wanted.job)  # fmt: skip
    else:
        note = say("The history of {job} is queued. No daemon runs: loading begins when it starts (sheets-bridge "
                   "daemon).", job=wanted.job)  # fmt: skip
    return _Came(note=note)


def _here(wanted: _Wanted, shown: Loading, stop: Event) -> _Came:
    """One window after the other in this process; Ctrl-C ends it at the next safe point."""
    came, job = _Came(), wanted.house.schedule.jobs[wanted.job]
    with _interruptible(stop):
        try:
            while ask := wanted.next(came):
                before = wanted.missing
                report = run_as_json(run_job(job, wanted.house.world, ask), wanted.opened.translate)
                if not _noted(wanted, came, shown, report, before):
                    break
        except Stopped:
            came.codes.append(INTERRUPTED)
            came.note = say("Stopped. What is loaded stays; this goes on where it was: sheets-bridge backfill {job}",
                            job=wanted.job)  # fmt: skip
    return came


def _followed(wanted: _Wanted, shown: Loading) -> _Came:
    """The same by the daemon. Ctrl-C ends only the looking on."""
    came = _Came()
    try:
        while ask := wanted.next(came):
            before = wanted.missing
            report = _ended(wanted, _entry(wanted, ask), shown)
            if not _noted(wanted, came, shown, report, before):
                break
    except KeyboardInterrupt:
        came.codes.append(INTERRUPTED)
        came.note = say("The daemon goes on with it; sheets-bridge status shows how far it is.")
    return came


def _noted(wanted: _Wanted, came: _Came, shown: Loading, report: Mapping[str, Any], before: tuple[bool, int]) -> bool:
    """Note what a window came to; whether to go on with the next."""
    came.codes.append(int(report["exit_code"]))
    came.problems += [problem for problem in report["problems"] if problem not in came.problems]
    came.windows += 1
    if before[0] and not wanted.fresh:
        # Only now, with the newest days there, is it known how much is missing.
        shown.total = wanted.days
    rows = sum(stream["read"] for stream in report["streams"])
    came.rows += rows
    shown.landed(rows, wanted.days, wanted.covers())
    return came.codes[-1] not in _IN_VAIN and wanted.missing != before


def _entry(wanted: _Wanted, ask: Ask) -> Entry:
    """The next window's entry: the one the daemon is at, the one that waits, else a new one."""
    asked, store = ask_as_json(ask), wanted.opened.store
    at_work = next((one for one in queue.standing(store, "running", wanted.job) if one.ask == asked), None)
    return at_work or queue.put(store, wanted.job, asked, "backfill", wanted.opened.clock())


def _ended(wanted: _Wanted, entry: Entry, shown: Loading) -> Mapping[str, Any]:
    """The report of an entry, once it is done."""
    told: Mapping[str, Any] | None = None
    while True:
        # In this order: a daemon that ended after its last run has left what that came to.
        lives, entry = daemon_lives(wanted.opened), queue.entry(wanted.opened.store, entry.id)
        if entry.state == "done" and entry.report is not None:
            return {"exit_code": entry.exit_code, "problems": [entry.report.get("message")], **entry.report}
        if not lives:
            raise Busy(say("The daemon ended before the history of {job} was loaded. It goes on when the daemon starts "
                           "again (sheets-bridge daemon).", job=wanted.job))  # fmt: skip
        if entry.progress and entry.progress != told:
            told = entry.progress
            shown.tell(Progress(**told))
        time.sleep(_LOOK_EVERY)


@contextmanager
def _interruptible(stop: Event) -> Iterator[None]:
    """The first Ctrl-C asks for a stop, a second one breaks off."""

    def ask(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


def _told(came: _Came, wanted: _Wanted, seconds: float) -> dict[str, Any]:
    _, days = wanted.opened.translate, wanted.days
    tabs = covered_by(wanted.opened, wanted.house.schedule.jobs[wanted.job])
    queued = came.note is not None and not came.codes
    outcome = "queued" if queued else "ok" if came.exit_code == OK else "partial" if came.windows > 1 else "failed"
    return {
        "job": wanted.job,
        "outcome": outcome,
        "exit_code": came.exit_code,
        "message": came.note.render(_) if came.note else next(iter(came.problems), None),
        "windows": came.windows,
        "rows": came.rows,
        "days_left": days,
        "seconds": seconds,
        "covered": [covering.as_json(one) for one in tabs],
    }


def _show(told: Mapping[str, Any], came: _Came, wanted: _Wanted) -> None:
    _ = wanted.opened.translate
    for problem in filter(None, came.problems):
        screen.console().print(problem, style="red", markup=False)
    if came.note:
        screen.print_note(came.note, _)
    elif not told["days_left"] and told["exit_code"] == OK:
        days = "; ".join(f"{tab} {span}" for tab, span in wanted.covers())
        screen.print_note(say("All history of {job} is there: {days}", job=wanted.job, days=days), _)


def _check(first: date | None, today: date, _: Translate) -> None:
    if first and first > today:
        future = _("--from {first} lies in the future; today is {today}.")
        raise click.UsageError(future.format(first=first, today=today))
    if first and first.year < _FIRST_YEAR:
        raise click.UsageError(_("no mall's history begins in {year}").format(year=first.year))
