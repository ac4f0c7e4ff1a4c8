"""The cards: a figure of the period, how it moved against the days it is compared with, its goal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheets_bridge.dashboard import looks
from sheets_bridge.dashboard.blocks import FIGURES, MONTHLY, TOP, Blocks
from sheets_bridge.dashboard.given import Given
from sheets_bridge.dashboard.grid import SHEET, Cell
from sheets_bridge.spreadsheet.areas import Area, Change, letters

FIRST_ROW, HEIGHT = 5, 5
"""Of the first line of cards; a line of them with the gap below."""
_SPAN, _A_LINE = 2, 5


@dataclass(frozen=True)
class Card:
    """`over` divides it where it is a ratio; `goal` names the figure of the month shown below it."""

    ko: str
    en: str
    kind: str
    figure: str
    over: str = ""
    goal: str = ""
    note_ko: str = ""
    note_en: str = ""


CARDS = (
    Card("통계 순매출", "Net sales", "money", "net_sales", goal="goal_reached",
         note_ko="기간의 결제합계 − 환불합계(결제일·환불일 기준). 카페24 값이 있으면 그 값, 없으면 주문으로 "
             "계산한 추정.",
         note_en="Payments − refunds of the period; Cafe24's own figure where there is one."),
    Card("광고비", "Ad cost", "money", "ad_cost", goal="budget_spent",
         note_ko="모든 매체의 광고비 합계. 매체 하나라도 미수집인 날이 있으면 비웁니다.",
         note_en="Of all media. Blank as soon as one medium lacks a day."),
    Card("통합 ROAS", "Blended ROAS", "percent", "own_net_sales", "ad_cost", goal="goal_roas",
         note_ko="자사몰 순매출 ÷ 광고비(합계끼리 나눈 값). 외부 마켓 매출은 넣지 않습니다.",
         note_en="Net sales of the mall itself ÷ ad cost, out of sums."),
    Card("구매건수", "Orders", "number", "order_count",
         note_ko="기간에 결제된 자사몰 주문 수.", note_en="Orders of the mall itself paid in the period."),
    Card("객단가", "Sales per order", "money", "access_sales", "order_count",
         note_ko="접속통계 매출액 ÷ 구매건수(합계끼리 나눈 값).", note_en="Access sales ÷ orders, out of sums."),
    Card("방문수", "Visits", "number", "visit_count",
         note_ko="카페24 애널리틱스가 센 방문의 합. 순방문자수는 더할 수 없어 여기 없습니다.",
         note_en="Visits as Cafe24 Analytics counts them. Unique visitors cannot be added up."),
    Card("구매전환율", "Orders per visit", "rate", "order_count", "visit_count",
         note_ko="구매건수 ÷ 방문수(합계끼리 나눈 값).", note_en="Orders ÷ visits, out of sums."),
    Card("신규 고객 CAC", "Cost per new customer", "money", "ad_cost", "first_buyer_count",
         note_ko="광고비 ÷ 첫구매 구매자수(합계끼리 나눈 값).", note_en="Ad cost ÷ first-time buyers, out of sums."),
    Card("목표 달성률", "Goal reached", "share", "net_sales|goal_rate", "sales_goal",
         note_ko="선택한 기간의 마지막 날이 든 달: 그 달의 통계 순매출 ÷ 매출 목표(목표·예산 탭). 끝난 날까지만 "
             "셉니다.",
         note_en="Of the month of the period's last day: net sales so far ÷ the goal on the tab of goals."),
    Card("예산 소진율", "Budget spent", "share", "ad_cost|budget_rate", "ad_budget",
         note_ko="선택한 기간의 마지막 날이 든 달: 그 달의 광고비 ÷ 광고비 예산(목표·예산 탭). 끝난 날까지만 셉니다.",
         note_en="Of the month of the period's last day: ad cost so far ÷ the budget on the tab of goals."),
)  # fmt: skip


def cards(given: Given, say: Mapping[str, str], blocks: Blocks) -> Iterator[Cell]:
    """All of them that can be drawn, in two lines."""
    for at, card in enumerate(_drawn(given)):
        yield from _card(card, at, given, say, blocks)


def _drawn(given: Given) -> list[Card]:
    return [card for card in CARDS if card.figure in FIGURES or MONTHLY in given.titles]


def place(at: int) -> tuple[int, int]:
    """The row and column of a card's title."""
    return FIRST_ROW + HEIGHT * (at // _A_LINE), 1 + _SPAN * (at % _A_LINE)


END_ROW = FIRST_ROW + 2 * HEIGHT
"""Below all of them."""


def figures(blocks: Blocks) -> Iterator[Cell]:
    """The hidden cells: each figure of the period and of the days before, blank where one of its days lacks it."""
    block = blocks["figures"]
    for row, figure in enumerate(FIGURES):
        days, before = blocks.scope("days"), f'IF({blocks.scope("before_first")}="",0,{_length(blocks)})'
        cells = (
            figure,
            _whole(blocks, "now", figure, days, "present"),
            f"={_missing(blocks, 'now', figure, days, 'present')}",
            _whole(blocks, "before", figure, before, "present_before"),
        )
        for column, entry in enumerate(cells):
            yield Cell(TOP + row, block.column + column, entry, looks.CAPTION)


def colours() -> list[Change]:
    """Changes are red upwards and blue downwards."""
    # Beside each change stands the figure before, which is none.
    places = [(row + 2, column) for row, column in map(place, range(2 * _A_LINE))]
    ranges = [Area(SHEET, row, row + 1, column, column + 1).grid() for row, column in places]
    return [rise(ranges, "NUMBER_GREATER", looks.UP), rise(ranges, "NUMBER_LESS", looks.DOWN)]


def rise(ranges: list[dict[str, int]], way: str, ink: str) -> Change:
    """Figures above or below 0 in a colour, where they are a change."""
    first = letters(ranges[0]["startColumnIndex"]) + str(ranges[0]["startRowIndex"] + 1)
    sign = ">" if way == "NUMBER_GREATER" else "<"
    formula = f"=AND(ISNUMBER({first}),{first}{sign}0)"
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    red, green, blue = (int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5))
    letters_ = {"foregroundColorStyle": {"rgbColor": {"red": red, "green": green, "blue": blue}}}
    rule = {"ranges": ranges, "booleanRule": {"condition": condition, "format": {"textFormat": letters_}}}
    return {"addConditionalFormatRule": {"rule": rule, "index": 0}}


