"""`sheets-bridge status` and `jobs`: what ran last, how long logins last, what is scheduled."""

from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import Installation, daemon_in, installation, language_of, read_schedule
from sheets_bridge.config import Job
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Translate, translation
from sheets_bridge.store import Store, ledger, life
from sheets_bridge.tokens import warning


def status(as_json: bool, schedule: Path) -> None:
    """Print what ran last and how long each login lasts."""
    try:
        with installation(schedule) as opened:
            found = _status(opened)
            screen.print_json(found) if as_json else _show(found, opened)
    except BridgeError as error:
        _failed(schedule, error, as_json=as_json)


def _failed(schedule: Path, error: BridgeError, *, as_json: bool) -> NoReturn:
    """Nothing can be told of jobs that cannot be read; a daemon that goes on with the last good schedule is."""
    _, folder = language_of(schedule), schedule.absolute().parent
    if as_json:
        nothing: dict[str, Any] = {"jobs": [], "accounts": [], "daemon": _daemon_in(folder)}
        screen.print_json(nothing | {"exit_code": error.exit_code, "message": error.message.render(_)})
    elif daemon_in(folder):
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
        shown.add_row(job.name, _when(job, _), streams, ", ".join(f"{tab.title} ({tab.table})" for tab in job.tabs))
    screen.paper().print(shown)


def _when(job: Job, _: Translate) -> str:
    if job.every:
        return _("every {minutes} min").format(minutes=int(job.every.total_seconds() // 60))
    return _("daily at {time} KST").format(time=f"{job.at:%H:%M}") if job.at else f"cron {job.cron} KST"


def _status(opened: Installation) -> dict[str, Any]:
    return {
        "jobs": [ledger.last(opened.store, name) or _never(name) for name in opened.schedule.jobs],
        "accounts": [_account(opened, name) for name in opened.schedule.accounts],
        "daemon": _daemon(opened.schedule.folder, opened.store),
    }


def _daemon_in(folder: Path) -> dict[str, Any] | None:
    """As `_daemon`, where the schedule cannot be read; None where none lives, or nothing can be read at all."""
    if not daemon_in(folder):
        return None
    try:
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


def _never(job: str) -> dict[str, Any]:
    """A job that never ran, in the shape of one that did."""
    blank = dict.fromkeys(("started", "ended", "outcome", "message", "unfinished"))
    return {"job": job, **blank, "streams": [], "tabs": []}


def _account(opened: Installation, name: str) -> dict[str, Any]:
    life = opened.logins[name].life()
    if life is None:
        unknown = dict.fromkeys(("access_until", "refresh_until", "lost", "warning"))
        return {"account": name, "connected": False, **unknown, "scopes": []}
    soon = warning(life, opened.clock())
    return {
        "account": name,
        "connected": life.lost is None,
        "access_until": life.access_until.isoformat(),
        "refresh_until": life.refresh_until.isoformat(),
        "scopes": list(life.scopes),
        "lost": life.lost.render(opened.translate) if life.lost else None,
        "warning": soon.render(opened.translate) if soon else None,
    }


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
        life = opened.logins[name].life()
        account = next(one for one in found["accounts"] if one["account"] == name)
        until = screen.kst(life.refresh_until) if life else "-"
        missing = _("not connected yet: sheets-bridge connect cafe24 {mall}").format(mall=name)
        note = account.get("lost") or account.get("warning") or ("" if life else missing)
        logins.add_row(name, until, note)
    screen.paper().print(logins)
    screen.paper().print(_kept(found["daemon"], _), markup=False)
    if found["daemon"]["schedule_error"]:
        screen.console().print(found["daemon"]["schedule_error"], style="red", markup=False)


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
