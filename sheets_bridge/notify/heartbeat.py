"""The heartbeat: an address asked once a minute while the daemon beats, so that somebody else notices its silence."""

import logging
import time
from collections.abc import Callable
from datetime import datetime

from sheets_bridge.api.call import NoAnswer, NotSent, Request, Send
from sheets_bridge.messages import say

_EVERY = 60.0
_DEADLINE = 10.0
_FINE = range(200, 300)

_log = logging.getLogger(__name__)


class Heartbeat:
    """Asks no more than once a minute, and only for a beat that is new. What fails is logged, once until it works."""

    def __init__(self, send: Send, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._send, self._monotonic = send, monotonic
        self._asked = float("-inf")
        self._beat: datetime | None = None
        self._failing = False

    def beat(self, address: str | None, at: datetime) -> None:
        """The daemon beat at a moment."""
        if address is None or at == self._beat or self._monotonic() - self._asked < _EVERY:
            return
        self._asked, self._beat = self._monotonic(), at
        problem = self._problem(address)
        if problem and not self._failing:
            _log.warning("%s", say("The heartbeat address under notify: does not take its beat ({problem}).",
                                   problem=problem))  # fmt: skip
        self._failing = problem is not None

    def _problem(self, address: str) -> str | None:
        try:
            status = self._send(Request("GET", address, deadline=_DEADLINE)).status
        except (NotSent, NoAnswer) as error:
            return str(error)
        return None if status in _FINE else f"HTTP {status}"
