"""Native charts of a workbook: drawn on their tab, of figures that stand on a worksheet of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

import xlsxwriter

from sheets_bridge.export.gathering import Gathered, Line
from sheets_bridge.messages import Message
from sheets_bridge.model import Kind
from sheets_bridge.spreadsheet.cells import Cell

_SHEET = {"ko": "차트 자료", "en": "Chart data"}
_SIZE = {"width": 760, "height": 360}
_ROWS_APART = 20
"""A chart is as high as so many rows, with some to spare."""
_GREY = "#9E9E9E"


@dataclass(frozen=True)
class Drawn:
    """Where a chart goes, and what it is drawn of."""

    sheet: Any
    of: Gathered


@dataclass(frozen=True)
class _Block:
    """The figures of a chart as columns beside one another: the axis first, then a column a series."""

    of: Gathered
    first: int
    """The column its axis stands in."""

    @cached_property
    def series(self) -> Sequence[tuple[Line, int]]:
        """Line and figure of each series."""
        return [(line, n) for n in range(len(self._figures)) for line in self.of.lines]

    @property
    def header(self) -> Sequence[str]:
        """The label of each column."""
        shape = self.of.tab.shape
        names = [(shape.label(self._figures[n]), self.of.names(line)) for line, n in self.series]
        return [shape.label(self.of.chart.by), *(" · ".join(filter(None, name)) for name in names)]

    @property
    def patterns(self) -> Sequence[str]:
        """How the numbers of each column show."""
        shape = self.of.tab.shape
        ids = [self.of.chart.by, *(self._figures[n] for _, n in self.series)]
        return [shape.number_format(column_id)["pattern"] for column_id in ids]

    def rows(self) -> Iterator[Sequence[Cell]]:
        """A row a place on the axis; a line that says nothing there is blank."""
        for place in self.of.places:
            figures = self.of.points[place]
            yield [place, *(figures[line][n] if line in figures else "" for line, n in self.series)]

    @property
    def _figures(self) -> Sequence[str]:
        return (*self.of.chart.columns, *self.of.chart.lines)


def draw_all(book: xlsxwriter.Workbook, drawn: Sequence[Drawn]) -> list[Message]:
    """Draw every chart that can be; what is to be known of the others."""
    problems = [problem for one in drawn if (problem := one.of.problem)]
    good = [one for one in drawn if one.of.problem is None]
    if good:
        name = _SHEET[good[0].of.tab.shape.language]
        blocks = list(_blocks([one.of for one in good]))
        _write(book, name, blocks)
        taken: dict[int, int] = {}
        for one, block in zip(good, blocks, strict=True):
            row = taken.setdefault(id(one.sheet), 1)
            one.sheet.insert_chart(row, len(one.of.tab.columns) + 1, _chart(book, name, block))
            taken[id(one.sheet)] = row + _ROWS_APART
    return problems


def _blocks(gathered: Sequence[Gathered]) -> Iterator[_Block]:
    first = 0
    for one in gathered:
        block = _Block(one, first)
        yield block
        first += len(block.header) + 1


def _write(book: xlsxwriter.Workbook, name: str, blocks: Sequence[_Block]) -> None:
    """The figures, row by row across all blocks: what is written stays in no memory."""
    sheet, bold = book.add_worksheet(name), book.add_format({"bold": True})
    sheet.set_tab_color(_GREY)
    formats = {block.first + n: book.add_format({"num_format": pattern})
               for block in blocks for n, pattern in enumerate(block.patterns)}  # fmt: skip
    for block in blocks:
        for n, label in enumerate(block.header):
            sheet.write_string(0, block.first + n, label, bold)
    for at, rows in enumerate(zip_longest(*(block.rows() for block in blocks), fillvalue=()), 1):
        for block, cells in zip(blocks, rows, strict=True):
            for n, cell in enumerate(cells, block.first):
                _put(sheet, at, n, cell, formats[n])


def _put(sheet: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, look) if cell else sheet.write_blank(row, column, None, look)
    else:
        sheet.write_number(row, column, cell, look)


def _chart(book: xlsxwriter.Workbook, name: str, block: _Block) -> Any:
    of, plain = block.of, len(block.of.chart.columns)
    chart = _of_kind(book, of.chart.kind, name, block, [n for n, (_, at) in enumerate(block.series, 1) if at < plain])
    second = [n for n, (_, at) in enumerate(block.series, 1) if at >= plain]
    if second:
        lines = _of_kind(book, "line", name, block, second, second_axis=True)
        lines.set_y2_axis({"num_format": block.patterns[second[0]]})
        chart.combine(lines)
    chart.set_title({"name": of.chart.title(of.tab.shape.language), "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.set_size(_SIZE)
    if of.chart.kind != "pie":
        # What counts days gets an axis of days: a day without a row is a gap and not left out.
        axis = {"date_axis": True, "num_format": "m/d"} if of.kind in (Kind.DAY, Kind.MOMENT) else {}
        chart.set_x_axis(axis)
        chart.set_y_axis({"num_format": block.patterns[1], "major_gridlines": {"visible": True}})
    return chart


def _of_kind(
    book: xlsxwriter.Workbook, kind: str, name: str, block: _Block, columns: Sequence[int], *, second_axis: bool = False
) -> Any:
    chart, last = book.add_chart({"type": kind}), len(block.of.places)
    for n in columns:
        at = block.first + n
        chart.add_series({
            "name": [name, 0, at],
            "categories": [name, 1, block.first, last, block.first],
            "values": [name, 1, at, last, at],
            "y2_axis": second_axis,
        })  # fmt: skip
    return chart
