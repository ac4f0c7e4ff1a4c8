"""History in small pieces: one window an entry of the queue, each asked for when the one before has landed."""

import logging
from datetime import date

from sheets_bridge.config import StreamUse
from sheets_bridge.daemon.house import House
from sheets_bridge.errors import BridgeError, ConfigError, LoginNeeded
from sheets_bridge.history import Reach, reaches, wished
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Window
from sheets_bridge.pausing import paused
from sheets_bridge.store import queue
from sheets_bridge.store.queue import Entry
from sheets_bridge.sync.land import history_left
from sheets_bridge.sync.world import Ask, ask_as_json, ask_from_json

_log = logging.getLogger(__name__)

_IN_VAIN = frozenset({LoginNeeded.exit_code, ConfigError.exit_code, BridgeError.exit_code})
"""Exit codes after which more of the same would fare no better; the last is a fault of ours."""


def left(house: House, job: str, history: date | None = None) -> list[Window]:
    """The windows of history a job's streams are still to load."""
    streams = house.schedule.jobs[job].streams
    return [window for use in streams for window in history_left(house.world, use, history)]


def days_left(house: House, entry: Entry) -> int:
    """How many days of history an entry's job is still to load, as far back as the entry asks."""
    known = entry.job in house.schedule.jobs
    return sum(window.days for window in left(house, entry.job, ask_from_json(entry.ask).history)) if known else 0


def ask_for(house: House, job: str, history: date | None = None) -> Entry | None:
    """Queue the next window of a job's history, back to the day somebody wished where none is named here.

    None where all of it is there.
    """
    history = history or wished(house.world.store, job)
    if not left(house, job, history):
        return None
    ask = ask_as_json(Ask(part="history", history=history))
    return queue.put(house.world.store, job, ask, "backfill", house.world.clock())


def go_on(house: House, ended: Entry, code: int, before: int) -> None:
    """After a run: the next window of history, where one is missing.

    `before` is how many days were missing before the run. A window that could not be loaded is asked for again after
    the next run of the job's news, and not at once: a vendor that is down, or rows it cannot give, want time. So is
    that of a job that was paused.
    """
    if ended.job in paused(house.world.store, house.schedule):
        return
    ask = ask_from_json(ended.ask)
    stuck = ask.part == "history" and days_left(house, ended) >= before
    if ended.job in house.schedule.jobs and not stuck and code not in _IN_VAIN and not ask.dry_run:
        more = ask_for(house, ended.job, ask.history)
        if ask.part == "history" and more is None:
            _log.info("%s", _all_there(house, ended.job))


def _all_there(house: House, job: str) -> Message:
    found = [one.cursor.since for use in house.schedule.jobs[job].streams for one in _reaches(house, use)]
    return say("All history of {job} is loaded, back to {first}.", job=job, first=max(filter(None, found), default="?"))


def _reaches(house: House, use: StreamUse) -> list[Reach]:
    account = house.world.accounts[use.account]
    stream, clock = account.source.streams[use.stream], house.world.clock
    return reaches(house.world.store, stream, use, account.history, clock())
