"""The charts of a snapshot as native charts of its worksheet, over the cells that they are drawn of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any, NamedTuple

import xlsxwriter

from sheets_bridge.export.texts import pattern, title
from sheets_bridge.messages import Message, say
from sheets_bridge.spreadsheet import Snapshot
from sheets_bridge.spreadsheet.areas import Area
from sheets_bridge.spreadsheet.snapshots import ChartSeries, PlacedChart

_ROUND = ("pie", "doughnut")
_HOLE = (10, 90)
"""Per cent, as Excel takes it."""
_TITLE = {"overlay": False, "name_font": {"size": 12, "bold": False, "color": "#5F6368"}}
_INKS = ("#4285F4", "#EA4335", "#FBBC04", "#34A853", "#FF6D01", "#46BDC6", "#7BAAF7", "#F07B72", "#FCD04F", "#71C287")
"""Google's colours, in their order, where nobody chose others."""
_GRID = {"visible": True, "line": {"color": "#E8EAED"}}


class Shown(NamedTuple):
    """A snapshot and the name of its worksheet."""

    name: str
    shot: Snapshot


Shots = Mapping[int, Shown]
"""By the number of the sheet that they were taken of: charts name their cells by it."""


@dataclass(frozen=True)
class _Run:
    """The cells of a range in their order, down or across."""

    on: Shown
    cells: Sequence[tuple[int, int]]

    @property
    def values(self) -> Sequence[object]:
        """What they show."""
        return [self.on.shot.value(*cell) for cell in self.cells]

    def part(self, first: int, last: int) -> list[Any]:
        """Some of them as XlsxWriter takes a range."""
        return [self.on.name, *self.cells[first], *self.cells[last]]


@dataclass(frozen=True)
class _Drawing:
    """A chart whose cells are all written; `first` and `last` are its first and last figures' places in the runs."""

    chart: PlacedChart
    places: _Run | None
    series: Sequence[tuple[ChartSeries, _Run]]
    first: int
    last: int

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of its series, each once."""
        return list(dict.fromkeys(series.kind for series, _ in self.series))

    def pattern(self, *, right: bool) -> str:
        """How the figures of an axis show; "" where none stands there."""
        run = next((run for series, run in self.series if series.right == right), None)
        return pattern(run.on.shot.look(*run.cells[self.first]).pattern) if run else ""


def insert_all(book: xlsxwriter.Workbook, sheet: Any, shot: Snapshot, shots: Shots) -> list[Message]:
    """Draw a snapshot's charts on its worksheet; what is to be known of those that cannot be."""
    notes = []
    for chart in shot.charts:
        found = _drawing(chart, shots)
        if isinstance(found, Message):
            notes.append(found)
        else:
            offsets = {"x_offset": chart.right, "y_offset": chart.down}
            sheet.insert_chart(chart.row, chart.column, _drawn(book, found), offsets)
    return notes


def _drawing(chart: PlacedChart, shots: Shots) -> _Drawing | Message:
    """What is drawn, or why nothing is."""
    series = [(one, _run(one.values, shots)) for one in chart.series]
    whole = [(one, run) for one, run in series if run]
    places = _run(chart.places, shots) if chart.places else None
    if not series or len(whole) < len(series) or (chart.places and not places):
        return say("The chart {chart} is left out: it is of a kind, or shows cells of another tab, that the workbook "
                   "cannot hold. Look at it on the sheet.", chart=chart.title)  # fmt: skip
    first = _headers(chart, whole[0][1])
    last = _last(places or whole[0][1])
    if last < first:
        return say("The chart {chart} is left out: there is nothing to show yet.", chart=chart.title)
    return _Drawing(chart, places, whole, first, last)


def _run(where: Area, shots: Shots) -> _Run | None:
    on = shots.get(where.sheet_id)
    if on is None:
        return None
    top, bottom, left, right = on.shot.closed(where)
    cells = [(row, column) for row in range(top, bottom) for column in range(left, right)]
    return _Run(on, cells) if cells and min(bottom - top, right - left) == 1 else None


