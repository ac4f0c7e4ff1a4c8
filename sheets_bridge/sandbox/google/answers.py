"""What `spreadsheets.get` shows of a spreadsheet, built only as far as the field mask asks for it."""

from collections.abc import Callable, Iterator
from typing import Any

from .a1 import Area, Reach
from .book import Book, metadata_sheet
from .cells import Formula, Value, result
from .display import formatter_of
from .looks import Look, link, merged
from .lookups import shown_metadata
from .masks import Mask, below, select, wants
from .protection import may_edit
from .reading import clip
from .refusal import invalid
from .sheet import Json, Sheet, shown_range
from .ties import shown as shown_ties

ROW_PIXELS = 21
COLUMN_PIXELS = 100
_URL = "https://docs.google.com/spreadsheets/d/{}/edit"


def spreadsheet(book: Book, mask: Mask, reaches: list[tuple[Sheet, Reach]], with_data: bool) -> Json:
    """The Spreadsheet object; with `reaches` only the tabs they lie on, and of their data only those cells."""
    found: Json = {}
    if wants(mask, "spreadsheetId"):
        found["spreadsheetId"] = book.id
    if wants(mask, "properties"):
        found["properties"] = select(book.properties, below(mask, "properties"))
    if wants(mask, "sheets"):
        found["sheets"] = list(_sheets(book, below(mask, "sheets"), reaches, with_data))
    if wants(mask, "namedRanges") and book.named_ranges:
        found["namedRanges"] = select([_shown_named(one) for one in book.named_ranges], below(mask, "namedRanges"))
    if wants(mask, "spreadsheetUrl"):
        found["spreadsheetUrl"] = _URL.format(book.id)
    own = [one for one in book.metadata if metadata_sheet(one) is None]
    if wants(mask, "developerMetadata") and own:
        found["developerMetadata"] = select(own, below(mask, "developerMetadata"))
    return found


def _shown_named(named: Json) -> Json:
    return {**named, "range": shown_range(named["range"])}


def _sheets(book: Book, mask: Mask, reaches: list[tuple[Sheet, Reach]], with_data: bool) -> Iterator[Json]:
    for index, sheet in enumerate(book.sheets):
        areas = [clip(sheet, reach) for one, reach in reaches if one.id == sheet.id]
        if reaches and not areas:
            continue
        found = select(sheet_parts(book, sheet, index), mask) if mask != {"data": {}} else {}
        if with_data and wants(mask, "data"):
            whole = [Area(0, 0, sheet.grid.height, sheet.grid.width)]
            inner = below(mask, "data")
            found["data"] = [_grid_data(book, sheet, area, inner) for area in areas or whole]
        yield found


def sheet_parts(book: Book, sheet: Sheet, index: int) -> Json:
    """A Sheet without its cells; what is empty is left out."""
    own = [one for one in book.metadata if _on_sheet(one, sheet)]
    parts: Json = {
        "merges": [shown_range(one) for one in sheet.merges],
        "protectedRanges": [shown_protected(one, book) for one in sheet.protected],
        "basicFilter": sheet.basic_filter and shown_filter(sheet.basic_filter),
        "rowGroups": [_shown_group(one) for one in sheet.row_groups],
        "columnGroups": [_shown_group(one) for one in sheet.column_groups],
        "filterViews": shown_ties(sheet.filter_views),
        "bandedRanges": shown_ties(sheet.bandings),
        "conditionalFormats": shown_ties(sheet.rules),
        "charts": [shown_chart(one) for one in sheet.charts],
        "tables": [shown_table(one) for one in sheet.tables],
        "developerMetadata": own,
    }
    shown = {name: value for name, value in parts.items() if value}
    return {"properties": sheet.properties(index), **shown}


def _on_sheet(metadata: Json, sheet: Sheet) -> bool:
    return metadata["location"]["locationType"] == "SHEET" and metadata_sheet(metadata) == sheet.id


def shown_protected(protected: Json, book: Book) -> Json:
    """A ProtectedRange as Google answers it; whether the caller may edit it is part of that."""
    own = {**protected, "requestingUserCanEdit": may_edit(protected, book)}
    if "editors" in own:
        own["editors"] = {name: who for name, who in own["editors"].items() if who}
    kept = {name: value for name, value in own.items() if value not in (None, False, [])}
    found: Json = shown_ties(kept)
    return found


def shown_chart(chart: Json) -> Json:
    """An EmbeddedChart as Google answers it: a tab of its own is named even where its id is 0."""
    found: Json = {**shown_ties(chart), "position": shown_position(chart["position"])}
    return found


def shown_position(position: Json) -> Json:
    """An EmbeddedObjectPosition; zero places of the anchor are left out."""
    overlay = position.get("overlayPosition")
    if overlay is None:
        return position
    anchor = {name: at for name, at in overlay["anchorCell"].items() if at}
    return {"overlayPosition": {**overlay, "anchorCell": anchor}}


def shown_table(table: Json) -> Json:
    """A Table; the first column's index, 0, is left out."""
    columns = [{name: one for name, one in column.items() if one} for column in table["columnProperties"]]
    found: Json = {**shown_ties(table), "columnProperties": columns}
    return found


