"""The worker: takes runs from the queue one after the other, tells how far they are, notes what came of them."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event
from typing import Any

from sheets_bridge.daemon import lines
from sheets_bridge.daemon.backfill import days_left, go_on
from sheets_bridge.daemon.house import House, Pauses, Stopped
from sheets_bridge.daemon.keeping import Keeping
from sheets_bridge.daemon.saying import Troubles
from sheets_bridge.daemon.wishes import Wishes
from sheets_bridge.errors import BridgeError, ConfigError
from sheets_bridge.messages import say, translation
from sheets_bridge.store import queue
from sheets_bridge.store.queue import Entry
from sheets_bridge.sync import Run, run
from sheets_bridge.sync.result import as_json
from sheets_bridge.sync.world import Progress, Tell, ask_from_json

SILENCE = 600.0
"""Seconds without a sign of the thread that no wait of a run explains: a call takes at most 180."""

_TELL_EVERY = 0.5
_TRY_AGAIN = 10.0

_log = logging.getLogger(__name__)

Ended = Callable[[House, Entry], None]
"""Told of each run that ended, for whoever announces it."""

OpenForWork = Callable[[Pauses, Tell], AbstractContextManager[House]]
"""Opens the installation under the schedule in force. Raises: ConfigError, StateError."""


class Worker:
    """Runs what the queue holds, in a thread of its own.

    `again` has it open the installation anew before the next run, `wake` look into the queue at once; without that it
    looks every `every` seconds, for other processes put runs there too.
    """

    def __init__(self, open_house: OpenForWork, wishes: Wishes, ended: Ended, every: float) -> None:
        self._open, self._wishes, self._ended, self._every = open_house, wishes, ended, every
        self.again, self.wake = Event(), Event()
        self._stop, self._pauses = wishes.stop, Pauses(wishes.stop, self._move)
        self._telling: _Telling | None = None
        self._keeping, self._troubles = Keeping(), Troubles()
        self._thread: threading.Thread | None = None
        self._move()

    def look_after(self) -> None:
        """Start the thread where it does not live: at first, and where something killed it that no run may raise."""
        if self._thread and self._thread.is_alive():
            return
        if self._thread:
            _log.error("%s", say("The thread that runs the jobs had ended and was started anew. Please report it."))
        self._move()
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
        self._thread.start()

    def joined(self, seconds: float) -> bool:
        """Whether the thread ends within so many seconds, once a stop is asked for."""
        self.wake.set()
        if self._thread:
            self._thread.join(seconds)
        return not (self._thread and self._thread.is_alive())

    @property
    def silent(self) -> float:
        """Seconds since the thread was last seen to move."""
        return time.monotonic() - self._moved

    def _move(self) -> None:
        self._moved = time.monotonic()

    def _work(self) -> None:
        """Run until a stop is asked for; what is broken off then waits for the next start."""
        while not self._stop.is_set():
            self.again.clear()
            try:
                with self._open(self._pauses, self._tell) as house:
                    self._begin(house)
                    self._serve(house)
            except Stopped:
                return
            except BridgeError as error:
                self._troubles.note("open", error.message)
                self._wait(_TRY_AGAIN)
            except Exception as error:
                # A fault of ours outside of a run. The traceback names code, never values.
                _log.exception("%s", _fault("-", error).message)
                self._wait(_TRY_AGAIN)

    def _begin(self, house: House) -> None:
        # We are the only worker: whatever still runs was broken off, or its end could not be noted.
        queue.put_back(house.world.store)
        self._troubles.over("open")
        if house.world.store.set_aside:
            # The others still hold the broken file under its new name.
            self._wishes.ask_reload()

    def _serve(self, house: House) -> None:
        while not (self._stop.is_set() or self.again.is_set()):
            self._move()
            entry = queue.take(house.world.store, house.world.clock())
            if entry is None:
                self._keeping.keep(house)
                self._wait(self._every)
            elif self.again.is_set():
                queue.put_back(house.world.store, entry.id)
            else:
                self._run(house, entry)

    def _run(self, house: House, entry: Entry) -> None:
        store = house.world.store
        self._telling = _Telling(house, entry)
        try:
            done, before = _came_to(house, entry)
        except Stopped:
            queue.put_back(store, entry.id)
            raise
        finally:
            self._telling = None
        report = as_json(done, translation(house.schedule.language))
        queue.finish(store, entry.id, house.world.clock(), done.exit_code, report)
        lines.tell(entry, done)
        go_on(house, entry, done.exit_code, before)
        self._ended(house, queue.entry(store, entry.id))

    def _tell(self, progress: Progress) -> None:
        self._move()
        if self._telling:
            self._telling.tell(progress)

    def _wait(self, seconds: float) -> None:
        self.wake.wait(seconds)
        self.wake.clear()


class _Telling:
    """Notes the progress of one run in the queue, twice a second at most."""

    def __init__(self, house: House, entry: Entry) -> None:
        self._house, self._entry, self._told = house, entry, 0.0

    def tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told < _TELL_EVERY and progress.done < progress.total:
            return
        self._told = now
        told: dict[str, Any] = {"phase": progress.phase, "name": progress.name, "done": progress.done,
                                "total": progress.total, "rows": progress.rows}  # fmt: skip
        queue.tell(self._house.world.store, self._entry.id, told)


def _came_to(house: House, entry: Entry) -> tuple[Run, int]:
    """What a run came to, and how many days of history were missing before. Whatever fails in one run ends no other."""
    job = house.schedule.jobs.get(entry.job)
    if job is None:
        return _failed(entry, ConfigError(say("The schedule has no job {name} any more.", name=entry.job))), 0
    try:
        before = days_left(house, entry)
        return run(job, house.world, ask_from_json(entry.ask)), before
    except Exception as error:
        fault = _fault(entry.job, error)
        fault.__cause__ = error
        return _failed(entry, fault), 0


def _fault(job: str, error: Exception) -> BridgeError:
    return BridgeError(say("Job {name}: a fault of sheets_bridge itself ({error}). The log says where; please report "
                           "it.", name=job, error=type(error).__name__))  # fmt: skip


def _failed(entry: Entry, error: BridgeError) -> Run:
    return Run(entry.job, "failed", error.message, errors=[error])
