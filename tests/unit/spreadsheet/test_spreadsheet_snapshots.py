"""A tab read with all that is seen of it, through the client, from a server that keeps it as Google does."""

import pytest

from sheets_bridge.errors import BridgeError
from sheets_bridge.export import DrawnTab, see
from sheets_bridge.spreadsheet import Spreadsheet
from sheets_bridge.spreadsheet.snapshots import Place, Rule, Scale, understand

DRAWN = 4711


def grid(top, bottom, left, right):
    return {"sheetId": DRAWN, "startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left,
            "endColumnIndex": right}  # fmt: skip


def data(column):
    return {"sourceRange": {"sources": [grid(0, 4, column, column + 1)]}}


def typed(value, note="", **look):
    kind = {str: "stringValue", bool: "boolValue"}.get(type(value), "numberValue")
    return {"userEnteredValue": {kind: value}, "userEnteredFormat": look, "note": note}


MONEY = {"numberFormat": {"type": "NUMBER", "pattern": "#,##0"}, "horizontalAlignment": "LEFT"}
TITLE = {"textFormat": {"bold": True, "fontSize": 18, "foregroundColorStyle": {"rgbColor": {"red": 1}}},
         "backgroundColorStyle": {"rgbColor": {"blue": 1}}}  # fmt: skip
ROWS = [
    [typed("일자", "정의", **TITLE), typed("매출")],
    [typed("11/1"), typed(1200, **MONEY)],
    [typed("=1+1"), typed(0.5)],
    [typed(True)],
]
CHART = {
    "title": "날마다", "hiddenDimensionStrategy": "SHOW_ALL",
    "basicChart": {"chartType": "COMBO", "headerCount": 1, "legendPosition": "TOP_LEGEND",
                   "domains": [{"domain": data(0)}],
                   "series": [{"series": data(1), "type": "COLUMN", "targetAxis": "LEFT_AXIS"},
                              {"series": data(1), "type": "LINE", "targetAxis": "RIGHT_AXIS",
                               "colorStyle": {"rgbColor": {"green": 1}}}]},
}  # fmt: skip


def dimension(kind, start, end, **properties):
    span = {"sheetId": DRAWN, "dimension": kind, "startIndex": start, "endIndex": end}
    return {"updateDimensionProperties": {"range": span, "properties": properties, "fields": ",".join(properties)}}


@pytest.fixture
def drawn(person):
    """A small tab somebody drew."""
    corner = {"sheetId": DRAWN, "rowIndex": 6, "columnIndex": 2}
    place = {"anchorCell": corner, "widthPixels": 300, "heightPixels": 200}
    warm = {"minpoint": {"type": "MIN", "colorStyle": {"rgbColor": {"red": 1}}},
            "maxpoint": {"type": "MAX", "colorStyle": {"rgbColor": {"blue": 1}}}}  # fmt: skip
    above = {"condition": {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "3"}]},
             "format": {"textFormat": {"foregroundColorStyle": {"rgbColor": {"red": 1}}}}}  # fmt: skip
    person.do(
        {"addSheet": {"properties": {"sheetId": DRAWN, "title": "판", "gridProperties": {
            "rowCount": 20, "columnCount": 8, "hideGridlines": True, "frozenRowCount": 1}}}},
        {"updateCells": {"start": {"sheetId": DRAWN, "rowIndex": 0, "columnIndex": 0},
                         "rows": [{"values": row} for row in ROWS],
                         "fields": "userEnteredValue,userEnteredFormat,note"}},
        {"mergeCells": {"range": grid(0, 1, 2, 5), "mergeType": "MERGE_ALL"}},
        {"addConditionalFormatRule": {"rule": {"ranges": [grid(1, 3, 1, 2)], "gradientRule": warm}, "index": 0}},
        {"addConditionalFormatRule": {"rule": {"ranges": [grid(1, 3, 0, 1)], "booleanRule": above}, "index": 1}},
        dimension("COLUMNS", 0, 1, pixelSize=33),
        dimension("COLUMNS", 6, 8, hiddenByUser=True),
        dimension("ROWS", 18, 20, hiddenByUser=True),
        {"addChart": {"chart": {"spec": CHART, "position": {"overlayPosition": place}}}},
    )  # fmt: skip


def test_one_read_tells_all_that_is_seen(drawn, room, served):
    room.look()
    served.counted.clear()
    taken = room.snapshots([DRAWN])
    assert served.counted == ["google_read"]
    shot = taken[DRAWN]
    assert (shot.title, len(shot.rows), len(shot.columns), shot.frozen, shot.lined) == ("판", 20, 8, (1, 0), False)
    assert [[shot.value(row, at) for at in range(2)] for row in range(4)] == [
        ["일자", "매출"], ["11/1", 1200], ["=1+1", 0.5], [True, ""]]  # fmt: skip
    assert shot.value(19, 7) == ""
    title, money = shot.look(0, 0), shot.look(1, 1)
    assert (title.bold, title.size, title.ink, title.paper) == (True, 18, "#FF0000", "#0000FF")
    assert (money.pattern, money.across, money.bold) == ("#,##0", "LEFT", False)
    assert shot.spots[0][0].note == "정의"


