"""The `log:` part of the schedule: where the daemon's log lies, in which form, how many days of it."""

import re
from pathlib import Path

from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.config.place import Place, same, value
from sheets_bridge.config.schedule import Log
from sheets_bridge.messages import say

FILE = Path("state") / "logs" / "sheets-bridge.log"
_MOST_DAYS = 3650


def read_log(place: Place | None, folder: Path) -> Log:
    """What is said of the log; the rest as usual. A relative file counts from the schedule's folder."""
    section = place.section((), ("file", "json", "keep")) if place else {}
    return Log(
        file=folder / value(section, "file", same, str(FILE)),
        json=value(section, "json", _truth, otherwise=False),
        keep=value(section, "keep", _days, Log.keep),
    )


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise Wrong(say("write true or false"))
    return text == "true"


def _days(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= _MOST_DAYS:
        raise Wrong(say("write how many days are kept, a whole number from 1 to {most}", most=_MOST_DAYS))
    return int(text)
