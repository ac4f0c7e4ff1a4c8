"""Rows of ours that go: deleted, or only our cells blanked where a person wrote beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheets_bridge.diff import Diff
from sheets_bridge.messages import Message, say
from sheets_bridge.spreadsheet.areas import Area, Change, runs
from sheets_bridge.spreadsheet.beside import somebody_wrote
from sheets_bridge.spreadsheet.building import change
from sheets_bridge.spreadsheet.cells import Cell
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.layout import unsettled
from sheets_bridge.spreadsheet.probing import refuse_moved_columns
from sheets_bridge.spreadsheet.reading import Block, read
from sheets_bridge.spreadsheet.shape import ID
from sheets_bridge.spreadsheet.standing import Standing

_READ_ROWS = 20_000
"""Whole rows read in one call."""

_NAMED = 10
"""Rows a note names one by one."""


@dataclass(frozen=True)
class Removed:
    """`rows` of ours that are gone, `deleted` of them whole; `notes` about those that stay for a person's sake."""

    rows: int = 0
    deleted: int = 0
    notes: tuple[Message, ...] = ()


def remove(client: GoogleClient, spreadsheet_id: str, standing: Standing, diff: Diff) -> Removed:
    """Take away the diff's removals and doubles. A read for each 20,000 rows, one write.

    Raises: Unavailable where a row is no longer whose it was: somebody sorts the tab just now.
    """
    rows = sorted((*diff.removals, *diff.doubles))
    if not rows:
        return Removed()
    beside = _written_beside(client, spreadsheet_id, standing, rows)
    blanks = [change_ for first, last in runs(sorted(beside)) for change_ in _blank(standing, first, last)]
    free = [row for row in rows if row not in beside]
    deletions = [_delete(standing, first, last) for first, last in reversed(list(runs(free)))]

    def as_they_were() -> None:
        if _written_beside(client, spreadsheet_id, standing, rows) != beside:
            raise unsettled(standing.sheet.title)

    change(client, spreadsheet_id, [*blanks, *deletions], as_they_were)
    return Removed(len(rows), len(free), tuple(_notes(standing, diff, beside)))


def _written_beside(client: GoogleClient, spreadsheet_id: str, standing: Standing, rows: Sequence[int]) -> set[int]:
    ours, id_at = standing.ours, standing.positions[ID]
    found: set[int] = set()
    for start in range(0, len(rows), _READ_ROWS):
        for row, block, at in _whole_rows(client, spreadsheet_id, standing, rows[start : start + _READ_ROWS]):
            if _cell(block, at, id_at) != standing.id_cell(row):
                raise unsettled(standing.sheet.title)
            if somebody_wrote(block, at, ours) or _closed(standing, row):
                found.add(row)
    return found


def _closed(standing: Standing, row: int) -> bool:
    """Whether somebody keeps a cell of a row to themselves, so that Google would refuse to delete it."""
    whole = Area(standing.sheet_id, row - 1, row, 0, None)
    return any(guard.closed and guard.where.meets(whole) for guard in standing.sheet.protections)


def _whole_rows(
    client: GoogleClient, spreadsheet_id: str, standing: Standing, rows: Sequence[int]
) -> Iterable[tuple[int, Block, int]]:
    """Each row as its place in a block of formulas that has the rows above and below too."""
    stretches, width = list(runs(rows)), standing.sheet.columns
    header = Area(standing.sheet_id, standing.header_row - 1, standing.header_row, 0, width)
    areas = [
        Area(standing.sheet_id, first - 2, min(last + 1, standing.sheet.rows), 0, width) for first, last in stretches
    ]
    head, *blocks = read(client, spreadsheet_id, [header, *areas], formulas=True)
    refuse_moved_columns(standing, head)
    for (first, last), block in zip(stretches, blocks, strict=True):
        for row in range(first, last + 1):
            yield row, block, row - first + 1


def _cell(block: Block, row: int, column: int) -> Cell:
    cells = block[row] if row < len(block) else []
    return cells[column] if column < len(cells) else ""


def _blank(standing: Standing, first: int, last: int) -> list[Change]:
    """Empty our cells of some rows; a person's cells and all formats stay."""
    return [
        {
            "updateCells": {
                "range": Area(standing.sheet_id, first - 1, last, left, right + 1).grid(),
                "fields": "userEnteredValue",
            }
        }
        for left, right in runs(sorted(standing.ours))
    ]


def _delete(standing: Standing, first: int, last: int) -> Change:
    span = {"sheetId": standing.sheet_id, "dimension": "ROWS", "startIndex": first - 1, "endIndex": last}
    return {"deleteDimension": {"range": span}}


def _notes(standing: Standing, diff: Diff, beside: set[int]) -> Iterable[Message]:
    title = standing.sheet.title
    if kept := [row for row in diff.removals if row in beside]:
        yield say(
            "{tab}: {count} rows are no longer ours, but somebody wrote beside them; "
            "our cells there are blank (rows {rows}).",
            tab=title,
            count=len(kept),
            rows=_some(kept),
        )
    if kept := [row for row in diff.doubles if row in beside]:
        yield say(
            "{tab}: {count} rows stood twice, and somebody wrote beside the second; "
            "our cells there are blank (rows {rows}).",
            tab=title,
            count=len(kept),
            rows=_some(kept),
        )


def _some(rows: Sequence[int]) -> list[str]:
    return [str(row) for row in rows[:_NAMED]] + (["…"] if len(rows) > _NAMED else [])
