"""The page draws: charts at their place, merged and coloured cells, lists, boxes and cells that a person changes."""

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
SHEET = 7
ROWS = [["일자", "매출", "광고비"], ["1일", 1000, 400], ["2일", 1500, ""], ["3일", 900, 300]]
PATIENCE = 10_000


def _box(top: int, bottom: int, left: int, right: int) -> dict[str, int]:
    rows = {"startRowIndex": top, "endRowIndex": bottom}
    return {"sheetId": SHEET, **rows, "startColumnIndex": left, "endColumnIndex": right}


def _data(column: int, top: int = 9) -> dict[str, Any]:
    return {"sourceRange": {"sources": [_box(top, 13, column, column + 1)]}}


def _chart(spec: dict[str, Any], row: int, column: int) -> dict[str, Any]:
    anchor = {"sheetId": SHEET, "rowIndex": row, "columnIndex": column}
    place = {"anchorCell": anchor, "offsetYPixels": 4, "widthPixels": 300, "heightPixels": 200}
    return {"addChart": {"chart": {"spec": spec, "position": {"overlayPosition": place}}}}


def _validated(column: int, condition: dict[str, Any]) -> dict[str, Any]:
    rule = {"condition": condition, "strict": True, "showCustomUi": True}
    return {"setDataValidation": {"range": _box(1, 2, column, column + 1), "rule": rule}}


def _requests() -> list[dict[str, Any]]:
    grid = {"rowCount": 40, "columnCount": 8}
    blue = {"backgroundColor": {"blue": 1}, "textFormat": {"bold": True}}
    line = {"series": _data(2), "type": "LINE", "targetAxis": "RIGHT_AXIS"}
    combo = {"chartType": "COMBO", "domains": [{"domain": _data(0)}], "series": [{"series": _data(1)}, line]}
    ring = {"pieHole": 0.5, "domain": _data(0, 10), "series": _data(1, 10)}
    periods = [{"userEnteredValue": one} for one in ("어제", "이번 달")]
    hidden = {"sheetId": SHEET, "dimension": "COLUMNS", "startIndex": 3, "endIndex": 4}
    return [
        {"addSheet": {"properties": {"sheetId": SHEET, "index": 0, "title": "한눈에", "gridProperties": grid}}},
        {"mergeCells": {"range": _box(0, 1, 0, 3), "mergeType": "MERGE_ALL"}},
        {"repeatCell": {"range": _box(0, 1, 0, 3), "cell": {"userEnteredFormat": blue}, "fields": "userEnteredFormat"}},
        {
            "updateDimensionProperties": {
                "range": hidden,
                "properties": {"hiddenByUser": True},
                "fields": "hiddenByUser",
            }
        },
        _validated(0, {"type": "ONE_OF_LIST", "values": periods}),
        _validated(1, {"type": "BOOLEAN"}),
        _chart({"title": "매출과 광고비", "basicChart": combo}, 14, 1),
        _chart({"title": "매출 비중", "pieChart": ring}, 14, 5),
        {"updateBorders": {"range": _box(0, 1, 0, 3), **dict.fromkeys(("left", "right"), _RED)}},
        *({"addSheet": {"properties": {"sheetId": 100 + at, "title": f"RAW_{at}월_주문"}}} for at in range(30)),
    ]


_RED = {"style": "SOLID_MEDIUM", "colorStyle": {"rgbColor": {"red": 1}}}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Running]:
    running = start(Settings(days=1, orders_per_day=1, start=datetime(2026, 11, 1, 9, tzinfo=KST)))
    root = f"{running.endpoints['google']}/v4/spreadsheets/{running.spreadsheet_id}"
    web = requests.Session()
    web.headers["Authorization"] = f"Bearer {running.google_token}"
    answer = web.post(f"{root}:batchUpdate", json={"requests": _requests()})
    assert answer.ok, answer.text
    first = [["이번 주 요약"], ["어제", False, '=IF(A2="어제","하루","한 달")']]
    data = [{"range": "'한눈에'!A1", "values": first}, {"range": "'한눈에'!A10", "values": ROWS}]
    answer = web.post(f"{root}/values:batchUpdate", json={"valueInputOption": "USER_ENTERED", "data": data})
    assert answer.ok, answer.text
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as browsers:
        launched = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def page(browser, sandbox):
    opened = browser.new_page(viewport={"width": 1200, "height": 800})
    faults = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.goto(f"http://127.0.0.1:{sandbox.port}/")
    opened.locator(".picture svg").nth(1).wait_for(timeout=PATIENCE)
    yield opened
    opened.close()
    assert faults == []


def _cell(page, row: int, column: int):
    return page.locator(f'td[data-row="{row}"][data-column="{column}"]')


def test_the_first_tab_is_open_and_its_charts_stand_at_their_cells(page):
    assert page.get_by_role("tab", selected=True).inner_text() == "한눈에"
    for place, column in enumerate((1, 5)):
        chart, anchor = page.locator(".picture").nth(place).bounding_box(), _cell(page, 14, column).bounding_box()
        assert (chart["x"], chart["y"]) == pytest.approx((anchor["x"], anchor["y"] + 4), abs=1.5)
        assert (chart["width"], chart["height"]) == (300, 200)


