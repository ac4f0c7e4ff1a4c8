"""Looking back before a chunk is sent late or once more: whether it stands already, whether its rows are in place."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sheets_bridge.spreadsheet.areas import Area
from sheets_bridge.spreadsheet.cells import Cell
from sheets_bridge.spreadsheet.chunks import Line, Span, mismatched, stretches
from sheets_bridge.spreadsheet.layout import unsettled
from sheets_bridge.spreadsheet.probing import Places, refuse_moved_columns
from sheets_bridge.spreadsheet.reading import Block, read_titled


class Stands(Exception):
    """What was to be written stands in the sheet already."""


def look_back(places: Places, span: Span, at: Sequence[int], chunk: Sequence[Line]) -> None:
    """Read the rows of a chunk as they stand now; `at` are our columns, counted from the span's left. One read.

    Raises: Stands where it was carried out already; Unavailable where somebody moved its rows or our columns.
    """
    standing = places.standing
    header = Area(standing.sheet_id, standing.header_row - 1, standing.header_row, 0, standing.sheet.columns)
    areas = [span.area(stretch[0].row, stretch[-1].row) for stretch in stretches(chunk)]
    title, (head, *blocks) = read_titled(places.client, places.spreadsheet_id, [header, *areas])
    refuse_moved_columns(standing, head)
    if title != standing.sheet.title:
        # Rows are written by the title, and another tab may bear it by now.
        raise unsettled(standing.sheet.title)
    if not mismatched(chunk, {"responses": [{"updatedData": {"values": block}} for block in blocks]}, at):
        raise Stands
    if not all(_in_place(places, one, cells, at[-1]) for one, cells in _rows(chunk, blocks)):
        raise unsettled(standing.sheet.title)


def _rows(chunk: Sequence[Line], blocks: Sequence[Block]) -> Iterator[tuple[Line, Sequence[Cell]]]:
    for stretch, block in zip(stretches(chunk), blocks, strict=True):
        yield from zip_longest(stretch, block[: len(stretch)], fillvalue=())


def _in_place(places: Places, one: Line, cells: Sequence[Cell], id_at: int) -> bool:
    id_ = cells[id_at] if id_at < len(cells) else ""
    may_be_blank = one.row >= places.first_new or one.row in places.standing.blanked
    return id_ == one.id_ or (may_be_blank and id_ in (None, ""))
