"""A tab with its cells, from Google's Sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sheets_bridge.spreadsheet.areas import Area, area
from sheets_bridge.spreadsheet.snapshots.charts import PlacedChart, chart
from sheets_bridge.spreadsheet.snapshots.looks import Look, colour, look
from sheets_bridge.spreadsheet.snapshots.rules import Rule, Scale, rules

ROW_PIXELS, COLUMN_PIXELS = 21, 100
"""What Google gives a row and a column that nobody sized."""
_ERRORS = {
    "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!", "REF": "#REF!", "NAME": "#NAME?",
    "NUM": "#NUM!", "N_A": "#N/A", "LOADING": "Loading...",
}  # fmt: skip
_VALUES = ("numberValue", "stringValue", "boolValue")

Value = str | float | bool
"""What a cell shows: "" where it is blank; days and moments are numbers; an error is the text that it shows."""


@dataclass(frozen=True)
class Spot:
    """One cell."""

    value: Value
    look: Look
    note: str = ""


@dataclass(frozen=True)
class Place:
    """A row or a column."""

    pixels: int
    hidden: bool = False


class Box(NamedTuple):
    """Half-open spans of rows and columns, closed at the ends of a grid."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True)
class Snapshot:
    """A tab as it stood. Rows end with their last cell that holds something or has a look."""

    sheet_id: int
    title: str
    spots: tuple[tuple[Spot, ...], ...]
    rows: tuple[Place, ...]
    columns: tuple[Place, ...]
    merges: tuple[Area, ...] = ()
    rules: tuple[Rule | Scale, ...] = ()
    charts: tuple[PlacedChart, ...] = ()
    colour: str = ""
    frozen: tuple[int, int] = (0, 0)
    """Rows and columns that stay in sight."""
    lined: bool = True
    """Whether lines are seen between cells."""

    def value(self, row: int, column: int) -> Value:
        """What a cell shows; "" off the grid."""
        cells = self.spots[row] if 0 <= row < len(self.spots) else ()
        return cells[column].value if 0 <= column < len(cells) else ""

    def look(self, row: int, column: int) -> Look:
        """How a cell looks."""
        cells = self.spots[row] if 0 <= row < len(self.spots) else ()
        return cells[column].look if 0 <= column < len(cells) else Look()

    def closed(self, where: Area) -> Box:
        """An area of this tab with its open ends at the grid's."""
        bottom = len(self.rows) if where.bottom is None else where.bottom
        right = len(self.columns) if where.right is None else where.right
        return Box(where.top, bottom, where.left, right)


def understand(told: Mapping[str, Any]) -> Snapshot:
    """A snapshot from a Sheet whose whole grid was asked for. Pure."""
    properties = told["properties"]
    data: Mapping[str, Any] = next(iter(told.get("data", ())), {})
    grid = properties.get("gridProperties", {})
    looks: dict[Look, Look] = {}
    return Snapshot(
        properties.get("sheetId", 0),
        properties["title"],
        tuple(tuple(_spot(cell, looks) for cell in row.get("values", ())) for row in data.get("rowData", ())),
        _places(data.get("rowMetadata", ()), ROW_PIXELS),
        _places(data.get("columnMetadata", ()), COLUMN_PIXELS),
        tuple(map(area, told.get("merges", ()))),
        tuple(rules(told.get("conditionalFormats", ()))),
        tuple(_charts(told.get("charts", ()))),
        colour(properties, "tabColor"),
        (grid.get("frozenRowCount", 0), grid.get("frozenColumnCount", 0)),
        not grid.get("hideGridlines", False),
    )


def _spot(told: Mapping[str, Any], looks: dict[Look, Look]) -> Spot:
    seen = look(told.get("effectiveFormat"))
    # Cells that look alike share one look: there are thousands of cells and a few looks.
    return Spot(_value(told.get("effectiveValue", {})), looks.setdefault(seen, seen), told.get("note", ""))


def _value(told: Mapping[str, Any]) -> Value:
    if "errorValue" in told:
        return _ERRORS.get(told["errorValue"].get("type", ""), "#ERROR!")
    found: Value = next((told[name] for name in _VALUES if name in told), "")
    return found


def _places(told: Sequence[Mapping[str, Any]], usual: int) -> tuple[Place, ...]:
    return tuple(
        Place(one.get("pixelSize", usual), one.get("hiddenByUser", False) or one.get("hiddenByFilter", False))
        for one in told
    )


def _charts(told: Sequence[Mapping[str, Any]]) -> Iterator[PlacedChart]:
    return filter(None, map(chart, told))
