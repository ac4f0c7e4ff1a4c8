"""What the page says, in the reader's words. Pure: all of it comes out of what was seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sheets_bridge.config import Job, Schedule
from sheets_bridge.due import next_slots
from sheets_bridge.logins import LoginState
from sheets_bridge.messages import Translate
from sheets_bridge.model import KST
from sheets_bridge.page import health, runs, words
from sheets_bridge.page.health import Code, Trouble
from sheets_bridge.page.runs import Ran
from sheets_bridge.page.seen import Seen
from sheets_bridge.spreadsheet.budget import PER_MINUTE
from sheets_bridge.standing import Covered, when
from sheets_bridge.store.queue import Entry

_LOG = 50
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_LIMITS = {"google_read": PER_MINUTE, "google_write": PER_MINUTE}
"""Calls a minute we allow ourselves. Cafe24 has no such minute: its bucket is kept from overflowing by pacing."""

_Parts = Sequence[str]


@dataclass(frozen=True)
class Moment:
    """A moment rounded as people say it, with the exact one behind it."""

    words: str
    exact: str


@dataclass(frozen=True)
class Bar:
    """How far something is."""

    done: int
    total: int
    words: str


@dataclass(frozen=True)
class Tab:
    """A tab after a job's last run."""

    title: str
    rows: str
    address: str | None
    reason: str | None


@dataclass(frozen=True)
class Card:
    """One job."""

    name: str
    when: str
    state: str
    """Decides its colour."""
    word: str
    last: Moment | None
    took: str
    next: Moment | None
    bar: Bar | None
    message: str | None
    problems: _Parts
    tabs: Sequence[Tab]
    can_ask: bool
    history: Bar | None
    """A window of its history that is being read."""


@dataclass(frozen=True)
class Account:
    """One login."""

    name: str
    state: str
    until: Moment | None
    note: str | None


@dataclass(frozen=True)
class Days:
    """The days the store holds of one stream."""

    tabs: str
    name: str
    held: str
    missing: str | None
    bar: Bar | None


@dataclass(frozen=True)
class Calls:
    """Calls of one kind."""

    name: str
    minute: int
    limit: int | None
    day: str


@dataclass(frozen=True)
class Line:
    """One line of the run log."""

    job: str
    at: Moment
    state: str
    word: str
    trigger: str
    took: str
    rows: str
    message: str | None


@dataclass(frozen=True)
class Told:
    """The page. `alarms` is empty where all is well."""

    now: Moment
    alarms: Sequence[str]
    jobs: Sequence[Card]
    accounts: Sequence[Account]
    covered: Sequence[Days]
    calls: Sequence[Calls]
    log: Sequence[Line]


def tell(seen: Seen, _: Translate) -> Told:
    """The page at a glance."""
    return Told(
        now=_moment(seen.now, words.clock(seen.now, seen.now, _)),
        alarms=[_alarm(trouble, seen, _) for trouble in health.troubles(seen)],
        jobs=[_card(job, seen, _) for job in seen.schedule.jobs.values()],
        accounts=[_account(login, seen, _) for login in seen.logins.values()],
        covered=[_days(one, seen, _) for one in seen.covered],
        calls=_calls(seen, _),
        log=[_line(ran, seen, _) for ran in runs.newest(seen, _LOG)],
    )


def _alarm(trouble: Trouble, seen: Seen, _: Translate) -> str:
    said: Mapping[Code, str] = {
        "heartbeat": _("The daemon gives no sign of life. Look at its log, or start it again: sheets-bridge daemon"),
        "schedule": str(seen.daemon.told.get("schedule_error")) if seen.daemon else "",
        "login_missing": _("{of} is not connected yet: {how}").format(of=trouble.of, how=_how(trouble.of, seen)),
        "login_lost": _note(seen.logins.get(trouble.of), _) or trouble.of,
        "login_ending": _note(seen.logins.get(trouble.of), _) or trouble.of,
        "job_late": _("Job {of} has not gone well for two of its times.").format(of=trouble.of),
        "job_failed": _("The last run of job {of} did not go well; below it is said why.").format(of=trouble.of),
    }  # fmt: skip
    return said[trouble.code]


def _how(account: str, seen: Seen) -> str:
    return seen.logins[account].how if account in seen.logins else ""


def _note(login: LoginState | None, _: Translate) -> str | None:
    said = login and (login.lost or login.warning)
    return said.render(_) if said else None


def _card(job: Job, seen: Seen, _: Translate) -> Card:
    last = runs.last_news(seen, job.name)
    news = runs.news(seen, job.name)
    older = [entry for entry in seen.running if entry.job == job.name and entry.trigger == "backfill"]
    pause = seen.pauses.get(job.name)
    resting = pause is not None and pause.until is None
    state = runs.at_work(seen, job.name) or ("paused" if resting else last.state if last else "never")
    coming = [] if resting else next_slots(job, seen.now, 1)
    return Card(
        name=job.name,
        when=when(job, _),
        state=state,
        word=words.states(_)[state],
        last=_moment(last.at, words.ago(last.ended or last.at, seen.now, _)) if last else None,
        took=_took(last, _),
        next=_moment(coming[0], _next(coming[0], seen.now, _)) if coming else None,
        bar=_bar(news[0], _) if state == "going" and news else None,
        message=last.report.get("message") if last else None,
        problems=_others(last) if last else (),
        tabs=_tabs(job, seen, _),
        can_ask=not news,
        history=_bar(older[0], _) if older else None,
    )


def _next(moment: datetime, now: datetime, _: Translate) -> str:
    return f"{words.ahead(moment, now, _)} ({words.clock(moment, now, _)})"


