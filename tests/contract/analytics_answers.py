"""Analytics answers kept in files, read and normalized by the streams as a run would."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sheets_bridge.masking import Masks
from sheets_bridge.model import KST, Pull, Step, Window
from sheets_bridge.sources.cafe24 import SOURCE
from sheets_bridge.sources.cafe24.connection import Connection

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=KST)

Cells = dict[str, Any]


class Host:
    """A pretend Analytics host: answers a path as it is told, and notes what it was asked."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.told, self.asked = told, list[tuple[str, dict[str, str]]]()

    def get(self, path: str, params: Mapping[str, str], **_: Any) -> Any:
        self.asked.append((path, dict(params)))
        return self.told[path]


def rows(host: Host, stream_id: str, first: str, last: str = "", now: datetime = NOW) -> list[Cells]:
    """The rows of a stream's days as its table's cells."""
    stream, pull = SOURCE.streams[stream_id], Pull("samplemall", 1, stream_id)
    connection = Connection("samplemall", admin=host, analytics=host)  # type: ignore[arg-type]
    normalize = stream.normalize(pull, Masks(b"k" * 32), now)
    step = Step(Window(date.fromisoformat(first), date.fromisoformat(last or first)), "date", None)
    (table,) = stream.tables
    made = [normalize(record)[table.id] for page in stream.read(connection, pull, step) for record in page]
    return [dict(zip((column.id for column in table.columns), row, strict=True)) for of_one in made for row in of_one]
