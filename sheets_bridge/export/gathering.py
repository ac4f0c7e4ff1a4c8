"""The figures of a chart, gathered while the rows of its tab go by: a picture for each currency among them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheets_bridge.export.taking import Taken
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Chart, Kind
from sheets_bridge.spreadsheet.cells import Cell
from sheets_bridge.tables.columns import CURRENCY, ROW_NO, SHOP_NO

_MOST_SERIES = 20
_MOST_POINTS = 400
"""A year of days with some to spare: more is no picture."""

Line = tuple[Cell, ...]
"""What a row tells apart from others of the same place on the axis: its shop, its brand."""
Points = Mapping[Cell, Mapping[Line, Sequence[Cell]]]
"""Place on the axis → line → its figures, those of `chart.columns` and then of `chart.lines`."""


@dataclass(frozen=True)
class Picture:
    """What is drawn: the figures of one currency, where there are any."""

    tab: Taken
    chart: Chart
    apart: Sequence[str]
    """The ids of the columns that `Line`s are made of."""
    points: Points
    currency: str = ""
    """Said where there are several: amounts of two currencies stand on no axis together."""
    doubled: bool = False

    @property
    def title(self) -> str:
        """What stands above it."""
        title = self.chart.title(self.tab.shape.language)
        return f"{title} ({self.currency})" if self.currency else title

    @property
    def figures(self) -> Sequence[str]:
        """The ids of the columns drawn, in the order of the points' figures."""
        return (*self.chart.columns, *self.chart.lines)

    @property
    def kind(self) -> Kind:
        """What the axis counts in."""
        return next(column.kind for column in self.tab.columns if column.id == self.chart.by)

    @property
    def places(self) -> Sequence[Cell]:
        """The axis: days and months from the oldest on, the newest of them; other things as their tab has them."""
        in_time = self.kind in (Kind.DAY, Kind.MOMENT) or all(map(_is_month, self.points))
        if not in_time:
            return list(self.points)[:_MOST_POINTS]
        return sorted(self.points, key=lambda place: (isinstance(place, str), place))[-_MOST_POINTS:]

    @property
    def lines(self) -> Sequence[Line]:
        """What is told apart, in the order of the tab."""
        return list(dict.fromkeys(line for place in self.points for line in self.points[place]))

    def names(self) -> Mapping[Line, str]:
        """What stands behind a figure's name where there are several lines: what these differ in."""
        lines = self.lines
        several = [n for n in range(len(self.apart)) if len({line[n] for line in lines}) > 1]
        return {line: " · ".join(self._named(self.apart[n], line[n]) for n in several) for line in lines}

    @property
    def problem(self) -> Message | None:
        """Why it cannot be drawn, and what would help; None where it can."""
        by = self.tab.shape.label(self.chart.by)
        if self.doubled:
            return say("The chart {chart} is left out: several rows have the same {by}. Name what tells them apart in "
                       "-- key:, or sum them up.", chart=self.title, by=by)  # fmt: skip
        most = 1 if self.chart.kind == "pie" else _MOST_SERIES
        drawn = len(self.lines) * len(self.figures)
        if drawn > most:
            return say("The chart {chart} is left out: {count} lines are no picture (at most {most}). Narrow the tab "
                       "with where:.", chart=self.title, count=drawn, most=most)  # fmt: skip
        return None

    def _named(self, column: str, cell: Cell) -> str:
        if column == SHOP_NO.id:
            return f"{cell}번 쇼핑몰" if self.tab.shape.language == "ko" else f"shop {cell}"
        return str(cell)


@dataclass
class Gathered:
    """One chart and the figures of its rows so far."""

    tab: Taken
    chart: Chart
    _points: dict[str, dict[Cell, dict[Line, Sequence[Cell]]]] = field(default_factory=dict)
    """By currency; "" where the tab has none."""
    _doubled: bool = False

    def __post_init__(self) -> None:
        at = {column.id: n for n, column in enumerate(self.tab.columns)}
        apart = [name for name in self.tab.shape.table.key if name in at]
        self._apart = [name for name in apart if name not in (self.chart.by, ROW_NO.id, CURRENCY.id)]
        self._by, self._currency = at[self.chart.by], at.get(CURRENCY.id)
        self._lines = [at[name] for name in self._apart]
        self._figures = [at[name] for name in (*self.chart.columns, *self.chart.lines)]

    def take(self, cells: Sequence[Cell]) -> None:
        """Note a row's figures; one without a place on the axis is none of the picture."""
        place = cells[self._by]
        if place == "":
            return
        currency = str(cells[self._currency]) if self._currency is not None else ""
        line = tuple(cells[at] for at in self._lines)
        of_place = self._points.setdefault(currency, defaultdict(dict))[place]
        self._doubled = self._doubled or line in of_place
        of_place[line] = [cells[at] for at in self._figures]

    @property
    def pictures(self) -> Sequence[Picture]:
        """What to draw; nothing of a tab without rows."""
        several = len(self._points) > 1
        return [
            Picture(self.tab, self.chart, self._apart, points, currency if several else "", self._doubled)
            for currency, points in self._points.items()
        ]


def _is_month(place: Cell) -> bool:
    """A month as text (2026-11) sorts as well as a day."""
    return isinstance(place, str) and place[:4].isdecimal() and place[4:5] in ("-", ".", "/")
