"""The tables of the dashboard: what is seen of each hidden block, a sum that lacks a row left blank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_bridge.dashboard import looks
from sheets_bridge.dashboard.blocks import (
    CAMPAIGN_FIGURES,
    LISTED,
    MEDIA_FIGURES,
    MOST_CAMPAIGNS,
    PRODUCT_FIGURES,
    SERIES,
    SUMS,
    TOP,
    Block,
    Blocks,
)
from sheets_bridge.dashboard.blocks import (
    MOST_MEDIA as MOST_MEDIA,
)
from sheets_bridge.dashboard.blocks import (
    TOP_TEN as TOP_TEN,
)
from sheets_bridge.dashboard.cards import divided
from sheets_bridge.dashboard.given import Given
from sheets_bridge.dashboard.grid import Cell, Look

LINES, FORTNIGHT = 30, 14
HOURS, WEEKDAYS = 24, "월화수목금토일"
_WEEKDAYS_IN_ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Head:
    """A column of a table that is seen; `span` columns of the grid."""

    ko: str
    en: str
    kind: str
    note_ko: str = ""
    note_en: str = ""
    span: int = 1

    def cell(self, row: int, column: int, given: Given) -> Cell:
        """Its header."""
        label, note = (self.ko, self.note_ko) if given.language == "ko" else (self.en, self.note_en)
        look = looks.HEAD_TEXT if self.kind in ("text", "day") else looks.HEAD
        return Cell(row, column, label, look, note, span=self.span)

    def look(self, given: Given) -> Look:
        """Of the figures below it."""
        return looks.figure(self.kind, decimals=given.decimals)


_COST = Head("광고비", "Ad cost", "money", "설정한 부가세 기준의 광고비.", "On the VAT basis of the settings.")
_REAL = Head("실매출", "Real sales", "money", "광고로 들어온 그 방문에서 결제된 주문의 결제금액 − 지금까지의 "
    "취소·환불액.",
             "Paid within the visit that came by the ad, less refunds by now.")  # fmt: skip
_REAL_ROAS = Head(
    "실ROAS", "Real ROAS", "percent", "실매출 ÷ 광고비(합계끼리 나눈 값).", "Real sales ÷ ad cost, out of sums."
)

MEDIA_HEADS = (
    Head("매체", "Medium", "text", "비광고: 광고가 아닌 유입. 미매핑: 채널 매핑 탭에 적으면 제 매체로 옮겨 갑니다.",
         "비광고: visits nobody paid for. 미매핑: map them on the tab 채널 매핑.", span=2),
    _COST,
    Head("노출수", "Impressions", "number", "매체가 센 노출수.", "As the medium counts."),
    Head("클릭수", "Clicks", "number", "매체가 센 클릭수.", "As the medium counts."),
    Head("전환매출", "Purchase value", "money", "매체가 자기 덕이라고 말하는 구매 금액. 매체끼리 겹칠 수 있습니다.",
         "What the medium claims; several may claim the same purchase."),
    Head("매체 ROAS", "ROAS by medium", "percent", "전환매출 ÷ 광고비(합계끼리 나눈 값).", "Purchase value ÷ ad "
        "cost."),
    Head("구매건수", "Orders", "number", "이 매체로 들어온 그 방문에서 결제된 주문.", "Paid within the visit by "
        "the medium."),
    _REAL,
    _REAL_ROAS,
)  # fmt: skip
LISTED_HEADS = (
    Head("캠페인", "Campaign", "text", "최소 광고비 이상을 쓴 캠페인 가운데, 고른 기간의 실ROAS 차례.",
         "Of the campaigns with the least cost or more, by real ROAS.", span=2),
    _COST, _REAL, _REAL_ROAS,
)  # fmt: skip
PRODUCT_HEADS = (
    Head("상품", "Product", "text", "고른 기간에 많이 팔린 차례.", "By sales in the period.", span=2),
    Head("실판매금액", "Net sales", "money", "판매금액 − 취소·환불 금액.", "Sales − given back."),
    Head("배분 광고비", "Ad cost", "money", "이 상품에 나눈 광고비.", "Ad cost shared out to it."),
    Head("실ROAS", "Real ROAS", "percent", "(광고 판매금액 − 광고 판매 취소·환불) ÷ 배분 광고비(합계끼리 나눈 값).",
         "(Sales by ads − given back of them) ÷ ad cost, out of sums."),
)  # fmt: skip
DAY_HEADS = (
    Head("일자", "Date", "day"),
    Head("통계 순매출", "Net sales", "money", "결제합계 − 환불합계.", "Payments − refunds."),
    Head("전주 동요일", "Week before", "change", "7일 전과 견준 통계 순매출.", "Net sales against 7 days before."),
    Head("구매건수", "Orders", "number"),
    Head("객단가", "Sales per order", "money", "접속통계 매출액 ÷ 구매건수.", "Access sales ÷ orders."),
    Head("방문수", "Visits", "number"),
    Head("구매전환율", "Orders per visit", "rate", "구매건수 ÷ 방문수.", "Orders ÷ visits."),
    Head("광고비", "Ad cost", "money", "빈칸: 그날 미수집인 매체가 있습니다. 까닭은 일별 종합의 집계 상태에 "
        "있습니다.",
         "Blank: a medium is not collected; 일별 종합 says why."),
    Head("통합 ROAS", "Blended ROAS", "percent", "자사몰 순매출 ÷ 광고비.", "Net sales of the mall ÷ ad "
        "cost.", span=2),
)  # fmt: skip
_DAY_COLUMNS = ("date", "net_sales", "change", "order_count", "sales_per_order", "visit_count", "purchase_rate",
                "ad_cost", "blended_roas")  # fmt: skip


def head(heads: Sequence[Head], row: int, column: int, given: Given) -> Iterator[tuple[Cell, Head, int]]:
    """Each header with what it heads and its column."""
    for one in heads:
        yield one.cell(row, column, given), one, column
        column += one.span


def table(
    heads: Sequence[Head], entries: Sequence[Sequence[str]], row: int, column: int, given: Given
) -> Iterator[Cell]:
    """A header and lines below it."""
    for title, one, at in head(heads, row, column, given):
        yield title
        place = [other is one for other in heads].index(True)
        for line, cells in enumerate(entries, row + 1):
            yield Cell(line, at, cells[place], one.look(given), span=one.span)


def media(given: Given, say: Mapping[str, str], blocks: Blocks, row: int) -> Iterator[Cell]:
    """A line a medium, the sums below."""
    block = blocks["media"]
    lines = [_of_medium(block, at) for at in range(MOST_MEDIA)]
    yield from table(MEDIA_HEADS, [*lines, _all_media(say, block)], row, 1, given)


def _of_medium(block: Block, row: int) -> list[str]:
    cost, impressions, clicks, value, orders, real = (whole(block, one, row) for one in MEDIA_FIGURES)
    return [_same(block.ref(0, row)), f"={cost}", f"={impressions}", f"={clicks}", f"={value}",
            divided(value, cost), f"={orders}", f"={real}", divided(real, cost)]  # fmt: skip


def _all_media(say: Mapping[str, str], block: Block) -> list[str]:
    cost, impressions, clicks, value, orders, real = (_summed(block, one) for one in MEDIA_FIGURES)
    return [say["total"], f"={cost}", f"={impressions}", f"={clicks}", f"={value}", divided(value, cost),
            f"={orders}", f"={real}", ""]  # fmt: skip


def whole(block: Block, figure: str, row: int) -> str:
    """A sum, blank where it stands in no row or a row lacks it."""
    there, missing = (f"N({block.sum(figure, part, row)})" for part in (1, 2))
    return f'IF(AND({there}>0,{missing}=0),{block.sum(figure, 0, row)},"")'


def _summed(block: Block, figure: str) -> str:
    at = SUMS[block.id].at(figure)
    sums, there, missing = (f"SUM({block.rows(at + part, MOST_MEDIA)})" for part in range(3))
    return f'IF(AND({there}>0,{missing}=0),{sums},"")'


def ranking(blocks: Blocks, least_cost: str) -> Iterator[Cell]:
    """The hidden cells: the campaigns' real ROAS, and the best and the worst ten by it."""
    block, ratio = blocks["campaigns"], blocks["ratio"]
    sums = SUMS["campaigns"]
    columns = {one: block.rows(sums.at(one), MOST_CAMPAIGNS) for one in CAMPAIGN_FIGURES}
    cost, real = columns["cost"], columns["real_sales"]
    whole_ones = [block.rows(sums.at(one, 2), MOST_CAMPAIGNS) + "=0" for one in ("cost", "real_sales")]
    roas = f'=ARRAYFORMULA(IF(ISNUMBER({cost}),IF({cost}>0,{real}/{cost},""),""))'
    yield Cell(TOP, ratio.column, roas, looks.CAPTION)
    names = [block.rows(at, MOST_CAMPAIGNS) for at in range(2)]
    array = ",".join((*names, cost, real, ratio.rows(0, MOST_CAMPAIGNS)))
    enough = ",".join((f"ISNUMBER({cost})", f"{cost}>=MAX(1,{least_cost})", *whole_ones))
    for id_, upwards in (("best", "FALSE"), ("worst", "TRUE")):
        listed = f'=IFERROR(SORTN(FILTER({{{array}}},{enough}),{TOP_TEN},0,{len(LISTED)},{upwards}),"")'
        yield Cell(TOP, blocks[id_].column, listed, looks.CAPTION)


