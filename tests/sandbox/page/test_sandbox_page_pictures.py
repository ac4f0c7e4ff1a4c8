"""Charts as the page is told to draw them: place, points, names, axes; rings and cards."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.sandbox.google.axes import axis

ROWS = [["일자", "매출", "광고비", "ROAS"], ["1일", 1000, 400, "=B2/C2"], ["2일", 1500, "", ""], ["3일", 900, 300, 3]]


def _data(box: Any, column: int, top: int = 0, bottom: int = 6) -> dict[str, Any]:
    return {"sourceRange": {"sources": [box(top, bottom, column, column + 1)]}}


def _chart(looker: Any, spec: dict[str, Any]) -> Any:
    place = {"anchorCell": {"sheetId": 0, "rowIndex": 7, "columnIndex": 2}, "offsetXPixels": 5, "widthPixels": 400}
    looker.batch({"addChart": {"chart": {"spec": spec, "position": {"overlayPosition": place}}}})
    (found,) = looker.see("pictures?sheet=0")
    return found


def _basic(box: Any, kind: str, *series: dict[str, Any], **more: Any) -> dict[str, Any]:
    made = {"chartType": kind, "domains": [{"domain": _data(box, 0)}], "series": list(series), **more}
    return {"title": "매출과 광고비", "basicChart": made}


def test_a_combined_chart_tells_place_points_and_both_axes(looker, box):
    looker.put("A1", ROWS)
    percent = {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}
    looker.batch(
        {
            "repeatCell": {
                "range": box(1, 4, 3, 4),
                "cell": {"userEnteredFormat": percent},
                "fields": "userEnteredFormat",
            }
        }
    )
    roas = {"series": _data(box, 3), "type": "LINE", "targetAxis": "RIGHT_AXIS", "color": {"red": 1}}
    found = _chart(looker, _basic(box, "COMBO", {"series": _data(box, 1)}, {"series": _data(box, 2)}, roas))
    assert {name: found[name] for name in ("row", "column", "x", "y", "width", "height")} == {
        "row": 7,
        "column": 2,
        "x": 5,
        "y": 0,
        "width": 400,
        "height": 371,
    }
    assert (found["title"], found["labels"]) == ("매출과 광고비", ["1일", "2일", "3일"])
    assert [(one["name"], one["type"], one["right"]) for one in found["series"]] == [
        *(("매출", "COLUMN", False), ("광고비", "COLUMN", False), ("ROAS", "LINE", True))
    ]
    assert [one["values"] for one in found["series"]] == [[1000, 1500, 900], [400, None, 300], [2.5, None, 3]]
    assert found["series"][2]["color"] == "#ff0000"
    assert found["series"][2]["texts"] == ["250%", "", "300%"]
    assert found["axes"]["left"]["ticks"] == [[0, "0"], [500, "500"], [1000, "1000"], [1500, "1500"]]
    assert [text for _, text in found["axes"]["right"]["ticks"]][-1] == "300%"


def test_how_a_line_is_drawn_and_whether_amounts_are_written_out_is_told(looker, box):
    looker.put("A1", ROWS)
    dashed = {"lineStyle": {"type": "DOTTED", "width": 3}, "dataLabel": {"type": "DATA"}}
    plain = {"dataLabel": {"type": "NONE"}}
    series = [{"series": _data(box, 1), **dashed}, {"series": _data(box, 2), **plain}]
    found = _chart(looker, _basic(box, "LINE", *series, lineSmoothing=True))
    assert found["smooth"] is True
    told = [(one["dash"], one["thick"], one["told"]) for one in found["series"]]
    assert told == [("DOTTED", 3, True), ("SOLID", 0, False)]


def test_a_chart_follows_its_cells(looker, box):
    looker.put("A1", ROWS)
    _chart(looker, _basic(box, "COLUMN", {"series": _data(box, 1)}))
    looker.type(1, 1, "4000")
    (found,) = looker.see("pictures?sheet=0")
    assert found["series"][0]["values"] == [4000, 1500, 900]


def test_stacked_columns_reach_as_far_as_their_sums(looker, box):
    looker.put("A1", [["", "가", "나"], ["1일", 60, 60], ["2일", -10, -30]])
    series = [{"series": _data(box, 1)}, {"series": _data(box, 2)}]
    left = _chart(looker, _basic(box, "COLUMN", *series, stackedType="STACKED", headerCount=1))["axes"]["left"]
    assert (left["low"], left["high"]) == (-50, 150)


def test_rows_that_are_hidden_are_skipped_unless_all_is_to_be_shown(looker, box):
    looker.put("A1", ROWS)
    span = {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}
    hide = {"range": span, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    looker.batch({"updateDimensionProperties": hide})
    spec = _basic(box, "LINE", {"series": _data(box, 1)})
    assert _chart(looker, spec)["labels"] == ["1일", "3일"]
    looker.batch({"updateChartSpec": {"chartId": looker.see("pictures?sheet=0")[0]["id"],
                                      "spec": {**spec, "hiddenDimensionStrategy": "SHOW_ALL"}}})  # fmt: skip
    assert looker.see("pictures?sheet=0")[0]["labels"] == ["1일", "2일", "3일"]


def test_a_ring_has_a_slice_for_each_amount_above_nothing(looker, box):
    looker.put("A1", [["네이버", 300], ["메타", 100], ["구글", 0], ["기타", ""]])
    spec = {"pieChart": {"pieHole": 0.5, "domain": _data(box, 0), "series": _data(box, 1)}}
    found = _chart(looker, spec)
    assert [(one["name"], one["value"]) for one in found["slices"]] == [("네이버", 300), ("메타", 100)]
    assert found["hole"] == 0.5


@pytest.mark.parametrize(
    ("kind", "change", "rose"), [("PERCENTAGE_DIFFERENCE", "-20.0%", False), ("ABSOLUTE_DIFFERENCE", "-20", False)]
)
def test_a_card_tells_its_amount_and_the_change(looker, box, kind, change, rose):
    looker.put("A1", [[80], [100]])
    card = {
        "keyValueData": _data(box, 0, 0, 1),
        "baselineValueData": _data(box, 0, 1, 2),
        "baselineValueFormat": {"comparisonType": kind},
    }
    found = _chart(looker, {"scorecardChart": card})
    assert (found["text"], found["change"], found["rose"]) == ("80", change, rose)


def test_a_chart_whose_tab_is_gone_stands_empty(looker, box):
    looker.batch({"addSheet": {"properties": {"sheetId": 9, "title": "자료"}}})
    there = {"sourceRange": {"sources": [{**box(0, 4, 0, 1), "sheetId": 9}]}}
    _chart(looker, {"basicChart": {"chartType": "LINE", "series": [{"series": there}]}})
    looker.batch({"deleteSheet": {"sheetId": 9}})
    (found,) = looker.see("pictures?sheet=0")
    assert (found["labels"], [one["values"] for one in found["series"]]) == ([], [[]])


amounts = st.floats(-1e12, 1e12, allow_nan=False, allow_subnormal=False)


@given(amounts, amounts)
def test_an_axis_holds_its_amounts_and_nothing_in_even_steps(one, other):
    low, high = min(one, other), max(one, other)
    found = axis((low, high), {}, str)
    slack = 1e-6 * max(abs(low), abs(high), 1e-300)
    assert found["low"] <= min(low, 0) + slack
    assert found["high"] >= max(high, 0) - slack
    ticks = [tick for tick, _ in found["ticks"]]
    assert 2 <= len(ticks) <= 9
    assert 0 in ticks
