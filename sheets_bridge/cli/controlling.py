"""연동 현황 beside `sheets-bridge daemon`, and after a `run` where no daemon lives: built here, given a thread."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sheets_bridge.cli.installation import Installation, installation, world
from sheets_bridge.config import Schedule
from sheets_bridge.control.keeping import Alone, Keeper
from sheets_bridge.control.serving import Serving
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import say
from sheets_bridge.spreadsheet import Quota
from sheets_bridge.sync import World

_STOP_SECONDS = 5.0

_log = logging.getLogger(__name__)


@contextmanager
def beside(path: Path, in_force: Callable[[], Schedule], quota: Quota, every: float) -> Iterator[None]:
    """The tabs are kept during the block, with calls out of the `quota` of all threads."""
    database = in_force().folder / "state" / "bridge.db"

    @contextmanager
    def opened(schedule: Schedule) -> Iterator[Keeper]:
        with installation(path, _wait, schedule=schedule) as found:
            yield Keeper(found, world(found, lambda _progress: None, quota))

    def _wait(seconds: float) -> None:
        serving.stop.wait(seconds)

    serving = Serving(opened, in_force, lambda: _file(database), every)
    thread = threading.Thread(target=serving.work, name="control", daemon=True)
    thread.start()
    try:
        yield
    finally:
        serving.stop.set()
        thread.join(_STOP_SECONDS)


def after_runs(opened: Installation, world: World, ran: Iterable[str]) -> None:
    """Bring the tabs up to date after runs of a command; what fails is told and fails no run."""
    failed = Keeper(opened, world, Alone(frozenset(ran))).keep()
    for name, error in failed.items():
        _log.warning("%s", _not_kept(name, error))


def _not_kept(name: str, error: BridgeError) -> object:
    return say("The tab of the jobs on spreadsheet {name} could not be brought up to date: {problem}", name=name,
               problem=error.message)  # fmt: skip


def _file(path: Path) -> int | None:
    """What tells a file from another in its place."""
    try:
        return path.stat().st_ino
    except OSError:
        return None
