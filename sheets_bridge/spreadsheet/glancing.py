"""Small tabs of ours looked at whole, several by one read, and touched cell by cell: what people tick is read here.

A tab that is not as it should be (deleted, half built, without a column of ours) is not touched: `commit` mends it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sheets_bridge.model import Row
from sheets_bridge.spreadsheet.areas import Area, Change
from sheets_bridge.spreadsheet.cells import Cell, same
from sheets_bridge.spreadsheet.comparing import encoder
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.layout import Layout, Sheet
from sheets_bridge.spreadsheet.reading import Block, read
from sheets_bridge.spreadsheet.shape import ID, LAYOUT_VERSION, Shape
from sheets_bridge.spreadsheet.standing import HEAD_ROWS
from sheets_bridge.spreadsheet.writer import NOBODY, Signed

MOST_ROWS = 2000
"""A tab whose rows of ours stand further down is not small any more."""


@dataclass(frozen=True)
class Glance:
    """A tab as one reading found it."""

    shape: Shape
    sheet: Sheet
    labels: Mapping[str, str]
    """What stands in the header above each of our columns: a person may have relabelled one."""
    rows: Mapping[str, int]
    """Id → its row, counted from 0."""
    cells: Mapping[str, Mapping[str, Cell]]
    """Id → column id → what stands there."""
    signed: Signed = NOBODY
    """Who wrote the spreadsheet last, as the layout had it."""
    read_at: float = field(default=0.0, compare=False)

    def sure(self, before: "Glance | None") -> bool:
        """Whether a layout of some time ago still holds: each column has the header that it had when it was `before`,
        or one that shows whose it is, and no row has left the grid that the layout knows."""
        if before is None:
            return all(label.strip() in self.shape.texts(id_) for id_, label in self.labels.items())
        return self.labels == before.labels and self.rows.keys() >= before.rows.keys()


class Touch(NamedTuple):
    """One cell that shall hold something else."""

    glance: Glance
    id_: str
    column: str
    cell: Cell


def glance(
    client: GoogleClient, spreadsheet_id: str, layout: Layout, wanted: Sequence[tuple[Shape, int | None]], at: float
) -> list[Glance | None]:
    """The tabs of some shapes, each with the sheet id that is remembered of it. One read, none where none stands.

    None for a tab that cannot be touched. Raises: Unavailable where the grids are not as the layout has them.
    """
    found = [_touchable(layout, shape, remembered) for shape, remembered in wanted]
    standing = [sheet for sheet in found if sheet is not None]
    blocks = iter(read(client, spreadsheet_id, list(map(_area, standing))) if standing else ())
    seen = [
        _understood(shape, sheet, next(blocks)) if sheet else None
        for (shape, _), sheet in zip(wanted, found, strict=True)
    ]
    return [replace(one, signed=layout.signed, read_at=at) if one else None for one in seen]


def differing(seen: Glance, rows: Mapping[str, Row]) -> list[Touch] | None:
    """The cells that are not what the rows come to; None where other rows stand than these."""
    if seen.rows.keys() != rows.keys():
        return None
    encode = encoder(seen.shape)
    cells = {id_: dict(zip(seen.shape.ids, encode(id_, row), strict=True)) for id_, row in rows.items()}
    return [
        Touch(seen, id_, column, cell)
        for id_, wanted in cells.items()
        for column, cell in wanted.items()
        if not same([cell], [seen.cells[id_][column]])
    ]


def requests(touches: Iterable[Touch]) -> Iterator[Change]:
    """What brings the cells about: their values alone, so that formats and boxes stay."""
    for seen, id_, column, cell in touches:
        row, at = seen.rows[id_], seen.sheet.positions[column]
        value = {} if cell in ("", None) else {"userEnteredValue": {_kind(cell): cell}}
        place = Area(seen.sheet.sheet_id, row, row + 1, at, at + 1).grid()
        yield {"updateCells": {"range": place, "rows": [{"values": [value]}], "fields": "userEnteredValue"}}


def _kind(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "boolValue"
    return "stringValue" if isinstance(cell, str) else "numberValue"


def _touchable(layout: Layout, shape: Shape, remembered: int | None) -> Sheet | None:
    sheet = layout.find(shape, remembered)
    if sheet is None or sheet.mark is None:
        return None
    whole = not sheet.mark.loading and sheet.mark.layout >= LAYOUT_VERSION
    ours = set(sheet.mark.columns) == set(sheet.positions) == set(shape.ids)
    return sheet if whole and ours else None


def _area(sheet: Sheet) -> Area:
    return Area(sheet.sheet_id, 0, min(sheet.rows, MOST_ROWS), 0, sheet.columns)


def _understood(shape: Shape, sheet: Sheet, block: Block) -> Glance | None:
    """The tab, where its header is there and no id stands twice."""
    head = next((n for n, row in enumerate(block[:HEAD_ROWS]) if _cell(row, sheet.positions[ID]) == ID), None)
    if head is None:
        return None
    labels = {id_: str(_cell(block[head], place)) for id_, place in sheet.positions.items()}
    ids = [(str(_cell(row, sheet.positions[ID])), n) for n, row in enumerate(block) if n > head]
    named = [(id_, n) for id_, n in ids if id_]
    cells = {id_: {column: _cell(block[n], place) for column, place in sheet.positions.items()} for id_, n in named}
    return Glance(shape, sheet, labels, dict(named), cells) if len(cells) == len(named) else None


def _cell(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else ""
