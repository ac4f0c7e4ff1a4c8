"""Looking once more, just before a chunk is written, whether its rows are still where they were."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sheets_bridge.spreadsheet.areas import Area, runs
from sheets_bridge.spreadsheet.cells import Cell
from sheets_bridge.spreadsheet.chunks import Line
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.layout import unsettled
from sheets_bridge.spreadsheet.reading import Block, column_of, read_titled
from sheets_bridge.spreadsheet.shape import ID
from sheets_bridge.spreadsheet.standing import Standing

TRUSTED_SECONDS = 2.0
"""What was read this lately is not read again."""

REREADS = 3
"""How often the whole id column is read again in one commit."""

_GAP = 20
"""Probed rows this near to each other are read as one stretch."""


@dataclass
class Places:
    """Where the rows of one commit are; `adrift` counts updates given up because people keep moving them."""

    client: GoogleClient
    spreadsheet_id: str
    standing: Standing
    first_new: int
    """New rows go to this row and below."""
    monotonic: Callable[[], float]
    rows: Mapping[str, int]
    """Id → row of every row that stands."""
    read_at: float
    rereads: int = 0
    adrift: int = 0

    def sure(self, chunk: Sequence[Line]) -> list[Line]:
        """The chunk with each line at the row it belongs to. One read, none where the ids were read just now.

        Raises: Unavailable where our columns or the room for new rows have moved.
        """
        placed = self._placed(chunk)
        if not placed or self.monotonic() - self.read_at <= TRUSTED_SECONDS:
            return placed
        asked_at = self.monotonic()
        if not self._agree(placed):
            self._read_again()
            placed = self._placed(placed)
        else:
            self.read_at = asked_at
        return placed

    def _placed(self, chunk: Sequence[Line]) -> list[Line]:
        updates = [one for one in chunk if one.row < self.first_new]
        known = [one._replace(row=self.rows[one.id_]) for one in updates if one.id_ in self.rows]
        self.adrift += len(updates) - len(known)
        inserts = [one for one in chunk if one.row >= self.first_new]
        return [*sorted(known, key=lambda one: one.row), *inserts]

    def _agree(self, chunk: Sequence[Line]) -> bool:
        cells = self._probed(sorted(one.row for one in chunk))
        if any(cells[one.row] not in (None, "") for one in chunk if one.row >= self.first_new):
            raise unsettled(self.standing.sheet.title)
        updates = [one for one in chunk if one.row < self.first_new]
        return all(
            cells[one.row] == one.id_ or (one.row in self.standing.blanked and cells[one.row] in (None, ""))
            for one in updates
        )

    def _probed(self, rows: Sequence[int]) -> dict[int, Cell]:
        """The id cells of at least some rows, by row."""
        stretches = coalesced(rows)
        return {
            row: cell
            for (first, last), block in zip(stretches, self._id_cells(stretches), strict=True)
            for row, cell in enumerate(column_of(block, last - first + 1), first)
        }

    def _read_again(self) -> None:
        """Take in the whole id column; after three times, nothing is where it was and only new rows are written."""
        if self.rereads == REREADS:
            self.rows = {}
            return
        self.rereads += 1
        self.read_at = self.monotonic()
        height = self.standing.sheet.rows
        (keys,) = self._id_cells([(1, height)])
        cells = column_of(keys, height)
        self.rows = {str(cell): row for row, cell in reversed(list(enumerate(cells, 1))) if cell not in (None, "")}

    def _id_cells(self, stretches: Sequence[tuple[int, int]]) -> list[Block]:
        """The id cells of stretches of rows, after a look at the header, and at the title: rows are written by it."""
        at, standing = self.standing.positions[ID], self.standing
        areas = [Area(standing.sheet_id, first - 1, last, at, at + 1) for first, last in stretches]
        title, (head, *blocks) = read_titled(self.client, self.spreadsheet_id, [_header(standing), *areas])
        refuse_moved_columns(standing, head)
        if title != standing.sheet.title:
            raise unsettled(standing.sheet.title)
        return blocks


def refuse_moved_columns(standing: Standing, head: Block) -> None:
    """Raise Unavailable where the header is not as it was: a column or the header itself was moved."""
    cells = head[0] if head else []
    if any((cells[at] if at < len(cells) else "") != standing.head_cell(at) for at in standing.ours):
        raise unsettled(standing.sheet.title)


def coalesced(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches (first, last) that hold all of some ascending rows, with small gaps read along."""
    stretches: list[tuple[int, int]] = []
    for first, last in runs(rows):
        if stretches and first - stretches[-1][1] <= _GAP:
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((first, last))
    return stretches


def _header(standing: Standing) -> Area:
    return Area(standing.sheet_id, standing.header_row - 1, standing.header_row, 0, standing.sheet.columns)
