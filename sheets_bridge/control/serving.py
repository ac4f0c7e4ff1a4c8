"""The tabs of the control room kept beside a daemon: a thread that looks once a minute, whatever the worker is at."""

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from threading import Event

from sheets_bridge.config import Schedule
from sheets_bridge.control.keeping import Keeper
from sheets_bridge.daemon.saying import Troubles
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import say

_EVERY = timedelta(minutes=1)
_TRY_AGAIN = 10.0

_log = logging.getLogger(__name__)

Open = Callable[[Schedule], AbstractContextManager[Keeper]]
"""Opens the installation for the calling thread under a schedule. Makes no call. Raises: ConfigError, StateError."""


class Serving:
    """What the thread does: `work`, until `stop` is set.

    `in_force` is the schedule in force, `stamp` tells otherwise than before where the database is another file, `every`
    is the seconds between two looks at the clock: that may be a borrowed one, which is moved on.
    """

    def __init__(
        self, open_: Open, in_force: Callable[[], Schedule], stamp: Callable[[], object], every: float
    ) -> None:
        self.stop = Event()
        self._open, self._in_force, self._stamp, self._every = open_, in_force, stamp, every
        self._looked: datetime | None = None
        self._troubles = Troubles()

    def work(self) -> None:
        """Keep the tabs until a stop is asked for. Whatever fails is told once, and tried again."""
        while not self.stop.is_set():
            schedule, stamp = self._in_force(), self._stamp()
            try:
                with self._open(schedule) as keeper:
                    self._serve(keeper, schedule, stamp)
            except BridgeError as error:
                self._troubles.note("open", error.message)
                self.stop.wait(_TRY_AGAIN)
            except Exception as error:
                # A fault of ours may not end what people tick. The traceback names code, never values.
                _log.exception("%s", _fault(error))
                self.stop.wait(_TRY_AGAIN)

    def _serve(self, keeper: Keeper, schedule: Schedule, stamp: object) -> None:
        """Until another schedule is in force, or another database in its place."""
        self._troubles.over("open")
        while not self.stop.is_set() and self._in_force() is schedule and self._stamp() == stamp:
            now = keeper.installed.clock()
            if self._looked is None or not timedelta(0) <= now - self._looked < _EVERY:
                self._looked = now
                self._tell(keeper.keep(), keeper.world.spreadsheets)
            self.stop.wait(self._every)

    def _tell(self, failed: Mapping[str, BridgeError], all_: Mapping[str, object]) -> None:
        for name in all_:
            if name in failed:
                told = say("The tab of the jobs on spreadsheet {name} could not be brought up to date: {problem}",
                           name=name, problem=failed[name].message)  # fmt: skip
                self._troubles.note(name, told, logging.WARNING)
            else:
                self._troubles.over(name)


def _fault(error: Exception) -> object:
    return say("The tab of the jobs: a fault of sheets_bridge itself ({error}). The log says where; please report it.",
               error=type(error).__name__)  # fmt: skip
