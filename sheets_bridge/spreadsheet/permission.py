"""Whether we may write a spreadsheet, found out by a write that changes nothing."""

import secrets

from sheets_bridge.spreadsheet.areas import Area
from sheets_bridge.spreadsheet.building import change
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.layout import Layout

_LETTERS = 32


def try_write(client: GoogleClient, spreadsheet_id: str, layout: Layout) -> None:
    """Replace a text that nobody ever wrote in one cell of the first grid. One write; it changes nothing.

    A viewer's reads are answered like an editor's, so only a write tells (reference: google-sheets 6).
    Raises: Refused where the file is shared for viewing only; Unavailable.
    """
    grid = next((sheet for sheet in layout.sheets if sheet.rows and sheet.columns), None)
    if grid is None:
        return
    cell = Area(grid.sheet_id, 0, 1, 0, 1)
    nothing = {"find": secrets.token_hex(_LETTERS), "replacement": "", "matchEntireCell": True, "range": cell.grid()}
    change(client, spreadsheet_id, [{"findReplace": nothing}])
