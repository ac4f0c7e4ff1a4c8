"""The daemon: keeps the beat, runs what is due, stops cleanly. APScheduler wakes it, the database remembers for it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]

from sheets_bridge import locks
from sheets_bridge.config import Schedule
from sheets_bridge.daemon.beat import Beat
from sheets_bridge.daemon.house import House, Open, Pauses, Stopped
from sheets_bridge.daemon.in_force import InForce
from sheets_bridge.daemon.saying import Troubles
from sheets_bridge.daemon.wishes import Wishes
from sheets_bridge.daemon.worker import SILENCE, Ended, Worker
from sheets_bridge.due import newest_slot, next_slots, trigger_of
from sheets_bridge.errors import OK, BridgeError, Busy
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST

__all__ = ["Daemon", "House", "Open", "Pauses", "Stopped", "Wishes", "newest_slot", "next_slots"]

LOCK = "daemon.lock"

_DEADLINE = 120.0
"""Seconds a stop waits for the worker: the longest token request takes 90, and a token that was granted is saved."""

_LOCK_SECONDS = 0.5
"""Somebody who only looks whether a daemon lives holds its lock for a moment."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Daemon:
    """The daemon of an installation. `notify` speaks to the service manager; `every` is the seconds between beats."""

    path: Path
    """The schedule file."""
    open_house: Open
    wishes: Wishes
    notify: Callable[[str], None] = lambda _state: None
    ended: Ended = lambda _house, _entry: None
    beside: Callable[[], AbstractContextManager[None]] = nullcontext
    """What is up as long as the daemon is: the status page."""
    every: float = 1.0
    deadline: float = _DEADLINE

    def run(self, locks_folder: Path) -> int:
        """Keep the beat until a stop is asked for; the exit code: 0, or 75 where the worker did not end in time.

        Raises: Busy where a daemon runs already; ConfigError, StateError before the first beat.
        """
        pauses = Pauses(self.wishes.stop)
        with (
            locks.hold(locks_folder / LOCK, wait=_LOCK_SECONDS, what=say("The daemon"), taken=_taken),
            InForce(self.path, lambda: self.open_house(None, pauses, lambda _progress: None)) as in_force,
            self.beside(),
            _alarm(self.wishes) as set_alarm,
        ):
            worker = Worker(
                lambda pauses, tell: self.open_house(in_force.house.schedule, pauses, tell),
                self.wishes, self.ended, self.every,
            )  # fmt: skip
            set_alarm(in_force.house.schedule)

            def changed() -> None:
                set_alarm(in_force.house.schedule)
                worker.again.set()

            try:
                self._beats(Beat(in_force, changed, lambda: {"silent": round(worker.silent)}), worker)
            finally:
                # Whatever ends us: no thread may be cut off while it renews a login.
                self.wishes.stop.set()
                self.notify("STOPPING=1")
                in_time = self._ended(worker)
        return OK if in_time else Busy.exit_code

    def _ended(self, worker: Worker) -> bool:
        """Whether the worker ended in time."""
        _log.info("%s", say("The daemon stops: it finishes what it is at, which takes {minutes} minutes at most.",
                            minutes=round(self.deadline / 60)))  # fmt: skip
        if in_time := worker.joined(self.deadline):
            _log.info("%s", say("The daemon has ended."))
        else:
            _log.warning("%s", say("The daemon ends although a run would not; it goes on with that at the next start."))
        return in_time

    def _beats(self, beat: Beat, worker: Worker) -> None:
        troubles = Troubles()
        worker.look_after()
        self.notify("READY=1")
        while "stop" not in (wishes := self.wishes.wait(self.every)):
            worker.look_after()
            try:
                if beat.beat(reread="reload" in wishes):
                    worker.wake.set()
                troubles.over("beat")
            except BridgeError as error:
                # A full disk, say: the daemon lives on, and the next beat makes good what this one left out.
                troubles.note("beat", error.message)
                worker.again.set()
            if _moves(worker, troubles):
                self.notify("WATCHDOG=1")


def _taken(owner: Message) -> Message:
    return say("A daemon runs here already ({owner}), and one is enough: leave it alone. To start another, end that "
               "one first: Ctrl-C in its terminal, or sudo systemctl stop sheets-bridge.", owner=owner)  # fmt: skip


def _moves(worker: Worker, troubles: Troubles) -> bool:
    """Whether the worker does something; one that does not is told, and the service manager hears no more of us."""
    if worker.silent < SILENCE:
        troubles.over("worker")
        return True
    still = say("The run at work has not moved for {minutes} minutes. Restart the daemon; what runs begins again.",
                minutes=round(SILENCE / 60))  # fmt: skip
    troubles.note("worker", still)
    return False


@contextmanager
def _alarm(wishes: Wishes) -> Iterator[Callable[[Schedule], None]]:
    """APScheduler wakes us at each job's moments and decides nothing: a wake-up that is missed the beat makes good."""
    clock = BackgroundScheduler(timezone=KST)

    def set_for(schedule: Schedule) -> None:
        clock.remove_all_jobs()
        for job in schedule.jobs.values():
            clock.add_job(wishes.ask_look, trigger_of(job), misfire_grace_time=None, coalesce=True)

    clock.start()
    try:
        yield set_for
    finally:
        clock.shutdown(wait=False)
