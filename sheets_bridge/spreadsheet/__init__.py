"""The Google Sheet: found by its marks, compared with the store, written by absolute places, read back."""

import time
from collections.abc import Iterable

from sheets_bridge.diff import Diff
from sheets_bridge.messages import Message
from sheets_bridge.model import Reached, Row, nothing_reached
from sheets_bridge.spreadsheet import building, standing, writing
from sheets_bridge.spreadsheet.google import GoogleClient, connect
from sheets_bridge.spreadsheet.layout import Layout, look
from sheets_bridge.spreadsheet.shape import Shape
from sheets_bridge.spreadsheet.standing import Standing
from sheets_bridge.spreadsheet.writing import RowsOf, Tell, Written

__all__ = ["CRASH_POINTS", "GoogleClient", "Layout", "Shape", "Spreadsheet", "Standing", "Written", "connect"]

_LOOK_GOOD_FOR = 20.0
"""Seconds. What a person does to a tab in this time is found by the next run."""

CRASH_POINTS = ("sheet.built", "sheet.chunk", "sheet.removed", "sheet.shown")
"""Every point a commit, build or show may be struck at."""


class Spreadsheet:
    """One spreadsheet, written by one Google account.

    All methods raise BridgeError kinds: Refused (sharing, protection), DataRejected (this tab as it stands cannot be
    taken, or the file would be too large), Unavailable (also after a lost answer: look, stand and compare again).
    """

    def __init__(self, client: GoogleClient, spreadsheet_id: str, reached: Reached = nothing_reached) -> None:
        self._client = client
        self._seen: tuple[float, Layout] | None = None
        self.id = spreadsheet_id
        self._reached = reached

    def look(self) -> Layout:
        """Which sheets there are and which are tabs of ours.

        Two reads, unless it looked in the last seconds and changed nothing since: the jobs of one command share a look.
        """
        now = time.monotonic()
        if self._seen is None or now - self._seen[0] > _LOOK_GOOD_FOR:
            self._seen = (now, look(self._client, self.id))
        return self._seen[1]

    def look_again(self) -> Layout:
        """As `look`, whatever was seen before: after a failure nobody knows what was applied."""
        self._seen = None
        return self.look()

    def stand(
        self, layout: Layout, shape: Shape, remembered_sheet_id: int | None = None, *, full: bool = False
    ) -> Standing | None:
        """A tab as it stands, by one read (`full` reads all managed cells too); None where it is not there."""
        sheet = layout.find(shape, remembered_sheet_id)
        return standing.stand(self._client, self.id, layout, shape, sheet, full=full) if sheet else None

    def build(self, shape: Shape, rows: int) -> Standing:
        """A new hidden tab with room for `rows` data rows; it is empty and stays hidden until `show`.

        Looks once more by itself: a tab whose building answer was lost is stood on, not built again.
        """
        layout = self.look_again()
        found = self.stand(layout, shape)
        if found is not None:
            return found
        built = building.build(self._client, self.id, layout, shape, rows)
        self._seen = None
        self._reached("sheet.built")
        return built

    def commit(self, stands: Standing, diff: Diff, rows: RowsOf, tell: Tell = lambda _rows: None) -> Written:
        """Write a diff. Where `stands.rewrite`, the diff must update every row that stands."""
        if diff or stands.rewrite or stands.missing:
            self._seen = None
        return writing.commit(self._client, self.id, stands, diff, rows, tell, self._reached)

    def differing(self, stands: Standing, rows: Iterable[tuple[str, Row]]) -> set[str]:
        """The standing ids whose cells are not what their rows come to; `stands` must be a full reading."""
        return standing.differing(stands, rows)

    def show(self, stands: Standing) -> list[Message]:
        """Name and show a provisional tab whose rows are all written; notes for its people. One write."""
        self._seen = None
        notes = building.show(self._client, self.id, stands)
        self._reached("sheet.shown")
        return notes
