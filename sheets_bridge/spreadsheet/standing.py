"""A tab as it stands: where its columns are and whose row is where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sheets_bridge.diff import FIRST_ROW
from sheets_bridge.errors import DataRejected
from sheets_bridge.messages import say
from sheets_bridge.spreadsheet.areas import Area, plain
from sheets_bridge.spreadsheet.cells import Cell
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.layout import Layout, Mark, Sheet
from sheets_bridge.spreadsheet.reading import Block, column_of, notes, read
from sheets_bridge.spreadsheet.shape import ID, Shape

HEAD_ROWS = 5
"""A person may put a few rows above our header; it is looked for this far down."""


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
    header: Sequence[Cell] = ()
    """The cells of the header row, a person's own among them."""
    notes: Mapping[int, str] = field(default_factory=dict)
    """After a reading of them: column → the note on its header."""
    headless: bool = False
    """The header row is gone. It counts as if it were back: a commit puts it back before all else."""
    unnamed: bool = False
    """The header row stands without its `_id`."""
    adopted: bool = False
    """It is another sheet than the remembered one (a person's copy, say): nothing is known of its values."""
    read_at: float = field(default=0.0, compare=False)
    """When the reading began, by the room's clock."""
    digests: Sequence[bytes] | None = field(default=None, repr=False)
    """After a full reading: what our cells of each row come to."""
    orphans: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    """After a full reading: row → what the key cells of a row come to that is not blank and has no id."""
    blanked: frozenset[int] = frozenset()
    """Rows whose id stands in `ids` and not yet in the sheet."""

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
        """Whether every row must be written: a column holds no complete values yet, or nothing is known of any."""
        return self.adopted or not set(self.shape.ids) <= self.complete

    @property
    def complete(self) -> frozenset[str]:
        """Columns that hold complete values. One found by its header alone may have been put back without any."""
        return frozenset(self.mark.columns) & self.sheet.positions.keys()

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns of the shape that must be added."""
        return tuple(id_ for id_ in self.shape.ids if id_ not in self.positions)

    @property
    def retired(self) -> dict[str, int]:
        """Columns of ours the shape has no more: they stay, their values go with their rows."""
        return {id_: at for id_, at in self.sheet.positions.items() if id_ not in self.shape.ids}

    @property
    def ours(self) -> frozenset[int]:
        """Where columns of ours stand, the retired ones too."""
        return frozenset([*self.positions.values(), *self.retired.values()])

    @property
    def proven(self) -> bool:
        """Whether the header itself shows that each column is where the look said; a person may have relabelled it."""
        told = {id_: str(self.head_cell(at)).strip() for id_, at in self.positions.items()}
        return not self.headless and all(text in self.shape.texts(id_) for id_, text in told.items())

    @property
    def last_row(self) -> int:
        """The last row that is ours."""
        return len(self.ids) + FIRST_ROW - 1 if self.ids else self.header_row

    def id_cell(self, row: int) -> str:
        """What the sheet itself has for the id of a row of ours."""
        return "" if row in self.blanked else self.ids[row - FIRST_ROW]

    def head_cell(self, at: int) -> Cell:
        """The header cell of a column."""
        return self.header[at] if at < len(self.header) else ""


def stand(client: GoogleClient, spreadsheet_id: str, layout: Layout, shape: Shape, sheet: Sheet) -> Standing:
    """Read where a tab's columns and rows are: one read.

    Where no header shows (`headless`, `unnamed`), either it is gone or the layout is old: the caller looks again.
    Raises: DataRejected where a managed column is gone or our cells are merged.
    """
    assert sheet.mark is not None
    positions = {id_: at for id_, at in sheet.positions.items() if id_ in shape.ids}
    if lost := [id_ for id_ in shape.ids if id_ in sheet.mark.columns and id_ not in positions]:
        positions |= _by_header(client, spreadsheet_id, shape, sheet, lost)
    head, keys = read(client, spreadsheet_id, _asked(sheet, positions[ID]))
    cells = column_of(keys, sheet.rows)
    named = _named_row(cells, head)
    row = named or _labelled_row(head, shape, positions)
    if row is None:
        standing = _headless(shape, layout, sheet, positions, cells, head)
    else:
        header = head[row - 1] if row <= len(head) else []
        ids = _ids(cells, row)
        standing = Standing(shape, layout, sheet, positions, sheet.mark, ids, row, header, unnamed=named is None)
    _refuse_merges(standing)
    return standing


def read_notes(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> Standing:
    """The tab with the notes of its header: one read. Values are read without them."""
    row = standing.header_row
    return replace(standing, notes=notes(client, spreadsheet_id, Area(standing.sheet_id, row - 1, row, 0, None)))


def _headless(
    shape: Shape, layout: Layout, sheet: Sheet, positions: Mapping[str, int], cells: Sequence[Cell], head: Block
) -> Standing:
    """The tab with its header row as good as back, above the first row that has an id or a whole key."""
    assert sheet.mark is not None
    row = next((row for row in range(1, HEAD_ROWS + 1) if _is_row(shape, positions, cells, head, row)), 1)
    cells = [*cells[: row - 1], ID, *cells[row - 1 :]]
    return Standing(shape, layout, sheet, positions, sheet.mark, _ids(cells, row), row, headless=True)


def _is_row(shape: Shape, positions: Mapping[str, int], keys: Sequence[Cell], head: Block, row: int) -> bool:
    """Whether one of the first rows is an order's; what a person puts above them seldom fills all key columns."""
    cells = head[row - 1] if row <= len(head) else []
    key = [positions.get(column, len(cells)) for column in shape.table.key]
    return keys[row - 1 : row] not in ([], [""], [None]) or all(at < len(cells) and cells[at] != "" for at in key)


def _ids(cells: Sequence[Cell], header_row: int) -> list[str]:
    ids = ["" if row <= header_row or cell is None else str(cell) for row, cell in enumerate(cells, 1)]
    return _trimmed(ids[FIRST_ROW - 1 :])


def _asked(sheet: Sheet, id_at: int) -> list[Area]:
    head = Area(sheet.sheet_id, 0, min(HEAD_ROWS, sheet.rows), 0, sheet.columns)
    # Bounded, though open would do: an answer is told by the range it repeats, and who knows how open ends come back.
    return [head, Area(sheet.sheet_id, 0, sheet.rows, id_at, id_at + 1)]


def _named_row(keys: Sequence[Cell], head: Block) -> int | None:
    rows = (row for row, _ in enumerate(head, 1) if keys[row - 1] == ID)
    return next(rows, None)


def _labelled_row(head: Block, shape: Shape, positions: Mapping[str, int]) -> int | None:
    """A row that bears most of our labels: somebody blanked the `_id` alone."""
    for row, cells in enumerate(head, 1):
        ours = [str(cells[at]).strip() in shape.texts(id_) for id_, at in positions.items() if at < len(cells)]
        if sum(ours) * 2 > len(positions):
            return row
    return None


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
    sheet = standing.sheet
    top = standing.header_row - standing.headless
    ours = [Area(sheet.sheet_id, top, None, at, at + 1) for at in standing.ours]
    merged = [plain(merge, sheet.rows, sheet.columns) for merge in sheet.merges if any(map(merge.meets, ours))]
    if merged:
        raise DataRejected(
            say("The tab {tab} has merged cells among our columns: unmerge {merged}.", tab=sheet.title, merged=merged)
        )


def _trimmed(ids: list[str]) -> list[str]:
    while ids and not ids[-1]:
        ids.pop()
    return ids
