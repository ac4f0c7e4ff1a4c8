"""What the page is told of how cells look: formats, merges, rules that hold, scales of colours."""

from typing import Any

import pytest

RED, BLUE = {"red": 1.0}, {"blue": 1.0}


def _faces(looker: Any, top: int = 0, count: int = 10) -> list[list[Any]]:
    found: list[list[Any]] = looker.see(f"rows?sheet=0&first={top}&count={count}")["styles"]
    return found


def test_a_cell_tells_size_weight_colours_wrap_and_edges(looker, box):
    shape = {
        "backgroundColorStyle": {"rgbColor": {"red": 0.2, "green": 0.4, "blue": 0.6}},
        "textFormat": {"fontSize": 18, "bold": True, "foregroundColorStyle": {"rgbColor": RED}},
        "horizontalAlignment": "CENTER",
        "verticalAlignment": "MIDDLE",
        "wrapStrategy": "WRAP",
        "borders": {"bottom": {"style": "SOLID_MEDIUM", "colorStyle": {"rgbColor": BLUE}}},
    }
    looker.batch(
        {"repeatCell": {"range": box(2, 3, 1, 2), "cell": {"userEnteredFormat": shape}, "fields": "userEnteredFormat"}}
    )
    assert _faces(looker)[2] == [
        None,
        {
            "align": "center",
            "upright": "middle",
            "wrap": "wrap",
            "bold": True,
            "size": 18,
            "ink": "#ff0000",
            "fill": "#336699",
            "edges": {"bottom": "2px solid #0000ff"},
        },
    ]


def test_merges_heights_and_gridlines_are_told(looker, box):
    tall = {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    gone = {"sheetId": 0, "dimension": "ROWS", "startIndex": 500, "endIndex": 900}
    looker.batch(
        {"updateDimensionProperties": {"range": gone, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}},
        {"mergeCells": {"range": box(1, 3, 0, 4), "mergeType": "MERGE_ALL"}},
        {"updateDimensionProperties": {"range": tall, "properties": {"pixelSize": 44}, "fields": "pixelSize"}},
        {
            "updateSheetProperties": {
                "properties": {"gridProperties": {"hideGridlines": True}},
                "fields": "gridProperties.hideGridlines",
            }
        },
    )
    tab = looker.see("outline")["tabs"][0]
    assert (tab["merges"], tab["gridlines"]) == ([[1, 0, 3, 4]], False)
    assert tab["lines"] == [[1, None], [1, 44], [498, None], [400, 0], [100, None]]


def _rule(box: Any, kind: str, *asked: str, ranges: Any = None) -> dict[str, Any]:
    condition = {"type": kind, "values": [{"userEnteredValue": one} for one in asked]}
    shape = {"textFormat": {"foregroundColorStyle": {"rgbColor": RED}}}
    rule = {"ranges": [ranges or box(0, 6, 0, 1)], "booleanRule": {"condition": condition, "format": shape}}
    return {"addConditionalFormatRule": {"rule": rule, "index": 0}}


COLUMN = [[10], [-3], [0], ["목표 미달"], [""], ["=1/0"]]


@pytest.mark.parametrize(
    ("kind", "asked", "rows"),
    [
        ("NUMBER_GREATER", ["0"], [0]),
        ("NUMBER_LESS_THAN_EQ", ["0"], [1, 2]),
        ("NUMBER_BETWEEN", ["-5", "5"], [1, 2]),
        ("NUMBER_NOT_BETWEEN", ["-5", "5"], [0]),
        ("NUMBER_NOT_EQ", ["0"], [0, 1]),
        ("TEXT_CONTAINS", ["미달"], [3]),
        ("TEXT_STARTS_WITH", ["목표"], [3]),
        ("TEXT_EQ", ["목표 미달"], [3]),
        ("BLANK", [], [4]),
        ("NOT_BLANK", [], [0, 1, 2, 3, 5]),
        ("CUSTOM_FORMULA", ["=A1<0"], [1]),
        ("CUSTOM_FORMULA", ["=$A$1>A1"], [1, 2, 4]),
    ],
)
def test_a_rule_colours_the_cells_it_holds_for(looker, box, kind, asked, rows):
    looker.put("A1", COLUMN)
    looker.batch(_rule(box, kind, *asked))
    faces = _faces(looker)
    assert [row for row, line in enumerate(faces) if line and (line[0] or {}).get("ink") == "#ff0000"] == rows


def test_of_two_rules_the_first_wins(looker, box):
    looker.put("A1", COLUMN)
    first = _rule(box, "NUMBER_GREATER", "5")
    first["addConditionalFormatRule"]["rule"]["booleanRule"]["format"] = {"backgroundColor": BLUE}
    second = _rule(box, "NUMBER_GREATER", "-5")
    second["addConditionalFormatRule"]["rule"]["booleanRule"]["format"] = {"backgroundColor": RED}
    looker.batch(second, first)  # each is put before those there are
    assert [line[0]["fill"] for line in _faces(looker)[:3]] == ["#0000ff", "#ff0000", "#ff0000"]


def test_a_scale_runs_from_its_least_to_its_greatest_number(looker, box):
    looker.put("A1", [[0], [50], [100], ["글"], [25]])
    white, black = {"red": 1, "green": 1, "blue": 1}, {}
    scale = {"minpoint": {"type": "MIN", "color": white}, "maxpoint": {"type": "MAX", "color": black}}
    looker.batch({"addConditionalFormatRule": {"rule": {"ranges": [box(0, 6, 0, 1)], "gradientRule": scale}}})
    fills = [(line[0] or {}).get("fill") if line else None for line in _faces(looker)[:5]]
    assert fills == ["#ffffff", "#808080", "#000000", None, "#bfbfbf"]


def test_a_scale_with_a_middle_passes_through_it(looker, box):
    looker.put("A1", [[0], [10], [20], [100]])
    scale = {
        "minpoint": {"type": "NUMBER", "value": "0", "color": {}},
        "midpoint": {"type": "NUMBER", "value": "20", "color": RED},
        "maxpoint": {"type": "PERCENTILE", "value": "100", "color": BLUE},
    }
    looker.batch({"addConditionalFormatRule": {"rule": {"ranges": [box(0, 4, 0, 1)], "gradientRule": scale}}})
    assert [line[0]["fill"] for line in _faces(looker)[:4]] == ["#000000", "#800000", "#ff0000", "#0000ff"]
