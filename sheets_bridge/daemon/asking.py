"""A run that a person asks for: of the page's button, of a box on the sheet."""

from datetime import datetime

from sheets_bridge.store import Store, queue
from sheets_bridge.store.queue import Entry, Trigger
from sheets_bridge.sync.world import Ask, ask_as_json


def ask_for_news(store: Store, job: str, trigger: Trigger, at: datetime) -> Entry:
    """The entry that brings a job's news: the one at work already, else the one that waits, else a new one."""
    ask = ask_as_json(Ask(part="news"))
    running = (entry for entry in queue.standing(store, "running", job) if entry.ask == ask)
    return next(running, None) or queue.put(store, job, ask, trigger, at)
