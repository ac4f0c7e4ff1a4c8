"""Writing values: blocks of JSON values into the cells of a tab, RAW or as typed, and what Google counts of it."""

from dataclasses import dataclass
from typing import Any

from .a1 import Area, Reach, area_text, beyond, column_name
from .cells import SKIP, Skip, Value, check_block, link_of, raw
from .looks import Look, link, number_format, with_link, with_number_format
from .reading import clip
from .refusal import invalid, malformed
from .sheet import Json, Sheet
from .typed import enter

Cells = list[list[Value | Skip]]
Formats = dict[int, dict[int, tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Written:
    """What a write came to: the area of its block, and the rows, columns and cells that were given."""

    area: Area
    rows: frozenset[int]
    columns: frozenset[int]
    cells: int

    def counts(self) -> Json:
        """The counters of an UpdateValuesResponse; those that are zero are left out."""
        found = {"updatedRows": len(self.rows), "updatedColumns": len(self.columns), "updatedCells": self.cells}
        return {name: count for name, count in found.items() if count}


def input_option(value: Any) -> str:
    """`RAW` or `USER_ENTERED`; mandatory (reference §3.3)."""
    if value in (None, "", "INPUT_VALUE_OPTION_UNSPECIFIED"):
        raise invalid("'valueInputOption' is required but not specified")
    if value not in {"RAW", "USER_ENTERED"}:
        raise malformed(
            "value_input_option",
            "Invalid value at 'value_input_option' "
            f'(type.googleapis.com/google.apps.sheets.v4.ValueInputOption), "{value}"',
        )
    return str(value)


def block(values: Any, major: str) -> list[list[Any]]:
    """The `values` of a request as rows; columns are laid across, their gaps left alone."""
    rows = check_block([] if values is None else values)
    if major == "ROWS":
        return rows
    height = max(map(len, rows), default=0)
    return [[column[at] if at < len(column) else None for column in rows] for at in range(height)]


def write(sheet: Sheet, reach: Reach, text: str, rows: list[list[Any]], option: str) -> Written:
    """Write rows from the first cell of `reach` on; refused where they do not fit in the range or the grid."""
    area = _target(sheet, reach, text, rows)
    if option == "RAW":
        cells: Cells = [[raw(value) for value in row] for row in rows]
        formats: Formats = {}
    else:
        cells, formats = _entered(rows)
    for place, row in enumerate(cells):
        if row:
            sheet.grid.put(area.top + place, area.left, row)
            sheet.grid.note_formulas(row if option != "RAW" else ())
    _relink(sheet, area, cells)
    _reformat(sheet, area, formats)
    return _counted(area, cells)


def _target(sheet: Sheet, reach: Reach, text: str, rows: list[list[Any]]) -> Area:
    allowed = clip(sheet, reach)
    height, width = len(rows), max(map(len, rows), default=0)
    bottom, right = reach.top + height, reach.left + width
    if not reach.single:
        _stay_within(reach, text, bottom, right)
    if bottom > sheet.grid.height or right > sheet.grid.width:
        wanted = Reach(reach.top, reach.left, bottom, right)
        raise beyond(sheet.title, wanted, sheet.grid.height, sheet.grid.width)
    return Area(allowed.top, allowed.left, bottom, right)


def _stay_within(reach: Reach, text: str, bottom: int, right: int) -> None:
    start = f"Requested writing within range [{text}], but tried writing to"
    if reach.bottom is not None and bottom > reach.bottom:
        raise invalid(f"{start} row [{reach.bottom + 1}]")
    if reach.right is not None and right > reach.right:
        raise invalid(f"{start} column [{column_name(reach.right)}]")


def _entered(rows: list[list[Any]]) -> tuple[Cells, Formats]:
    cells: Cells = []
    formats: Formats = {}
    for place, row in enumerate(rows):
        typed = [enter(value) if isinstance(value, str) else None for value in row]
        cells.append([raw(value) if one is None else one.value for value, one in zip(row, typed, strict=True)])
        for column, one in enumerate(typed):
            if one is not None and one.kind:
                formats.setdefault(column, {})[place] = (one.kind, one.pattern)
    return cells, formats


def _relink(sheet: Sheet, area: Area, cells: Cells) -> None:
    """Google links a cell whose whole text is an address, and drops the link with the address."""
    links: dict[int, dict[int, str]] = {}
    for place, row in enumerate(cells):
        for column, value in enumerate(row):
            if type(value) is str and "." in value and (address := link_of(value)):
                links.setdefault(column, {})[place] = address
    for column in range(area.width):
        looks = sheet.grid.looks[area.left + column]
        if column in links or any(look and link(look) for look in looks.distinct()):
            _relink_column(sheet, area, column, cells, links.get(column, {}))


def _relink_column(sheet: Sheet, area: Area, column: int, cells: Cells, links: dict[int, str]) -> None:
    looks: list[Look] = sheet.grid.looks[area.left + column].spread(area.top, area.bottom)
    for place, row in enumerate(cells):
        if column < len(row) and row[column] is not SKIP:
            looks[place] = with_link(looks[place], links.get(place))
    sheet.grid.put_looks(area.left + column, area.top, looks)


def _reformat(sheet: Sheet, area: Area, formats: Formats) -> None:
    for column, places in formats.items():
        looks = sheet.grid.looks[area.left + column].spread(area.top, area.bottom)
        for place, (kind, pattern) in places.items():
            if not number_format(looks[place]):
                looks[place] = with_number_format(looks[place], kind, pattern)
        sheet.grid.put_looks(area.left + column, area.top, looks)


def _counted(area: Area, cells: Cells) -> Written:
    rows: set[int] = set()
    columns: set[int] = set()
    count = 0
    for place, row in enumerate(cells):
        given = [at for at, value in enumerate(row) if value is not SKIP] if SKIP in row else range(len(row))
        if given:
            rows.add(area.top + place)
            columns.update(given)
            count += len(given)
    return Written(area, frozenset(rows), frozenset(area.left + at for at in columns), count)


def written_text(sheet: Sheet, written: Written) -> str:
    """`updatedRange`: the part of the range that was written."""
    return area_text(sheet.title, written.area)
