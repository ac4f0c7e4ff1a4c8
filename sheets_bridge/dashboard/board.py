"""The dashboard as a whole: which parts stand where, and the requests that draw it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheets_bridge.dashboard import cards, footer, looks, pictures, selecting, tables
from sheets_bridge.dashboard.blocks import (
    CAMPAIGNS,
    FIRST_COLUMN,
    HOURS,
    MEDIA,
    PRODUCTS,
    SERIES,
    TOP,
    Block,
    Blocks,
    blocks,
)
from sheets_bridge.dashboard.given import Given
from sheets_bridge.dashboard.grid import SHEET, Cell, Drawing, requests
from sheets_bridge.dashboard.words import words
from sheets_bridge.spreadsheet.areas import Area, Change
from sheets_bridge.spreadsheet.boards import Anchor, Board
from sheets_bridge.spreadsheet.roles import Role

ROWS = 300
"""More than are seen: the hidden columns need them."""
PENDING = '=""'
"""Stands where a report's tab is yet to come."""
_CHART_ROWS, _ROW_HEIGHT = 14, 21
_DEFAULT_LEAST_COST = 10000
_MOST_WIDTH_OF_A_LINE = 60


@dataclass
class _Page:
    """The dashboard while it is drawn, from above."""

    given: Given
    say: Mapping[str, str]
    blocks: Blocks
    drawing: Drawing
    row: int = cards.END_ROW

    def title(self, name: str, column: int = 1, span: int = looks.COLUMNS) -> None:
        """The title of a part, on the row that comes next."""
        self.drawing.put([Cell(self.row, column, self.say[name], looks.SECTION, span=span)])

    def has(self, table: str) -> bool:
        """Whether a report is to stand on this spreadsheet."""
        return table in self.given.titles


def dashboard(title: str, given: Given) -> Board:
    """The dashboard of a spreadsheet on which 일별 종합 is to stand."""
    say, found = words(given.language), blocks(given.titles)
    page = _Page(given, say, found, Drawing())
    page.drawing.put(selecting.top(say, title, found))
    page.drawing.put(selecting.scope(say, found))
    page.drawing.put(cards.cards(given, say, found))
    page.drawing.put(cards.figures(found))
    page.drawing.put(tables.series(found))
    for part in (_charts, _media, _campaigns, _products, _fortnight, _heat, _foot):
        part(page)
    anchors = {block.id: _anchor(block, given) for block in found.by_id.values() if block.formula}
    page.drawing.put(Cell(one.row, one.column, one.entry, looks.CAPTION) for one in anchors.values())
    page.drawing.put(_captions(found))
    page.drawing.others[:0] = [*_frame(page), *selecting.choices(say, found), *cards.colours()]
    paper = Area(SHEET, 0, page.row + 1, 0, FIRST_COLUMN - 1)

    def draw(sheet_id: int) -> list[Change]:
        return requests(page.drawing, sheet_id, ROWS, paper)

    return Board(title, "dashboard", ROWS, found.width, draw, anchors, Role.DASHBOARD)


def _anchor(block: Block, given: Given) -> Anchor:
    """The first cell of a block: waiting, as long as the columns it needs do not stand."""
    assert block.formula is not None
    ranges = given.ranges.get(block.table, {})
    there = all(need in ranges for need in block.needs)
    return Anchor(TOP, block.column, block.formula(ranges) if there else PENDING, pending=not there)


def _charts(page: _Page) -> None:
    height = _CHART_ROWS * _ROW_HEIGHT
    page.drawing.others.append(pictures.trend(page.say, page.blocks, page.row, height))
    if page.has(MEDIA):
        page.drawing.others.append(pictures.share(page.say, page.blocks, page.row, height))
    else:
        page.drawing.others.append(pictures.visits(page.say, page.blocks, page.row, 7, height))
    page.row += _CHART_ROWS + 1


def _media(page: _Page) -> None:
    if page.has(MEDIA):
        page.title("media")
        page.drawing.put(tables.media(page.given, page.say, page.blocks, page.row + 1))
        page.row += 1 + 1 + tables.MOST_MEDIA + 1 + 1


def _campaigns(page: _Page) -> None:
    if not page.has(CAMPAIGNS):
        return
    page.title("campaigns_best", 1, 3)
    page.title("campaigns_worst", 6, 5)
    least = Cell(page.row, 5, _DEFAULT_LEAST_COST, looks.shown(looks.CHOICE, "money", decimals=False))
    page.drawing.put([Cell(page.row, 4, page.say["least_cost"], looks.LABEL), least])
    page.drawing.put(tables.ranking(page.blocks, f"$F${page.row + 1}"))
    page.drawing.put(tables.listed(page.given, page.blocks, "best", page.row + 1, 1))
    page.drawing.put(tables.listed(page.given, page.blocks, "worst", page.row + 1, 6))
    page.row += 1 + 1 + tables.TOP_TEN + 1


