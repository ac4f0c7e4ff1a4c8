"""The status page beside `sheets-bridge daemon`, and its address for `sheets-bridge status --page`."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import Installation, installation, read_schedule
from sheets_bridge.cli.logs import learn
from sheets_bridge.config import Schedule
from sheets_bridge.errors import BridgeError, ConfigError
from sheets_bridge.messages import Message, say, translation
from sheets_bridge.page.door import Door
from sheets_bridge.page.key import key_of

_log = logging.getLogger(__name__)


def door_of(schedule: Schedule) -> Door:
    """The door of an installation's page. Raises: ConfigError where it has none, or its key is not safe; StateError."""
    if schedule.page is None:
        raise ConfigError(say("schedule.yaml asks for no status page. Add this line to it, and start the daemon "
                              "again:\n    page: {{port: 8484}}"))  # fmt: skip
    door = Door(schedule.page.port, key_of(schedule.folder / "credentials"))
    learn(door.key)
    return door


@contextmanager
def beside(path: Path, schedule: Schedule) -> Iterator[None]:
    """The page answers during the block, if the schedule asks for one; where it cannot, jobs run all the same."""
    with ExitStack() as held:
        try:
            if schedule.page is not None:
                held.enter_context(_up(path, schedule))
        except BridgeError as error:
            _log.error("%s", error.message)
        yield


@contextmanager
def _up(path: Path, schedule: Schedule) -> Iterator[None]:
    # Whoever wants no page loads no web server.
    from sheets_bridge.page.premises import Premises
    from sheets_bridge.page.serving import serving
    from sheets_bridge.page.site import create_site

    door, translate = door_of(schedule), translation(schedule.language)
    good = [schedule]
    premises = Premises(lambda: _opened(path, good), (path, schedule.folder / "state" / "bridge.db"))
    with serving(create_site(door, premises, schedule.language), door.port):
        screen.print_note(_where(door), translate)
        yield


def _where(door: Door) -> Message:
    """The key is for a person's eyes: what is no terminal (a journal, a log) keeps what it is told."""
    if screen.console().is_terminal:
        return say("Status page: {address} (the address lets its reader in; open it once in your browser)",
                   address=door.address_with_key)  # fmt: skip
    return say("Status page: {address} (sheets-bridge status --page shows the address that lets a browser in)",
               address=door.address)  # fmt: skip


@contextmanager
def _opened(path: Path, good: list[Schedule]) -> Iterator[Installation]:
    """The installation for one thread; by the last good schedule, as the daemon has it, where the file is wrong now.

    The daemon says what is wrong with it, and the page shows what the daemon says.
    """
    try:
        good[:] = [read_schedule(path)[0]]
    except ConfigError as error:
        _log.debug("the page goes on with the last good schedule", exc_info=error)
    with installation(path, schedule=good[0]) as opened:
        yield opened
