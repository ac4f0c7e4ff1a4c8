"""batchUpdate requests about groups of rows or columns: every row and column lies so and so many groups deep."""

from itertools import groupby

from .book import Book
from .dimension_requests import asked_span, change_props
from .refusal import invalid
from .sheet import Json, Sheet, shown_range
from .tab_requests import required_mask

_DEEPEST = 8


def add_dimension_group(book: Book, request: Json) -> Json:
    """addDimensionGroup: the span goes one deeper; groups it meets become their union and their intersection."""
    sheet, dimension, start, end = asked_span(book, request.get("range"))
    depths = _depths(sheet, dimension)
    if max(depths[start:end], default=0) >= _DEEPEST:
        raise invalid(f"Groups cannot be nested deeper than {_DEEPEST} levels.")
    depths[start:end] = [depth + 1 for depth in depths[start:end]]
    groups = _regroup(sheet, dimension, depths)
    control = "rowGroupControlAfter" if dimension == "ROWS" else "columnGroupControlAfter"
    sheet.grid_extras = {control: True, **sheet.grid_extras}  # seen in recordings after the first group
    return {"dimensionGroups": _shown_groups(groups)}


def delete_dimension_group(book: Book, request: Json) -> Json:
    """deleteDimensionGroup: the span comes one level up, which may cut a group short or in two."""
    sheet, dimension, start, end = asked_span(book, request.get("range"))
    depths = _depths(sheet, dimension)
    if not any(depths[start:end]):
        raise invalid("There is no group with the requested range.")
    depths[start:end] = [max(depth - 1, 0) for depth in depths[start:end]]
    groups = _regroup(sheet, dimension, depths)
    return {"dimensionGroups": _shown_groups(groups)} if groups else {}


def update_dimension_group(book: Book, request: Json) -> Json:
    """updateDimensionGroup: collapsing the group of that span and depth hides its rows, expanding it shows them."""
    required_mask(request)
    wanted = request.get("dimensionGroup") or {}
    sheet, dimension, start, end = asked_span(book, wanted.get("range"))
    groups = _groups(sheet, dimension)
    old = next((one for one in groups if _spot(one) == (start, end, wanted.get("depth") or 1)), None)
    if old is None:
        raise invalid("There is no group with the requested range and depth.")
    kept = {name: value for name, value in old.items() if name != "collapsed"}
    new = {**kept, "collapsed": True} if wanted.get("collapsed") else kept
    _set_groups(sheet, dimension, [new if one is old else one for one in groups])
    hidden = {"hiddenByUser": True} if wanted.get("collapsed") else {}
    change_props(sheet, dimension, (start, end), lambda props: {**_visible(props), **hidden} or None)
    return {}


def _visible(props: Json | None) -> Json:
    return {name: value for name, value in (props or {}).items() if name != "hiddenByUser"}


def _spot(group: Json) -> tuple[int, int, int]:
    return group["range"]["startIndex"], group["range"]["endIndex"], group["depth"]


def _depths(sheet: Sheet, dimension: str) -> list[int]:
    depths = [0] * sheet.size(dimension)
    for group in _groups(sheet, dimension):
        for at in range(group["range"]["startIndex"], min(group["range"]["endIndex"], len(depths))):
            depths[at] = max(depths[at], group["depth"])
    return depths


def _regroup(sheet: Sheet, dimension: str, depths: list[int]) -> list[Json]:
    """The groups that these depths make, shallow ones first; one that was collapsed and still stands stays so."""
    collapsed = {_spot(group) for group in _groups(sheet, dimension) if group.get("collapsed")}
    spots = [
        (start, end, level) for level in range(1, max(depths, default=0) + 1) for start, end in _runs(depths, level)
    ]
    groups = [_group(sheet, dimension, spot, spot in collapsed) for spot in spots]
    _set_groups(sheet, dimension, groups)
    return groups


def _group(sheet: Sheet, dimension: str, spot: tuple[int, int, int], collapsed: bool) -> Json:
    start, end, depth = spot
    span = {"sheetId": sheet.id, "dimension": dimension, "startIndex": start, "endIndex": end}
    return {"range": span, "depth": depth, **({"collapsed": True} if collapsed else {})}


def _runs(depths: list[int], level: int) -> list[tuple[int, int]]:
    """The unbroken stretches that lie at least so deep."""
    found = []
    for deep, places in groupby(range(len(depths)), key=lambda at: depths[at] >= level):
        if deep:
            stretch = list(places)
            found.append((stretch[0], stretch[-1] + 1))
    return found


def _groups(sheet: Sheet, dimension: str) -> list[Json]:
    return sheet.row_groups if dimension == "ROWS" else sheet.column_groups


def _set_groups(sheet: Sheet, dimension: str, groups: list[Json]) -> None:
    if dimension == "ROWS":
        sheet.row_groups = groups
    else:
        sheet.column_groups = groups


def _shown_groups(groups: list[Json]) -> list[Json]:
    return [{**one, "range": shown_range(one["range"])} for one in groups]