def listed(given: Given, blocks: Blocks, id_: str, row: int, column: int) -> Iterator[Cell]:
    """The best or the worst campaigns."""
    block = blocks[id_]
    places = [LISTED.index(one) for one in ("campaign_name", "cost", "real_sales", "real_roas")]
    lines = [[_same(block.ref(at, line)) for at in places] for line in range(TOP_TEN)]
    yield from table(LISTED_HEADS, lines, row, column, given)


def products(given: Given, blocks: Blocks, row: int, column: int) -> Iterator[Cell]:
    """The products that sold most."""
    block = blocks["products"]
    lines = []
    for line in range(TOP_TEN):
        net, sold, back, cost = (whole(block, one, line) for one in PRODUCT_FIGURES)
        roas = f'=IFERROR((1*{sold}-1*{back})/(1*{cost}),"")'
        lines.append([_same(block.ref(1, line)), f"={net}", f"={cost}", roas])
    yield from table(PRODUCT_HEADS, lines, row, column, given)


def series(blocks: Blocks) -> Iterator[Cell]:
    """The hidden lines of the last thirty days, oldest first."""
    block, days = blocks["series"], blocks["days"]
    for line in range(LINES):
        date = block.ref(0, line)
        entries = (f'=IF({blocks.scope("valid")},{blocks.scope("last")}-{LINES - 1 - line},"")', *_of_day(days, date))
        for column, (entry, look) in enumerate(zip(entries, _SERIES_LOOKS, strict=True)):
            yield Cell(TOP + line, block.column + column, entry, look)


