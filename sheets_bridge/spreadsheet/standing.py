"""A tab as it stands: where its columns are and whose row is where."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sheets_bridge.diff import FIRST_ROW
from sheets_bridge.errors import DataRejected
from sheets_bridge.messages import say
from sheets_bridge.model import Row
from sheets_bridge.spreadsheet.areas import Area, plain, runs
from sheets_bridge.spreadsheet.cells import ENCODERS, Cell, digest
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.layout import Layout, Mark, Sheet
from sheets_bridge.spreadsheet.reading import Block, column_of, read
from sheets_bridge.spreadsheet.shape import ID, Shape

HEAD_ROWS = 5
"""A person may put a few rows above our header; it is looked for this far down."""

BLOCK_ROWS = 40_000
"""Managed cells are read in blocks of this many rows: one answer then stays under some 20 MB."""


Encode = Callable[[str, Row], list[Cell]]
"""(id, row in the shape's columns) → the cells of `shape.ids`, in that order."""


@dataclass(frozen=True)
class Standing:
    """A tab of ours as one reading found it. Row numbers are the sheet's, columns count from 0."""

    shape: Shape
    layout: Layout
    sheet: Sheet
    positions: Mapping[str, int]
    """Managed column id → where it stands; what is yet to be added is missing."""
    mark: Mark
    ids: Sequence[str] = ()
    """The id of each row from row 2 to the last of ours, "" where a row is nobody's."""
    header_row: int = 1
    digests: Sequence[bytes] | None = field(default=None, repr=False)
    """After a full reading: what our cells of each row come to."""

    @property
    def sheet_id(self) -> int:
        """Google's lasting number of the sheet; worth remembering."""
        return self.sheet.sheet_id

    @property
    def provisional(self) -> bool:
        """Whether its first load is not over: hidden under a provisional title until `show`."""
        return self.mark.loading

    @property
    def rewrite(self) -> bool:
        """Whether every row must be written: a column of the shape holds no complete values yet."""
        return not set(self.shape.ids) <= set(self.mark.columns)

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns of the shape that must be added."""
        return tuple(id_ for id_ in self.shape.ids if id_ not in self.positions)

    @property
    def last_row(self) -> int:
        """The last row that is ours."""
        return len(self.ids) + FIRST_ROW - 1 if self.ids else self.header_row


def stand(
    client: GoogleClient, spreadsheet_id: str, layout: Layout, shape: Shape, sheet: Sheet, *, full: bool
) -> Standing:
    """Read where a tab's columns and rows are: one read, more only for a full reading of a very long tab.

    Raises: DataRejected where a managed column is gone or our cells are merged.
    """
    assert sheet.mark is not None
    positions = {id_: at for id_, at in sheet.positions.items() if id_ in shape.ids}
    if lost := [id_ for id_ in shape.ids if id_ in sheet.mark.columns and id_ not in positions]:
        positions |= _by_header(client, spreadsheet_id, shape, sheet, lost)
    head, keys = read(client, spreadsheet_id, _asked(sheet, positions[ID]))
    cells = column_of(keys, sheet.rows)
    header_row = _header_row(cells, head)
    ids = ["" if row <= header_row else str(cell or "") for row, cell in enumerate(cells, 1)][FIRST_ROW - 1 :]
    standing = Standing(shape, layout, sheet, positions, sheet.mark, _trimmed(ids), header_row)
    _refuse_merges(standing)
    return _with_digests(client, spreadsheet_id, standing) if full else standing


def differing(standing: Standing, rows: Iterable[tuple[str, Row]]) -> set[str]:
    """The ids whose cells, as a full reading found them, are not what their rows of the store come to.

    Raises: ValueError for a standing that was not read in full.
    """
    if standing.digests is None:
        raise ValueError("not a full reading")
    digests: dict[str, bytes] = {}
    for id_, found in zip(standing.ids, standing.digests, strict=True):
        if id_:
            digests.setdefault(id_, found)
    encode = encoder(standing.shape)
    return {id_ for id_, row in rows if id_ in digests and digests[id_] != digest(encode(id_, row))}


def encoder(shape: Shape) -> Encode:
    """Turns (id, row) into the cells of the managed columns, the id last."""
    encoders = [ENCODERS[column.kind] for column in shape.columns]

    def encode(id_: str, row: Row) -> list[Cell]:
        return [*[cell(value) for cell, value in zip(encoders, row, strict=True)], id_]

    return encode


def _asked(sheet: Sheet, id_at: int) -> list[Area]:
    head = Area(sheet.sheet_id, 0, min(HEAD_ROWS, sheet.rows), 0, sheet.columns)
    # Bounded, though open would do: an answer is told by the range it repeats, and who knows how open ends come back.
    return [head, Area(sheet.sheet_id, 0, sheet.rows, id_at, id_at + 1)]


def _header_row(keys: Sequence[Cell], head: Block) -> int:
    rows = (row for row, _ in enumerate(head, 1) if keys[row - 1] == ID)
    return next(rows, 1)


def _by_header(
    client: GoogleClient, spreadsheet_id: str, shape: Shape, sheet: Sheet, lost: Sequence[str]
) -> dict[str, int]:
    top = Area(sheet.sheet_id, 0, min(HEAD_ROWS, sheet.rows), 0, sheet.columns)
    (head,) = read(client, spreadsheet_id, [top])
    texts = {str(cell).strip(): at for row in head for at, cell in reversed(list(enumerate(row)))}
    found = {id_: texts[text] for id_ in lost for text in shape.texts(id_) if text in texts}
    if gone := [f"{shape.label(id_)} ({id_})" for id_ in lost if id_ not in found]:
        raise _gone(shape, gone, head)
    return found


def _gone(shape: Shape, gone: Sequence[str], head: Block) -> DataRejected:
    found = [str(cell) for row in head[:1] for cell in row if cell not in ("", None)]
    return DataRejected(
        say(
            "The tab {tab} has lost columns of ours: expected {gone}, found {found}. Undo their deletion, "
            "or delete the whole tab and it is built again.",
            tab=shape.title,
            gone=gone,
            found=found,
        )
    )


def _refuse_merges(standing: Standing) -> None:
    sheet, columns = standing.sheet, set(standing.positions.values())
    ours = [Area(sheet.sheet_id, standing.header_row, None, at, at + 1) for at in columns]
    merged = [plain(merge, sheet.rows, sheet.columns) for merge in sheet.merges if any(map(merge.meets, ours))]
    if merged:
        raise DataRejected(
            say("The tab {tab} has merged cells among our columns: unmerge {merged}.", tab=sheet.title, merged=merged)
        )


def _trimmed(ids: list[str]) -> list[str]:
    while ids and not ids[-1]:
        ids.pop()
    return ids


def _with_digests(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> Standing:
    return replace(standing, digests=list(_digests(client, spreadsheet_id, standing)))


def _digests(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> Iterator[bytes]:
    present = [id_ for id_ in standing.shape.ids if id_ in standing.positions]
    spans = list(runs(sorted(standing.positions[id_] for id_ in present)))
    end = len(standing.ids) + FIRST_ROW - 1
    for top in range(FIRST_ROW - 1, end, BLOCK_ROWS):
        bottom = min(top + BLOCK_ROWS, end)
        areas = [Area(standing.sheet_id, top, bottom, left, right + 1) for left, right in spans]
        blocks = read(client, spreadsheet_id, areas)
        for offset in range(bottom - top):
            cells = _row(blocks, spans, offset)
            yield digest(cells.get(standing.positions[id_], "") for id_ in present)


def _row(blocks: Sequence[Block], spans: Sequence[tuple[int, int]], offset: int) -> dict[int, Cell]:
    found: dict[int, Cell] = {}
    for block, (left, _) in zip(blocks, spans, strict=True):
        if offset < len(block):
            found.update(enumerate(block[offset], left))
    return found
