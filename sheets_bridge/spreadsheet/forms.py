"""A tab that people type into: made once, found by its marks, read whole; of its cells we write one column."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheets_bridge.errors import DataRejected
from sheets_bridge.inputs import Entry, Input
from sheets_bridge.messages import Message, say, translation
from sheets_bridge.model import Column, Kind, Row
from sheets_bridge.spreadsheet import shape as looks
from sheets_bridge.spreadsheet.areas import Area, Change
from sheets_bridge.spreadsheet.building import allowed, change, free_id, free_title
from sheets_bridge.spreadsheet.cells import ENCODERS, Cell
from sheets_bridge.spreadsheet.google import GoogleClient
from sheets_bridge.spreadsheet.layout import Layout, Sheet
from sheets_bridge.spreadsheet.reading import Block, read
from sheets_bridge.spreadsheet.roles import Role, colour, place
from sheets_bridge.spreadsheet.standing import HEAD_ROWS
from sheets_bridge.spreadsheet.writer import Writer, signature

CHECK = "_check"
"""The column of ours."""
_CHECK_LABEL = {"ko": "확인", "en": "Check"}
_CHECK_NOTE = say("Written by sheets_bridge: ✓ beside a line that was understood, else what is wrong with it.")

_ROWS, _MARGIN = 1000, 200
_YELLOW = {"red": 1.0, "green": 0.95, "blue": 0.6}
_GREY = {"red": 0.9, "green": 0.9, "blue": 0.9}
_CHECK_WIDTH, _WIDTH = 320, 150


@dataclass(frozen=True)
class Form:
    """A tab that people type into, as the schedule wants it; `title` is also its lasting name in our mark."""

    title: str
    input_: Input
    language: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Its columns, ours last."""
        return (*(entry.column for entry in self.input_.entries), CHECK)

    def label(self, column_id: str) -> str:
        """The header text of a column."""
        return _CHECK_LABEL[self.language] if column_id == CHECK else self._column(column_id).label(self.language)

    def texts(self, column_id: str) -> frozenset[str]:
        """The header texts a column may be found by."""
        if column_id == CHECK:
            return frozenset(_CHECK_LABEL.values())
        column = self._column(column_id)
        return frozenset({column.ko, column.en, column.id})

    def kind(self, column_id: str) -> Kind:
        """What a column holds."""
        return Kind.TEXT if column_id == CHECK else self._column(column_id).kind

    def note(self, column_id: str) -> str:
        """What stands in the note of its header."""
        told = _CHECK_NOTE if column_id == CHECK else self._note(self._entry(column_id))
        return told.render(translation(self.language))

    def _note(self, entry: Entry) -> Message:
        need = say("Needed.") if entry.required else say("May be blank.")
        note = say("{note} {need}\nExample: {example}", note=entry.note, need=need, example=entry.example)
        first = entry is self.input_.entries[0]
        return say("{about}\n\n{note}", about=self.input_.about, note=note) if first else note

    def choices(self, column_id: str) -> tuple[str, ...]:
        """What its dropdown offers."""
        return () if column_id == CHECK else self._entry(column_id).choices

    def _column(self, column_id: str) -> Column:
        return self.input_.table.columns[self.input_.table.position(column_id)]

    def _entry(self, column_id: str) -> Entry:
        return next(entry for entry in self.input_.entries if entry.column == column_id)


@dataclass(frozen=True)
class Filled:
    """A tab as people filled it; rows by their number on the sheet."""

    form: Form
    sheet: Sheet
    rows: Mapping[int, Mapping[str, Cell]]
    """Below the header, down to the last that holds anything."""
    told: Mapping[int, Cell]
    """What stands in the column of ours."""
    header_row: int
    missing: Sequence[str] = ()
    """Columns that are yet to be added, at `room`."""
    room: int = 0
    proven: bool = True
    """Whether the header itself shows that each column is where it was looked for."""


def build(
    client: GoogleClient, spreadsheet_id: str, layout: Layout, form: Form, rows: Sequence[Row], mark: Writer | None
) -> list[Message]:
    """A new tab with what people typed before, if anything. One write, all or nothing. Returns notes for its people.

    Raises: DataRejected above Google's cell limit.
    """
    height, width = max(_ROWS, len(rows) + _MARGIN), len(form.ids)
    allowed(layout, form.title, height * width)
    sheet_id = free_id(layout)
    title, taken = free_title(form.title, layout, sheet_id)
    grid = {"rowCount": height, "columnCount": width, "frozenRowCount": 1}
    place_ = {"index": place(layout.roles, Role.INPUT), "tabColorStyle": colour(Role.INPUT)}
    sheet = {"addSheet": {"properties": {"sheetId": sheet_id, "title": title, **place_, "gridProperties": grid}}}
    also = [signature(mark, layout.signed)] if mark else []
    change(client, spreadsheet_id, [
        sheet,
        looks.metadata(looks.FORM_KEY, _mark(form), {"sheetId": sheet_id}),
        *_columns(form, sheet_id, {id_: at for at, id_ in enumerate(form.ids)}, 0),
        *_typed(form, sheet_id, rows),
        *also,
    ])  # fmt: skip
    told = say("A tab of yours is called {wanted}, so ours is called {title}.", wanted=form.title, title=title)
    return [told] if taken else []


