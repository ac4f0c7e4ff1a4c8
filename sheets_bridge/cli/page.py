"""The status page beside `sheets-bridge daemon`, and its address for `sheets-bridge status --page`."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sheets_bridge.cli import screen
from sheets_bridge.cli.installation import installation
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
def beside(path: Path, in_force: Callable[[], Schedule]) -> Iterator[None]:
    """The page answers during the block, if the schedule asks for one; where it cannot, jobs run all the same.

    It shows the schedule `in_force`: what is wrong with a file that is not, the daemon says and the page shows.
    """
    with ExitStack() as held:
        try:
            if in_force().page is not None:
                held.enter_context(_up(path, in_force))
        except BridgeError as error:
            _log.error("%s", error.message)
        yield


@contextmanager
def _up(path: Path, in_force: Callable[[], Schedule]) -> Iterator[None]:
    # Whoever wants no page loads no web server.
    from sheets_bridge.page.premises import Premises
    from sheets_bridge.page.serving import serving
    from sheets_bridge.page.site import create_site

    schedule = in_force()
    door, translate = door_of(schedule), translation(schedule.language)
    database = schedule.folder / "state" / "bridge.db"
    premises = Premises(lambda: installation(path, schedule=in_force()), lambda: (in_force(), _file(database)))
    with serving(create_site(door, premises, schedule.language), door.port):
        screen.print_note(_where(door), translate)
        yield


def _file(path: Path) -> int | None:
    """What tells a file from another in its place."""
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _where(door: Door) -> Message:
    """The key is for a person's eyes: what is no terminal (a journal, a log) keeps what it is told."""
    if screen.console().is_terminal:
        return say("Status page: {address} (the address lets its reader in; open it once in your browser)",
                   address=door.address_with_key)  # fmt: skip
    return say("Status page: {address} (sheets-bridge status --page shows the address that lets a browser in)",
               address=door.address)  # fmt: skip
