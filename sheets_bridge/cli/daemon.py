"""`sheets-bridge daemon`: the service in the foreground, for a service manager or a terminal."""

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sheets_bridge.api import clock as clocks
from sheets_bridge.cli import controlling, page, screen, telling
from sheets_bridge.cli.installation import clock_of, installation, language_of, log_to_stderr, read_schedule, world
from sheets_bridge.cli.logs import log_as_daemon
from sheets_bridge.config import Schedule, unmasked_columns
from sheets_bridge.daemon import Daemon, House, Open, Pauses, Wishes
from sheets_bridge.daemon.counting import Counting
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import say
from sheets_bridge.model import Clock
from sheets_bridge.spreadsheet import Quota, quota_of
from sheets_bridge.sync.world import Tell
from sheets_bridge.tables import TABLES

_log = logging.getLogger(__name__)

_NEWS_EVERY = 10
"""Beats between two looks for news, where no run ends before."""


def daemon(schedule: Path) -> None:
    """Run until SIGTERM, SIGINT or the end of the terminal; SIGHUP has the schedule read again."""
    wishes = Wishes()
    _obey_signals(wishes)
    _ = language_of(schedule)
    log_to_stderr(_)
    held = ExitStack()
    try:
        read, _sources = read_schedule(schedule)
        log_as_daemon(read.log, _)
        # A borrowed clock may run fast: then the beat does.
        every = 0.1 if _borrows(read) else 1.0
        in_force, quota = [read], held.enter_context(_quota(read))
        teller = telling.teller_of(schedule, _NEWS_EVERY * every)

        @contextmanager
        def beside() -> Iterator[None]:
            # Not before it is sure that no other daemon lives.
            screen.print_note(say("The daemon keeps {jobs} on time. Ctrl-C ends it.", jobs=list(read.jobs)), _)
            with (
                page.beside(schedule.absolute(), lambda: in_force[0]),
                telling.beside(teller),
                controlling.beside(schedule.absolute(), lambda: in_force[0], quota, every),
            ):
                yield

        code = Daemon(
            schedule.absolute(), _opening(schedule, in_force, quota), wishes, _notifier(os.environ), every=every,
            ended=lambda _house, _entry: teller.wake.set(), beside=beside,
        ).run(read.folder / "state" / "locks")  # fmt: skip
    except BridgeError as error:
        screen.fail(error, _)
    sys.stdout.flush()
    # The worker that did not end in time is a thread like any other: nothing may wait for it now.
    os._exit(code)


def _obey_signals(wishes: Wishes) -> None:
    """SIGHUP is two signals in one: somebody's word to read the schedule again, and the kernel's that the window is
    closed. It is the latter where there was a terminal and is none any more; `nohup` says beforehand not to mind that.
    """
    bound = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN and _has_terminal()

    def hung_up(*_: object) -> None:
        wishes.ask_stop() if bound and not _has_terminal() else wishes.ask_reload()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, wishes.ask_stop)
    signal.signal(signal.SIGHUP, hung_up)


def _has_terminal() -> bool:
    """Whether this process has a controlling terminal just now."""
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY | os.O_CLOEXEC))
    except OSError:
        return False
    return True


def _opening(path: Path, in_force: list[Schedule], quota: Quota) -> Open:
    """Opens the installation; what was opened as its file stands is in force from then on.

    Its calls to Google are out of the `quota` of all threads.
    """

    @contextmanager
    def opened_house(schedule: Schedule | None, pauses: Pauses, tell: Tell) -> Iterator[House]:
        borrowed: list[Clock] = []

        def sleep(seconds: float) -> None:
            """As the clock has it: waits of a borrowed one are over when it was moved on."""
            wait = clocks.waits_by(borrowed[0], pauses.sleep) if borrowed else pauses.sleep
            wait(seconds)

        with installation(path, sleep, pauses.reached, schedule) as opened:
            if schedule is None:
                in_force[:] = [opened.schedule]
            for unmasked in unmasked_columns(opened.schedule, TABLES):
                _log.warning("%s", unmasked)
            borrowed += [opened.clock] if _borrows(opened.schedule) else []
            counting = Counting(opened.store, opened.clock, opened.calls)
            yield House(opened.schedule, world(opened, counting.beside(tell), quota), opened.logins, opened.rings)

    return opened_house


@contextmanager
def _quota(schedule: Schedule) -> Iterator[Quota]:
    """The turns of all threads at Google. A pretend Google counts its minutes by the clock that is borrowed of it."""
    if not _borrows(schedule):
        yield quota_of()
        return
    with clock_of(schedule) as clock:
        yield quota_of(lambda: clock().timestamp())


def _borrows(schedule: Schedule) -> bool:
    """Whether a schedule takes the time from a server on this machine: the sandbox."""
    return "clock" in schedule.endpoints


def _notifier(environment: os._Environ[str]) -> Callable[[str], None]:
    """What tells systemd how we are (sd_notify): one datagram to the socket it named; nothing without one."""
    address = environment.get("NOTIFY_SOCKET")
    if not address:
        return lambda _state: None

    def notify(state: str) -> None:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError as error:
            # A service manager that is not there must not end what it is told of.
            _log.debug("the service manager was not told %s: %s", state, error)

    return notify