def extend(client: GoogleClient, spreadsheet_id: str, filled: Filled) -> None:
    """Add the columns a tab lacks to the right of its last one. One write."""
    form, sheet, at = filled.form, filled.sheet, filled.room
    assert sheet.form is not None
    added = {id_: at + step for step, id_ in enumerate(filled.missing)}
    change(client, spreadsheet_id, [
        looks.place_columns(sheet.sheet_id, at, len(added), sheet.columns),
        *_columns(form, sheet.sheet_id, added, filled.header_row - 1),
        looks.remark(sheet.form.metadata_id, _mark(form)),
    ])  # fmt: skip


def read_filled(client: GoogleClient, spreadsheet_id: str, form: Form, sheet: Sheet) -> Filled:
    """What stands on a tab, by one read.

    Raises: DataRejected where a column people typed into is gone, or its header.
    """
    (block,) = read(client, spreadsheet_id, [Area(sheet.sheet_id, 0, sheet.rows, 0, sheet.columns)])
    marked = {id_: at for id_, at in sheet.positions.items() if id_ in form.ids}
    header_row = _header_row(form, marked, block)
    places = marked | _by_header(form, marked, block[header_row - 1] if header_row else [])
    missing = [id_ for id_ in form.ids if id_ not in places]
    assert sheet.form is not None
    lost = [form.label(id_) for id_ in missing if id_ in sheet.form.columns and id_ != CHECK]
    if lost or not header_row:
        raise _lost(sheet, lost or [form.label(id_) for id_ in form.ids], block)
    rows = {number: _cells(places, cells) for number, cells in enumerate(block[header_row:], header_row + 1)}
    told = {number: cells.pop(CHECK, "") for number, cells in rows.items()}
    header = _cells(places, block[header_row - 1])
    proven = all(str(header[id_]).strip() in form.texts(id_) for id_ in places)
    return Filled(form, sheet, rows, told, header_row, missing, 1 + max(places.values()), proven)


def changes(filled: Filled, words: Mapping[int, str]) -> Mapping[int, str]:
    """Row → what is to be said of it, where that does not stand there yet."""
    stands = {row: "" if cell is None else cell for row, cell in filled.told.items()}
    return {row: words.get(row, "") for row in {*stands, *words} if stands.get(row, "") != words.get(row, "")}


def tell(
    client: GoogleClient,
    spreadsheet_id: str,
    filled: Filled,
    words: Mapping[int, str],
    offers: Sequence[Mapping[str, str]] = (),
) -> int:
    """Write what is to be said of each row where it does not stand yet, and `offers` as lines beneath all others; how
    many cells. At most one write.

    Columns are written by their marks, wherever they are by then: no cell of a person's can be met.
    """
    told, lines = changes(filled, words), _beneath(filled, offers)
    columns = {id_: {row: line[id_] for row, line in lines.items() if id_ in line} for id_ in filled.form.ids}
    written = {id_: cells for id_, cells in (columns | {CHECK: told}).items() if cells}
    if not written:
        return 0
    data = [_column_of(filled, id_, cells) for id_, cells in written.items()]
    client.ask("post", f"{spreadsheet_id}/values:batchUpdateByDataFilter", {"valueInputOption": "RAW", "data": data})
    return sum(map(len, written.values()))


def _beneath(filled: Filled, offers: Sequence[Mapping[str, str]]) -> Mapping[int, Mapping[str, str]]:
    """Row → the line it gets: below the last in which anything stands, as far as there is room and marks lead there."""
    first = max(filled.rows, default=filled.header_row) + 1
    lines = zip(range(first, filled.sheet.rows + 1), offers, strict=False)
    return {row: line for row, line in lines if line.keys() <= filled.sheet.positions.keys()}


def _column_of(filled: Filled, column_id: str, cells: Mapping[int, str]) -> Change:
    values = [[cells.get(row)] for row in range(1, max(cells) + 1)]
    where = {"metadataKey": looks.COLUMN_KEY, "metadataValue": column_id, "locationType": "COLUMN",
             "metadataLocation": {"sheetId": filled.sheet.sheet_id}}  # fmt: skip
    return {"dataFilter": {"developerMetadataLookup": where}, "majorDimension": "ROWS", "values": values}


def _mark(form: Form) -> str:
    told = {"tab": form.title, "table": form.input_.table.id, "columns": form.ids}
    return json.dumps(told, ensure_ascii=False)


