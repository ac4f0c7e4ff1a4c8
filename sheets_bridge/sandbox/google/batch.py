"""`spreadsheets.batchUpdate`: requests in order, each on the state the one before left, all of them or none."""

from collections.abc import Callable

from . import banding_requests as bandings
from . import cell_requests as cells
from . import chart_requests as charts
from . import dimension_requests as dimensions
from . import fill_requests as fills
from . import filter_requests as filters
from . import group_requests as groups
from . import mark_requests as marks
from . import metadata_requests as metadata
from . import paste_requests as pastes
from . import rule_requests as rules
from . import sort_requests as sorting
from . import span_requests as spans
from . import tab_requests as tabs
from . import table_requests as tables
from . import tidy_requests as tidying
from .append_requests import append_cells
from .book import Book
from .border_requests import update_borders
from .find_requests import find_replace
from .masks import parse_mask
from .refusal import Refusal, invalid
from .shapes import check_update_mask
from .sheet import Json

KINDS: dict[str, Callable[[Book, Json], Json]] = {
    "addSheet": tabs.add_sheet,
    "deleteSheet": tabs.delete_sheet,
    "duplicateSheet": tabs.duplicate_sheet,
    "updateSheetProperties": tabs.update_sheet_properties,
    "updateSpreadsheetProperties": tabs.update_spreadsheet_properties,
    "updateCells": cells.update_cells,
    "repeatCell": cells.repeat_cell,
    "appendCells": append_cells,
    "setDataValidation": cells.set_data_validation,
    "insertDimension": dimensions.insert_dimension,
    "appendDimension": dimensions.append_dimension,
    "deleteDimension": dimensions.delete_dimension,
    "moveDimension": dimensions.move_dimension,
    "updateDimensionProperties": dimensions.update_dimension_properties,
    "autoResizeDimensions": dimensions.auto_resize_dimensions,
    "addDimensionGroup": groups.add_dimension_group,
    "deleteDimensionGroup": groups.delete_dimension_group,
    "updateDimensionGroup": groups.update_dimension_group,
    "createDeveloperMetadata": metadata.create_metadata,
    "updateDeveloperMetadata": metadata.update_metadata,
    "deleteDeveloperMetadata": metadata.delete_metadata,
    "addNamedRange": marks.add_named_range,
    "updateNamedRange": marks.update_named_range,
    "deleteNamedRange": marks.delete_named_range,
    "addProtectedRange": marks.add_protected_range,
    "updateProtectedRange": marks.update_protected_range,
    "deleteProtectedRange": marks.delete_protected_range,
    "setBasicFilter": filters.set_basic_filter,
    "clearBasicFilter": filters.clear_basic_filter,
    "addFilterView": filters.add_filter_view,
    "updateFilterView": filters.update_filter_view,
    "duplicateFilterView": filters.duplicate_filter_view,
    "deleteFilterView": filters.delete_filter_view,
    "addBanding": bandings.add_banding,
    "updateBanding": bandings.update_banding,
    "deleteBanding": bandings.delete_banding,
    "addConditionalFormatRule": rules.add_rule,
    "updateConditionalFormatRule": rules.update_rule,
    "deleteConditionalFormatRule": rules.delete_rule,
    "addChart": charts.add_chart,
    "updateChartSpec": charts.update_chart_spec,
    "updateEmbeddedObjectPosition": charts.update_position,
    "updateEmbeddedObjectBorder": charts.update_border,
    "deleteEmbeddedObject": charts.delete_object,
    "addTable": tables.add_table,
    "updateTable": tables.update_table,
    "deleteTable": tables.delete_table,
    "updateBorders": update_borders,
    "insertRange": spans.insert_range,
    "deleteRange": spans.delete_range,
    "deleteDuplicates": tidying.delete_duplicates,
    "trimWhitespace": tidying.trim_whitespace,
    "randomizeRange": tidying.randomize_range,
    "textToColumns": tidying.text_to_columns,
    "autoFill": fills.auto_fill,
    "pasteData": fills.paste_data,
    "mergeCells": marks.merge_cells,
    "unmergeCells": marks.unmerge_cells,
    "sortRange": sorting.sort_range,
    "copyPaste": pastes.copy_paste,
    "cutPaste": pastes.cut_paste,
    "findReplace": find_replace,
}
_ANSWERS_EMPTY = {
    *("deleteDimensionGroup", "deleteDeveloperMetadata", "findReplace"),
    *("deleteDuplicates", "trimWhitespace"),
}
MASKED = {
    "updateCells": "CellData",
    "repeatCell": "CellData",
    "appendCells": "CellData",
    "updateSheetProperties": "SheetProperties",
    "updateSpreadsheetProperties": "SpreadsheetProperties",
    "updateDimensionProperties": "DimensionProperties",
    "updateDimensionGroup": "DimensionGroup",
    "updateNamedRange": "NamedRange",
    "updateProtectedRange": "ProtectedRange",
    "updateDeveloperMetadata": "DeveloperMetadata",
    "updateFilterView": "FilterView",
    "updateBanding": "BandedRange",
    "updateTable": "Table",
    "updateEmbeddedObjectPosition": "OverlayPosition",
    "updateEmbeddedObjectBorder": "EmbeddedObjectBorder",
}
"""What the `fields` of an update select from."""


def batch_update(book: Book, body: Json) -> Json:
    """Apply a BatchUpdateSpreadsheetRequest to a working copy and answer it, one reply per request."""
    requests = body.get("requests") or []
    if not requests:
        raise invalid("Must specify at least one request.")
    replies = [_apply(book, place, request) for place, request in enumerate(requests)]
    return {"spreadsheetId": book.id, "replies": replies}


def _apply(book: Book, place: int, request: Json) -> Json:
    kinds = [name for name, given in request.items() if given is not None]
    if len(kinds) != 1:
        raise invalid(f"Invalid requests[{place}]: exactly one kind of request must be set.")
    kind = kinds[0]
    try:
        if kind in MASKED and request[kind].get("fields"):
            check_update_mask(parse_mask(request[kind]["fields"]), MASKED[kind])
        reply = KINDS[kind](book, request[kind])
    except Refusal as refusal:
        raise refusal.inside(f"requests[{place}].{kind}") from None
    return {kind: reply} if reply or kind in _ANSWERS_EMPTY else {}