def _card(card: Card, at: int, given: Given, say: Mapping[str, str], blocks: Blocks) -> Iterator[Cell]:
    row, column = place(at)
    korean = given.language == "ko"
    title, note = (card.ko, card.note_ko) if korean else (card.en, card.note_en)
    value, before = (_value(card, blocks, before=before) for before in (False, True))
    here, then = f"{letters(column)}{row + 2}", f"{letters(column + 1)}{row + 3}"
    change = f'=IF(AND(ISNUMBER({here}),ISNUMBER({then})),IF({then}>0,{here}/{then}-1,""),"")'
    is_monthly = card.figure not in FIGURES
    yield Cell(row, column, title, looks.CARD_TITLE, note, span=_SPAN)
    yield Cell(row + 1, column, value, looks.shown(looks.CARD_VALUE, card.kind, decimals=given.decimals), span=_SPAN)
    yield Cell(row + 2, column, None if is_monthly else change, looks.CARD_CHANGE)
    look = looks.shown(looks.CARD_BEFORE, card.kind, decimals=given.decimals)
    yield Cell(row + 2, column + 1, None if is_monthly else before, look)
    yield Cell(row + 3, column, _told(card, given, say, blocks), looks.CARD_TOLD, span=_SPAN)


def _value(card: Card, blocks: Blocks, *, before: bool) -> str:
    if card.figure not in FIGURES:
        return _monthly(card, blocks)
    figure = blocks.known(card.figure, before=before)
    return divided(figure, blocks.known(card.over, before=before)) if card.over else f"={figure}"


def divided(figure: str, over: str) -> str:
    """A ratio, blank where a part of it is blank or the divisor 0."""
    return f'=IF(AND(ISNUMBER({figure}),ISNUMBER({over})),IF({over}=0,"",{figure}/{over}),"")'


def _monthly(card: Card, blocks: Blocks) -> str:
    """Of the month's goal: sums of the shops that have one, all of whose figures are whole."""
    goals = blocks["goals"]
    figure, missing = goals.sum(card.figure), f"N({goals.sum(card.figure, 1)})<N({goals.sum(card.over, 1)})"
    return f'=IF(OR(N({goals.sum(card.over)})=0,{missing}),"",{figure}/{goals.sum(card.over)})'


def _told(card: Card, given: Given, say: Mapping[str, str], blocks: Blocks) -> str | None:
    """What is missing, else how far the goal is."""
    if card.figure not in FIGURES:
        there, month = blocks["goals"].sum(card.over, 1), f'TEXT({blocks.scope("last")},"yyyy-mm")'
        return f'=IF(N({there})=0,"{say["no_goal"]}",{month})'
    missing = [blocks.missing(one) for one in (card.figure, card.over) if one]
    most = f"MAX({','.join(missing)})"
    goal = _goal(card.goal, say, blocks) if card.goal and MONTHLY in given.titles else '""'
    return f'=IF({most}>0,"{say["missing"]}"&{most}&"{say["days"]}",{goal})'


def _goal(name: str, say: Mapping[str, str], blocks: Blocks) -> str:
    goals = blocks["goals"]
    if name == "goal_roas":
        # A goal of several shops is none of all of them.
        one = f"N({goals.sum('roas_goal', 1)})=1"
        return f'IF({one},"{say[name]}"&TEXT({goals.sum("roas_goal")},"0%"),"")'
    card = next(
        one for one in CARDS if one.figure == {"goal_reached": "net_sales|goal_rate"}.get(name, "ad_cost|budget_rate")
    )
    value = _monthly(card, blocks).removeprefix("=")
    return f'IFERROR("{say[name]}"&TEXT(1*{value},"0.0%"),"")'


def _whole(blocks: Blocks, block: str, figure: str, days: str, present: str) -> str:
    there = f"N({blocks[block].sum(figure, 1)})>0"
    whole = f"AND({days}>0,{_missing(blocks, block, figure, days, present)}=0,{there})"
    return f'=IF({whole},{blocks[block].sum(figure)},"")'


def _missing(blocks: Blocks, block: str, figure: str, days: str, present: str) -> str:
    """Days without any row, and rows in which the figure is 미수집."""
    return f"(MAX(0,{days}-N({blocks[present].ref()}))+N({blocks[block].sum(figure, 2)}))"


def _length(blocks: Blocks) -> str:
    return f"{blocks.scope('before_last')}-{blocks.scope('before_first')}+1"
