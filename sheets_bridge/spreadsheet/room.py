"""Room for new rows below the last of ours, without touching what a person wrote there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sheets_bridge.messages import Message
from sheets_bridge.spreadsheet import shape as looks
from sheets_bridge.spreadsheet.areas import Area, Change
from sheets_bridge.spreadsheet.beside import is_blank, somebody_wrote
from sheets_bridge.spreadsheet.building import CELL_LIMIT, allowed, change, fullness, margin
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.reading import read
from sheets_bridge.spreadsheet.standing import Standing


@dataclass(frozen=True)
class Room:
    """`first`: the sheet row the first new row goes to."""

    first: int
    notes: Sequence[Message] = ()


def make_room(client: GoogleClient, spreadsheet_id: str, standing: Standing, needed: int) -> Room:
    """Free rows for `needed` new ones. One read, and one write where rows must be added.

    Raises: DataRejected above Google's cell limit.
    """
    last, sheet = standing.last_row, standing.sheet
    if needed == 0:
        return Room(last + 1)
    bottom = min(last + needed, sheet.rows)
    if bottom > last and _occupied(client, spreadsheet_id, standing, last, bottom):
        more, requests = needed, [_insert_rows(standing, last, needed)]
    else:
        more = _growth(standing, last + needed)
        requests = [_append_rows(standing, more)] if more else []
    allowed(standing.layout, sheet.title, more * sheet.columns)
    if requests:
        # Rows added to a grid do not promise to bear the formats of the rows above.
        formats = looks.formats(standing.shape, sheet.sheet_id, standing.positions, last, last + needed)
        change(client, spreadsheet_id, [*requests, *formats])
    return Room(last + 1, fullness(standing.layout, more * sheet.columns))


def _occupied(client: GoogleClient, spreadsheet_id: str, standing: Standing, last: int, bottom: int) -> bool:
    where = Area(standing.sheet_id, last - 1, bottom, 0, standing.sheet.columns)
    (block,) = read(client, spreadsheet_id, [where], formulas=True)
    ours = standing.ours
    in_our_columns = (cell for row in block[1:] for at, cell in enumerate(row) if at in ours)
    return any(not is_blank(cell) for cell in in_our_columns) or any(
        somebody_wrote(block, row, ours) for row in range(1, len(block))
    )


def _growth(standing: Standing, rows: int) -> int:
    sheet = standing.sheet
    if rows <= sheet.rows:
        return 0
    most = (CELL_LIMIT - standing.layout.cells) // max(sheet.columns, 1)
    least = rows - sheet.rows
    if standing.shape.snug:
        return least
    return max(least, min(least + margin(rows), most))


def _insert_rows(standing: Standing, last: int, count: int) -> Change:
    span = {"sheetId": standing.sheet_id, "dimension": "ROWS", "startIndex": last, "endIndex": last + count}
    # Rows below the header itself must not take its bold letters.
    return {"insertDimension": {"range": span, "inheritFromBefore": last > standing.header_row}}


def _append_rows(standing: Standing, count: int) -> Change:
    return {"appendDimension": {"sheetId": standing.sheet_id, "dimension": "ROWS", "length": count}}
