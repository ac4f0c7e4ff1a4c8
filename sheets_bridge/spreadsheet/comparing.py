"""What the cells of a whole tab come to, beside what its rows should come to."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace

from sheets_bridge.diff import FIRST_ROW
from sheets_bridge.model import Row
from sheets_bridge.spreadsheet.areas import Area, runs
from sheets_bridge.spreadsheet.cells import ENCODERS, Cell, digest
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.reading import Block, read
from sheets_bridge.spreadsheet.shape import ID, Shape
from sheets_bridge.spreadsheet.standing import Standing

BLOCK_ROWS = 40_000
"""Managed cells are read in blocks of this many rows: one answer then stays under some 20 MB."""

Encode = Callable[[str, Row], list[Cell]]
"""(id, row in the shape's columns) → the cells of `shape.ids`, in that order."""

_Cells = dict[int, Cell]
"""The managed cells of one row, by column."""


def read_cells(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> Standing:
    """A standing with all its managed cells taken in: one read more for each 40,000 rows.

    Rows below the last id are read as well, at most 40,000: their ids may have been blanked.
    """
    present = [standing.positions[id_] for id_ in standing.shape.ids if id_ in standing.positions]
    token = token_places(standing)
    digests: list[bytes] = []
    orphans: dict[int, bytes] = {}
    for row, cells in _rows(client, spreadsheet_id, standing):
        digests += [b""] * (row - FIRST_ROW - len(digests))  # rows that are blank altogether are left out
        digests.append(digest(cells.get(at, "") for at in present))
        key = [cells.get(at, "") for at in token]
        if not _id_of(standing, row) and any(cell not in ("", None) for cell in key):
            orphans[row] = digest(key)
    digests += [b""] * (len(standing.ids) - len(digests))
    return replace(standing, digests=digests, orphans=orphans)


def differing(standing: Standing, rows: Iterable[tuple[str, Row]]) -> set[str]:
    """The ids whose cells, as a full reading found them, are not what their rows of the store come to.

    Raises: ValueError for a standing that was not read in full.
    """
    if standing.digests is None:
        raise ValueError("not a full reading")
    digests: dict[str, bytes] = {}
    # A full reading may go further down than the last id.
    for id_, found in zip(standing.ids, standing.digests, strict=False):
        if id_:
            digests.setdefault(id_, found)
    encode = encoder(standing.shape)
    return {id_ for id_, row in rows if id_ in digests and digests[id_] != digest(encode(id_, row))}


def adopt(standing: Standing, rows: Iterable[tuple[str, Row]]) -> Standing:
    """A fully read standing in which rows without an id have it back where they are surely one of `rows`.

    Surely: all key columns agree, or, on a tab that does not show them all, every visible column. A row that stands
    already is no less read for want of its hidden id: such a copy of it gets the id too, and so counts as a double.
    """
    free: dict[bytes, list[int]] = {}
    for row, token in sorted(standing.orphans.items()):
        free.setdefault(token, []).append(row)
    if not free:
        return standing
    claims = _claims(standing, rows, free)
    found = {row: ids[min(n, len(ids) - 1)] for token, ids in claims.items() for n, row in enumerate(free[token])}
    return _with_ids(standing, found)


def _claims(standing: Standing, rows: Iterable[tuple[str, Row]], tokens: Container[bytes]) -> dict[bytes, list[str]]:
    """Token → the ids of its rows, those that stand nowhere first."""
    encode, known = encoder(standing.shape), set(standing.ids)
    places = [at for at, id_ in enumerate(standing.shape.ids) if id_ in _token_ids(standing.shape)]
    claims: dict[bytes, list[str]] = {}
    for id_, values in rows:
        cells = encode(id_, values)
        if (token := digest(cells[at] for at in places)) in tokens:
            claims.setdefault(token, []).append(id_)
    return {token: sorted(ids, key=known.__contains__) for token, ids in claims.items()}


def encoder(shape: Shape) -> Encode:
    """Turns (id, row) into the cells of the managed columns, the id last.

    One expression, put together from places and kinds only: a loop over the columns costs half as much again.
    """
    cell_of = {f"cell{at}": ENCODERS[column.kind] for at, column in enumerate(shape.columns)}
    cells = [f"'' if (value := row[{at}]) is None else {cell}(value)" for at, cell in enumerate(cell_of)]
    encode: Encode = eval(f"lambda id_, row: [{', '.join([*cells, 'id_'])}]", dict(cell_of))  # noqa: S307
    return encode


def _with_ids(standing: Standing, found: dict[int, str]) -> Standing:
    bottom = max([standing.last_row, *found])
    ids = [*standing.ids, *[""] * (bottom - FIRST_ROW + 1 - len(standing.ids))]
    for row, id_ in found.items():
        ids[row - FIRST_ROW] = id_
    return replace(standing, ids=ids, blanked=frozenset(found))


def _id_of(standing: Standing, row: int) -> str:
    at = row - FIRST_ROW
    return standing.ids[at] if at < len(standing.ids) else ""


def _token_ids(shape: Shape) -> tuple[str, ...]:
    """The columns, in the shape's order, that tell whose row it is without its id."""
    visible = tuple(id_ for id_ in shape.ids if id_ != ID)
    key = tuple(id_ for id_ in visible if id_ in shape.table.key)
    return key if len(key) == len(shape.table.key) else visible


def token_places(standing: Standing) -> list[int]:
    """Where the columns stand that tell whose row it is without its id.

    None at all where one is yet to be added: then no row is surely anybody's.
    """
    ids = _token_ids(standing.shape)
    return [standing.positions[id_] for id_ in ids] if standing.positions.keys() >= set(ids) else []


def _rows(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> Iterator[tuple[int, _Cells]]:
    spans = list(runs(sorted(standing.positions.values())))
    end = min(standing.last_row + BLOCK_ROWS, standing.sheet.rows + standing.headless)
    for top in range(standing.header_row, end, BLOCK_ROWS):
        bottom = min(top + BLOCK_ROWS, end)
        # Without its header row the sheet's rows stand one higher than they are counted.
        areas = [
            Area(standing.sheet_id, top - standing.headless, bottom - standing.headless, left, right + 1)
            for left, right in spans
        ]
        blocks = read(client, spreadsheet_id, areas)
        for offset in range(max(map(len, blocks))):
            yield top + offset + 1, _row(blocks, spans, offset)


def _row(blocks: Sequence[Block], spans: Sequence[tuple[int, int]], offset: int) -> _Cells:
    found: _Cells = {}
    for block, (left, _) in zip(blocks, spans, strict=True):
        if offset < len(block):
            found.update(enumerate(block[offset], left))
    return found
