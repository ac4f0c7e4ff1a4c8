"""A whole spreadsheet as one reading shows it, with the values that are ours left out; and where two of them differ.

Nothing here knows what anybody did: whatever Google tells of a spreadsheet is compared, rows of ours by their hidden
id.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from system_sheet import Sheet

Json = dict[str, Any]
_KEY, _ID = "sheets_bridge.column", "_id"
_CHECK = "_check"
_CELL = "userEnteredValue,userEnteredFormat,note,dataValidation,textFormatRuns"
_FIELDS = (
    "properties,namedRanges,developerMetadata,sheets(properties,merges,protectedRanges,basicFilter,rowGroups,"
    "columnGroups,filterViews,bandedRanges,conditionalFormats,charts,tables,slicers,developerMetadata,"
    f"data(rowMetadata,columnMetadata,rowData.values({_CELL})))"
)
_ENDS = {"endRowIndex", "rowIndex", "startRowIndex", "rowCount", "startIndex", "endIndex"}
"""What may grow or shrink with the rows of a tab of ours."""
_REFERENCE = re.compile(r"(?<![A-Za-z0-9_!'])(\$?[A-Z]{1,3})([0-9]+)(?![0-9A-Za-z_(])")


@dataclass(frozen=True)
class Tab:
    """A sheet. `rows` are those of ours by their id, our values left out; `rest` are all others that say anything."""

    title: str
    parts: Json
    columns: Sequence[Json]
    odd_rows: Mapping[int, Json]
    """Rows that are not as high as all are, or hidden, by where they stand."""
    places: Mapping[str, int]
    """Columns of ours → where they stand."""
    height: int
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Row id → where it stands, counted from 1."""
    rows: Mapping[str, Sequence[Json]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Row id → column of ours → what stands there."""
    rest: Sequence[Sequence[Json]] = ()

    @property
    def ours(self) -> bool:
        """Whether we fill its rows."""
        return _ID in self.places


@dataclass(frozen=True)
class Snapshot:
    """A spreadsheet: what it has beside its sheets, and these by their number."""

    book: Json
    tabs: Mapping[int, Tab]


def taken(sheet: Sheet) -> Snapshot:
    """The spreadsheet as it is, by one read."""
    told = sheet.asked("GET", "", params={"fields": _FIELDS})
    tabs = {one["properties"]["sheetId"]: _tab(one) for one in told.pop("sheets")}
    return Snapshot(_without_our_marks(told), tabs)


def _without_our_marks(told: Json) -> Json:
    marks = [one for one in told.get("developerMetadata", ()) if not one["metadataKey"].startswith("sheets_bridge.")]
    return {**told, "developerMetadata": marks}


def changes(before: Snapshot, after: Snapshot) -> list[str]:
    """Where the second has something else of people's than the first: nothing, if a run left all of theirs alone."""
    grown = {
        id_: after.tabs[id_].height - tab.height for id_, tab in before.tabs.items() if id_ in after.tabs and tab.ours
    }
    found = list(_differences("spreadsheet", before.book, after.book, grown, 0))
    found += [f"the tab {tab.title} is gone" for id_, tab in before.tabs.items() if id_ not in after.tabs]
    found += [f"the tab {tab.title} is new" for id_, tab in after.tabs.items() if id_ not in before.tabs]
    for id_ in before.tabs.keys() & after.tabs.keys():
        found += _tab_changes(before.tabs[id_], after.tabs[id_], grown, grown.get(id_, 0))
    return found


def _tab_changes(before: Tab, after: Tab, grown: Mapping[int, int], here: int) -> Iterator[str]:
    yield from _differences(before.title, before.parts, after.parts, grown, here)
    yield from _differences(f"{before.title}: columns", list(before.columns), list(after.columns), {}, 0)
    yield from _differences(f"{before.title}: rows", dict(before.odd_rows), dict(after.odd_rows), {}, 0)
    for id_, cells in before.rows.items():
        where = f"{before.title}: row {before.numbers[id_]}"
        if id_ in after.rows:
            yield from _row_changes(where, cells, after.rows[id_], after.numbers[id_] - before.numbers[id_])
        elif _said(cells) and _said(cells) not in map(_said, after.rest):
            yield f"{where} is gone with {_said(cells)}"
    yield from _rest_changes(before, after)
    yield from _odd_looks(before, after)


def _row_changes(where: str, before: Sequence[Json], after: Sequence[Json], lower: int) -> Iterator[str]:
    """`lower`: by how many rows it stands lower now."""
    width = max(len(before), len(after))
    for at in range(width):
        one, other = (cells[at] if at < len(cells) else {} for cells in (before, after))
        if _moved(one, lower) != other:
            yield from _differences(f"{where}, column {at + 1}", one, other, {}, 0)


def _rest_changes(before: Tab, after: Tab) -> Iterator[str]:
    """Rows that are nobody's of ours stand in the order they stood; more may have come of rows that left."""
    if before.ours:
        still = [row for row in after.rest if row in before.rest]
        if list(before.rest) != still:
            yield f"{before.title}: rows of their own were {before.rest}, are {after.rest}"
        return
    # On a tab that people type into we offer lines to complete, beneath all that anybody wrote.
    said = max((n for n, row in enumerate(before.rest, 1) if any(map(_says, row))), default=0)
    offered = len(after.rest) if before.places else said
    for n in range(max(len(before.rest), len(after.rest))):
        one, other = (rows[n] if n < len(rows) else [] for rows in (before.rest, after.rest))
        if said <= n < offered:
            one, other = ([_silent(cell) for cell in cells] for cells in (one, other))
        yield from _row_changes(f"{before.title}: row {n + 1}", one, other, 0)


def _odd_looks(before: Tab, after: Tab) -> Iterator[str]:
    """New rows that do not show numbers as all rows of a column did."""
    new = after.rows.keys() - before.rows.keys()
    for id_, at in after.places.items():
        usual = [_number_format(cells, at) for cells in before.rows.values()]
        if usual and all(one == usual[0] for one in usual):
            odd = [n for n in new if _number_format(after.rows[n], at) != usual[0]]
            if odd:
                shown = _number_format(after.rows[odd[0]], at)
                yield f"{before.title}: {len(odd)} new rows show {id_} as {shown}, not as {usual[0]}"


def _number_format(cells: Sequence[Json], at: int) -> Any:
    return cells[at].get("userEnteredFormat", {}).get("numberFormat") if at < len(cells) else None


def _differences(where: str, one: Any, other: Any, grown: Mapping[int, int], here: int) -> Iterator[str]:
    """Ends of ranges on tabs of ours may move as far as rows came or went there."""
    if isinstance(one, dict) and isinstance(other, dict):
        here = grown.get(one["sheetId"], 0) if "sheetId" in one else here
        for name in {**one, **other}:
            a, b = one.get(name), other.get(name)
            free = name in _ENDS and isinstance(a, int) and isinstance(b, int)
            if not (free and min(a, a + here) <= b <= max(a, a + here)):
                yield from _differences(f"{where}.{name}", a, b, grown, here)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from _differences(f"{where}[{at}]", a, b, grown, here)
    elif one != other:
        yield f"{where} was {one}, is {other}"


def _tab(told: Json) -> Tab:
    data = told.pop("data", [{}])[0]
    columns = data.get("columnMetadata", [])
    places = {mark["metadataValue"]: at for at, column in enumerate(columns)
              for mark in column.get("developerMetadata", ()) if mark["metadataKey"] == _KEY}  # fmt: skip
    lines = [row.get("values", []) for row in data.get("rowData", [])]
    odd = {n: row for n, row in enumerate(data.get("rowMetadata", [])) if row != {"pixelSize": 21}}
    properties = told["properties"]
    tab = Tab(
        properties["title"], _without_our_marks(told), columns, odd, places, properties["gridProperties"]["rowCount"]
    )
    return _ours(tab, lines) if tab.ours else _theirs(tab, lines)


def _theirs(tab: Tab, lines: Sequence[Sequence[Json]]) -> Tab:
    """All cells but what we say of each line on a tab that people type into."""
    check = tab.places.get(_CHECK)
    return Tab(tab.title, tab.parts, tab.columns, tab.odd_rows, tab.places, tab.height,
               rest=[[_silent(cell) if at == check and n else cell for at, cell in enumerate(cells)]
                     for n, cells in enumerate(lines)])  # fmt: skip


def _ours(tab: Tab, lines: Sequence[Sequence[Json]]) -> Tab:
    at = tab.places[_ID]
    named = {n: _value(cells, at) for n, cells in enumerate(lines, 1)}
    own = {n: id_ for n, id_ in named.items() if id_ not in ("", _ID)}
    ours = set(tab.places.values())
    rows = {id_: [_as_dressed(_silent(cell)) if place in ours else cell for place, cell in enumerate(lines[n - 1])]
            for n, id_ in own.items()}  # fmt: skip
    values = {id_: {name: _value(lines[n - 1], place) for name, place in tab.places.items()} for n, id_ in own.items()}
    rest = [cells for n, cells in enumerate(lines, 1) if n not in own and any(map(_says, cells))]
    return Tab(tab.title, tab.parts, tab.columns, tab.odd_rows, tab.places, tab.height,
               {id_: n for n, id_ in own.items()}, rows, values, rest)  # fmt: skip


def _silent(cell: Json) -> Json:
    return {name: part for name, part in cell.items() if name != "userEnteredValue"}


def _as_dressed(cell: Json) -> Json:
    """Money as we show it, with decimals or without: we show them once an amount has some."""
    look = cell.get("userEnteredFormat", {})
    if look.get("numberFormat", {}).get("pattern") != "#,##0.00":
        return cell
    return {**cell, "userEnteredFormat": {**look, "numberFormat": {"type": "NUMBER", "pattern": "#,##0"}}}


def _says(cell: Json) -> bool:
    return "userEnteredValue" in cell or "note" in cell


def _said(cells: Sequence[Json]) -> list[Any]:
    """What people wrote in a row: values, and notes; formulas that are filled down go with their row."""
    return [part for cell in cells for part in (cell.get("userEnteredValue"), cell.get("note"))
            if part and not (isinstance(part, dict) and "formulaValue" in part)]  # fmt: skip


def _value(cells: Sequence[Json], at: int) -> Any:
    entered = cells[at].get("userEnteredValue", {}) if at < len(cells) else {}
    return next(iter(entered.values()), "")


def _moved(cell: Json, lower: int) -> Json:
    """A cell whose formula looks at the rows near it, as it is when all of them have moved."""
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        return cell
    told = _REFERENCE.sub(lambda found: f"{found[1]}{int(found[2]) + lower}", formula)
    return {**cell, "userEnteredValue": {"formulaValue": told}}
