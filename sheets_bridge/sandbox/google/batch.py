"""`spreadsheets.batchUpdate`: requests in order, each on the state the one before left, all of them or none."""

from collections.abc import Callable

from . import cell_requests as cells
from . import dimension_requests as dimensions
from . import mark_requests as marks
from . import metadata_requests as metadata
from . import move_requests as moves
from . import tab_requests as tabs
from .book import Book
from .find_requests import find_replace
from .refusal import Refusal, invalid, malformed
from .sheet import Json

KINDS: dict[str, Callable[[Book, Json], Json]] = {
    "addSheet": tabs.add_sheet,
    "deleteSheet": tabs.delete_sheet,
    "duplicateSheet": tabs.duplicate_sheet,
    "updateSheetProperties": tabs.update_sheet_properties,
    "updateSpreadsheetProperties": tabs.update_spreadsheet_properties,
    "updateCells": cells.update_cells,
    "repeatCell": cells.repeat_cell,
    "appendCells": cells.append_cells,
    "setDataValidation": cells.set_data_validation,
    "insertDimension": dimensions.insert_dimension,
    "appendDimension": dimensions.append_dimension,
    "deleteDimension": dimensions.delete_dimension,
    "moveDimension": dimensions.move_dimension,
    "updateDimensionProperties": dimensions.update_dimension_properties,
    "autoResizeDimensions": dimensions.auto_resize_dimensions,
    "addDimensionGroup": dimensions.add_dimension_group,
    "deleteDimensionGroup": dimensions.delete_dimension_group,
    "createDeveloperMetadata": metadata.create_metadata,
    "updateDeveloperMetadata": metadata.update_metadata,
    "deleteDeveloperMetadata": metadata.delete_metadata,
    "addNamedRange": marks.add_named_range,
    "updateNamedRange": marks.update_named_range,
    "deleteNamedRange": marks.delete_named_range,
    "addProtectedRange": marks.add_protected_range,
    "updateProtectedRange": marks.update_protected_range,
    "deleteProtectedRange": marks.delete_protected_range,
    "setBasicFilter": marks.set_basic_filter,
    "clearBasicFilter": marks.clear_basic_filter,
    "mergeCells": marks.merge_cells,
    "unmergeCells": marks.unmerge_cells,
    "sortRange": moves.sort_range,
    "copyPaste": moves.copy_paste,
    "cutPaste": moves.cut_paste,
    "findReplace": find_replace,
}
_ANSWERS_EMPTY = {"deleteDimensionGroup", "deleteDeveloperMetadata", "findReplace"}


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
    if kind not in KINDS:
        where = f"requests[{place}]"
        text = f"Invalid JSON payload received. Unknown name \"{kind}\" at '{where}': Cannot find field."
        raise malformed(where, text)
    try:
        reply = KINDS[kind](book, request[kind])
    except Refusal as refusal:
        raise refusal.inside(f"requests[{place}].{kind}") from None
    return {kind: reply} if reply or kind in _ANSWERS_EMPTY else {}
