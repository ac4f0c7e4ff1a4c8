"""Which formulas can fill cells beside their own, and which empty cells they could reach."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..a1 import Area
from ..cells import Formula, Row
from .functions import FUNCTIONS
from .grammar import Block, Call, Node, Place, parse
from .tokens import Unreadable

Spot = tuple[int, int]


@lru_cache(maxsize=20_000)
def may_spill(text: str) -> bool:
    """Whether the formula can come to more than one cell."""
    try:
        return _fills(parse(text), spreads=False)
    except Unreadable:
        return False


def _fills(node: Node, *, spreads: bool) -> bool:
    if isinstance(node, Place):
        return spreads and node.reference.last is not None
    if not isinstance(node, Call):
        return isinstance(node, Block)
    function = FUNCTIONS.get(node.name)
    if function is None or function.fills:
        return function is not None
    if node.name == "ARRAYFORMULA" or function.shape == "lazy":
        return any(_fills(one, spreads=spreads or node.name == "ARRAYFORMULA") for one in node.given)
    if function.shape == "each":
        return spreads and any(_fills(one, spreads=True) for one in node.given)
    singles = [node.given[at] for at in function.singles if at < len(node.given)]
    return spreads and any(_fills(one, spreads=True) for one in singles)


class Filled:
    """Where a tab's cells are filled by hand, and the formulas among them that can spill."""

    def __init__(self, rows: list[Row]) -> None:
        self.formulas: dict[Spot, str] = {}
        self._lanes: dict[int, list[int]] = {}
        self._formula_lanes: dict[int, list[int]] = {}
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    self._lanes.setdefault(column, []).append(at)
                if isinstance(cell, Formula):
                    self.formulas[at, column] = cell.text
                    self._formula_lanes.setdefault(column, []).append(at)
        self._spilling = [spot for spot, text in self.formulas.items() if may_spill(text)]
        self._known = frozenset(self._spilling)

    def reaching(self, area: Area) -> Iterator[Spot]:
        """Formulas from outside an area that could fill cells in it: nothing stands in their way."""
        if not self._known:
            return
        spots = self._before(area.top, area.left) if area.height == area.width == 1 else self._spilling
        for row, column in spots:
            inside = row >= area.top and column >= area.left
            if row >= area.bottom or column >= area.right or inside:
                continue
            if self.clear(row, column, max(row, area.top), max(column, area.left)):
                yield row, column

    def _before(self, row: int, column: int) -> Iterator[Spot]:
        """The lowest filled cells left and above of a cell that could see it, column by column."""
        lowest = -1
        for at in range(column, -1, -1):
            lane = self._lanes.get(at, [])
            place = bisect_left(lane, row + 1) - 1
            if place >= 0 and lane[place] > lowest:
                if (lane[place], at) in self._known:
                    yield lane[place], at
                lowest = lane[place]
                if lowest >= row:
                    return

    def inside(self, area: Area) -> Sequence[Spot]:
        """Formulas in an area, row by row."""
        if area.height == area.width == 1:
            return [(area.top, area.left)] if (area.top, area.left) in self.formulas else []
        lanes = (self._formula_lanes.get(at, []) for at in range(area.left, area.right))
        columns = zip(range(area.left, area.right), lanes, strict=True)
        found = [(row, at) for at, lane in columns for row in lane[bisect_left(lane, area.top) :] if row < area.bottom]
        return sorted(found)

    def clear(self, row: int, column: int, last_row: int, last_column: int) -> bool:
        """Whether the cells from one to another are empty but for the first."""
        if self._between(column, row + 1, last_row):
            return False
        return not any(self._between(at, row, last_row) for at in range(column + 1, last_column + 1))

    def _between(self, column: int, first: int, last: int) -> bool:
        lane = self._lanes.get(column, [])
        place = bisect_left(lane, first)
        return place < len(lane) and lane[place] <= last
