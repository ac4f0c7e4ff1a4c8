"""One lock between processes: who holds it, how long to wait, what to say."""

import errno
import fcntl
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sheets_bridge.errors import Busy, StateError, system_words
from sheets_bridge.messages import Message, say
from sheets_bridge.model import KST

Sleep = Callable[[float], None]
_LOOK_AGAIN = 0.05
_SIGNATURE = "pid {pid} on {host} since {at:%Y-%m-%d %H:%M:%S}Z\n"
_SIGNED = re.compile(r"pid (?P<pid>\d+) on (?P<host>\S+) since (?P<at>[\d-]{10} [\d:]{8})Z")


@contextmanager
def hold(
    path: Path,
    *,
    wait: float,
    what: Message,
    sleep: Sleep = time.sleep,
    taken: Callable[[Message], Message] | None = None,
) -> Iterator[None]:
    """Hold `path` as an exclusive flock for the block; waits at most `wait` seconds.

    `taken` makes the sentence for somebody who comes too late out of who holds it, where waiting is no good advice.

    flock, not lockf: a POSIX lock is dropped when anybody in the process closes the same file
    (reference: reliability E5). The file stays afterwards; the lock dies with its process.

    Raises: Busy naming the owner; StateError where the file cannot be opened.
    """
    descriptor = _open(path)
    try:
        if not _acquired(descriptor, path, wait, sleep):
            owner = _owner(descriptor)
            raise Busy(taken(owner) if taken else _in_use(what, owner))
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether a living process holds a lock just now. Raises: StateError."""
    if not path.exists():
        return False
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in (errno.EAGAIN, errno.EACCES)
    finally:
        os.close(descriptor)
    return False


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        problem = say(
            "Cannot open the lock file {path}: {error}. Check the folder's owner, mode and free space.",
            path=path.name,
            error=system_words(error),
        )
        raise StateError(problem) from error


def _acquired(descriptor: int, path: Path, wait: float, sleep: Sleep) -> bool:
    """Whether the lock could be had in time. Raises: StateError where no lock can be had at all."""
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                problem = say("Cannot lock {path}: {error}. Locks need a local disk, not a network one.",
                              path=path.name, error=system_words(error))  # fmt: skip
                raise StateError(problem) from error
            if time.monotonic() >= deadline:
                return False
            sleep(_LOOK_AGAIN)
        else:
            return True


def _in_use(what: Message, owner: Message) -> Message:
    return say("{what} is busy in another process ({owner}). Wait until it is done, then run again.", what=what,
               owner=owner)  # fmt: skip


def _owner(descriptor: int) -> Message:
    """Who holds a lock, as they signed it."""
    found = _SIGNED.match(os.pread(descriptor, 200, 0).decode("utf-8", "replace"))
    if found is None:
        return say("it does not say which")
    at = datetime.fromisoformat(found["at"]).replace(tzinfo=UTC).astimezone(KST)
    since = f"{at:%Y-%m-%d %H:%M:%S} KST"
    return say("since {since}, pid {pid} on {host}", since=since, pid=found["pid"], host=found["host"])


def _sign(descriptor: int) -> None:
    signature = _SIGNATURE.format(pid=os.getpid(), host=socket.gethostname(), at=datetime.now(UTC))
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, signature.encode(), 0)
