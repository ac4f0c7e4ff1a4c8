"""A week of people in the sheet: what each day somebody does there, as marketers do."""

from collections.abc import Callable, Mapping, Sequence

from people_hands import Hands, Json, letters
from people_mall import (
    CAMPAIGN_MAP,
    CAMPAIGNS,
    CHANNEL_MAP,
    GOALS,
    MEDIA,
    RAW_ADS,
    RAW_ORDERS,
    RAW_REFUNDS,
    RAW_WAYS,
    SUMMARY,
    UTM,
)  # fmt: skip

Deed = Callable[[Hands], object]
OWN = "우리 계산"
RED, GREEN, BLUE = ({"red": 1, "green": 0.8, "blue": 0.8}, {"red": 0.8, "green": 1, "blue": 0.8},
                    {"red": 0.2, "green": 0.3, "blue": 0.9})  # fmt: skip


def _own_columns(hands: Hands) -> None:
    """In the middle and at the right, with words and formulas beside our rows."""
    for tab, before in ((SUMMARY, "ad_cost"), (MEDIA, "clicks"), (RAW_ORDERS, "payment_amount")):
        at, last = hands.own_column(tab, hands.at(tab, before)), hands.last(tab)
        hands.type(tab, f"{letters(at)}1", ["우리 메모"], *([f"메모 {row}" if row % 2 else ""] for row in range(last)))
    at, last = hands.own_column(MEDIA), hands.last(MEDIA)
    cost, clicks = hands.letter(MEDIA, "cost"), hands.letter(MEDIA, "clicks")
    formulas = [[f"=IFERROR({cost}{row}/{clicks}{row},0)"] for row in range(2, last + 2)]
    hands.type(MEDIA, f"{letters(at)}1", ["클릭당 얼마"], *formulas)
    at = hands.own_column(RAW_WAYS)
    hands.type(RAW_WAYS, f"{letters(at)}1", ["담당"], *([f"담당 {row}"] for row in range(hands.last(RAW_WAYS))))


def _own_tab(hands: Hands) -> None:
    """Formulas that point at ours, choices, boxes to tick, merged cells, notes."""
    hands.new_tab(OWN, index=1, tabColorStyle={"rgbColor": BLUE})
    summary, media = hands.title(SUMMARY), hands.title(MEDIA)
    cost, medium = hands.letter(MEDIA, "cost"), hands.letter(MEDIA, "medium")
    sales = hands.letter(SUMMARY, "net_sales")
    hands.type(
        OWN,
        "A1",
        ["우리끼리 보는 표"],
        ["네이버 광고비", f"=SUMIFS('{media}'!{cost}:{cost},'{media}'!{medium}:{medium},\"네이버\")"],
        ["어제 순매출", f"=INDEX('{summary}'!{sales}:{sales},2)"],
        ["최고", f"=MAX('{summary}'!${sales}$2:${sales}$400)"],
        ["표", f"=QUERY('{media}'!A:{cost},\"select A, sum({cost}) group by A\",1)"],
        ["점검", "FALSE", "예"],
    )
    box = {"condition": {"type": "BOOLEAN"}, "strict": True}
    words = [{"userEnteredValue": word} for word in ("예", "아니요")]
    choice = {"condition": {"type": "ONE_OF_LIST", "values": words}, "showCustomUi": True}
    hands.do(
        {"mergeCells": {"range": hands.area(OWN, 0, 1, 0, 4), "mergeType": "MERGE_ALL"}},
        {"setDataValidation": {"range": hands.area(OWN, 5, 6, 1, 2), "rule": box}},
        {"setDataValidation": {"range": hands.area(OWN, 5, 6, 2, 3), "rule": choice}},
        hands.note(OWN, 1, 1, "매일 아침 확인"),
        hands.look(hands.area(OWN, 0, 1, 0, 4), {"backgroundColor": GREEN, "horizontalAlignment": "CENTER"}),
    )


