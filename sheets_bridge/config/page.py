"""The `page:` part of the schedule."""

import re

from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.place import Place, value
from sheets_bridge.config.schedule import Page
from sheets_bridge.messages import say

_LOWEST, _HIGHEST = 1024, 65535


def read_page(place: Place) -> Page | None:
    """The status page; None where its port is missing or wrong (then noted)."""
    port = value(place.section(("port",)), "port", _port, 0)
    return Page(port) if port else None


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not _LOWEST <= int(text) <= _HIGHEST:
        raise Wrong(say("a port is a whole number from {lowest} to {highest}, such as 8484", lowest=_LOWEST,
                        highest=_HIGHEST))  # fmt: skip
    return int(text)
