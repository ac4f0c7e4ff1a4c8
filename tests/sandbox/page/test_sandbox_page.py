"""The page: what it shows, what it hides, and that other people's text stays text."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sheets_bridge.sandbox.google import create_google

NOW = datetime(2026, 11, 1, 9, 0, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture
def client() -> FlaskClient:
    google = create_google(now=lambda: NOW, limits_enabled=lambda: False)
    app = Flask(__name__)
    app.register_blueprint(google.blueprint)
    app.register_blueprint(google.page)
    client = app.test_client()
    client.application.config["ROOT"] = f"/google/v4/spreadsheets/{google.spreadsheet_id}"
    return client


def _batch(client: FlaskClient, *requests: Any) -> None:
    headers = {"Authorization": "Bearer demo-token"}
    url = f"{client.application.config['ROOT']}:batchUpdate"
    answer = client.post(url, json={"requests": list(requests)}, headers=headers)
    assert answer.status_code == 200, answer.get_json()


def _text(value: str) -> dict[str, Any]:
    return {"values": [{"userEnteredValue": {"stringValue": value}}]}


def test_the_page_shows_the_tabs_but_not_the_hidden_ones(client: FlaskClient) -> None:
    _batch(
        client,
        {"addSheet": {"properties": {"title": "주문 <b>&"}}},
        {"addSheet": {"properties": {"title": "_준비중", "hidden": True}}},
    )
    page = client.get("/").get_data(as_text=True)
    assert "주문 &lt;b&gt;&amp;</button>" in page
    assert "_준비중" not in page
    assert "<b>" not in page


def test_a_script_in_a_cell_travels_as_data_and_the_script_never_writes_html(client: FlaskClient) -> None:
    evil = "<script>alert(1)</script>"
    _batch(client, {"updateCells": {"start": {}, "rows": [_text(evil)], "fields": "userEnteredValue"}})
    answer = client.get("/page/rows?sheet=0&first=0&count=5")
    assert answer.get_json()["rows"] == [[evil]]
    assert answer.content_type.startswith("application/json")
    assert ".innerHTML" not in client.get("/page/page.js").get_data(as_text=True)


def test_a_title_that_closes_a_script_cannot_break_out_of_the_page(client: FlaskClient) -> None:
    _batch(client, {"addSheet": {"properties": {"title": "</script><script>alert(1)</script>"}}})
    assert "<script>alert" not in client.get("/").get_data(as_text=True)


def test_rows_come_formatted_aligned_and_in_blocks(client: FlaskClient) -> None:
    values = [46000.5, 0.256, 1234567, "글"]
    kinds = [("DATE_TIME", "yyyy-mm-dd hh:mm:ss"), ("PERCENT", "0.0%"), ("NUMBER", "#,##0")]
    cells: list[dict[str, Any]] = [
        {"userEnteredValue": {"stringValue" if isinstance(value, str) else "numberValue": value}} for value in values
    ]
    for cell, (kind, pattern) in zip(cells, kinds, strict=False):
        cell["userEnteredFormat"] = {"numberFormat": {"type": kind, "pattern": pattern}}
    start = {"rowIndex": 500, "columnIndex": 0}
    _batch(client, {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "*"}})
    block = client.get("/page/rows?sheet=0&first=500&count=3").get_json()
    assert block["first"] == 500
    assert block["rows"] == [["2025-12-09 12:00:00", "25.6%", "1,234,567", "글"]]
    assert [style and style["align"] for style in block["styles"][0]] == [
        "right"
    ] * 3  # plain cells at the end are left out


def test_hidden_columns_widths_and_frozen_rows_are_told(client: FlaskClient) -> None:
    span = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    grid = {"properties": {"gridProperties": {"frozenRowCount": 1}}, "fields": "gridProperties.frozenRowCount"}
    hide = {"range": span, "properties": {"hiddenByUser": True, "pixelSize": 40}, "fields": "hiddenByUser,pixelSize"}
    _batch(client, {"updateDimensionProperties": hide}, {"updateSheetProperties": grid})
    tab = client.get("/page/outline").get_json()["tabs"][0]
    assert tab["frozenRows"] == 1
    assert tab["columns"][:2] == [
        {"name": "A", "width": 100, "hidden": False},
        {"name": "B", "width": 40, "hidden": True},
    ]


def test_a_block_is_never_larger_than_a_thousand_rows_and_an_unknown_tab_is_404(client: FlaskClient) -> None:
    assert len(client.get("/page/rows?sheet=0&first=0&count=999999").get_json()["styles"]) == 1000
    assert client.get("/page/rows?sheet=77").status_code == 404


def _boxes(client: FlaskClient) -> None:
    rule = {"condition": {"type": "BOOLEAN"}, "strict": True}
    box = {"sheetId": 0, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 2}
    off = {"values": [{"userEnteredValue": {"boolValue": False}}]}
    _batch(
        client,
        {"setDataValidation": {"range": box, "rule": rule}},
        {"updateCells": {"start": {"rowIndex": 1, "columnIndex": 1}, "rows": [off, off], "fields": "userEnteredValue"}},
    )


def _tick(client: FlaskClient, **wish: Any) -> int:
    told = {"sheet": 0, "row": 1, "column": 1, "on": True, **wish}
    return client.post("/page/tick", json=told).status_code


def test_a_box_is_told_as_one_and_ticking_it_writes_as_a_person_does(client: FlaskClient) -> None:
    _boxes(client)
    assert _tick(client) == 200
    block = client.get("/page/rows?sheet=0&first=0&count=5").get_json()
    assert [row[1:] for row in block["rows"][1:3]] == [["TRUE"], ["FALSE"]]
    assert [row[1]["box"] for row in block["styles"][1:3]] == [True, True]
    assert _tick(client, on=False) == 200
    assert client.get("/page/rows?sheet=0&first=1&count=1").get_json()["rows"] == [["", "FALSE"]]


def test_what_is_no_box_is_not_written(client: FlaskClient) -> None:
    _boxes(client)
    elsewhere = ({"column": 0}, {"row": 0}, {"row": 99_999}, {"column": -1}, {"sheet": 77})
    assert [_tick(client, **wish) for wish in elsewhere] == [404] * 5
    assert _tick(client, on="TRUE") == 400
    assert client.post("/page/tick", data={"sheet": 0, "row": 1, "column": 1, "on": "true"}).status_code == 400
    assert client.get("/page/rows?sheet=0&first=1&count=1").get_json()["rows"] == [["", "FALSE"]]


def test_the_colour_of_a_tab_is_told_and_stands_on_its_button(client: FlaskClient) -> None:
    grey = {"rgbColor": {"red": 0.6, "green": 0.6, "blue": 0.6}}
    _batch(client, {"addSheet": {"properties": {"title": "RAW", "tabColorStyle": grey}}})
    assert [tab["color"] for tab in client.get("/page/outline").get_json()["tabs"]] == ["", "#999999"]
    assert 'style="--tab: #999999"' in client.get("/").get_data(as_text=True)