def _dressed(hands: Hands) -> None:
    """Formats, colours, widths, frozen columns, hidden columns."""
    won, percent = ({"type": "CURRENCY", "pattern": '"₩"#,##0'}, {"type": "PERCENT", "pattern": "0.0%"})
    name, cost = hands.at(CAMPAIGNS, "campaign_name"), hands.at(SUMMARY, "ad_cost")
    hands.do(
        hands.look(hands.column(SUMMARY, "net_sales"), {"numberFormat": won, "textFormat": {"bold": True}}),
        hands.look(hands.column(CAMPAIGNS, "roas"), {"numberFormat": percent}),
        hands.look(hands.column(CAMPAIGNS, "cost"), {"numberFormat": won, "backgroundColor": GREEN}),
        hands.look(hands.column(RAW_ORDERS, "payment_amount"), {"numberFormat": won}),
        hands.look(hands.column(RAW_ADS, "cost"), {"numberFormat": won}),
        hands.look(hands.column(RAW_REFUNDS, "actual_refund_amount"), {"numberFormat": won}),
        hands.look(hands.area(SUMMARY, 2, 3, cost, cost + 1), {"backgroundColor": RED}),
        hands.look(hands.area(MEDIA, 0, 1, 0, None), {"backgroundColor": BLUE, "textFormat": {"fontSize": 12}}),
        {"updateDimensionProperties": {"range": hands.columns(CAMPAIGNS, name), "properties": {"pixelSize": 333},
                                       "fields": "pixelSize"}},
        {"updateDimensionProperties": {"range": hands.columns(MEDIA, 0, 2), "properties": {"hiddenByUser": True},
                                       "fields": "hiddenByUser"}},
        {"updateDimensionProperties": {"range": hands.rows(MEDIA, 0), "properties": {"pixelSize": 48},
                                       "fields": "pixelSize"}},
        hands.properties(SUMMARY, "gridProperties(frozenRowCount,frozenColumnCount)",
                         gridProperties={"frozenRowCount": 1, "frozenColumnCount": 3}),
        hands.properties(UTM, "gridProperties.hideGridlines", gridProperties={"hideGridlines": True}),
        hands.properties(CAMPAIGNS, "tabColorStyle", tabColorStyle={"rgbColor": RED}),
    )  # fmt: skip


def _renamed(hands: Hands) -> None:
    """Tabs and headers."""
    hands.do(
        hands.properties(SUMMARY, "title", title="매일 보는 숫자"),
        hands.properties(RAW_ORDERS, "title", title="주문 원본"),
        hands.properties(CHANNEL_MAP, "title", title="채널 이름표"),
    )
    hands.type(SUMMARY, f"{hands.letter(SUMMARY, 'net_sales')}1", ["순매출 (우리 기준)"])
    hands.type(MEDIA, f"{hands.letter(MEDIA, 'medium')}1", ["어디서"])
    hands.type(CHANNEL_MAP, f"{hands.letter(CHANNEL_MAP, 'utm_source')}1", ["소스"])


def _filtered(hands: Hands) -> None:
    """A filter that hides, one with an order, a view of one's own."""
    medium, cost = hands.at(MEDIA, "medium"), hands.at(CAMPAIGNS, "cost")
    height, width = hands.size(CAMPAIGNS)
    whole = hands.area(CAMPAIGNS, 0, height, 0, width)
    hands.do(
        {"setBasicFilter": {"filter": {"range": hands.area(MEDIA, 0, None, 0, None),
                                       "criteria": {str(medium): {"hiddenValues": ["비광고"]}}}}},
        {"setBasicFilter": {"filter": {"range": whole,
                                       "sortSpecs": [{"dimensionIndex": cost, "sortOrder": "DESCENDING"}]}}},
        {"addFilterView": {"filter": {"title": "돈 쓴 것만", "range": whole, "criteria": {
            str(cost): {"condition": {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "0"}]}}}}}},
    )  # fmt: skip