def _by_header(form: Form, marked: Mapping[str, int], header: Sequence[Cell]) -> dict[str, int]:
    """Columns people type into whose mark is gone, by their header. Ours is made anew: it is written by its mark."""
    texts = {str(cell).strip(): at for at, cell in reversed(list(enumerate(header))) if at not in marked.values()}
    lost = [id_ for id_ in form.ids if id_ not in marked and id_ != CHECK]
    return {id_: texts[text] for id_ in lost for text in form.texts(id_) if text in texts}


def _columns(form: Form, sheet_id: int, positions: Mapping[str, int], row: int) -> list[Change]:
    made: list[Change] = []
    for id_, at in positions.items():
        below = Area(sheet_id, row + 1, None, at, at + 1)
        made += [looks.column_mark(sheet_id, id_, at), _header(form, id_, Area(sheet_id, row, row + 1, at, at + 1))]
        made += [_format(form, id_, below), _width(sheet_id, at, _CHECK_WIDTH if id_ == CHECK else _WIDTH)]
        made += [_dropdown(below, choices)] if (choices := form.choices(id_)) else []
        made += [_warning(form, below)] if id_ == CHECK else []
    return made


def _header(form: Form, id_: str, where: Area) -> Change:
    look = {"backgroundColor": _GREY if id_ == CHECK else _YELLOW, "textFormat": {"bold": True}}
    cell = {"userEnteredValue": {"stringValue": form.label(id_)}, "note": form.note(id_), "userEnteredFormat": look}
    fields = "userEnteredValue,note,userEnteredFormat.backgroundColor,userEnteredFormat.textFormat.bold"
    return {"updateCells": {"range": where.grid(), "rows": [{"values": [cell]}], "fields": fields}}


def _format(form: Form, id_: str, where: Area) -> Change:
    kind, pattern = looks.FORMATS[form.kind(id_)]
    cell = {"userEnteredFormat": {"numberFormat": {"type": kind, "pattern": pattern}}}
    return {"repeatCell": {"range": where.grid(), "cell": cell, "fields": "userEnteredFormat.numberFormat"}}


def _width(sheet_id: int, at: int, pixels: int) -> Change:
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    return {"updateDimensionProperties": {"range": span, "properties": {"pixelSize": pixels}, "fields": "pixelSize"}}


def _dropdown(where: Area, choices: Sequence[str]) -> Change:
    # Not strict: a paste that Google refused would leave people without a word of why.
    values = [{"userEnteredValue": choice} for choice in choices]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": False, "showCustomUi": True}
    return {"setDataValidation": {"range": where.grid(), "rule": rule}}


def _warning(form: Form, where: Area) -> Change:
    text = f"sheets_bridge: {form.title} ({form.label(CHECK)})"
    return {"addProtectedRange": {"protectedRange": {"range": where.grid(), "description": text, "warningOnly": True}}}


def _typed(form: Form, sheet_id: int, rows: Sequence[Row]) -> list[Change]:
    """What people typed before, in the first rows of a new tab."""
    if not rows:
        return []
    table = form.input_.table
    entered = [[ENCODERS[form.kind(id_)](row[table.position(id_)]) for id_ in form.ids[:-1]] for row in rows]
    lines = [{"values": [{"userEnteredValue": _value(cell)} for cell in cells]} for cells in entered]
    start = {"sheetId": sheet_id, "rowIndex": 1, "columnIndex": 0}
    return [{"updateCells": {"start": start, "rows": lines, "fields": "userEnteredValue"}}]


def _value(cell: Cell) -> Mapping[str, Cell]:
    return {"stringValue" if isinstance(cell, str) else "numberValue": cell} if cell != "" else {}


def _header_row(form: Form, places: Mapping[str, int], block: Block) -> int | None:
    """The row that bears the label of our own column, or most labels; a person may have put rows above it."""
    for number, cells in enumerate(block[:HEAD_ROWS], 1):
        texts = [str(cell).strip() for cell in cells]
        here = {id_ for id_, at in places.items() if at < len(texts) and texts[at] in form.texts(id_)}
        anywhere = [id_ for id_ in form.ids if form.texts(id_) & set(texts)]
        if CHECK in here or max(len(here), len(anywhere)) * 2 > len(form.ids):
            return number
    return None


def _cells(places: Mapping[str, int], cells: Sequence[Cell]) -> dict[str, Cell]:
    return {id_: cells[at] if at < len(cells) else "" for id_, at in places.items()}


def _lost(sheet: Sheet, gone: Sequence[str], block: Block) -> DataRejected:
    found = [str(cell) for row in block[:1] for cell in row if cell not in ("", None)]
    return DataRejected(
        say(
            "The tab {tab} has lost columns of ours: expected {gone}, found {found}. Undo their deletion, "
            "or delete the whole tab and it is built again.",
            tab=sheet.title,
            gone=gone,
            found=found,
        )
    )
