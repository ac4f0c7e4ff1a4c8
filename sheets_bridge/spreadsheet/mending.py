"""Putting right what a person or a changed schedule did to our marks and header, before rows are written."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sheets_bridge.model import Kind
from sheets_bridge.spreadsheet import layouts
from sheets_bridge.spreadsheet import shape as looks
from sheets_bridge.spreadsheet.areas import Change
from sheets_bridge.spreadsheet.building import remark
from sheets_bridge.spreadsheet.cells import Cell
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.shape import ID
from sheets_bridge.spreadsheet.standing import Standing, read_notes


def mend(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> Standing:
    """One atomic write, or none where all is well; one read before it where a later layout must know what is noted.

    A lost header row is put back, a lost mark of a column too; a retired column is named so and struck from the mark;
    money is dressed anew when decimals have come or gone; what a later layout brought is put on.
    """
    kept = [id_ for id_ in standing.mark.columns if id_ in standing.shape.ids and id_ in standing.complete]
    if layouts.wants_notes(standing):
        standing = read_notes(client, spreadsheet_id, standing)
    header = _header(standing)
    changes = [*_head(standing, header), *_marks(standing), *_money(standing), *layouts.brought(standing)]
    standing = remark(client, spreadsheet_id, standing, kept, changes)
    marked = {**standing.sheet.positions, **standing.positions}
    sheet = replace(standing.sheet, positions=marked, rows=standing.sheet.rows + standing.headless)
    return replace(standing, sheet=sheet, header=header, headless=False, unnamed=False)


def complete(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> None:
    """Note that all columns of the shape hold complete values; those that came back are no longer named retired."""
    back = [id_ for id_ in standing.shape.ids if id_ not in standing.mark.columns]
    old = {standing.positions[id_]: str(standing.head_cell(standing.positions[id_])) for id_ in back}
    new = {at: standing.shape.unretired(text) for at, text in old.items()}
    changed = {at: text for at, text in new.items() if text != old[at]}
    remark(client, spreadsheet_id, standing, standing.shape.ids, list(_texts(standing, changed.items())))


def wanting(standing: Standing) -> bool:
    """Whether `mend` would write."""
    unmarked = standing.positions.keys() - standing.sheet.positions.keys()
    struck = set(standing.mark.columns) - set(standing.shape.ids)
    undressed = standing.mark.decimals != standing.shape.decimals
    old = standing.mark.layout < looks.LAYOUT_VERSION
    return bool(standing.headless or standing.unnamed or unmarked or struck or undressed or old)


def _header(standing: Standing) -> tuple[Cell, ...]:
    """The header row as it shall be; a person's own texts in a lost one are lost."""
    width = max([len(standing.header), *(at + 1 for at in standing.ours)])
    header = [standing.head_cell(at) for at in range(width)]
    for at, text in _labels(standing).items() if standing.headless else ():
        header[at] = text
    for id_, at in standing.retired.items():
        if id_ in standing.mark.columns:
            header[at] = standing.shape.retired(str(header[at]))
    header[standing.positions[ID]] = ID
    return tuple(header)


def _labels(standing: Standing) -> dict[int, str]:
    """The header texts of all our columns, as if nobody had ever relabelled one."""
    shape = standing.shape
    labels = {column.id: column.label(shape.language) for column in shape.table.columns}
    wanted = {at: shape.label(id_) for id_, at in standing.positions.items()}
    return wanted | {at: shape.retired(labels.get(id_, id_)) for id_, at in standing.retired.items()}


def _head(standing: Standing, header: tuple[Cell, ...]) -> Iterator[Change]:
    row = standing.header_row - 1
    if standing.headless:
        yield from looks.new_head_row(standing.sheet_id, row)
    changed = [(at, str(cell)) for at, cell in enumerate(header) if cell != standing.head_cell(at)]
    yield from _texts(standing, changed)
    if standing.headless:
        # The filter has taken our first row for its header: it would never be sorted or filtered again.
        yield from looks.head(standing.sheet_id, sorted(standing.positions.values()), row)
        yield from looks.notes(standing.shape, standing.sheet_id, standing.positions, row)


def _texts(standing: Standing, texts: Iterable[tuple[int, str]]) -> Iterator[Change]:
    return (looks.text(standing.sheet_id, words, at, standing.header_row - 1) for at, words in texts)


def _marks(standing: Standing) -> Iterator[Change]:
    """Columns found by their header text alone are marked again."""
    places = standing.positions.items()
    return (looks.column_mark(standing.sheet_id, id_, at) for id_, at in places if id_ not in standing.sheet.positions)


def _money(standing: Standing) -> list[Change]:
    if standing.mark.decimals == standing.shape.decimals:
        return []
    money = {column.id for column in standing.shape.columns if column.kind is Kind.MONEY}
    places = {id_: at for id_, at in standing.positions.items() if id_ in money}
    return looks.formats(standing.shape, standing.sheet_id, places, standing.header_row, None)
