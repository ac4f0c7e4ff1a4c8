"""`sheets-bridge status` and `jobs`: what ran last, how long logins last, what is scheduled."""

from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import Installation, daemon_in, installation, language_of, read_schedule
from sheets_bridge.cli.page import door_of
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Translate, say, translation
from sheets_bridge.standing import account, covered, covered_as_json, last_run, when
from sheets_bridge.store import Store, life


def status(page: bool, as_json: bool, schedule: Path) -> None:
    """Print what ran last and how long each login lasts; or the address that lets a browser in to the status page."""
    try:
        if page:
            screen.print_line(door_of(read_schedule(schedule)[0]).address_with_key)
            return
        with installation(schedule) as opened:
            found = _status(opened)
            screen.print_json(found) if as_json else _show(found, opened)
    except BridgeError as error:
        _failed(schedule, error, as_json=as_json)


def _failed(schedule: Path, error: BridgeError, *, as_json: bool) -> NoReturn:
    """Nothing can be told of jobs that cannot be read; a daemon that goes on with the last good schedule is."""
    _, daemon = language_of(schedule), _daemon_in(schedule.absolute().parent)
    if as_json:
        nothing: dict[str, Any] = {"jobs": [], "accounts": [], "covered": [], "daemon": daemon}
        screen.print_json(nothing | {"exit_code": error.exit_code, "message": error.message.render(_)})
    elif daemon:
        screen.paper().print(_("A daemon lives and goes on with the last schedule it could take."), markup=False)
    screen.fail(error, _)


def jobs(schedule: Path) -> None:
    """Print the jobs of a valid schedule; a wrong one is refused with every mistake."""
    try:
        read, _sources = read_schedule(schedule)
    except BridgeError as error:
        screen.fail(error, language_of(schedule))
    _ = translation(read.language)
    shown = screen.table("", _("Job"), _("When"), _("Streams"), _("Tabs"))
    for job in read.jobs.values():
        streams = ", ".join(f"{use.account}.{use.stream}" for use in job.streams)
        shown.add_row(job.name, when(job, _), streams, ", ".join(f"{tab.title} ({tab.table})" for tab in job.tabs))
    screen.paper().print(shown)


def _status(opened: Installation) -> dict[str, Any]:
    return {
        "jobs": [last_run(opened, name) for name in opened.schedule.jobs],
        "accounts": [
            account(name, opened.logins[name].life(), opened.clock(), opened.translate)
            for name in opened.schedule.accounts
        ],
        "covered": [covered_as_json(one) for one in covered(opened)],
        "daemon": _daemon(opened.schedule.folder, opened.store),
    }


def _daemon_in(folder: Path) -> dict[str, Any] | None:
    """As `_daemon`, where the schedule cannot be read; None where none lives, or nothing can be read at all."""
    try:
        if not daemon_in(folder):
            return None
        with Store(folder / "state" / "bridge.db", {}) as store:
            return _daemon(folder, store)
    except BridgeError:
        # What is wrong is being told already; this was only to be told beside it.
        return None


def _daemon(folder: Path, store: Store) -> dict[str, Any]:
    """Whether a daemon keeps this installation, since when, and why schedule.yaml as it stands is not in force."""
    sign = life.sign(store, "daemon") if daemon_in(folder) else None
    told = sign.told if sign else {}
    return {"lives": sign is not None, "since": told.get("started"), "schedule_error": told.get("schedule_error")}


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
            job.get("message") or "",
        )
    screen.paper().print(ran)
    logins = screen.table("", _("Mall"), _("Login lasts until"), _("Note"))
    for name in opened.schedule.accounts:
        login = opened.logins[name].life()
        told = next(one for one in found["accounts"] if one["account"] == name)
        until = screen.kst(login.refresh_until) if login else "-"
        missing = _("not connected yet: sheets-bridge connect cafe24 {mall}").format(mall=name)
        note = told.get("lost") or told.get("warning") or ("" if login else missing)
        logins.add_row(name, until, note)
    screen.paper().print(logins)
    screen.paper().print(_kept(found["daemon"], _), markup=False)
    if found["daemon"]["schedule_error"]:
        screen.console().print(found["daemon"]["schedule_error"], style="red", markup=False)
    if opened.schedule.page:
        page = say("Status page, while the daemon runs: http://127.0.0.1:{port}/ (sheets-bridge status --page shows "
                   "the address that lets a browser in)", port=opened.schedule.page.port)  # fmt: skip
        screen.paper().print(page.render(_), markup=False)


def _kept(daemon: dict[str, Any], _: Translate) -> str:
    """Whether anybody keeps the jobs on time."""
    if not daemon["lives"]:
        return _("No daemon runs, so no job starts by itself: sheets-bridge daemon")
    since = screen.kst(datetime.fromisoformat(daemon["since"]))
    return _("A daemon keeps the jobs on time since {since}.").format(since=since)


def _ended(job: dict[str, Any], _: Translate) -> str:
    """When a job's last run ended; a later one that never did is said."""
    if not job.get("ended"):
        return "-"
    ended = screen.kst(datetime.fromisoformat(job["ended"]))
    if not job.get("unfinished"):
        return ended
    began = screen.kst(datetime.fromisoformat(job["unfinished"]))
    return ended + "\n" + _("a later one, begun {began}, runs still or was killed").format(began=began)