def _headers(chart: PlacedChart, figures: _Run) -> int:
    """As the chart says; where it does not, a text above figures names them."""
    first = figures.values[0]
    guessed = int(isinstance(first, str) and first != "" and len(figures.cells) > 1)
    return guessed if chart.headers is None else chart.headers


def _last(run: _Run) -> int:
    """The last cell that shows anything: formulas leave blanks below what they list."""
    return max((at for at, value in enumerate(run.values) if value != ""), default=-1)


def _drawn(book: xlsxwriter.Workbook, drawing: _Drawing) -> Any:
    chart, (kind, *others) = drawing.chart, drawing.kinds
    drawn = _of_kinds(book, drawing, [kind])
    if others:
        drawn.combine(_of_kinds(book, drawing, others))
    drawn.set_title({"name": title(chart.title), **_TITLE} if chart.title else {"none": True})
    drawn.set_legend({"none": True} if chart.legend == "none" else {"position": chart.legend})
    drawn.set_size({"width": chart.width, "height": chart.height})
    if chart.shows_hidden:
        drawn.show_hidden_data()
    _DRESSED.get(kind, _dress_upright)(drawn, drawing)
    return drawn


def _of_kinds(book: xlsxwriter.Workbook, drawing: _Drawing, kinds: Sequence[str]) -> Any:
    """A chart of the series of these kinds, drawn as the first of them; its axis on the right, where they have one."""
    told = {"type": kinds[0], "subtype": drawing.chart.stacked} if drawing.chart.stacked else {"type": kinds[0]}
    chart, right = book.add_chart(told), drawing.pattern(right=True)
    for ink, (series, run) in zip(cycle(_INKS), drawing.series, strict=False):
        if series.kind in kinds:
            chart.add_series(_series(drawing, series, run, series.ink or ink))
    if right:
        chart.set_y2_axis({"num_format": right})
    return chart


def _series(drawing: _Drawing, series: ChartSeries, run: _Run, ink: str) -> dict[str, Any]:
    first, last = drawing.first, drawing.last
    return {
        **({"name": run.part(first - 1, first - 1)[:3]} if first else {}),
        **({"categories": drawing.places.part(first, last)} if drawing.places else {}),
        "values": run.part(first, last),
        "y2_axis": series.right,
        **_inked(series.kind, ink, last + 1 - first),
    }


def _inked(kind: str, ink: str, pieces: int) -> dict[str, Any]:
    """A series in its colour; the pieces of a ring in colours of their own."""
    if kind in _ROUND:
        return {"points": [{"fill": {"color": one}} for one in islice(cycle(_INKS), pieces)]}
    return {"line" if kind == "line" else "fill": {"color": ink}}


def _dress_round(drawn: Any, drawing: _Drawing) -> None:
    if drawing.chart.hole:
        least, most = _HOLE
        drawn.set_hole_size(min(max(round(100 * drawing.chart.hole), least), most))


def _dress_lying(drawn: Any, drawing: _Drawing) -> None:
    drawn.set_x_axis({"num_format": drawing.pattern(right=False), "major_gridlines": _GRID})
    drawn.set_y_axis({"reverse": True, "label_position": "low"})


def _dress_upright(drawn: Any, drawing: _Drawing) -> None:
    days = {"date_axis": True, "num_format": "m/d"} if _in_days(drawing) else {}
    drawn.set_x_axis({"label_position": "low", **days})
    drawn.set_y_axis({"num_format": drawing.pattern(right=False) or "General", "major_gridlines": _GRID})


def _in_days(drawing: _Drawing) -> bool:
    places = drawing.places
    return places is not None and places.on.shot.look(*places.cells[drawing.first]).is_day


_DRESSED = {**dict.fromkeys(_ROUND, _dress_round), "bar": _dress_lying}
