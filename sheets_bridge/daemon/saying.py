"""A trouble that lasts is said once, not at every beat."""

import logging

from sheets_bridge.messages import Message

_log = logging.getLogger(__name__)


class Troubles:
    """What is wrong just now, by what it concerns."""

    def __init__(self) -> None:
        self._said: dict[str, Message] = {}

    def note(self, what: str, problem: Message, level: int = logging.ERROR) -> None:
        """Something is wrong; said where it was not so before."""
        if str(self._said.get(what)) != str(problem):
            _log.log(level, "%s", problem)
        self._said[what] = problem

    def over(self, what: str) -> None:
        """It is well again."""
        self._said.pop(what, None)

    def standing(self, what: str) -> Message | None:
        """What is wrong with something; None where nothing is."""
        return self._said.get(what)
