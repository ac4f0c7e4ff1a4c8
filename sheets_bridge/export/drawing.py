"""Native charts of a workbook: on a worksheet of their own, with the figures that they are drawn of beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

import xlsxwriter

from sheets_bridge.export.gathering import Gathered, Line, Picture
from sheets_bridge.messages import Message
from sheets_bridge.model import Kind
from sheets_bridge.spreadsheet.cells import Cell

_SHEET = {"ko": "차트", "en": "Charts"}
_SIZE = {"width": 760, "height": 360}
_ROWS_APART, _COLUMNS_WIDE = 19, 13
"""A chart of this size is as high and as wide as so many rows and columns, with some to spare."""
_A4, _ON_A4, _ON_A_PAGE = 9, 65, 3
"""Three charts fit on a page at so many percent."""
_BLUE = "#4285F4"


@dataclass(frozen=True)
class _Block:
    """The figures of a chart as columns beside one another: the axis first, then a column a series."""

    of: Picture
    first: int
    """The column its axis stands in."""

    @cached_property
    def series(self) -> Sequence[tuple[Line, int]]:
        """Line and figure of each series."""
        return [(line, n) for n in range(len(self.of.figures)) for line in self.of.lines]

    @cached_property
    def header(self) -> Sequence[str]:
        """The label of each column."""
        label, names = self.of.tab.shape.label, self.of.names()
        told = [(label(self.of.figures[n]), names[line]) for line, n in self.series]
        return [label(self.of.chart.by), *(" · ".join(filter(None, parts)) for parts in told)]

    @cached_property
    def patterns(self) -> Sequence[str]:
        """How the numbers of each column show."""
        ids = [self.of.chart.by, *(self.of.figures[n] for _, n in self.series)]
        return [self.of.tab.shape.number_format(column_id)["pattern"] for column_id in ids]

    def rows(self) -> Iterator[Sequence[Cell]]:
        """A row a place on the axis; a line that says nothing there is blank."""
        for place in self.of.places:
            figures = self.of.points[place]
            yield [place, *(figures[line][n] if line in figures else "" for line, n in self.series)]


def charts_name(gathered: Sequence[Gathered]) -> str:
    """The title of the worksheet with charts, in the language of their tabs; "" where there are none."""
    return _SHEET[gathered[0].tab.shape.language] if gathered else ""


def draw_all(book: xlsxwriter.Workbook, name: str, gathered: Sequence[Gathered]) -> list[Message]:
    """Draw every chart that can be on a worksheet of this name; what is to be known of the others."""
    pictures = [picture for one in gathered for picture in one.pictures]
    good = [one for one in pictures if one.problem is None]
    if good:
        sheet, blocks = book.add_worksheet(name), list(_blocks(good))
        _dress(sheet, len(good))
        _write(book, sheet, blocks)
        for n, block in enumerate(blocks):
            sheet.insert_chart(n * _ROWS_APART, 0, _chart(book, name, block))
    return [one.problem for one in pictures if one.problem]


def _blocks(pictures: Sequence[Picture]) -> Iterator[_Block]:
    first = _COLUMNS_WIDE
    for one in pictures:
        block = _Block(one, first)
        yield block
        first += len(block.header) + 1


def _dress(sheet: Any, charts: int) -> None:
    sheet.set_tab_color(_BLUE)
    sheet.set_paper(_A4)
    sheet.print_area(0, 0, charts * _ROWS_APART - 1, _COLUMNS_WIDE - 2)
    sheet.set_print_scale(_ON_A4)
    sheet.set_h_pagebreaks(range(_ON_A_PAGE * _ROWS_APART, charts * _ROWS_APART, _ON_A_PAGE * _ROWS_APART))


def _write(book: xlsxwriter.Workbook, sheet: Any, blocks: Sequence[_Block]) -> None:
    """The figures, row by row across all blocks: what is written stays in no memory."""
    bold = book.add_format({"bold": True})
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
    if not isinstance(cell, str):
        sheet.write_number(row, column, cell, look)
    elif cell:
        sheet.write_string(row, column, cell, look)


def _chart(book: xlsxwriter.Workbook, name: str, block: _Block) -> Any:
    chart, plain = block.of.chart, len(block.of.chart.columns)
    drawn = _of_kind(book, chart.kind, name, block, [n for n, (_, at) in enumerate(block.series, 1) if at < plain])
    second = [n for n, (_, at) in enumerate(block.series, 1) if at >= plain]
    if second:
        lines = _of_kind(book, "line", name, block, second, second_axis=True)
        lines.set_y2_axis({"num_format": _axis_pattern(block, second[0])})
        drawn.combine(lines)
    drawn.set_title({"name": block.of.title, "overlay": False})
    drawn.set_legend({"position": "bottom"})
    drawn.set_size(_SIZE)
    _set_axes(drawn, block)
    return drawn


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


def _set_axes(drawn: Any, block: _Block) -> None:
    """Along one axis stands what is told apart, along the other the figures; those of bars lie."""
    figures = {"num_format": _axis_pattern(block, 1), "major_gridlines": {"visible": True}}
    if block.of.chart.kind == "bar":
        drawn.set_x_axis(figures)
        drawn.set_y_axis({"label_position": "low", "reverse": True})
    elif block.of.chart.kind != "pie":
        # What counts days gets an axis of days: a day without a row is a gap and not left out.
        in_days = block.of.kind in (Kind.DAY, Kind.MOMENT)
        days = {"date_axis": True, "num_format": "m/d"} if in_days else {}
        drawn.set_x_axis({"label_position": "low", **days})
        drawn.set_y_axis(figures)


def _axis_pattern(block: _Block, column: int) -> str:
    """An axis needs no decimals of money."""
    pattern = block.patterns[column]
    return "#,##0" if pattern.startswith("#,##0") else pattern
