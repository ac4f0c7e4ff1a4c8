"""What can go wrong, named by what happens next.

    BridgeError
    ├── ConfigError   78  edit the schedule or a credentials file
    ├── LoginNeeded   77  consent again
    ├── Refused       77  the vendor or Google says no: scope, sharing, permission
    ├── StateError    74  our disk or our database
    ├── DataRejected  65  what came cannot be taken as it is
    ├── Unavailable   69  try later
    └── Busy          75  somebody else holds the lock

A message says who, what was asked, what came back, what to do. It never carries a secret, a personal datum,
a query string or a header.
"""

import errno
from collections.abc import Iterable
from typing import ClassVar

from sheets_bridge.messages import Message, say

OK, USAGE = 0, 2
INTERRUPTED = 130
"""What a shell says of a command that Ctrl-C ended: 128 and the number of the signal."""


class BridgeError(Exception):
    """Any failure we understand; `message` is for people, `exit_code` for the shell."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: Message, *, status: int | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.status = status
        """The HTTP status that told us, where one did."""


class ConfigError(BridgeError):
    """The schedule or a credentials file needs an edit."""

    exit_code = 78


class LoginNeeded(BridgeError):
    """The login is lost; somebody has to consent again."""

    exit_code = 77


class Refused(BridgeError):
    """The vendor or Google says no, and will say no again until somebody changes a right."""

    exit_code = 77


class StateError(BridgeError):
    """Our own disk, database or lock folder failed."""

    exit_code = 74


class DataRejected(BridgeError):
    """Data that came, or a sheet as it stands, cannot be taken as it is."""

    exit_code = 65


class Unavailable(BridgeError):
    """No use now; trying later may help. `wait` is what the other side asked for, in seconds."""

    exit_code = 69

    def __init__(self, message: Message, *, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(message, status=status)
        self.wait = wait


class Busy(BridgeError):
    """Another process holds what we need."""

    exit_code = 75


_FIRST_WINS = (ConfigError, Refused, StateError, DataRejected, Unavailable, Busy)


def exit_code(errors: list[BridgeError]) -> int:
    """The exit code of several failures at once: the first of 78, 77, 74, 65, 69, 75."""
    return worst_code({error.exit_code for error in errors})


def worst_code(codes: Iterable[int]) -> int:
    """The exit code of several runs: the first of 78, 77, 74, 65, 69, 75; 0 where all went well."""
    bad = set(codes) - {OK}
    return next((kind.exit_code for kind in _FIRST_WINS if kind.exit_code in bad), 1 if bad else OK)


_SYSTEM = {
    errno.ENOENT: say("no such file or folder"),
    errno.EACCES: say("permission denied"),
    errno.EPERM: say("not permitted"),
    errno.ENOSPC: say("no space left on the disk"),
    errno.EROFS: say("the disk is read-only"),
    errno.EISDIR: say("it is a folder"),
    errno.ENOTDIR: say("a part of the path is no folder"),
    errno.EADDRINUSE: say("another program uses it"),
}
"""What the system says most often, in words of ours."""


def system_words(error: OSError) -> Message | str:
    """What the system said, for a sentence of ours; in its own words where they are none of the common ones."""
    return _SYSTEM.get(error.errno or 0) or error.strerror or type(error).__name__


class Incomplete(DataRejected):
    """Rows stayed unread: `read` of `expected`."""

    def __init__(self, message: Message, *, read: int, expected: int) -> None:
        super().__init__(message)
        self.read = read
        self.expected = expected
