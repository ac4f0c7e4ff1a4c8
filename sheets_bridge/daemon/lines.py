"""A run in one line of the daemon's log: why it ran, what came of it."""

import logging

from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import Message, say
from sheets_bridge.store.queue import Entry
from sheets_bridge.sync import Run

_log = logging.getLogger(__name__)

_CAME = {"ok": say("all well"), "partial": say("partly"), "failed": say("failed"), "busy": say("busy elsewhere")}
_WHY = {
    "schedule": say("by schedule"),
    "run": say("by command"),
    "page": say("from the status page"),
    "sheet": say("from the sheet"),
    "backfill": say("history"),
}


def tell(entry: Entry, done: Run) -> None:
    """Log a run, once, whatever came of it; a fault of ours with its traceback, which names code and never values."""
    fault = next((error for error in done.errors if error.exit_code == BridgeError.exit_code), None)
    _log.log(_level(done), "%s", line(entry, done), exc_info=fault.__cause__ if fault else None)


def line(entry: Entry, done: Run) -> Message:
    """The sentence."""
    written = sum(tab.inserted + tab.updated + tab.removed for tab in done.tabs)
    told = say(
        "{job} ({why}): {outcome} in {seconds} s; rows read {read}, landed {landed}, written {written}.",
        job=done.job,
        why=_WHY["backfill" if done.part == "history" else entry.trigger],
        outcome=_CAME[done.outcome],
        seconds=done.seconds,
        read=sum(stream.read for stream in done.streams),
        landed=sum(stream.landed for stream in done.streams),
        written=written,
    )
    return say("{line} {problem}", line=told, problem=done.message) if done.message else told


def _level(done: Run) -> int:
    if done.message:
        return logging.WARNING
    # Years of a mall before its first order: its end is news, its empty months are not.
    empty = done.part == "history" and not any(stream.read for stream in done.streams)
    return logging.DEBUG if empty else logging.INFO
