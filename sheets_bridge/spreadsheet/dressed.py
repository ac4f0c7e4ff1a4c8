"""How cells show numbers by now: whoever changed the format of a column of ours keeps it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sheets_bridge.spreadsheet.areas import Area
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.standing import Standing

NumberFormat = Mapping[str, str]
_FIELDS = "sheets(data(startRow,startColumn,rowData(values(userEnteredFormat(numberFormat)))))"


def number_formats(
    client: GoogleClient, spreadsheet_id: str, standing: Standing, rows: Iterable[int]
) -> Mapping[int, Mapping[int, NumberFormat]]:
    """Row → column → the number format of its cell, where it has one; all count from 0. One read of these rows."""
    areas = [Area(standing.sheet_id, row, row + 1, 0, standing.sheet.columns) for row in sorted(set(rows))]
    body = {"dataFilters": [{"gridRange": one.grid()} for one in areas]}
    told = client.ask("post", f"{spreadsheet_id}:getByDataFilter", body, params={"fields": _FIELDS})
    blocks = [block for sheet in told.get("sheets", ()) for block in sheet.get("data", ())]
    return {block.get("startRow", 0): _of_a_row(block) for block in blocks}


def _of_a_row(block: Mapping[str, Any]) -> Mapping[int, NumberFormat]:
    row: Mapping[str, Any] = next(iter(block.get("rowData", ())), {})
    cells = row.get("values", ())
    formats = ((at, cell.get("userEnteredFormat", {}).get("numberFormat"))
               for at, cell in enumerate(cells, block.get("startColumn", 0)))  # fmt: skip
    return {at: found for at, found in formats if found}
