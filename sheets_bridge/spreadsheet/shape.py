"""What a tab of ours looks like, as requests that make it so."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sheets_bridge.model import Column, Kind, Table
from sheets_bridge.spreadsheet.areas import Area, Change
from sheets_bridge.spreadsheet.roles import Role, colour

ID = "_id"
"""The hidden column of ours that says which row is whose; also its header text, which nobody sees to relabel."""

TAB_KEY = "sheets_bridge.tab"
COLUMN_KEY = "sheets_bridge.column"
FORM_KEY = "sheets_bridge.form"
"""On a tab that people type into."""
BOARD_KEY = "sheets_bridge.board"
"""On a tab that is drawn once."""
LAYOUT_VERSION = 3
"""What the tabs we make look like; `layouts` brings those of an earlier version to it."""
PROVISIONAL = "_불러오는 중_"
"""Before the title of a tab whose first load is not over."""

_RETIRED = {"ko": " (더 이상 갱신 안 됨)", "en": " (no longer updated)"}

_WIDTHS = {
    Kind.TEXT: 130,
    Kind.NUMBER: 90,
    Kind.MONEY: 110,
    Kind.RATIO: 100,
    Kind.DAY: 95,
    Kind.MOMENT: 150,
    Kind.BOX: 80,
    Kind.VALUE: 110,
}
_ID_WIDTH = 120
_CODE_WIDTH = 160
_CODES = ("_code", "_id", "_no", "_key")
# A letter of the default font at 10 points; the padding has room for the filter's button.
_WIDE_PIXELS, _NARROW_PIXELS, _PADDING = 14, 8, 32


@dataclass(frozen=True)
class Shape:
    """A tab as the schedule wants it. `title` is also its lasting name in our mark, whatever people rename it to.

    `decimals`: some rows are in a currency with decimals. Sheets has no pattern that shows 12,000 and 12.50 alike
    (`#,##0.##` leaves a dangling point), so such a tab shows two places in all its money.
    `snug`: it has no spare rows, where boxes to tick would stand for nothing.
    """

    title: str
    table: Table
    columns: tuple[Column, ...]
    language: str
    decimals: bool = False
    role: Role = Role.RAW
    snug: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The managed columns' ids, the hidden one last."""
        return (*(column.id for column in self.columns), ID)

    def label(self, column_id: str) -> str:
        """The header text of a managed column."""
        return ID if column_id == ID else self._column(column_id).label(self.language)

    def note(self, column_id: str) -> str:
        """What stands in the note of a managed column's header; nothing where its label says it."""
        return "" if column_id == ID else self._column(column_id).note(self.language)

    def texts(self, column_id: str) -> frozenset[str]:
        """The header texts a managed column may be found by: both languages and its id."""
        if column_id == ID:
            return frozenset({ID})
        column = self._column(column_id)
        return frozenset({column.ko, column.en, column.id})

    @property
    def boxes(self) -> frozenset[str]:
        """The columns that people tick."""
        return frozenset(column.id for column in self.columns if column.kind is Kind.BOX)

    def number_format(self, column_id: str) -> dict[str, str]:
        """How Sheets shows a column's values."""
        if column_id == ID:
            return {"type": "TEXT", "pattern": "@"}
        column = self._column(column_id)
        if column.pattern:
            return {"type": _type(column), "pattern": column.pattern}
        if column.kind is Kind.NUMBER and (column.id in self.table.key or column.id.endswith("_no")):
            return {"type": "NUMBER", "pattern": "0"}
        if column.kind is Kind.MONEY and self.decimals:
            return {"type": "NUMBER", "pattern": "#,##0.00"}
        kind, pattern = FORMATS[column.kind]
        return {"type": kind, "pattern": pattern}

    def width(self, column_id: str) -> int:
        """How wide a column stands, in pixels."""
        if column_id == ID:
            return _ID_WIDTH
        column = self._column(column_id)
        kind = column.kind
        code = kind is Kind.TEXT and column_id.endswith(_CODES)
        return max(column.width or (_CODE_WIDTH if code else _WIDTHS[kind]), _pixels(self.label(column_id)))

    def retired(self, text: str) -> str:
        """The header text of a column that is ours and no longer wanted."""
        return text if self.unretired(text) != text else text + _RETIRED[self.language]

    @staticmethod
    def unretired(text: str) -> str:
        """A header text as it was before its column was retired."""
        return next((text.removesuffix(end) for end in _RETIRED.values() if text.endswith(end)), text)

    def _column(self, column_id: str) -> Column:
        return next(column for column in self.columns if column.id == column_id)


