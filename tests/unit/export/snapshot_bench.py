"""A drawn tab as Google answers it, made by hand after the official shapes (v4: Sheet, GridData, EmbeddedChart)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sheets_bridge.spreadsheet.snapshots import Snapshot, understand

BOARD = 77
DAYS = 6
FIGURES = 12
"""The column, hidden, that what is drawn begins in."""
PERCENT = {"type": "PERCENT", "pattern": "▲ 0.0%;▼ 0.0%;0.0%"}
DAY = {"type": "DATE", "pattern": "yyyy-mm-dd (ddd)"}
MONEY = {"type": "NUMBER", "pattern": "#,##0"}
FIRST_DAY = 46327
"""2026-11-01."""


def rgb(code: str) -> dict[str, float]:
    """A colour as Google tells it: channels that are zero are left out."""
    parts = {name: int(code[at : at + 2], 16) / 255 for at, name in ((1, "red"), (3, "green"), (5, "blue"))}
    return {name: part for name, part in parts.items() if part}


def styled(name: str, code: str) -> dict[str, Any]:
    """A colour told in both ways, as Google does."""
    return {name: rgb(code), f"{name}Style": {"rgbColor": rgb(code)}}


def cell(value: Any = None, note: str = "", **look: Any) -> dict[str, Any]:
    """A CellData; `look` takes numbers, paper, ink, size, bold, across, wrap."""
    kinds: Mapping[type, str] = {bool: "boolValue", str: "stringValue", int: "numberValue", float: "numberValue"}
    letters = {**styled("foregroundColor", look.get("ink", "#000000")), "fontSize": look.get("size", 10),
               "bold": look.get("bold", False), "italic": False}  # fmt: skip
    shown = {
        **styled("backgroundColor", look.get("paper", "#FFFFFF")),
        "verticalAlignment": "MIDDLE",
        "wrapStrategy": look.get("wrap", "CLIP"),
        "textFormat": letters,
        **({"horizontalAlignment": look["across"]} if "across" in look else {}),
        **({"numberFormat": look["numbers"]} if "numbers" in look else {}),
    }
    told = value if isinstance(value, dict) else {kinds[type(value)]: value} if value is not None else None
    return {
        **({"effectiveValue": told} if told else {}),
        "effectiveFormat": shown,
        **({"note": note} if note else {}),
    }


def span(top: int, bottom: int, left: int, right: int, sheet: int = BOARD) -> dict[str, int]:
    """A GridRange; zeroes are left out."""
    told = {"sheetId": sheet, "startRowIndex": top, "endRowIndex": bottom, "startColumnIndex": left,
            "endColumnIndex": right}  # fmt: skip
    return {name: at for name, at in told.items() if at}


def data(top: int, bottom: int, column: int, sheet: int = BOARD) -> dict[str, Any]:
    """A ChartData over a column."""
    return {"sourceRange": {"sources": [span(top, bottom, column, column + 1, sheet)]}}


def placed(spec: Mapping[str, Any], row: int, column: int, width: int = 480, height: int = 252) -> dict[str, Any]:
    """An EmbeddedChart."""
    anchor = {"sheetId": BOARD, "rowIndex": row, "columnIndex": column}
    place = {"anchorCell": anchor, "offsetXPixels": 2, "widthPixels": width, "heightPixels": height}
    return {"chartId": row * 100 + column, "spec": {"hiddenDimensionStrategy": "SHOW_ALL", **spec},
            "position": {"overlayPosition": place}}  # fmt: skip


def combined(title: str = "순매출 × 광고비 × ROAS", last: int = 12) -> dict[str, Any]:
    """Columns and a line on the right axis, over more rows than hold anything."""
    drawn = [
        {"series": data(0, last, FIGURES + 1), "type": "COLUMN", "targetAxis": "LEFT_AXIS",
         **styled("color", "#1A73E8")},
        {"series": data(0, last, FIGURES + 2), "type": "COLUMN", "targetAxis": "LEFT_AXIS",
         **styled("color", "#BDC1C6")},
        {"series": data(0, last, FIGURES + 3), "type": "LINE", "targetAxis": "RIGHT_AXIS",
         **styled("color", "#D93025")},
    ]  # fmt: skip
    basic = {"chartType": "COMBO", "legendPosition": "TOP_LEGEND", "headerCount": 1,
             "domains": [{"domain": data(0, last, FIGURES)}], "series": drawn}  # fmt: skip
    return {"title": title, "basicChart": basic}


def ring(title: str = "매체 비중") -> dict[str, Any]:
    """A ring whose ranges have no header."""
    cells = {"domain": data(1, 9, FIGURES + 4), "series": data(1, 9, FIGURES + 5)}
    return {"title": title, "pieChart": {"legendPosition": "RIGHT_LEGEND", "pieHole": 0.5, **cells}}


def line(title: str = "방문수", kind: str = "LINE") -> dict[str, Any]:
    """One row of figures, the header guessed."""
    basic = {"chartType": kind, "domains": [{"domain": data(0, 12, FIGURES)}],
             "series": [{"series": data(0, 12, FIGURES + 1), "targetAxis": "LEFT_AXIS"}]}  # fmt: skip
    return {"title": title, "basicChart": basic}


MEDIA = (("네이버", 410_000), ("메타", 280_000), ("구글", 190_000))
HEAD = ("일자", "통계 순매출", "광고비", "통합 ROAS", "매체", "광고비")


def figures(row: int) -> list[dict[str, Any]]:
    """The hidden cells of a row: days and their figures, media and their cost; blank texts below, as formulas leave."""
    if row == 0:
        return [cell(name) for name in HEAD]
    n = row - 1
    sales, cost = 1_000_000 + 90_000 * n, 250_000 + 10_000 * n
    days = [cell(FIRST_DAY + n, numbers=DAY), cell(sales, numbers=MONEY), cell(cost, numbers=MONEY),
            cell(sales / cost, numbers={"type": "PERCENT", "pattern": "0%"})]  # fmt: skip
    media = [cell(MEDIA[n][0]), cell(MEDIA[n][1], numbers=MONEY)] if n < len(MEDIA) else [cell(""), cell("")]
    return [*(days if n < DAYS else [cell("")] * 4), *media]


def seen(row: int) -> list[dict[str, Any]]:
    """What people see of a row."""
    blank = cell()
    lines = {
        0: [cell("대시보드", size=18, bold=True, ink="#1A73E8")],
        2: [cell("통계 순매출", "카페24가 집계한 순매출.", bold=True, paper="#F8F9FA"), cell(paper="#F8F9FA")],
        3: [cell(7_350_000, numbers=MONEY, size=18, bold=True, paper="#F8F9FA", across="LEFT"), cell(paper="#F8F9FA")],
        4: [cell(0.123, numbers=PERCENT), cell({"errorValue": {"type": "N_A", "message": "…"}}), cell(True),
            cell("=1+1"), cell("https://example.com/?a=1")],
        5: [cell(-0.05, numbers=PERCENT)],
        6: [cell(FIRST_DAY, numbers=DAY)],
        7: [cell(n * 10, numbers=MONEY) for n in range(5)],
    }  # fmt: skip
    found = [blank, *lines.get(row, [])]
    return [*found, *[blank] * (FIGURES - len(found))]


def sheet(charts: Sequence[Mapping[str, Any]] = (), **more: Any) -> dict[str, Any]:
    """A Sheet of 40 rows and 20 columns."""
    rows, columns = 40, 20
    up = {"condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=AND(ISNUMBER(B5),B5>0)"}]},
          "format": {"textFormat": styled("foregroundColor", "#D93025")}}  # fmt: skip
    warm = {"minpoint": {"type": "MIN", **styled("color", "#FFFFFF")},
            "maxpoint": {"type": "MAX", **styled("color", "#8AB4F8")}}  # fmt: skip
    grid = {"rowCount": rows, "columnCount": columns, "frozenRowCount": 1, "hideGridlines": True}
    return {
        "properties": {"sheetId": BOARD, "title": "대시보드", "gridProperties": grid,
                       **styled("tabColor", "#4285F4")},
        "data": [{
            "rowData": [{"values": [*seen(row), *figures(row)]} for row in range(14)],
            "rowMetadata": [_place(34 if row == 3 else 21, hidden=row >= 36) for row in range(rows)],
            "columnMetadata": [_place(20 if at == 0 else 110, hidden=at >= FIGURES) for at in range(columns)],
        }],
        "merges": [span(2, 3, 1, 3), span(3, 4, 1, 3)],
        "conditionalFormats": [{"ranges": [span(4, 6, 1, 2)], "booleanRule": up},
                               {"ranges": [span(7, 8, 1, 6)], "gradientRule": warm}],
        "charts": list(charts),
    } | more  # fmt: skip


def _place(pixels: int, *, hidden: bool) -> dict[str, Any]:
    return {"pixelSize": pixels, **({"hiddenByUser": True} if hidden else {})}


def snapshot(*charts: Mapping[str, Any], **more: Any) -> Snapshot:
    """That tab as we understand it."""
    return understand(sheet([placed(spec, 9 + 13 * n, 1) for n, spec in enumerate(charts)], **more))
