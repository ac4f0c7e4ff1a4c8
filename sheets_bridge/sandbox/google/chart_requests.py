"""batchUpdate requests about charts: what they show, and where they stand."""

from typing import Any

from .answers import shown_chart, shown_position
from .book import Book
from .drawn import claimed_id, drop, find, put
from .grid import Grid
from .looks import tidy, with_twins
from .masks import Mask, overlay
from .refusal import invalid
from .sheet import Json, Sheet
from .tab_requests import required_mask

_SHELF = "charts"
_WIDTH, _HEIGHT = 600, 371
_KINDS = {
    *("basicChart", "pieChart", "bubbleChart", "candlestickChart", "orgChart"),
    *("histogramChart", "waterfallChart", "treemapChart", "scorecardChart"),
}


def add_chart(book: Book, request: Json) -> Json:
    """addChart: over the cells of a tab, or on a tab of its own."""
    wanted = request.get("chart") or {}
    spec = _checked_spec(book, wanted.get("spec"))
    chart_id = claimed_id(book, wanted.get("chartId"), "chart")
    sheet, position = _placed(book, wanted.get("position"))
    border = {"border": tidy(wanted["border"])} if wanted.get("border") else {}
    chart = {"chartId": chart_id, "spec": spec, "position": position, **border}
    put(sheet, _SHELF, chart)
    return {"chart": shown_chart(chart)}


def _checked_spec(book: Book, given: Json | None) -> Json:
    spec: Json = tidy(given or {})
    if len(spec.keys() & _KINDS) != 1:
        raise invalid("Exactly one kind of chart must be set in 'spec'.")
    _check_sources(book, spec)
    return {"hiddenDimensionStrategy": "SKIP_HIDDEN_ROWS_AND_COLUMNS", **spec}


def _check_sources(book: Book, value: Any) -> None:
    """Refuse data that lie off their tab."""
    for one in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        _check_sources(book, one)
    for source in value.get("sources", []) if isinstance(value, dict) else ():
        book.grid_range(source)


def _placed(book: Book, position: Json | None) -> tuple[Sheet, Json]:
    """The tab, to write to, and the position as it is kept: with an anchor on the grid and a size."""
    position = position or {}
    if position.get("newSheet") or position.get("sheetId") is not None:
        return _own_tab(book, position.get("sheetId"))
    overlay_position = position.get("overlayPosition")
    if overlay_position is None:
        raise invalid("A position must be specified.")
    found, row, column = book.coordinate(overlay_position.get("anchorCell"))
    sheet = book.edit(found.id)
    whole = {"widthPixels": _WIDTH, "heightPixels": _HEIGHT, **overlay_position}
    cell = {"sheetId": sheet.id, "rowIndex": row, "columnIndex": column}
    return sheet, {"overlayPosition": {**whole, "anchorCell": cell}}


def _own_tab(book: Book, wanted: int | None) -> tuple[Sheet, Json]:
    """A tab that is nothing but a chart: no grid, its type OBJECT."""
    word = "차트" if book.locale.startswith("ko") else "Chart"
    number = 1
    while book.titled(f"{word}{number}") is not None:
        number += 1
    sheet = Sheet(book.new_id() if wanted is None else wanted, f"{word}{number}", Grid(1, 1))
    sheet.kind = "OBJECT"
    book.add_sheet(sheet, None)
    return sheet, {"sheetId": sheet.id}


def update_chart_spec(book: Book, request: Json) -> Json:
    """updateChartSpec: the whole specification is replaced."""
    sheet, old = find(book, _SHELF, "chartId", request.get("chartId"), "chart")
    put(sheet, _SHELF, {**old, "spec": _checked_spec(book, request.get("spec"))}, instead_of=old)
    return {}


def update_position(book: Book, request: Json) -> Json:
    """updateEmbeddedObjectPosition: `fields` choose the parts of an overlay position; the tab may change."""
    sheet, old = find(book, _SHELF, "chartId", request.get("objectId"), "embedded object")
    wanted = request.get("newPosition") or {}
    if wanted.get("overlayPosition") is not None:
        mask: Mask = required_mask(request)
        stands = old["position"].get("overlayPosition") or {}
        wanted = {"overlayPosition": overlay(stands, wanted["overlayPosition"], mask)}
    target, position = _placed(book, wanted)
    drop(sheet, _SHELF, old)
    put(target, _SHELF, {**old, "position": position})
    _drop_empty_tab(book, sheet)
    return {"position": shown_position(position)}


def delete_object(book: Book, request: Json) -> Json:
    """deleteEmbeddedObject; a chart's own tab goes with it."""
    sheet, old = find(book, _SHELF, "chartId", request.get("objectId"), "embedded object")
    drop(sheet, _SHELF, old)
    _drop_empty_tab(book, sheet)
    return {}


def _drop_empty_tab(book: Book, sheet: Sheet) -> None:
    if sheet.kind == "OBJECT" and not sheet.charts:
        book.remove_sheet(sheet)


def update_border(book: Book, request: Json) -> Json:
    """updateEmbeddedObjectBorder: the masked fields."""
    mask = required_mask(request)
    sheet, old = find(book, _SHELF, "chartId", request.get("objectId"), "embedded object")
    border = overlay(old.get("border") or {}, tidy(request.get("border") or {}), with_twins(mask))
    put(sheet, _SHELF, {**old, "border": border}, instead_of=old)
    return {}
