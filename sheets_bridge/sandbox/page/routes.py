"""The routes of the page: the page itself, its script and style, and blocks of rows."""

from pathlib import Path
from typing import Any, Protocol

import orjson
from flask import Blueprint, Response, render_template_string, request, send_file

_HERE = Path(__file__).parent
_MOST_ROWS = 1000


class Spreadsheet(Protocol):
    """What the page needs to know of the spreadsheet it shows."""

    def outline(self) -> dict[str, Any]:
        """Title and shown tabs."""

    def rows(self, sheet_id: int, first: int, count: int) -> dict[str, Any] | None:
        """A block of rows as displayed; None where there is no such tab."""


def page_blueprint(spreadsheet: Spreadsheet) -> Blueprint:
    """`GET /`, `/page/outline`, `/page/rows?sheet=&first=&count=` and the two assets."""
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

    @routes.get("/page/<any('page.js', 'page.css'):name>")
    def asset(name: str) -> Response:
        return send_file(_HERE / name, max_age=0)

    return routes


def _json(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, content_type="application/json; charset=UTF-8")
