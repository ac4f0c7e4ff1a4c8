"""Bringing a diff onto a tab: whole rows at absolute places, read back by the call that wrote them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

from sheets_bridge.diff import FIRST_ROW, Diff
from sheets_bridge.errors import Refused
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Reached, Row
from sheets_bridge.spreadsheet.areas import Area, Change, plain
from sheets_bridge.spreadsheet.building import change, extend
from sheets_bridge.spreadsheet.cells import CUT_AT, CUT_MARK, Cell, linkable
from sheets_bridge.spreadsheet.chunks import Line, Span, call_body, chunks, line, mismatched
from sheets_bridge.spreadsheet.comparing import encoder
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.lookback import Stands, look_back
from sheets_bridge.spreadsheet.mending import complete, mend
from sheets_bridge.spreadsheet.ordering import put_in_order, to_be_sorted
from sheets_bridge.spreadsheet.probing import Places
from sheets_bridge.spreadsheet.removing import remove
from sheets_bridge.spreadsheet.room import make_room
from sheets_bridge.spreadsheet.standing import Standing

RowsOf = Callable[[Sequence[str]], Iterable[tuple[str, Row]]]
"""Ids → (id, row in the shape's columns) of those ids, in that order; an id that is gone by now may be left out."""

Tell = Callable[[int], None]
"""Told how many more rows have been written."""


@dataclass
class Written:
    """What came of a commit. `kept_notes` are for the tab's people."""

    inserted: int = 0
    updated: int = 0
    removed: int = 0
    kept_notes: list[Message] = field(default_factory=list)
    mismatches: int = 0
    cut: int = 0
    """Texts that are longer than a cell can be."""

    @property
    def verified(self) -> bool:
        """Whether all that was written came back equal."""
        return self.mismatches == 0


@dataclass(frozen=True)
class _Tab:
    """A tab ready to be written: its columns are all there."""

    client: GoogleClient
    spreadsheet_id: str
    standing: Standing
    span: Span
    at: tuple[int, ...]
    """Where each managed column stands, counted from the span's left, in the shape's order."""

    def lines(self, placed: Iterable[tuple[int, str, Row]]) -> Iterator[Line]:
        """Rows as lines of the span, a person's columns left alone."""
        encode, width = encoder(self.standing.shape), self.span.right - self.span.left
        straight = self.at == tuple(range(width))
        for row, id_, values in placed:
            cells = encode(id_, values)
            if not straight:
                cells = _spread(cells, self.at, width)
            yield line(row, id_, cells)


def commit(
    client: GoogleClient,
    spreadsheet_id: str,
    standing: Standing,
    diff: Diff,
    rows: RowsOf,
    tell: Tell,
    reached: Reached,
    monotonic: Callable[[], float],
) -> Written:
    """Write a diff: updates and new rows in chunks of at most 2 MB, then removals, then the tab's order.

    Each chunk goes where its rows stand just then; rows people keep moving count as mismatches and are noted.

    Everything before a failure stays written and is found again by the next comparison.
    Raises: Refused for a protected range; DataRejected above the cell limit; Unavailable.
    """
    standing = _mended(client, spreadsheet_id, standing)
    room = make_room(client, spreadsheet_id, standing, len(diff.inserts))
    written = Written(kept_notes=list(room.notes))
    tab = _tab(client, spreadsheet_id, standing)
    places = _places(tab, room.first, monotonic)
    for planned in chunks(tab.lines(_placed(diff, rows, room.first)), tab.span):
        _write_where_they_are(tab, places, planned, written)
        tell(len(planned))
        reached("sheet.chunk")
        # The next chunk is made while this name would still hold the one that is written.
        del planned
    _tell_adrift(written, standing, places.adrift)
    _tell_cut(written, standing)
    removed = remove(client, spreadsheet_id, standing, diff)
    written.removed = removed.rows
    written.kept_notes += removed.notes
    if removed.rows:
        reached("sheet.removed")
    complete(client, spreadsheet_id, standing)
    if to_be_sorted(standing, written.inserted):
        last = room.first + len(diff.inserts) - 1 - removed.deleted
        written.kept_notes += put_in_order(client, spreadsheet_id, standing, last)
    return written


def _mended(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> Standing:
    """The tab with every column it should have, where we may write at all."""
    _refuse_protected(client, standing)
    standing = mend(client, spreadsheet_id, standing)
    return extend(client, spreadsheet_id, standing) if standing.missing else standing


def _spread(cells: Sequence[Cell], at: Sequence[int], width: int) -> list[Cell]:
    spread: list[Cell] = [None] * width
    for place, cell in zip(at, cells, strict=True):
        spread[place] = cell
    return spread


def _places(tab: _Tab, first_new: int, monotonic: Callable[[], float]) -> Places:
    rows: dict[str, int] = {}
    for row, id_ in enumerate(tab.standing.ids, FIRST_ROW):
        rows.setdefault(id_, row)
    return Places(tab.client, tab.spreadsheet_id, tab.standing, first_new, monotonic, rows, tab.standing.read_at)


def _write_where_they_are(tab: _Tab, places: Places, planned: Sequence[Line], written: Written) -> None:
    if chunk := places.sure(planned):
        written.mismatches += _write(tab, places, chunk)
        written.cut += _cut(chunk)
        _count(written, chunk, places.first_new)


def _tell_adrift(written: Written, standing: Standing, adrift: int) -> None:
    if adrift:
        written.mismatches += adrift
        written.kept_notes.append(
            say(
                "{tab}: {count} rows were moved or deleted while we wrote; the next run writes them.",
                tab=standing.sheet.title,
                count=adrift,
            )
        )


def _tell_cut(written: Written, standing: Standing) -> None:
    if written.cut:
        written.kept_notes.append(
            say(
                "{tab}: {count} texts are longer than the 50,000 characters of a cell; the sheet has their beginning, "
                "the database all of them.",
                tab=standing.sheet.title,
                count=written.cut,
            )
        )


def _tab(client: GoogleClient, spreadsheet_id: str, standing: Standing) -> _Tab:
    places = [standing.positions[id_] for id_ in standing.shape.ids]
    left = min(places)
    span = Span(standing.sheet_id, standing.sheet.title, left, max(places) + 1)
    return _Tab(client, spreadsheet_id, standing, span, tuple(place - left for place in places))


def _placed(diff: Diff, rows: RowsOf, first_free: int) -> Iterator[tuple[int, str, Row]]:
    at = {id_: row for row, id_ in sorted(diff.updates)}
    free = count(first_free)
    for id_, row in rows([*at, *diff.inserts]):
        yield at[id_] if id_ in at else next(free), id_, row


def _count(written: Written, chunk: Sequence[Line], first_free: int) -> None:
    inserted = sum(one.row >= first_free for one in chunk)
    written.inserted += inserted
    written.updated += len(chunk) - inserted


def _cut(chunk: Sequence[Line]) -> int:
    long = (one for one in chunk if len(one.encoded) > CUT_AT)
    return sum(isinstance(cell, str) and cell.endswith(CUT_MARK) for one in long for cell in one.cells)


def _write(tab: _Tab, places: Places, chunk: Sequence[Line]) -> int:
    """Write a chunk and read it back; what came back otherwise is written once more. Rows still wrong."""
    wrong = _send(tab, places, chunk)
    if wrong:
        wrong = _send(tab, places, wrong)
    return len(wrong)


def _send(tab: _Tab, places: Places, chunk: Sequence[Line]) -> list[Line]:
    """The lines that came back otherwise. Where a write has to wait, it is looked back before it leaves."""

    def look() -> None:
        look_back(places, tab.span, tab.at, chunk)

    def still_there() -> None:
        with suppress(Stands):
            look()

    wrong: list[Line] = []
    with suppress(Stands):
        body = call_body(chunk, tab.span)
        answer = tab.client.ask("post", f"{tab.spreadsheet_id}/values:batchUpdate", body, after_wait=look)
        wrong = mismatched(chunk, answer, tab.at)
    if unlinked := [_unlinked(tab.span, one.row, at, cell) for one in chunk for at, cell in _linked(one)]:
        change(tab.client, tab.spreadsheet_id, unlinked, still_there)
    return wrong


def _linked(one: Line) -> list[tuple[int, str]]:
    # Looking for a sign first: a call for each cell would cost more than all else that is done with a row.
    texts = ((at, cell) for at, cell in enumerate(one.cells) if isinstance(cell, str) and ("." in cell or "/" in cell))
    return [(at, cell) for at, cell in texts if linkable(cell)]


def _unlinked(span: Span, row: int, at: int, text: str) -> Change:
    place = Area(span.sheet_id, row - 1, row, span.left + at, span.left + at + 1)
    cell = {"userEnteredValue": {"stringValue": text}}
    fields = "userEnteredValue,userEnteredFormat.textFormat.link"
    return {"updateCells": {"range": place.grid(), "rows": [{"values": [cell]}], "fields": fields}}


def _refuse_protected(client: GoogleClient, standing: Standing) -> None:
    """Before anything is written: half a refused write helps nobody."""
    sheet = standing.sheet
    top = standing.header_row - standing.headless
    ours = [Area(sheet.sheet_id, top, None, at, at + 1) for at in standing.positions.values()]
    closed = [guard for guard in sheet.protections if guard.closed and any(map(guard.where.meets, ours))]
    if closed:
        names = [f"{plain(guard.where, sheet.rows, sheet.columns)} {guard.description}".strip() for guard in closed]
        raise Refused(
            say(
                "The tab {tab} has protected ranges we may not write: {names}. Have whoever protected them add {who} "
                "to their editors, or lift the protection.",
                tab=sheet.title,
                names=names,
                who=client.email,
            )
        )
