"""What time it is: this machine's clock, or one borrowed from a server on loopback."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import orjson

from sheets_bridge.api.call import NoAnswer, NotSent, Request, Send
from sheets_bridge.errors import Unavailable
from sheets_bridge.messages import say
from sheets_bridge.model import Clock

_GOOD_FOR_SECONDS = 0.01
"""A borrowed clock is moved by whoever owns it; nobody may be long in seeing it."""


def system() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def borrowed(address: str, send: Send) -> Clock:
    """The clock of a server that answers `{"now": ISO time}`; asked again when its last answer is a moment old.

    The clock raises Unavailable where the server does not answer.
    """
    kept: list[tuple[float, datetime]] = []

    def now() -> datetime:
        passed = time.monotonic() - kept[0][0] if kept else _GOOD_FOR_SECONDS
        if passed >= _GOOD_FOR_SECONDS:
            kept[:] = [(time.monotonic(), _asked(address, send))]
            return kept[0][1]
        return kept[0][1] + timedelta(seconds=passed)

    return now


def waits_by(clock: Clock, sleep: Callable[[float], None]) -> Callable[[float], None]:
    """Waits that end when so much time has passed by a clock which somebody may move on; `sleep` passes each part."""

    def wait(seconds: float) -> None:
        until = clock() + timedelta(seconds=seconds)
        while seconds > 0 and (left := (until - clock()).total_seconds()) > 0:
            sleep(min(left, _GOOD_FOR_SECONDS))

    return wait


def _asked(address: str, send: Send) -> datetime:
    try:
        return datetime.fromisoformat(orjson.loads(send(Request("GET", address, deadline=10.0)).body)["now"])
    except (NotSent, NoAnswer, ValueError, KeyError, TypeError) as error:
        problem = say(
            "endpoints.clock ({address}) does not tell the time. Start the sandbox again, or take that line out "
            "of schedule.yaml.",
            address=address,
        )
        raise Unavailable(problem) from error
