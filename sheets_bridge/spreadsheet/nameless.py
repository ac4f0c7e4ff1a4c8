"""Rows that bear our cells and no id: looked for before rows are added that may be just these."""

from collections.abc import Iterator

from sheets_bridge.diff import FIRST_ROW
from sheets_bridge.spreadsheet.areas import Area, runs
from sheets_bridge.spreadsheet.comparing import token_places
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.probing import coalesced
from sheets_bridge.spreadsheet.reading import read
from sheets_bridge.spreadsheet.standing import Standing


def any_nameless(client: GoogleClient, spreadsheet_id: str, standing: Standing, below: int) -> bool:
    """Whether such a row stands among ours or in the `below` rows under the last of them. At most one read."""
    rows = list(_without_id(standing, below))
    spans = list(runs(sorted(token_places(standing))))
    # Without its header row the sheet's rows stand one higher than they are counted.
    up = standing.headless
    stretches = [(first - 1 - up, last - up) for first, last in coalesced(rows)]
    areas = [Area(standing.sheet_id, *ends, left, right + 1) for ends in stretches for left, right in spans]
    blocks = read(client, spreadsheet_id, areas) if areas else []
    written = {
        where.top + offset + 1 + up
        for where, block in zip(areas, blocks, strict=True)
        for offset, cells in enumerate(block)
        if any(cell not in ("", None) for cell in cells)
    }
    return not written.isdisjoint(rows)


def _without_id(standing: Standing, below: int) -> Iterator[int]:
    yield from (
        row for row, id_ in enumerate(standing.ids, FIRST_ROW) if not id_ and row > standing.header_row
    )  # fmt: skip
    yield from range(standing.last_row + 1, min(standing.last_row + below, standing.sheet.rows + standing.headless) + 1)
