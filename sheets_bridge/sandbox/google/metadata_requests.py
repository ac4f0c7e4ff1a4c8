"""batchUpdate requests about developer metadata: where a piece may be tied, and how it is changed."""

from .book import Book
from .lookups import matched_metadata, shown_metadata
from .masks import overlay
from .refusal import invalid
from .sheet import Json
from .tab_requests import required_mask

_NAMES = {"ROWS": "ROW", "COLUMNS": "COLUMN"}


def create_metadata(book: Book, request: Json) -> Json:
    """createDeveloperMetadata: visibility and one place (spreadsheet, tab, one row, one column) are mandatory."""
    wanted = request.get("developerMetadata") or {}
    if wanted.get("visibility") not in {"DOCUMENT", "PROJECT"}:
        raise invalid("developerMetadata.visibility: must be set to DOCUMENT or PROJECT.")
    if not wanted.get("metadataKey"):
        raise invalid("developerMetadata.metadataKey: must be set.")
    found: Json = {"metadataId": _metadata_id(book, wanted.get("metadataId")), "metadataKey": wanted["metadataKey"]}
    if wanted.get("metadataValue") is not None:
        found["metadataValue"] = wanted["metadataValue"]
    found |= {"location": _location(book, wanted.get("location") or {}), "visibility": wanted["visibility"]}
    book.metadata = [*book.metadata, found]
    return {"developerMetadata": shown_metadata(found)}


def _metadata_id(book: Book, wanted: int | None) -> int:
    if wanted is None:
        return book.new_id()
    if any(one["metadataId"] == wanted for one in book.metadata):
        raise invalid(f"developerMetadata.metadataId: {wanted} is already in use.")
    return wanted


def _location(book: Book, wanted: Json) -> Json:
    span = wanted.get("dimensionRange")
    if span is not None:
        return _dimension_location(book, span)
    if wanted.get("sheetId") is not None:
        return {"locationType": "SHEET", "sheetId": book.sheet(wanted["sheetId"]).id}
    if wanted.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    raise invalid("developerMetadata.location: must be set.")


def _dimension_location(book: Book, span: Json) -> Json:
    if span.get("dimension") not in _NAMES:
        raise invalid("developerMetadata.location.dimensionRange.dimension: must be set.")
    sheet = book.sheet(span.get("sheetId"))
    start, end = span.get("startIndex") or 0, span.get("endIndex")
    if end != start + 1:
        raise invalid("developerMetadata.location.dimensionRange: must cover exactly one row or column.")
    if end > sheet.size(span["dimension"]):
        raise invalid("developerMetadata.location.dimensionRange: is outside of the grid.")
    place = {"sheetId": sheet.id, "dimension": span["dimension"], "startIndex": start, "endIndex": end}
    return {"locationType": _NAMES[span["dimension"]], "dimensionRange": place}


def update_metadata(book: Book, request: Json) -> Json:
    """updateDeveloperMetadata: every piece the filters select takes the masked fields."""
    mask = required_mask(request) or {"metadataKey": {}, "metadataValue": {}, "visibility": {}, "location": {}}
    wanted = dict(request.get("developerMetadata") or {})
    if "location" in mask:
        wanted["location"] = _location(book, wanted.get("location") or {})
        mask = {**mask, "location": {}}
    filters = request.get("dataFilters") or []
    chosen = {one["metadataId"] for data_filter in filters for one in matched_metadata(book, data_filter)}
    if not chosen:
        raise invalid("No developer metadata matches the requested data filters.")
    book.metadata = [overlay(one, wanted, mask) if one["metadataId"] in chosen else one for one in book.metadata]
    changed = [shown_metadata(one) for one in book.metadata if one["metadataId"] in chosen]
    return {"developerMetadata": changed}


def delete_metadata(book: Book, request: Json) -> Json:
    """deleteDeveloperMetadata: every piece the filter selects."""
    gone = matched_metadata(book, request.get("dataFilter") or {})
    ids = {one["metadataId"] for one in gone}
    book.metadata = [one for one in book.metadata if one["metadataId"] not in ids]
    return {"deletedDeveloperMetadata": [shown_metadata(one) for one in gone]} if gone else {}
