"""How filters, bands, rules, tables and charts follow rows and columns that are inserted, deleted or moved."""

from itertools import count
from typing import Any

from .shifts import Banded, Inserted, Shift, follow_range, follow_ranges

Json = dict[str, Any]


def ranged(ones: list[Json], shift: Shift) -> list[Json]:
    """Objects with one `range`: those whose range lives on, each with its new one; objects without a range stay."""
    followed = ((one, follow_range(one["range"], shift) if "range" in one else {}) for one in ones)
    return [{**one, "range": found} if found else one for one, found in followed if found is not None]


def ruled(rules: list[Json], shift: Shift) -> list[Json]:
    """Conditional formats: a rule lives as long as one of its ranges does."""
    followed = ({**rule, "ranges": follow_ranges(rule["ranges"], shift)} for rule in rules)
    return [rule for rule in followed if rule["ranges"]]


def filtered(one: Json | None, shift: Shift) -> Json | None:
    """A filter or filter view with its range and the columns it filters and sorts by; None where its range is gone."""
    found = follow_range(one["range"], shift) if one is not None and "range" in one else {}
    if one is None or found is None:
        return None
    if found:
        one = {**one, "range": found}
    return one if shift.dimension == "ROWS" else _by_columns(one, shift)


def _by_columns(one: Json, shift: Shift) -> Json:
    moved = dict(one)
    for name, index in (("filterSpecs", "columnIndex"), ("sortSpecs", "dimensionIndex")):
        if name in one:
            placed = ((spec, _moved(spec.get(index, 0), shift)) for spec in one[name])
            moved[name] = [{**spec, index: at} for spec, at in placed if at is not None]
    if "criteria" in one:
        places = ((_moved(int(column), shift), rule) for column, rule in one["criteria"].items())
        moved["criteria"] = {str(at): rule for at, rule in places if at is not None}
    return {name: value for name, value in moved.items() if value not in ([], {})}


def _moved(index: int, shift: Shift) -> int | None:
    found = shift.interval(index, index + 1)
    return found[0] if found else None


def tabled(tables: list[Json], shift: Shift, word: str) -> list[Json]:
    """Tables with their columns; a column that is new inside a table is called `word` and its number."""
    found = []
    for table in tables:
        place = follow_range(table["range"], shift)
        if place is not None:
            columns = table["columnProperties"]
            if shift.dimension == "COLUMNS":
                columns = _columns(table, place, shift, word)
            found.append({**table, "range": place, "columnProperties": columns})
    return found


def _columns(table: Json, place: Json, shift: Shift, word: str) -> list[Json]:
    left, new_left = table["range"]["startColumnIndex"], place["startColumnIndex"]
    kept: dict[int, Json] = {}
    for column in table["columnProperties"]:
        at = _moved(left + column["columnIndex"], shift)
        if at is not None:
            kept[at - new_left] = column
    width = place["endColumnIndex"] - new_left
    taken = {column["columnName"] for column in kept.values()}
    free = (name for number in count(1) if (name := f"{word} {number}") not in taken)
    return [{**(kept.get(at) or {"columnName": next(free)}), "columnIndex": at} for at in range(width)]


def charted(charts: list[Json], sheet_id: int, shift: Shift) -> list[Json]:
    """Charts whose data or whose anchor are on the tab `sheet_id`."""
    return [
        {**chart, "spec": _sourced(chart["spec"], sheet_id, shift), **_anchored(chart, sheet_id, shift)}
        for chart in charts
    ]


def _anchored(chart: Json, sheet_id: int, shift: Shift) -> Json:
    overlay = chart["position"].get("overlayPosition", {})
    anchor = overlay.get("anchorCell")
    if anchor is None or anchor["sheetId"] != sheet_id or isinstance(shift, Banded):
        return {}
    name = "rowIndex" if shift.dimension == "ROWS" else "columnIndex"
    at = _moved(anchor[name], shift)
    start = shift.at if isinstance(shift, Inserted) else shift.start
    placed = {**overlay, "anchorCell": {**anchor, name: start if at is None else at}}
    return {"position": {**chart["position"], "overlayPosition": placed}}


def _sourced(value: Any, sheet_id: int, shift: Shift) -> Any:
    if isinstance(value, list):
        return [_sourced(one, sheet_id, shift) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _sources(one, sheet_id, shift) if name == "sources" else _sourced(one, sheet_id, shift)
        for name, one in value.items()
    }


def _sources(ranges: list[Json], sheet_id: int, shift: Shift) -> list[Json]:
    followed = (follow_range(one, shift) if one.get("sheetId", 0) == sheet_id else one for one in ranges)
    return [one for one in followed if one is not None]


def renamed(value: Any, old: int, new: int) -> Any:
    """The same object with every `sheetId` `old` in it made `new`, as the copy of a tab needs it."""
    if isinstance(value, list):
        return [renamed(one, old, new) for one in value]
    if not isinstance(value, dict):
        return value
    fresh = {name: renamed(one, old, new) for name, one in value.items()}
    return {**fresh, "sheetId": new} if fresh.get("sheetId") == old else fresh


def shown(value: Any) -> Any:
    """An object as Google answers it: inside ranges and anchors a `sheetId` 0 is left out (reference §3.5)."""
    if isinstance(value, list):
        return [shown(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: shown(one) for name, one in value.items() if name != "sheetId" or one}
