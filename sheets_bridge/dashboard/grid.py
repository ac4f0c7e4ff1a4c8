"""A tab drawn at once: cells with their looks as requests of one batchUpdate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sheets_bridge.spreadsheet.areas import Area, Change

Entry = str | int | float | None
"""What is typed into a cell: text that begins with `=` is a formula."""

Colour = Mapping[str, float]


def colour(code: str) -> Colour:
    """A colour written `#1A73E8`."""
    parts = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return {name: round(part, 4) for name, part in zip(("red", "green", "blue"), parts, strict=True)}


@dataclass(frozen=True)
class Look:
    """How a cell looks. `pattern` shows its numbers; `kind` is what Sheets takes them for."""

    size: int = 10
    bold: bool = False
    ink: str = "#202124"
    paper: str = "#FFFFFF"
    align: str = "LEFT"
    pattern: str = ""
    kind: str = "NUMBER"
    wrap: bool = False

    def format(self) -> dict[str, Any]:
        """As a CellFormat."""
        letters = {"fontSize": self.size, "bold": self.bold, "foregroundColorStyle": {"rgbColor": colour(self.ink)}}
        return {
            "backgroundColorStyle": {"rgbColor": colour(self.paper)},
            "textFormat": letters,
            "horizontalAlignment": self.align,
            "verticalAlignment": "MIDDLE",
            "wrapStrategy": "WRAP" if self.wrap else "CLIP",
            **({"numberFormat": {"type": self.kind, "pattern": self.pattern}} if self.pattern else {}),
        }


@dataclass(frozen=True)
class Cell:
    """One cell; `span` columns and `tall` rows of it are merged."""

    row: int
    column: int
    entry: Entry
    look: Look = Look()
    note: str = ""
    span: int = 1
    tall: int = 1


@dataclass
class Drawing:
    """What is drawn on a tab, piece by piece."""

    cells: list[Cell] = field(default_factory=list)
    others: list[Change] = field(default_factory=list)
    """Requests that come after the cells: rules, pictures, sizes. They name the tab by `SHEET`."""

    def put(self, cells: Iterable[Cell]) -> None:
        """Add cells."""
        self.cells.extend(cells)


SHEET = -1
"""Stands for the number of the tab in requests, until it has one."""


def requests(drawing: Drawing, sheet_id: int, rows: int, paper: Area) -> list[Change]:
    """All of a drawing as requests. Two cells at one place are a mistake of ours."""
    placed = {(cell.row, cell.column): cell for cell in drawing.cells}
    assert len(placed) == len(drawing.cells)
    width = 1 + max(column for _, column in placed)
    blank = {"userEnteredFormat": Look().format()}
    lines = [
        {"values": [_cell(placed[row, at]) if (row, at) in placed else blank if _on(paper, row, at) else {}
                    for at in range(width)]}
        for row in range(rows)
    ]  # fmt: skip
    whole = {"start": {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0}, "rows": lines,
             "fields": "userEnteredValue,userEnteredFormat,note"}  # fmt: skip
    merges = [merge(sheet_id, cell) for cell in drawing.cells if cell.span > 1 or cell.tall > 1]
    return [{"updateCells": whole}, *merges, *(_named(one, sheet_id) for one in drawing.others)]


def _on(paper: Area, row: int, column: int) -> bool:
    """Whether a place is on the sheet of paper that is white."""
    return row < (paper.bottom or 0) and column < (paper.right or 0)


def value(entry: Entry) -> dict[str, Any]:
    """As an ExtendedValue; nothing for a blank."""
    if entry is None:
        return {}
    if isinstance(entry, str):
        return {"formulaValue" if entry.startswith("=") else "stringValue": entry}
    return {"numberValue": entry}


def merge(sheet_id: int, cell: Cell) -> Change:
    """The request that merges the cells of one."""
    where = Area(sheet_id, cell.row, cell.row + cell.tall, cell.column, cell.column + cell.span)
    return {"mergeCells": {"range": where.grid(), "mergeType": "MERGE_ALL"}}


def _cell(cell: Cell) -> dict[str, Any]:
    entered = value(cell.entry)
    return {
        **({"userEnteredValue": entered} if entered else {}),
        "userEnteredFormat": cell.look.format(),
        **({"note": cell.note} if cell.note else {}),
    }


def _named(told: Any, sheet_id: int) -> Any:
    """A request with the tab's number in it."""
    if isinstance(told, dict):
        return {
            key: sheet_id if key == "sheetId" and one == SHEET else _named(one, sheet_id) for key, one in told.items()
        }
    return [_named(one, sheet_id) for one in told] if isinstance(told, list) else told
