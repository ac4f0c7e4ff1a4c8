"""One lock between processes: who holds it, how long to wait, what to say."""

import errno
import fcntl
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sheets_bridge.errors import Busy, StateError
from sheets_bridge.messages import Message, say

Sleep = Callable[[float], None]
_LOOK_AGAIN = 0.05


@contextmanager
def hold(path: Path, *, wait: float, what: Message, sleep: Sleep = time.sleep) -> Iterator[None]:
    """Hold `path` as an exclusive flock for the block; waits at most `wait` seconds.

    flock, not lockf: a POSIX lock is dropped when anybody in the process closes the same file
    (reference: reliability E5). The file stays afterwards; the lock dies with its process.

    Raises: Busy naming the owner; StateError where the file cannot be opened.
    """
    descriptor = _open(path)
    try:
        _acquire(descriptor, path, wait, what, sleep)
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
            error=error.strerror,
        )
        raise StateError(problem) from error


def _acquire(descriptor: int, path: Path, wait: float, what: Message, sleep: Sleep) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise StateError(
                    say(
                        "Cannot lock {path}: {error}. Locks need a local disk, not a network one.",
                        path=path.name,
                        error=error.strerror,
                    )
                ) from error
            if time.monotonic() >= deadline:
                owner = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip() or "?"
                raise Busy(
                    say(
                        "{what} is busy in another process ({owner}). Wait until it is done, then run again.",
                        what=what,
                        owner=owner,
                    )
                ) from error
            sleep(_LOOK_AGAIN)
        else:
            return


def _sign(descriptor: int) -> None:
    signature = f"pid {os.getpid()} on {socket.gethostname()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S}Z\n"
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, signature.encode(), 0)
