"""The page of the sandbox as a person sees it: tabs, a header that stays, numbers as formatted, thousands of rows."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import requests

from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.server import Running, Settings, start

pytestmark = pytest.mark.browser

ROWS = 40_000
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Running]:
    running = start(Settings(days=1, orders_per_day=1, start=datetime(2026, 11, 1, 9, tzinfo=KST)))
    _fill(running)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def page(sandbox):
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        opened = browser.new_page(viewport={"width": 1200, "height": 700})
        opened.goto(f"http://127.0.0.1:{sandbox.port}/")
        yield opened
        browser.close()


def _fill(running: Running) -> None:
    """A tab of many rows: a day, an amount, a memo that would be a script if it were not escaped."""
    root = f"{running.endpoints['google']}/v4/spreadsheets/{running.spreadsheet_id}"
    web = requests.Session()
    web.headers["Authorization"] = f"Bearer {running.google_token}"
    grid = {"rowCount": ROWS + 1, "columnCount": 3, "frozenRowCount": 1}
    formats = [("yyyy-mm-dd", "DATE", 0), ("#,##0", "NUMBER", 1)]
    requests_ = [{"addSheet": {"properties": {"sheetId": 7, "title": "RAW_주문", "gridProperties": grid}}}]
    requests_ += [
        {"repeatCell": {
            "range": {"sheetId": 7, "startRowIndex": 1, "startColumnIndex": at, "endColumnIndex": at + 1},
            "cell": {"userEnteredFormat": {"numberFormat": {"type": kind, "pattern": pattern}}},
            "fields": "userEnteredFormat.numberFormat",
        }}
        for pattern, kind, at in formats
    ]  # fmt: skip
    assert web.post(f"{root}:batchUpdate", json={"requests": requests_}).ok
    rows = [
        ["주문일", "결제금액", "메모"],
        *([46327, 1234500 + n, "<script>document.title='x'</script>"] for n in range(ROWS)),
    ]
    body = {"valueInputOption": "RAW", "data": [{"range": "'RAW_주문'!A1", "values": rows}]}
    assert web.post(f"{root}/values:batchUpdate", json=body).ok


def test_the_tab_that_holds_rows_is_open_and_its_cells_show_as_formatted(page):
    page.get_by_text("1,234,500", exact=True).first.wait_for(timeout=10_000)
    text = page.inner_text("body")
    assert "RAW_주문" in text
    assert "2026-11-01" in text
    assert "주문일" in text


def test_text_that_looks_like_a_script_is_text(page):
    assert page.get_by_text("<script>").first.is_visible()
    assert page.title() != "x"


def test_far_down_the_header_stays_and_the_page_holds_few_rows(page):
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 22 * ROWS)
    last = f"{1234500 + ROWS - 1:,}"
    page.get_by_text(last, exact=True).first.wait_for(timeout=10_000)
    assert page.get_by_text("주문일", exact=True).first.is_visible()
    assert page.evaluate("document.querySelectorAll('*').length") < 5_000