def _marked(hands: Hands) -> None:
    """Notes on our cells and headers, colours by rule, bands, named and protected ranges."""
    rule = {
        "condition": {"type": "NUMBER_LESS", "values": [{"userEnteredValue": "1"}]},
        "format": {"backgroundColor": RED},
    }
    scale = {"minpoint": {"type": "MIN", "colorStyle": {"rgbColor": GREEN}},
             "maxpoint": {"type": "MAX", "colorStyle": {"rgbColor": RED}}}  # fmt: skip
    cost, sales = hands.at(MEDIA, "cost"), hands.at(SUMMARY, "net_sales")
    hands.do(
        hands.note(SUMMARY, 1, sales, "행사 시작한 날"),
        hands.note(MEDIA, 3, cost, "예산 늘림"),
        hands.note(MEDIA, 0, cost, "우리가 정한 뜻"),
        {"addConditionalFormatRule": {"rule": {"ranges": [hands.column(MEDIA, "roas")], "booleanRule": rule},
                                      "index": 0}},
        {"addConditionalFormatRule": {"rule": {"ranges": [hands.column(SUMMARY, "net_sales")], "gradientRule": scale},
                                      "index": 0}},
        {"addNamedRange": {"namedRange": {"name": "순매출", "range": hands.column(SUMMARY, "net_sales")}}},
        {"addProtectedRange": {"protectedRange": {"range": hands.column(MEDIA, "cost", 0), "warningOnly": True,
                                                  "description": "조심"}}},
        {"addBanding": {"bandedRange": {"range": hands.area(RAW_REFUNDS, 0, 50, 0, 4), "rowProperties": {
            "headerColorStyle": {"rgbColor": BLUE}, "firstBandColorStyle": {"rgbColor": GREEN},
            "secondBandColorStyle": {"rgbColor": RED}}}}},
    )  # fmt: skip


def _drawn(hands: Hands) -> None:
    """Charts of our columns, on our tab and on their own."""
    anchors = {SUMMARY: (1, hands.size(SUMMARY)[1] - 1), OWN: (8, 1)}
    for tab, (row, column) in anchors.items():
        cell = {"sheetId": hands.ids[tab], "rowIndex": row, "columnIndex": column}
        size = {"anchorCell": cell, "offsetXPixels": 7, "widthPixels": 480, "heightPixels": 260}
        (reply,) = hands.do({"addChart": {"chart": {"spec": _chart(hands), "position": {"overlayPosition": size}}}})
        assert reply["addChart"]["chart"]["chartId"]


def _chart(hands: Hands) -> Json:
    def source(column: str) -> Json:
        at = hands.at(SUMMARY, column)
        return {"sourceRange": {"sources": [hands.area(SUMMARY, 0, 15, at, at + 1)]}}

    series = [{"series": source(name), "targetAxis": "LEFT_AXIS"} for name in ("net_sales", "ad_cost")]
    return {"title": "순매출과 광고비", "basicChart": {"chartType": "LINE", "headerCount": 1, "series": series,
                                                "domains": [{"domain": source("date")}]}}  # fmt: skip


def _charts_moved(hands: Hands) -> None:
    """And made larger."""
    told = hands.sheet.asked("GET", "", params={"fields": "sheets.charts(chartId,position)"})
    for chart in (one for sheet in told["sheets"] for one in sheet.get("charts", ())):
        overlay = chart["position"]["overlayPosition"]
        cell = {**overlay["anchorCell"], "rowIndex": 20, "columnIndex": 2}
        moved = {**overlay, "anchorCell": cell, "widthPixels": 700}
        hands.do({"updateEmbeddedObjectPosition": {"objectId": chart["chartId"], "fields": "*",
                                                   "newPosition": {"overlayPosition": moved}}})  # fmt: skip


def _rows_of_their_own(hands: Hands) -> None:
    """Sums beneath our last row, and words two rows below."""
    for tab, column in ((MEDIA, "cost"), (RAW_WAYS, "order_amount")):
        last, letter = hands.last(tab), hands.letter(tab, column)
        hands.type(tab, f"{letter}{last + 2}", [f"=SUM({letter}2:{letter}{last + 1})"], [""], ["← 우리 합계"])
        hands.do(hands.look(hands.area(tab, last + 1, last + 2, 0, 5), {"backgroundColor": GREEN}))


def _moved(hands: Hands) -> None:
    """Columns of ours, tabs, groups."""
    rows = hands.rows(SUMMARY, 2, 2)
    hands.do(
        {"moveDimension": {"source": hands.columns(SUMMARY, hands.at(SUMMARY, "ad_cost")), "destinationIndex": 3}},
        {"moveDimension": {"source": hands.columns(CAMPAIGNS, hands.at(CAMPAIGNS, "roas")), "destinationIndex": 4}},
        {
            "moveDimension": {
                "source": hands.columns(CHANNEL_MAP, hands.at(CHANNEL_MAP, "medium")),
                "destinationIndex": 0,
            }
        },
        {"addDimensionGroup": {"range": hands.columns(CAMPAIGNS, 6, 3)}},
        {"addDimensionGroup": {"range": rows}},
        hands.properties(SUMMARY, "index", index=0),
        hands.properties(RAW_ADS, "index", index=2),
        hands.properties(RAW_REFUNDS, "hidden", hidden=True),
    )


