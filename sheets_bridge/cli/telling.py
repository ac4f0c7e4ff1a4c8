"""Notifications beside `sheets-bridge daemon`: built here, and given a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sheets_bridge.api.call import Answer, Request
from sheets_bridge.cli.installation import installation, read_schedule, world
from sheets_bridge.daemon import House
from sheets_bridge.notify.heartbeat import Heartbeat
from sheets_bridge.notify.post import Letter
from sheets_bridge.notify.teller import Line, Teller

_STOP_SECONDS = 5.0


def teller_of(schedule: Path, every: float) -> Teller:
    """A teller of an installation; its thread is `beside` the daemon."""
    line, heart = Line(_understood, _deliver), Heartbeat(_asked)
    return Teller(lambda: _opened(schedule), lambda: read_schedule(schedule)[0], line, heart, every)


@contextmanager
def beside(teller: Teller) -> Iterator[None]:
    """News are told during the block."""
    thread = threading.Thread(target=teller.work, name="notify", daemon=True)
    thread.start()
    try:
        yield
    finally:
        teller.stop.set()
        teller.wake.set()
        # What it was telling waits in the store: the next start tells it again rather than never.
        thread.join(_STOP_SECONDS)


@contextmanager
def _opened(schedule: Path) -> Iterator[House]:
    with installation(schedule) as opened:
        yield House(opened.schedule, world(opened, lambda _progress: None), opened.logins, opened.rings)


def _asked(request: Request) -> Answer:
    from sheets_bridge.api.wire import open_session, sender

    with open_session() as session:
        return sender(session)(request)


def _understood(address: str) -> bool:
    # Apprise is heavy: whoever tells nobody does not load it.
    from sheets_bridge.notify.delivery import understood

    return understood(address)


def _deliver(address: str, letter: Letter) -> bool:
    from sheets_bridge.notify.delivery import deliver

    return deliver(address, letter)
