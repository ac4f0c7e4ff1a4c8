"""A tab as its readers see it, and what hands can do to it; everything goes through the Sheets API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spreadsheet_bench import TABLE

TAB_KEY, COLUMN_KEY = "sheets_bridge.tab", "sheets_bridge.column"
COLUMNS = (*(column.id for column in TABLE.columns), "_id")
LABELS = {column.id: column.ko for column in TABLE.columns} | {"_id": "_id"}


@dataclass(frozen=True)
class View:
    """One tab at one moment. Rows and columns are counted from 0."""

    sheet_id: int
    rows: Sequence[Sequence[object]]
    height: int
    width: int
    places: Mapping[str, int]
    """Our columns → where they stand."""
    names: Mapping[str, str] = field(repr=False)
    """Row id → order number, of every order there ever was."""

    def cell(self, row, column):
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column is not None and column < len(cells) else ""

    def ours(self, row):
        """Our cells of a row, None for a column that is not there."""
        return tuple(self.cell(row, self.places[id_]) if id_ in self.places else None for id_ in COLUMNS)

    def blank(self, row):
        """Whether nothing of ours stands in a row."""
        return all(cell in ("", None) for cell in self.ours(row))

    def whose(self, row):
        """The order a row belongs to, None if that can not be told: its id says it, else all its key columns."""
        id_, *key = (self.cell(row, self.places.get(column)) for column in ("_id", *TABLE.key))
        if row == self.header:
            return None
        if id_:
            return self.names.get(id_)
        return key[-1] if key[:-1] == ["mymall", 1] and key[-1] in self.names.values() else None

    @cached_property
    def header(self):
        """The row of our header, None where somebody deleted it."""
        for row in range(len(self.rows)):
            if any(self.cell(row, at) == LABELS[id_] for id_, at in self.places.items()):
                return row
        return None

    @property
    def body(self):
        """The first row below the header."""
        return 0 if self.header is None else self.header + 1

    @cached_property
    def data(self):
        """The rows of orders."""
        return [row for row in range(len(self.rows)) if self.whose(row) is not None]

    @property
    def own(self):
        """Columns of people's own."""
        return [column for column in range(self.width) if column not in self.places.values()]


class Sheets:
    """The spreadsheet under somebody's hands."""

    def __init__(self, person):
        self.person = person

    def all(self):
        """The sheets, each with properties, filter and metadata."""
        return self.person.ask("GET", "")["sheets"]

    def cells(self, *sheet_ids):
        """All cells of tabs by their id, formulas as they are written."""
        asked = {
            "dataFilters": [{"gridRange": {"sheetId": one}} for one in sheet_ids],
            "valueRenderOption": "FORMULA",
        }
        told = self.person.ask("POST", "/values:batchGetByDataFilter", asked)["valueRanges"]
        return {id_: one["valueRange"].get("values", []) for id_, one in zip(sheet_ids, told, strict=True)}

    def places(self, sheet_id, rows):
        """Where our columns stand by their marks, or by their labels where they have none."""
        lookup = {"developerMetadataLookup": {"metadataKey": COLUMN_KEY}}
        told = self.person.ask("POST", "/developerMetadata:search", {"dataFilters": [lookup]})
        marks = [one["developerMetadata"] for one in told.get("matchedDeveloperMetadata", ())]
        spans = [(mark["metadataValue"], mark["location"]["dimensionRange"]) for mark in marks]
        found = {id_: span.get("startIndex", 0) for id_, span in spans if span.get("sheetId", 0) == sheet_id}
        for id_ in (id_ for id_ in COLUMNS if id_ not in found):
            at = next((cells.index(LABELS[id_]) for cells in rows if LABELS[id_] in cells), None)
            found |= {} if at is None else {id_: at}
        return found

    def do(self, *changes):
        return self.person.do(*changes)

    def write(self, sheet_id, row, column, *cells):
        """Type cells beside each other."""
        place = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
        values = [{"userEnteredValue": _entered(cell)} if cell != "" else {} for cell in cells]
        self.do({"updateCells": {"start": place, "rows": [{"values": values}], "fields": "userEnteredValue"}})

    def insert(self, sheet_id, dimension, at):
        span = {"sheetId": sheet_id, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
        self.do({"insertDimension": {"range": span, "inheritFromBefore": at > 0}})

    def delete(self, sheet_id, dimension, at):
        span = {"sheetId": sheet_id, "dimension": dimension, "startIndex": at, "endIndex": at + 1}
        self.do({"deleteDimension": {"range": span}})

    def move(self, sheet_id, column, to):
        source = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
        self.do({"moveDimension": {"source": source, "destinationIndex": to}})

    def mark_column(self, sheet_id, id_, at):
        span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
        self.mark(COLUMN_KEY, id_, {"dimensionRange": span})

    def mark(self, key, value, location):
        told = {"metadataKey": key, "metadataValue": value, "location": location, "visibility": "DOCUMENT"}
        self.do({"createDeveloperMetadata": {"developerMetadata": told}})


def _entered(cell):
    if isinstance(cell, (int, float)):
        return {"numberValue": cell}
    return {"formulaValue": cell} if cell.startswith("=") else {"stringValue": cell}