FORMATS = {
    Kind.TEXT: ("TEXT", "@"),
    Kind.NUMBER: ("NUMBER", "#,##0"),
    Kind.MONEY: ("NUMBER", "#,##0"),
    Kind.RATIO: ("NUMBER", "0.00"),
    Kind.DAY: ("DATE", "yyyy-mm-dd"),
    Kind.MOMENT: ("DATE_TIME", "yyyy-mm-dd hh:mm:ss"),
    Kind.VALUE: ("TEXT", "@"),
    Kind.BOX: ("TEXT", "@"),
}


def _type(column: Column) -> str:
    """What Sheets takes a column with a pattern of its own for."""
    if column.kind in (Kind.DAY, Kind.MOMENT):
        return FORMATS[column.kind][0]
    return "PERCENT" if column.pattern.endswith("%") else "NUMBER"


def creation(shape: Shape, sheet_id: int, title: str, rows: int, index: int) -> list[Change]:
    """A new hidden tab of exactly our columns, marked as loading; `rows` counts the header, `index` is its place."""
    positions = {id_: at for at, id_ in enumerate(shape.ids)}
    grid = {"rowCount": rows, "columnCount": len(positions), "frozenRowCount": 1}
    named = {"sheetId": sheet_id, "title": title, "sheetType": "GRID", "index": index, "hidden": True}
    properties = {**named, "tabColorStyle": colour(shape.role), "gridProperties": grid}
    mark = metadata(TAB_KEY, mark_text(shape, shape.ids, loading=True), {"sheetId": sheet_id})
    return [{"addSheet": {"properties": properties}}, mark, *columns(shape, sheet_id, positions)]


def columns(shape: Shape, sheet_id: int, positions: Mapping[str, int], header_row: int = 1) -> list[Change]:
    """Columns of ours that stand blank in the grid, given their marks, header texts and number formats."""
    marks = [column_mark(sheet_id, id_, at) for id_, at in positions.items()]
    headers = [header(shape, sheet_id, id_, at, header_row - 1) for id_, at in positions.items()]
    return [*marks, *headers, *formats(shape, sheet_id, positions, header_row, None)]


def header(shape: Shape, sheet_id: int, column_id: str, at: int, row: int) -> Change:
    """The header text of a column of ours, with its definition as a note."""
    note = shape.note(column_id)
    return text(sheet_id, shape.label(column_id), at, row, {"note": note} if note else {})


def notes(shape: Shape, sheet_id: int, positions: Mapping[str, int], row: int) -> list[Change]:
    """The definitions of columns of ours as notes on their headers, whose texts stay."""
    defined = [(shape.note(id_), Area(sheet_id, row, row + 1, at, at + 1)) for id_, at in positions.items()]
    return [
        {"updateCells": {"range": where.grid(), "rows": [{"values": [{"note": note}]}], "fields": "note"}}
        for note, where in defined
        if note
    ]


def text(sheet_id: int, words: str, at: int, row: int, also: Mapping[str, str] = MappingProxyType({})) -> Change:
    """Words written to a cell as text whatever they look like; `also` are other fields of the cell."""
    cell = {"userEnteredValue": {"stringValue": words}, **also}
    place = Area(sheet_id, row, row + 1, at, at + 1).grid()
    return {"updateCells": {"range": place, "rows": [{"values": [cell]}], "fields": ",".join(cell)}}


def formats(shape: Shape, sheet_id: int, positions: Mapping[str, int], top: int, bottom: int | None) -> list[Change]:
    """Number formats, and boxes to tick, of our columns in some rows."""
    return [_formatted(shape, id_, Area(sheet_id, top, bottom, at, at + 1)) for id_, at in positions.items()]


def _formatted(shape: Shape, column_id: str, where: Area) -> Change:
    if column_id in shape.boxes:
        rule = {"condition": {"type": "BOOLEAN"}, "strict": True, "showCustomUi": True}
        return {"setDataValidation": {"range": where.grid(), "rule": rule}}
    return _repeat(where, {"numberFormat": shape.number_format(column_id)}, "userEnteredFormat.numberFormat")


