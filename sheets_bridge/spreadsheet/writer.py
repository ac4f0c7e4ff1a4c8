"""The writer's mark on a spreadsheet: which installation wrote it last, read with every look."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sheets_bridge.spreadsheet.areas import Change
from sheets_bridge.spreadsheet.shape import metadata

WRITER_KEY = "sheets_bridge.writer"


@dataclass(frozen=True)
class Writer:
    """`writer`: an installation; `run`: what tells it from a copy of its folder; `at`: when it said so.

    Everybody who opens the spreadsheet through the API can read it: no name of a machine, no path.
    """

    writer: str
    run: str
    at: datetime


@dataclass(frozen=True)
class Signed:
    """What a look found under our key: `by` is None where nobody signed in a form we know."""

    by: Writer | None = None
    present: bool = False
    """Whether anything stands under the key, so that it must be changed and not made."""


NOBODY = Signed()


Sign = Callable[[Signed], Writer | None]
"""Asked just before anything is written: the mark to set, None where the one that stands will do.

Raises BridgeError where nothing may be written.
"""


def unsigned(_signed: Signed) -> None:
    """The `Sign` of who leaves no mark."""


def understand(entries: Iterable[Mapping[str, Any]]) -> Signed:
    """The mark among a spreadsheet's own metadata; of several, made by two at once, the newest. Pure."""
    ours = [entry for entry in entries if entry.get("metadataKey") == WRITER_KEY]
    known = [mark for entry in ours if (mark := _read(entry.get("metadataValue")))]
    return Signed(max(known, key=lambda mark: (mark.at, mark.run), default=None), bool(ours))


def signature(mark: Writer, signed: Signed) -> Change:
    """The request that sets the mark, in place of whatever stands under the key."""
    value = json.dumps(asdict(mark) | {"at": mark.at.isoformat(timespec="seconds")})
    if not signed.present:
        return metadata(WRITER_KEY, value, {"spreadsheet": True})
    lookup = {"developerMetadataLookup": {"metadataKey": WRITER_KEY}}
    changed = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": value}, "fields": "metadataValue"}
    return {"updateDeveloperMetadata": changed}


def _read(value: Any) -> Writer | None:
    try:
        told = json.loads(value)
        mark = Writer(str(told["writer"]), str(told["run"]), datetime.fromisoformat(told["at"]))
    except (ValueError, KeyError, TypeError):
        return None  # another program's metadata under our key
    return mark if mark.at.tzinfo else None
