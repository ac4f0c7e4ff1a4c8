"""`sheets-bridge status` and `jobs`: what ran last, how long logins last, what is scheduled."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from rich.table import Table

from sheets_bridge.cli import covering, living, screen
from sheets_bridge.cli.installation import (
    Installation,
    clock_of,
    daemon_in,
    installation,
    language_of,
    log_to_stderr,
    read_schedule,
)
from sheets_bridge.cli.page import door_of
from sheets_bridge.config import Job, Schedule
from sheets_bridge.covering import covered_by
from sheets_bridge.due import next_slots
from sheets_bridge.errors import BridgeError
from sheets_bridge.logins import command
from sheets_bridge.messages import Translate, say, translation
from sheets_bridge.pausing import paused
from sheets_bridge.standing import account, last_run, states, when
from sheets_bridge.store import Store

_NEXT = 3
"""So many next times are shown."""


def status(page: bool, as_json: bool, schedule: Path) -> None:
    """Print what ran last and how long each login lasts; or the address that lets a browser in to the status page."""
    log_to_stderr(language_of(schedule))
    try:
        if page:
            screen.print_line(door_of(read_schedule(schedule)[0]).address_with_key)
            return
        with installation(schedule) as opened:
            found = _status(opened)
            screen.print_json(found) if as_json else _show(found, opened)
    except BridgeError as error:
        if page:
            screen.fail(error, language_of(schedule))
        _failed(schedule, error, as_json=as_json)


def _failed(schedule: Path, error: BridgeError, *, as_json: bool) -> NoReturn:
    """Nothing can be told of jobs that cannot be read; a daemon that goes on with the last good schedule is."""
    _, daemon = language_of(schedule), _daemon_in(schedule.absolute().parent)
    if as_json:
        nothing: dict[str, Any] = {"jobs": [], "accounts": [], "daemon": daemon, "queue": []}
        screen.print_json(nothing | {"exit_code": error.exit_code, "message": error.message.render(_)})
    elif daemon:
        screen.paper().print(_("A daemon lives and goes on with the last schedule it could take."), markup=False)
    screen.fail(error, _)


def jobs(schedule: Path, *, as_json: bool) -> None:
    """Print the jobs of a valid schedule; a wrong one is refused with every mistake."""
    try:
        read, _sources = read_schedule(schedule)
    except BridgeError as error:
        screen.fail(error, language_of(schedule))
    _, resting = translation(read.language), _resting(read)
    if as_json:
        screen.print_json({"jobs": [_job_as_json(job, resting.get(job.name), _) for job in read.jobs.values()]})
        return
    shown = screen.table("", _("Job"), _("When"), _("Next (KST)"), _("Streams"), _("Tabs"))
    shown.columns[2].no_wrap = True
    now = _now(read, _)
    for job in read.jobs.values():
        streams = ", ".join(f"{use.account}.{use.stream}" for use in job.streams)
        tabs = ", ".join(f"{tab.title} ({tab.table})" for tab in job.tabs)
        coming = _paused_since(resting[job.name], _) if job.name in resting else _next(job, now)
        shown.add_row(job.name, when(job, _), coming, streams, tabs)
    screen.paper().print(shown)
    screen.print_unmasked(read, _)


def _resting(schedule: Schedule) -> Mapping[str, datetime]:
    """The jobs that are paused; none before there is a database."""
    database = schedule.folder / "state" / "bridge.db"
    try:
        if not database.exists():
            return {}
        with Store(database, {}) as store:
            return paused(store, schedule)
    except BridgeError as error:
        # The jobs can be shown all the same.
        screen.print_note(error.message, translation(schedule.language))
        return {}


def _paused_since(since: datetime, _: Translate) -> str:
    return _("paused since {since}").format(since=screen.kst(since))


def _job_as_json(job: Job, resting: datetime | None, _: Translate) -> dict[str, Any]:
    tabs = [{"tab": tab.title, "table": tab.table, "spreadsheet": tab.spreadsheet} for tab in job.tabs]
    return {"job": job.name, "when": when(job, _), "streams": [f"{use.account}.{use.stream}" for use in job.streams],
            "tabs": tabs, "paused": resting.isoformat() if resting else None}  # fmt: skip


def _next(job: Job, now: datetime | None) -> str:
    return "\n".join(f"{slot:%Y-%m-%d %H:%M}" for slot in next_slots(job, now, _NEXT)) if now else "-"


def _now(schedule: Schedule, _: Translate) -> datetime | None:
    """The present; None, with the reason, where a borrowed clock does not tell it."""
    try:
        with clock_of(schedule) as clock:
            return clock()
    except BridgeError as error:
        screen.print_note(error.message, _)
        return None


def _status(opened: Installation) -> dict[str, Any]:
    return {
        "jobs": [_job(opened, job) for job in opened.schedule.jobs.values()],
        "accounts": [account(state, opened.translate) for state in states(opened).values()],
        "daemon": living.daemon_as_json(opened.schedule.folder, opened.store),
        "queue": living.queue_as_json(opened.store),
    }


def _job(opened: Installation, job: Job) -> dict[str, Any]:
    covered = covered_by(opened, job)
    since = paused(opened.store, opened.schedule).get(job.name)
    told = {"paused": since.isoformat() if since else None, "covered": [covering.as_json(one) for one in covered]}
    return {**last_run(opened, job.name), **told}


def _daemon_in(folder: Path) -> dict[str, Any] | None:
    """The daemon, where the schedule cannot be read; None where none lives, or nothing can be read at all."""
    try:
        if not daemon_in(folder):
            return None
        with Store(folder / "state" / "bridge.db", {}) as store:
            return living.daemon_as_json(folder, store)
    except BridgeError:
        # What is wrong is being told already; this was only to be told beside it.
        return None


def _show(found: dict[str, Any], opened: Installation) -> None:
    _ = opened.translate
    ran = screen.table("", _("Job"), _("Last run"), _("Outcome"), "#" + _("Rows"), _("What happened"))
    for job in found["jobs"]:
        rows = sum(tab["rows"] for tab in job.get("tabs", ()))
        ran.add_row(
            job["job"],
            _ended(job, _),
            screen.outcome(job["outcome"], _) if job["outcome"] else "-",
            f"{rows:,}",
            "\n".join(filter(None, (_pause(job, _), job.get("message"), *job.get("notes", ())))),
        )
    screen.paper().print(ran)
    screen.paper().print(_days(found, opened))
    screen.paper().print(_logins(found, opened))
    _show_daemon(found, opened)


def _pause(job: Mapping[str, Any], _: Translate) -> str | None:
    return _paused_since(datetime.fromisoformat(job["paused"]), _) if job["paused"] else None


def _logins(found: dict[str, Any], opened: Installation) -> Table:
    _ = opened.translate
    shown = screen.table("", _("Login"), _("Vendor"), _("Login lasts until"), _("Note"))
    for told in found["accounts"]:
        missing = _("not connected yet: {how}").format(how=command(told["source"], told["account"]))
        note = told["lost"] or told["warning"] or ("" if told["connected"] else missing)
        shown.add_row(told["account"], opened.sources[told["source"]].label, _until(told, _), note)
    return shown


def _until(told: dict[str, Any], _: Translate) -> str:
    if told["until"]:
        return screen.kst(datetime.fromisoformat(told["until"]))
    return _("no fixed end") if told["connected"] else "-"


def _show_daemon(found: dict[str, Any], opened: Installation) -> None:
    _ = opened.translate
    screen.paper().print(living.daemon_in_words(found["daemon"], _), markup=False)
    if found["daemon"]["schedule_error"]:
        screen.paper().print(found["daemon"]["schedule_error"], style="red", markup=False)
    if found["queue"]:
        screen.paper().print(living.queue_table(found["queue"], _))
    if opened.schedule.page:
        page = say("Status page, while the daemon runs: http://127.0.0.1:{port}/ (sheets-bridge status --page shows "
                   "the address that lets a browser in)", port=opened.schedule.page.port)  # fmt: skip
        screen.paper().print(page.render(_), markup=False)


def _days(found: dict[str, Any], opened: Installation) -> Table:
    """Which days each tab covers."""
    _ = opened.translate
    shown, alive = screen.table("", _("Tab"), _("Days")), found["daemon"]["lives"]
    for job in found["jobs"]:
        for tab in job["covered"]:
            shown.add_row(tab["tab"], covering.in_words(tab, job["job"], covering.today(opened), _, loading=alive))
    return shown


def _ended(job: dict[str, Any], _: Translate) -> str:
    """When a job's last run ended; a later one that never did is said."""
    if not job.get("ended"):
        return "-"
    ended = screen.kst(datetime.fromisoformat(job["ended"]))
    if not job.get("unfinished"):
        return ended
    began = screen.kst(datetime.fromisoformat(job["unfinished"]))
    return ended + "\n" + _("a later one, begun {began}, runs still or was killed").format(began=began)
