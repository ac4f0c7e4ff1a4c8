"""The beat: what is due is queued, the clock is minded, a life sign is left."""

import logging
import os
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sheets_bridge.config import Account, Job
from sheets_bridge.daemon import deciding
from sheets_bridge.daemon.deciding import Noted
from sheets_bridge.daemon.in_force import InForce
from sheets_bridge.due import next_slots
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Message, say, translation
from sheets_bridge.model import KST
from sheets_bridge.pausing import paused
from sheets_bridge.store import Store, landing, life, queue, slots
from sheets_bridge.sync.world import Ask, ask_as_json
from sheets_bridge.tokens import Login

_SIGN_EVERY = timedelta(seconds=10)
_LOOK_ANYWAY = timedelta(days=1)
_LEVELS = {"login": logging.WARNING, "paused": logging.DEBUG}

_log = logging.getLogger(__name__)


class Beat:
    """The daemon's pulse. `changed` is called when another schedule is in force or the clock was set."""

    def __init__(
        self,
        in_force: InForce,
        changed: Callable[[], None],
        told: Callable[[], Mapping[str, Any]] = dict,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`told` is what the life sign says beside what the beat knows itself."""
        self._in_force, self._changed, self._told, self._monotonic = in_force, changed, told, monotonic
        self._started = self._last = in_force.house.world.clock()
        self._last_monotonic = monotonic()
        self._look_at: dict[str, datetime] = {}
        """When each job can be due next: until then nobody need ask the database."""
        self._signed: tuple[datetime, str | None] | None = None
        # Slots that a clock gone wrong noted in the future would keep their jobs from running until then.
        slots.forget_after(self._store, self._started)

    def beat(self, *, reread: bool = False) -> int:
        """One beat; how many runs it queued. Raises: StateError, and what it left out the next beat makes good."""
        now = self._in_force.house.world.clock()
        jumped = self._mind_the_clock(now)
        if self._in_force.look(at_once=reread) or jumped:
            self._look_at.clear()
            self._changed()
        queued = sum(self._answered(job, now) for job in self._in_force.house.schedule.jobs.values())
        self._sign(now)
        return queued

    def _answered(self, job: Job, now: datetime) -> bool:
        """Answer the slot of a job that has come, if any; whether a run was queued."""
        if now < self._look_at.get(job.name, now):
            return False
        noted = slots.noted(self._store, job.name, 1)
        last = Noted(*noted[0]) if noted else None
        slot = deciding.missed(job, last, now)
        what = self._what(job, last) if slot else None
        queued = bool(slot and what and self._note(job, slot, what, now))
        if what != "login":
            self._look_at[job.name] = (*next_slots(job, now, 1), now + _LOOK_ANYWAY)[0]
        return queued

    def _what(self, job: Job, last: Noted | None) -> deciding.What:
        busy = self._busy(job.name)
        still = job.name in paused(self._store, self._in_force.house.schedule)
        return deciding.answer(job, last, busy=busy, lost=self._lost(job), landed=self._landed(job), paused=still)

    def _note(self, job: Job, slot: datetime, what: deciding.What, now: datetime) -> bool:
        if what == "queued":
            return queue.put_slot(self._store, job.name, ask_as_json(Ask(part="news")), slot, now)
        if slots.note(self._store, job.name, slot, what, now):
            told = _left_out(job, slot, what, self._in_force.house.schedule.accounts)
            _log.log(_LEVELS.get(what, logging.INFO), "%s", told)
        return False

    def _busy(self, job: str) -> str | None:
        """What the queue does with a job already that collects its news."""
        for state in ("running", "waiting"):
            if any(deciding.collects_news(entry.ask) for entry in queue.standing(self._store, state, job)):
                return state
        return None

    def _lost(self, job: Job) -> bool:
        """Whether no account of a job can log in: its runs could not even begin."""
        logins = [self._in_force.house.logins.get(name) for name in {use.account for use in job.streams}]
        return all(login is not None and _is_lost(login) for login in logins)

    def _landed(self, job: Job) -> bool:
        store = self._store
        pulls = [pull for use in job.streams for pull in landing.pulls_by_shop(store, use.pull(0)).values()]
        return any(landing.cursor(store, pull).until for pull in pulls)

    def _mind_the_clock(self, now: datetime) -> bool:
        monotonic = self._monotonic()
        drift = deciding.jumped(now - self._last, timedelta(seconds=monotonic - self._last_monotonic))
        self._last, self._last_monotonic = now, monotonic
        if drift is None:
            return False
        _log.warning("%s", _jump(drift))
        if drift < timedelta(0):
            slots.forget_after(self._store, now)
        return True

    def _sign(self, now: datetime) -> None:
        problem = self._problem()
        if self._signed and self._signed[1] == problem and timedelta(0) <= now - self._signed[0] < _SIGN_EVERY:
            return
        told = {"pid": os.getpid(), "started": self._started.isoformat(), "schedule_error": problem, **self._told()}
        life.beat(self._store, life.DAEMON, now, told)
        self._signed = now, problem

    def _problem(self) -> str | None:
        problem = self._in_force.problem
        return problem.render(translation(self._in_force.house.schedule.language)) if problem else None

    @property
    def _store(self) -> Store:
        return self._in_force.house.world.store


def _is_lost(login: Login) -> bool:
    try:
        found = login.life()
    except BridgeError:
        # A vault that cannot be read: the run itself says why, and other jobs are not kept waiting.
        return False
    return found is None or found.lost is not None


def _jump(drift: timedelta) -> Message:
    if drift > timedelta(0):
        return say("The clock went ahead by {span}, or the machine slept; what was due meanwhile runs once.",
                   span=_in_words(drift))  # fmt: skip
    return say("The clock was set back by {span}. Jobs go on by the time it shows now.", span=_in_words(-drift))


def _in_words(span: timedelta) -> Message:
    """A span in the largest unit that holds it at least twice."""
    minutes = span / timedelta(minutes=1)
    if minutes < 2:
        return say("{seconds} s", seconds=round(span.total_seconds()))
    if minutes < 2 * 60:
        return say("{minutes} min", minutes=round(minutes))
    return say("{hours} h", hours=round(minutes / 60)) if minutes < 2 * 24 * 60 else say("{days} days", days=span.days)


def _left_out(job: Job, slot: datetime, what: deciding.What, accounts: Mapping[str, Account]) -> Message:
    mine = [accounts[name] for name in dict.fromkeys(use.account for use in job.streams)]
    commands = [f"sheets-bridge connect {account.source} {account.name}" for account in mine]
    why = {
        "running": say("it is still at work"),
        "waiting": say("it waits to run already"),
        "login": say("nobody is logged in; run {commands}", commands=commands),
        "before": say("it was before the daemon began"),
        "paused": say("it is paused"),
    }
    when = f"{slot.astimezone(KST):%Y-%m-%d %H:%M} KST"
    return say("Job {name} did not run at {slot}: {why}.", name=job.name, slot=when, why=why[what])
