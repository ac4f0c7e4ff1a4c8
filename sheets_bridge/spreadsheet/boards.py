"""A tab drawn once, which formulas keep alive: found by its mark, drawn by one batch, its broken formulas mended."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sheets_bridge.messages import Message, say
from sheets_bridge.spreadsheet import shape as looks
from sheets_bridge.spreadsheet.areas import Area, Change
from sheets_bridge.spreadsheet.building import allowed, change, free_id, free_title
from sheets_bridge.spreadsheet.cells import Cell
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.layout import Layout, Sheet
from sheets_bridge.spreadsheet.reading import read
from sheets_bridge.spreadsheet.roles import Role, colour, place
from sheets_bridge.spreadsheet.writer import Writer, signature

_BROKEN = "#REF!"
"""What Google puts where a formula's range was, once that is gone."""


@dataclass(frozen=True)
class Anchor:
    """The one formula of a column that names other tabs; rows and columns count from 0."""

    row: int
    column: int
    entry: str
    pending: bool = False
    """Whether what it is to name does not stand yet."""


@dataclass(frozen=True)
class Board:
    """A tab to draw; `title` is also its lasting name in our mark.

    `draw` gives all its requests for the number its sheet gets.
    """

    title: str
    kind: str
    rows: int
    columns: int
    draw: Callable[[int], list[Change]]
    anchors: Mapping[str, Anchor]
    role: Role
    frozen: int = 0
    """Rows that stay in sight."""


def build(
    client: GoogleClient, spreadsheet_id: str, layout: Layout, board: Board, mark: Writer | None
) -> list[Message]:
    """Draw a tab that is not there. One write, all or nothing. Returns notes for its people.

    Raises: DataRejected above Google's cell limit.
    """
    allowed(layout, board.title, board.rows * board.columns)
    sheet_id = free_id(layout)
    title, taken = free_title(board.title, layout, sheet_id)
    also = [signature(mark, layout.signed)] if mark else []
    change(client, spreadsheet_id, [
        _sheet(board, layout, sheet_id, title),
        looks.metadata(looks.BOARD_KEY, _mark(board), {"sheetId": sheet_id}),
        *(looks.column_mark(sheet_id, id_, anchor.column) for id_, anchor in board.anchors.items()),
        *board.draw(sheet_id),
        *also,
    ])  # fmt: skip
    told = say("A tab of yours is called {wanted}, so ours is called {title}.", wanted=board.title, title=title)
    return [told] if taken else []


def mend(client: GoogleClient, spreadsheet_id: str, board: Board, sheet: Sheet) -> int:
    """Write anew those formulas of ours that lost what they named, or waited for it; how many.

    One read, at most one write. Each is the first formula of the column that bears its mark, wherever people moved it.
    Nothing else is touched.
    """
    marked = [(id_, sheet.positions[id_]) for id_ in board.anchors if id_ in sheet.positions]
    areas = [Area(sheet.sheet_id, 0, sheet.rows, at, at + 1) for _, at in marked]
    found = read(client, spreadsheet_id, areas, formulas=True) if areas else []
    changes = [
        _written(Area(sheet.sheet_id, row, row + 1, at, at + 1), board.anchors[id_].entry)
        for (id_, at), block in zip(marked, found, strict=True)
        for row, text in _first_formula(block)
        if _wants(text, board.anchors[id_])
    ]
    if changes:
        change(client, spreadsheet_id, changes)
    return len(changes)


def _first_formula(block: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, str]]:
    texts = ((row, cells[0]) for row, cells in enumerate(block) if cells)
    first = next(((row, text) for row, text in texts if isinstance(text, str) and text.startswith("=")), None)
    if first is not None:
        yield first


def _wants(text: str, anchor: Anchor) -> bool:
    waits = text == '=""'
    return not anchor.pending and (waits or _BROKEN in text)


def _written(where: Area, formula: str) -> Change:
    rows = [{"values": [{"userEnteredValue": {"formulaValue": formula}}]}]
    return {"updateCells": {"range": where.grid(), "rows": rows, "fields": "userEnteredValue"}}


def _sheet(board: Board, layout: Layout, sheet_id: int, title: str) -> Change:
    grid = {"rowCount": board.rows, "columnCount": board.columns, "hideGridlines": True, "frozenRowCount": board.frozen}
    stands = {"index": place(layout.roles, board.role), "tabColorStyle": colour(board.role)}
    properties = {"sheetId": sheet_id, "title": title, **stands, "gridProperties": grid}
    return {"addSheet": {"properties": properties}}


def _mark(board: Board) -> str:
    told = {"tab": board.title, "table": board.kind, "layout": looks.LAYOUT_VERSION, "columns": list(board.anchors),
            "role": board.role.name}  # fmt: skip
    return json.dumps(told, ensure_ascii=False)
