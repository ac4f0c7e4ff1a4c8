"""Rows that are not all alike: high ones, hidden ones by the hundred, and a chart that stands far down among them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import requests

from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.server import Running, Settings, start

pytestmark = pytest.mark.browser

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
SHEET, ROWS = 7, 3000
HIDDEN, TALL = (10, 2500), (2600, 2700)
CHART_ROW = 2800


def _sized(span: tuple[int, int], **properties: Any) -> dict[str, Any]:
    rows = {"sheetId": SHEET, "dimension": "ROWS", "startIndex": span[0], "endIndex": span[1]}
    return {"updateDimensionProperties": {"range": rows, "properties": properties, "fields": ",".join(properties)}}


def _requests() -> list[dict[str, Any]]:
    grid = {"rowCount": ROWS, "columnCount": 3, "frozenRowCount": 1}
    area = {"sheetId": SHEET, "startRowIndex": 0, "endRowIndex": 5, "startColumnIndex": 1, "endColumnIndex": 2}
    data = {"sourceRange": {"sources": [area]}}
    spec = {"basicChart": {"chartType": "COLUMN", "series": [{"series": data}]}}
    anchor = {"sheetId": SHEET, "rowIndex": CHART_ROW, "columnIndex": 1}
    place = {"overlayPosition": {"anchorCell": anchor, "widthPixels": 200, "heightPixels": 120}}
    return [
        {"addSheet": {"properties": {"sheetId": SHEET, "index": 0, "title": "긴 표", "gridProperties": grid}}},
        _sized(HIDDEN, hiddenByUser=True),
        _sized(TALL, pixelSize=60),
        {"addChart": {"chart": {"spec": spec, "position": place}}},
    ]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Running]:
    running = start(Settings(days=1, orders_per_day=1, start=datetime(2026, 11, 1, 9, tzinfo=KST)))
    root = f"{running.endpoints['google']}/v4/spreadsheets/{running.spreadsheet_id}"
    web = requests.Session()
    web.headers["Authorization"] = f"Bearer {running.google_token}"
    assert web.post(f"{root}:batchUpdate", json={"requests": _requests()}).ok
    values = [["이름", "값"], *([f"줄 {row + 1}", row] for row in range(1, ROWS))]
    body = {"valueInputOption": "RAW", "data": [{"range": "'긴 표'!A1", "values": values}]}
    assert web.post(f"{root}/values:batchUpdate", json=body).ok
    yield running
    running.stop()


@pytest.fixture(scope="module")
def page(sandbox):
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        opened = browser.new_page(viewport={"width": 900, "height": 600})
        opened.goto(f"http://127.0.0.1:{sandbox.port}/")
        yield opened
        browser.close()


def _row(page, row: int):
    return page.get_by_text(f"줄 {row}", exact=True)


def test_after_the_last_row_before_hidden_ones_stands_the_first_after_them(page):
    _row(page, 10).wait_for(timeout=10_000)
    _row(page, 2501).wait_for(timeout=10_000)
    above, below = _row(page, 10).bounding_box(), _row(page, 2501).bounding_box()
    assert below["y"] == pytest.approx(above["y"] + above["height"], abs=1)
    assert _row(page, 11).count() == 0


def test_the_tab_is_as_high_as_its_rows_that_are_shown(page):
    hidden, tall = HIDDEN[1] - HIDDEN[0], TALL[1] - TALL[0]
    height = (ROWS - hidden - tall) * 22 + tall * 60
    assert page.evaluate("document.getElementById('grid').offsetHeight") == pytest.approx(height + 22, abs=8)


def test_an_address_leads_to_its_row_past_hidden_and_high_ones(page):
    page.evaluate("location.hash = '#gid=7&range=A2651'")
    _row(page, 2651).wait_for(timeout=10_000)
    header, found = page.get_by_text("이름", exact=True).bounding_box(), _row(page, 2651).bounding_box()
    assert found["height"] == pytest.approx(60, abs=1)
    assert found["y"] == pytest.approx(header["y"] + header["height"], abs=4)


def test_a_chart_far_down_is_at_its_cell(page):
    page.evaluate(f"location.hash = '#gid=7&range=A{CHART_ROW - 5}'")
    anchor = page.locator(f'td[data-row="{CHART_ROW}"][data-column="1"]')
    anchor.wait_for(timeout=10_000)
    page.locator(".picture svg").wait_for(timeout=10_000)
    chart, cell = page.locator(".picture").bounding_box(), anchor.bounding_box()
    assert (chart["x"], chart["y"]) == pytest.approx((cell["x"], cell["y"]), abs=1.5)