def _bar(entry: Entry, _: Translate) -> Bar:
    told = entry.progress or {"phase": "land", "name": "", "done": 0, "total": 0, "rows": 0}
    what = f"{words.phases(_)[told['phase']]} {told['name']}".strip()
    rows = _("{rows:,} rows").format(rows=told["rows"])
    return Bar(told["done"], max(told["total"], 1), f"{what} · {rows}")


def _took(ran: Ran | None, _: Translate) -> str:
    if ran is None or ran.ended is None:
        return ""
    return " · ".join(part for part in (_changes(ran, _), words.seconds(ran.seconds, _)) if part)


def _changes(ran: Ran, _: Translate) -> str:
    counted = (
        (_("{count:,} new"), ran.count("inserted")),
        (_("{count:,} changed"), ran.count("updated")),
        (_("{count:,} removed"), ran.count("removed")),
    )
    said = [template.format(count=count) for template, count in counted if count]
    # Of a run that failed nobody knows what would have changed.
    return " · ".join(said) or (_("no changes") if ran.state in ("ok", "partial") else "")


def _others(ran: Ran) -> _Parts:
    """What else went wrong, beside the message."""
    problems = dict.fromkeys(ran.report.get("problems", ()))
    return [problem for problem in problems if problem != ran.report.get("message")]


def _tabs(job: Job, seen: Seen, _: Translate) -> Sequence[Tab]:
    """The job's tabs as the last run left them, whatever part it was; those it never wrote have no figures."""
    told = runs.tabs_told(seen, job.name)
    return [_tab(use.title, use.spreadsheet, told.get(use.title), seen.schedule, _) for use in job.tabs]


def _tab(title: str, spreadsheet: str, told: Mapping[str, object] | None, schedule: Schedule, _: Translate) -> Tab:
    if told is None:
        return Tab(title, "–", None, None)
    reason = str(told["reason"]) if told["reason"] else None
    # A stand-in for Google has no such address.
    real = told["sheet_id"] is not None and "google" not in schedule.endpoints
    address = (f"https://docs.google.com/spreadsheets/d/{schedule.spreadsheets[spreadsheet]}/edit#gid={told['sheet_id']}"
               if real else None)  # fmt: skip
    return Tab(title, "–" if reason else _("{rows:,} rows").format(rows=told["rows"]), address, reason)


def _account(login: LoginState, seen: Seen, _: Translate) -> Account:
    name = login.account
    if not login.here:
        return Account(name, "failed", None, _("not connected yet: {how}").format(how=login.how))
    note = _note(login, _)
    state = "failed" if login.lost is not None else "partial" if note else "ok"
    return Account(name, state, _until(login.until, seen, _), note)


def _until(until: datetime | None, seen: Seen, _: Translate) -> Moment | None:
    if until is None:
        return None
    left = max(until - seen.now, timedelta(0))
    return _moment(until, f"{words.span(left, _)} ({words.clock(until, seen.now, _)})")


def _days(one: Covered, seen: Seen, _: Translate) -> Days:
    shop = "" if one.shop_no is None else f" #{one.shop_no}"
    name, tabs = f"{one.account}.{one.stream}{shop}", ", ".join(one.tabs)
    if one.since is None or one.until is None:
        return Days(tabs, name, _("nothing yet"), None, None)
    until = words.dated(one.until, seen.now, _)
    held = _("all there is, as of {until}").format(until=until) if one.since == date.min else f"{one.since} ~ {until}"
    if one.missing is None:
        return Days(tabs, name, held, None, None)
    done = (one.until.astimezone(KST).date() - one.since).days + 1
    total = done + one.missing.days
    left = _("still to come: {first} ~ {last}").format(first=one.missing.first, last=one.missing.last)
    return Days(tabs, name, held, left, Bar(done, total, f"{done * 100 // total}%"))


def _calls(seen: Seen, _: Translate) -> Sequence[Calls]:
    fresh = seen.calls is not None and timedelta(0) <= seen.now - seen.calls.at < _MINUTE
    minute: Mapping[str, int] = seen.calls.told["minute"] if seen.calls and fresh else {}
    day: dict[str, int] = {}
    for ran in (ran for job in seen.schedule.jobs for ran in runs.of_job(seen, job)):
        if seen.now - ran.at < _DAY:
            for kind, count in ran.report.get("calls", {}).items():
                day[kind] = day.get(kind, 0) + count
    # Those of an ad medium are counted under the name of its endpoint, and only where there is one.
    known = words.kinds(_)
    named = {**known, **{kind: kind for kind in sorted({*minute, *day} - known.keys())}}
    return [Calls(name, minute.get(kind, 0), _LIMITS.get(kind), f"{day.get(kind, 0):,}")
            for kind, name in named.items()]  # fmt: skip


def _line(ran: Ran, seen: Seen, _: Translate) -> Line:
    moment = words.clock(ran.at, seen.now, _)
    read = ran.count("read")
    said = (_("{count:,} read").format(count=read) if read or ran.state == "ok" else "", _changes(ran, _))
    dry = f" ({_('dry run')})" if ran.dry else ""
    return Line(
        job=ran.job,
        at=_moment(ran.at, moment),
        state=ran.state,
        word=words.states(_)[ran.state],
        trigger=words.triggers(_)[ran.trigger] + dry,
        took=words.seconds(ran.seconds, _),
        rows=" · ".join(part for part in said if part),
        message=words.skipped(_)[ran.why] if ran.why else ran.report.get("message"),
    )


def _moment(moment: datetime, said: str) -> Moment:
    return Moment(said, words.exact(moment))