def test_sizes_what_is_hidden_merges_and_rules_are_told(drawn, room):
    shot = room.snapshots([DRAWN])[DRAWN]
    assert shot.columns[:2] == (Place(33), Place(100))
    assert ([one.hidden for one in shot.columns], sum(one.hidden for one in shot.rows)) == ([False] * 6 + [True] * 2, 2)
    assert [shot.closed(one) for one in shot.merges] == [(0, 1, 2, 5)]
    scale, rule = shot.rules
    assert isinstance(scale, Scale)
    assert (scale.least, scale.most, scale.middle) == ("#FF0000", "#0000FF", "")
    assert isinstance(rule, Rule)
    assert (rule.sign, rule.bound, rule.ink) == (">", 3.0, "#FF0000")


def test_a_chart_is_told_with_its_cells_and_its_place(drawn, room):
    (chart,) = room.snapshots([DRAWN])[DRAWN].charts
    assert (chart.title, chart.row, chart.column, chart.width, chart.height) == ("날마다", 6, 2, 300, 200)
    assert (chart.headers, chart.shows_hidden, chart.legend) == (1, True, "top")
    assert [(one.kind, one.right, one.ink) for one in chart.series] == [
        ("column", False, ""), ("line", True, "#00FF00")]  # fmt: skip
    assert (chart.places.top, chart.places.bottom, chart.places.left) == (0, 4, 0)


def test_a_tab_renamed_since_is_the_same_and_one_thrown_away_is_no_blank(drawn, room, person):
    person.do({"updateSheetProperties": {"properties": {"sheetId": DRAWN, "title": "새 이름"}, "fields": "title"}})
    assert room.snapshots([DRAWN])[DRAWN].title == "새 이름"
    person.do({"deleteSheet": {"sheetId": DRAWN}})
    with pytest.raises(BridgeError):
        room.snapshots([DRAWN])


def test_nothing_wanted_is_no_read(room, served):
    assert room.snapshots([]) == {}
    assert served.counted == []


def chart_of(spec):
    place = {"overlayPosition": {"anchorCell": {"sheetId": DRAWN}}}
    told = {"properties": {"sheetId": DRAWN, "title": "판"}, "charts": [{"spec": spec, "position": place}]}
    return understand(told).charts[0]


@pytest.mark.parametrize("spec", [
    {"title": "a", "scorecardChart": {}},
    {"title": "a", "basicChart": {"chartType": "SOMETHING_NEW", "series": [{"series": data(1)}]}},
    {"title": "a", "pieChart": {"series": {"sourceRange": {"sources": [grid(0, 1, 0, 1), grid(2, 3, 0, 1)]}}}},
])  # fmt: skip
def test_a_chart_of_another_kind_has_no_series_and_is_not_lost(spec):
    found = chart_of(spec)
    assert (found.title, found.series, found.width) == ("a", (), 600)


def test_a_chart_with_a_tab_to_itself_is_none_of_this_one():
    told = {"properties": {"sheetId": DRAWN, "title": "판"}, "charts": [{"spec": {}, "position": {"sheetId": 5}}]}
    assert understand(told).charts == ()


@pytest.mark.parametrize(("told", "shown"), [
    ({"errorValue": {"type": "DIVIDE_BY_ZERO"}}, "#DIV/0!"), ({"errorValue": {"type": "ERROR"}}, "#ERROR!"),
    ({"errorValue": {"type": "LOADING"}}, "Loading..."), ({"boolValue": False}, False), ({"numberValue": 0}, 0),
    ({}, ""),
])  # fmt: skip
def test_a_value_is_what_people_see(told, shown):
    row = {"values": [{"effectiveValue": told}]}
    assert understand({"properties": {"title": "판"}, "data": [{"rowData": [row]}]}).value(0, 0) == shown


@pytest.mark.parametrize("told", [
    {"backgroundColorStyle": {"rgbColor": {"green": 1}}},
    {"backgroundColor": {"green": 1}},
    {"backgroundColorStyle": {"themeColor": "ACCENT1"}, "backgroundColor": {"green": 1}},
])  # fmt: skip
def test_a_colour_is_read_in_either_way_it_is_told(told):
    row = {"values": [{"effectiveFormat": told}]}
    shot = understand({"properties": {"title": "판"}, "data": [{"rowData": [row]}]})
    assert shot.look(0, 0).paper == "#00FF00"


def test_a_spreadsheet_that_is_gone_takes_nothing_from_the_others(drawn, room, client):
    reached = {"gone": Spreadsheet(client, "nowhere"), "main": room}
    seen = see(reached, [DrawnTab("대시보드", "gone"), DrawnTab("UTM 만들기", "main")])
    assert list(seen.layouts) == ["main"]
    gone, not_yet = map(str, seen.notes)
    assert ("대시보드" in gone, "could not be read" in gone) == (True, True)
    assert ("UTM 만들기" in not_yet, "not on the sheet yet" in not_yet) == (True, True)