def shown_filter(found: Json) -> Json:
    """A BasicFilter as Google answers it."""
    return {**found, "range": shown_range(found["range"])}


def _shown_group(group: Json) -> Json:
    return {**group, "range": shown_range(group["range"])}


# cells


def _grid_data(book: Book, sheet: Sheet, area: Area, mask: Mask) -> Json:
    found: Json = {}
    if area.top and wants(mask, "startRow"):
        found["startRow"] = area.top
    if area.left and wants(mask, "startColumn"):
        found["startColumn"] = area.left
    if wants(mask, "rowData"):
        rows = list(_row_data(book, sheet, area, below(mask, "rowData", "values") if mask else {}))
        found |= {"rowData": rows} if rows else {}
    if wants(mask, "rowMetadata"):
        found["rowMetadata"] = _dimension(book, sheet, "ROWS", area.top, area.bottom, below(mask, "rowMetadata"))
    if wants(mask, "columnMetadata"):
        inner = below(mask, "columnMetadata")
        found["columnMetadata"] = _dimension(book, sheet, "COLUMNS", area.left, area.right, inner)
    return found


def _row_data(book: Book, sheet: Sheet, area: Area, mask: Mask) -> Iterator[Json]:
    """Rows of cells; empty ends of rows, and empty rows at the end, are left out."""
    sheet = book.worked(sheet)
    looks = [sheet.grid.looks[column].spread(area.top, area.bottom) for column in range(area.left, area.right)]
    waiting = 0
    for place in range(area.height):
        cells = [
            _cell(book, sheet.grid.value(area.top + place, area.left + at), looks[at][place], mask)
            for at in range(area.width)
        ]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            waiting += 1
            continue
        yield from ({} for _ in range(waiting))
        waiting = 0
        yield {"values": cells}


def _cell(book: Book, value: Value, look: Look, mask: Mask) -> Json:
    if value is None and look is None:
        return {}
    found: Json = {}
    for name, build in _CELL_PARTS.items():
        if wants(mask, name):
            part = build(book, value, look)
            if part not in (None, {}, ""):
                found[name] = select(part, below(mask, name))
    return found


def _entered(_: Book, value: Value, __: Look) -> Json | None:
    if isinstance(value, Formula):
        return {"formulaValue": value.text} if value.text else None
    return extended(value)


def _effective(_: Book, value: Value, __: Look) -> Json | None:
    if isinstance(value, Formula) and value.error:
        return {"errorValue": {"type": value.error, "message": f"Formula parse error ({value.text})"}}
    return extended(result(value))


def extended(value: Any) -> Json | None:
    """A plain value as an ExtendedValue."""
    if value is None:
        return None
    if isinstance(value, bool):
        return {"boolValue": value}
    return {"stringValue": value} if isinstance(value, str) else {"numberValue": value}


def _formatted(book: Book, value: Value, look: Look) -> str | None:
    return None if value is None else formatter_of(look, book.locale)(value)


def _effective_format(book: Book, _: Value, look: Look) -> Json:
    own = (look or {}).get("userEnteredFormat", {})
    return merged(book.properties["defaultFormat"], own)


def _own(name: str) -> Callable[[Book, Value, Look], Any]:
    return lambda _book, _value, look: (look or {}).get(name)


_CELL_PARTS: dict[str, Callable[[Book, Value, Look], Any]] = {
    "userEnteredValue": _entered,
    "effectiveValue": _effective,
    "formattedValue": _formatted,
    "userEnteredFormat": _own("userEnteredFormat"),
    "effectiveFormat": _effective_format,
    "hyperlink": lambda _book, _value, look: link(look),
    "note": _own("note"),
    "dataValidation": _own("dataValidation"),
    "textFormatRuns": _own("textFormatRuns"),
}
STORED_PARTS = {"userEnteredFormat", "note", "dataValidation", "textFormatRuns"}


def _dimension(book: Book, sheet: Sheet, dimension: str, start: int, end: int, mask: Mask) -> list[Json]:
    grid = sheet.grid
    runs, pixels = (grid.row_props, ROW_PIXELS) if dimension == "ROWS" else (grid.column_props, COLUMN_PIXELS)
    shown = []
    for length, props in runs.pieces(start, end):
        shown.extend([select({"pixelSize": pixels, **(props or {})}, mask)] * length)
    if wants(mask, "developerMetadata"):
        inner = below(mask, "developerMetadata")
        for place, tied in _tied(book, sheet, dimension).items():
            if start <= place < end:
                shown[place - start] = {**shown[place - start], "developerMetadata": select(tied, inner)}
    return shown


def _tied(book: Book, sheet: Sheet, dimension: str) -> dict[int, list[Json]]:
    """The metadata of single rows or columns, by their index."""
    tied: dict[int, list[Json]] = {}
    for one in book.metadata:
        span = one["location"].get("dimensionRange")
        if span and span["dimension"] == dimension and metadata_sheet(one) == sheet.id:
            tied.setdefault(span["startIndex"], []).append(shown_metadata(one))
    return tied


def check_ranges(book: Book, texts: list[str]) -> list[tuple[Sheet, Reach]]:
    """The tabs and cells of the `ranges` of a get."""
    if any(not text for text in texts):
        raise invalid("Unable to parse range: ")
    return [book.resolve(text) for text in texts]