def dress(shape: Shape, sheet_id: int, positions: Mapping[str, int], header_row: int) -> list[Change]:
    """Bold header, filter, warning-only protection, widths and the hidden `_id` column: set once, then people's own.

    Who ticks a box does what the box is for and is not warned.
    """
    guarded = [at for id_, at in positions.items() if id_ not in shape.boxes]
    return [
        *head(sheet_id, positions.values(), header_row),
        *[_dimension(sheet_id, at, {"pixelSize": shape.width(id_)}) for id_, at in positions.items()],
        _dimension(sheet_id, positions[ID], {"hiddenByUser": True}),
        *[_warn(shape, Area(sheet_id, header_row, None, at, end + 1)) for at, end in _spans(guarded)],
    ]


def head(sheet_id: int, places: Collection[int], header_row: int) -> list[Change]:
    """The bold letters of our header, and the filter that begins at it."""
    ours = Area(sheet_id, header_row, None, min(places), max(places) + 1)
    bold = _repeat(
        ours._replace(bottom=header_row + 1), {"textFormat": {"bold": True}}, "userEnteredFormat.textFormat.bold"
    )
    return [bold, {"setBasicFilter": {"filter": {"range": ours.grid()}}}]


def new_head_row(sheet_id: int, row: int) -> list[Change]:
    """A blank frozen row at `row`, counted from 0."""
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
    properties = {"sheetId": sheet_id, "gridProperties": {"frozenRowCount": row + 1}}
    frozen = {"properties": properties, "fields": "gridProperties.frozenRowCount"}
    return [{"insertDimension": {"range": span, "inheritFromBefore": False}}, {"updateSheetProperties": frozen}]


def unveil(sheet_id: int, title: str) -> Change:
    """Give a tab its name and show it."""
    properties = {"sheetId": sheet_id, "title": title, "hidden": False}
    return {"updateSheetProperties": {"properties": properties, "fields": "title,hidden"}}


def mark_text(shape: Shape, ids: Iterable[str], *, loading: bool = False, layout: int = LAYOUT_VERSION) -> str:
    """The value of a tab's mark: which tab of the schedule it is, and the columns whose values are complete."""
    what = {"tab": shape.title, "table": shape.table.id, "role": shape.role.name}
    told = {**what, "layout": layout, "columns": list(ids)}
    flags = {"loading": loading, "decimals": shape.decimals}
    return json.dumps(told | {flag: True for flag, is_on in flags.items() if is_on}, ensure_ascii=False)


def remark(metadata_id: int, text: str) -> Change:
    """Change a tab's mark."""
    lookup = {"developerMetadataLookup": {"metadataId": metadata_id}}
    metadata = {"metadataValue": text}
    return {
        "updateDeveloperMetadata": {"dataFilters": [lookup], "developerMetadata": metadata, "fields": "metadataValue"}
    }


def place_columns(sheet_id: int, at: int, count: int, width: int) -> Change:
    """`count` blank columns before column `at` of a grid `width` columns wide."""
    if at >= width:
        return {"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": count}}
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + count}
    return {"insertDimension": {"range": span, "inheritFromBefore": at > 0}}


def column_mark(sheet_id: int, column_id: str, at: int) -> Change:
    """Our mark on a column, which goes where the column goes."""
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    return metadata(COLUMN_KEY, column_id, {"dimensionRange": span})


def metadata(key: str, value: str, location: Mapping[str, object]) -> Change:
    """A new mark of ours, there for whoever may open the spreadsheet."""
    told = {"metadataKey": key, "metadataValue": value, "location": location, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": told}}


def _repeat(where: Area, look: Mapping[str, object], fields: str) -> Change:
    return {"repeatCell": {"range": where.grid(), "cell": {"userEnteredFormat": look}, "fields": fields}}


def _dimension(sheet_id: int, at: int, properties: Mapping[str, object]) -> Change:
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    return {"updateDimensionProperties": {"range": span, "properties": properties, "fields": ",".join(properties)}}


def _warn(shape: Shape, where: Area) -> Change:
    text = f"sheets_bridge: {shape.title} ({shape.table.id})"
    return {"addProtectedRange": {"protectedRange": {"range": where.grid(), "description": text, "warningOnly": True}}}


def _spans(positions: Iterable[int]) -> Sequence[tuple[int, int]]:
    from_left = sorted(positions)
    starts = [at for at in from_left if at - 1 not in from_left]
    return list(zip(starts, [at for at in from_left if at + 1 not in from_left], strict=True))


def _pixels(label: str) -> int:
    wide = sum(not letter.isascii() for letter in label)
    return wide * _WIDE_PIXELS + (len(label) - wide) * _NARROW_PIXELS + _PADDING