def _products(page: _Page) -> None:
    """The products beside the chart of visits; the chart stands above where media have none beside them."""
    if page.has(PRODUCTS):
        page.title("products", 1, 5)
        page.drawing.put(tables.products(page.given, page.blocks, page.row + 1, 1))
    if page.has(MEDIA):
        column = 6 if page.has(PRODUCTS) else 1
        height = (2 + tables.TOP_TEN) * _ROW_HEIGHT
        page.drawing.others.append(pictures.visits(page.say, page.blocks, page.row, column, height))
    if page.has(PRODUCTS) or page.has(MEDIA):
        page.row += 1 + 1 + tables.TOP_TEN + 1


def _fortnight(page: _Page) -> None:
    page.title("fortnight")
    page.drawing.put(tables.fortnight(page.given, page.blocks, page.row + 1))
    changes = [Area(SHEET, page.row + 2, page.row + 2 + tables.FORTNIGHT, 3, 4).grid()]
    page.drawing.others += [
        cards.rise(changes, "NUMBER_GREATER", looks.UP),
        cards.rise(changes, "NUMBER_LESS", looks.DOWN),
    ]
    page.row += 1 + 1 + tables.FORTNIGHT + 1


def _heat(page: _Page) -> None:
    if page.has(HOURS):
        page.title("heat")
        page.drawing.put(tables.heat(page.given, page.say, page.blocks, page.row + 1))
        page.drawing.others.append(pictures.warm(page.row + 1))
        page.row += 1 + 1 + tables.HOURS + 1


def _foot(page: _Page) -> None:
    told = list(footer.footer(page.given, page.say, page.blocks, page.row))
    page.drawing.put(told)
    tall = [cell for cell in told if cell.column > 1 and _is_long(cell)]
    page.drawing.others += [_sized("ROWS", cell.row, 1, 2 * _ROW_HEIGHT) for cell in tall]
    page.row = 1 + max(cell.row for cell in told)


def _is_long(cell: Cell) -> bool:
    return len(str(cell.entry)) > _MOST_WIDTH_OF_A_LINE


def _captions(found: Blocks) -> Iterator[Cell]:
    """What stands above the hidden columns: charts take their words from there."""
    told = {"series": dict(zip(SERIES, _SERIES_WORDS, strict=True))}
    for block in found.by_id.values():
        names = list(told.get(block.id, {}).values()) or [block.id] + [""] * (block.columns - 1)
        for at, name in enumerate(names):
            yield Cell(TOP - 1, block.column + at, name, looks.CAPTION)


_SERIES_WORDS = (
    "일자",
    "통계 순매출",
    "광고비",
    "통합 ROAS",
    "방문수",
    "구매전환율",
    "구매건수",
    "객단가",
    "전주 동요일 대비",
)


def _frame(page: _Page) -> Iterator[Change]:
    """Widths, what is hidden, and a word to whoever wants to type there."""
    seen = FIRST_COLUMN - 1
    yield _sized("COLUMNS", 0, 1, looks.MARGIN_WIDTH)
    yield _sized("COLUMNS", 1, looks.COLUMNS, looks.WIDTH)
    yield _sized("COLUMNS", 1 + looks.COLUMNS, 1, looks.MARGIN_WIDTH)
    yield _sized("ROWS", selecting.TITLE_ROW, 1, 34)
    yield from (_sized("ROWS", cards.FIRST_ROW + cards.HEIGHT * line + 1, 1, 34) for line in range(2))
    yield _hidden("COLUMNS", seen, page.blocks.width)
    yield _hidden("ROWS", page.row + 1, ROWS)
    where = Area(SHEET, 0, None, seen, None)
    told = {"range": where.grid(), "description": "sheets_bridge", "warningOnly": True}
    yield {"addProtectedRange": {"protectedRange": told}}


def _span(dimension: str, start: int, end: int) -> Change:
    return {"sheetId": SHEET, "dimension": dimension, "startIndex": start, "endIndex": end}


def _sized(dimension: str, start: int, count: int, pixels: int) -> Change:
    span = _span(dimension, start, start + count)
    return {"updateDimensionProperties": {"range": span, "properties": {"pixelSize": pixels}, "fields": "pixelSize"}}


def _hidden(dimension: str, start: int, end: int) -> Change:
    span = _span(dimension, start, end)
    return {
        "updateDimensionProperties": {"range": span, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    }
