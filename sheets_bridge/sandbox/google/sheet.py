"""One tab: its name and properties, its grid, and what is drawn over the grid (filter, protections, merges, groups)."""

from typing import Any

from .a1 import Area, Reach
from .grid import Grid
from .refusal import invalid
from .shifts import Shift, follow_dimension, follow_range, follow_ranges

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
        self.basic_filter: Json | None = None
        self.protected: list[Json] = []
        self.merges: list[Json] = []
        self.row_groups: list[Json] = []
        self.column_groups: list[Json] = []

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
        shown: Json = {"sheetId": self.id, "title": self.title, "index": index, "sheetType": "GRID"}
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

    def follow(self, shift: Shift) -> None:
        """Carry filter, protections, merges and groups along with inserted, deleted or moved rows or columns."""
        self.merges = follow_ranges(self.merges, shift)
        self.protected = [found for one in self.protected if (found := _follow_protected(one, shift))]
        self.row_groups = _follow_groups(self.row_groups, shift)
        self.column_groups = _follow_groups(self.column_groups, shift)
        self._follow_filter(shift)
        self._follow_frozen(shift)

    def _follow_filter(self, shift: Shift) -> None:
        if self.basic_filter is not None:
            found = follow_range(self.basic_filter.get("range", {}), shift)
            self.basic_filter = None if found is None else {**self.basic_filter, "range": found}

    def _follow_frozen(self, shift: Shift) -> None:
        frozen = self.frozen(shift.dimension)
        if frozen and not hasattr(shift, "target"):
            name = "frozenRowCount" if shift.dimension == "ROWS" else "frozenColumnCount"
            found = shift.interval(0, frozen)
            self.grid_extras = {**self.grid_extras, name: found[1] if found else 0}


def _follow_protected(protected: Json, shift: Shift) -> Json | None:
    if "range" not in protected:
        return protected
    found = follow_range(protected["range"], shift)
    return None if found is None else {**protected, "range": found}


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
