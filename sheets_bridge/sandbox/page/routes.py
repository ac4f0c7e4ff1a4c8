"""The routes of the page: the page itself, its script and style, blocks of rows, and the boxes a person ticks."""

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

    def ticked(self, sheet_id: int, row: int, column: int, *, on: bool) -> tuple[str, dict[str, Any]] | None:
        """The spreadsheet, and the change somebody makes who ticks a box; None where there is no box."""


def page_blueprint(spreadsheet: Spreadsheet) -> Blueprint:
    """`GET /`, `/page/outline`, `/page/rows?sheet=&first=&count=` and the two assets; `POST /page/tick`."""
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
        return _json(found) if found is not None else _json({"error": "그런 시트가 없습니다."}, 404)

    @routes.post("/page/tick")
    def tick() -> Response:
        # JSON alone: a form of another page could not send that.
        asked = request.get_json() if request.is_json else {}
        sheet, row, column, on = (asked.get(name) for name in ("sheet", "row", "column", "on"))
        if not (isinstance(sheet, int) and isinstance(row, int) and isinstance(column, int) and isinstance(on, bool)):
            return _json({"error": "칸을 알 수 없습니다."}, 400)
        change = spreadsheet.ticked(sheet, row, column, on=on)
        if change is None:
            return _json({"error": "체크박스가 아닙니다."}, 404)
        try:
            carry_out(current_app.wsgi_app, change[0], [{"batchUpdate": [change[1]]}])
        except Undone as refused:
            return _json({"error": str(refused)}, 409)
        return _json({"on": on})

    @routes.get("/page/<any('page.js', 'page.css'):name>")
    def asset(name: str) -> Response:
        return send_file(_HERE / name, max_age=0)

    return routes


def _json(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, content_type="application/json; charset=UTF-8")
