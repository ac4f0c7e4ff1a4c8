"""The figures of a chart, gathered while the rows of its tab go by."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sheets_bridge.export.taking import Taken
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Chart, Kind
from sheets_bridge.spreadsheet.cells import Cell
from sheets_bridge.tables.columns import ROW_NO

_MOST_SERIES = 20
_MOST_POINTS = 400
"""A year of days with some to spare: more is no picture."""

Line = tuple[Cell, ...]
"""What a row tells apart from others of the same place on the axis: its shop, its currency, its brand."""
_SHOP = "shop_no"


@dataclass
class Gathered:
    """One chart and the figures of its rows; rows of several shops or brands are lines of their own."""

    tab: Taken
    chart: Chart
    points: dict[Cell, dict[Line, Sequence[Cell]]] = field(default_factory=dict)
    """Place on the axis → line → its figures, those of `chart.columns` and then of `chart.lines`."""
    doubled: Cell = None

    def __post_init__(self) -> None:
        at = {column.id: n for n, column in enumerate(self.tab.columns)}
        apart = [name for name in self.tab.shape.table.key if name not in (self.chart.by, ROW_NO.id) and name in at]
        self._by, self._apart = at[self.chart.by], [at[name] for name in apart]
        self._figures = [at[name] for name in (*self.chart.columns, *self.chart.lines)]

    def take(self, cells: Sequence[Cell]) -> None:
        """Note a row's figures; one without a place on the axis is none of the picture."""
        place = cells[self._by]
        if place == "":
            return
        line = tuple(cells[at] for at in self._apart)
        of_place = self.points.setdefault(place, {})
        if line in of_place:
            self.doubled = place
        of_place[line] = [cells[at] for at in self._figures]

    @property
    def places(self) -> Sequence[Cell]:
        """The axis: days and months from the oldest on, the newest of them; other things as their tab has them."""
        if not self._in_time:
            return list(self.points)[:_MOST_POINTS]
        return sorted(self.points, key=lambda place: (isinstance(place, str), place))[-_MOST_POINTS:]

    @property
    def lines(self) -> Sequence[Line]:
        """What is told apart, in the order of the tab."""
        return list(dict.fromkeys(line for place in self.places for line in self.points[place]))

    def names(self, line: Line) -> str:
        """What stands behind a figure's name where there are several lines: what these differ in."""
        several = [n for n in range(len(line)) if len({one[n] for one in self.lines}) > 1]
        return " · ".join(self._named(n, line[n]) for n in several)

    @property
    def problem(self) -> Message | None:
        """Why it cannot be drawn, and what would help; None where it can."""
        title, by = self.chart.title(self.tab.shape.language), self.tab.shape.label(self.chart.by)
        if self.doubled is not None:
            return say("The chart {chart} is left out: several rows have the same {by}. Name what tells them apart in "
                       "-- key:, or sum them up.", chart=title, by=by)  # fmt: skip
        most = 1 if self.chart.kind == "pie" else _MOST_SERIES
        drawn = len(self.lines) * len(self._figures)
        if drawn > most:
            return say("The chart {chart} is left out: {count} lines are no picture (at most {most}). Narrow the tab "
                       "with where:.", chart=title, count=drawn, most=most)  # fmt: skip
        return None if self.points else say("The chart {chart} is left out: its tab has no rows.", chart=title)

    @property
    def kind(self) -> Kind:
        """What the axis counts in."""
        return self.tab.columns[self._by].kind

    @property
    def _in_time(self) -> bool:
        """A month as text (2026-11) sorts as well as a day."""
        return self.kind in (Kind.DAY, Kind.MOMENT) or all(_is_month(place) for place in self.points)

    def _named(self, n: int, cell: Cell) -> str:
        if self.tab.columns[self._apart[n]].id == _SHOP:
            return {"ko": f"{cell}번 쇼핑몰"}.get(self.tab.shape.language, f"shop {cell}")
        return str(cell)


def _is_month(place: Cell) -> bool:
    return isinstance(place, str) and place[:4].isdecimal() and place[4:5] in ("-", ".", "/")