_SERIES_LOOKS = (
    replace(looks.CAPTION, pattern="m/d", kind="DATE"),
    *(looks.shown(looks.CAPTION, kind, decimals=False)
      for kind in ("money", "money", "percent", "number", "rate", "number", "money", "change")),
)  # fmt: skip
"""The axes of charts show numbers as the cells do that they are drawn of."""


def _of_day(days: Block, date: str) -> Iterator[str]:
    def known(figure: str, day: str = date) -> str:
        there = f"MATCH({day},{days.rows(0, 40)},0)"
        at = SUMS["days"].at(figure)
        sums, filled, missing = (f"INDEX({days.rows(at + part, 40)},{there})" for part in range(3))
        return f'IFERROR(IF(AND({filled}>0,{missing}=0),{sums},""),"")'

    net, cost, own = known("net_sales"), known("ad_cost"), known("own_net_sales")
    orders, visits, access = known("order_count"), known("visit_count"), known("access_sales")
    before = known("net_sales", f"{date}-7")
    yield from (f"={net}", f"={cost}", _over(own, cost), f"={visits}", _over(orders, visits), f"={orders}",
                _over(access, orders), f'=IFERROR(IF(1*{before}>0,{net}/{before}-1,""),"")')  # fmt: skip


def _over(figure: str, over: str) -> str:
    """A ratio of long terms: a blank text divides into an error."""
    return f'=IFERROR(1*{figure}/{over},"")'


def fortnight(given: Given, blocks: Blocks, row: int) -> Iterator[Cell]:
    """The last fourteen days, newest first."""
    block = blocks["series"]
    places = [SERIES.index(one) for one in _DAY_COLUMNS]
    lines = [[_same(block.ref(at, LINES - 1 - line)) for at in places] for line in range(FORTNIGHT)]
    yield from table(DAY_HEADS, lines, row, 1, given)


def heat(given: Given, say: Mapping[str, str], blocks: Blocks, row: int) -> Iterator[Cell]:
    """Sales of an hour by weekdays."""
    block = blocks["hours"]
    korean, count = given.language == "ko", 7 * HOURS
    names = tuple(WEEKDAYS) if korean else _WEEKDAYS_IN_ENGLISH
    heads = [Head(one, one, "money") for one in names]
    weekdays, hours, sums, there = (block.rows(at, count) for at in range(4))
    look = looks.figure("money", decimals=given.decimals)
    for title, _, at in head(heads, row, 2, given):
        yield title
        for hour in range(HOURS):
            meant = f'{weekdays},"{WEEKDAYS[at - 2]}",{hours},{hour}'
            entry = f'=IF(SUMIFS({there},{meant})>0,SUMIFS({sums},{meant}),"")'
            yield Cell(row + 1 + hour, at, entry, look)
    for hour in range(HOURS):
        yield Cell(row + 1 + hour, 1, f"{hour}{say['hour']}", looks.TEXT)


def _same(cell: str) -> str:
    return f'=IF({cell}="","",{cell})'
