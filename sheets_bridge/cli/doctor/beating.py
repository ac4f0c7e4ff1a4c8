"""The daemon: whether one lives, beats, and has the schedule as it stands in force."""

from collections.abc import Iterator
from datetime import timedelta

from sheets_bridge import locks
from sheets_bridge.cli import screen
from sheets_bridge.cli.doctor.disk import open_store
from sheets_bridge.cli.doctor.finding import Found, ok, warning, wrong
from sheets_bridge.cli.doctor.visit import Visit
from sheets_bridge.errors import StateError
from sheets_bridge.messages import say
from sheets_bridge.store import life

STILL = timedelta(minutes=2)
"""A daemon that left no sign for so long hangs: it leaves one every ten seconds."""


def daemon(visit: Visit, _subject: str) -> Iterator[Found]:
    """Whether jobs run by themselves."""
    store = open_store(visit)
    sign = life.sign(store, life.DAEMON) if store else None
    if not locks.is_held(visit.state / "locks" / "daemon.lock"):
        yield warning(say("No daemon runs here, so no job runs by itself."),
                      say("Start it: sheets-bridge daemon; as a service: docs/service.md"))  # fmt: skip
    elif sign is None or visit.clock() - sign.at > STILL:
        since = screen.kst(sign.at) if sign else "?"
        yield wrong(say("The daemon lives, but has left no sign since {since}.", since=since),
                    say("Start it again, and report what the log said last."), StateError.exit_code)  # fmt: skip
    elif problem := sign.told.get("schedule_error"):
        yield warning(say("The daemon goes by an older schedule, for the file as it stands is refused: {problem}",
                          problem=problem))  # fmt: skip
    else:
        yield ok(say("the daemon keeps the jobs on time; last sign at {at}", at=screen.kst(sign.at)))
