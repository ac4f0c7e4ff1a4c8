"""The control that lets a mall stop using 카페24 애널리틱스, and use it again."""

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.mall import Mall


def create_analytics_control(mall: Mall) -> Blueprint:
    """The route, to be mounted at /sandbox: POST analytics with {"enabled": true} or {"enabled": false}."""
    control = Blueprint("analytics_control", __name__)

    @control.post("/analytics")
    def turn() -> Response:
        sent = request.get_json(force=True, silent=True)
        enabled = sent.get("enabled") if isinstance(sent, dict) else None
        if not isinstance(enabled, bool):
            return json_answer({"error": "send {'enabled': true} or {'enabled': false}"}, 422)
        mall.analytics.enabled = enabled
        return json_answer({"enabled": enabled})

    return control