def test_a_combined_chart_has_a_mark_for_each_amount_and_none_for_a_blank(page):
    chart = page.locator(".picture").first
    heights = [float(one.get_attribute("height")) for one in chart.locator("rect.column").all()]
    assert [round(one / heights[1], 2) for one in heights] == [0.67, 1.0, 0.6]
    assert chart.locator("circle.dot").count() == 2
    assert chart.locator("polyline.strand").count() == 2  # broken where the amount is not known
    assert {"매출과 광고비", "매출", "광고비", "1일", "1500", "400"} <= set(chart.locator("text").all_text_contents())


def test_a_ring_is_cut_by_its_parts(page):
    ring = page.locator(".picture").nth(1)
    assert ring.locator("path.slice").count() == 3
    assert {"29%", "44%", "26%"} <= set(ring.locator("text").all_text_contents())


def test_merged_cells_are_one_and_a_hidden_column_is_not_there(page):
    first = _cell(page, 0, 0)
    assert first.bounding_box()["width"] == pytest.approx(300, abs=1)
    assert _cell(page, 0, 1).count() == 0
    look = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).fontWeight]"
    assert first.evaluate(look) == ["rgb(0, 0, 255)", "700"]
    assert _cell(page, 9, 3).count() == 0
    assert _cell(page, 9, 4).count() == 1


def test_a_line_around_merged_cells_is_drawn_on_both_of_their_sides(page):
    line = "one => ['left', 'right'].map((side) => getComputedStyle(one).getPropertyValue(`border-${side}`))"
    assert _cell(page, 0, 0).evaluate(line) == ["2px solid rgb(255, 0, 0)"] * 2


def test_the_name_of_the_open_tab_is_in_view_however_many_there_are(page):
    first, last = page.get_by_role("tab").first, page.get_by_role("tab", name="RAW_29월_주문")
    page.evaluate("location.hash = '#gid=129'")
    page.wait_for_function("() => document.querySelector('.tabs [aria-selected=true]').dataset.sheet === '129'")
    assert last.bounding_box()["x"] + last.bounding_box()["width"] <= 1200
    assert first.bounding_box()["x"] < 0


def test_choosing_from_a_list_changes_the_cell_and_the_formula_that_reads_it(page):
    _cell(page, 1, 0).locator(".arrow").click()
    page.get_by_role("option").first.wait_for(timeout=PATIENCE)
    assert page.get_by_role("option").all_inner_texts() == ["어제", "이번 달"]
    page.get_by_role("option", name="이번 달").click()
    page.get_by_text("한 달", exact=True).wait_for(timeout=PATIENCE)
    page.wait_for_function("() => document.getElementById('where').textContent === 'A2'")


def test_ticking_a_box_is_kept(page):
    _cell(page, 1, 1).get_by_role("checkbox").check()
    page.wait_for_function(
        "fetch('/page/rows?sheet=7&first=1&count=1').then(a => a.json()).then(b => b.rows[0][1] === 'TRUE')"
    )
    page.reload()
    ticked = _cell(page, 1, 1).get_by_role("checkbox")
    ticked.wait_for(timeout=PATIENCE)
    assert ticked.is_checked()


def test_typing_into_a_cell_moves_on_and_the_chart_follows(page):
    _cell(page, 12, 1).dblclick()
    editing = page.locator("input.editing")
    assert editing.input_value() == "900"  # waits for the field
    editing.fill("3000")
    editing.press("Enter")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.picture text')].some((one) => one.textContent === '3000')",
        timeout=PATIENCE,
    )
    # The chart and the rows come by calls of their own.
    _cell(page, 12, 1).get_by_text("3000", exact=True).or_(
        _cell(page, 12, 1).and_(page.get_by_text("3000", exact=True))
    ).wait_for(timeout=PATIENCE)
    page.wait_for_function("() => document.getElementById('where').textContent === 'B14'")


def test_a_key_starts_typing_and_escape_leaves_the_cell_as_it_was(page):
    _cell(page, 5, 0).click()
    page.keyboard.type("메모")
    page.keyboard.press("Escape")
    page.locator("input.editing").wait_for(state="detached")
    assert _cell(page, 5, 0).inner_text() == ""
    page.keyboard.type("=1+2")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('td[data-row=\"5\"][data-column=\"0\"]').textContent === '3'")
    page.keyboard.press("ArrowUp")
    page.wait_for_function("() => document.getElementById('formula').textContent === '=1+2'")


def test_a_word_that_is_not_on_the_list_is_refused_in_words(page):
    _cell(page, 1, 0).click()
    page.keyboard.press("Enter")
    page.locator("input.editing").fill("내일")
    page.keyboard.press("Enter")
    page.get_by_text("목록에 있는 값만").wait_for(timeout=PATIENCE)
    assert "내일" not in _cell(page, 1, 0).inner_text()
