"""Data filters: which developer metadata, and which cells, a filter of a request means."""

from typing import Any

from .a1 import Reach
from .book import Book, metadata_sheet
from .refusal import invalid
from .sheet import Json, Sheet

_PLAIN_FIELDS = ("metadataId", "metadataKey", "metadataValue", "visibility")


def matched_metadata(book: Book, data_filter: Json) -> list[Json]:
    """The developer metadata of the spreadsheet that a DataFilter selects."""
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is not None:
        return [one for one in book.metadata if _fits(one, lookup)]
    sheet, reach = filter_cells(book, data_filter)
    return [one for one in book.metadata if _touches(one, sheet, reach)]


def filter_cells(book: Book, data_filter: Json) -> tuple[Sheet, Reach]:
    """The cells of a DataFilter that names them outright (`a1Range` or `gridRange`)."""
    if data_filter.get("a1Range"):
        return book.resolve(data_filter["a1Range"])
    if data_filter.get("gridRange") is not None:
        return book.grid_range(data_filter["gridRange"])
    raise invalid("Must specify a data filter.")


def filter_ranges(book: Book, data_filter: Json) -> list[tuple[Sheet, Reach]]:
    """All cells a DataFilter means: those it names, or the row, column or tab of each metadata it selects."""
    if data_filter.get("developerMetadataLookup") is None:
        return [filter_cells(book, data_filter)]
    located = (_cells_of(book, one) for one in matched_metadata(book, data_filter))
    return [one for one in located if one is not None]


def _cells_of(book: Book, metadata: Json) -> tuple[Sheet, Reach] | None:
    sheet_id = metadata_sheet(metadata)
    if sheet_id is None:
        return None
    return book.sheet(sheet_id), _span_reach(metadata["location"].get("dimensionRange"))


def _span_reach(span: Json | None) -> Reach:
    if span is None:
        return Reach()
    start, end = span["startIndex"], span["endIndex"]
    return Reach(top=start, bottom=end) if span["dimension"] == "ROWS" else Reach(left=start, right=end)


def _fits(metadata: Json, lookup: Json) -> bool:
    for name in _PLAIN_FIELDS:
        wanted = lookup.get(name)
        if wanted is not None and metadata.get(name) != wanted:
            return False
    kind = lookup.get("locationType")
    if kind is not None and metadata["location"]["locationType"] != kind:
        return False
    place = lookup.get("metadataLocation")
    return place is None or _placed(metadata["location"], place, lookup.get("locationMatchingStrategy"))


def _placed(location: Json, place: Json, strategy: str | None) -> bool:
    """Whether metadata is at (`EXACT_LOCATION`) or overlaps (else, Google's default) the place asked for."""
    if strategy == "EXACT_LOCATION":
        return _place_key(location) == _place_key(place)
    if place.get("spreadsheet"):
        return True
    ours, theirs = _place_key(location), _place_key(place)
    if ours[0] is None or ours[0] != theirs[0]:
        return ours[0] is None
    if ours[1] is None or theirs[1] is None or ours[1] != theirs[1]:
        return True
    return bool(ours[2] < theirs[3] and theirs[2] < ours[3])


def _place_key(location: Json) -> tuple[Any, ...]:
    span = location.get("dimensionRange")
    if span is not None:
        return span.get("sheetId", 0), span.get("dimension"), span.get("startIndex", 0), span.get("endIndex", 0)
    if location.get("spreadsheet"):
        return None, None, 0, 0
    return location.get("sheetId", 0), None, 0, 0


def _touches(metadata: Json, sheet: Sheet, reach: Reach) -> bool:
    if metadata_sheet(metadata) != sheet.id:
        return False
    spot = _span_reach(metadata["location"].get("dimensionRange")).clip(sheet.grid.height, sheet.grid.width)
    area = reach.clip(sheet.grid.height, sheet.grid.width)
    rows = spot.top < area.bottom and area.top < spot.bottom
    return rows and spot.left < area.right and area.left < spot.right


def shown_metadata(metadata: Json) -> Json:
    """DeveloperMetadata as Google answers it; a dimension range leaves `sheetId` 0 out."""
    location = metadata["location"]
    span = location.get("dimensionRange")
    if span is None:
        return metadata
    shown = {name: value for name, value in span.items() if name != "sheetId" or value}
    return {**metadata, "location": {**location, "dimensionRange": shown}}


def search(book: Book, body: Json) -> Json:
    """The answer of `developerMetadata:search`: each piece once, with the filters that selected it."""
    filters = body.get("dataFilters") or []
    if not filters:
        raise invalid("Must specify at least one data filter.")
    found: dict[int, Json] = {}
    for data_filter in filters:
        for one in matched_metadata(book, data_filter):
            entry = found.setdefault(
                one["metadataId"],
                {"developerMetadata": shown_metadata(one), "dataFilters": []},
            )
            entry["dataFilters"].append(data_filter)
    return {"matchedDeveloperMetadata": list(found.values())} if found else {}
