"""The routes of the page: the page itself, its scripts and style, cells, charts, and what a person changes."""

from pathlib import Path
from typing import Any, Protocol

import orjson
from flask import Blueprint, Response, current_app, render_template_string, request, send_file

from sheets_bridge.sandbox.google.person import Undone, carry_out

_HERE = Path(__file__).parent
_MOST_ROWS = 1000


class Spreadsheet(Protocol):
    """What the page needs to know of the spreadsheet it shows."""

    def outline(self) -> dict[str, Any]:
        """Title and shown tabs."""

    def rows(self, sheet_id: int, first: int, count: int) -> dict[str, Any] | None:
        """A block of rows as displayed; None where there is no such tab."""

    def pictures(self, sheet_id: int) -> list[dict[str, Any]] | None:
        """The charts of a tab with what they show; None where there is no such tab."""

    def cell(self, sheet_id: int, row: int, column: int) -> dict[str, Any] | None:
        """What was entered into a cell and what it offers; None where there is no such cell."""

    def typed(self, sheet_id: int, row: int, column: int, text: str) -> tuple[str, dict[str, Any]] | str | None:
        """The spreadsheet, and the values somebody types; words where the cell refuses them, None: no such cell."""

    def ticked(self, sheet_id: int, row: int, column: int, *, on: bool) -> tuple[str, dict[str, Any]] | None:
        """The spreadsheet, and the change somebody makes who ticks a box; None where there is no box."""


def page_blueprint(spreadsheet: Spreadsheet) -> Blueprint:
    """`GET /`, `/page/outline|rows|pictures|cell` and the assets; `POST /page/tick` and `/page/type`."""
    routes = Blueprint("page", __name__)
    template = (_HERE / "page.html").read_text(encoding="utf-8")

    @routes.get("/")
    def page() -> str:
        return render_template_string(template, outline=spreadsheet.outline())

    @routes.get("/page/outline")
    def outline() -> Response:
        return _json(spreadsheet.outline())

    @routes.get("/page/rows")
    def rows() -> Response:
        first, count = request.args.get("first", 0, int), request.args.get("count", 100, int)
        found = spreadsheet.rows(request.args.get("sheet", 0, int), max(first, 0), min(max(count, 0), _MOST_ROWS))
        return _found(found)

    @routes.get("/page/pictures")
    def pictures() -> Response:
        return _found(spreadsheet.pictures(request.args.get("sheet", 0, int)))

    @routes.get("/page/cell")
    def cell() -> Response:
        return _found(spreadsheet.cell(*(request.args.get(name, 0, int) for name in ("sheet", "row", "column"))))

    @routes.get("/page/<any('page.js', 'charts.js', 'rows.js', 'editing.js', 'page.css'):name>")
    def asset(name: str) -> Response:
        return send_file(_HERE / name, max_age=0)

    _changes(routes, spreadsheet)
    return routes


def _changes(routes: Blueprint, spreadsheet: Spreadsheet) -> None:
    """The routes by which a person changes cells."""

    @routes.post("/page/tick")
    def tick() -> Response:
        asked = _asked(on=bool)
        if asked is None:
            return _json({"error": "칸을 알 수 없습니다."}, 400)
        change = spreadsheet.ticked(*_spot(asked), on=asked["on"])
        if change is None:
            return _json({"error": "체크박스가 아닙니다."}, 404)
        return _done(change[0], {"batchUpdate": [change[1]]})

    @routes.post("/page/type")
    def type_text() -> Response:
        asked = _asked(text=str)
        if asked is None:
            return _json({"error": "칸을 알 수 없습니다."}, 400)
        change = spreadsheet.typed(*_spot(asked), asked["text"])
        if change is None:
            return _json({"error": "그런 칸이 없습니다."}, 404)
        if isinstance(change, str):
            return _json({"error": change}, 409)
        return _done(change[0], {"values": change[1]})


def _asked(**kinds: type) -> dict[str, Any] | None:
    """The body of a change, if it names a cell. JSON alone: a form of another page could not send that."""
    found = request.get_json() if request.is_json else {}
    wanted = {"sheet": int, "row": int, "column": int, **kinds}
    fits = isinstance(found, dict) and all(type(found.get(name)) is kind for name, kind in wanted.items())
    return found if fits else None


def _spot(asked: dict[str, Any]) -> tuple[int, int, int]:
    return asked["sheet"], asked["row"], asked["column"]


def _done(spreadsheet_id: str, deed: dict[str, Any]) -> Response:
    """The change made as the spreadsheet's owner makes it."""
    try:
        carry_out(current_app.wsgi_app, spreadsheet_id, [deed])
    except Undone as refused:
        return _json({"error": str(refused)}, 409)
    return _json({"done": True})


def _found(value: Any) -> Response:
    return _json(value) if value is not None else _json({"error": "그런 시트가 없습니다."}, 404)


def _json(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, content_type="application/json; charset=UTF-8")
