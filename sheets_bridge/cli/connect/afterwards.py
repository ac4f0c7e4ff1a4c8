"""What follows a login: the jobs of its account run, and whoever connected it is told by whom."""

from sheets_bridge.cli.installation import Installation, daemon_lives
from sheets_bridge.messages import Message, say
from sheets_bridge.store import queue
from sheets_bridge.sync.world import Ask, ask_as_json


def ask_for_its_jobs(opened: Installation, account: str) -> None:
    """The daemon need not wait for their time: the newest days first, history follows by itself. Without a daemon this
    waits for the next one."""
    for job in opened.schedule.jobs.values():
        if any(use.account == account for use in job.streams):
            queue.put(opened.store, job.name, ask_as_json(Ask(part="news")), "run", opened.clock())


def next_step(opened: Installation) -> Message:
    """Who collects now."""
    if daemon_lives(opened):
        return say("The daemon collects from it now: sheets-bridge status shows how far it is.")
    return say("Next: sheets-bridge run, or sheets-bridge daemon, which goes on by itself.")
