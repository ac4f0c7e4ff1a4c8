"""Reading values by sheet id and place, so that a renamed tab is still the same tab."""

from collections.abc import Sequence
from typing import Any

from sheets_bridge.errors import Unavailable
from sheets_bridge.messages import say
from sheets_bridge.spreadsheet.areas import Area, area, title_of
from sheets_bridge.spreadsheet.cells import Cell
from sheets_bridge.spreadsheet.google import GoogleClient

_NOTE_FIELDS = "sheets(data(startColumn,rowData(values(note))))"

Block = list[list[Cell]]
"""Rows of cells; Google leaves trailing blanks away."""


def read(client: GoogleClient, spreadsheet_id: str, areas: Sequence[Area], *, formulas: bool = False) -> list[Block]:
    """The cells of some areas, in the order asked, by one read. Days and moments come as serial numbers.

    Raises Unavailable where the grid has shrunk under the question.
    """
    return [told.get("values", []) for told in _ranges(client, spreadsheet_id, areas, formulas=formulas)]


def read_titled(client: GoogleClient, spreadsheet_id: str, areas: Sequence[Area]) -> tuple[str, list[Block]]:
    """As `read`, with the title that the first area's tab bears at that moment."""
    told = _ranges(client, spreadsheet_id, areas, formulas=False)
    return title_of(told[0]["range"]), [one.get("values", []) for one in told]


def _ranges(
    client: GoogleClient, spreadsheet_id: str, areas: Sequence[Area], *, formulas: bool
) -> list[dict[str, Any]]:
    """The areas' ValueRanges. A POST, because a range list with Korean titles overflows an address."""
    answer = client.ask(
        "post",
        f"{spreadsheet_id}/values:batchGetByDataFilter",
        {
            "dataFilters": [{"gridRange": asked.grid()} for asked in areas],
            "majorDimension": "ROWS",
            "valueRenderOption": "FORMULA" if formulas else "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
        },
    )
    found = _by_area(answer)
    if any(asked not in found for asked in areas):
        raise Unavailable(say("Google Sheets left a range out of its answer."))
    return [found[asked] for asked in areas]


def notes(client: GoogleClient, spreadsheet_id: str, row: Area) -> dict[int, str]:
    """Column → its note, of the cells of one row that bear any. One read."""
    asked = {"dataFilters": [{"gridRange": row.grid()}]}
    told = client.ask("post", f"{spreadsheet_id}:getByDataFilter", asked, {"fields": _NOTE_FIELDS})
    blocks = [block for sheet in told.get("sheets", ()) for block in sheet.get("data", ())]
    return {
        at: cell["note"]
        for block in blocks
        for cells in block.get("rowData", ())
        for at, cell in enumerate(cells.get("values", ()), block.get("startColumn", 0))
        if cell.get("note")
    }


def column_of(block: Block, height: int) -> list[Cell]:
    """A one-column block as that many cells."""
    cells = [row[0] if row else "" for row in block]
    return cells + [""] * (height - len(cells))


def _by_area(answer: dict[str, Any]) -> dict[Area, dict[str, Any]]:
    # Matched by the filter Google repeats, for no order of the answers is promised.
    return {
        area(filter_["gridRange"]): matched["valueRange"]
        for matched in answer.get("valueRanges", ())
        for filter_ in matched.get("dataFilters", ())
    }
