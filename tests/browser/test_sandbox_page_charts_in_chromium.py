"""Charts of all kinds as the browser draws them from what the page is told, without a server."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import sheets_bridge.sandbox.page as page_room

pytestmark = pytest.mark.browser

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
DRAWING = Path(page_room.__file__).with_name("charts.js")
AXIS = {"title": "", "low": 0, "high": 100, "ticks": [[at, f"₩{at},000,000"] for at in (0, 20, 40, 60, 80, 100)]}


@pytest.fixture(scope="module")
def paper():
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        opened = browser.new_page()
        opened.set_content("<main></main>")
        opened.add_script_tag(path=str(DRAWING))
        yield opened
        browser.close()


def _drawn(paper, picture: dict[str, Any]):
    place = {"width": 400, "height": 240, "title": "", "subtitle": "", "paper": "#ffffff", "legend": "NO_LEGEND"}
    paper.evaluate("one => document.querySelector('main').replaceChildren(drawChart(one))", {**place, **picture})
    return paper.locator("svg")


def _basic(values: list[float | None], kind: str = "LINE", **more: Any) -> dict[str, Any]:
    series = {"name": "매출", "type": kind, "right": False, "color": "#1a73e8", "values": values, "dash": "SOLID",
              "thick": 0, "told": False, "texts": [str(one) for one in values]} | more.pop("series", {})  # fmt: skip
    axes = {"left": AXIS, "bottom": {"title": ""}}
    labels = [f"{at + 1}일" for at in range(len(values))]
    told = {"kind": "basic", "lying": False, "stacked": "", "smooth": False, "labels": labels, "axes": axes}
    return told | {"series": [series]} | more


def _points(strand) -> list[tuple[float, float]]:
    return [tuple(map(float, one.split(","))) for one in strand.get_attribute("points").split()]


def test_a_smooth_line_goes_through_its_points_and_never_beyond_them(paper):
    values: list[float | None] = [0, 2, 90, 92, 10, 60]
    straight = _points(_drawn(paper, _basic(values)).locator("polyline.strand"))
    found = _drawn(paper, _basic(values, smooth=True)).locator("path.strand")
    ways = """one => Array.from({ length: 301 }, (_, at) => one.getPointAtLength(one.getTotalLength() * at / 300))
        .map(({ x, y }) => [x, y])"""
    curve = found.evaluate(ways)
    assert all(min(abs(x - px) + abs(y - py) for px, py in curve) < 4 for x, y in straight)
    heights = [y for _, y in straight]
    assert min(heights) - 0.1 <= min(y for _, y in curve)
    assert max(y for _, y in curve) <= max(heights) + 0.1


def test_stepped_areas_go_level_and_then_straight_up_or_down(paper):
    points = _points(_drawn(paper, _basic([10, 50, 30], "STEPPED_AREA")).locator("polyline.strand"))
    assert len(points) == 6
    moves = [(abs(x - px), abs(y - py)) for (px, py), (x, y) in pairwise(points)]
    assert all(min(move) < 1e-6 for move in moves)
    assert sum(along > 1 for along, _ in moves) == 3


def test_lines_are_dashed_and_as_thick_as_asked(paper):
    strand = _drawn(paper, _basic([10, 50], series={"dash": "MEDIUM_DASHED", "thick": 4})).locator(".strand")
    assert strand.get_attribute("stroke-width") == "4"
    assert strand.evaluate("one => getComputedStyle(one).strokeDasharray") == "7px, 5px"
    assert _drawn(paper, _basic([10, 50], series={"dash": "INVISIBLE"})).locator(".strand").count() == 0


@pytest.mark.parametrize(("kind", "lying"), [("LINE", False), ("COLUMN", False), ("COLUMN", True)])
def test_amounts_are_written_out_where_asked(paper, kind, lying):
    asked = _basic([10, None, 50], kind, lying=lying, series={"told": True})
    assert _drawn(paper, asked).locator("text.told").all_text_contents() == ["10", "50"]
    assert _drawn(paper, _basic([10, 50], kind, lying=lying)).locator("text.told").count() == 0


def _apart(boxes: list[dict[str, float]], side: str, extent: str) -> bool:
    ordered = sorted(boxes, key=lambda one: one[side])
    return all(one[side] + one[extent] <= other[side] + 1 for one, other in pairwise(ordered))


def test_texts_of_crowded_charts_do_not_lie_over_each_other(paper):
    bars = _drawn(paper, _basic([float(at) for at in range(30)], "COLUMN", lying=True))
    names, amounts = ([one.bounding_box() for one in bars.locator(f"text.{kind}").all()] for kind in ("name", "amount"))
    assert 1 < len(names) < 30
    assert _apart(names, "y", "height")
    assert len(amounts) > 1
    assert _apart(amounts, "x", "width")
    told = {"told": True, "texts": ["₩1,000,000"] * 30}
    written = _drawn(paper, _basic([50.0] * 30, series=told)).locator("text.told").all()
    assert 1 < len(written) < 30
    assert _apart([one.bounding_box() for one in written], "x", "width")


def test_the_last_amount_of_lying_bars_is_not_cut_off(paper):
    axes = {"left": {**AXIS, "ticks": [[0, "₩0"], [100, "₩100,000,000"]]}, "bottom": {"title": ""}}
    bars = _drawn(paper, _basic([40, 100], "COLUMN", lying=True, axes=axes))
    last, edge = bars.locator("text.amount").nth(1).bounding_box(), bars.bounding_box()
    assert last["x"] + last["width"] <= edge["x"] + edge["width"]


@pytest.mark.parametrize(("legend", "around"), [("LABELED_LEGEND", 3), ("NO_LEGEND", 0)])
def test_names_stand_around_a_pie_where_its_legend_is_its_labels(paper, legend, around):
    parts = [("네이버", 60), ("메타", 30), ("아주 아주 아주 아주 아주 아주 아주 긴 이름의 매체", 10)]
    slices = [{"name": name, "value": value, "text": str(value), "color": "#1a73e8"} for name, value in parts]
    pie = _drawn(paper, {"kind": "pie", "hole": 0.5, "legend": legend, "slices": slices})
    names = pie.locator("text.name")
    assert names.count() == around
    edge = pie.bounding_box()
    for one in (name.bounding_box() for name in names.all()):
        assert edge["x"] <= one["x"]
        assert one["x"] + one["width"] <= edge["x"] + edge["width"]


def test_a_share_is_written_dark_on_a_light_slice_and_white_on_a_dark_one(paper):
    shades = {"#fbbc04": 50, "#1a73e8": 50}
    slices = [{"name": one, "value": part, "text": "", "color": one} for one, part in shades.items()]
    pie = _drawn(paper, {"kind": "pie", "hole": 0.5, "slices": slices})
    shares = [one for one in pie.locator("text").all() if one.text_content() == "50%"]
    assert [one.get_attribute("fill") for one in shares] == ["#3c4043", "#ffffff"]
