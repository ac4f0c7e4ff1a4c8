"""Native charts of the dashboard, the coloured cells of its hours."""

from collections.abc import Mapping
from typing import Any

from sheets_bridge.dashboard import looks
from sheets_bridge.dashboard.blocks import MOST_MEDIA, SERIES, SUMS, TOP, Block, Blocks
from sheets_bridge.dashboard.grid import SHEET, colour
from sheets_bridge.dashboard.tables import HOURS, LINES
from sheets_bridge.spreadsheet.areas import Area, Change

_GREY, _GREEN = "#BDC1C6", "#188038"


def trend(say: Mapping[str, str], blocks: Blocks, row: int, height: int) -> Change:
    """순매출 and 광고비 as columns, ROAS as a line on the right axis."""
    block = blocks["series"]
    drawn = [
        _series(block, "net_sales", "COLUMN", looks.ACCENT),
        _series(block, "ad_cost", "COLUMN", _GREY),
        _series(block, "blended_roas", "LINE", looks.UP, right=True),
    ]
    return _chart(_combined(say["trend"], block, drawn), row, 1, 6, height)


def share(say: Mapping[str, str], blocks: Blocks, row: int, height: int) -> Change:
    """What each medium has of the cost, as a ring."""
    media = blocks["media"]
    pie = {"legendPosition": "RIGHT_LEGEND", "pieHole": 0.5, "domain": _data(media, 0, MOST_MEDIA, head=False),
           "series": _data(media, SUMS["media"].at("cost"), MOST_MEDIA, head=False)}  # fmt: skip
    return _chart({"title": say["share"], "pieChart": pie, **_PLAIN}, row, 7, 4, height)


def visits(say: Mapping[str, str], blocks: Blocks, row: int, column: int, height: int) -> Change:
    """방문수 as columns, 구매전환율 as a line on the right axis."""
    block = blocks["series"]
    drawn = [
        _series(block, "visit_count", "COLUMN", _GREY),
        _series(block, "purchase_rate", "LINE", _GREEN, right=True),
    ]
    return _chart(_combined(say["visits_chart"], block, drawn), row, column, 11 - column, height)


def warm(row: int) -> Change:
    """The hours coloured from white to the accent."""
    where = Area(SHEET, row + 1, row + 1 + HOURS, 2, 9)
    gradient = {"minpoint": {"colorStyle": {"rgbColor": colour("#FFFFFF")}, "type": "MIN"},
                "maxpoint": {"colorStyle": {"rgbColor": colour("#8AB4F8")}, "type": "MAX"}}  # fmt: skip
    rule = {"ranges": [where.grid()], "gradientRule": gradient}
    return {"addConditionalFormatRule": {"rule": rule, "index": 0}}


_PLAIN = {"fontName": "Roboto", "hiddenDimensionStrategy": "SHOW_ALL"}
"""What is drawn stands in hidden columns."""


def _combined(title: str, block: Block, drawn: list[dict[str, Any]]) -> dict[str, Any]:
    basic = {
        "chartType": "COMBO", "legendPosition": "TOP_LEGEND", "headerCount": 1,
        "domains": [{"domain": _data(block, 0, LINES)}], "series": drawn,
        "axis": [{"position": "LEFT_AXIS"}, {"position": "RIGHT_AXIS"}],
    }  # fmt: skip
    return {"title": title, "basicChart": basic, **_PLAIN}


def _series(block: Block, name: str, kind: str, ink: str, *, right: bool = False) -> dict[str, Any]:
    return {"series": _data(block, SERIES.index(name), LINES), "type": kind,
            "targetAxis": "RIGHT_AXIS" if right else "LEFT_AXIS",
            "colorStyle": {"rgbColor": colour(ink)}}  # fmt: skip


def _data(block: Block, column: int, count: int, *, head: bool = True) -> dict[str, Any]:
    at = block.column + column
    where = Area(SHEET, TOP - head, TOP + count, at, at + 1)
    return {"sourceRange": {"sources": [where.grid()]}}


def _chart(spec: Mapping[str, Any], row: int, column: int, columns: int, height: int) -> Change:
    anchor = {"sheetId": SHEET, "rowIndex": row, "columnIndex": column}
    place = {"anchorCell": anchor, "widthPixels": columns * looks.WIDTH - 4, "heightPixels": height}
    return {"addChart": {"chart": {"spec": dict(spec), "position": {"overlayPosition": place}}}}
