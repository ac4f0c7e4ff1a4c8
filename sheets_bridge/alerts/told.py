"""What was told of alerts: the events that the tab 성과 알림 keeps."""

from dataclasses import astuple, dataclass

from sheets_bridge.model import Row

BEGUN, HEALED = "발생", "해소"


@dataclass(frozen=True)
class Event:
    """An alert that began or ended, its fields in the order of the table's columns."""

    account: str
    shop_no: int
    at: str
    """When it was noticed, `YYYY-MM-DD HH:MM:SS` (KST)."""
    condition: str
    target: str
    value: float | None
    basis: float | None
    state: str
    words: str
    date: str
    """The last day that was looked at, `YYYY-MM-DD`."""
    key: str
    """The same for the beginning and the end of one condition at one target."""

    @property
    def rule(self) -> str:
        """The mark of the condition."""
        return self.key.partition("-")[0]


def event_of(row: Row) -> Event:
    """The event of a row of the table."""
    return Event(*row)  # type: ignore[arg-type]


def row_of(event: Event) -> Row:
    """The row of an event."""
    return astuple(event)
