"""The one read that takes snapshots of some tabs of a spreadsheet."""

from collections.abc import Mapping, Sequence

from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.snapshots.tab import Snapshot, understand

_CELL = (
    "effectiveValue,note,effectiveFormat(numberFormat,backgroundColor,backgroundColorStyle,horizontalAlignment,"
    "verticalAlignment,wrapStrategy,textFormat(foregroundColor,foregroundColorStyle,fontSize,bold,italic))"
)
_PLACE = "(pixelSize,hiddenByUser,hiddenByFilter)"
FIELDS = (
    "sheets(properties(sheetId,title,tabColor,tabColorStyle,"
    "gridProperties(frozenRowCount,frozenColumnCount,hideGridlines)),"
    f"data(rowData(values({_CELL})),rowMetadata{_PLACE},columnMetadata{_PLACE}),"
    "merges,conditionalFormats,charts(spec,position))"
)


def taken(client: GoogleClient, spreadsheet_id: str, sheet_ids: Sequence[int]) -> Mapping[int, Snapshot]:
    """Sheet id → its snapshot, of those that still stand. One read, which names tabs by id: titles change.

    Raises: Refused, Unavailable.
    """
    filters = [{"gridRange": {"sheetId": sheet_id}} for sheet_id in sheet_ids]
    told = client.ask("post", f"{spreadsheet_id}:getByDataFilter", {"dataFilters": filters}, {"fields": FIELDS})
    found = map(understand, told.get("sheets", ()))
    return {one.sheet_id: one for one in found if one.sheet_id in sheet_ids}
