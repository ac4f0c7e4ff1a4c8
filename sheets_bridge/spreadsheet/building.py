"""Changes to a tab's structure: built hidden, extended by a column, shown when it is whole."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sheets_bridge.errors import DataRejected
from sheets_bridge.messages import Message, say
from sheets_bridge.spreadsheet import shape as looks
from sheets_bridge.spreadsheet.areas import Change
from sheets_bridge.spreadsheet.google import AfterWait, GoogleClient
from sheets_bridge.spreadsheet.layout import Layout, Mark, Sheet
from sheets_bridge.spreadsheet.roles import place
from sheets_bridge.spreadsheet.shape import ID, LAYOUT_VERSION, Shape
from sheets_bridge.spreadsheet.standing import Standing
from sheets_bridge.spreadsheet.writer import Signed, Writer, signature

CELL_LIMIT = 10_000_000
"""Cells of a whole spreadsheet, empty ones included."""

_NOTE_FROM = 0.8
_NAMED = 3
_MARGIN_ROWS, _MARGIN_SHARE = 200, 0.05


def margin(rows: int) -> int:
    """Spare rows added when a grid must grow to `rows`, so that it need not grow each time."""
    return max(_MARGIN_ROWS, int(rows * _MARGIN_SHARE))


def allowed(layout: Layout, title: str, more: int) -> int:
    """Cells that stand after adding `more`. Raises DataRejected above Google's limit, naming the numbers."""
    cells = layout.cells + more
    if cells > CELL_LIMIT:
        raise DataRejected(
            say(
                "The tab {tab} would bring the spreadsheet to {cells:,} cells; Google allows {limit:,}. Shorten its "
                "`keep:`, choose fewer `columns:`, or send it to another spreadsheet.",
                tab=title,
                cells=cells,
                limit=CELL_LIMIT,
            )
        )
    return cells


def fullness(layout: Layout, more: int = 0) -> list[Message]:
    """A note from 80 % of the cell limit on, that names our largest tabs; `more` cells are just coming."""
    cells = layout.cells + more
    if cells < CELL_LIMIT * _NOTE_FROM:
        return []
    ours = sorted((sheet for sheet in layout.sheets if sheet.mark), key=lambda sheet: -sheet.cells)
    full = say(
        "The spreadsheet is full to {share} %: {cells:,} of {limit:,} cells.",
        share=round(100 * cells / CELL_LIMIT),
        cells=cells,
        limit=CELL_LIMIT,
    )
    if not ours:
        return [full]
    largest = [say("{tab} ({cells:,})", tab=sheet.title, cells=sheet.cells) for sheet in ours[:_NAMED]]
    return [
        say(
            "{full} The largest tabs: {largest}. With keep: 400 days a tab shows its newest days alone, and with "
            "rollup: monthly the older ones stand as months on a tab beside it.",
            full=full,
            largest=largest,
        )
    ]


def change(
    client: GoogleClient, spreadsheet_id: str, requests: Iterable[Change], after_wait: AfterWait = lambda: None
) -> Mapping[str, object]:
    """One atomic spreadsheets:batchUpdate; on a lost answer Unavailable, and the caller looks again."""
    return client.ask("post", f"{spreadsheet_id}:batchUpdate", {"requests": list(requests)}, after_wait=after_wait)


def build(
    client: GoogleClient, spreadsheet_id: str, layout: Layout, shape: Shape, rows: int, mark: Writer | None = None
) -> Standing:
    """A new tab for `rows` data rows, hidden under a provisional title until `show`. One write.

    The writer's `mark` goes along where there is one.
    Raises: DataRejected above Google's cell limit.
    """
    height, width = _height(layout, shape, rows + 1), len(shape.ids)
    allowed(layout, shape.title, height * width)
    sheet_id = free_id(layout)
    title, _ = free_title(looks.PROVISIONAL + shape.title, layout, sheet_id)
    also = [signature(mark, layout.signed)] if mark else []
    index = place(layout.roles, shape.role)
    answer = change(client, spreadsheet_id, [*looks.creation(shape, sheet_id, title, height, index), *also])
    positions = {id_: at for at, id_ in enumerate(shape.ids)}
    tab = Mark(_mark_id(answer), shape.title, shape.ids, loading=True, decimals=shape.decimals, layout=LAYOUT_VERSION,
               role=shape.role)  # fmt: skip
    sheet = Sheet(sheet_id, title, height, width, tab, positions, coloured=True)
    header = tuple(map(shape.label, shape.ids))
    signed = Signed(mark, present=True) if mark else layout.signed
    seen = replace(layout, sheets=(*layout.sheets[:index], sheet, *layout.sheets[index:]), signed=signed)
    return Standing(shape, seen, sheet, positions, tab, header=header)