def _sorted(hands: Hands) -> None:
    """By another column than ours."""
    for tab, column in ((CAMPAIGNS, "cost"), (RAW_ORDERS, "payment_amount"), (MEDIA, "cost")):
        where = hands.area(tab, 1, hands.last(tab) + 1, 0, hands.size(tab)[1])
        spec = {"dimensionIndex": hands.at(tab, column), "sortOrder": "DESCENDING"}
        hands.do_as_owner({"sortRange": {"range": where, "sortSpecs": [spec]}})


def _copied(hands: Hands) -> None:
    """A copy of ours to play with, and a copy of its figures on their own tab."""
    (reply,) = hands.do({"duplicateSheet": {"sourceSheetId": hands.ids[MEDIA], "newSheetName": "매체별 성과 사본"}})
    hands.ids["매체별 성과 사본"] = reply["duplicateSheet"]["properties"]["sheetId"]
    hands.do({"copyPaste": {"source": hands.area(SUMMARY, 0, 3, 0, 6), "destination": hands.area(OWN, 30, 33, 0, 6),
                            "pasteType": "PASTE_NORMAL"}})  # fmt: skip


def _typed(hands: Hands) -> None:
    """On the tabs for that, in columns of their own there too."""
    at = hands.own_column(CHANNEL_MAP)
    source, medium = hands.letter(CHANNEL_MAP, "utm_source"), hands.letter(CHANNEL_MAP, "medium")
    hands.type(CHANNEL_MAP, f"{source}3", ["insta_story"])
    hands.type(CHANNEL_MAP, f"{medium}3", ["메타"])
    hands.type(CHANNEL_MAP, f"{letters(at)}1", ["누가"], [""], ["지난주에 정함"], [f"=COUNTA({source}2:{source}50)"])
    hands.type(GOALS, f"{hands.letter(GOALS, 'month')}2", ["2026-11"], ["언젠가"])
    hands.type(GOALS, f"{hands.letter(GOALS, 'sales_goal')}2", ["30,000,000"])
    hands.do(
        hands.note(GOALS, 1, 0, "대표님 승인"),
        hands.look(hands.area(GOALS, 1, 3, 0, 2), {"backgroundColor": RED}),
        {"updateDimensionProperties": {"range": hands.columns(CAMPAIGN_MAP, 1), "properties": {"pixelSize": 60},
                                       "fields": "pixelSize"}},
        {"setDataValidation": {"range": hands.area(CHANNEL_MAP, 1, 9, at, at + 1), "rule": {
            "condition": {"type": "TEXT_CONTAINS", "values": [{"userEnteredValue": "정"}]}, "inputMessage": "짧게"}}},
    )  # fmt: skip


def _closed(hands: Hands) -> None:
    """A column of their own that nobody else may write, us included."""
    at = hands.own_column(CAMPAIGNS)
    hands.type(CAMPAIGNS, f"{letters(at)}1", ["팀장만"], *([f"판단 {row}"] for row in range(3)))
    where = hands.area(CAMPAIGNS, 0, None, at, at + 1)
    hands.do_as_owner({"addProtectedRange": {"protectedRange": {"range": where, "description": "팀장만 고침"}}})


WEEK: Sequence[Mapping[str, Deed]] = (
    {"own columns": _own_columns, "an own tab": _own_tab, "a closed column": _closed},
    {"formats": _dressed, "notes, rules, ranges": _marked},
    {"names": _renamed, "filters": _filtered},
    {"charts": _drawn, "sorted": _sorted, "typed": _typed},
    {"rows of their own": _rows_of_their_own, "charts moved": _charts_moved},
    {"moved": _moved, "copied": _copied},
    {"sorted once more": _sorted},
)
"""What is done on each day, by name."""
