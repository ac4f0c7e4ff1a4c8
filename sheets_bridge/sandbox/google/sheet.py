"""One tab: its name and properties, its grid, and what is drawn over the grid (filter, protections, merges, groups)."""

from typing import Any

from .a1 import Area, Reach
from .grid import Grid
from .refusal import invalid
from .shifts import Shift, follow_dimension, follow_ranges
from .ties import charted, filtered, ranged, ruled, tabled

Json = dict[str, Any]
GRID_FIELDS = {
    "rowCount",
    "columnCount",
    "frozenRowCount",
    "frozenColumnCount",
    "hideGridlines",
    "rowGroupControlAfter",
    "columnGroupControlAfter",
}
SHEET_FIELDS = {
    "title",
    "index",
    "hidden",
    "tabColor",
    "tabColorStyle",
    "rightToLeft",
    "gridProperties",
    "sheetId",
    "sheetType",
}


class Sheet:
    """A tab. Its lists and mappings are replaced, never changed in place: copies share them."""

    def __init__(self, sheet_id: int, title: str, grid: Grid) -> None:
        self.id = sheet_id
        self.title = title
        self.grid = grid
        self.hidden = False
        self.drawn: Json = {}
        self.grid_extras: Json = {}
        self.kind = "GRID"
        self.basic_filter: Json | None = None
        self.protected: list[Json] = []
        self.merges: list[Json] = []
        self.row_groups: list[Json] = []
        self.column_groups: list[Json] = []
        self.filter_views: list[Json] = []
        self.bandings: list[Json] = []
        self.rules: list[Json] = []
        self.charts: list[Json] = []
        self.tables: list[Json] = []

    def copy(self) -> "Sheet":
        """A tab of its own that shares everything that is not written to."""
        twin = Sheet(self.id, self.title, self.grid)
        twin.__dict__.update(self.__dict__)
        twin.grid = self.grid.copy()
        return twin

    def properties(self, index: int) -> Json:
        """SheetProperties as Google answers them: id and index always there, what is false left out."""
        grid = {"rowCount": self.grid.height, "columnCount": self.grid.width}
        grid |= {name: value for name, value in self.grid_extras.items() if value}
        shown: Json = {"sheetId": self.id, "title": self.title, "index": index, "sheetType": self.kind}
        if self.kind == "GRID":
            shown["gridProperties"] = grid
        if self.hidden:
            shown["hidden"] = True
        return shown | {name: value for name, value in self.drawn.items() if value not in (None, False)}

    def frozen(self, dimension: str) -> int:
        """How many rows or columns are frozen."""
        name = "frozenRowCount" if dimension == "ROWS" else "frozenColumnCount"
        count: int = self.grid_extras.get(name) or 0
        return count

    def size(self, dimension: str) -> int:
        """The number of rows or columns."""
        return self.grid.height if dimension == "ROWS" else self.grid.width

    def reach(self, grid_range: Json) -> Reach:
        """A GridRange of this tab; open ends stay open."""
        return Reach(
            grid_range.get("startRowIndex") or 0,
            grid_range.get("startColumnIndex") or 0,
            grid_range.get("endRowIndex"),
            grid_range.get("endColumnIndex"),
        )

    def area(self, grid_range: Json) -> Area:
        """The cells of a GridRange that are on the grid."""
        return self.reach(grid_range).clip(self.grid.height, self.grid.width)

    def object_ids(self) -> set[int]:
        """The numbers that the tab and the objects on it are known by."""
        drawn = (*self.protected, *self.filter_views, *self.bandings, *self.charts)
        return {self.id} | {one[name] for one in drawn for name in _ID_NAMES if name in one}

    def follow(self, shift: Shift, word: str = "Column") -> None:
        """Carry what is drawn over the grid along with inserted, deleted or moved rows or columns.

        `word` names columns that come into a table by an insertion.
        """
        self.follow_ranges(shift, word)
        self.row_groups = _follow_groups(self.row_groups, shift)
        self.column_groups = _follow_groups(self.column_groups, shift)
        self._follow_frozen(shift)

    def follow_ranges(self, shift: Shift, word: str = "Column") -> None:
        """The part of `follow` that is about rectangles of cells."""
        self.merges = follow_ranges(self.merges, shift)
        self.protected = ranged(self.protected, shift)
        self.protected = [_with_holes(one, shift) for one in self.protected]
        self.basic_filter = filtered(self.basic_filter, shift)
        self.filter_views = [found for one in self.filter_views if (found := filtered(one, shift))]
        self.bandings = ranged(self.bandings, shift)
        self.rules = ruled(self.rules, shift)
        self.tables = tabled(self.tables, shift, word)

    def follow_charts(self, sheet_id: int, shift: Shift) -> None:
        """Carry the charts of this tab along with a shift on the tab `sheet_id`, which may be another one."""
        self.charts = charted(self.charts, sheet_id, shift)

    def _follow_frozen(self, shift: Shift) -> None:
        frozen = self.frozen(shift.dimension)
        if frozen and not hasattr(shift, "target"):
            name = "frozenRowCount" if shift.dimension == "ROWS" else "frozenColumnCount"
            found = shift.interval(0, frozen)
            self.grid_extras = {**self.grid_extras, name: found[1] if found else 0}


_ID_NAMES = ("protectedRangeId", "filterViewId", "bandedRangeId", "chartId")


def _with_holes(protected: Json, shift: Shift) -> Json:
    """A protection with its unprotected ranges after the shift."""
    if "unprotectedRanges" not in protected:
        return protected
    return {**protected, "unprotectedRanges": follow_ranges(protected["unprotectedRanges"], shift)}


def _follow_groups(groups: list[Json], shift: Shift) -> list[Json]:
    followed = ((group, follow_dimension(group["range"], shift)) for group in groups)
    return [{**group, "range": found} for group, found in followed if found is not None]


def shown_range(grid_range: Json) -> Json:
    """A GridRange or DimensionRange as Google answers it: `sheetId` 0 is left out (reference §3.5)."""
    return {name: value for name, value in grid_range.items() if value is not None and (name != "sheetId" or value)}


def check_title(title: Any, taken: list[str]) -> str:
    """The title, if a tab may have it beside the ones there are (case does not tell titles apart)."""
    if not isinstance(title, str) or not title:
        raise invalid("The sheet name cannot be empty.")
    if title.casefold() in {one.casefold() for one in taken}:
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')
    return title
