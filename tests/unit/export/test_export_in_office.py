"""LibreOffice opens the workbook: it reads what was written, runs none of the texts, and shows the charts."""

import csv
import subprocess
from datetime import date
from pathlib import Path

import pytest
from export_bench import THINGS, Shelf, thing
from snapshot_bench import combined, line, ring, snapshot

from sheets_bridge.export import write_workbook
from sheets_bridge.model import Chart

pytestmark = pytest.mark.office

TEXTS = (
    "=1+1",
    "+82",
    "-",
    "@SUM(A1)",
    "007",
    "1e5",
    "2026-11-01",
    "https://example.com/?a=1",
    "_x0041_",
    "줄\n바꿈",
    "가",
)
CHARTS = (
    Chart("column", "date", ("amount",), "날마다의 매출과 ROAS", "x", lines=("roas",)),
    Chart("bar", "currency", ("pieces",), "통화별 개수", "x"),
)
EVERY_SHEET_AS_IT_IS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""Commas, quotes, UTF-8; the values and not what is shown; -1 writes a file a worksheet."""
SECONDS = 120
_STRONG, _A_FEW = 60, 200


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of two tabs with charts, and what LibreOffice makes of it."""
    made = tmp_path_factory.mktemp("office")
    shelf = Shelf(made)
    rows = [thing(f"2026-11-{day:02}", at=f"2026-11-{day:02} 06:30:00", amount=1000.0 * day, pieces=day, roas=day / 4)
            for day in range(1, 15)]  # fmt: skip
    texts = [thing(f"2026-11-{n:02}", text, amount=-1.5) for n, text in enumerate(TEXTS, 1)]
    by_currency = [thing("2026-11-01", pieces=3), thing("2026-11-01", pieces=5, currency="USD")]
    tabs = [shelf.tab(rows, "일별", CHARTS[:1]), shelf.tab(texts, "글자"), shelf.tab(by_currency, "통화", CHARTS[1:])]
    assert write_workbook(made / "mall.xlsx", tabs) == []
    shelf.store.close()
    for kind in (EVERY_SHEET_AS_IT_IS, "pdf"):
        _office(made, "--convert-to", kind, "mall.xlsx")
    return made


def _office(folder: Path, *words: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, *words], cwd=folder, check=True, capture_output=True, timeout=SECONDS
    )


def read(folder: Path, title: str) -> list[list[str]]:
    with (folder / f"mall-{title}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_it_reads_the_tabs_with_their_values(folder):
    header, *rows = read(folder, "일별")
    assert header == [column.ko for column in THINGS.columns]
    assert len(rows) == 14
    for n, row in enumerate(rows, 1):
        assert (row[0], row[1], row[3], row[4]) == ("mall", "1", "KRW", "a")
        assert date.fromisoformat(row[2]) == date(2026, 11, n)
        assert row[5].endswith("06:30:00")
        assert [float(row[at].rstrip("%")) for at in (6, 7)] == [1000.0 * n, n]
        assert float(row[8].rstrip("%")) / (100 if row[8].endswith("%") else 1) == pytest.approx(n / 4)


def test_texts_are_the_texts_that_they_are(folder):
    _, *rows = read(folder, "글자")
    assert [row[4] for row in rows] == list(TEXTS)
    assert {float(row[6]) for row in rows} == {-1.5}


def test_the_charts_can_be_seen(folder):
    pages = _pages(folder)
    (charts,) = [n for n, text in pages.items() if CHARTS[0].ko in text]
    assert f"{CHARTS[1].ko} (USD)" in pages[charts]
    seen = _colours(folder, charts)
    # columns, a line beside them and bars; the text of the other pages is black
    assert len(seen) >= 2, seen
    assert _colours(folder, 1) == {}


def _pages(folder: Path) -> dict[int, str]:
    text = subprocess.run(["pdftotext", "mall.pdf", "-"], cwd=folder, check=True, capture_output=True, text=True).stdout
    return dict(enumerate(text.split("\f"), 1))


def _colours(folder: Path, page: int) -> dict[tuple[bool, ...], int]:
    """The strong hues of a page (which of red, green and blue stand out) with how many points each has."""
    subprocess.run(["pdftoppm", "-f", str(page), "-l", str(page), "-r", "60", "-singlefile", "mall.pdf", "page"],
                   cwd=folder, check=True)  # fmt: skip
    raw = (folder / "page.ppm").read_bytes()
    _, size, _, points = raw.split(b"\n", 3)
    width, height = map(int, size.split())
    counts: dict[tuple[bool, ...], int] = {}
    for at in range(0, width * height * 3, 3):
        red, green, blue = points[at : at + 3]
        if max(red, green, blue) - min(red, green, blue) > _STRONG:
            # Thin lines are drawn in many shades of a colour.
            hue = tuple(part > (red + green + blue) / 3 for part in (red, green, blue))
            counts[hue] = counts.get(hue, 0) + 1
    return {hue: count for hue, count in counts.items() if count > _A_FEW}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tab that formulas draw in the sheet, beside one of the store, and what LibreOffice makes of both."""
    made = tmp_path_factory.mktemp("drawn")
    shelf = Shelf(made)
    board = snapshot(combined(), ring(), line())
    assert write_workbook(made / "mall.xlsx", [board, shelf.tab([thing("2026-11-01", amount=5.0)], "일별")]) == []
    shelf.store.close()
    for kind in (EVERY_SHEET_AS_IT_IS, "pdf"):
        _office(made, "--convert-to", kind, "mall.xlsx")
    return made


def test_it_reads_a_drawn_tab_with_what_its_formulas_came_to(drawn):
    rows = read(drawn, "대시보드")
    assert (rows[0][1], rows[2][1], float(rows[3][1])) == ("대시보드", "통계 순매출", 7_350_000)
    assert (rows[4][2], rows[4][3], rows[4][4]) == ("#N/A", "TRUE", "=1+1")
    assert date.fromisoformat(rows[6][1]) == date(2026, 11, 1)
    assert read(drawn, "일별")[1][6] == "5"


def test_the_charts_of_a_drawn_tab_can_be_seen(drawn):
    first = _pages(drawn)[1]
    assert all(title in first for title in ("순매출 × 광고비 × ROAS", "매체 비중", "네이버", "11/1"))
    assert "통합 ROAS" in first, "series are named by the hidden cells above their figures"
    # the blue of its columns and the red of the line at least; bars, slices and lines are thousands of points
    assert len(_colours(drawn, 1)) >= 3