def extend(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> Standing:
    """Add the columns the shape has and the tab has not, after our last visible one. One write."""
    missing = standing.missing
    allowed(standing.layout, standing.sheet.title, standing.sheet.rows * len(missing))
    at = 1 + max(place for id_, place in standing.positions.items() if id_ != ID)
    added = {id_: at + step for step, id_ in enumerate(missing)}
    place = looks.place_columns(standing.sheet_id, at, len(missing), standing.sheet.columns)
    change(
        client, spreadsheet_id, [place, *looks.columns(standing.shape, standing.sheet_id, added, standing.header_row)]
    )
    positions = _moved(standing.positions, at, len(missing)) | added
    marked = _moved(standing.sheet.positions, at, len(missing)) | added
    sheet = replace(standing.sheet, columns=standing.sheet.columns + len(missing), positions=marked)
    left = [standing.head_cell(column) for column in range(at)]
    header = (*left, *map(standing.shape.label, missing), *standing.header[at:])
    return replace(standing, positions=positions, sheet=sheet, header=header)


def remark(
    client: GoogleClient, spreadsheet_id: str, standing: Standing, ids: Iterable[str], also: Sequence[Change] = ()
) -> Standing:
    """Note which columns hold complete values, `also` by the same write. None where there is nothing to note or do."""
    # What a newer release has made stays marked as such.
    layout = max(standing.mark.layout, LAYOUT_VERSION)
    mark = replace(standing.mark, columns=tuple(ids), decimals=standing.shape.decimals, layout=layout)
    same = replace(mark, columns=standing.mark.columns) == standing.mark
    if same and set(mark.columns) == set(standing.mark.columns) and not also:
        return standing
    text = looks.mark_text(standing.shape, mark.columns, loading=mark.loading, layout=layout)
    change(client, spreadsheet_id, [*also, looks.remark(mark.metadata_id, text)])
    return replace(standing, mark=mark)


def show(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> list[Message]:
    """Name, dress and show a loaded tab by one atomic write; a note where its title was taken by a person's tab."""
    shape, sheet_id = standing.shape, standing.sheet_id
    title, taken = free_title(shape.title, standing.layout, sheet_id)
    requests = [
        *looks.dress(shape, sheet_id, standing.positions, standing.header_row - 1),
        looks.remark(standing.mark.metadata_id, looks.mark_text(shape, shape.ids)),
        looks.unveil(sheet_id, title),
    ]
    change(client, spreadsheet_id, requests)
    told = say("A tab of yours is called {wanted}, so ours is called {title}.", wanted=shape.title, title=title)
    return [told] if taken else []


def free_title(wanted: str, layout: Layout, sheet_id: int) -> tuple[str, bool]:
    """A title no other sheet bears (case does not tell titles apart), and whether the wanted one was taken."""
    taken = {sheet.title.casefold() for sheet in layout.sheets if sheet.sheet_id != sheet_id}
    title, number = wanted, 1
    while title.casefold() in taken:
        number += 1
        title = f"{wanted} ({number})"
    return title, number > 1


def _moved(places: Mapping[str, int], at: int, count: int) -> dict[str, int]:
    return {id_: place + count * (place >= at) for id_, place in places.items()}


def _height(layout: Layout, shape: Shape, rows: int) -> int:
    if shape.snug:
        return max(rows, 2)  # a grid has a row below its frozen header
    # The spare rows are a comfort, no reason to refuse a tab that fits without them.
    room = (CELL_LIMIT - layout.cells) // len(shape.ids)
    return max(rows + 1, min(rows + margin(rows), room))


def free_id(layout: Layout) -> int:
    """A number that no sheet has yet."""
    taken = {sheet.sheet_id for sheet in layout.sheets}
    return next(number for number in iter(lambda: secrets.randbelow(2**31 - 1), -1) if number not in taken)


def _mark_id(answer: Mapping[str, object]) -> int:
    replies = answer["replies"]
    assert isinstance(replies, list)
    made = (reply["createDeveloperMetadata"] for reply in replies if "createDeveloperMetadata" in reply)
    return int(next(made)["developerMetadata"]["metadataId"])
