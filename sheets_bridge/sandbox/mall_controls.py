"""The controls of the pretend mall under /sandbox: the app's standing, its shops, rows that shift."""

from typing import Any

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.cafe24.standing import Unheard
from sheets_bridge.sandbox.mall import Mall

MOST_ROWS = 10**6


def create_mall_controls(mall: Mall) -> Blueprint:
    """The routes, to be mounted at /sandbox."""
    controls = Blueprint("mall_controls", __name__)

    @controls.get("/app")
    def app() -> Response:
        return json_answer(_standing(mall))

    @controls.post("/app")
    def change_app() -> Response:
        given = _sent()
        installed = given.pop("installed", mall.grants.installed)
        if not isinstance(installed, bool):
            raise Unheard("'installed' must be true or false")
        mall.standing.change(given)
        mall.grants.installed = installed
        return json_answer(_standing(mall))

    @controls.post("/shops")
    def shops() -> Response:
        return json_answer(_switch(mall, _sent()))

    @controls.post("/shift")
    def shift() -> Response:
        rows = _sent().get("rows")
        if not isinstance(rows, int) or isinstance(rows, bool) or abs(rows) > MOST_ROWS:
            raise Unheard("send {'rows': n}: by how many rows the lists of orders move")
        mall.drift.rows += rows
        return json_answer({"rows": mall.drift.rows})

    @controls.errorhandler(Unheard)
    def unheard(wrong: Unheard) -> Response:
        return json_answer({"error": str(wrong)}, 422)

    return controls


def _standing(mall: Mall) -> dict[str, Any]:
    return {"installed": mall.grants.installed, **mall.standing.told()}


def _switch(mall: Mall, given: dict[str, Any]) -> dict[str, bool]:
    shop_no, active = given.get("shop_no"), given.get("active")
    if not isinstance(shop_no, int) or not isinstance(active, bool) or mall.shop(shop_no) is None:
        raise Unheard("send {'shop_no': n, 'active': true} with a shop of the mall")
    mall.story.switch(shop_no, active=active)
    return {str(shop.shop_no): shop.active for shop in mall.story.shops}


def _sent() -> dict[str, Any]:
    """The JSON object of this request. Raises Unheard."""
    sent = request.get_json(force=True, silent=True)
    if not isinstance(sent, dict):
        raise Unheard("send a JSON object")
    return sent
