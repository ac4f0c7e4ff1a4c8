"""Whether a person wrote beside our rows: one rule for rows that go and for room below the last.

A formula filled down a column (the cell above or below it is a formula as well) belongs to the row it stands in: it
computes from that row, is made again by dragging, and goes with it. Were it kept, a tab with `keep:` would gather a
blank row for each day's orders for ever. Anything else that is not blank is a person's writing, a lone formula too.
"""

from collections.abc import Container, Sequence

from sheets_bridge.spreadsheet.cells import Cell


def is_blank(cell: Cell) -> bool:
    """Whether nobody wrote a cell; an unticked checkbox is dragged down whole columns and says nothing."""
    return cell in (None, "") or cell is False


def somebody_wrote(block: Sequence[Sequence[Cell]], row: int, ours: Container[int]) -> bool:
    """Whether a person wrote in a row of a block read as formulas, outside the columns of ours."""
    cells = block[row] if row < len(block) else ()
    return any(
        not is_blank(cell) and not _filled_down(block, row, at) for at, cell in enumerate(cells) if at not in ours
    )


def _filled_down(block: Sequence[Sequence[Cell]], row: int, at: int) -> bool:
    if not _is_formula(block, row, at):
        return False
    return (row > 0 and _is_formula(block, row - 1, at)) or _is_formula(block, row + 1, at)


def _is_formula(block: Sequence[Sequence[Cell]], row: int, at: int) -> bool:
    cells = block[row] if row < len(block) else ()
    cell = cells[at] if at < len(cells) else ""
    return isinstance(cell, str) and cell.startswith("=")
